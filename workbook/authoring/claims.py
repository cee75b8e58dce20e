"""Run the notebooks with their claims, over kinds of data and seeds, and keep which sentences held: ``make claims``.

A claim is an assertion in a cell tagged ``claim``, right behind the text that it backs; its message is the sentence.
``solutions/NN_topic/claims.tsv`` keeps a row for each claim and a column for each run, with the fingerprint of the code
that was run. A run is written when it has ended, so that a stopped command goes on where it was.
"""

import ast
import json
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.notebooknode import NotebookNode

from helpers.data.forms import ANNOUNCED
from workbook.authoring import build
from workbook.authoring.address import BuildError
from workbook.authoring.assignment import TAGS, is_claim
from workbook.authoring.build import Assignment, code_cells

DATA = ("photographs", "stand-ins")
SEEDS = 5
TRUE, FALSE = "true", "false: "
# What a claim's cell prints of each of its claims; nothing that a notebook prints begins so.
MARK = "workbook claim "
WITHIN = 'with __import__("importlib").import_module("helpers.chance").undisturbed():\n    pass'
JUDGED = """
try:
    pass
except Exception as _error:
    print({mark!r} + __import__("json").dumps([{number}, f"{{type(_error).__name__}}: {{_error}}"]))
else:
    print({mark!r} + __import__("json").dumps([{number}, ""]))
"""
# A port of this machine where nobody listens: what goes there is refused at once, as without a network.
NO_NETWORK = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}


@dataclass(frozen=True)
class Claim:
    """One statement of a claim's cell that asserts, and the sentence that its message says."""

    cell: str
    sentence: str
    statement: ast.stmt


@dataclass
class Table:
    """What is kept of the runs of one notebook: for each, by its name, what became of each sentence."""

    digest: str
    runs: dict[str, dict[str, str]] = field(default_factory=dict)


def run_name(effort: str, data: str, seed: int) -> str:
    """Return what a run is called in a table."""
    return f"{effort} {data} {seed}"


NEEDED = [run_name("quick", data, seed) for data in DATA for seed in range(SEEDS)]
"""The runs without which a table says too little."""


def table_file(assignment: Assignment) -> Path:
    """Return where a notebook's table is kept."""
    return assignment.source.with_name("claims.tsv")


def claims(notebook: NotebookNode) -> list[Claim]:
    """Return the claims of a notebook in order; of a cell that is no Python none."""
    return [claim for cell in code_cells(notebook) if is_claim(cell) for claim in _claims_of(cell)]


def digest(notebook: NotebookNode) -> str:
    """Return the fingerprint of what decides whether claims hold: the code and the claims.

    Checks are no part of it, since whether they have run changes nothing.
    """
    return build.code_digest(build.worked(notebook))


def read(path: Path) -> Table:
    """Read a table; one that is not there, or that is no table, is empty."""
    if not path.exists():
        return Table("")
    try:
        (_, made_of), (_, *names), *rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        columns = zip(*(verdicts for _, *verdicts in rows), strict=True)
        sentences = [sentence for sentence, *_ in rows]
        runs = [dict(zip(sentences, column, strict=True)) for column in columns]
        return Table(made_of, dict(zip(names, runs, strict=True)))
    except ValueError:  # as with the marks of a merge in it
        return Table("")


def as_text(table: Table, sentences: list[str]) -> str:
    """Return a table as the text of its file."""
    rows = [["# of the code and claims", table.digest], ["claim", *table.runs]]
    rows += [[sentence, *(run[sentence] for run in table.runs.values())] for sentence in sentences]
    return "".join("\t".join(row) + "\n" for row in rows)


def problems(assignment: Assignment) -> list[str]:
    """Return what is missing, stale or false in a notebook's table of claims, once it has one."""
    path, notebook = table_file(assignment), assignment.with_claims
    number = assignment.name[:2]
    known = claims(notebook)
    if not known:
        return ["claims.tsv is there, and its source claims nothing; delete it."] if path.exists() else []
    if not path.exists():
        return []  # hours of running, once, before there is a table to hold the source to; until then, none is false
    table = read(path)
    if table.digest != digest(notebook):
        return [f"claims.tsv is older than its source; run `workbook claims {number}`."]
    found = []
    if missing := [name for name in NEEDED if name not in table.runs]:
        found.append(f"claims.tsv lacks {', '.join(missing)}; run `workbook claims {number}`.")
    for claim in known:
        false = [name for name, run in table.runs.items() if run[claim.sentence] != TRUE]
        if false:
            found.append(f"cell {claim.cell}: it is not true in {', '.join(false)}: {claim.sentence}")
    return found


