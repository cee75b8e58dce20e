"""Find what is wrong with the sources and their products; ``make check`` prints it.

Nothing is executed: a release notebook is made again and compared, an executed notebook is compared with its source by
the text of its cells and by the fingerprints that the build left in it, and what `make claims` found with its source.
"""

import ast
import json
import statistics
from collections import Counter
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from workbook.authoring import address, build, claims, expected, promises, sentences
from workbook.authoring.assignment import (
    BLOCK,
    BUILD,
    HIDDEN_BEGIN,
    HIDDEN_END,
    HINT,
    REGION,
    RUBRIC,
    SETUP_TAG,
    SOLUTION_BEGIN,
    asserts,
    grade_id,
    grading,
    has_tag,
    is_answer,
    is_check,
    is_claim,
    is_stub,
    is_written_answer,
    opened,
    opening,
    sections,
)
from workbook.authoring.build import Assignment, code_cells
from workbook.authoring.names import looked_up, names, reads

# Lines of a code cell as a student gets it, and columns of a line of code and of text.
LONGEST_CELL = 30
WIDEST_CODE = 100
WIDEST_TEXT = 120
MEDIAN_CELL = 8
LARGEST_NOTEBOOK = 3_000_000
# Shorter lines, such as `return x` or `)`, stand in many places by chance.
TELLING = 16


def problems(root: Path) -> list[str]:
    """Return one sentence for each problem, naming the notebook and the cell."""
    found = []
    names: dict[str, str] = {}
    for assignment in build.assignments(root):
        notebook = assignment.notebook
        found += [f"{assignment.name}, {p}" for p in form_problems(notebook)]
        found += [f"{assignment.name}, {p}" for p in width_problems(assignment.source.read_text(encoding="utf-8"))]
        found += [f"{assignment.name}, {p}" for p in claim_problems(assignment)]
        found += [f"{assignment.name}, {p}" for p in product_problems(assignment)]
        for cell in notebook.cells:
            name = grade_id(cell)
            if name in names:
                found.append(f"{assignment.name}, cell {name}: {names[name]} has the same grade_id.")
            elif name:
                names[name] = assignment.name
        found += [
            f"{assignment.name}, {answer}: what its check compares with is not of this source; run `make build`."
            for answer in expected.stale(assignment)
        ]
        if promises.file(assignment).parent.exists():  # a course that says it of any exercise says it of all
            found += promises.faults(assignment)
    found += _setup_problems(root)
    found += address.problems(root)
    syllabus = build.syllabus_file(root)
    if not syllabus.exists() or syllabus.read_text(encoding="utf-8") != build.syllabus(root):
        found.append("helpers/syllabus.json is stale; run `make build`.")
    start = build.start_file(root)
    if not start.exists() or start.read_text(encoding="utf-8") != build.start_page(root):
        found.append("notebooks/start.ipynb is stale or holds somebody's progress; run `make build`.")
    if (page := root / "README.md").exists() and page.read_text(encoding="utf-8") != build.readme(root):
        found.append("README.md has another title, time or address of a notebook; run `make build`.")
    for path, picture in build.readme_pictures(root).items():
        if not path.exists() or path.read_bytes() != picture:
            found.append(f"{path.relative_to(root)} is not the picture that the notebook draws; run `make build`.")
    known = {start, *(a.release for a in build.assignments(root))}
    for path in sorted((root / "notebooks").rglob("*.ipynb")):
        if path not in known and not {".ipynb_checkpoints", "work"} & set(path.parts) and ".edited-" not in path.name:
            found.append(f"{path.relative_to(root)} has no source in solutions/.")
    found += [f"{p.relative_to(root)} must not lie in notebooks/." for p in sorted((root / "notebooks").rglob("*.py"))]
    return found


def not_run(root: Path) -> dict[str, list[str]]:
    """Return, by notebook, the checks that have changed since it was executed: no problem, until it is released."""
    found = {}
    for assignment in build.assignments(root):
        if assignment.solution.exists():
            found[assignment.name] = build.not_run(nbformat.read(assignment.solution, as_version=4))
    return {name: checks for name, checks in found.items() if checks}


def form_problems(notebook: NotebookNode) -> list[str]:
    """Return what breaks the form of a notebook: long cells, exercises without hints or checks, repeated ids."""
    found = []
    lengths = [len(REGION.sub("", c.source).splitlines()) for c in code_cells(notebook)]
    for cell, lines in zip(code_cells(notebook), lengths, strict=True):
        if lines > LONGEST_CELL:
            found.append(f"cell {cell.id}: {lines} lines of code; at most {LONGEST_CELL}. Move some into helpers.")
    found += name_problems(notebook)
    if lengths and statistics.median(lengths) > MEDIAN_CELL:
        found.append(f"its code cells have a median of {statistics.median(lengths):g} lines; at most {MEDIAN_CELL}.")
    for name, count in Counter(grade_id(c) for c in _graded(notebook)).items():
        if count > 1:
            found.append(f"cell {name}: {count} cells of this notebook have the same grade_id.")
    for number, cells in sections(notebook):
        found += [f"exercise {number}: {p}" for p in _exercise_problems(number, cells)]
    for cell in _graded(notebook):
        if cell.cell_type == "markdown" and RUBRIC not in cell.source:
            found.append(f"cell {cell.id}: a written answer needs a **Rubric** in its solution.")
        if is_check(cell):
            found += [f"cell {cell.id}: {p}" for p in _check_problems(cell.source)]
        if cell.cell_type == "code" and is_answer(cell) and SOLUTION_BEGIN not in cell.source:
            found.append(f"cell {cell.id}: no {SOLUTION_BEGIN}; the stub would lose the cell's own text.")
    return found


