"""nbgrader's autograde, with this course's way of running and judging submissions in the place of its own.

`nbgrader autograde` and formgrader's button make an `Autograde` converter each. Its lists of preprocessors and its
exporter can be set, but before any of these is asked, nbgrader copies every file of a submission to ``autograded/``,
opens whatever stands at the notebook's name, and ends the whole batch at one notebook in an old format. So the
converter itself is replaced: `nbgrader_config.py` calls `install`, and `HardenedAutograde` does for courses that enable
it what is below, and nbgrader's own work for all others.

Marks, late penalties and the gradebook are nbgrader's own: its preprocessors read the marks from the graded notebook.
"""

import contextlib
import glob
import logging
import os
import re
import shutil
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, NbGraderPreprocessor, SaveAutoGrades
from sqlalchemy.exc import OperationalError, SAWarning
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm
from traitlets import Bool

from workbook.authoring.assignment import grade_id, is_answer, is_graded
from workbook.grading import batch, workers
from workbook.grading.batch import Job, Stopped
from workbook.grading.results import FAILED, GRADED, PERSON, Result, from_json, report
from workbook.term import calendar as calendars
from workbook.term import door, penalties
from workbook.term.submissions import Course, Submission, feedback_secret

if TYPE_CHECKING:
    from workbook.grading.sandbox.wall import Zygote

UNEXECUTED = (
    "--no-execute: nothing is run, and nothing is judged here. The marks are those that the outputs in the submissions "
    "say, which their authors can write."
)
FAULT = "fault.txt"
NOT_DONE, DONE_BEFORE = "not done", "done before"
WORDS = {
    GRADED: "graded",
    FAILED: "could not run to their end",
    PERSON: "need a person",
    NOT_DONE: "not done",
    DONE_BEFORE: "done before (--force does them again)",
}


def install() -> None:
    """Put `HardenedAutograde` where nbgrader's command and formgrader look for their converter."""
    autogradeapp.Autograde = HardenedAutograde
    api.Autograde = HardenedAutograde


class KeepForPerson(NbGraderPreprocessor):
    """Mark in the gradebook what a person must look at, after SaveAutoGrades, with the reason as a comment."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Go through a graded notebook; the automatic marks stay as they were found."""
        result = resources["grading"]
        if result.outcome != PERSON and not result.doubts:
            return nb, resources
        names = resources["nbgrader"]
        where = (names["notebook"], names["assignment"], names["student"])
        with Gradebook(names["db_url"]) as gradebook:
            for name in affected(nb, result):
                gradebook.find_grade(name, *where).needs_manual_grade = True
            answers = [grade_id(c) for c in nb.cells if is_answer(c)]
            for name, why in result.doubts.items():
                # A comment belongs to an answer; what concerns the whole submission stands at the first one.
                place = name or next(iter(answers), "")
                if place in answers:
                    gradebook.find_comment(place, *where).auto_comment = f"A person will look at this. {why}"
            gradebook.db.commit()
        return nb, resources


