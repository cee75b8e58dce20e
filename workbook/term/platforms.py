"""How Moodle and Canvas name what students handed in, in the archives that they give to an instructor.

Moodle: a folder ``NAME_NUMBER_assignsubmission_file_`` for each student (since 4.1 without the last _) with the files
as they were called, or, without folders, ``NAME_NUMBER_assignsubmission_file_FILE``. The number is the participant's,
another one in each assignment; the name has no _ in it.

Canvas: ``name_NUMBER_FILENUMBER_FILE``, with ``_LATE`` behind the name of who was late. The name is family name and
given name in small letters, without what is between them; the number is the user's, the same in the whole school. What
was typed on its page is ``name_NUMBER_text.html``, and an address ``name_NUMBER_link.html``.

Only what stands before the student's own part is taken from a name, and of that part only which notebook it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from workbook.grading.rebuild.submitted import Unreadable
from workbook.term import door

MOODLE, CANVAS, PLAIN = "moodle", "canvas", ""

MOODLE_FOLDER = re.compile(r"(?P<person>[^_/]+)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_?", re.ASCII)
MOODLE_FILE = re.compile(
    r"(?P<prefix>(?P<person>[^_/]+)_(?P<number>\d+)_assignsubmission_(?P<kind>[a-z]+)_)(?P<file>.+)",
    re.ASCII | re.DOTALL,
)
# As Canvas itself reads it: the first number is the user's, the second the file's.
CANVAS_FILE = re.compile(
    r"(?P<prefix>(?P<person>.*?)(?:^|_)(?P<late>LATE_)?(?P<number>\d+|anon_\w{5})_(?P<id>\d+)_)(?P<file>.+)",
    re.ASCII | re.DOTALL,
)
CANVAS_TYPED = re.compile(
    r"(?P<prefix>(?P<person>.*?)(?:^|_)(?P<late>LATE_)?(?P<number>\d+|anon_\w{5})_)(?P<file>(?P<kind>text|link)\.html)",
    re.ASCII | re.DOTALL,
)
# A browser writes (1) behind the name of what is there already, Canvas -1, and JupyterLab -Copy1.
AGAIN = r"(?P<again>(?: ?\(\d{1,4}\)|-\d{1,4}|(?: ?- ?|-)Copy\d{0,4})*)"
COPY = re.compile(r"-\s?Copy", re.IGNORECASE)


@dataclass(frozen=True)
class Handed:
    """What a name says of a file."""

    platform: str
    person: str
    """As the platform writes the name."""
    number: str
    """The platform's, of who handed in."""
    file: str
    """What the student called it; in folders with / between."""
    way_back: str
    """What stood before that: feedback returns under it."""
    file_number: int = 0
    late: bool = False
    kind: str = "file"
    """A file; or, by another word, what was typed on the platform's page."""


@dataclass(frozen=True)
class Which:
    """Which notebook of the assignment a file is."""

    notebook: str
    attempt: int = 0
    """The number that stands behind the name of what is handed in again."""
    copy: bool = False
    """Whether the student's own program made it beside the first."""


def read_name(path: PurePosixPath, notebooks: Iterable[str]) -> Handed | None:
    """Return what the name of a file in a download says, or None if it says nobody's.

    Raises
    ------
    Unreadable
        If it can be read as two students'.
    """
    folder, below = path.parts[0], "/".join(path.parts[1:])
    if below:
        if not (found := MOODLE_FOLDER.fullmatch(folder)):
            return None
        return Handed(MOODLE, found["person"], found["number"], below, folder, kind=found["kind"])
    if found := MOODLE_FILE.fullmatch(folder):
        return Handed(MOODLE, found["person"], found["number"], found["file"], found["prefix"], kind=found["kind"])
    canvas = _canvas(folder)
    # A plain name may look like Canvas', as that of student_12, but then the rest of it is no notebook's.
    if canvas and which(canvas.file, notebooks):
        return canvas
    readings = {
        (folder[:at], folder[at + 1 :])
        for at in (found.start() for found in re.finditer("_", folder))
        if at and _plain(folder[at + 1 :], notebooks)
    }
    if len(readings) > 1:
        people = " and as of ".join(sorted(person for person, _ in readings))
        raise Unreadable(f"its name can be read as of {people}; rename it.")
    return next((Handed(PLAIN, person, "", file, f"{person}_") for person, file in readings), canvas)


def which(file: str, notebooks: Iterable[str]) -> Which | None:
    """Return which of an assignment's notebooks a file is by its name, or None."""
    stem = _stem(PurePosixPath(unicodedata.normalize("NFC", file)).name)
    for name in sorted(notebooks, key=len, reverse=True):
        found = re.fullmatch(rf"(?:.*[\W_])?{re.escape(name)}{AGAIN}", stem, re.IGNORECASE | re.DOTALL)
        if found:
            numbers = re.findall(r"\d+", found["again"])
            return Which(name, int(numbers[-1]) if numbers else 0, bool(COPY.search(found["again"])))
    return None


def is_notebook(file: str) -> bool:
    """Whether a file is called as a notebook is; some browsers add .txt."""
    return _stem(file) != file


def person_key(name: str) -> str:
    """Return a name without what platforms leave out or change: signs, spaces, the case and form of letters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LMN")


def safe_id(name: str, number: str, platform: str) -> str:
    """Return a name that a student may have in this course, made of what a platform wrote."""
    text = " ".join(unicodedata.normalize("NFC", name).split())
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" or c in " _.@+'-" else "" for c in text)
    kept = kept.strip(" .'+@-")[:80].rstrip(" .'+@")
    if door.is_student(kept):
        return kept
    return f"{platform or 'student'} {number}".strip()


def _canvas(name: str) -> Handed | None:
    found = CANVAS_FILE.fullmatch(name) or CANVAS_TYPED.fullmatch(name)
    if found is None:
        return None
    number, parts = found["number"], found.groupdict()
    person = "" if number.startswith("anon_") else found["person"]
    way = found["file"], found["prefix"], int(parts.get("id", 0)), bool(found["late"])
    return Handed(CANVAS, person, number, *way, parts.get("kind", "file"))


def _plain(file: str, notebooks: Iterable[str]) -> bool:
    """Whether a file, or an archive, is called as a notebook of the assignment is, and not more."""
    stem = _stem(re.sub(r"\.(?:zip|tar\.gz|gz)$", "", unicodedata.normalize("NFC", file)))
    return any(re.fullmatch(rf"{re.escape(name)}{AGAIN}", stem, re.IGNORECASE) for name in notebooks)


def _stem(file: str) -> str:
    return re.sub(r"\.ipynb(?:\.txt|\.json)?$", "", file, flags=re.IGNORECASE)