def name_problems(notebook: NotebookNode) -> list[str]:
    """Return the names that a check gives a value and another cell reads, and those imported for nothing.

    Whether a check was run, or twice, must change nothing for the cells behind it.
    """
    found = bound_and_read(notebook, is_check, "check")
    cells = list(code_cells(notebook))
    if not all(names(c.source).parses for c in cells):
        return []
    used = {name for c in cells for name in looked_up(c.source)}
    for cell in cells:
        found += [
            f"cell {cell.id}: imports `{name}`, which no cell uses."
            for name in sorted(names(cell.source).imports.keys() - used)
        ]
    return found


def claim_problems(assignment: Assignment) -> list[str]:
    """Return what breaks the form of a notebook's claims, and what of its sentences is not known to be true."""
    notebook = assignment.with_claims
    if found := claims.form_problems(notebook) + bound_and_read(notebook, is_claim, "claim"):
        return found
    return claims.problems(assignment) + sentences.problems(assignment)


def bound_and_read(notebook: NotebookNode, apart: Callable[[NotebookNode], bool], kind: str) -> list[str]:
    """Return the names that a cell of this kind gives a value and another cell reads."""
    cells = {c.id: c for c in code_cells(notebook)}
    if not all(names(c.source).parses for c in cells.values()):
        return []
    read = {i: reads(c.source) for i, c in cells.items()}
    found = []
    for cell in filter(apart, cells.values()):
        own = {name for name in names(cell.source).bound if not name.startswith("_")}
        for other in cells:
            if other != cell.id and (both := sorted(own & read[other])):
                words = ", ".join(f"`{name}`" for name in both)
                found.append(
                    f"cell {cell.id}: the {kind} gives {words} a value, and cell {other} reads it. Put what is the "
                    f"{kind}'s own into a function, or begin its name with an underscore."
                )
    return found


def width_problems(source: str) -> list[str]:
    """Return the lines of a source's text that are too wide; a row of a table, or an address, cannot be cut."""
    found, widest = [], WIDEST_TEXT
    for number, line in enumerate(source.splitlines(), 1):
        if line.startswith("# %%"):
            widest = WIDEST_TEXT if "[markdown]" in line else WIDEST_CODE
        elif len(line) > widest and not line.startswith("|") and "https://" not in line:
            found.append(f"line {number} of its source has {len(line)} columns; at most {widest} here.")
    return found


def _exercise_problems(number: str, cells: list[NotebookNode]) -> list[str]:
    found = []
    solutions = [c for c in cells if c.cell_type == "code" and is_answer(c)]
    checks = [c for c in cells if is_check(c)]
    if not solutions:
        found.append("no cell to fill in.")
    if number not in [opened(c.source) for c in checks]:
        found.append(f"no check cell with `with {opening(number)}`.")
    if not any(HINT in c.source for c in cells if c.cell_type == "markdown"):
        found.append(f"no hint in a {HINT} element.")
    return found