class HardenedAutograde(Autograde):
    """nbgrader's Autograde: rebuilds submissions, runs them behind walls, and judges them outside."""

    enabled = Bool(False, help="Whether to grade this way; otherwise as nbgrader does").tag(config=True)

    opener = staticmethod(batch.walled)
    zygote: "Zygote | None" = None
    """A fork server for `opener`, if one has been started."""
    workers = os.cpu_count() or 1
    scheduler = ""
    again = False
    """Whether to grade again what has a result."""
    progress = False
    summary = ""
    dates: calendars.Calendar | None = None

    # Fixed: a course's own list for nbgrader's way would run the notebook here.
    saving = (SaveAutoGrades, KeepForPerson, AssignLatePenalties, CheckCellMetadata)

    def start(self) -> None:
        """Grade the submissions that match `coursedir`'s student and assignment, and bring the marks into nbgrader.

        Raises
        ------
        NbGraderException
            At the end, if not all marks are final; before it, if nothing can be graded. The reasons are in the log.
        """
        if not self.enabled:
            super().start()
            return
        if not self.config.Execute.get("enabled", True):
            self.log.warning(UNEXECUTED)
            super().start()
            return
        # nbgrader's own use of SQLAlchemy, which is harmless and says nothing to who grades.
        warnings.filterwarnings("ignore", category=SAWarning)
        try:
            with contextlib.chdir(self.coursedir.root), workers.interruptible():
                outcomes = self._grade_all()
        except (Stopped, OperationalError) as error:
            sentence = str(error) if isinstance(error, Stopped) else _hopeless(error)
            if isinstance(error, Stopped) and error.trace:
                sentence += self._kept(Path(self.coursedir.format_path("results", ".", FAULT)), error.trace)
            self.log.error("%s", sentence)
            raise NbGraderException(sentence) from None
        counts = ", ".join(f"{outcomes[key]} {words}" for key, words in WORDS.items() if outcomes[key])
        self.summary = f"{self.coursedir.assignment_id}: {counts or 'nothing to do'}."
        if outcomes[PERSON] or outcomes[NOT_DONE]:
            self.log.error("%s", self.summary)
            raise NbGraderException(self.summary)
        self.log.info("%s", self.summary)

    def _grade_all(self) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        course = Course(self)
        self._read_calendar()
        todo = []
        for submission in self._submissions(course):
            if not door.is_student(submission.student):
                self.log.error("The folder %r is not named as a student is; rename it.", submission.student)
                outcomes[NOT_DONE] += 1
            elif (language := submission.language) != "python":
                self.log.error(
                    "%s, %s: it is for a kernel of %s; only notebooks in Python are graded here. If it is in Python, "
                    "name the kernel in the assignment's own notebook.",
                    submission.student,
                    submission.notebook,
                    language,
                )
                outcomes[NOT_DONE] += 1
            elif self.force or self.again or not self._is_done(submission):
                todo.append(submission)
            else:
                outcomes[DONE_BEFORE] += 1
        with contextlib.ExitStack() as stack:
            bar = stack.enter_context(tqdm(total=len(todo), unit="submission", disable=not self.progress))
            if self.progress:
                stack.enter_context(_above_the_bar(self.log))
            for submission, result in stack.enter_context(contextlib.closing(self._results(todo))):
                outcomes[self._bring_in(submission, result)] += 1
                bar.update()
                workers.heed_interrupt()
        return outcomes

    def _read_calendar(self) -> None:
        """Read when work is due, and have the gradebook say the same."""
        try:
            self.dates = calendars.read(Path(self.coursedir.root))
        except calendars.Unclear as error:
            raise Stopped(str(error)) from None
        if self.dates:
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                for line in penalties.agree(gradebook, self.dates):
                    self.log.info("%s", line)

    def _submissions(self, course: Course) -> Iterator[Submission]:
        directory = self.coursedir.format_path
        submitted = self.coursedir.submitted_directory
        pattern = directory(submitted, "(?P<student>.*)", course.assignment, escape=True)
        excluded = self.coursedir.student_id_exclude.split(",")
        found = False
        for folder in sorted(_matching(directory(submitted, self.coursedir.student_id, course.assignment))):
            named = re.fullmatch(pattern, folder, re.DOTALL)
            if named is None or named["student"] in excluded:
                continue
            found = True
            missing = self._not_handed_in(course, Path(folder))
            if not os.listdir(folder):
                self.log.warning("%s is empty: there is nothing to grade.", folder)
                continue
            for name in course.notebooks:
                submission = Submission(self, course, named["student"], name)
                if name not in missing or self._is_marked(submission):
                    yield submission
                else:
                    self.log.warning("%s handed in no %s.ipynb: 0 points.", named["student"], name)
                    self._nothing(submission)
        if not found:
            raise Stopped(f"There is no submission of {course.assignment} in {submitted}.")

    def _not_handed_in(self, course: Course, folder: Path) -> set[str]:
        """Return the notebooks that are not in a folder, if nothing else there may be one of them."""
        present = {name for name in os.listdir(folder) if name.endswith(".ipynb")}
        missing = {name for name in course.all_notebooks if f"{name}.ipynb" not in present}
        # Something else may be one of them under another name, and none at all needs a person's look.
        return missing if present and len(present) == len(course.all_notebooks) - len(missing) else set()

    def _nothing(self, submission: Submission) -> None:
        """Give no points for a notebook that was not handed in, as nbgrader does, and keep none from before."""
        submission.autograded.unlink(missing_ok=True)
        where = (submission.notebook, submission.assignment, submission.student)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            self._know(gradebook, submission)
            gradebook.update_or_create_submission(submission.assignment, submission.student)
            for grade in gradebook.find_submission_notebook(*where).grades:
                grade.auto_score, grade.needs_manual_grade = 0, False
            gradebook.db.commit()

    def _know(self, gradebook: Gradebook, submission: Submission) -> None:
        """Enter a student into the gradebook, or refuse one that is not in it."""
        if self.create_student:
            gradebook.update_or_create_student(submission.student)
            return
        try:
            gradebook.find_student(submission.student)
        except MissingEntry:
            raise Stopped(
                f"No student with ID {submission.student!r} is in the gradebook, and Autograde.create_student is off. "
                f"Run `nbgrader db student add {submission.student}`."
            ) from None

    def _is_done(self, submission: Submission) -> bool:
        """Whether nbgrader has the submission already, it has not been collected anew since, and it was judged.

        As for nbgrader, the folder in ``autograded/`` says so; the notebook in it, where that is graded by itself.
        """
        by_itself = self.coursedir.notebook_id != "*"
        there = submission.autograded if by_itself else submission.autograded.parent
        if not there.exists() or submission.saving_path.exists():
            return False
        new, old = (door.handed_in(folder)[0] for folder in (submission.folder, submission.autograded.parent))
        if new is not None and old is not None and new > old:
            return False
        result = submission.kept()
        return result is not None and (not result.faulty or self._is_settled(submission, result))

    def _is_marked(self, submission: Submission) -> bool:
        """Whether a person has given points for the notebook, as it was handed in before."""
        with (
            contextlib.suppress(MissingEntry),
            Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook,
        ):
            found = gradebook.find_submission_notebook(submission.notebook, submission.assignment, submission.student)
            return any(grade.manual_score or grade.extra_credit for grade in found.grades)
        return False

    def _is_settled(self, submission: Submission, result: Result) -> bool:
        """Whether a person has marked what the grader could not judge."""
        faulty = {name for name, check in result.checks.items() if check.fault}
        with (
            contextlib.suppress(MissingEntry),
            Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook,
        ):
            found = gradebook.find_submission_notebook(submission.notebook, submission.assignment, submission.student)
            return not any(grade.needs_manual_grade for grade in found.grades if grade.name in faulty)
        return False

    def _results(self, todo: list[Submission]) -> Generator[tuple[Submission, Result], None, None]:
        """Yield the submissions with their results: first those that were ready, then the others as they are done."""
        waiting = []
        for submission in todo:
            result = None if self.again else batch.kept(submission.result_path(submission.job()))
            # What the grader could not judge may succeed at another time.
            if result is not None and not result.faulty:
                yield submission, result
            else:
                waiting.append(submission)
        if not waiting:
            return
        of = {(s.student, s.notebook): s for s in waiting}
        # Read once more when it is their turn, so that they are not all in memory.
        jobs = (submission.job() for submission in waiting)
        crew = min(self.workers, len(waiting))
        light = not any(s.course.uses_tensorflow for s in waiting)
        run = workers.run(jobs, self.opener, crew, self.scheduler, self.zygote, light=light)
        with contextlib.closing(run) as done:
            for job, data in done:
                submission = of[job.student, job.notebook]
                self._keep(submission, job, data)
                yield submission, from_json(data)

    def _keep(self, submission: Submission, job: Job, data: bytes) -> None:
        """Write a result's file in the place of older ones of the same notebook."""
        path = submission.result_path(job)
        try:
            batch.keep(submission.saving_path, b"")
            batch.keep(path, data)
            for old in submission.result_files():
                if old != path:
                    old.unlink()
        except OSError as error:
            raise Stopped(batch.FULL if batch.is_full(error) else f"{path} cannot be written: {error}.") from None

    def _kept(self, path: Path, trace: str) -> str:
        """Keep what Python said of a fault, and return a sentence, after a space, that says where."""
        try:
            batch.keep(path, trace.encode(errors="replace"))
        except OSError:
            return ""
        where = os.path.relpath(path, self.coursedir.root)
        return f" What Python said of it is in {where}, for whoever looks after the grader."

    def _bring_in(self, submission: Submission, result: Result) -> str:
        """Bring a result into nbgrader, and return what became of the submission."""
        name = f"{submission.student}, {submission.notebook}"
        submission.fault_path.unlink(missing_ok=True)
        if result.trace:
            result = replace(result, notes=(*result.notes, self._kept(submission.fault_path, result.trace).strip()))
        try:
            result = self._save(submission, result)
        except Exception as error:
            if sentence := _hopeless(error):
                raise Stopped(sentence) from None
            where = self._kept(submission.fault_path, traceback.format_exc())
            self.log.error("%s: it was graded, but its marks could not be saved. Run this again.%s", name, where)
            return NOT_DONE
        for note in result.notes:
            self.log.info("%s: %s", name, note)
        if result.outcome == GRADED:
            self.log.debug("%s: graded.", name)
        else:
            words = "needs a person" if result.outcome == PERSON else "could not run to its end"
            self.log.warning("%s: %s. %s", name, words, " ".join(result.reasons))
        return result.outcome

    def _save(self, submission: Submission, result: Result) -> Result:
        """Save marks and notebook, in this order, so that a kill in between is mended by the next run."""
        batch.keep(submission.saving_path, b"")
        submission.autograded.unlink(missing_ok=True)
        folder = submission.autograded.parent
        timestamp, why = door.handed_in(submission.folder)
        if why:
            reasons, doubts = (*result.reasons, why), result.doubts | {"": why}
            result = replace(result, outcome=PERSON, reasons=reasons, doubts=doubts)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            self._know(gradebook, submission)
            penalties.dated(gradebook, submission.assignment, submission.student, timestamp, self.dates, self.log)
        notebook = nbformat.from_dict(result.notebook)
        notebook.cells[:0] = report(result)
        resources = self.init_single_notebook_resources(str(submission.folder / f"{submission.notebook}.ipynb"))
        resources["grading"] = result
        # Not through nbconvert's exporter, which would copy and validate the notebook again before each step.
        for step in self.saving:
            notebook, resources = step(parent=self)(notebook, resources)
        text = nbformat.writes(notebook) + "\n"
        _tidy(folder, {f"{name}.ipynb" for name in submission.course.all_notebooks})
        for name, content in (submission.course.given.files | submission.students_files()).items():
            batch.keep(folder / name, content)
        # What nbgrader needs to return feedback, and to see that there is a newer submission.
        if (stamp := door.stamp(submission.folder)) is not None:
            batch.keep(folder / "timestamp.txt", stamp.encode())
        if secret := feedback_secret(submission.folder):
            batch.keep(folder / "submission_secret.txt", secret)
        batch.keep(submission.autograded, text.encode())
        self.set_permissions(submission.assignment, submission.student)
        submission.saving_path.unlink(missing_ok=True)
        return result


