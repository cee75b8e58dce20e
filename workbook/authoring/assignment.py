"""What an assignment is: its exercises, answers, checks and hidden regions, and by what each is known.

No other file spells a marker, a key of nbgrader's metadata, a heading's pattern or a stub. It imports nothing but
Python's own, for the examiner reads it inside the walls. It says what hidden tests look like, and holds none.
"""

import ast
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat.notebooknode import NotebookNode

# --- metadata ---------------------------------------------------------------------------------------------------------

NBGRADER, GRADE_ID, TAGS = "nbgrader", "grade_id", "tags"
BUILD = "workbook"
"""The notebook's metadata in which the build keeps its fingerprints."""
BUDGET = "budget"
"""The notebook's metadata that says how much of what a check may cost, where the usual is not enough.

In a source's header, under ``jupyter:``, with the names of `grading.examiner.budget.Budget`.
"""
SETUP_TAG, PICTURE_TAG = "setup", "readme"
"""Tags: of the set-up cell, and of the cell whose figure is the notebook's picture in the README."""
CLAIM_TAG = "claim"
"""The tag of a cell that asserts what the text says; it stands in the source alone, in no product."""
_DEFAULTS: dict[str, Any] = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}


def grading(cell: "NotebookNode") -> dict[str, Any]:
    """Return what nbgrader knows of a cell: nothing of most."""
    known: dict[str, Any] = cell.metadata.get(NBGRADER, {})
    return known


