"""Read what a student handed in: one regular file of bounded size, and the text of a notebook's cells.

Nothing here runs, imports or follows anything that a submission contains.
"""

import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import IO, Any

from workbook.authoring.assignment import GRADE_ID, NBGRADER, REPLIED
from workbook.authoring.names import MAX_CODE, Names, names

MAX_FILE = 30_000_000
# Bounds the memory that a file takes once it is parsed to some hundred megabytes.
MAX_VALUES = 3_000_000
MAX_CELLS = 2_000
# A longer text is not taken as an answer.
MAX_ANSWER = 100_000
# All cells together, about 10 s of reading at worst. A cell of more than MAX_CODE may hold a picture, so no more of it
# counts. The longest notebook of this course has 45,000.
MAX_TEXT = 1_000_000
MAX_NAMES = 20
KINDS = ("code", "markdown", "raw")
# Half of a character that needs two; no file in UTF-8 can hold it.
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
HAND_IN_AGAIN = "ask the student to open it in JupyterLab, save it, and hand it in again."


class Unreadable(Exception):
    """A submission that cannot be read; its text says why, and what to do."""


@dataclass(frozen=True, eq=False)
class Cell:
    """One cell of a submitted notebook, by its text."""

    number: int
    """Its place in the submitted notebook, from 1."""
    kind: str
    text: str
    grade_id: str | None = None
    ids: tuple[str, ...] = ()
    """What identifies the cell to its editor: `id`, or Colab's `metadata.id`."""
    pictures: bool = False
    """Whether files are attached to it."""

    @cached_property
    def names(self) -> Names:
        """What its text binds and uses, if it is code."""
        return names(self.text)


def is_reply(cell: Cell) -> bool:
    """Whether a cell of the student's own replies to a mark: it is for a person, and no part of an answer."""
    return cell.kind != "code" and not cell.grade_id and REPLIED.match(cell.text) is not None


def read_submission(folder: Path, name: str) -> bytes:
    """Return the bytes of the notebook ``name`` (without ``.ipynb``) in a student's folder.

    Raises
    ------
    Unreadable
        If there is no such file, or it is not a plain file of bounded size in a plain folder.
    """
    try:
        return read_file(folder, f"{name}.ipynb", MAX_FILE)
    except FileNotFoundError:
        present = [n for n in other_files(folder, name) if n.endswith(".ipynb")]
    if present:
        raise Unreadable(f"There is no {name}.ipynb; the folder has {', '.join(present)}. If that is it, rename it.")
    raise Unreadable(f"There is no {name}.ipynb in the folder; ask the student to hand it in.")


def read_file(folder: Path | int, name: str, limit: int) -> bytes:
    """Return the bytes of one regular file in a folder, without following a link to either.

    The folder may also be an open one, by its descriptor.

    Raises
    ------
    FileNotFoundError
        If the folder has no such file.
    Unreadable
        If it is anything but a regular file with one name and at most ``limit`` bytes.
    """
    with open_file(folder, name, limit) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(name, len(data), limit)
    return data


def read_below(folder: Path, name: str, limit: int) -> bytes:
    """Return the bytes of one regular file in a folder or below it, as `read_file` does."""
    *folders, file = Path(name).parts
    if Path(name).is_absolute() or ".." in folders:
        raise ValueError(f"{name!r} does not lie below the submission's folder.")
    if folder.is_symlink():
        raise Unreadable(f"The folder {shown(folder.name)} is a link.")
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in folders:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=opened)
            os.close(opened)
            opened = below
        return read_file(opened, file, limit)
    except FileNotFoundError:
        raise
    except OSError:  # a file or a link in a folder's place, or a folder that nobody may open
        raise Unreadable(f"{shown(name)} does not lie in folders of the submission's own.") from None
    finally:
        os.close(opened)


