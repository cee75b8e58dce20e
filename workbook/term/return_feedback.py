"""Put feedback into the exchange for each student by themselves, and none that is older than its marks.

nbgrader finds a student's place there by two small files of what was handed in, and ends where one has left them out.
Only one is needed, the secret by which the student's own nbgrader finds the page.
"""

import os
import shutil
from pathlib import Path

from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from workbook.grading.rebuild.submitted import shown
from workbook.term import folders, pages
from workbook.term.submissions import feedback_secret


class ReturnToEach(ExchangeReleaseFeedback):  # type: ignore[misc]
    """nbgrader's release_feedback, which what one student left out ends for nobody else."""

    coursedir: CourseDirectory
    dest_path: str

    def copy_files(self) -> None:
        """Go from student to student."""
        directory, assignment = self.coursedir, self.coursedir.assignment_id
        there = folders.of_students(directory, directory.feedback_directory, assignment)
        if directory.student_id not in ("", "*"):
            there = {student: folder for student, folder in there.items() if student == directory.student_id}
        if not there:
            self.log.warning(
                "There are no pages of %s to release. Run `nbgrader generate_feedback %s`.", assignment, assignment
            )
            return
        marks: pages.Marks | None = None
        try:
            marks = pages.Marks(directory, assignment)
        except pages.NoGradebook:
            # nbgrader's command needs none, and some name theirs to the other commands only.
            self.log.warning(
                "There is no gradebook at %s: whether marks have changed since the pages were made is not known. If "
                "yours is elsewhere, name it in nbgrader_config.py by c.CourseDirectory.db_url.",
                directory.db_url,
            )
        except NbGraderException as error:
            self.log.error("Feedback not released: %s", error)
            return
        released = 0
        graded = folders.of_students(directory, directory.autograded_directory, assignment)
        for student, folder in there.items():
            try:
                released += self._release(student, folder, graded.get(student), marks)
            except OSError as error:
                self.log.warning("Feedback not released: %s: %s.", shown(str(folder), 200), error.strerror or error)
        self.log.info("%s: %s pages released.", assignment, released)

    def _release(self, student: str, folder: Path, graded: Path | None, marks: pages.Marks | None) -> int:
        """Release the pages of a student, and return how many."""
        released = 0
        again = f"Run `nbgrader generate_feedback {self.coursedir.assignment_id}`, then this again."
        for page in sorted(folder.glob("*.html")):
            name = page.stem
            why = marks and (marks.why_not(student) or marks.too_old(student, name, folder, graded, again))
            place = in_exchange(Path(self.dest_path), folder, name)
            if not why and place is None:
                why = (
                    "it has no submission_secret.txt, by which nbgrader finds the student's place in the exchange. "
                    "Send it by other means."
                )
            if why or place is None:
                self.log.warning("Feedback not released: %s: %s", shown(str(page), 200), why)
                continue
            self.log.info("Releasing %s of %s.", name, student)
            # Beside, and then in its place: a student may be fetching it.
            fresh = place.with_name(f"{place.stem}-tmp.html")
            shutil.copy(page, fresh)
            os.replace(fresh, place)
            released += 1
        return released


def in_exchange(feedback: Path, folder: Path, notebook: str) -> Path | None:
    """Return where in the exchange's folder of feedback a student finds a page; None if nothing names that."""
    secret = feedback_secret(folder).decode()
    return feedback / f"{notebook_hash(secret=secret, notebook_id=notebook)}.html" if secret else None
