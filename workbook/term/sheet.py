"""A table as a file of comma-separated values, some cells of which are filled while every other byte stays.

What a platform takes back it compares with what it gave: so its file is not written anew, but changed in place. Nothing
of how it is written (encoding, line ends, quotation marks, the sign between cells) has to be guessed again.
"""

import codecs
from dataclasses import dataclass
from pathlib import Path

MAX_BYTES = 50_000_000
SEPARATORS = ",;\t"


class NoTable(Exception):
    """A file that is no table, or has not the columns that are needed; the text says what to do."""


@dataclass(frozen=True)
class Cell:
    """A cell: what it says, and where it stands in the text."""

    value: str
    start: int
    end: int


class Sheet:
    """A table whose first row names its columns."""

    def __init__(self, path: Path):
        self.name = path.name
        try:
            data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
        except OSError as error:
            raise NoTable(f"{path} cannot be read: {error.strerror}.") from None
        if data is None:
            raise NoTable(f"{path} is larger than any such table; give the file that the platform wrote.")
        if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            raise NoTable(f"{path} is a spreadsheet or an archive; save it as CSV (in UTF-8) and give that.")
        self.encoding, self.text = _decoded(data)
        begin = 1 if self.text.startswith("\ufeff") else 0
        self.separator = _separator(self.text[begin:])
        rows = [row for row in _rows(self.text, begin, self.separator) if len(row) > 1 or row[0].value.strip()]
        if not rows:
            raise NoTable(f"{path} is empty.")
        self.header, self.rows = rows[0], rows[1:]
        self.filled: dict[int, tuple[int, str]] = {}

    @property
    def columns(self) -> list[str]:
        """The names of the columns, without spaces around them."""
        return [cell.value.strip() for cell in self.header]

    def column(self, *names: str) -> int | None:
        """Return the place of the first of these columns that the table has, in any case of letters."""
        known = [name.casefold() for name in self.columns]
        return next((known.index(name.casefold()) for name in names if name.casefold() in known), None)

    def value(self, row: list[Cell], column: int | None) -> str:
        """Return what stands in a column of a row, or nothing if there is no such cell."""
        return row[column].value.strip() if column is not None and column < len(row) else ""

    def fill(self, row: list[Cell], column: int, value: str) -> None:
        """Have a cell say something else."""
        cell = row[column]
        quoted = self.text[cell.start : cell.end].startswith('"')
        if quoted or self.separator in value or any(sign in value for sign in '"\r\n'):
            value = '"' + value.replace('"', '""') + '"'
        self.filled[cell.start] = cell.end, value

    def data(self) -> bytes:
        """Return the file's bytes, with what was filled in."""
        parts, done = [], 0
        for start, (end, value) in sorted(self.filled.items()):
            parts += [self.text[done:start], value]
            done = end
        return "".join([*parts, self.text[done:]]).encode(self.encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    """Return an encoding that gives these very bytes back, and the text."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return encoding, data.decode(encoding, "surrogatepass")
    try:
        return "utf-8", data.decode()
    except UnicodeDecodeError:
        # Each byte is a character of it.
        return "latin-1", data.decode("latin-1")


def _separator(text: str) -> str:
    """Return what stands between the cells of the first row."""
    first = next(iter(text.splitlines()), "")
    outside = "".join(first.split('"')[::2])
    return max(SEPARATORS, key=outside.count)


def _rows(text: str, place: int, separator: str) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    while True:
        cell = _cell(text, place, separator)
        row.append(cell)
        place = cell.end
        if place < len(text) and text[place] == separator:
            place += 1
            continue
        rows.append(row)
        row = []
        if place >= len(text):
            return rows
        place += 2 if text.startswith("\r\n", place) else 1
        if place >= len(text):
            return rows


def _cell(text: str, start: int, separator: str) -> Cell:
    """Read the cell that begins here, as far as the separator or the end of the line behind it."""
    end, pieces = start, []
    if text.startswith('"', start):
        end += 1
        while True:
            close = text.find('"', end)
            if close < 0:
                raise NoTable("a quotation mark in it is never closed; give the file as the platform wrote it.")
            pieces.append(text[end:close])
            if not text.startswith('""', close):
                end = close + 1
                break
            pieces.append('"')
            end = close + 2
    rest = end
    while end < len(text) and text[end] not in (separator, "\r", "\n"):
        end += 1
    return Cell("".join(pieces) + text[rest:end], start, end)