def completed(given: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata that a source states of a cell, with those that follow from them."""
    locked = given.get("grade", False) and not given.get("solution", False)
    return _DEFAULTS | {"locked": locked} | given


def grade_id(cell: "NotebookNode") -> str:
    """Return the name by which nbgrader knows a cell, or nothing."""
    name: str = grading(cell).get(GRADE_ID, "")
    return name


def points(cell: "NotebookNode") -> float:
    """Return what a graded cell is worth."""
    return float(grading(cell)["points"])


def is_graded(cell: "NotebookNode") -> bool:
    """Whether a cell earns points: a check, or an answer that a person reads."""
    return bool(grading(cell).get("grade"))


def is_answer(cell: "NotebookNode") -> bool:
    """Whether students fill in this cell."""
    return bool(grading(cell).get("solution"))


def is_written_answer(cell: "NotebookNode") -> bool:
    """Whether students fill in this cell, in words."""
    return cell.cell_type == "markdown" and is_answer(cell)


def is_check(cell: "NotebookNode") -> bool:
    """Whether the examiner runs this cell, to judge the answers above it."""
    return cell.cell_type == "code" and is_graded(cell) and not is_answer(cell)


def is_task(cell: "NotebookNode") -> bool:
    """Whether students answer this cell by cells of their own below it, which a person reads."""
    return bool(grading(cell).get("task"))


def has_tag(cell: "NotebookNode", tag: str) -> bool:
    """Whether a cell is tagged so."""
    return tag in cell.metadata.get(TAGS, [])


def is_claim(cell: "NotebookNode") -> bool:
    """Whether a cell asserts what the text says."""
    return cell.cell_type == "code" and has_tag(cell, CLAIM_TAG)


# --- texts ------------------------------------------------------------------------------------------------------------

SOLUTION_BEGIN = "### BEGIN SOLUTION"
HIDDEN_BEGIN, HIDDEN_END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
HIDDEN_MARKS = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
"""In a line of their own or not, these are nbgrader's for a check without a block."""
REGION = re.compile(r"### BEGIN (SOLUTION|HIDDEN TESTS)\n(.*?)### END \1", re.DOTALL)
"""What no student gets, with its kind and its text."""
HIDDEN = re.compile(rf"{HIDDEN_BEGIN}\n(.*?){HIDDEN_END}", re.DOTALL)
EXERCISE = re.compile(r"^#{2,4} Exercise (\d+\.\d+): (.+?)\s*$", re.MULTILINE)
"""An exercise's heading, with its number and its title."""
QUESTION = re.compile(r"^\*\*Question (\d+\.\d+)[.:]", re.MULTILINE)
"""How the text of a question in words begins, with its number."""
RUBRIC = "**Rubric"
REPLY = "Reply to {}: "
"""How a student's cell of text begins that replies to the mark of an answer, with its grade_id. It is no answer."""
# Bounded, since a student may write as much as will: what can be matched in many ways takes hours.
REPLIED = re.compile(r"[\s*_`]*reply to [`*_]{0,3}([\w.-]{1,200}?)[`*_]{0,3}\s{0,9}:[*_`]*\s*", re.IGNORECASE)
HINT = "<details>"
STUB_COMMENT = "# Your code here, in place of the line below."
_STUB_STATEMENT = "raise NotImplementedError("
BLOCK = "with checks.exercise(...)"
_OPENS = 'checks.exercise("{}")'
_OPENED = re.compile(r'checks\.exercise\("([\d.]+)"\)')


def stub(missing: str) -> str:
    """Return what stands in a solution's place, given the words that say what is missing."""
    return f"{STUB_COMMENT}\n{_STUB_STATEMENT}{missing!r})"


def is_stub(line: str) -> bool:
    """Whether a line may be one of a stub's."""
    return line.strip() == STUB_COMMENT or line.strip().startswith(_STUB_STATEMENT)


def sections(notebook: "NotebookNode") -> list[tuple[str, list["NotebookNode"]]]:
    """Return each exercise's number and the cells from its heading to the next heading of an exercise."""
    found: list[tuple[str, list[NotebookNode]]] = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            found += [(number, []) for number, _ in EXERCISE.findall(cell.source)]
        if found:
            found[-1][1].append(cell)
    return found


def titles(notebook: "NotebookNode") -> dict[str, str]:
    """Return what people call each answer and check, by grade_id: the exercise, or the questions that it answers.

    A question may be asked before an exercise, and answered after it. What stands below neither is called by its
    grade_id.
    """
    found: dict[str, str] = {}
    exercise = ""
    asked: list[str] = []
    for cell in notebook.cells:
        if name := grade_id(cell):
            found[name] = exercise or name
            if is_written_answer(cell) and asked:
                found[name] = f"Question{'s' if len(asked) > 1 else ''} {' and '.join(asked)}"
                asked = []
        elif cell.cell_type == "markdown":
            asked += QUESTION.findall(cell.source)
            for number, title in EXERCISE.findall(cell.source):
                exercise = f"Exercise {number}: {title}"
    return found


# --- checks -----------------------------------------------------------------------------------------------------------

# What a part of a check is called in the student's feedback, from the function of helpers.checks that it calls.
PARTS = {
    "array": "{0} is an array of the right shape and type",
    "in_range": "{0} lies in its range",
    "maps": "{0} takes and returns arrays of the right shapes",
    "ends_in_sigmoid": "{0} returns pixels as a sigmoid makes them",
    "linear_code": "{0} ends without an activation",
    "nonlinear": "{0} is not linear",
    "close": "{0} has the right value",
    "diagnosed": "{0} has the right value",
    "below": "{0} is low enough",
    "gradients_reach": "gradients reach every layer",
    "bottleneck": "the code is the narrowest place",
    "same": "{0} gives what it should",
}


def opening(number: str) -> str:
    """Return how the check of the exercise with this number begins, behind its `with`."""
    return _OPENS.format(number)


def opened(source: str) -> str | None:
    """Return the number of the exercise whose check a cell is, or None."""
    found = _OPENED.search(source)
    return found[1] if found else None


def asserts(statement: ast.stmt) -> bool:
    """Tell whether a statement of a check is a part of it. What a function asserts is not: nobody may call it."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return False
    return any(judging_calls(statement)) or any(isinstance(node, ast.Assert) for node in ast.walk(statement))


def judging_calls(statement: ast.stmt) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of functions of helpers.checks that judge, each with the function's name."""
    for node in ast.walk(statement):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="checks"), attr=name)) if name in PARTS:
                yield name, node


def hidden_lines(source: str) -> tuple[int, int]:
    """Return the numbers of the lines between which a check is hidden: of lines below its end, where nothing is."""
    lines = [line.strip() for line in source.splitlines()]
    if HIDDEN_BEGIN not in lines:
        return len(lines) + 1, len(lines) + 1
    return lines.index(HIDDEN_BEGIN) + 1, lines.index(HIDDEN_END) + 1
