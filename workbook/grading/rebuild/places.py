"""The instructor's cells, and by what the answers to them can be known."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import (
    ClearHiddenTests,
    ClearMarkScheme,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from workbook.authoring.assignment import grade_id, is_answer, is_graded, is_task
from workbook.authoring.names import names
from workbook.authoring.stubs import NamedStubs

# Shorter lines stand in many places by chance.
TELLING = 16
STUBS = "Stubs"
"""A section of the settings: whether stubs are `named`, by this course's own preprocessor."""
HEAD = re.compile(r"(?:async def|def|class) \w+")


@dataclass(frozen=True, eq=False)
class Place:
    """One of the instructor's cells."""

    index: int
    id: str
    """Empty where the notebook is of an old format."""
    kind: str
    text: str
    """What students get: a stub, or a check without its hidden tests."""
    grade_id: str
    """Empty where nbgrader does not know the cell."""
    answer: bool
    check: bool
    task: bool
    """Whether it asks for cells of the student's own below it."""
    statements: bool
    """Whether an answer does something in its cell itself, not only in functions."""
    promised: frozenset[str]
    """Names that an answer must bind, because the stub does or because later cells use them."""
    marks: frozenset[str]
    """Lines of a stub by which an answer can be known."""

    @property
    def name(self) -> str:
        """What it is called in sentences for the instructor."""
        return self.grade_id or self.id or f"the instructor's cell {self.index + 1}"

    @cached_property
    def telling(self) -> bool:
        """Whether its text can be known again within another."""
        return bool(telling_lines(self.text))

    @property
    def written(self) -> bool:
        """Whether it holds words."""
        return self.kind != "code"

    def is_blank(self, text: str) -> bool:
        """Whether a text is no answer to it: empty, or the untouched stub."""
        return plain(text) in ("", plain(self.text))


def instructor(source: NotebookNode, config: Config) -> tuple[NotebookNode, list[Place]]:
    """Return the notebook with stubs for solutions, as nbgrader would make it, and what is known about its cells."""
    notebook = nbformat.from_dict(source)
    stubs = NamedStubs if config.get(STUBS, {}).get("named", True) else ClearSolutions
    for step in (ClearOutput, LockCells, stubs, ComputeChecksums):
        notebook, _ = step(config=config).preprocess(notebook, ResourcesDict())
    released = nbformat.from_dict(notebook)
    for step in (ClearHiddenTests, ClearMarkScheme):
        released, _ = step(config=config).preprocess(released, ResourcesDict())
    code = {i: names(c.source) for i, c in enumerate(source.cells) if c.cell_type == "code"}
    lines = Counter(line for c in released.cells for line in set(telling_lines(c.source)))
    places = []
    for index, cell in enumerate(released.cells):
        answer = is_answer(cell)
        promised: frozenset[str] = frozenset()
        if answer and index in code:
            needed = names(cell.source).bound.union(*(n.used for i, n in code.items() if i != index))
            promised = code[index].bound & needed
        marks = {m for m in telling_lines(cell.source) if answer and lines[m] == 1}
        if any(HEAD.match(m) for m in marks):
            # The other lines may be copied into experiments.
            marks = {m for m in marks if HEAD.match(m) or m.lstrip().startswith("raise ")}
        check = is_graded(cell) and not answer
        statements = answer and bool(re.search("^raise ", cell.source, re.MULTILINE))
        places.append(
            Place(
                index,
                cell.get("id", ""),
                cell.cell_type,
                cell.source,
                grade_id(cell),
                answer,
                check,
                is_task(cell),
                statements,
                promised,
                frozenset(marks),
            )
        )
    return notebook, places


def given(places: Iterable[Place]) -> frozenset[str]:
    """Return the names that the instructor's cells bind where answers run, or ask answers to bind."""
    code = [p for p in places if not p.written and not p.check]
    return frozenset[str]().union(*(p.promised if p.answer else names(p.text).bound for p in code))


def plain(text: str) -> str:
    """Return a text without what nobody sees: spaces at the ends of lines, and empty lines around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def telling_lines(text: str) -> list[str]:
    """Return the lines that hardly stand in a text by chance."""
    return [line.rstrip() for line in text.splitlines() if HEAD.match(line) or len(line.strip()) >= TELLING]
