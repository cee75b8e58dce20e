"""Build the products of each assignment from its one source text.

``solutions/NN_topic/NN_topic.py`` is a jupytext percent notebook. From it come ``solutions/NN_topic/NN_topic.ipynb``,
executed, and ``notebooks/NN_topic/NN_topic.ipynb``, which nbgrader's own ``generate_assignment`` makes; and from the
headings of all, ``helpers/syllabus.json``, the start page ``notebooks/start.ipynb``, and titles, times and links in the
README's table.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from helpers.progress import Overview, cell_of
from workbook.authoring import address
from workbook.authoring.address import BuildError
from workbook.authoring.assignment import (
    BUDGET,
    BUILD,
    EXERCISE,
    GRADE_ID,
    NBGRADER,
    PICTURE_TAG,
    SETUP_TAG,
    TAGS,
    completed,
    has_tag,
    is_check,
    is_claim,
    opened,
)
from workbook.authoring.names import names as names_of

NOTEBOOK_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}
CELL_SECONDS = 1800
# A row of docs/notebooks.md: the assignment's name, and what it teaches.
TAUGHT = re.compile(r"^\| \[[^]]*\]\(\.\./notebooks/(\w+)/\1\.ipynb\) \| (.+?) \|", re.MULTILINE)
# A row of the README's table: title, the assignment's name, minutes, and what one builds there.
BUILT = re.compile(r"^\| \[(.*)\]\(notebooks/(\w+)/\2\.ipynb\) \| (\d+) \| (.+) \| \[Colab\]\(.*\) \|$", re.MULTILINE)
START_PAGE = """# Autoencoder workbook

Thirteen notebooks with exercises that check themselves. Open one by its link. To see how far you are, click the table
and press Shift+Enter."""

# What a set-up cell says where a learner's own file is in the way, and what a check's second line ends in, which a
# traceback shows.
SHADOWED = """if not hasattr(helpers, "start"):
    raise SystemExit(
        f"{helpers} has the name of the course's helpers, and Python imports it in their place. "
        "Rename it, restart the kernel, and run this cell again."
    )

"""
RESTARTED = "  # NameError? After a restart, run the cells above first, from set-up."
# What a source's `# {{setup}}` stands for: the folded cell by which each notebook begins.
SETUP = f"""# @title Set-up: run me first
try:
    import helpers
except ModuleNotFoundError:  # on Colab, once
    # %pip install --quiet --no-deps {{{{install}}}}
    try:
        import helpers
    except ModuleNotFoundError:
        raise SystemExit(
            "The course's helpers could not be installed: pip says why above. On Colab, run this "
            "cell again once the network is back. Elsewhere, close this page, and start JupyterLab "
            "with `make lab` in the course's folder: it brings the environment for the notebooks."
        ) from None

{SHADOWED}helpers.start()"""
TITLE = re.compile(r"^# @title (.*)$", re.MULTILINE)
INSTALLED = re.compile(r"(%pip install .*)https://\S+")
# A check begins with a line that says what it is, as the set-up cell does; Colab shows it as a title.
CHECK_TITLE = "# @title Check {}: run me\n"
# Shown as that line, which opens: in JupyterLab and Notebook 7, on Colab, and in the book. VS Code shows it
# open, and lets nobody change that (microsoft/vscode#158716).
FOLDED = {"jupyter": {"source_hidden": True}, "cellView": "form"}
FOLDED_IN_BOOK = "hide-input"


@dataclass(frozen=True)
class Assignment:
    """The files of one assignment below the project's folder ``root``."""

    root: Path
    name: str

    @property
    def source(self) -> Path:
        """The text that is edited."""
        return self.root / "solutions" / self.name / f"{self.name}.py"

    @property
    def solution(self) -> Path:
        """The executed notebook made from it."""
        return self.source.with_suffix(".ipynb")

    @property
    def release(self) -> Path:
        """The notebook students open."""
        return self.root / "notebooks" / self.name / f"{self.name}.ipynb"

    @property
    def on_colab(self) -> str:
        """Where Colab opens the notebook for students."""
        return address.of(self.root).on_colab(self.release.relative_to(self.root).as_posix())

    @cached_property
    def notebook(self) -> NotebookNode:
        """The source as a notebook without outputs, with nbgrader's metadata complete and placeholders filled.

        All products are made of this, which has no claims.
        """
        notebook: NotebookNode = nbformat.from_dict(self.with_claims)
        notebook.cells = [cell for cell in notebook.cells if not is_claim(cell)]
        return notebook

    @cached_property
    def with_claims(self) -> NotebookNode:
        """The same, with the cells that assert what the text says: what ``make claims`` runs."""
        return _read(self)


