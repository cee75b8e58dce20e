"""What an exercise's words promise, and what tests each promise: ``workbook check --promises``.

``tests/promises/NN_topic.txt`` says so of each exercise of a notebook::

    [1.3]
    An input of 784 numbers, a dense layer of `code_size` outputs ...
    do not compile it yet.
        tested: checks.same(build_autoencoder, "build_autoencoder")
        tested: compiled=True
    how weights begin: yours.
        free: known weights are set before models are compared
    With each activation as an argument of its layer ...
        explains

At the margin stand words of the exercise: of its text, up to the hints, or of the docstring of what is to be filled in.
``...`` stands for words of the same sentence that are left out. Below them stands, indented, what holds for all lines
since the last indented one: words of the check that ``tested`` them, why the reader is ``free``, or that they promise
nothing: ``explains``.

Each word of the exercise must be among those at the margin, so that a promise added later is a fault until somebody
has said what tests it. Words of a check count where they are of what a reader sees tested: of a statement that asserts,
or of a function that makes cases for one. What hidden tests alone assert is not seen by who studies alone.
"""

import ast
import contextlib
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import (
    EXERCISE,
    HINT,
    SOLUTION_BEGIN,
    asserts,
    hidden_lines,
    is_answer,
    is_check,
    judging_calls,
    sections,
)
from workbook.authoring.build import Assignment, assignments
from workbook.authoring.names import without_magics

TESTED, FREE, EXPLAINS, OPEN = "tested", "free", "explains", "?"
_HEAD = re.compile(r"\[(\d+\.\d+)\]")
_MARK = re.compile(r"\s+(?:(tested|free): *(\S.*)|(explains|\?))")
_ENDS = re.compile(r"([.!?][\"')*`$]*)\s+(?![a-z])")
_ITEM = re.compile(r"^(?:[-*]|\d+\.)\s+")
_LINKS = {"and", "but", "or", "then"}


@dataclass
class Entry:
    """Words of an exercise, and what is said of them, each with its kind: what tests them, or why nothing does."""

    words: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Exercise:
    """What an exercise says, what its check asserts, and what is said of both."""

    number: str
    sentences: list[str]
    assertions: list[str]
    entries: list[Entry]

    def faults(self) -> Iterator[str]:
        """Yield a sentence for each fault, which says what to do."""
        for entry in self.entries:
            if not entry.said or (OPEN, "") in entry.said:
                yield f"{entry.words[0]!r}: say below it `tested: words of the check`, `free: why` or `explains`."
            for words in _parts(entry):
                if not any(_pattern(words).search(sentence) for sentence in self.sentences):
                    yield f"the words {words!r} do not stand in its text or docstring; take those that do."
            for kind, words in entry.said:
                if kind == TESTED and not any(_pattern(words).search(text) for text in self.assertions):
                    yield f"no assertion that a reader sees has the words {words!r}; cite one that has, or write it."
        for words in self.unsaid():
            yield f"nothing says what tests {words!r}; write the assertion and cite it, or say why it is free."

    def unsaid(self) -> Iterator[str]:
        """Yield the words of the exercise, in order, that no entry has."""
        patterns = [_pattern(words) for entry in self.entries for words in _parts(entry)]
        for sentence in self.sentences:
            had = {i for pattern in patterns for found in pattern.finditer(sentence) for i in range(*found.span())}
            words = re.finditer(r"\S*?(\w(?:\S*\w)?)\S*", sentence)
            for bare, run in groupby(words, key=lambda word: not had.issuperset(range(*word.span(1)))):
                left = list(run)
                if bare and not _LINKS.issuperset(word[1] for word in left):
                    yield sentence[left[0].start() : left[-1].end()]


class PromisesError(Exception):
    """A file that is not in the form."""


def file(assignment: Assignment) -> Path:
    """Return where it is said what tests an assignment's promises."""
    return assignment.root / "tests" / "promises" / f"{assignment.name}.txt"


def read(text: str) -> dict[str, list[Entry]]:
    """Return the entries of each exercise.

    Raises
    ------
    PromisesError
        If a line is not in the form.
    """
    found: dict[str, list[Entry]] = {}
    entries: list[Entry] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        if head := _HEAD.fullmatch(line.strip()):
            entries = found.setdefault(head[1], [])
        elif entries is None:
            raise PromisesError(f"line {number} stands before the first exercise, such as [1.1].")
        elif not line[0].isspace():
            if not entries or entries[-1].said:
                entries.append(Entry())
            entries[-1].words.append(line.strip())
        elif (mark := _MARK.fullmatch(line.rstrip())) and entries:
            entries[-1].said.append((mark[1] or mark[3], mark[2] or ""))
        else:
            raise PromisesError(f"line {number}: {line.strip()!r} is not `tested: …`, `free: why` or `explains`.")
    return found


