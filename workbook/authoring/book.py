"""Build a static site of the course, for reading: ``make book``.

Its pages are the notebooks as students open them, with the figures of the executed ones; on request also the worked
answers; and the pages of docs. Jupyter Book, which makes the site, has an environment of its own, so that .venv stays
what requirements.lock says. Nothing is executed, and once that environment is made no network is needed. This is
Jupyter Book 1, all of which comes from the package index; version 2 fetches a theme and Node.js from elsewhere.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from html import escape
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests

from workbook.authoring import address, build
from workbook.authoring.address import BuildError
from workbook.authoring.assignment import grading
from workbook.authoring.build import Assignment

# The page whose table stands on the front page, and the others, in the order of their readers.
TABLE = "docs/notebooks.md"
GUIDES = tuple(
    f"docs/{name}.md"
    for name in ("learners", "instructors", "grading", "security", "any_course", "jupyterhub", "authors")
)
READING = """\
These pages are for reading. They show the notebooks as you get them, with the figures that the finished ones draw.
To do the exercises, open a notebook in Colab by the link at its top, or get them all from [{repository}]({page}).
"""

STYLE = """\
/* The front page's pictures, wide enough to see what they show; and no line of code cut off. */
td img { min-width: 14rem; }
div.cell pre { white-space: pre-wrap; }
"""
# A badge is a picture from a network.
BADGE = re.compile(r"\[!\[(Open in Colab)\]\(.*?\)\]")


class NotInstalled(BuildError):
    """There is no Jupyter Book, and none can be fetched."""


def make(root: Path, site: Path, *, solutions: bool = False) -> None:
    """Build the site from the notebooks kept in the project.

    Parameters
    ----------
    root
        The project's folder.
    site
        Where to put the site; what is there is replaced.
    solutions
        Whether the worked answers are part of it. Hidden tests never are.

    Raises
    ------
    BuildError
        If a notebook has not been built, or Jupyter Book fails; NotInstalled if it cannot be installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder)
        write_pages(root, pages, solutions=solutions)
        done = _run(*_jupyter_book(root), "build", "--quiet", "--warningiserror", "--keep-going", pages)
        if done.returncode != 0:
            raise BuildError(f"Jupyter Book could not build the site:\n{done.stdout}{done.stderr}")
        shutil.rmtree(site, ignore_errors=True)
        shutil.move(pages / "_build" / "html", site)


def write_pages(root: Path, folder: Path, *, solutions: bool) -> None:
    """Write Jupyter Book's sources: a front page, a page for each notebook, the order of them, and settings."""
    folder.mkdir(exist_ok=True)
    course = build.assignments(root)
    for assignment in course:
        if missing := [p for p in (assignment.solution, assignment.release) if not p.exists()]:
            raise BuildError(f"{missing[0].relative_to(root)} is missing; run `make build`.")
        _write_page(folder, root, assignment.release, reading_version(assignment))
        if solutions:
            _write_page(folder, root, assignment.solution, worked_answers(assignment))
    (folder / "index.md").write_text(_front_page(root), encoding="utf-8")
    (folder / "docs").mkdir()
    for name in GUIDES:
        (folder / name).write_text(_guide(root, name), encoding="utf-8")
    shutil.copytree(root / ".github", folder / ".github", ignore=shutil.ignore_patterns("ISSUE_TEMPLATE"))
    (folder / "_static").mkdir()
    (folder / "_static" / "book.css").write_text(STYLE, encoding="utf-8")
    parts = {"Notebooks": [a.release for a in course]}
    if solutions:
        parts["Worked answers"] = [a.solution for a in course]
    parts["Guides"] = [root / name for name in GUIDES]
    contents = {
        "format": "jb-book",
        "root": "index",
        "parts": [
            {"caption": caption, "chapters": [{"file": str(p.relative_to(root).with_suffix(""))} for p in paths]}
            for caption, paths in parts.items()
        ],
    }
    settings = {
        "title": "Autoencoder workbook",
        "author": "The authors of the autoencoder workbook",
        "copyright": "CC BY 4.0 (text and figures), MIT (code)",
        "logo": "",
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "off"},
        "parse": {"myst_enable_extensions": ["dollarmath", "amsmath", "html_image"]},
        "sphinx": {
            # MathJax comes with the site, not from a network.
            "extra_extensions": ["sphinx-mathjax-offline"],
            # Notebooks to work in are those of the project, not copies of these pages.
            "config": {
                "html_copy_source": False,
                # So that a page can be linked to at a heading, as on GitHub.
                "myst_heading_anchors": 2,
                "html_theme_options": {"use_download_button": False, "navbar_persistent": []},
            },
            "recursive_update": True,
        },
    }
    # JSON is YAML.
    (folder / "_toc.yml").write_text(json.dumps(contents, indent=1), encoding="utf-8")
    (folder / "_config.yml").write_text(json.dumps(settings, indent=1), encoding="utf-8")


