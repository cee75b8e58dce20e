"""Pages of feedback, none of them older than its marks.

nbgrader makes a page once, and again only for a newer hand-in: a mark or a comment given later does not reach it. Here
it is kept beside each page what that was made of (`made_of.json`, which nobody sends to students), and a page is made
again where that has changed: the graded notebook, a mark, a comment, a penalty, or what a question is worth.
"""

import hashlib
import json
import shlex
import traceback
from collections.abc import Iterable
from contextlib import chdir, suppress
from itertools import count
from pathlib import Path
from typing import Any

from nbgrader.api import MissingEntry
from nbgrader.apps import api, generatefeedbackapp
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from workbook.grading import batch
from workbook.term import calendar, folders, gradebook
from workbook.term.feedback import DATES, WEB
from workbook.term.gradebook import Entry, Listed, Question, Sheet

NO_PAGE, STALE, CURRENT = "no page", "older than its marks", "current"
MADE_OF = "made_of.json"
OLD = "old"
"""The end of the name of a page that was taken away: one that a person may have written in, or without marks."""


def install() -> None:
    """Put `CurrentFeedback` where nbgrader's command and formgrader look for their converter."""
    generatefeedbackapp.GenerateFeedback = CurrentFeedback
    api.GenerateFeedback = CurrentFeedback


def made_of(graded: bytes, sheet: Sheet, questions: Iterable[Question]) -> str:
    """Return a digest of all that a page shows of a student."""
    possible = sorted((question.name, question.possible) for question in questions)
    marks = sorted((name, mark.score or 0.0) for name, mark in sheet.marks.items())
    comments = sorted((name, comment or "") for name, comment in sheet.comments.items())
    content: list[object] = [_digest(graded), possible, marks, comments, sheet.penalty or 0.0]
    if sheet.due:
        content += [str(sheet.due), str(sheet.handed_in)]
    return _digest(json.dumps(content).encode())


def state(folder: Path, notebook: str, graded: Path, sheet: Sheet, questions: Iterable[Question]) -> str:
    """Return how the page of a notebook, in a student's folder, stands to its marks."""
    if not page_in(folder, notebook).is_file():
        return NO_PAGE
    kept = _kept(folder).get(notebook, {})
    return CURRENT if kept.get("of") == made_of(graded.read_bytes(), sheet, _of(questions, notebook)) else STALE


def page_in(folder: Path, notebook: str) -> Path:
    """Return where a notebook's page is."""
    return folder / f"{notebook}.html"


class NoGradebook(NbGraderException):  # type: ignore[misc]
    """There is no gradebook at the address that the settings give."""


class Marks:
    """What pages of an assignment are made of, beside the graded notebooks.

    Raises
    ------
    NoGradebook
        If there is no gradebook.
    NbGraderException
        If it has none of it; the text says what to do.
    """

    def __init__(self, directory: CourseDirectory, assignment: str):
        again = f"Run `workbook autograde {assignment}`: it brings the kept marks in."
        try:
            with chdir(directory.root), gradebook.opened(directory.db_url) as session:
                missing = (
                    f"The gradebook has no assignment {assignment}. "
                    f"Run `nbgrader generate_assignment {assignment} --force`, and grade it again."
                )
                if session is None:
                    raise NoGradebook(missing)
                known = {listed.name: listed for listed in gradebook.assignments(session)}
                if assignment not in known:
                    raise NbGraderException(missing)
                self.listed: Listed = known[assignment]
                self.people = set(gradebook.people(session))
                self.entries: dict[str, Entry] = gradebook.entries(session, assignment)
        except OperationalError as error:
            raise NbGraderException(f"The gradebook does not answer: {error.orig}") from None
        if not self.entries:
            raise NbGraderException(f"The gradebook has no marks for {assignment}. {again}")
        self.again = again

    def sheet(self, student: str, notebook: str) -> Sheet | None:
        """Return the marks of a student's notebook, if there are any."""
        entry = self.entries.get(student)
        return entry.sheets.get(notebook) if entry else None

    def too_old(self, student: str, notebook: str, folder: Path, graded: Path | None, again: str) -> str:
        """Return why a page in a folder is not that of the marks, with what to do `again`, or nothing.

        `graded` is the folder of the student's graded notebooks.
        """
        sheet, path = self.sheet(student, notebook), graded / f"{notebook}.ipynb" if graded else None
        if sheet is None or path is None or not path.is_file():
            return f"it has no graded notebook. {again}"
        if state(folder, notebook, path, sheet, self.listed.questions) != CURRENT:
            return f"it is older than its marks. {again}"
        return ""

    def why_not(self, student: str) -> str:
        """Return why there can be no page for a student, or nothing."""
        if student not in self.people:
            return (
                f"{student} is not in the gradebook, and gets no page. If that is as it should be, run `workbook "
                f"term remove {shlex.quote(student)}`; else: {self.again}"
            )
        if student not in self.entries:
            return f"The gradebook has no marks of {student} for {self.listed.name}. {self.again}"
        return ""