def exercises(assignment: Assignment) -> list[Exercise]:
    """Return an assignment's exercises, each with what is said of it."""
    path = file(assignment)
    said = read(path.read_text(encoding="utf-8")) if path.exists() else {}
    found = []
    for number, cells in sections(assignment.notebook):
        checks = [a for c in cells if is_check(c) for a in assertions(c.source)]
        found.append(Exercise(number, promised(number, cells), checks, said.pop(number, [])))
    return found + [Exercise(number, [], [], entries) for number, entries in said.items()]


def command(root: Path, names: list[str]) -> int:
    """Print what the named assignments, or all, promise and what tests it; then each fault, and return whether any is.

    The faults go to stderr, so that a file to begin with can be written from what stands on stdout.
    """
    known = {a.name: a for a in assignments(root)}
    if unknown := [name for name in names if name not in known]:
        print(f"There is no source for {', '.join(unknown)}; the course has {', '.join(known)}.", file=sys.stderr)
        return 1
    found: list[str] = []
    for name in names or known:
        found += (wrong := faults(known[name]))
        with contextlib.suppress(PromisesError):
            print(table(known[name]))
            said = [e.said[0][0] for exercise in exercises(known[name]) for e in exercise.entries if e.said]
            counts = ", ".join(f"{said.count(kind)} {kind}" for kind in (TESTED, FREE, EXPLAINS))
            print(f"{name}: {counts}; {len(wrong)} fault{'s' * (len(wrong) != 1)}.", file=sys.stderr)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def faults(assignment: Assignment) -> list[str]:
    """Return a sentence for each promise without a test, and for each word that does not stand any more."""
    where = file(assignment).relative_to(assignment.root).as_posix()
    try:
        return [f"{where}, [{e.number}]: {fault}" for e in exercises(assignment) for fault in e.faults()]
    except PromisesError as error:
        return [f"{where}, {error}"]


def table(assignment: Assignment) -> str:
    """Return each exercise's promises with what tests them; what nothing tests yet stands there with a `?`.

    It has the form of the file: of an assignment without one, it is the file to begin with.
    """
    lines = []
    for exercise in exercises(assignment):
        lines.append(f"[{exercise.number}]")
        unsaid = [Entry(textwrap.wrap(words, 120), [(OPEN, "")]) for words in exercise.unsaid()]
        for entry in exercise.entries + unsaid:
            lines += entry.words
            lines += [f"    {kind}: {words}" if words else f"    {kind}" for kind, words in entry.said]
        lines.append("")
    return "\n".join(lines)


def promised(number: str, cells: list[NotebookNode]) -> list[str]:
    """Return the sentences of an exercise, from its heading to the hints, and of the docstrings of its stubs."""
    found: list[str] = []
    hinted = False
    for cell in cells:
        if cell.cell_type == "markdown" and not hinted:
            heading = next((m for m in EXERCISE.finditer(cell.source) if m[1] == number), None)
            text, hint, _ = cell.source[heading.end() if heading else 0 :].partition(HINT)
            found += _sentences(text)
            hinted = bool(hint)
        elif cell.cell_type == "code" and is_answer(cell):
            found += [s for text in _docstrings(cell.source) for s in _sentences(text)]
    return found


def assertions(source: str) -> list[str]:
    """Return the texts of a check's statements that may be cited, each in a line."""
    source = without_magics(source)
    first, last = hidden_lines(source)
    body = [s for node in ast.parse(source).body for s in (node.body if isinstance(node, ast.With) else [node])]
    found = []
    for statement in body:
        text = _one_line("\n".join(source.splitlines()[statement.lineno - 1 : statement.end_lineno]))
        hidden = first < statement.lineno < last
        compares = any(name == "same" for name, _ in judging_calls(statement))
        # What `checks.run` and the like assert is no part of a check, but seen.
        seen = (asserts(statement) or "checks." in text) and not hidden
        if isinstance(statement, ast.FunctionDef) or seen or compares:
            found.append(text)
    return found


def _docstrings(source: str) -> Iterator[str]:
    """Yield what the functions and classes say of themselves that a reader completes, not those that are given."""
    source = without_magics(source)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            text = ast.get_docstring(node)
            if text and SOLUTION_BEGIN in (ast.get_source_segment(source, node) or ""):
                yield text


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, each in a line; what stands apart, such as an item of a list, is one too."""
    blocks = re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)", textwrap.dedent(text).strip())
    lines = [_ENDS.sub(r"\1\n", _one_line(_ITEM.sub("", block.strip()))) for block in blocks]
    return [line for block in lines for line in block.splitlines()]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _parts(entry: Entry) -> list[str]:
    """Return an entry's words, cut where a sentence ends."""
    return [part for line in entry.words for part in _sentences(line.replace("...", "…"))]


def _pattern(words: str) -> re.Pattern[str]:
    pieces = [re.escape(piece.strip()) for piece in _one_line(words).replace("...", "…").split("…")]
    return re.compile(".*?".join(pieces) + "$" * (not pieces[-1]))