def command(
    assignment: str, student: str, workers: int, scheduler: str, force: bool, zygote: "Zygote | None" = None
) -> int:
    """Grade an assignment of the course in the working folder, with a progress bar, and return the exit status.

    With ``force`` also what is done already, and again even where there is a result. `zygote` is a fork server for the
    workers, if one has been started.
    """
    # Warnings only: more would come between the lines of the progress bar.
    app = autogradeapp.AutogradeApp(log_level=logging.WARNING)
    app.initialize([])
    app.coursedir.assignment_id, app.coursedir.student_id = assignment, student
    converter = HardenedAutograde(coursedir=app.coursedir, parent=app)
    converter.enabled = converter.progress = True
    converter.workers, converter.scheduler, converter.again, converter.zygote = workers, scheduler, force, zygote
    try:
        converter.start()
    except NbGraderException:
        return 1
    except KeyboardInterrupt:
        print("Stopped. What is done is kept: run the same command again to go on.", file=sys.stderr)
        return 130
    print(converter.summary)
    return 0


def affected(notebook: NotebookNode, result: Result) -> set[str]:
    """Return the grade_ids of the graded cells that a person must look at.

    A check concerns itself; a doubtful answer itself if it is graded, else the next check below it; a doubt about the
    whole submission all.
    """
    if result.outcome != PERSON:
        return set()
    found = {name for name, check in result.checks.items() if check.fault or check.doubts}
    doubtful = False
    for cell in notebook.cells:
        name = grade_id(cell)
        if is_graded(cell) and ("" in result.doubts or name in result.doubts or (doubtful and not is_answer(cell))):
            found.add(name)
            doubtful = False
        elif name and name in result.doubts:
            doubtful = True
    return found


