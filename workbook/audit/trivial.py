"""Answers that are no work, made for every exercise by a program, and what they earn.

A part of a check is for a part of the work. What these answers earn comes for nothing.
"""

import ast
import functools
import json
from collections.abc import Callable
from typing import Any

import nbformat

from workbook.audit.answers import LazyWalls
from workbook.authoring.assignment import GRADE_ID, NBGRADER, is_answer, is_written_answer, points
from workbook.authoring.build import Assignment, nbgrader_config
from workbook.authoring.names import names, without_magics
from workbook.grading.batch import Given, Job, grade_one
from workbook.grading.results import from_json
from workbook.grading.session import grade

OBJECT = """
class _Anything:
    def __init__(self, *_, **__): pass
    def __call__(self, *_, **__): return self
    def __getattr__(self, name):
        if name.startswith("__"): raise AttributeError(name)
        return self
    def __getitem__(self, key): return self
    def __iter__(self): return iter((self, self))
    def __len__(self): return 2
"""
RETURNED: dict[str, str] = {
    "None": "None",
    "0": "0",
    "the first argument": "_first(args)",
    "zeros of its shape": "_np.zeros_like(_first(args))",
    "random numbers of its shape": "_np.random.default_rng(0).random(_np.shape(_first(args)))",
    "anything": "_Anything()",
}
"""What the functions of an answer return, by its name; a name that is no function's gets the same."""
BEFORE = "import numpy as _np\ndef _first(args): return args[0] if args else 0\n"


def answer(solution: str, returned: str) -> str:
    """Return a solution's cell with each of its functions made trivial, and each of its values."""
    body = ast.parse(without_magics(solution)).body
    lines = [BEFORE + OBJECT]
    for statement in body:
        match statement:
            case ast.FunctionDef(name=name):
                lines.append(f"def {name}(*args, **options): return {returned}")
            case ast.ClassDef(name=name):
                lines.append(f"def {name}(*args, **options): return lambda *args, **options: {returned}")
    own = names(solution).bound - names(solution).defined
    lines += [f"{name} = (lambda *args: {returned})()" for name in sorted(own)]
    return "\n".join(lines)


def earned(assignment: Assignment, walls: LazyWalls, given: Given) -> dict[str, dict[str, float]]:
    """Return what each kind of trivial answer earns, by the check's name, where it earns anything."""
    found = {}
    settings = json.loads(json.dumps(dict(nbgrader_config(assignment.root)), default=str))
    text = nbformat.writes(assignment.notebook, version=4)
    for kind, returned in RETURNED.items():
        notebook = _submission(assignment, functools.partial(answer, returned=returned))
        job = Job(assignment.name, assignment.name, "nobody", text, notebook, "", (), settings, "")
        result = from_json(
            grade_one(job, lambda own, rebuilt, student, name, _: grade(own, rebuilt, student, walls(), name, given))
        )
        found[kind] = {name: check.points for name, check in result.checks.items() if check.points}
    return found


def possible(assignment: Assignment) -> float:
    """Return the points that the grader alone can give."""
    graded = [c for c in assignment.notebook.cells if c.metadata.get(NBGRADER, {}).get("grade")]
    return sum(points(c) for c in graded if not is_written_answer(c))


def _submission(assignment: Assignment, made: Callable[[str], str]) -> Any:
    content = json.loads(assignment.release.read_text(encoding="utf-8"))
    solutions = {c.metadata[NBGRADER][GRADE_ID]: c.source for c in assignment.notebook.cells if is_answer(c)}
    for cell in content["cells"]:
        name = cell["metadata"].get(NBGRADER, {}).get(GRADE_ID, "")
        if cell["cell_type"] == "code" and name in solutions:
            cell["source"] = made(solutions[name])
    return json.dumps(content).encode()