def form_problems(notebook: NotebookNode) -> list[str]:
    """Return the claims that cannot be told apart, or that say no sentence."""
    found = []
    for cell in filter(is_claim, code_cells(notebook)):
        try:
            body = ast.parse(cell.source).body
        except SyntaxError as error:
            found.append(f"cell {cell.id}: line {error.lineno} is no Python.")
            continue
        asserted = [node for node in ast.walk(ast.Module(body, [])) if isinstance(node, ast.Assert)]
        if not asserted:
            found.append(f'cell {cell.id}: it claims nothing; write `assert …, "the sentence"`.')
        for node in asserted:
            if not _sentence(node.msg):
                found.append(f"cell {cell.id}: `{ast.unparse(node)}` needs the sentence that it backs as its message.")
    for sentence, count in Counter(claim.sentence for claim in claims(notebook)).items():
        if count > 1 and sentence:
            found.append(f"{count} claims say the same sentence: {sentence}")
    return found


def run(root: Path, names: list[str], *, seeds: int, data: list[str], effort: str) -> int:
    """Run the named notebooks, or all that claim something, and print their tables. Return 1 if a claim is false.

    Raises
    ------
    BuildError
        If there is no such notebook, a claim has no form, or a real set is not here.
    """
    false = 0
    for assignment in chosen(root, names):
        known = claims(assignment.with_claims)
        if not known:
            continue
        if wrong := form_problems(assignment.with_claims):
            raise BuildError("\n".join(f"{assignment.name}, {problem}" for problem in wrong))
        path, now = table_file(assignment), digest(assignment.with_claims)
        table = read(path)
        if table.digest != now:
            table = Table(now)
        for seed in range(seeds):
            for kind in data:
                name = run_name(effort, kind, seed)
                if name in table.runs:
                    continue
                start = time.monotonic()
                table.runs[name] = play(assignment, effort=effort, data=kind, seed=seed)
                table.runs = dict(sorted(table.runs.items()))
                build.put(path, as_text(table, [claim.sentence for claim in known]))
                held = sum(verdict == TRUE for verdict in table.runs[name].values())
                seconds = time.monotonic() - start
                print(f"{assignment.name}: {name}: {held} of {len(known)} hold ({seconds:.0f} s)", flush=True)
        print(report(assignment.name, table, [claim.sentence for claim in known]), flush=True)
        false += sum(verdict != TRUE for verdicts in table.runs.values() for verdict in verdicts.values())
    return 1 if false else 0


def chosen(root: Path, names: list[str]) -> list[Assignment]:
    """Return the assignments of these names or numbers, or all.

    Raises
    ------
    BuildError
        If there is none of such a name.
    """
    course = build.assignments(root)
    if unknown := [n for n in names if not any(n in (a.name, a.name[:2]) for a in course)]:
        raise BuildError(
            f"there is no source for {', '.join(unknown)}; the course has {', '.join(a.name for a in course)}."
        )
    return [a for a in course if not names or a.name in names or a.name[:2] in names]


def play(assignment: Assignment, *, effort: str, data: str, seed: int) -> dict[str, str]:
    """Run a notebook from top to bottom in an empty folder, and return for each sentence whether it held.

    Raises
    ------
    BuildError
        If photographs are asked for, and a set is not here.
    """
    notebook, stopped = played(assignment, effort=effort, data=data, seed=seed)
    known = claims(assignment.with_claims)
    verdicts = {claim.sentence: f"{FALSE}{stopped or 'not judged'}" for claim in known}
    for cell in filter(is_claim, code_cells(notebook)):
        verdicts |= _verdicts(cell, known)
    return verdicts


