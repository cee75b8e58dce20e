"""What readers and instructors do in JupyterLab, done in a real one with a real browser.

Pictures of the window are kept in test-artefacts (``WORKBOOK_ARTEFACTS`` names another folder), to be looked at.
"""

import re
import shutil
import time

import lab
import nbformat
import pytest

from grading import build
from helpers import progress

lab.skip_without_browser()

ASSIGNMENTS = build.assignments(lab.PROJECT)
NAMES = [a.name for a in ASSIGNMENTS]
SHOWN = "img, svg, canvas"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Return a folder with what a learner has: the notebooks, and the settings for nbgrader."""
    folder = tmp_path_factory.mktemp("browser") / "house"
    for room in ("notebooks", "solutions"):
        skip = shutil.ignore_patterns("work", ".ipynb_checkpoints", "*.py")
        shutil.copytree(lab.PROJECT / room, folder / room, ignore=skip)
    # Under the file browser's root, in a folder of their own beside the releases.
    (folder / "solutions").rename(folder / "notebooks" / "solved")
    (folder / ".ci").symlink_to(lab.PROJECT / ".ci")
    (folder / "nbgrader_config.py").write_text(f"load_subconfig('nbgrader_config.py', path={str(lab.PROJECT)!r})\n")
    return folder


@pytest.fixture(scope="module")
def browser():
    with lab.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def started(browser, house):
    """Return the window in which ``make lab`` has just opened, and when that was begun."""
    begun = time.monotonic()
    # At this effort notebooks take seconds; what is tested here is the house around them.
    with lab.server(house, "lab", WORKBOOK_EFFORT="grade", WORKBOOK_WORK=str(house / "work")) as address:
        window = lab.Window(browser)
        window.go(address)
        yield window, begun
        window.close_all()


@pytest.fixture
def window(started):
    """Return the window; what went wrong in it during the test fails the test."""
    window, _ = started
    window.complaints.clear()
    yield window
    complaints = list(window.complaints)
    window.close_all()
    assert complaints == []


def notebook_of_our_own(house, name, *cells):
    """Put a notebook beside the others."""
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata=build.NOTEBOOK_METADATA
    )
    path = house / "notebooks" / "own" / name
    path.parent.mkdir(exist_ok=True)
    nbformat.write(made, path)


# --- the first minutes ------------------------------------------------------------------------------------------------


def test_make_lab_opens_on_the_start_page_and_leads_to_a_first_figure(started):
    window, begun = started
    page = window.page
    window.notebook("start.ipynb")
    table = page.locator(".jp-Notebook:visible .jp-RenderedHTMLCommon table")
    assert table.locator("tbody tr").count() == len(NAMES)
    page.get_by_text("Begin with").wait_for()
    window.shot("start")
    assert page.get_by_role("dialog").count() == 0
    assert page.locator(".Toastify__toast").count() == 0

    page.get_by_role("link", name="00 · Start here").last.click()
    notebook = window.notebook("00_start_here.ipynb")
    setup = notebook.find(tag="setup")
    assert "tensorflow" in lab.printed(notebook.run(setup))
    figure = notebook.find(text="plots.layer_widths(")
    notebook.run(figure)
    notebook.go_to(figure).locator(SHOWN).locator("visible=true").first.wait_for()
    seconds = time.monotonic() - begun
    (lab.ARTEFACTS / "seconds_from_make_lab_to_first_figure.txt").write_text(f"{seconds:.0f}\n")
    window.shot("first_figure")
    complaints = list(window.complaints)
    window.close_all()
    assert complaints == []


@pytest.mark.parametrize("name", NAMES)
def test_each_notebook_opens_from_the_file_browser(window, name):
    notebook = window.open(name, f"{name}.ipynb")
    title = next(c["source"] for c in notebook.cells if c["kind"] == "markdown").splitlines()[0]
    window.page.get_by_role("heading", name=re.compile(title.lstrip("# "))).first.wait_for()
    notebook.find(tag="setup")
    window.shot(f"open_{name}")


# --- exercises --------------------------------------------------------------------------------------------------------

ANSWERS = {
    "00_start_here": (
        "0-1",
        [],
        "return height * width - code_size",
        "`compression(28, 28, 32)` is 752; expected 24.5.",
        "return height * width / code_size",
    ),
    "01_dense_autoencoder": (
        "1-1",
        ["mnist = data.raw"],
        "return images.reshape(len(images), -1).astype('float32')",
        "expected",
        "return images.reshape(len(images), -1).astype('float32') / 255",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_check_says_what_is_missing_then_what_is_wrong_then_that_it_passes(window, name):
    number, first, wrong, complaint, right = ANSWERS[name]
    notebook = window.open(name, f"{name}.ipynb")
    for i in (notebook.find(tag="setup"), *(notebook.find(text=t) for t in first)):
        assert lab.red([notebook.run(i)]) == []
    answer, check = notebook.find(grade_id=f"exercise-{number}"), notebook.find(grade_id=f"check-{number}")
    stub = notebook.cells[answer]["source"]
    (line,) = re.findall(r"raise NotImplementedError\(.*\)", stub)

    def found_by_check(text):
        notebook.write(answer, text)
        notebook.run(answer)
        return notebook.run(check)

    unfinished = found_by_check(stub)
    assert "is not finished" in lab.red([unfinished])[0]
    window.shot(f"check_unfinished_{name}")
    failed = found_by_check(stub.replace(line, wrong))
    assert complaint in lab.red([failed])[0]
    # A few lines of words, where Python would show its own.
    for cell in (unfinished, failed):
        (output,) = cell["outputs"]
        assert len(output["traceback"]) <= 6
        assert "Traceback" not in "".join(output["traceback"])
    notebook.go_to(check)
    window.shot(f"check_failed_{name}")
    passed = found_by_check(stub.replace(line, right))
    assert lab.red([passed]) == []
    assert re.fullmatch(r"Exercise [\d.]+ \(.+\): passed\.\n", lab.printed(passed))
    window.shot(f"check_passed_{name}")

    start = window.open("start.ipynb")
    shown = start.run(start.find(text="progress.overview()"))
    html = "".join(shown["outputs"][0]["data"]["text/html"])
    assert f"1&nbsp;of&nbsp;{len(progress.syllabus()[name]['exercises'])}" in html
    window.shot(f"progress_{name}")


@pytest.mark.parametrize("name", ["00_start_here", "03_linear_autoencoder_and_pca"])
def test_a_solution_runs_from_top_to_bottom_without_a_red_line(window, name):
    notebook = window.open("solved", name, f"{name}.ipynb")
    notebook.run_all()
    assert lab.red(notebook.cells) == []
    assert all(c["count"] for c in notebook.cells if c["kind"] == "code")
    assert notebook.cut_off() == []
    window.shot(f"solved_{name}")


def test_the_validate_button_names_the_unfinished_exercises(window):
    window.open("00_start_here", "00_start_here.ipynb")
    window.page.get_by_role("button", name="Validate").click()
    answer = window.page.locator(".jp-Dialog").filter(has_text="VALIDATION FAILED ON 3 CELL(S)")
    answer.wait_for()
    assert "Exercise 0.1 (Work out the compression) is not finished" in answer.inner_text()
    window.shot("validate")
    answer.get_by_role("button", name="OK").click()
