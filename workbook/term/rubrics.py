"""What the instructor's notebook says of how a question in words is to be marked: a model answer, and a rubric."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import QUESTION, RUBRIC, grade_id, is_answer, is_graded, is_task, points, titles

_HEAD = re.compile(r"\*\*Rubric[^*]*\*\*\s*")
# `1 point: says that ...` or `1 point for ...`; a line ends where the next one begins.
_POINTS = r"(\d+(?:\.\d+)?|½) points?(?::| for) "
_LINE = re.compile(rf"{_POINTS}(.+?)(?=\s*(?:{_POINTS}|\Z))", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Line:
    """One thing that earns points."""

    points: float
    text: str


@dataclass(frozen=True)
class Guide:
    """How to mark one question."""

    name: str
    title: str
    worth: float
    asked: str
    """The text of the question, as Markdown."""
    model: str
    """The model answer, as Markdown."""
    lines: tuple[Line, ...]
    note: str
    """What the rubric says besides, such as what costs nothing."""


def guides(notebook: NotebookNode) -> dict[str, Guide]:
    """Return how to mark each question of a notebook that a person marks, by grade_id."""
    called = titles(notebook)
    found: dict[str, Guide] = {}
    asked, before = "", ""
    for cell in notebook.cells:
        name = grade_id(cell)
        if is_task(cell) or (is_graded(cell) and is_answer(cell)):
            model, lines, note = split(cell.source, points(cell))
            text = asked or before
            if is_task(cell):  # its own text is what is asked
                text, model = model, ""
            elif cell.cell_type == "code":
                model = f"```python\n{model}\n```"
            found[name] = Guide(name, called[name], points(cell), text, model, lines, note)
            asked, before = "", ""
        elif cell.cell_type == "markdown" and not name:
            question = QUESTION.search(cell.source)
            # A question may be asked before an exercise, and answered after it.
            asked = cell.source[question.start() :] if question else asked
            before = cell.source
    return found


def split(source: str, worth: float) -> tuple[str, tuple[Line, ...], str]:
    """Return a model answer, the lines of its rubric, and what that says besides.

    Where a rubric is not written in lines, or they do not make up the points, it is one line for all of them.
    """
    model, _, rubric = source.partition(RUBRIC)
    if not rubric:
        return source.strip(), (Line(worth, "as good as the model answer"),), ""
    text = " ".join(_HEAD.sub("", RUBRIC + rubric, count=1).split())
    lines = list(_lines(text))
    if sum(line.points for line in lines) != worth:
        return model.strip(), (Line(worth, text),), ""
    *_, last = lines
    sentence, *rest = _SENTENCE.split(last.text)
    lines[-1] = Line(last.points, sentence)
    return model.strip(), tuple(lines), " ".join(rest)


def _lines(text: str) -> Iterator[Line]:
    for match in _LINE.finditer(text):
        yield Line(0.5 if match[1] == "½" else float(match[1]), match[2].strip())
