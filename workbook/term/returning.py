"""Give marks and feedback pages back to Moodle or Canvas, in the form in which each takes them.

Only final marks go back: those for which no person is asked, of the newest submission, with the penalty that holds now.
All that stays behind is named.
"""

import logging
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory

from workbook.grading import batch
from workbook.grading.rebuild.submitted import Unreadable, shown
from workbook.term import pages, penalties, states
from workbook.term.calendar import Unclear
from workbook.term.downloads import Record, records
from workbook.term.folders import named
from workbook.term.gradesheets import CanvasGradebook, Row, Worksheet
from workbook.term.platforms import CANVAS, MOODLE
from workbook.term.roster import of_gradebook, of_left
from workbook.term.sheet import NoTable

FOLDER = "returned"
NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same archive from the same pages


@dataclass(frozen=True)
class Mark:
    """A student's mark for an assignment."""

    score: float
    pages: tuple[Path, ...]
    """The feedback, a page for each notebook."""
    not_final: str = ""
    """Why it does not go back, or nothing."""
    settled: bool = False
    """Whether that is as it should be."""
    no_page: str = ""
    """Why its feedback does not go back, or nothing."""


def give_back(assignment: str, platform: str, table: Path | None, column: str = "", scale: bool = False) -> int:
    """Write what a platform takes back into ``returned/`` of the course in the working folder; return the exit status.

    `table` is Moodle's grading worksheet or Canvas' gradebook; without one only pages go back. With `scale`, marks are
    turned into the points that the platform has for the assignment.
    """
    app = NbGrader(log_level=logging.WARNING)
    app.initialize([])
    try:
        for line in penalties.follow(app.coursedir, app):
            print(line)
        returner = Returner(app.coursedir, assignment, platform, app)
        written = returner.write(table, column, scale)
    except (NoTable, Unclear, states.Unclear, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    for line in returner.notes:
        print(line)
    for line in returner.left:
        print(f"Stays behind: {line}", file=sys.stderr)
    for path, words in written.items():
        print(f"{os.path.relpath(path)}: {words}")
    return 1 if returner.left else 0


class Returner:
    """Gives back the marks of one assignment; what is to be said is kept in `notes` and `left`."""

    def __init__(self, coursedir: CourseDirectory, assignment: str, platform: str, parent: NbGrader):
        self.directory, self.assignment, self.platform = coursedir, assignment, platform
        self.notes: list[str] = []
        self.left: list[str] = []
        with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
            try:
                entry = gradebook.find_assignment(assignment)
            except MissingEntry:
                raise Unreadable(
                    f"The gradebook has no assignment {shown(assignment)}. `workbook term status` says what to do."
                ) from None
            self.possible: float = entry.max_score
            self.roster = of_gradebook(gradebook, Path(coursedir.root))
            self.gone = of_left(Path(coursedir.root), self.roster)
            term = states.Term(coursedir, parent, gradebook.db)
            self.held = states.Held(term, term.assignments[assignment])
            if self.held.trouble:
                self.notes.append(f"It is not known whether the marks are up to date. {self.held.trouble}")
            self.marks = {s.student_id: self._mark(s) for s in entry.submissions}
        everywhere = records(coursedir, assignment)
        self.records = {student: r for student, r in everywhere.items() if r.platform == platform}

    def write(self, table: Path | None, column: str, scale: bool) -> dict[Path, str]:
        """Write the files, and return in words what is in each."""
        folder = Path(self.directory.root) / FOLDER / self.assignment
        written = {}
        names: dict[str, Record] = dict(self.records)
        if table:
            path = folder / table.name
            if path.resolve() == table.resolve():
                raise Unreadable(f"{table} is where the filled one would be; move it elsewhere and give it from there.")
            data, filled, rows = self._fill(table, column, scale, names)
            batch.keep(path, data)
            written[path] = f"{filled} of {rows} marks filled in; nothing else is changed."
        others = [student for student in sorted(self.marks) if student not in names]
        if others:
            platform = self.platform.capitalize()
            self.notes.append(f"Not collected from {platform}, and so nothing goes back there: {named(others)}.")
        for student, mark in sorted(self.marks.items()):
            if mark.not_final and student in names:
                # Of some nothing is to be done.
                (self.notes if mark.settled else self.left).append(f"{student}: {mark.not_final}")
        path = folder / f"{self.platform}_feedback.zip"
        back = self._pages(names)
        batch.keep(path, b"")
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, page in back:
                archive.writestr(ZipInfo(name, LONG_AGO), page.read_bytes(), ZIP_DEFLATED)
        written[path] = f"{len(back)} feedback pages."
        return written

    def _mark(self, submission: Any) -> Mark:
        """Return a mark, and whether it is final."""
        student, score = submission.student_id, 0.0
        found, old = [], []
        place = self.directory.format_path
        standing = self.held.standings[student]
        why = {
            states.EXCUSED: f"it is excused, as {states.EXCUSES} says.",
            states.MISSING: "it was not handed in, and has no marks.",
            states.NOT_DUE: "it was not handed in, and has no marks.",
            states.WAITING: "its mark waits for a person.",
            states.NOT_GRADED: f"what was handed in waits to be graded; run `workbook autograde {self.assignment}`.",
        }
        for notebook in submission.notebooks:
            score += max(0.0, notebook.score - (notebook.late_submission_penalty or 0))
            folder = Path(place(self.directory.feedback_directory, student, self.assignment))
            page = pages.page_in(folder, notebook.name)
            if page.exists():
                found.append(page)
                graded, sheet = (
                    standing.graded.get(notebook.name),
                    standing.entry and standing.entry.sheets.get(notebook.name),
                )
                if (
                    not graded
                    or not sheet
                    or pages.state(folder, notebook.name, graded, sheet, self.held.listed.questions) != pages.CURRENT
                ):
                    old.append(page)
        no_page = ""
        if old:
            no_page = f"its page is older than its marks; run `nbgrader generate_feedback {self.assignment}`."
        elif not found:
            no_page = f"it has no feedback page; run `nbgrader generate_feedback {self.assignment}`."
        settled = standing.state in (states.EXCUSED, states.MISSING, states.NOT_DUE)
        return Mark(score, tuple(found), why.get(standing.state, ""), settled, no_page)

    def _fill(self, table: Path, column: str, scale: bool, names: dict[str, Record]) -> tuple[bytes, int, int]:
        """Return the table with marks, how many were filled in, and how many rows are students'."""
        sheet: Worksheet | CanvasGradebook
        sheet = Worksheet(table, column) if self.platform == MOODLE else CanvasGradebook(table, self.assignment, column)
        if sheet.grade is None:
            raise NoTable(
                f"{table.name} has no column Grade; name it, as --column Bewertung. "
                f"It has {', '.join(map(repr, sheet.sheet.columns))}."
            )
        by_student: dict[str, list[Row]] = defaultdict(list)
        for row in sheet.rows:
            for student in self._student(row):
                by_student[student].append(row)
        filled = 0
        for student, rows in sorted(by_student.items()):
            if len(rows) > 1:
                self.left.append(f"{student}: {len(rows)} rows seem to be theirs ({', '.join(r.label for r in rows)}).")
                continue
            row = rows[0]
            mark = self.marks.get(student)
            if mark is None:
                self.notes.append(f"{student}: has no marks; the cell is left as it is.")
                continue
            if student not in names:
                person = row.name.replace("_", " ").replace("/", "")
                way = f"{person}_{row.number}_assignsubmission_file_" if self.platform == MOODLE else ""
                names[student] = Record(self.platform, row.number, person, way)
            if mark.not_final:
                continue
            if isinstance(sheet, Worksheet) and sheet.sheet.value(row.cells, sheet.changeable).casefold() == "no":
                self.left.append(f"{student}: Moodle says that this grade cannot be changed.")
                continue
            if sheet.grade >= len(row.cells):
                self.left.append(f"{student}: the row {row.label} is shorter than the table.")
                continue
            possible = (
                sheet.possible if isinstance(sheet, CanvasGradebook) else sheet.sheet.value(row.cells, sheet.maximum)
            )
            value, before = self._value(mark.score, possible, scale), sheet.sheet.value(row.cells, sheet.grade)
            filled += 1
            if _same(value, before):
                continue
            if before:
                self.notes.append(f"{student}: {value}, was {shown(before)}.")
            sheet.sheet.fill(row.cells, sheet.grade, value)
        for student in sorted((self.marks.keys() & self.records.keys()) - set(by_student)):
            self.left.append(f"{student}: has a mark, and no row in {table.name} is theirs.")
        return sheet.sheet.data(), filled, len(sheet.rows)

    def _student(self, row: Row) -> Iterator[str]:
        """Yield whose row it is, if that is clear; name it, if not."""
        known = [student for student, record in self.records.items() if record.number and record.number == row.number]
        if self.platform == CANVAS and not known and row.number in self.roster.by_number:
            known = [self.roster.by_number[row.number]]
        ways = [set(known), *(self.roster.reached(other) for other in row.others), self.roster.called(row.name)]
        found = next((way for way in ways if way), set())
        if len(found) == 1:
            yield from found
        elif found:
            self.left.append(f"the row of {row.label}: {' and '.join(sorted(found))} are both called so.")
        elif any((*map(self.gone.reached, row.others), self.gone.called(row.name))):
            self.notes.append(f"The row of {row.label}, who was taken out of the course, is left as it is.")
        else:
            self.left.append(f"the row of {row.label}: nobody in the gradebook is that.")

    def _value(self, score: float, possible: str, scale: bool) -> str:
        """Return a mark as the table writes numbers."""
        if NUMBER.fullmatch(possible):
            theirs = float(possible.replace(",", "."))
            if scale and self.possible:
                score *= theirs / self.possible
            elif abs(theirs - self.possible) > 1e-6:
                raise NoTable(
                    f"{self.assignment} has {self.possible:g} points, and {theirs:g} on the platform. Give it as many "
                    "there, or have marks turned into the platform's points by --scale."
                )
        text = f"{score:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if "," in possible else text

    def _pages(self, names: dict[str, Record]) -> list[tuple[str, Path]]:
        """Return the feedback that goes back, each page with its name in the archive."""
        found = []
        for student, mark in sorted(self.marks.items()):
            if mark.not_final or student not in names:
                continue
            if mark.no_page:
                self.left.append(f"{student}: {mark.no_page}")
            elif not names[student].way_back:
                self.left.append(f"{student}: its page, for it was not collected from {self.platform.capitalize()}.")
            else:
                back = names[student].way_back
                # Moodle reads the student's number from the folder; Canvas the file's, from the beginning of the name.
                back += "/" if self.platform == MOODLE else ""
                found += [(f"{back}{page.name}", page) for page in mark.pages]
        return found


def _same(value: str, before: str) -> bool:
    """Whether a cell says that number already, in other words."""
    before = before.replace(",", ".")
    return bool(NUMBER.fullmatch(before)) and float(before) == float(value.replace(",", "."))