def assignments(root: Path) -> list[Assignment]:
    """Return the course's assignments in order."""
    return [Assignment(root, p.stem) for p in sorted(root.glob("solutions/[0-9][0-9]_*/[0-9][0-9]_*.py"))]


def build(root: Path, names: list[str], *, force: bool = False, repository: str = "") -> None:
    """Build the named assignments, or all, executing only those whose code, checks apart, changed since the last build.

    With ``force`` each is executed; with ``repository`` (owner/name) the course moves there first. A notebook in
    ``notebooks/`` that somebody has edited is set aside, not lost.
    """
    if repository:
        address.move(root, repository)
    known = {a.name: a for a in assignments(root)}
    if unknown := [n for n in names if n not in known]:
        raise BuildError(f"there is no source for {', '.join(unknown)}; the course has {', '.join(known)}.")
    syllabus_file(root).write_text(syllabus(root), encoding="utf-8")
    for assignment in [known[n] for n in names or known]:
        built = None if force else with_kept_outputs(assignment)
        if built is None:
            print(f"{assignment.name}: executing …", flush=True)
            built = execute(assignment)
        release = release_text(assignment)
        _set_aside_if_edited(assignment, release)
        built.metadata[BUILD]["release"] = _digest(release)
        changed = put(assignment.solution, as_text(built)) | put(assignment.release, release)
        print(f"{assignment.name}: {'built' if changed else 'up to date'}.", flush=True)
        if waiting := not_run(built):
            print(
                f"  changed and not run: {', '.join(waiting)}. `workbook trial {assignment.name}` tries them on the "
                "worked answers.",
                flush=True,
            )
    start_file(root).write_text(start_page(root), encoding="utf-8")
    for path, picture in readme_pictures(root).items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture)
    if table := readme(root):
        put(root / "README.md", table)
    if citation := address.citation(root):
        put(root / "CITATION.cff", citation)


def with_kept_outputs(assignment: Assignment) -> NotebookNode | None:
    """Return the source's notebook with the outputs of the last build, or None when its code has changed since.

    A check is no part of that: whether it has run changes nothing for the cells behind it. One that has changed has no
    output, until its notebook is executed for another reason.
    """
    if not assignment.solution.exists():
        return None
    old = nbformat.read(assignment.solution, as_version=4)
    notebook: NotebookNode = nbformat.from_dict(assignment.notebook)
    built = notebook.metadata[BUILD] = old.metadata.get(BUILD, {})
    if built.get("code") != code_digest(old) or code_digest(worked(old)) != code_digest(worked(notebook)):
        return None
    checks = {cell.id: cell for cell in code_cells(old) if is_check(cell)}
    pairs = [*zip(code_cells(worked(notebook)), code_cells(worked(old)), strict=True)]
    for cell in filter(is_check, code_cells(notebook)):
        executed = checks.get(cell.id, cell)
        if code_digest(NotebookNode(cells=[executed])) == code_digest(NotebookNode(cells=[cell])):
            pairs.append((cell, executed))
    edited = built.get("outputs") != outputs_digest(old)
    for cell, executed in pairs:
        cell.outputs, cell.execution_count = executed.outputs, executed.execution_count
    built["code"] = code_digest(notebook)
    if not edited:  # an edit by hand is to be found afterwards, too
        built["outputs"] = outputs_digest(notebook)
    return notebook


def not_run(notebook: NotebookNode) -> list[str]:
    """Return the checks whose outputs are not known, for they have changed since the notebook was executed."""
    return [cell.id for cell in code_cells(notebook) if is_check(cell) and cell.execution_count is None]


