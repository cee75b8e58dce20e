"""Names and dates that students can choose, checked once, where they come in.

nbgrader takes a folder's name for a student's, and hands a date's time zone to a parser that opens it as a file. It
does so wherever it looks at a submission: one odd date ends a command, or a page of formgrader's, for everybody.
"""

import os
import re
import time
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from workbook.grading.rebuild.submitted import Unreadable, read_file, shown

# A student's name has letters of any language with their marks, digits, dashes, spaces, and these: what stands between
# the parts of people's names, and in addresses. Formgrader writes it into its pages and links as it is, and it is the
# name of a folder.
APOSTROPHES = "'’‘`´"
BETWEEN = frozenset(f"_ .,@+()·・{APOSTROPHES}")
# In Persian and in Indian scripts these two, which nobody sees, say how the letters beside them are joined.
JOINERS = frozenset("\u200c\u200d")
DATE = re.compile(
    r"(?P<when>20\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?)"
    r" ?(?P<zone>[+-]\d\d(?::?\d\d)?|[A-Za-z][\w/+-]{0,50})?",
    re.ASCII,
)
# A file system counts a name in bytes; no more than 255, with what stands before or behind it.
MAX_NAME, MAX_NAME_BYTES = 100, 230
MAX_SMALL_FILE = 1_000
# Beside a submission's files in submitted/; no file of a student's comes in under this name.
FOR_PERSON = "for_a_person.txt"
NO_DATE = "timestamp.txt, which says when it was handed in, is no date: it counts as in time."

all_folders = NbGraderAPI.get_submitted_students


def install() -> None:
    """Let nbgrader's commands and formgrader read names and dates in submitted/ as they are read here."""
    CourseDirectory.get_existing_timestamp = lambda self, folder: handed_in(Path(folder))[0]
    NbGraderAPI.get_submitted_timestamp = _submitted_timestamp
    NbGraderAPI.get_submitted_students = _submitted_students


def is_student(name: str) -> bool:
    """Whether a name is one that a student may have."""
    return not refusal(name)


def refusal(name: str) -> str:
    """Say why a name is none that a student may have, and name the character that cannot stand in it."""
    if not name:
        return "it is empty."
    for place, character in enumerate(name):
        if not _may_stand(name, place):
            called = unicodedata.name(character, "a control character")
            where = "begins with" if place == 0 else "has"
            return f"it {where} {shown(character)!r} (U+{ord(character):04X}, {called}), which cannot stand there."
    if not any(c.isalnum() for c in name):
        return "it has no letter and no digit."
    if len(name) > MAX_NAME or len(name.encode()) > MAX_NAME_BYTES:
        return f"it is longer than {MAX_NAME} characters or {MAX_NAME_BYTES} bytes."
    if name != normal(name):
        return (
            f"it is {shown(normal(name), MAX_NAME)!r} in another spelling: accents apart from letters, or odd spaces."
        )
    return ""


def normal(name: str) -> str:
    """Return a name in the one form in which the course keeps it.

    A Mac writes ü as u and a mark of its own; it looks the same, and is another name to a file system and a gradebook.
    """
    return composed(name).strip(" ")


def composed(text: str) -> str:
    """Return a text with letters and their marks in one form, and spaces of all kinds as the usual one."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(c) == "Zs" else c for c in composed)


def look(name: str) -> str:
    """Return what two names have in common that a person may take for one."""
    plain = unicodedata.normalize("NFKC", normal(name)).casefold()
    plain = "".join("-" if unicodedata.category(c) == "Pd" else c for c in plain if c not in JOINERS)
    return " ".join(re.sub(f"[{APOSTROPHES}]", "'", plain).split())


def _may_stand(name: str, place: int) -> bool:
    character = name[place]
    kind = unicodedata.category(character)
    if kind[0] in "LN" or character == "_":
        return True
    if place == 0:
        # Spreadsheets take a cell that begins with = + - @ for a formula; and some names begin with an apostrophe.
        return character in APOSTROPHES
    if character in JOINERS:
        around = name[place - 1 : place] + name[place + 1 : place + 2]
        return len(around) == 2 and all(unicodedata.category(c)[0] in "LM" for c in around)
    if place == len(name) - 1 and (character in " @+," or (character == "." and os.name == "nt")):
        # Nobody sees a space there, and Windows leaves out the full stop of a Jr.
        return False
    return kind[0] == "M" or kind == "Pd" or character in BETWEEN


def moment(text: str) -> datetime:
    """Return what a date of this century says, in UTC and without a time zone, as nbgrader keeps it.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    found = DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{shown(text)!r} is no date.")
    # Refuses the 30th of February.
    when, zone = datetime.fromisoformat(found["when"]), found["zone"]
    if zone in (None, "Z", "UTC", "GMT"):
        return when
    if zone[0] in "+-":
        aware = datetime.fromisoformat(f"{when.isoformat()}{zone}")
    elif zone in _zones():
        aware = when.replace(tzinfo=ZoneInfo(zone))
    elif zone in time.tzname:
        aware = when.astimezone()
    else:
        raise ValueError(f"{shown(zone)!r} is no time zone.")
    return aware.astimezone(UTC).replace(tzinfo=None)


def written(when: datetime) -> str:
    """Return a date as `moment` and nbgrader read it."""
    return f"{when.isoformat(' ')} UTC"


def handed_in(folder: Path) -> tuple[datetime | None, str]:
    """Return when a submission in submitted/ was handed in, if that is known, and what a person must hear about it."""
    when, why = None, ""
    try:
        text = read_file(folder, "timestamp.txt", MAX_SMALL_FILE).decode().strip()
        # Empty where a platform gives no dates: a collector would have written one, and told a person.
        when = moment(text) if text else None
    except FileNotFoundError:
        pass
    except (Unreadable, ValueError):
        why = NO_DATE
    with suppress(FileNotFoundError, Unreadable):
        told = read_file(folder, FOR_PERSON, MAX_SMALL_FILE).decode(errors="replace").strip()
        why = shown(told, MAX_SMALL_FILE) or why
    return when, why


def stamp(folder: Path) -> str | None:
    """Return what a submission's timestamp.txt says, if it is a date or nothing; None if there is no such file."""
    with suppress(FileNotFoundError, Unreadable, ValueError):
        text = read_file(folder, "timestamp.txt", MAX_SMALL_FILE).decode().strip()
        return text if not text or moment(text) else None
    return None


@cache
def _zones() -> set[str]:
    return available_timezones()


def _submitted_timestamp(api: NbGraderAPI, assignment: str, student: str) -> datetime | None:
    directory = api.coursedir
    return handed_in(Path(directory.format_path(directory.submitted_directory, student, assignment)))[0]


def _submitted_students(api: NbGraderAPI, assignment: str) -> set[str]:
    """Leave out of formgrader's lists what autograde asks to rename."""
    return {student for student in all_folders(api, assignment) if is_student(student)}
