"""Who takes part: a list of students from a platform or a spreadsheet, entered into nbgrader's gradebook.

Names stay as they are written. What the list does not say, such as an address, stays as the gradebook has it, and
nobody is removed.
"""

import logging
import re
import shlex
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader
from nbgrader.auth import Authenticator

from workbook.grading.rebuild.submitted import shown
from workbook.term import aside, door
from workbook.term.platforms import person_key
from workbook.term.sheet import Cell, NoTable, Sheet

ID = ("id", "student_id", "student id", "username", "user name", "sis login id", "id number", "email address", "email")
"""Columns by which a student is known, the best first: where students hand in by an exchange, it is their user name."""
FIRST = ("first_name", "first name", "firstname", "given name", "given names")
LAST = ("last_name", "last name", "lastname", "surname", "family name")
EMAIL = ("email", "email address", "e-mail", "mail")
LMS = ("lms_user_id", "lms user id")
FIELDS = ("first_name", "last_name", "email", "lms_user_id")
MAX_TEXT = 128  # as much as the gradebook holds


@dataclass(frozen=True)
class Person:
    """A student, as a list or the gradebook has it; None where that says nothing."""

    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    lms_user_id: str | None = None

    def known(self) -> dict[str, str]:
        """Return what is known beside the id."""
        return {name: value for name in FIELDS if (value := getattr(self, name))}


class Roster:
    """The students in a gradebook, to be found by what a platform calls them."""

    def __init__(self, people: Iterable[Person], former: Mapping[str, str] | None = None):
        self.people = {person.id: person for person in people}
        self.former = {old: new for old, new in (former or {}).items() if new in self.people and old not in self.people}
        """Names that students had before, with those that they have."""
        self.by_name: dict[str, set[str]] = {}
        self.by_other: dict[str, set[str]] = {}
        for person in self.people.values():
            first, last = person.first_name or "", person.last_name or ""
            for key in {person_key(first + last), person_key(last + first), person_key(person.id)} - {""}:
                self.by_name.setdefault(key, set()).add(person.id)
            for other in {person.id, person.email or ""} - {""}:
                self.by_other.setdefault(other.casefold(), set()).add(person.id)
        for old, new in self.former.items():
            self.by_name.setdefault(person_key(old), set()).add(new)
            self.by_other.setdefault(old.casefold(), set()).add(new)
        self.by_number = {p.lms_user_id: p.id for p in self.people.values() if p.lms_user_id}

    @property
    def has_names(self) -> bool:
        """Whether it is a roster, and not just what autograding entered."""
        return any(person.known() for person in self.people.values())

    def called(self, name: str) -> set[str]:
        """Return the students who bear a name, in either order of its parts."""
        return self.by_name.get(person_key(name), set()) if person_key(name) else set()

    def reached(self, address: str) -> set[str]:
        """Return the students who have an address, or are known by it."""
        return self.by_other.get(address.casefold(), set()) if address else set()


def of_gradebook(gradebook: Gradebook, root: Path) -> Roster:
    """Return a gradebook's students, also to be found by the names that they had before in the course at `root`."""
    found = (
        Person(s.id, s.first_name, s.last_name, s.email, s.lms_user_id) for s in gradebook.students if s.id is not None
    )
    return Roster(found, aside.renamed(root))


def of_left(root: Path, roster: Roster) -> Roster:
    """Return the students whom somebody has taken out of the course at `root`, and who are not in its roster."""
    people = {who: known for who, known in aside.left(root).items() if who not in roster.people}
    return Roster(Person(who, **{key: known.get(key) for key in FIELDS}) for who, known in people.items())


