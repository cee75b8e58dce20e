"""Make what checks compare with: cases, what the worked solutions give for them, and what known mistakes lead to.

A hidden `checks.same(answer, "answer", cases)` is the one place where an exercise's cases stand. The visible one of the
same answer is told from a file (`helpers.expected`) that is made here, in seconds: no notebook is run.
"""

import ast
import contextlib
import hashlib
import json
import os
import signal
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np
from nbformat.notebooknode import NotebookNode

from helpers.compare import difference
from helpers.expected import Expected, Outcome, read, write
from workbook.authoring import corpus
from workbook.authoring.address import BuildError
from workbook.authoring.assignment import HIDDEN, grade_id, hidden_lines, is_answer, is_check, opened
from workbook.authoring.build import Assignment
from workbook.authoring.build import assignments as all_assignments
from workbook.authoring.names import without_magics
from workbook.authoring.worked import compared, definitions, imports, needed_of

SEED = 20  # of the visible cases
SECONDS = 120  # for a wrong answer and all its cases, on a machine that has other work too
EFFORT = "WORKBOOK_EFFORT"
SETTINGS = ("tolerance", "strict")


def path(root: Path, name: str) -> Path:
    """Return where an assignment's are kept."""
    return root / "helpers" / "cases" / f"{name}.npz"


def stale(assignment: Assignment) -> list[str]:
    """Return the answers, by exercise and name, whose expected values are not those of the source."""
    file = path(assignment.root, assignment.name)
    known = read(file) if file.exists() else {}
    now = {key: digest for key, digest, *_ in _comparisons(assignment)}
    return sorted(
        {key for key, digest in now.items() if key not in known or known[key].made_of != digest}
        | (known.keys() - now.keys())
    )


def make(assignment: Assignment, *, force: bool = False) -> bool:
    """Make what has changed, and return whether anything has."""
    file = path(assignment.root, assignment.name)
    known = read(file) if file.exists() and not force else {}
    made: dict[str, Expected] = {}
    with _at_effort_grade():
        for key, digest, code, check, name in _comparisons(assignment):
            old = known.get(key)
            made[key] = old if old and old.made_of == digest else _made(assignment, code, check, name, digest)
    if made.keys() == known.keys() and all(made[key] is known[key] for key in made):
        return False
    if made:
        write(file, made)
    else:
        file.unlink(missing_ok=True)
    return True


def make_all(root: Path, names: list[str], *, force: bool = False) -> None:
    """Make those of the named assignments, or of all."""
    for assignment in all_assignments(root):
        if not names or assignment.name in names:
            changed = make(assignment, force=force)
            print(f"{assignment.name}: expected values {'made' if changed else 'up to date'}.", flush=True)


def _comparisons(assignment: Assignment) -> Iterator[tuple[str, str, str, NotebookNode, str]]:
    """Yield each answer that a check compares: its key, fingerprint, code, check and name."""
    for check in assignment.notebook.cells:
        number = opened(check.source) if is_check(check) else None
        if not number:
            continue
        wrong = [file.read_text(encoding="utf-8") for _, file in corpus.files(assignment.name, number, corpus.KNOWN)]
        code = definitions(assignment.notebook, check)
        for name in compared(check.source):
            digest = hashlib.sha256(json.dumps([code, HIDDEN.findall(check.source), wrong]).encode()).hexdigest()[:16]
            yield f"{number} {name}", digest, code, check, name


def _made(assignment: Assignment, code: str, check: NotebookNode, name: str, digest: str) -> Expected:
    from helpers import checks, expected

    names = _run(assignment, code, check)
    call = compared(check.source)[name]
    settings = {k.arg: ast.literal_eval(k.value) for k in call.keywords if k.arg in SETTINGS}
    cases = list(names[call.args[2].id](np.random.default_rng(SEED)))  # type: ignore[attr-defined]
    tried = [checks.outcome(names[name], case) for case in cases]
    for case, (outcome, error) in zip(cases, tried, strict=True):
        if error or outcome.changed:
            what = f"stops ({error})" if error else "changes its argument"
            raise BuildError(f"{assignment.name}: the worked {name} {what}, given {case.words}.")
    value = Expected(cases, [outcome.value for outcome, _ in tried], {}, made_of=digest, **settings)
    mistakes = {}
    for case in _known(assignment, opened(check.source) or ""):
        outcomes = _outcomes(names, case.source, name, cases)
        same = outcomes and all(
            not found.error
            and not found.changed
            and not difference(found.value, right, value.tolerance, strict=value.strict)  # as `checks.same` judges
            for found, right in zip(outcomes, value.outcomes, strict=True)
        )
        if case.kind == "wrong" and case.cause and outcomes and not same:
            mistakes[case.cause] = outcomes
        if case.kind == "right" and not same:
            print(f"  {case.number}: `{name}` of the right answer {case.title!r} differs from the worked one.")
        if case.kind == "wrong" and same and len(compared(check.source)) == 1:
            print(f"  {case.number}: no case tells the wrong answer {case.title!r} from the worked one.")
    return expected.Expected(cases, value.outcomes, mistakes, made_of=digest, **settings)