class CurrentFeedback(GenerateFeedback):  # type: ignore[misc]
    """nbgrader's GenerateFeedback, which leaves no page that is older than its marks."""

    assignments: dict[str, list[str]]
    notebooks: list[str]

    def init_notebooks(self) -> None:
        """Find the graded notebooks of those whom the gradebook has."""
        super().init_notebooks()
        assignment = self.coursedir.assignment_id
        try:
            self._marks = Marks(self.coursedir, assignment)
        except NbGraderException as error:
            self.log.error("%s", error)
            raise
        graded = folders.of_students(self.coursedir, self._input_directory, assignment)
        # As nbgrader's search finds them, without those whom the course leaves out.
        found = {s: self.assignments[str(f)] for s, f in graded.items() if str(f) in self.assignments}
        self._todo: dict[str, list[str]] = {}
        waiting = []
        for student, notebooks in found.items():
            if why := self._marks.why_not(student):
                self.log.warning("%s", why)
                continue
            self._todo[student] = sorted(notebooks)
            if any(sheet.waiting for sheet in self._marks.entries[student].sheets.values()):
                waiting.append(student)
        self._set_aside_without_marks(graded)
        if waiting:
            self.log.warning(
                "Still waiting for a person, and without points on the page for what waits: %s.", folders.named(waiting)
            )

    def start(self) -> None:
        """Make the pages."""
        # Here, because formgrader sets nbgrader's template when the converter is made already.
        own = Config()
        own.HTMLExporter.template_name = "returned"
        own.HTMLExporter.extra_template_basedirs = [str(WEB)]
        self.update_config(own)
        super().start()

    def convert_notebooks(self) -> None:
        """Make what pages are not there, or are older than their marks; with ``force`` all.

        Raises
        ------
        NbGraderException
            At the end, if a page could not be made. The reasons are in the log.
        """
        assignment = self.coursedir.assignment_id
        failed = []
        for student, notebooks in self._todo.items():
            self.notebooks = notebooks
            if not self.init_destination(assignment, student):
                continue
            self.run_pre_convert_hook()
            self.init_assignment(assignment, student)
            for notebook in self.notebooks:
                try:
                    self.convert_single_notebook(notebook)
                except Exception as error:
                    failed.append(student)
                    again = self._marks.again if isinstance(error, MissingEntry) else ""
                    self.log.error("%s: no page could be made of %s: %s. %s", student, notebook, error, again)
                    self.log.debug("%s", traceback.format_exc())
            if Path(self._format_dest(assignment, student)).is_dir():
                self.set_permissions(assignment, student)
            self.run_post_convert_hook()
        if failed:
            raise NbGraderException(f"There is no page for {folders.named(failed)}.")

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Return whether there are pages of a student to be made, and leave their notebooks in `notebooks`."""
        folder = Path(self._format_dest(assignment_id, student_id))
        todo = []
        for path in map(Path, self.notebooks):
            sheet = self._marks.sheet(student_id, path.stem)
            if sheet is None:
                self.log.warning("The gradebook has no %s of %s. %s", path.stem, student_id, self._marks.again)
            elif self.force or state(folder, path.stem, path, sheet, self._marks.listed.questions) != CURRENT:
                self._set_aside(folder, path.stem)
                todo.append(str(path))
            else:
                self.log.info("The page of %s, %s, is up to date.", student_id, path.stem)
        self.notebooks = todo
        return bool(todo)

    def init_single_notebook_resources(self, notebook_filename: str) -> dict[str, Any]:
        """Add to what nbgrader knows of a notebook what its page says of dates."""
        resources: dict[str, Any] = super().init_single_notebook_resources(notebook_filename)
        names = resources["nbgrader"]
        if sheet := self._marks.sheet(names["student"], names["notebook"]):
            dates = calendar.read(Path(self.coursedir.root))
            names[DATES] = calendar.on_page(self._marks.listed.due, sheet.due, sheet.handed_in, dates)
        return resources

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Make a page, and keep what it was made of."""
        path = Path(notebook_filename)
        names = self.init_single_notebook_resources(notebook_filename)["nbgrader"]
        sheet = self._marks.sheet(names["student"], path.stem)
        assert sheet is not None
        # As it was before: what changes meanwhile makes the page too old, never too new.
        digest = made_of(path.read_bytes(), sheet, _of(self._marks.listed.questions, path.stem))
        super().convert_single_notebook(notebook_filename)
        folder = Path(self._format_dest(names["assignment"], names["student"]))
        _keep(folder, path.stem, {"of": digest, "page": _digest(page_in(folder, path.stem).read_bytes())})

    def _set_aside_without_marks(self, graded: dict[str, Path]) -> None:
        """Take away the pages of notebooks that were graded once and are not any more."""
        pages = folders.of_students(self.coursedir, self._output_directory, self.coursedir.assignment_id)
        for student in sorted(pages.keys() & self._marks.entries.keys()):
            for name in sorted(self._marks.listed.notebooks):
                there = student in graded and (graded[student] / f"{name}.ipynb").is_file()
                # Of one that is being saved just now, there will be.
                results = Path(self.coursedir.format_path("results", student, self.coursedir.assignment_id))
                there |= (results / f"{name}.saving").exists()
                if not there and page_in(pages[student], name).is_file():
                    kept = _aside(pages[student], name)
                    self.log.warning("%s has no graded %s any more; its page is now %s.", student, name, kept.name)

    def _set_aside(self, folder: Path, notebook: str) -> None:
        """Take a page away, and keep it under another name unless it is as it was made."""
        page = page_in(folder, notebook)
        if not page.is_file():
            return
        made = _kept(folder).get(notebook, {}).get("page")
        _keep(folder, notebook, {})
        if made == _digest(page.read_bytes()):
            page.unlink()
        else:
            kept = _aside(folder, notebook)
            self.log.warning("%s is not as this command made it; it is now %s.", page, kept.name)


def _aside(folder: Path, notebook: str) -> Path:
    page = page_in(folder, notebook)
    names = (page.with_name(f"{page.name}.{OLD}{number or ''}") for number in count())
    free = next(name for name in names if not name.exists())
    return page.rename(free)


def _of(questions: Iterable[Question], notebook: str) -> list[Question]:
    return [question for question in questions if question.notebook == notebook]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _kept(folder: Path) -> dict[str, dict[str, str]]:
    """Return what is kept beside the pages of a student, by notebook."""
    with suppress(OSError, ValueError, AttributeError, TypeError):
        kept = json.loads((folder / MADE_OF).read_bytes())
        return {name: dict(content) for name, content in kept.items()}
    return {}


def _keep(folder: Path, notebook: str, content: dict[str, str]) -> None:
    kept = _kept(folder) | {notebook: content}
    batch.keep(folder / MADE_OF, (json.dumps(kept, indent=1, sort_keys=True) + "\n").encode())