@contextmanager
def open_file(folder: Path | int, name: str, limit: int) -> Iterator[IO[bytes]]:
    """Open one regular file in a folder, as `read_file` does; it may still grow."""
    if Path(name).name != name:
        raise ValueError(f"{name!r} is not a plain file name.")
    if isinstance(folder, Path) and folder.is_symlink():
        raise Unreadable(f"The folder {shown(folder.name)} is a link; put the submission's own folder in its place.")
    # Windows has neither; there the file is opened by its path.
    by_folder = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
    parent = None
    try:
        if isinstance(folder, int):
            parent = os.dup(folder)
        elif by_folder:
            parent = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        path = folder / name if isinstance(folder, Path) and not by_folder else name
        # Looked at first, because opening a device may already do something.
        _refuse_unless_plain(os.stat(path, dir_fd=parent, follow_symlinks=False), name, limit)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags, dir_fd=parent), "rb") as file:
            # Once more, because it may have been another file a moment ago.
            _refuse_unless_plain(os.fstat(file.fileno()), name, limit)
            yield file
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unreadable(f"{shown(name)} cannot be read: {error.strerror or error}.") from None
    finally:
        if parent is not None:
            os.close(parent)


def other_files(folder: Path, name: str) -> tuple[str, ...]:
    """Return the names of everything else in a student's folder, fit to be shown, 20 at most.

    nbgrader's own ``timestamp.txt`` is left out.
    """
    if folder.is_symlink() or not folder.is_dir():
        return ()
    try:
        with os.scandir(folder) as entries:
            # A folder may hold millions of names.
            found = sorted(e.name for e in islice(entries, 10_000) if e.name not in (f"{name}.ipynb", "timestamp.txt"))
    except OSError:  # `read_submission` says what is wrong with it
        return ()
    more = (f"and {len(found) - MAX_NAMES} more",) if len(found) > MAX_NAMES else ()
    return tuple(shown(n) for n in found[:MAX_NAMES]) + more


def shown(text: str, limit: int = 60) -> str:
    """Return a student's word as one short line without control characters or markup."""
    clean = "".join(c if c.isprintable() and c not in "<>&" else "?" for c in text[: limit + 1])
    return clean if len(text) <= limit else clean[:limit] + "…"


def read_cells(data: bytes) -> tuple[list[Cell], list[str]]:
    """Return a notebook's cells in order, and notes on what had to be mended to read them.

    Raises
    ------
    Unreadable
        If the bytes are no notebook, or a larger one than a person writes.
    """
    notes: list[str] = []
    notebook = _parse(data, notes)
    if "cells" not in notebook and isinstance(notebook.get("worksheets"), list):
        notes.append("The notebook was in format 3; its cells were read all the same.")
        raw: Any = [c for sheet in notebook["worksheets"] if isinstance(sheet, dict) for c in _list(sheet.get("cells"))]
    else:
        raw = notebook.get("cells")
    if not isinstance(raw, list):
        raise Unreadable(f"It is no notebook, for it has no cells; {HAND_IN_AGAIN}")
    if len(raw) > MAX_CELLS:
        raise Unreadable(f"It has {len(raw)} cells; at most {MAX_CELLS} are read. Ask the student to take some out.")
    cells = [_cell(number, c, notes) for number, c in enumerate(raw, 1) if isinstance(c, dict)]
    if len(cells) < len(raw):
        notes.append(f"{len(raw) - len(cells)} entries of the list of cells were no cells.")
    if sum(min(len(c.text), MAX_CODE) for c in cells) > MAX_TEXT:
        raise Unreadable(f"Its cells have more than {MAX_TEXT:,} characters; ask the student to take out data or text.")
    if any("\r" in c.text for c in cells):
        notes.append("Line ends of Windows or of old Macs were changed into \\n.")
    if any(LONE_SURROGATE.search(c.text) for c in cells):
        notes.append("Halves of characters, which no file can hold, were replaced by \ufffd.")
    return [replace(c, text=_tidy(c.text)) for c in cells], notes