def _check_problems(source: str) -> list[str]:
    """Return what the examiner, which runs a check's statements one by one, would not take as it is meant.

    A check without a block is judged as nbgrader judges it; `workbook trial` says if it cannot be.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        return [f"line {error.lineno} is no Python."]
    if opened(source) is None:
        return []
    if len(body) != 1 or not isinstance(body[0], ast.With):
        return [f"a check is one `{BLOCK}` block; nothing beside it is judged."]
    statements, lines = body[0].body, [line.strip() for line in source.splitlines()]
    markers = [i for i, line in enumerate(lines, 1) if line in (HIDDEN_BEGIN, HIDDEN_END)]
    found = []
    if len(markers) > 2:
        found.append("a check has one hidden region; the statements of a second one would be shown.")
    if any(s.lineno < i <= (s.end_lineno or s.lineno) for i in markers for s in statements):
        found.append("a hidden region begins and ends between statements of the block, not inside one.")
    within = [s for s in statements if isinstance(s, ast.FunctionDef | ast.ClassDef)]
    if any(isinstance(node, ast.Assert) for s in within for node in ast.walk(s)):
        found.append("what a function asserts is no part of the check; return something, and assert it in the block.")
    if not any(map(asserts, statements)):
        found.append("no statement of the block asserts anything.")
    return found


def product_problems(assignment: Assignment) -> list[str]:
    """Return what is stale, differs or leaks in the two notebooks made from a source."""
    missing = [p for p in (assignment.solution, assignment.release) if not p.exists()]
    if missing:
        return [f"{p.relative_to(assignment.root)} is missing; run `make build`." for p in missing]
    found = _solution_problems(assignment)
    present = nbformat.read(assignment.release, as_version=4)
    if assignment.release.read_text(encoding="utf-8") != (wanted := build.release_text(assignment)):
        cell = _first_difference(present, nbformat.reads(wanted, as_version=4))
        found.append(f"cell {cell}: the release notebook is stale or edited; run `make build`.")
    return found + stub_problems(assignment.notebook, present) + leaks(assignment.notebook, present)


def stub_problems(source: NotebookNode, release: NotebookNode) -> list[str]:
    """Return the cells of a release that differ from the source by more than solutions and hidden tests."""
    found = []
    released = {c.id: c for c in release.cells}
    for cell in source.cells:
        if cell.id not in released:
            found.append(f"cell {cell.id}: missing in the release notebook.")
        elif cell.cell_type == "code":
            kept = REGION.sub("", cell.source)
            lines = [line for line in released[cell.id].source.splitlines() if not is_stub(line)]
            if _words(kept) != _words("\n".join(lines)):
                found.append(f"cell {cell.id}: its stub differs from the source by more than the solution.")
        elif not is_answer(cell) and cell.source != released[cell.id].source:
            found.append(f"cell {cell.id}: its text differs from the source.")
    return found


def leaks(source: NotebookNode, release: NotebookNode) -> list[str]:
    """Return the cells whose solution or hidden test can be read somewhere in the release notebook."""
    found = []
    visible = "\n".join(
        "" if is_written_answer(c) else REGION.sub("", c.source) if c.cell_type == "code" else c.source
        for c in source.cells
    )
    allowed = Counter(_lines(visible))
    released = Counter(_lines("\n".join(c.source for c in release.cells)))
    if any(c.get("outputs") for c in release.cells):
        found.append("the release notebook has outputs; run `make build`.")
    for cell in source.cells:
        secret = [cell.source] if is_written_answer(cell) else [m[2] for m in REGION.finditer(cell.source)]
        for line in _lines("\n".join(secret)):
            if len(line) >= TELLING and released[line] > allowed[line]:
                found.append(f"cell {cell.id}: a line of its solution or hidden test is released: {line}")
    return found


def _solution_problems(assignment: Assignment) -> list[str]:
    found = []
    present = nbformat.read(assignment.solution, as_version=4)
    wanted = build.with_kept_outputs(assignment)
    if wanted is None:
        cell = _first_difference(present, assignment.notebook)
        return [f"cell {cell}: the executed notebook is stale: its code has changed; run `make build`."]
    if assignment.solution.read_text(encoding="utf-8") != build.as_text(wanted):
        cell = _first_difference(present, wanted)
        found.append(f"cell {cell}: the executed notebook is stale or edited; run `make build`.")
    if present.metadata[BUILD].get("outputs") != build.outputs_digest(present):
        found.append("its outputs in solutions/ have been edited by hand; run `workbook build --force` with its name.")
    if (size := assignment.solution.stat().st_size) > LARGEST_NOTEBOOK:
        found.append(f"the executed notebook has {size / 1e6:.1f} MB; at most {LARGEST_NOTEBOOK / 1e6:g}.")
    return found


def _setup_problems(root: Path) -> list[str]:
    """The set-up cell is the same everywhere."""
    cells: dict[str, str] = {}
    for assignment in build.assignments(root):
        tagged = [c for c in assignment.notebook.cells if has_tag(c, SETUP_TAG)]
        if len(tagged) != 1:
            return [f"{assignment.name}: {len(tagged)} cells tagged `setup`; expected one."]
        cells[assignment.name] = tagged[0].source
    most_common = Counter(cells.values()).most_common(1)
    return [
        f"{name}, the set-up cell differs from that of the other notebooks."
        for name, text in cells.items()
        if text != most_common[0][0]
    ]


def _graded(notebook: NotebookNode) -> list[NotebookNode]:
    return [c for c in notebook.cells if grading(c)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _words(text: str) -> list[str]:
    return text.split()


def _first_difference(present: NotebookNode, wanted: NotebookNode) -> str:
    """Name the first cell in which two notebooks differ."""
    for old, new in zip_longest(present.cells, wanted.cells):
        if old is None or new is None or json.dumps(old, sort_keys=True) != json.dumps(new, sort_keys=True):
            if old is not None and new is not None and old.source == new.source and old.id == new.id:
                outputs_only = {k for k in old if old.get(k) != new.get(k)} <= {"outputs", "execution_count"}
                if outputs_only and not new.get("outputs"):
                    continue  # a wanted notebook without outputs says nothing about them
            name: str = (new or old).id
            return name
    return "(the notebook's metadata)"
