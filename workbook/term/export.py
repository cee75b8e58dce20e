"""`nbgrader export`: marks as CSV, in which no mark, a mark that does not stand yet, and 0 are different things.

The first columns are those of nbgrader's own exporter, with the same names. What is new is a column for the state, and
that there is no score where no mark stands.
"""

import csv
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin
from traitlets import Bool

from workbook.term import folders
from workbook.term.gradebook import Listed, Mark, Person
from workbook.term.states import GRADED, NOT_GRADED, OLDER, WAITING, Held, Standing, Term, Unclear

TOTALS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score", "state"),
)
QUESTIONS = (
    *("assignment", "student_id", "last_name", "first_name", "email", "notebook", "question", "kind"),
    *("auto_score", "manual_score", "extra_credit", "score", "max_score", "state"),
)
# What spreadsheets take for the beginning of a formula, also in the wide letters of East Asian keyboards.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")


class CourseExport(ExportPlugin):  # type: ignore[misc]
    """Writes grades.csv, or questions.csv with a line for each question."""

    questions = Bool(False, help="A line for each question of each student, not one for all of them").tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write the file."""
        directory = getattr(self.parent, "coursedir", None) or CourseDirectory(config=self.config)
        path = Path(self.to or ("questions.csv" if self.questions else "grades.csv")).absolute()
        try:
            with chdir(directory.root):
                rows = list(self._rows(Term(directory, self.parent or self, gradebook.db)))
        except Unclear as error:
            raise SystemExit(str(error)) from None
        try:
            # The first character is the mark by which spreadsheets know UTF-8. In place, with the rights that it has.
            with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
                writer = csv.DictWriter(file, QUESTIONS if self.questions else TOTALS)
                writer.writeheader()
                writer.writerows({key: no_formula(value) for key, value in row.items()} for row in rows)
        except OSError as error:
            raise SystemExit(f"{path} cannot be written: {error.strerror}. Close it where it is open.") from None
        self.log.info("%s lines written to %s.", len(rows), path)

    def _rows(self, term: Term) -> Iterator[dict[str, Any]]:
        wanted, students = [str(name) for name in self.assignment], [str(name) for name in self.student]
        self._name_unknown("assignment", wanted, term.assignments)
        seen = set(term.people)
        for name, listed in term.assignments.items():
            if wanted and name not in wanted:
                continue
            held = Held(term, listed)
            seen |= held.submitted
            self._warn(held)
            for student, standing in held.standings.items():
                if not students or student in students:
                    person = term.people.get(student, Person(student))
                    yield from (
                        of_questions(held, standing, person) if self.questions else [_total(listed, standing, person)]
                    )
        self._name_unknown("student", students, seen)

    def _warn(self, held: Held) -> None:
        name = held.listed.name
        if held.trouble:
            self.log.warning("%s: it is not known whether its marks are up to date. %s", name, held.trouble)
        if held.removed:
            self.log.warning(
                "%s: left out, because the gradebook has them no more: %s. `workbook term status %s` says more.",
                *(name, folders.named(held.removed), name),
            )
        older = [student for student, standing in held.standings.items() if standing.state == OLDER]
        if older:
            self.log.warning("%s: older marks: %s. Run `workbook autograde %s`.", name, folders.named(older), name)

    def _name_unknown(self, what: str, asked: list[str], known: Any) -> None:
        for name in asked:
            if name not in known:
                self.log.warning("There is no %s %s.", what, name)


def _total(listed: Listed, standing: Standing, person: Person) -> dict[str, Any]:
    entry = standing.entry if standing.has_marks else None
    return {
        "assignment": listed.name,
        "duedate": standing.due,
        "timestamp": standing.entry.handed_in if standing.entry else None,
        **_names(person),
        "raw_score": entry.score if entry else None,
        "late_submission_penalty": entry.penalty if entry else None,
        "score": max(0.0, entry.score - entry.penalty) if entry and standing.is_final else None,
        "max_score": listed.possible,
        "state": standing.state,
    }


def of_questions(held: Held, standing: Standing, person: Person) -> Iterator[dict[str, Any]]:
    """Yield a row for each question of an assignment, of one student."""
    for question in held.listed.questions:
        sheet = standing.entry.sheets.get(question.notebook) if standing.entry else None
        mark = sheet.marks.get(question.name) if sheet and standing.has_marks else None
        state = _state(standing, mark)
        yield {
            "assignment": held.listed.name,
            **_names(person),
            "notebook": question.notebook,
            "question": question.name,
            "kind": "by hand" if question.written else "checked",
            "auto_score": mark.automatic if mark else None,
            "manual_score": mark.manual if mark else None,
            "extra_credit": mark.extra if mark else None,
            "score": mark.score if mark and state in (GRADED, OLDER) else None,
            "max_score": question.possible,
            "state": state,
        }


def _state(standing: Standing, mark: Mark | None) -> str:
    """Return the state of one question: of those of a submission that waits, some are marked."""
    if standing.state not in (WAITING, OLDER, GRADED):
        return standing.state
    if mark is None:
        return NOT_GRADED  # it came into the assignment later
    if mark.waiting:
        return WAITING
    return OLDER if standing.why else GRADED


def _names(person: Person) -> dict[str, str]:
    return {
        "student_id": person.id,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "email": person.email,
    }


def no_formula(value: object) -> object:
    """Return what stands in a cell: names as they are, but none that a spreadsheet would run."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
