"""Bring marks into nbgrader's gradebook, ask a person where one must look, and ask nobody twice.

What a person saw and marked is the notebook in ``autograded/``. Where a student's words stand there as they stand in
the notebook that takes its place, and the grader gives what it gave, what that person said of them holds.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import compute_checksum, determine_grade

from workbook.authoring.assignment import grade_id, grading, has_tag, is_answer, is_check, is_graded, is_task
from workbook.grading.results import PERSON, STUDENTS_OWN, Result

OUTCOME = "grader-outcome"
"""The id of the cell in which `results.report` says why a person must look."""


@dataclass(frozen=True)
class Seen:
    """What stood in the graded notebook that a person may have marked."""

    answers: dict[str, str] = field(default_factory=dict)
    """As `answers` returns them."""
    outcome: str = ""
    """What the notebook said above its cells of why a person must look."""


@dataclass
class Saved:
    """What became of the marks of a submission."""

    asked: list[str] = field(default_factory=list)
    """The cells that a person must look at."""
    changed: dict[str, tuple[float, float]] = field(default_factory=dict)
    """By cell, the grader's points before and now, where both are known and differ."""


def seen(notebook: NotebookNode | None) -> Seen:
    """Return what a person saw of a graded notebook; nothing, if there was none."""
    if notebook is None:
        return Seen()
    said = [cell.source for cell in notebook.cells if cell.get("id") == OUTCOME]
    return Seen(answers(notebook), "\n".join(said))


def graded_notebook(path: Path) -> NotebookNode | None:
    """Return a notebook in ``autograded/``, or None if there is none that can be read."""
    if not path.is_file() or path.is_symlink():
        return None
    try:
        found: NotebookNode = nbformat.read(path, as_version=4)
    except Exception:  # what nbgrader's own way, or a hand, may have left there has no end
        return None
    return found


def answers(notebook: NotebookNode) -> dict[str, str]:
    """Return, by the name of each cell that has marks or a comment, what the student wrote for it.

    For a check that is the text of the answers above it, as far as the check before. Points are a part of it: a mark
    of 2 says another thing where 4 can be had.
    """
    found: dict[str, str] = {}
    group: list[str] = []
    checked = False
    for index, cell in enumerate(notebook.cells):
        name, worth = grade_id(cell), grading(cell).get("points")
        if is_answer(cell):
            if cell.cell_type == "code":
                group = [cell.source] if checked else [*group, cell.source]
                checked = False
            found[name] = json.dumps([cell.source, worth])
        elif is_task(cell):
            found[name] = json.dumps([list(_below(notebook.cells[index + 1 :])), worth])
        elif is_graded(cell):
            found[name] = json.dumps([group, worth])
            checked = True
    return found


def _below(cells: list[NotebookNode]) -> Iterator[str]:
    for cell in cells:
        if not has_tag(cell, STUDENTS_OWN):
            return
        yield cell.source


def blank(notebook: NotebookNode) -> dict[str, str]:
    """Return the text of each answer that is as it was released, as nbgrader tells it."""
    return {
        grade_id(cell): cell.source
        for cell in notebook.cells
        if is_answer(cell) and grading(cell).get("checksum") == compute_checksum(cell)
    }


def in_gradebook(gradebook: Gradebook, notebook: str, assignment: str, student: str, graded: NotebookNode) -> bool:
    """Whether the gradebook has the marks that a graded notebook says."""
    try:
        rows = gradebook.find_submission_notebook(notebook, assignment, student).grades
    except MissingEntry:
        return False
    known = {row.name: row.auto_score for row in rows}
    said = {grade_id(cell): determine_grade(cell)[0] for cell in graded.cells if is_graded(cell)}
    return all(name in known and known[name] == mark for name, mark in said.items())


class SaveMarks(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's preprocessor, which asks a person only for what that person has not marked as it stands.

    Marks and flag of a cell are saved at once, so that a kill in between forgets no question.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Go through a graded notebook, and leave in the resources what was saved."""
        self.result: Result = resources["grading"]
        before, now = resources["seen"], seen(nb)
        self.same = {name for name, text in now.answers.items() if before.answers.get(name) == text}
        self.same_outcome = before.outcome == now.outcome
        self.affected = affected(nb, self.result)
        self.was_new = not before.answers
        self.commented = False
        resources["saved"] = self.saved = Saved()
        nb, resources = super().preprocess(nb, resources)
        self._say_why(nb)
        return nb, resources

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Save what is known of a cell."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if is_task(cell):
            self._look_at_task(cell)
        return cell, resources

    def _where(self) -> tuple[str, str, str]:
        return self.notebook_id, self.assignment_id, self.student_id

    def _add_score(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        name = grade_id(cell)
        grade = self.gradebook.find_grade(name, *self._where())
        points, _ = determine_grade(cell, self.log)
        doubtful = name in self.affected
        # A person has answered, or nobody was asked.
        settled = (
            not grade.needs_manual_grade
            and name in self.same
            and grade.auto_score == points
            and (self.same_outcome or not doubtful)
            and not (self.commented and is_check(cell))
        )
        asks = points is None or grade.manual_score is not None or doubtful or (self.commented and is_check(cell))
        if grade.auto_score is not None and points is not None and grade.auto_score != points and not self.was_new:
            self.saved.changed[name] = (grade.auto_score, points)
        grade.auto_score, grade.needs_manual_grade = points, asks and not settled
        self.gradebook.db.commit()
        if grade.needs_manual_grade:
            self.saved.asked.append(name)
        if is_check(cell):
            self.commented = False

    def _add_comment(self, cell: NotebookNode, resources: ResourcesDict) -> None:
        name = grade_id(cell)
        if not is_graded(cell) and not is_task(cell) and name not in self.same:
            # What was said of another text is for a person to look at, at the check of that answer.
            self.commented |= bool(self.gradebook.find_comment(name, *self._where()).manual_comment)
        super()._add_comment(cell, resources)

    def _look_at_task(self, cell: NotebookNode) -> None:
        """Ask for the marks of a task again if other cells stand below it now; nbgrader leaves them as they are."""
        name = grade_id(cell)
        grade = self.gradebook.find_grade(name, *self._where())
        if name not in self.same:
            grade.needs_manual_grade = True
            self.gradebook.db.commit()
        if grade.needs_manual_grade:
            self.saved.asked.append(name)

    def _say_why(self, nb: NotebookNode) -> None:
        """Say in a comment at an answer why a person must look at it; of the whole submission, at the first one."""
        if self.result.outcome != PERSON and not self.result.doubts:
            return
        names = [grade_id(c) for c in nb.cells if is_answer(c)]
        with Gradebook(self.db_url) as gradebook:
            for name, why in self.result.doubts.items():
                place = name or next(iter(names), "")
                if place in names:
                    comment = gradebook.find_comment(place, *self._where())
                    comment.auto_comment = f"A person will look at this. {why}"
            gradebook.db.commit()


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
