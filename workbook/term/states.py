"""Where each student stands with an assignment: read from the gradebook, the folders and the kept results.

Content decides, not dates: a mark is current if the kept result is the one that the grader would make now.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from nbgrader.api import MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import temp_attrs
from sqlalchemy.orm import Session
from traitlets.config import Configurable

from workbook.grading import batch
from workbook.grading.batch import Stopped
from workbook.grading.results import FAILED, PERSON, Result
from workbook.term import door, folders, gradebook
from workbook.term.autograder import HardenedAutograde
from workbook.term.gradebook import Entry, Listed, Question, Sheet
from workbook.term.submissions import COURSE_SECRET, Course, Submission, made_of

NOT_DUE, MISSING, EXCUSED, NOT_GRADED = "not due", "missing", "excused", "not graded"
WAITING, OLDER, GRADED = "waiting", "older", "graded"
# Why the grader would find another thing now; these are the parts of which `made_of` speaks.
SUBMISSION, ASSIGNMENT, GRADER, UNKNOWN = "submission", "assignment", "grader", "unknown"
EXCUSES = "excused.csv"


class Unclear(Exception):
    """What a file of the course says has no meaning; the text says where, and what to write."""


@dataclass
class Standing:
    """One student and one assignment."""

    student: str
    entry: Entry | None = None
    handed_in: bool = False
    """Whether it lies in submitted/."""
    excused: bool = False
    due: datetime | None = None
    awaited: bool = False
    """Whether it could still be handed in, or nobody has."""
    marked: bool = False
    """Whether each notebook that there is has marks."""
    why: set[str] = field(default_factory=set)
    """Why it would be graded anew."""
    by: set[str] = field(default_factory=set)
    """The graders that gave the marks, where that is known."""
    failed: bool = False
    doubtful: set[tuple[str, str]] = field(default_factory=set)
    """By notebook and question, where a person must decide what the grader could not."""
    written: set[tuple[str, str]] = field(default_factory=set)
    """The answers in words that wait for a person."""
    graded: dict[str, Path] = field(default_factory=dict)
    """By notebook, the graded one."""

    @property
    def state(self) -> str:
        """One word for it."""
        if self.excused:
            return EXCUSED
        if not self.marked:
            return NOT_GRADED if self.handed_in else NOT_DUE if self.awaited else MISSING
        if SUBMISSION in self.why:
            return NOT_GRADED  # the marks are those of another hand-in
        if self.doubtful or self.written:
            return WAITING
        return OLDER if self.why else GRADED

    @property
    def has_marks(self) -> bool:
        """Whether there are marks of what was handed in last."""
        return self.marked and SUBMISSION not in self.why

    @property
    def is_final(self) -> bool:
        """Whether there is a mark that stands."""
        return self.state in (GRADED, OLDER)


class Term:
    """A course, to be read."""

    def __init__(self, directory: CourseDirectory, parent: Configurable, session: Session):
        self.directory, self.session = directory, session
        self.converter = HardenedAutograde(coursedir=directory, parent=parent)
        self.root = Path(directory.root)

    @cached_property
    def people(self) -> dict[str, gradebook.Person]:
        """All students of the gradebook."""
        return gradebook.people(self.session)

    @cached_property
    def assignments(self) -> dict[str, Listed]:
        """All assignments of the gradebook, in order."""
        return {listed.name: listed for listed in gradebook.assignments(self.session)}

    @cached_property
    def excused(self) -> set[tuple[str, str]]:
        """Who is excused from what: assignment and student."""
        return excuses(self.root)

    def folder(self, step: str, student: str, assignment: str) -> Path:
        """Return one of nbgrader's folders."""
        return Path(self.directory.format_path(step, student, assignment))