def execute(assignment: Assignment) -> NotebookNode:
    """Run the source's notebook from top to bottom in an empty folder and return it with outputs fit to keep."""
    notebook: NotebookNode = nbformat.from_dict(assignment.notebook)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / assignment.name
        here.mkdir()
        environment = {k: v for k, v in os.environ.items() if k not in ("NBGRADER_EXECUTION", "WORKBOOK_WORK")}
        environment.setdefault("WORKBOOK_EFFORT", "quick")
        environment["WORKBOOK_DRAWN_FACES"] = "1"  # no photograph of a person enters the project
        client = NotebookClient(
            notebook, timeout=CELL_SECONDS, record_timing=False, resources={"metadata": {"path": str(here)}}
        )
        client.execute(env=environment)
        for cell in code_cells(notebook):
            cell.metadata.pop("execution", None)
            cell.outputs = [_kept(output) for output in _joined(cell.outputs)]
            if problem := _output_problem(cell, [folder, str(assignment.root), str(Path.home())]):
                raise BuildError(f"{assignment.name}, cell {cell.id}: {problem}")
    notebook.metadata = nbformat.from_dict(assignment.notebook.metadata)
    notebook.metadata[BUILD] = {"code": code_digest(notebook), "outputs": outputs_digest(notebook)}
    return notebook


def release_text(assignment: Assignment) -> str:
    """Return the text of the release notebook, made by nbgrader's generate_assignment in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder)
        copy = Assignment(course, assignment.name)
        copy.solution.parent.mkdir(parents=True)
        nbformat.write(assignment.notebook, copy.solution)
        config = nbgrader_config(assignment.root)
        config.CourseDirectory.root = str(course)
        # The gradebook has no part in the text.
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        config.CourseDirectory.assignment_id = assignment.name
        config.Application.log_level = 40
        config.LoggingConfigurable.log_level = 40
        GenerateAssignment(coursedir=CourseDirectory(config=config), config=config).start()
        return copy.release.read_text(encoding="utf-8")


def nbgrader_config(root: Path) -> Config:
    """Return the settings in the project's nbgrader_config.py."""
    return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()


def syllabus(root: Path) -> str:
    """Return the text of ``helpers/syllabus.json``: what `helpers.progress.syllabus` says of each notebook, in order.

    What a notebook teaches stands in docs/notebooks.md.
    """
    course = {}
    page = root / "docs" / "notebooks.md"
    taught = dict(TAUGHT.findall(page.read_text(encoding="utf-8"))) if page.exists() else {}
    for assignment in assignments(root):
        markdown = "\n".join(c.source for c in assignment.notebook.cells if c.cell_type == "markdown")
        title = re.search(r"^# (.+)$", markdown, re.MULTILINE)
        minutes = re.search(r"Reading and exercises take about (\d+) minutes", markdown)
        course[assignment.name] = {
            "title": title[1] if title else assignment.name,
            "about": taught.get(assignment.name, ""),
            "minutes": int(minutes[1]) if minutes else 0,
            "colab": assignment.on_colab,
            "exercises": dict(EXERCISE.findall(markdown)),
            "makers": _makers(list(code_cells(assignment.notebook))),
        }
    return json.dumps(course, indent=1, ensure_ascii=False) + "\n"


def readme(root: Path) -> str:
    """Return the text of README.md with each row of its table as the notebook has it; nothing without that file."""
    known, here = json.loads(syllabus(root)), address.of(root)

    def row(found: re.Match[str]) -> str:
        title, name, minutes, product = found.groups()
        path = f"notebooks/{name}/{name}.ipynb"
        about = known.get(name, {"title": title, "minutes": minutes})
        return f"| [{about['title']}]({path}) | {about['minutes']} | {product} | [Colab]({here.on_colab(path)}) |"

    path = root / "README.md"
    return BUILT.sub(row, path.read_text(encoding="utf-8")) if path.exists() else ""


