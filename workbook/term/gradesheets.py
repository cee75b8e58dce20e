"""The tables by which Moodle and Canvas take marks back: as they wrote them, with the columns of marks filled.

Moodle's grading worksheet has a row for each participant of one assignment; Canvas' gradebook one for each student, and
a column for each assignment. Both are read as the platform wrote them, and only cells of one column are changed.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook.grading.rebuild.submitted import shown
from workbook.term.calendar import Unclear
from workbook.term.platforms import person_key
from workbook.term.sheet import Cell, NoTable, Sheet

TIMES = (
    *("%d %B %Y, %I:%M %p", "%d %B %Y, %I:%M:%S %p", "%d %B %Y, %H:%M", "%d %B %Y, %H:%M:%S"),
    *("%B %d, %Y, %I:%M %p", "%B %d, %Y, %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"),
)
"""How Moodle writes a time in English, without the day of the week."""
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,\s+")
NO_STUDENT = ("Student, Test", "Test Student")


@dataclass(frozen=True)
class Row:
    """A row of a table that is a student's."""

    cells: list[Cell]
    number: str
    """The platform's, of the student."""
    name: str
    others: tuple[str, ...] = ()
    """By what the student may be known else: addresses, and numbers of a school."""

    @property
    def label(self) -> str:
        """What a person calls this row."""
        return shown(self.name or self.number or "a row without a name")


class Worksheet:
    """Moodle's grading worksheet."""

    def __init__(self, path: Path, column: str = ""):
        self.sheet = sheet = Sheet(path)
        # Moodle writes this column first, in the language of who downloads.
        identifier = sheet.column("Identifier")
        self.identifier = identifier if identifier is not None else 0
        self.name, self.email = sheet.column("Full name"), sheet.column("Email address")
        self.handed_in = sheet.column("Last modified (submission)")
        self.changeable = sheet.column("Grade can be changed")
        self.maximum = sheet.column("Maximum Grade")
        self.grade = _named(sheet, column) if column else sheet.column("Grade")
        self.rows = [self._row(cells) for cells in sheet.rows]
        if not any(row.number for row in self.rows):
            raise NoTable(
                f"{sheet.name} is no grading worksheet of Moodle's: its first column has no numbers of participants. "
                "In the assignment, choose Download grading worksheet."
            )

    def _row(self, cells: list[Cell]) -> Row:
        value = self.sheet.value
        found = re.search(r"(\d+)$", value(cells, self.identifier), re.ASCII)
        number = found[1].lstrip("0") if found else ""
        return Row(cells, number, value(cells, self.name), tuple(filter(None, [value(cells, self.email)])))

    def when(self, row: Row) -> datetime | None:
        """Return when a student handed in, by the clocks of who downloaded the table; None if it says nothing.

        Raises
        ------
        Unclear
            If the time cannot be read.
        """
        text = WEEKDAY.sub("", unicodedata.normalize("NFKC", self.sheet.value(row.cells, self.handed_in)))
        if text in ("", "-"):
            return None
        for form in TIMES:
            try:
                return datetime.strptime(" ".join(text.split()), form)
            except ValueError:
                continue
        raise Unclear(
            f"{row.label}: the time {shown(text)!r} cannot be read; download the worksheet with Moodle set to English."
        )


class CanvasGradebook:
    """Canvas' gradebook, with the column of one assignment."""

    def __init__(self, path: Path, assignment: str, column: str = ""):
        self.sheet = sheet = Sheet(path)
        self.id = sheet.column("ID")
        self.names = sheet.column("Student"), sheet.column("LastName"), sheet.column("FirstName")
        self.others = [sheet.column(name) for name in ("SIS Login ID", "SIS User ID", "Integration ID")]
        if self.id is None or sheet.column("Section") is None or self.names[:2] == (None, None):
            raise NoTable(
                f"{sheet.name} is no gradebook of Canvas': it has no columns Student, ID and Section. "
                "In Grades, choose Export, Export Entire Gradebook."
            )
        self.grade = _named(sheet, column) if column else self._of(assignment)
        self.possible = ""
        self.rows = []
        for cells in sheet.rows:
            if "Points Possible" in cells[0].value:
                self.possible = sheet.value(cells, self.grade)
            elif sheet.value(cells, self.id) or sheet.value(cells, self.others[0]):
                row = self._row(cells)
                if row.name not in NO_STUDENT:
                    self.rows.append(row)
        if "read only" in self.possible:
            raise NoTable(f"{sheet.name}: Canvas says that the column {sheet.columns[self.grade]!r} is read only.")

    def _of(self, assignment: str) -> int:
        """Return the column whose title is the assignment's name, whatever signs stand between its letters."""
        titles = {i: re.sub(r"\s*\(\d+\)$", "", title) for i, title in enumerate(self.sheet.columns)}
        found = [i for i, title in titles.items() if person_key(title) == person_key(assignment)]
        if len(found) != 1:
            ours = ", ".join(
                repr(self.sheet.columns[i]) for i, title in titles.items() if title != self.sheet.columns[i]
            )
            raise NoTable(
                f"{self.sheet.name}: which column is {assignment}? Name it, as --column 'TITLE (NUMBER)'; "
                f"there are {ours or 'none of assignments'}."
            )
        return found[0]

    def _row(self, cells: list[Cell]) -> Row:
        value = self.sheet.value
        both, last, first = (value(cells, column) for column in self.names)
        others = tuple(filter(None, (value(cells, column) for column in self.others)))
        return Row(cells, value(cells, self.id), both or ", ".join(filter(None, (last, first))), others)


def _named(sheet: Sheet, column: str) -> int:
    if (found := sheet.column(column)) is None:
        raise NoTable(f"{sheet.name} has no column {column!r}; it has {', '.join(map(repr, sheet.columns))}.")
    return found
