"""What stood there when a person gave a mark, kept beside the grader's results: by it is said what has changed since.

The marks themselves are in the gradebook. Without this file nothing is lost but the comparison.
"""

import difflib
import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from workbook.grading import batch

FILE = "marked.json"
MAX_WORDS = 1_500
"""Longer texts are compared more coarsely: a comparison by words may take the cube of their number."""


@dataclass
class Kept:
    """What stood there when a mark was given."""

    text: str
    points: float | None
    comment: str
    lines: list[bool] = field(default_factory=list)
    when: str = ""

    @property
    def said(self) -> str:
        """The mark, in words."""
        points = "without points" if self.points is None else f"{self.points:g} points"
        return f"{points}, {self.when}" + (f": {self.comment}" if self.comment else "")


def read(directory: CourseDirectory, student: str, assignment: str) -> dict[str, dict[str, Kept]]:
    """Return what is kept of a student, by notebook and question; nothing of what cannot be read."""
    with suppress(OSError, ValueError, AttributeError, TypeError):
        content = json.loads(_file(directory, student, assignment).read_bytes())
        return {nb: {name: Kept(**kept) for name, kept in of.items()} for nb, of in content.items()}
    return {}


def keep(directory: CourseDirectory, student: str, assignment: str, notebook: str, question: str, kept: Kept) -> None:
    """Keep what stood there when a question was marked."""
    known = read(directory, student, assignment)
    known.setdefault(notebook, {})[question] = kept
    content = {nb: {key: asdict(value) for key, value in of.items()} for nb, of in known.items()}
    data = json.dumps(content, indent=1, sort_keys=True) + "\n"
    batch.keep(_file(directory, student, assignment), data.encode())


def difference(before: str, now: str) -> str:
    """Return as HTML what of an answer was taken out and put in; nothing, if its words are the same.

    Both are as `marks.answers` keeps them.
    """
    before, now = _words(before), _words(now)
    if before == now:
        return ""
    old, new = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, now))
    if max(len(old), len(new)) > MAX_WORDS:
        return _around_the_middle(before.splitlines(keepends=True), now.splitlines(keepends=True))
    parts = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            parts.append(escape("".join(new[c:d])))
        else:
            parts.append(_replaced(old[a:b], new[c:d]))
    return "".join(parts)


def _around_the_middle(old: list[str], new: list[str]) -> str:
    """Return the difference with all lines between the first and the last that differ taken as others."""
    shorter = min(len(old), len(new))
    first = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    last = next((i for i in range(shorter - first) if old[-1 - i] != new[-1 - i]), shorter - first)
    middle = _replaced(old[first : len(old) - last], new[first : len(new) - last])
    return escape("".join(new[:first])) + middle + escape("".join(new[len(new) - last :]))


def _replaced(old: list[str], new: list[str]) -> str:
    out = f"<del>{escape(''.join(old))}</del>" if old else ""
    return out + (f"<ins>{escape(''.join(new))}</ins>" if new else "")


def _words(kept: str) -> str:
    """Return the text of an answer, as `marks.answers` keeps it."""
    with suppress(ValueError, IndexError, TypeError):
        text = json.loads(kept)[0]
        return text if isinstance(text, str) else "\n\n".join(text)
    return ""


def _file(directory: CourseDirectory, student: str, assignment: str) -> Path:
    return Path(directory.format_path("results", student, assignment)) / FILE