def _run(assignment: Assignment, code: str, check: NotebookNode) -> dict[str, Any]:
    """Run the solutions' code and what a hidden test defines, and return the names."""
    names: dict[str, Any] = {"__name__": "__main__"}
    first, last = hidden_lines(check.source)
    body = next(node for node in ast.parse(without_magics(check.source)).body if isinstance(node, ast.With)).body
    hidden = [statement for statement in body if first < statement.lineno < last]
    defined: list[ast.stmt] = [s for s in hidden if isinstance(s, ast.FunctionDef | ast.Import | ast.ImportFrom)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(imports(assignment.notebook), "<notebook>", "exec"), names)  # an answer may use any
            exec(compile(needed_of(assignment.notebook, check, defined), "<notebook>", "exec"), names)
            exec(compile(code, "<solution>", "exec"), names)
            exec(compile(ast.Module(defined, []), "<check>", "exec"), names)
    except Exception as error:
        raise BuildError(f"{assignment.name}, {grade_id(check)}: the solution does not run alone: {error!r}") from error
    return names


def _known(assignment: Assignment, number: str) -> Iterator[corpus.Case]:
    """Yield the known answers to an exercise."""
    answers = {grade_id(c): c.source for c in _cells_of(assignment.notebook, number) if is_answer(c)}
    for _, file in corpus.files(assignment.name, number, corpus.KNOWN):
        yield from corpus.read(file, number, answers)


def _cells_of(notebook: NotebookNode, number: str) -> Iterator[NotebookNode]:
    """Yield the code cells from behind the last check to this exercise's."""
    group: list[NotebookNode] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        group.append(cell)
        if is_check(cell):
            if opened(cell.source) == number:
                yield from group
            group = []


def _outcomes(names: Mapping[str, Any], source: str, name: str, cases: list[Any]) -> list[Outcome]:
    """Return what a wrong answer comes to; nothing if it does not end, or cannot be kept."""
    from helpers import checks
    from helpers.expected import encode

    own: dict[str, Any] = {}
    own |= {name: _within(value, names, own) for name, value in names.items()}
    found: list[Outcome] = []
    with contextlib.suppress(Exception), _bounded(SECONDS), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for statement in ast.parse(without_magics(source)).body:
                # What a cell does beside its definitions may need the rest of the notebook.
                with contextlib.suppress(NameError, NotImplementedError, AttributeError):
                    exec(compile(ast.Module([statement], []), "<answer>", "exec"), own)
            found = [checks.outcome(own[name], case)[0] for case in cases]
        encode([outcome.value for outcome in found], {})
        return found
    return []


def _within(value: Any, names: Mapping[str, Any], own: dict[str, Any]) -> Any:
    """Return a function of the notebook's as one that looks up what it calls in ``own``; anything else as it is."""
    if not isinstance(value, FunctionType) or value.__globals__ is not names:
        return value
    moved = FunctionType(value.__code__, own, value.__name__, value.__defaults__, value.__closure__)
    moved.__kwdefaults__ = value.__kwdefaults__
    return moved


@contextlib.contextmanager
def _at_effort_grade() -> Iterator[None]:
    before = os.environ.get(EFFORT)
    os.environ[EFFORT] = "grade"
    try:
        yield
    finally:
        del os.environ[EFFORT]
        os.environ |= {} if before is None else {EFFORT: before}


@contextlib.contextmanager
def _bounded(seconds: int) -> Iterator[None]:
    def ring(*_: Any) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