def enter(path: Path, id_column: str = "") -> int:
    """Enter a list into the gradebook of the course in the working folder, print what that changes; return the status.

    `id_column` names the column by which students are known here.
    """
    app = NbGrader(log_level=logging.WARNING)
    app.initialize([])
    try:
        people, refused = read(path, id_column)
    except NoTable as error:
        print(error, file=sys.stderr)
        return 1
    counts: Counter[str] = Counter()
    root = Path(app.coursedir.root)
    authenticator = Authenticator(parent=app)
    with Gradebook(app.coursedir.db_url, app.coursedir.course_id, authenticator) as gradebook:
        roster = of_gradebook(gradebook, root)
        before, left = roster.people, of_left(root, roster)
        people, lines = _those_of_now(people, roster, left)
        gone = sorted(set(before) - {person.id for person in people})
        for person in people:
            for kind, line in _enter(gradebook, person, before.get(person.id)):
                counts[kind] += 1
                print(line)
            lines += _perhaps(person, [before[student] for student in gone]) if person.id not in before else []
    for line in lines:
        print(line)
    for student in gone:
        print(f"No longer there: {student}, who is in the gradebook and not in {path.name}; left as it is.")
    for line in refused:
        print(f"Not entered: {line}", file=sys.stderr)
    print(
        f"{len(people)} students in {path.name}: {counts['added']} added, {counts['changed']} changed; "
        f"{len(gone)} no longer there."
    )
    return 1 if refused else 0


def read(path: Path, id_column: str = "") -> tuple[list[Person], list[str]]:
    """Return the students in a list, and a sentence for each row that cannot be entered.

    Raises
    ------
    NoTable
        If the file is no such list.
    """
    sheet = Sheet(path)
    if sheet.encoding == "latin-1":
        raise NoTable(f"{path} is not in UTF-8, so names would be wrong; save it as CSV UTF-8 and give that.")
    reader = _Reader(sheet, id_column)
    people: dict[str, Person] = {}
    refused = []
    for row in sheet.rows:
        who = shown(", ".join(cell.value.strip() for cell in row if cell.value.strip())[:200], 80)
        if not who or reader.is_no_student(row):
            continue
        person = reader.person(row)
        if why := _unfit(person, people):
            refused.append(f"{who}: {why}")
        else:
            people[person.id] = person
    if not people and not refused:
        raise NoTable(f"{path} has no students.")
    return list(people.values()), refused


class _Reader:
    """Reads the rows of a list, whoever wrote it."""

    def __init__(self, sheet: Sheet, id_column: str):
        self.sheet = sheet
        self.canvas = sheet.column("Section") is not None and (
            sheet.column("Student") is not None or sheet.column("LastName") is not None
        )
        self.first, self.last = sheet.column(*FIRST), sheet.column(*LAST)
        self.both = sheet.column("Student") if self.canvas else None
        self.email, self.lms = sheet.column(*EMAIL), sheet.column(*LMS)
        if self.canvas:
            # There "ID" is Canvas' own number.
            self.lms = sheet.column("ID")
        self.id = self._id(id_column)

    def _id(self, named: str) -> int:
        sheet = self.sheet
        has = f"it has {', '.join(shown(name) for name in sheet.columns)}"
        if named:
            if (found := sheet.column(named)) is None:
                raise NoTable(f"{sheet.name} has no column {named}; {has}.")
            return found
        names = ("SIS Login ID", "SIS User ID", "ID") if self.canvas else ID
        columns = [column for name in names if (column := sheet.column(name)) is not None]
        # Moodle writes a column of numbers that many sites leave empty.
        rows = [row for row in sheet.rows if not self.is_no_student(row)]
        full = (column for column in columns if rows and all(sheet.value(row, column) for row in rows))
        # Any that is there, if none is full: its empty rows are named.
        found = next(full, columns[0] if columns else None)
        if found is None:
            raise NoTable(
                f"{sheet.name} does not say by what students are known: a column id, Username, ID number, "
                f"Email address or SIS Login ID is needed, or --id COLUMN; {has}."
            )
        if self.first is None and self.last is None and self.both is None and sheet.column("Full name") is not None:
            raise NoTable(
                f"{sheet.name} does not tell first from last names; give what Moodle writes as its table of "
                "participants, which does."
            )
        return found

    def is_no_student(self, row: list[Cell]) -> bool:
        """Whether a row of Canvas' says something else: the points, or Canvas' own student for trying."""
        if not self.canvas:
            return False
        first = row[0].value.strip()
        others = [cell.value.strip() for cell in row]
        manual = all(re.fullmatch(r"(?:Muted|Manual Posting.*)?", text, re.IGNORECASE) for text in others)
        return manual or "Points Possible" in first or first in ("Student, Test", "Test Student")

    def person(self, row: list[Cell]) -> Person:
        value = self.sheet.value
        first, last = value(row, self.first), value(row, self.last)
        if self.both is not None:
            last, comma, first = (part.strip() for part in value(row, self.both).partition(","))
            if not comma:
                first, last = last, first
        return Person(
            unicodedata.normalize("NFC", value(row, self.id)),
            first or None,
            last or None,
            value(row, self.email) or None,
            value(row, self.lms) or None,
        )