def reading_version(assignment: Assignment) -> NotebookNode:
    """Return the release notebook with the figures of the executed one.

    Printed lines and tables stay out, for they may give an answer away, and so does all that answers and checks show.
    """
    notebook: NotebookNode = nbformat.read(assignment.release, as_version=4)
    executed = {c.id: c for c in build.code_cells(nbformat.read(assignment.solution, as_version=4))}
    for cell in build.code_cells(notebook):
        if cell.id in executed and not grading(cell):
            cell.outputs = [shown for output in executed[cell.id].outputs if (shown := _figure(output))]
    return notebook


def worked_answers(assignment: Assignment) -> NotebookNode:
    """Return the executed notebook without hidden tests."""
    notebook: NotebookNode = ClearHiddenTests().preprocess(nbformat.read(assignment.solution, as_version=4), {})[0]
    for cell in build.code_cells(notebook):
        cell.outputs = [_figure(output) or output for output in cell.outputs]
    return notebook


def _figure(output: NotebookNode) -> NotebookNode | None:
    """Return an output that shows a picture as HTML with its alternative text, which Jupyter Book would drop."""
    for kind in ("image/gif", "image/png"):
        if drawn := output.get("data", {}).get(kind):
            alt = output.metadata.get(kind, {}).get("alt", "")
            html = f'<img alt="{escape(alt)}" src="data:{kind};base64,{drawn.strip()}">'
            shown: NotebookNode = nbformat.v4.new_output("display_data", {"text/html": html})
            return shown
    return None


def _write_page(folder: Path, root: Path, path: Path, notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = BADGE.sub(r"[\1]", cell.source)
        elif title := build.TITLE.match(cell.source):
            name = title[1].partition(":")[0]  # not "run me": on a page nothing runs
            cell.metadata["mystnb"] = {"code_prompt_show": name, "code_prompt_hide": name}
    page = folder / path.relative_to(root)
    page.parent.mkdir(parents=True)
    nbformat.write(notebook, page)


def _front_page(root: Path) -> str:
    """Return the README's opening and the table of the notebooks with their pictures."""
    title, purpose, picture, caption = (root / "README.md").read_text(encoding="utf-8").split("\n\n")[:4]
    here = address.of(root)
    reading = READING.format(repository=here.repository, page=here.page)
    heading, table = (root / TABLE).read_text(encoding="utf-8").split("\n\n", 1)
    return "\n\n".join([title, purpose, picture, caption, reading, f"#{heading}", table.replace("../", "")])


def _guide(root: Path, name: str) -> str:
    """Return a page of docs; what it links to that is no page of the book lies in the repository."""
    here = address.of(root)

    def link(found: re.Match[str]) -> str:
        path = (Path("docs") / found[1]).as_posix()
        if path in GUIDES:
            return found[0]
        return f"]({here.page}/blob/{here.tag}/{os.path.normpath(path)}"

    return re.sub(r"\]\((?!https?://|#)([^)#\s]+)", link, (root / name).read_text(encoding="utf-8"))


def _jupyter_book(root: Path) -> list[str | Path]:
    """Return the command that starts Jupyter Book; it is installed first if need be."""
    environment = root / "build" / "book-environment"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (python.exists() and _run(python, "-c", "import jupyter_book.cli.main").returncode == 0):
        print("Installing Jupyter Book into build/book-environment (about 300 MB; once)…", flush=True)
        _install(sys.executable, "-m", "venv", "--clear", environment)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]["book"]
    # Asks no index for what is there.
    _install(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *extra)
    # Not by its own name: that command holds the folder in which it was installed, and the project may have moved.
    return [python, "-c", "from jupyter_book.cli.main import main; main()"]


def _install(*command: str | Path) -> None:
    done = _run(*command)
    if done.returncode != 0:
        why = f"{done.stdout}{done.stderr}"
        raise NotInstalled(f"Jupyter Book could not be installed:\n{why}Run the same command again to go on.")


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    # Nothing of this environment's must reach the other one.
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
