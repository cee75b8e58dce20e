"""The site for reading: its pages, what they must not show, and pictures that say what they are."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup

from workbook.authoring import book, build
from workbook.authoring.assignment import REGION, is_check, opened
from workbook.authoring.verify import TELLING

PROJECT = Path(__file__).parents[1]
ASSIGNMENTS = build.assignments(PROJECT)


@pytest.fixture(scope="module")
def installed(request):
    """Return Jupyter Book's environment. It is made once, below build, and kept."""
    try:
        book._jupyter_book(PROJECT)
    except book.NotInstalled:
        if request.getfixturevalue("index_answers"):
            raise
        pytest.skip("no package index can be reached, from which to install Jupyter Book")
    return PROJECT / "build" / "book-environment"


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(False, id="plain", marks=pytest.mark.long),
        pytest.param(True, id="with solutions", marks=pytest.mark.long),
    ],
)
def site(installed, request, tmp_path_factory):
    """Return the folder of a site and whether the worked answers are in it."""
    folder = tmp_path_factory.mktemp("book") / "site"
    book.make(PROJECT, folder, solutions=request.param)
    return folder, request.param


def page(folder, path) -> BeautifulSoup:
    """Return the page made of a notebook."""
    return BeautifulSoup((folder / path.relative_to(PROJECT)).with_suffix(".html").read_text("utf-8"), "html.parser")


def lines(text) -> set[str]:
    """Return the lines that can be told from others."""
    return {line.strip() for line in text.splitlines() if len(line.strip()) >= TELLING}


def secrets(assignment, kind) -> set[str]:
    """Return the lines that stand in solutions, or in hidden tests, and nowhere that everybody sees: a hint may."""
    sources = [c.source for c in assignment.notebook.cells]
    visible = "\n".join(REGION.sub("", s) for s in sources)
    inside = set().union(*(lines(m[2]) for s in sources for m in REGION.finditer(s) if m[1] == kind))
    return {line for line in inside if line not in visible}


def test_each_notebook_has_a_page_and_every_link_leads_to_one(site):
    folder, solutions = site
    expected = [a.release for a in ASSIGNMENTS] + [a.solution for a in ASSIGNMENTS if solutions]
    pages = {p.relative_to(folder).with_suffix("") for d in ("notebooks", "solutions") for p in folder.glob(f"{d}/*/*")}
    assert pages == {p.relative_to(PROJECT).with_suffix("") for p in expected}
    front = BeautifulSoup((folder / "index.html").read_text("utf-8"), "html.parser")
    listed = {a["href"] for a in front.select("table a:not(:has(img))")}
    assert listed == {f"notebooks/{a.name}/{a.name}.html" for a in ASSIGNMENTS}
    for path in (folder / "index.html", *(folder / p.relative_to(PROJECT).with_suffix(".html") for p in expected)):
        for tag in BeautifulSoup(path.read_text("utf-8"), "html.parser").select("a[href], img[src], script[src], link"):
            address = urlsplit(tag.get("href") or tag.get("src"))
            if not address.scheme and address.path:
                assert (path.parent / unquote(address.path)).exists(), (path.name, address.path)
            # Also without a network a page is whole: what lies elsewhere is only linked.
            assert tag.name == "a" or address.scheme in ("", "data"), (path.name, tag)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_a_page_shows_answers_only_where_asked_and_hidden_tests_never(site, assignment):
    folder, solutions = site
    text = page(folder, assignment.release).get_text()
    answers, hidden = secrets(assignment, "SOLUTION"), secrets(assignment, "HIDDEN TESTS")
    assert lines(text) & (answers | hidden) == set()
    assert page(folder, assignment.release).select(f'a[href="{assignment.on_colab}"]')
    assert "NotImplementedError" in text
    assert "Rubric" not in text
    # The page for authors shows how one is written.
    for file in {*folder.rglob("*.html")} - {folder / "docs" / "authors.html"}:
        assert "HIDDEN TESTS" not in file.read_text("utf-8")
    if solutions:
        worked = page(folder, assignment.solution).get_text()
        assert lines(worked) & hidden == set()
        assert answers <= lines(worked)
        assert ("Rubric" in worked) == any("**Rubric" in c.source for c in assignment.notebook.cells)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_a_page_has_the_figures_and_their_words_but_nothing_printed(site, assignment):
    folder, solutions = site
    executed = nbformat.read(assignment.solution, as_version=4)
    cells = [(c, o) for c in build.code_cells(executed) for o in c.outputs if "image/png" in o.get("data", {})]
    figures = [o.metadata["image/png"].alt for c, o in cells if "nbgrader" not in c.metadata]
    shown = page(folder, assignment.release)
    assert [i["alt"] for i in shown.select("article img")] == figures != []
    assert shown.select(".cell_output .output.stream") == []
    if solutions:
        worked = page(folder, assignment.solution)
        assert [i["alt"] for i in worked.select("article img")] == [o.metadata["image/png"].alt for _, o in cells]
        assert worked.select(".cell_output .output.stream")


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_the_set_up_and_the_checks_are_folded_to_lines_that_name_them(site, assignment):
    folder, _ = site
    folded = page(folder, assignment.release).select("details.hide")
    names = [f"Check {opened(c.source)}" for c in build.code_cells(assignment.notebook) if is_check(c)]
    assert [f.select_one("summary .collapsed").get_text() for f in folded] == ["Set-up", *names]
    assert not any(f.has_attr("open") for f in folded)


def test_formulas_are_drawn_without_a_network(site):
    folder, _ = site
    assert page(folder, ASSIGNMENTS[7].release).select("div.math, span.math")
    (script,) = {
        s["src"] for s in page(folder, ASSIGNMENTS[7].release).select("script[src]") if "mathjax" in s["src"].lower()
    }
    assert not re.match(r"\w+:|//", script)


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="there an environment's Python is a program, not a link")
def test_jupyter_book_works_where_the_project_was_moved_and_comes_anew_when_its_python_is_gone(
    installed, tmp_path, monkeypatch, capsys
):
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    moved = tmp_path / "build" / "book-environment"
    shutil.copytree(installed, moved, symlinks=True)
    command = book._jupyter_book(tmp_path)
    assert str(command[0]).startswith(str(moved))
    said = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True).stdout
    assert "Jupyter Book" in said
    assert capsys.readouterr().out == ""
    (moved / "bin" / "python").unlink()
    (moved / "bin" / "python").symlink_to(tmp_path / "gone")
    ran = []
    monkeypatch.setattr(book, "_install", lambda *command: ran.append(command))
    book._jupyter_book(tmp_path)
    assert "Installing Jupyter Book" in capsys.readouterr().out
    assert [("venv" in command, "pip" in command) for command in ran] == [(True, False), (False, True)]


def test_a_site_needs_built_notebooks(tmp_path):
    source = tmp_path / "solutions" / "00_x" / "00_x.py"
    source.parent.mkdir(parents=True)
    source.touch()
    with pytest.raises(build.BuildError, match=r"00_x\.ipynb is missing; run `make build`"):
        book.write_pages(tmp_path, tmp_path / "pages", solutions=False)