def _unfit(person: Person, others: dict[str, Person]) -> str:
    """Say why a student cannot be entered, or nothing."""
    if not person.id:
        return "the row has no id."
    if refusal := door.refusal(person.id):
        return f"{shown(person.id)!r} is no id that a student may have: {refusal} Another column can be named by --id."
    if person.id in others:
        return f"two rows have the id {person.id!r}; the first was taken."
    if twin := next((other for other in others if other.casefold() == person.id.casefold()), ""):
        return f"{person.id!r} and {twin!r} differ by capital letters alone, which some file systems do not tell apart."
    if long := next((name for name, value in person.known().items() if len(value) > MAX_TEXT), ""):
        return f"its {long} has more than {MAX_TEXT} characters."
    return ""


def _those_of_now(people: list[Person], roster: Roster, left: Roster) -> tuple[list[Person], list[str]]:
    """Return a list's students by the names that they have here, without those who have left; and what to say of it."""
    found: dict[str, Person] = {}
    lines = []
    for person in people:
        who = person.id
        if who in left.people:
            lines.append(
                f"Left out: {_named(person)}, who was taken out of the course. `workbook term restore "
                f"{shlex.quote(who)}` brings all back; `nbgrader db student add {shlex.quote(who)}` begins anew."
            )
            continue
        if new := roster.former.get(who):
            lines.append(f"{who} is {new} here, as {aside.RENAMED} says.")
            person = replace(person, id=new, email=None if person.email == who else person.email)
        if person.id not in found or not new:
            found[person.id] = person
    return list(found.values()), lines


def _perhaps(person: Person, gone: list[Person]) -> Iterator[str]:
    """Say if somebody who is new in the list may be one who is not in it any more, under another name."""
    for other in gone:
        same = person.lms_user_id and person.lms_user_id == other.lms_user_id
        name = [value or "" for value in (person.first_name, person.last_name)]
        if same or (any(name) and name == [value or "" for value in (other.first_name, other.last_name)]):
            what = "number" if same else "name"
            yield (
                f"Look: {person.id} has the {what} of {other.id}, who is no longer there. If they are one, `workbook "
                f"term rename {shlex.quote(other.id)} {shlex.quote(person.id)}` moves work and marks."
            )


def _enter(gradebook: Gradebook, person: Person, before: Person | None) -> Iterator[tuple[str, str]]:
    """Enter one student; yield what that was, and a sentence."""
    known = person.known()
    if before is None:
        with_names = {"first_name": None, "last_name": None, "email": None, "lms_user_id": None} | known
        gradebook.update_or_create_student(person.id, **with_names)
        yield "added", f"Added: {_named(person)}."
        return
    changed = {name: value for name, value in known.items() if value != getattr(before, name)}
    if changed:
        gradebook.update_or_create_student(person.id, **changed)
        was = {name: getattr(before, name) or "" for name in changed}
        what = "; ".join(f"{name} {value!r}, was {was[name]!r}" for name, value in changed.items())
        yield "changed", f"Changed: {person.id}: {what}."


def _named(person: Person) -> str:
    name = " ".join(part for part in (person.first_name, person.last_name) if part)
    return f"{person.id} ({name})" if name else person.id