def language(data: bytes) -> str:
    """Return the language of the kernel that a notebook names, fit to be shown; Python, if it names none."""
    spec = _dict(_dict(_parse(data, []).get("metadata")).get("kernelspec"))
    named = spec.get("language", "python")
    return shown(named) if isinstance(named, str) else "python"


def _refuse_unless_plain(status: os.stat_result, name: str, limit: int) -> None:
    name = shown(name)
    if stat.S_ISLNK(status.st_mode):
        raise Unreadable(f"{name} is a link, not a file; ask the student to hand in the file itself.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{name} is a folder or a device, not a file; ask the student to hand in the file itself.")
    if status.st_nlink > 1:
        raise Unreadable(
            f"{name} has {status.st_nlink} names (hard links), so it may be another's file. "
            "If it is the student's, copy it and put the copy in its place."
        )
    if status.st_size > limit:
        raise _too_large(name, status.st_size, limit)


def _too_large(name: str, size: int, limit: int) -> Unreadable:
    return Unreadable(
        f"{name} has {size / 1e6:.1f} MB; at most {limit / 1e6:g} are read. "
        "Ask the student to clear the outputs (Edit, Clear Outputs of All Cells) and hand it in again."
    )


def _parse(data: bytes, notes: list[str]) -> dict[str, Any]:
    if len(data) > MAX_FILE:
        raise _too_large("It", len(data), MAX_FILE)
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(f"The file is empty; {HAND_IN_AGAIN}")
    encoding = json.detect_encoding(data)
    if encoding != "utf-8":
        notes.append("The file was not in UTF-8, as notebooks are, or began with a byte order mark.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"It is not text in UTF-8, from byte {error.start} on; {HAND_IN_AGAIN}") from None
    if text.lstrip().startswith("<"):
        raise Unreadable("It is a web page, not the notebook; ask the student for the .ipynb file itself.")
    if sum(text.count(mark) for mark in ",[{") > MAX_VALUES:
        raise Unreadable(
            f"It holds more than {MAX_VALUES:,} values; ask the student to clear the outputs and hand it in again."
        )
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"It is no notebook: line {error.lineno} is not JSON. Perhaps it is cut off; {HAND_IN_AGAIN}"
        ) from None
    except (RecursionError, ValueError):
        raise Unreadable(f"It is nested deeper, or has longer numbers, than any notebook; {HAND_IN_AGAIN}") from None
    if not isinstance(notebook, dict):
        raise Unreadable(f"It is no notebook, for it has no cells; {HAND_IN_AGAIN}")
    return notebook


def _cell(number: int, raw: dict[str, Any], notes: list[str]) -> Cell:
    """Return one cell of any format; whatever is not of the form it should have counts as absent."""
    metadata = _dict(raw.get("metadata"))
    kind = raw.get("cell_type")
    # A code cell of format 3 has `input`.
    source = raw.get("source", raw.get("input", ""))
    text = _text(source)
    if text is None:
        notes.append(f"Cell {number} has no text but something else; it counts as empty.")
        text = ""
    if kind == "heading" and isinstance(raw.get("level"), int):
        kind, text = "markdown", "#" * min(raw["level"], 6) + " " + text
    grade_id = _dict(metadata.get(NBGRADER)).get(GRADE_ID)
    return Cell(
        number=number,
        kind=kind if kind in KINDS else "raw",
        text=text,
        grade_id=grade_id if isinstance(grade_id, str) and grade_id else None,
        ids=tuple(i for i in (raw.get("id"), metadata.get("id")) if isinstance(i, str)),
        pictures=bool(raw.get("attachments")),
    )


def _tidy(text: str) -> str:
    return LONE_SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _text(source: object) -> str | None:
    """Return a cell's source as one text, or None if it is none."""
    if isinstance(source, str):
        return source
    if not isinstance(source, list) or not all(isinstance(line, str) for line in source):
        return None
    # Some programs leave out the line ends that belong into such a list.
    bare = not any("\n" in line or "\r" in line for line in source)
    return ("\n" if bare else "").join(source)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
