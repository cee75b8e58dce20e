"""Wrong answers and unusual right ones: what a course knows of how its exercises are answered.

``tests/answers/NN_topic/<exercise>.py`` holds those that grew up with the checks, ``outside/<exercise>.py`` below it
those that others wrote, who had not seen these, and ``aside/<exercise>.py`` the part of these that nobody who
works on the checks has seen. All are in percent format::

    # %% wrong: log_var taken for sigma
    # cause: exp(log_var) is the variance; sigma is exp(log_var / 2).
    # replace: ops.exp(log_var)
    # by: ops.square(log_var)
    # %% right: plain NumPy
    def kl_divergence(mean, log_var):
        ...

A case is the text of the exercise's solution cell, or replacements in the solution's own text; ``| exercise-7-2b``
after the title names the cell where an exercise has several. A cause is what the check should say to the learner. What
follows a line ``# next cell`` stands in a cell of the student's own below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from workbook import ROOT

ANSWERS = ROOT / "tests" / "answers"
ORIGINS = ("", "outside", "aside")
KNOWN = ORIGINS[:2]
"""Those that checks may learn from."""
CAUSE = re.compile(r"\A# cause:(.*)\n")


class CorpusError(Exception):
    """A case that cannot be made."""


@dataclass(frozen=True)
class Case:
    """One answer to an exercise."""

    number: str  # of the exercise
    kind: str  # "wrong" or "right"
    title: str
    grade_id: str  # of the cell
    source: str  # the cell's text
    own: tuple[str, ...] = ()  # cells of the student's own below it
    cause: str = ""  # what a message should name, in a sentence to the learner
    origin: str = ""  # one of ORIGINS


def files(name: str, number: str, origins: tuple[str, ...] = ORIGINS) -> Iterator[tuple[str, Path]]:
    """Yield the files of an exercise's answers that are there, each with its origin."""
    for origin in origins:
        path = ANSWERS / name / origin / f"{number}.py"
        if path.exists():
            yield origin, path


def read(path: Path, number: str, solutions: dict[str, str], origin: str = "") -> Iterator[Case]:
    """Read a file of answers, given the texts of the exercise's solution cells.

    Raises
    ------
    CorpusError
        If a case is neither wrong nor right, has no title, names no cell, or replaces what is not there.
    """
    for block in re.split(r"^# %% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        kind, _, words = head.partition(":")
        title, _, cell = (part.strip() for part in words.partition("|"))
        cell = cell or next(iter(solutions))
        where = f"{path.parent.name}/{path.name}, {head!r}"
        if kind not in ("wrong", "right") or not title or cell not in solutions:
            raise CorpusError(
                f"{where}: expected `wrong: title` or `right: title`, with `| grade_id` of a cell if any."
            )
        found = CAUSE.match(body)
        body = body[found.end() :] if found else body
        body, *own = re.split(r"^# next cell\n", body, flags=re.MULTILINE)
        source = body
        if pairs := re.findall(r"^# replace:(.*)\n# by:(.*)$", body, flags=re.MULTILINE):
            source = solutions[cell]
            for old, new in pairs:
                source, count = _wherever_broken(old).subn(new.strip().replace("\\", r"\\"), source)
                if not count:
                    raise CorpusError(f"{where}: the solution has no {old.strip()!r}.")
        yield Case(number, kind, title, cell, source, tuple(own), found[1].strip() if found else "", origin)


def _wherever_broken(code: str) -> re.Pattern[str]:
    """Return what finds a piece of code also where a formatter has broken its lines otherwise."""
    pieces = re.findall(r"\w+|[^\w\s]", code)
    between = [r"\s+" if re.match(r"\w\w", a[-1] + b[0]) else r"\s*" for a, b in pairwise(pieces)]
    closing = [r"(?:,\s*)?" if b in ")]}" and a != "," else "" for a, b in pairwise(pieces)]
    steps = zip(pieces[1:], between, closing, strict=True)
    return re.compile(re.escape(pieces[0]) + "".join(gap + comma + re.escape(piece) for piece, gap, comma in steps))