class Held:
    """An assignment of a term, and where everybody stands with it."""

    def __init__(self, term: Term, listed: Listed, now: datetime | None = None):
        self.term, self.listed = term, listed
        self.now = now or datetime.now(UTC).replace(tzinfo=None)
        self.entries = gradebook.entries(term.session, listed.name)
        there = folders.of_students(term.directory, term.directory.submitted_directory, listed.name)
        # Folders in another spelling are put right when they are graded.
        self.submitted = {door.normal(name) for name in there if door.is_student(door.normal(name))}
        self.misnamed = sorted(name for name in there if not door.is_student(door.normal(name)))
        """Folders that are not named as a student is."""
        self.trouble = ""
        """Why it cannot be said whether the marks are those of the assignment as it is."""
        self.course = self._course()
        self.removed = sorted(
            student
            for student in self.submitted
            if self.entries and student not in term.people and self._was_graded(student)
        )
        """Those whose work was graded, and whom the gradebook does not have any more."""

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Of each student, in the order of their names."""
        new = sorted(self.submitted - self.term.people.keys() - set(self.removed))
        return {student: self._standing(student) for student in (*self.term.people, *new)}

    def _standing(self, student: str) -> Standing:
        entry = self.entries.get(student)
        due = entry.due if entry else self.listed.due
        found = Standing(
            student,
            entry,
            handed_in=student in self.submitted,
            excused=(self.listed.name, student) in self.term.excused,
            due=due,
            awaited=due > self.now if due else not self.submitted and not any(map(_has_marks, self.entries.values())),
        )
        if not entry:
            return found
        marked = [self._look_at(found, name, sheet) for name, sheet in entry.sheets.items()]
        found.marked = all(marked) and bool(marked) if found.handed_in else _has_marks(entry)
        return found

    def _look_at(self, found: Standing, name: str, sheet: Sheet) -> bool:
        """Take into a standing what is known of a notebook, and return whether that has marks."""
        term, assignment = self.term, self.listed.name
        path = term.folder(term.directory.autograded_directory, found.student, assignment) / f"{name}.ipynb"
        if path.is_file():
            found.graded[name] = path
        questions = {q.name: q for q in self.listed.questions if q.notebook == name}
        kept = newest_result(term.directory, found.student, assignment, name)
        for question in sheet.waiting:
            doubtful = _is_doubtful(questions.get(question), kept)
            (found.doubtful if doubtful else found.written).add((name, question))
        found.failed |= kept is not None and kept.outcome == FAILED
        if not found.handed_in:
            return True
        has_marks = any(mark.score is not None for mark in sheet.marks.values()) or (
            path.is_file() and all(q.written for q in questions.values())
        )
        if not has_marks or self.course is None or not term.converter.enabled:
            return has_marks
        if name not in self.course.notebooks:
            return True
        submission = Submission(term.converter, self.course, found.student, name)
        if not (submission.folder / f"{name}.ipynb").exists() and not path.is_file():
            return True  # not handed in, and 0 for that reason
        by = submission.made_of()
        found.by |= {by[GRADER]} if GRADER in by else set()
        job = submission.job()
        if not path.is_file() or submission.saving_path.exists():
            return False
        if found.entry and found.entry.handed_in != door.handed_in(submission.folder)[0]:
            found.why.add(SUBMISSION)
        result = batch.kept(submission.result_path(job))
        if result is not None:
            found.why |= set() if _agree(sheet, result) else {UNKNOWN}
            return True
        now = made_of(job)
        found.why |= {part for part in now if part in by and by[part] != now[part]} or {UNKNOWN}
        return True

    def _course(self) -> Course | None:
        """Return what the grader would grade by, if it would."""
        term, directory = self.term, self.term.directory
        if not term.converter.enabled or not any(map(_has_marks, self.entries.values())):
            return None
        if not (term.root / COURSE_SECRET).exists():
            self.trouble = (
                f"There is no {COURSE_SECRET}, by which the checks drew their inputs. Take it from a copy; else all is "
                "graded again, by other inputs."
            )
            return None
        if not gradebook.knows_course(term.session, directory.course_id):
            self.trouble = f"The gradebook knows no course {directory.course_id!r}."
            return None
        try:
            with temp_attrs(directory, assignment_id=self.listed.name, notebook_id="*"):
                return Course(term.converter)
        except (Stopped, MissingEntry, ValueError, OSError) as error:
            self.trouble = str(error)
            return None

    def _was_graded(self, student: str) -> bool:
        """Whether there are marks of a student outside of the gradebook."""
        folder = self.term.folder(self.term.directory.autograded_directory, student, self.listed.name)
        return folder.is_dir() and any(folder.glob("*.ipynb"))


def excuses(root: Path) -> set[tuple[str, str]]:
    """Return who is excused from what, as `excused.csv` says: in each line an assignment and a student.

    Raises
    ------
    Unclear
        If it says anything else.
    """
    path = root / EXCUSES
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return set()
    except (OSError, UnicodeDecodeError):
        raise Unclear(f"{path} cannot be read; save it as CSV in UTF-8.") from None
    lines = text.splitlines()
    # Spreadsheets of some countries write semicolons.
    rows = list(csv.DictReader(lines, delimiter=";" if lines and "," not in lines[0] else ","))
    wrong = [n for n, row in enumerate(rows, 2) if not (row.get("assignment") and row.get("student_id"))]
    if wrong:
        raise Unclear(
            f"{path}, line {wrong[0]}: each line has an assignment and a student; the first line is "
            "assignment,student_id"
        )
    return {(row["assignment"].strip(), row["student_id"].strip()) for row in rows}


def newest_result(directory: CourseDirectory, student: str, assignment: str, notebook: str) -> Result | None:
    """Return the newest result that is kept of a notebook."""
    folder = Path(directory.format_path("results", student, assignment))
    files = [path for path in _files(folder) if path.match(f"*.{'?' * batch.FINGERPRINT}.json")]
    files = [path for path in files if path.name[: -batch.FINGERPRINT - len("..json")] == notebook]
    newest = max(files, key=lambda path: path.stat().st_mtime, default=None)
    return batch.kept(newest) if newest else None


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from folder.iterdir()


def _has_marks(entry: Entry) -> bool:
    return any(mark.score is not None for sheet in entry.sheets.values() for mark in sheet.marks.values())


def _agree(sheet: Sheet, result: Result) -> bool:
    """Whether the gradebook has the automatic marks that a result says."""
    return all(name in sheet.marks and sheet.marks[name].automatic == c.points for name, c in result.checks.items())


def _is_doubtful(question: Question | None, kept: Result | None) -> bool:
    """Whether a person is asked for what the grader could not decide, not for the mark of words."""
    if question is None or not question.written:
        return True
    doubts = kept.doubts if kept and kept.outcome == PERSON else {}
    return "" in doubts or question.name in doubts