def start_page(root: Path) -> str:
    """Return the text of ``notebooks/start.ipynb``, which holds the overview as a learner sees it who has just begun.

    Its code cell prepares Colab as the notebooks' set-up cell does, and then shows how far the learner is.
    """
    known = assignments(root)
    overview = Overview(json.loads(syllabus(root)), {})
    setup = next(c.source for c in known[0].notebook.cells if has_tag(c, SETUP_TAG))
    prepare = TITLE.sub("# @title How far you are: run me", setup).partition("helpers.start()")[0].rstrip()
    there = " · ".join(f"[{a.name[:2]}]({a.on_colab})" for a in known)
    shown = nbformat.v4.new_output(
        "execute_result",
        {"text/plain": repr(overview), "text/html": overview._repr_html_()},
        execution_count=1,
    )
    cells = [
        nbformat.v4.new_markdown_cell(START_PAGE, id="top"),
        nbformat.v4.new_code_cell(
            f"{prepare}\n\nfrom helpers import progress\n\nprogress.overview()",
            id="overview",
            execution_count=1,
            outputs=[shown],
            metadata=FOLDED,
        ),
        nbformat.v4.new_markdown_cell(f"On Colab: {there}.", id="colab"),
    ]
    return as_text(nbformat.v4.new_notebook(cells=cells, metadata=NOTEBOOK_METADATA))


def start_file(root: Path) -> Path:
    """Return where the start page is kept."""
    return root / "notebooks" / "start.ipynb"


def syllabus_file(root: Path) -> Path:
    """Return where the syllabus is kept."""
    return root / "helpers" / "syllabus.json"


def readme_pictures(root: Path) -> dict[Path, bytes]:
    """Return the documents' pictures, and where each is kept: what the cells tagged ``readme`` have drawn."""
    pictures = {}
    for assignment in assignments(root):
        if not assignment.solution.exists():
            continue
        for cell in code_cells(nbformat.read(assignment.solution, as_version=4)):
            for output in cell.outputs if has_tag(cell, PICTURE_TAG) else []:
                for kind in ("gif", "png"):
                    if drawn := output.get("data", {}).get(f"image/{kind}"):
                        path = root / ".github" / f"{assignment.name}.{kind}"
                        pictures[path] = base64.b64decode(drawn)
    return pictures


def as_text(notebook: NotebookNode) -> str:
    """Return a notebook as the text of its file."""
    text: str = nbformat.writes(notebook, version=4)
    return f"{text}\n"


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """Yield the code cells."""
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def worked(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook without its checks; the cells are the same ones."""
    return NotebookNode(cells=[cell for cell in notebook.cells if not is_check(cell)])


def code_digest(notebook: NotebookNode) -> str:
    """Return the fingerprint of all code: as long as it stays, outputs stay true.

    The address from which the set-up cell installs is no part of it, nor what is said of accidents: they change no
    output.
    """
    sources = [c.source.replace(SHADOWED, "").replace(RESTARTED, "") for c in code_cells(notebook)]
    return _digest(json.dumps([INSTALLED.sub(r"\1", source) for source in sources]))


def outputs_digest(notebook: NotebookNode) -> str:
    """Return the fingerprint of all outputs, by which an edit by hand is found."""
    return _digest(json.dumps([c.outputs for c in code_cells(notebook)], sort_keys=True))


def _makers(cells: list[NotebookNode]) -> dict[str, list[str]]:
    """Return in words each cell that makes what others use, with the names: for who skipped it after a restart."""
    known = [names_of(cell.source) for cell in cells]
    makers: dict[str, list[str]] = {}
    seen: set[str] = set()
    for i, cell in enumerate(cells):
        wanted = set[str]().union(*(other.used | other.inside for other in known[i + 1 :]))
        given = cell.metadata.get(NBGRADER)
        number = given and re.fullmatch(r"exercise-(\d+)-(\w+)", given[GRADE_ID])
        # What stands first in a solution is nobody's to read.
        if bool(given) != bool(number) or not (made := sorted(known[i].bound & wanted - seen)):
            continue
        seen.update(made)
        first = next(line for line in cell.source.splitlines() if line and not line.startswith(("#", '"""')))
        words = cell_of(f"{number[1]}.{number[2]}") if number else f"the cell that begins with `{first}`"
        makers.setdefault(words, []).extend(made)
    return makers


def _read(assignment: Assignment) -> NotebookNode:
    text = assignment.source.read_text(encoding="utf-8").replace("# {{setup}}", SETUP)
    for word, value in _placeholders(assignment).items():
        text = text.replace("{{" + word + "}}", value)
    if left := re.search(r"\{\{\w+\}\}", text):
        raise BuildError(f"{assignment.name}: nothing is known to put in the place of {left[0]}.")
    notebook: NotebookNode = jupytext.reads(text, fmt="py:percent")
    stated = {key: notebook.metadata[key] for key in (BUDGET,) if key in notebook.metadata}
    notebook.metadata = nbformat.from_dict(NOTEBOOK_METADATA | stated)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    anchor, place, claims = "top", 0, 0
    for cell in notebook.cells:
        given = cell.metadata.get(NBGRADER)
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k == TAGS})
        if given:
            cell.metadata[NBGRADER] = nbformat.from_dict(completed(given))
            anchor, place = given[GRADE_ID], 0
        if is_check(cell) and (number := opened(cell.source)):
            block, rest = cell.source.split("\n", 1)
            cell.source = f"{CHECK_TITLE.format(number)}{block}{RESTARTED}\n{rest}"
        if has_tag(cell, SETUP_TAG) or is_check(cell):
            cell.metadata |= nbformat.from_dict(FOLDED | {TAGS: [*cell.metadata.get(TAGS, []), FOLDED_IN_BOOK]})
        # An id that stays the same from build to build, and through edits elsewhere, so that a diff shows what changed.
        if is_claim(cell):
            claims += 1
            cell["id"] = f"claim-{claims}"  # none of which the others' ids know
            continue
        cell["id"] = f"{anchor}__{place}" if place or not given else anchor
        place += 1
    return notebook