def played(assignment: Assignment, *, effort: str, data: str, seed: int) -> tuple[NotebookNode, str]:
    """Return a notebook with the outputs of a run, and if a cell of it failed, how."""
    notebook: NotebookNode = nbformat.from_dict(assignment.with_claims)
    number = 0
    for cell in filter(is_claim, code_cells(notebook)):
        own = len(_claims_of(cell))
        cell.source = _judging(cell.source, number)
        cell.metadata[TAGS] = [*cell.metadata[TAGS], "raises-exception"]  # which lets the run go on
        number += own
    environment = {k: v for k, v in os.environ.items() if k != "NBGRADER_EXECUTION" and not k.startswith("WORKBOOK_")}
    stopped = ""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / assignment.name
        here.mkdir()
        environment |= {"WORKBOOK_EFFORT": effort, "WORKBOOK_SEED": str(seed)}
        if data == "stand-ins":
            nowhere = str(Path(folder) / "none")
            environment |= NO_NETWORK | {"KERAS_HOME": nowhere, "SCIKIT_LEARN_DATA": nowhere}

        def must_be_real(cell: NotebookNode, **_: Any) -> None:
            if data == "photographs" and ANNOUNCED in _printed(cell):
                raise BuildError(f"{assignment.name}: it would run on stand-ins. {_printed(cell).strip()}")

        client = NotebookClient(
            notebook,
            timeout=build.CELL_SECONDS,
            record_timing=False,
            on_cell_executed=must_be_real,
            resources={"metadata": {"path": str(here)}},
        )
        try:
            client.execute(env=environment)
        except CellExecutionError as error:
            stopped = f"not reached: {error.ename}: {_line(error.evalue)}"
    return notebook, stopped


def report(name: str, table: Table, sentences: list[str]) -> str:
    """Return a table as text for a terminal: a line for each sentence, a mark for each run, and what failed."""
    lines = [f"{name}: {len(sentences)} claims, {len(table.runs)} runs"]
    lines += [f"  {i:>2} {run}" for i, run in enumerate(table.runs, 1)]
    for sentence in sentences:
        verdicts = [run[sentence] for run in table.runs.values()]
        marks = "".join("+" if verdict == TRUE else "-" for verdict in verdicts)
        lines.append(f"{marks}  {sentence}")
        lines += [f"  {i:>2} {verdict}" for i, verdict in enumerate(verdicts, 1) if verdict != TRUE]
    held = sum(verdict == TRUE for run in table.runs.values() for verdict in run.values())
    lines.append(f"{held} of {len(sentences) * len(table.runs)} hold.")
    return "\n".join(lines)


def _claims_of(cell: NotebookNode) -> list[Claim]:
    try:
        body = ast.parse(cell.source).body
    except SyntaxError:
        return []
    return [
        Claim(cell.id, _sentence(asserted[0].msg), statement)
        for statement in body
        if (asserted := list(_asserted(statement)))
    ]


def _asserted(statement: ast.stmt) -> Iterator[ast.Assert]:
    """Yield the assertions in a statement; what a function asserts is told by who calls it."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Assert):
            yield node


def _sentence(message: ast.expr | None) -> str:
    """Return what an assertion's message says, with … for each value that it will show."""
    match message:
        case ast.Constant(value=str(text)):
            return _line(text)
        case ast.JoinedStr(values=parts):
            return _line("".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in parts))
    return ""


def _judging(source: str, first: int) -> str:
    """Return a claim's cell so that each claim is judged by itself, from this number on, and nothing is left behind."""
    around = ast.parse(WITHIN).body[0]
    assert isinstance(around, ast.With)
    around.body = []
    number = first
    for statement in ast.parse(source).body:
        if any(_asserted(statement)):
            judged = ast.parse(JUDGED.format(mark=MARK, number=number)).body[0]
            assert isinstance(judged, ast.Try)
            judged.body = [statement]
            number += 1
            around.body.append(judged)
        else:
            around.body.append(statement)
    return ast.unparse(around)


def _verdicts(cell: NotebookNode, known: list[Claim]) -> dict[str, str]:
    """Return what a claim's cell has printed of its claims; all that it could not come to are false."""
    found: dict[str, str] = {}
    for line in _printed(cell).splitlines():
        if line.startswith(MARK):
            number, error = json.loads(line.removeprefix(MARK))
            found[known[number].sentence] = f"{FALSE}{_line(error.removeprefix('AssertionError: '))}" if error else TRUE
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            why = f"{FALSE}not judged: {output.ename}: {_line(output.evalue)}"
            found = {c.sentence: why for c in known if c.cell == cell.id} | found
    return found


def _printed(cell: NotebookNode) -> str:
    return "".join(o.text for o in cell.get("outputs", []) if o.output_type == "stream")


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