@contextlib.contextmanager
def _above_the_bar(log: logging.Logger) -> Iterator[None]:
    """Let a log's lines appear above a progress bar."""
    # tqdm's handler would show lines of all levels.
    level = max((handler.level for handler in log.handlers), default=logging.WARNING)
    with logging_redirect_tqdm([log]):
        for handler in log.handlers:
            handler.setLevel(max(handler.level, level))
        yield


def _matching(pattern: str) -> list[str]:
    """Return the folders that a path of nbgrader's, with a star for all students, stands for."""
    return [p for p in glob.glob(pattern) if os.path.isdir(p)]


def _hopeless(error: BaseException | None) -> str:
    """Say why nothing can be saved any more, or nothing if the next submission may be saved."""
    while error:
        # So SQLite and PostgreSQL say it, and nbgrader passes it on as errors of other kinds.
        if batch.is_full(error) or "disk is full" in str(error) or "No space left" in str(error):
            return batch.FULL
        if isinstance(error, OperationalError):
            return f"The gradebook does not answer: {error.orig}"
        error = error.__cause__ or error.__context__
    return ""


def _tidy(folder: Path, keep: set[str]) -> None:
    """Take everything but these files out of a folder: nbgrader's own way copies whatever a student handed in."""
    folder.mkdir(parents=True, exist_ok=True)
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name not in keep or entry.is_symlink():
            os.unlink(entry.path)