def _placeholders(assignment: Assignment) -> dict[str, str]:
    badge = "https://colab.research.google.com/assets/colab-badge.svg"
    return {
        "badge": f"[![Open in Colab]({badge})]({assignment.on_colab})",
        "install": address.of(assignment.root).package,
        "times": _times(assignment),
    }


def _times(assignment: Assignment) -> str:
    """Say how long the notebook takes, from what ``make times`` measured."""
    path = assignment.root / "benchmarks" / "results" / "times.json"
    measured = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    rows = measured.get(assignment.name, {})
    if not rows:
        return "How long it takes to run all cells of the solution at effort `quick` is not measured yet."
    words = [
        f"{_minutes(rows[device])} on {name}" if device in rows else f"not measured yet on {name}"
        for device, name in (("cpu", "a two-core CPU"), ("gpu", "a GPU"))
    ]
    return f"Running all cells of the solution at effort `quick` takes {words[0]} ({words[1]})."


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.1f} minutes"


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join pieces of one stream that follow each other: how they were cut depends on timing."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def _kept(output: NotebookNode) -> NotebookNode:
    if "data" in output:
        output.data.pop("application/vnd.jupyter.widget-view+json", None)
    output.pop("transient", None)
    return output


def _output_problem(cell: NotebookNode, paths: list[str]) -> str | None:
    """Say why an output must not be kept in the repository, if so."""
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            return f"it writes to stderr:\n{output.text}"
        text = json.dumps({k: v for k, v in output.get("data", {}).items() if not k.startswith("image/")})
        text += output.get("text", "")
        if found := next((p for p in paths if p in text), None):
            return f"its output names a path of this machine ({found})."
        if moving := re.search(r"<[^>]* at 0x[0-9a-f]+>", text):
            return f"its output shows an address that changes at each run ({moving[0]}); end the line with a semicolon."
        if any(len(v) > 400_000 for k, v in output.get("data", {}).items() if k.startswith("image/")):
            return "its picture is larger than 300 kB; draw fewer or smaller images."
    return None


def _set_aside_if_edited(assignment: Assignment, release: str) -> None:
    """Keep a copy of a release notebook that is neither the last build's nor the new one."""
    if not assignment.release.exists():
        return
    present = assignment.release.read_text(encoding="utf-8")
    built = None
    if assignment.solution.exists():
        built = nbformat.read(assignment.solution, as_version=4).metadata.get(BUILD, {}).get("release")
    if present == release or _digest(present) == built:
        return
    numbers = (n for n in range(1, 10_000))
    names = (assignment.release.with_name(f"{assignment.name}.edited-{n}.ipynb") for n in numbers)
    copy = next(name for name in names if not name.exists())
    shutil.copy2(assignment.release, copy)
    print(f"{assignment.name}: the notebook in notebooks/ had been edited; it is kept as {copy.name}.", flush=True)


def put(path: Path, text: str) -> bool:
    """Put a file in place whole, if its text is new; say whether it was."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
    return True


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
