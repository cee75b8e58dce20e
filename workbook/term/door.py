"""Names and dates that students can choose, checked once, where they come in.

nbgrader takes a folder's name for a student's, and hands a date's time zone to a parser that opens it as a file. It
does so wherever it looks at a submission: one odd date ends a command, or a page of formgrader's, for everybody.
"""

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

# Letters of any language, digits, and what stands in addresses: formgrader writes this name into its pages as it is,
# and spreadsheets take a cell that begins with another character for a formula. No full stop at the end, which Windows
# leaves out.
STUDENT = re.compile(r"\w(?:[\w .@+'-]{0,98}[\w-])?")
DATE = re.compile(
    r"(?P<when>20\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?)"
    r" ?(?P<zone>[+-]\d\d(?::?\d\d)?|[A-Za-z][\w/+-]{0,50})?",
    re.ASCII,
)
MAX_NAME_BYTES = 200
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
    # Marks belong to the letters before them; in one form, so that no two names look alike.
    letters = "".join(c for c in name if unicodedata.category(c)[0] != "M")
    if letters != name and (name[0] not in letters[:1] or not unicodedata.is_normalized("NFC", name)):
        return False
    # A file system counts a name in bytes.
    return STUDENT.fullmatch(letters) is not None and len(name.encode()) <= MAX_NAME_BYTES


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
