"""Questions that come, go or change while a course runs.

nbgrader refuses to make an assignment again whose cells are others than those that were handed in, by a traceback, and
leaves no release behind. Here it says so in a sentence, the release stays as it was, and a step of its own takes the
questions over: what is known of the others stays as it is.
"""

import contextlib
import csv
import glob
import io
import json
import logging
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import TagRemovePreprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.apps import api, generateassignmentapp
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from workbook.authoring.assignment import grade_id, grading, points
from workbook.grading import batch
from workbook.grading.batch import Stopped
from workbook.term import lock
from workbook.term.aside import REMOVED
from workbook.term.submissions import current, frame

KINDS: dict[str, type] = {"grade": GradeCell, "answer": SolutionCell, "task": TaskCell, "source": SourceCell}
IN_NBGRADER = {"grade": "grade_cells", "answer": "solution_cells", "task": "task_cells", "source": "source_cells"}
COLUMNS = ("student", "notebook", "cell", "auto_score", "manual_score", "extra_credit", "max_score", "comment")


def install() -> None:
    """Put `KeptRelease` where nbgrader's command and formgrader look for what makes a release."""
    generateassignmentapp.GenerateAssignment = KeptRelease
    api.GenerateAssignment = KeptRelease


@dataclass
class Change:
    """What a notebook's cells are, beside those that the gradebook has of it."""

    added: dict[str, dict[str, NotebookNode]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    """By kind and name."""
    removed: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    worth: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By name, the points before and now of cells that stay, where they differ."""
    kernelspec: str = "{}"
    whole: str = ""
    """Whether the notebook itself is new or gone."""

    @property
    def new(self) -> list[str]:
        """The names of cells that the gradebook does not have."""
        return sorted({name for cells in self.added.values() for name in cells})

    @property
    def gone(self) -> list[str]:
        """The names of cells that the notebook does not have."""
        return sorted(set[str]().union(*self.removed.values()))


class KeptRelease(GenerateAssignment):  # type: ignore[misc]
    """nbgrader's generate_assignment, which leaves the release of before where it cannot make another."""

    def start(self) -> None:
        """Make the release.

        Raises
        ------
        NbGraderException
            If it cannot be made; the reason is in the log.
        """
        name = self.coursedir.assignment_id
        release = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", name))
        if not self.no_database and (words := self._refusal()):
            self.log.error("%s", words)
            raise NbGraderException(words)
        with _put_back(release):
            super().start()

    def _refusal(self) -> str:
        """Say why nbgrader would stop, if it would for cells that are others than those handed in."""
        name = self.coursedir.assignment_id
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                if not gradebook.find_assignment(name).submissions:
                    return ""
            except MissingEntry:
                return ""
            found = changes(self, gradebook)
        words = [f"{of}: {said}" for of, change in found.items() if (said := _said(change))]
        if not words:
            return ""
        return (
            f"{name} has been graded, and its questions are not those that the gradebook has. {' '.join(words)} "
            f"To take them over while the course runs: `workbook term questions {name}`. Marks of all other "
            "questions stay. A question that has only got another name should get its old one back. The release is "
            "as it was."
        )


def _said(change: Change) -> str:
    cells = ((change.new, "new"), (change.gone, "gone"))
    parts = [f"the notebook is {change.whole}"] if change.whole else []
    parts += [f"{', '.join(names)} {what}" for names, what in cells if names]
    return f"{'; '.join(parts)}." if parts else ""


@contextlib.contextmanager
def _put_back(release: Path) -> Iterator[None]:
    """Let a release be made, and put the one of before into its place if it cannot be."""
    before = release.with_name(f".{release.name}.before")
    if before.exists() and not release.exists():
        before.rename(release)  # a run was killed
    shutil.rmtree(before, ignore_errors=True)
    if release.is_dir():
        shutil.copytree(release, before, symlinks=True)
    try:
        yield
    except BaseException:
        if before.exists():
            shutil.rmtree(release, ignore_errors=True)
            before.rename(release)
        raise
    shutil.rmtree(before, ignore_errors=True)


def changes(converter: GenerateAssignment, gradebook: Gradebook) -> dict[str, Change]:
    """Return, by notebook, how an assignment's source differs from what the gradebook has of it.

    One that cannot be read has none: nbgrader says what is wrong with it.
    """
    directory = converter.coursedir
    name = directory.assignment_id
    folder = Path(directory.format_path(directory.source_directory, ".", name))
    known = {entry.name: entry for entry in gradebook.find_assignment(name).notebooks}
    sources = {path.stem: path for path in folder.glob("*.ipynb")}
    found = {}
    for notebook in sorted(known.keys() | sources.keys()):
        if directory.notebook_id not in ("*", notebook):
            continue
        released = nbformat.v4.new_notebook()
        if notebook in sources:
            try:
                released = _released(converter, sources[notebook])
            except Exception:  # of what nbformat and its steps raise there is no list
                continue
        cells = [cell for cell in released.cells if grading(cell)]
        found[notebook] = _change(cells, known.get(notebook))
        if notebook not in known or notebook not in sources:
            found[notebook].whole = "new" if notebook in sources else "gone"
        found[notebook].kernelspec = json.dumps(released.metadata.get("kernelspec", {}))
    return found


def _released(converter: GenerateAssignment, path: Path) -> NotebookNode:
    """Return a source with the cells that its release has."""
    notebook = current(path, *frame(converter))
    if any(TagRemovePreprocessor.__name__ in str(step) for step in converter.preprocessors):
        notebook, _ = TagRemovePreprocessor(config=converter.config)(notebook, ResourcesDict())
    return notebook


def _change(cells: list[NotebookNode], entry: Notebook | None) -> Change:
    """Return the difference, with what `SaveCells` takes for a cell of each kind."""
    there: dict[str, dict[str, NotebookNode]] = {
        "grade": {grade_id(c): c for c in cells if is_grade(c)},
        "answer": {grade_id(c): c for c in cells if is_solution(c)},
        "task": {grade_id(c): c for c in cells if is_task(c)},
        "source": {grade_id(c): c for c in cells if is_grade(c) or is_solution(c) or is_locked(c) or is_task(c)},
    }
    change = Change()
    for kind, now in there.items():
        before = {cell.name: cell for cell in getattr(entry, IN_NBGRADER[kind])} if entry else {}
        change.added[kind] = {name: cell for name, cell in now.items() if name not in before}
        change.removed[kind] = before.keys() - now.keys()
        if kind in ("grade", "task"):
            worth = {name: (before[name].max_score, points(cell)) for name, cell in now.items() if name in before}
            change.worth |= {name: pair for name, pair in worth.items() if pair[0] != pair[1]}
    return change


def take_over(assignment: str) -> int:
    """Take the questions of an assignment as they are now into a running course; return the exit status."""
    app = generateassignmentapp.GenerateAssignmentApp(log_level=logging.WARNING)
    app.initialize([])
    app.coursedir.assignment_id = assignment
    converter = KeptRelease(coursedir=app.coursedir, parent=app)
    converter.force = True
    try:
        with lock.held(lock.file_of(app.coursedir, assignment), f"at work on {assignment}"):
            return take_over_with(converter)
    except Stopped as error:
        print(error, file=sys.stderr)
        return 1


def take_over_with(converter: KeptRelease) -> int:
    """Do the same by a converter that has its settings; say what was done, and what is to be done."""
    directory = converter.coursedir
    name = directory.assignment_id
    root = Path(directory.root)
    with contextlib.chdir(root), Gradebook(directory.db_url, directory.course_id) as gradebook:
        try:
            gradebook.find_assignment(name)
        except MissingEntry:
            print(f"The gradebook has no {name}. Run `nbgrader generate_assignment {name}`.", file=sys.stderr)
            return 1
        folder = Path(directory.format_path(directory.source_directory, ".", name))
        if not any(folder.glob("*.ipynb")):
            # Else all questions would be gone.
            print(f"There is no notebook in {directory.source_directory}/{name}.", file=sys.stderr)
            return 1
        found = changes(converter, gradebook)
        aside = root / REMOVED / f"{name} {datetime.now(UTC):%Y-%m-%d %H.%M.%S}"
        if rows := _marked(gradebook, name, found):
            batch.keep(aside / "marks.csv", _table(rows))
        for notebook, change in found.items():
            if change.whole == "gone":
                _set_aside(converter, notebook, aside)
        if aside.exists():
            print(f"Marks, comments and pages of what is gone are in {aside.relative_to(root)}.")
        for notebook, change in found.items():
            _enter(gradebook, name, notebook, change)
        graded = len(gradebook.find_assignment(name).submissions)
    # Now the cells are those of the source, and nbgrader makes the release.
    try:
        converter.start()
    except NbGraderException as error:
        print(f"The gradebook has the questions, but no release could be made: {error}", file=sys.stderr)
        return 1
    for notebook, change in found.items():
        for words, names in (("new", change.new), ("gone", change.gone)):
            if names:
                print(f"{notebook}: {', '.join(names)} {words}.")
        for cell, (before, now) in change.worth.items():
            print(f"{notebook}: {cell} is worth {now:g} points, was {before:g}.")
    if not any(c.new or c.gone or c.worth or c.whole for c in found.values()):
        print(f"The questions of {name} were taken over before.")
    print(f"The release is made again. Next: `nbgrader release_assignment {name} --force`, or hand it out as before.")
    if graded:
        print(
            f"And `workbook autograde {name}`: it grades the {graded} that were handed in again, and asks for marks "
            "by hand only where the answer, or its points, are others. Who has handed in has not seen what is new."
        )
    return 0


def _marked(gradebook: Gradebook, assignment: str, found: dict[str, Change]) -> list[dict[str, Any]]:
    """Return a row for each mark and comment of the cells that are gone."""
    rows = []
    for submission in gradebook.find_assignment(assignment).submissions:
        for notebook in submission.notebooks:
            gone = found[notebook.name].gone if notebook.name in found else []
            grades = {grade.name: grade for grade in notebook.grades}
            comments = {comment.name: comment.comment for comment in notebook.comments}
            for cell in gone:
                grade = grades.get(cell)
                row = {key: getattr(grade, key, None) for key in COLUMNS[3:7]} | {"comment": comments.get(cell)}
                if any(row[key] is not None for key in ("auto_score", "manual_score", "extra_credit", "comment")):
                    rows.append({"student": submission.student.id, "notebook": notebook.name, "cell": cell, **row})
    return rows


def _set_aside(converter: KeptRelease, notebook: str, aside: Path) -> None:
    """Move away what was made of a notebook that is gone: nbgrader stops at pages of which it knows nothing."""
    directory = converter.coursedir
    for step in (directory.autograded_directory, directory.feedback_directory, "results"):
        for folder in glob.glob(directory.format_path(step, "*", directory.assignment_id)):
            for path in Path(folder).glob(f"{glob.escape(notebook)}.*"):
                to = aside / path.relative_to(directory.root)
                to.parent.mkdir(parents=True, exist_ok=True)
                path.rename(to)


def _table(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _enter(gradebook: Gradebook, assignment: str, name: str, change: Change) -> None:
    """Let the gradebook have the cells of a notebook's source, and each submission a place for what they get."""
    db = gradebook.db
    of = gradebook.find_assignment(assignment)
    notebook = next((entry for entry in of.notebooks if entry.name == name), None)
    if notebook is None:
        notebook = Notebook(name=name, assignment=of, kernelspec=change.kernelspec)
        db.add(notebook)
        for submission in of.submissions:
            db.add(SubmittedNotebook(notebook=notebook, assignment=submission))
        db.flush()
    for kind, names in change.removed.items():
        for cell in [c for c in getattr(notebook, IN_NBGRADER[kind]) if c.name in names]:
            if kind != "source":
                for row in [*cell.grades, *cell.comments]:
                    db.delete(row)
            db.delete(cell)
    for kind, cells in change.added.items():
        for cell_name, cell in cells.items():
            worth = {"max_score": points(cell), "cell_type": cell.cell_type} if kind in ("grade", "task") else {}
            # What else there is to know, nbgrader writes when it makes the release.
            text = {"cell_type": cell.cell_type, "source": cell.source} if kind == "source" else {}
            made = KINDS[kind](name=cell_name, notebook=notebook, **worth, **text)
            db.add(made)
            db.flush()
            for submitted in notebook.submissions:
                if kind in ("grade", "task"):
                    db.add(Grade(cell_id=made.id, notebook=submitted))
                if kind in ("answer", "task"):
                    db.add(Comment(cell_id=made.id, notebook=submitted))
    db.commit()
    if change.whole == "gone":
        for submitted in list(notebook.submissions):
            db.delete(submitted)
        db.delete(notebook)
        db.commit()
