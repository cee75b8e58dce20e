"""What readers and instructors do in JupyterLab, done in a real one with a real browser.

Pictures of the window are kept in test-artefacts (``WORKBOOK_ARTEFACTS`` names another folder), to be looked at.
"""

import re
import shutil
import subprocess
import sys
import time
from functools import partial

import lab
import nbformat
import pytest
from small_course import NAME, SmallCourse

from helpers import progress
from workbook.authoring import build

pytestmark = [pytest.mark.long, lab.needs_browser]

ASSIGNMENTS = build.assignments(lab.PROJECT)
NAMES = [a.name for a in ASSIGNMENTS]
SHOWN = "img, svg, canvas"
IMPORTS = "from helpers import checks, "  # in the cell below the set-up cell


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
    notebook.run(notebook.find(text=IMPORTS))
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
    lines = window.page.locator(".jp-Notebook:visible .jp-InputPlaceholder")
    lines.first.get_by_text("Set-up: run me first").wait_for()
    checks = [i for i, cell in enumerate(notebook.cells) if (cell["grade_id"] or "").startswith("check-")]
    code = [i for i, cell in enumerate(notebook.cells) if cell["kind"] == "code"]
    assert [i for i in code if notebook.folded(i)] == sorted([notebook.find(tag="setup"), *checks])
    assert notebook.find(tag="setup") + 1 == notebook.find(text=IMPORTS)
    window.shot(f"open_{name}")


# --- exercises --------------------------------------------------------------------------------------------------------

ANSWERS = {
    "00_start_here": (
        "0-1",
        [],
        "return height * width - code_size",
        "`compression`, given 28, 28 and 32: the result is 752; expected 24.5.",
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
    for i in (notebook.find(tag="setup"), *(notebook.find(text=t) for t in (IMPORTS, *first))):
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
    assert notebook.folded(check)
    window.shot(f"check_passed_{name}")
    notebook.go_to(check).get_by_text(f"Check {number.replace('-', '.')}: run me").click()
    assert not notebook.folded(check)
    window.shot(f"check_open_{name}")

    window.open("start.ipynb")
    table = window.page.locator(".jp-Notebook:visible table")
    row = table.get_by_role("row").filter(has=window.page.locator(f"a[href*='{name}']"))
    row.get_by_text(f"0 of {len(progress.syllabus()[name]['exercises'])}").click()
    window.page.keyboard.press("Shift+Enter")
    row.get_by_text(f"1 of {len(progress.syllabus()[name]['exercises'])}").wait_for()
    window.shot(f"progress_{name}")


@pytest.mark.parametrize("name", ["00_start_here"])
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
    answer = window.page.get_by_role("dialog").filter(has_text="Validation Results")
    for number, title in progress.syllabus()["00_start_here"]["exercises"].items():
        answer.get_by_text(f"Exercise {number} ({title}) is not finished").wait_for()
    window.shot("validate")
    answer.get_by_role("button", name="OK").click()
    answer.wait_for(state="detached")


# --- long work --------------------------------------------------------------------------------------------------------

LONG = """
import helpers
helpers.start()
import keras, numpy as np
from helpers import training

images = np.random.default_rng(0).random((1024, 8, 8), dtype="float32")
"""
TRAINING = """
training.seed(1)
model = keras.Sequential([keras.Input((8, 8)), keras.layers.Flatten(), keras.layers.Dense(64),
                          keras.layers.Reshape((8, 8))])
model.compile("adam", "mse")
history = training.fit(model, images, epochs=100_000, batch_size=32, name="browser", show=images[:5])
"""
AFTERWARDS = 'print(len(history.history["loss"]), "epochs,", model(images[:2]).shape)'


def test_the_stop_button_leaves_a_model_to_use_and_a_checkpoint_to_go_on_from(window, house):
    notebook_of_our_own(house, "long.ipynb", LONG, TRAINING, AFTERWARDS)
    notebook = window.open("own", "long.ipynb")
    assert lab.red([notebook.run(0)]) == []
    checkpoint = house / "work" / "checkpoints" / "browser" / "state.npz"
    for words in ("left", "Going on after epoch"):
        notebook.start(1)
        output = notebook.page.locator(".jp-Notebook:visible .jp-Cell.jp-mod-active .jp-OutputArea")
        output.get_by_text(words).first.wait_for()
        output.get_by_text(re.compile(r"epoch \d+/100000.* left")).first.wait_for()
        output.locator("img").first.wait_for()
        while not checkpoint.exists():
            window.page.wait_for_timeout(100)
        window.shot(f"training_{words.split()[0].lower()}")
        window.page.get_by_role("button", name="Interrupt the kernel").click()
        stopped = notebook.finished(1)
        assert lab.red([stopped]) == []
        output.get_by_text(
            re.compile(r"Interrupted after \d+ of 100000 epochs.*run this cell again to go on")
        ).first.wait_for()
        assert re.match(r"[1-9]\d* epochs, \(2, 8, 8\)", lab.printed(notebook.run(2)))
    window.shot("training_interrupted")


# --- instructors ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graded(tmp_path_factory, registered):
    """Return a small course with one graded submission and its feedback."""
    small = SmallCourse(tmp_path_factory.mktemp("instructor") / "course", registered)
    small.hand_in(
        "anna", one="RIGHT = 1\ndef answer_one(x):\n    return 2 * x", words="It is $2x$, or *twice* as many."
    )
    small.settings_file()
    (small.folder / ".ci").symlink_to(lab.PROJECT / ".ci")
    for command in ("autograde", "generate_feedback"):
        nbgrader = [sys.executable, "-m", "nbgrader", command, NAME]
        done = subprocess.run(nbgrader, cwd=small.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return small


def test_an_instructor_sees_the_assignments_and_marks_in_formgrader(browser, graded):
    with lab.server(graded.folder, "instructor") as address:
        window = lab.Window(browser)
        window.go(address)
        window.page.keyboard.press("Control+b")  # without the file browser the table fits, as the README says
        window.menu("Nbgrader", "Formgrader")
        pages = window.page.frame_locator("iframe")
        pages.get_by_role("link", name=NAME).first.wait_for()
        window.shot("formgrader")
        last = pages.get_by_role("columnheader").last.bounding_box()
        frame = window.page.locator("iframe").bounding_box()
        assert last["x"] + last["width"] <= frame["x"] + frame["width"]
        pages.get_by_role("link", name="Manual Grading").click()
        pages.get_by_role("link", name=NAME).click()
        pages.get_by_role("link", name=NAME).last.click()
        pages.get_by_role("link", name="Submission #1").click()
        pages.get_by_text("Twice as many").or_(pages.get_by_text("It is")).first.wait_for()
        window.shot("formgrader_submission")
        assert window.complaints == []
        window.close_all()


def test_a_feedback_page_shows_marks_and_text_without_a_script_error(browser, graded):
    window = lab.Window(browser)
    window.page.goto((graded.folder / "feedback" / "anna" / NAME / f"{NAME}.html").as_uri())
    window.page.get_by_text("It is").wait_for()
    window.page.get_by_text(re.compile(r"Score: 2\.0 / 6\.0")).first.wait_for()
    window.shot("feedback")
    assert window.complaints == []


# --- widgets ----------------------------------------------------------------------------------------------------------

MAKING = """
import helpers
helpers.start()
import keras, numpy as np
from functools import partial
from helpers import data, noise, training, widgets

training.seed(2)
digits = data.mnist().test
images, labels = digits.images[:60], digits.labels[:60]
encoder = keras.Sequential([keras.Input((28, 28)), keras.layers.Flatten(), keras.layers.Dense(2)])
decoder = keras.Sequential([keras.Input((2,)), keras.layers.Dense(784, "sigmoid", kernel_initializer="normal"),
                            keras.layers.Reshape((28, 28))])
decoder.layers[0].kernel.assign(10 * decoder.layers[0].kernel)
halve = keras.Sequential([keras.Input((28, 28)), keras.layers.Rescaling(0.5)])
names = [str(i) for i in range(10)]

def find(image, count):
    distances = np.sqrt(((images - image) ** 2).sum(axis=(1, 2)))
    nearest = np.argsort(distances)[:count]
    return distances[nearest], nearest

def mix(first, second, steps):
    return np.stack([(1 - a) * first + a * second for a in np.linspace(0, 1, steps)])
"""
WIDGETS = {
    "index": "widgets.index(images, encoder, decoder)",
    "noise": "widgets.noise({'half': halve}, images, lambda x, sigma: noise.gaussian(x, sigma, seed=1))",
    "plane": "widgets.plane(decoder, np.asarray(encoder(images)), labels, names)",
    "grid": "widgets.grid(decoder)",
    "sample": "widgets.sample(decoder, 2)",
    "neighbours": "widgets.neighbours(find, images, images)",
    "morph": "widgets.morph({'one': mix, 'two': mix}, images)",
    "klweight": "widgets.klweight({0.001: images[:8], 1: images[:8] / 2, 10: images[:8] / 3}, original=images[:8])",
    "bits": "widgets.bits({2: images[:8] / 2, 4: images[:8]}, measures={'PSNR': [20, 30]})",
    "codesize": "widgets.codesize({2: images[:8] / 2, 32: images[:8]}, measures={'MSE': [0.04, 0.01]})",
}
PICTURE = "img.workbook-picture"
CHANGED = """([name, before]) => {
    const now = [...document.querySelectorAll(`.workbook-${name} img.workbook-picture`)];
    return now.every(e => e.complete) && now.some((e, i) => e.src !== before[i]);
}"""


@pytest.fixture(scope="module")
def gallery(started, house):
    """Return a notebook with a cell for each widget, after the first one has run."""
    notebook_of_our_own(house, "widgets.ipynb", MAKING, *WIDGETS.values())
    window, _ = started
    notebook = window.open("own", "widgets.ipynb")
    assert lab.red([notebook.run(0)]) == []
    yield notebook
    window.close_all()


@pytest.mark.parametrize("name", WIDGETS)
def test_what_moves_in_a_widget_changes_its_picture(gallery, name):
    window, page = gallery.window, gallery.page
    window.complaints.clear()
    place = 1 + list(WIDGETS).index(name)
    assert lab.red([gallery.run(place)]) == []
    box = gallery.go_to(place).locator(f".workbook-{name}")
    box.locator(PICTURE).first.wait_for()

    def changes(act):
        before = box.locator(PICTURE).evaluate_all("images => images.map(e => e.src)")
        seen = [picture.screenshot() for picture in box.locator(PICTURE).all()]
        act()
        page.wait_for_function(CHANGED, arg=[name, before])
        assert [picture.screenshot() for picture in box.locator(PICTURE).all()] != seen

    def press(where, *keys):
        where.focus()
        for key in keys:
            page.keyboard.press(key)

    def way(handle):
        return -1 if handle.get_attribute("aria-valuenow") == handle.get_attribute("aria-valuemax") else 1

    def drag(handle):
        handle.scroll_into_view_if_needed()
        spot, track = handle.bounding_box(), handle.locator("xpath=ancestor::*[contains(@class, 'noUi-base')]")
        x, y, end = spot["x"] + spot["width"] / 2, spot["y"] + spot["height"] / 2, track.bounding_box()
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(end["x"] + (end["width"] - 1 if way(handle) > 0 else 1), y, steps=4)
        page.mouse.up()

    moves = []
    for handle in box.get_by_role("slider").all():
        moves += [
            partial(lambda h: press(h, "ArrowRight" if way(h) > 0 else "ArrowLeft"), handle),
            partial(drag, handle),
        ]
    moves += [button.click for button in box.get_by_role("button", name="Draw again").all()]
    players = [player.locator("button") for player in box.locator(".widget-play").all()]
    moves += [buttons.first.click for buttons in players]
    moves += [partial(area.click, position={"x": 40, "y": 40}) for area in box.locator(".workbook-area").all()]
    moves += [partial(press, s, "ArrowRight", "ArrowDown") for s in box.get_by_role("application").all()]
    for chooser in box.get_by_role("listbox").all():
        moves += [
            chooser.get_by_role("option").nth(7).click,
            partial(press, chooser, "ArrowLeft", "ArrowLeft", "Enter"),
        ]
    assert moves
    for move in moves:
        changes(move)
    for buttons in players:
        buttons.nth(1).click()  # stops it
    gallery.go_to(place)
    assert gallery.cut_off([place]) == []
    window.shot(f"widget_{name}")
    assert window.complaints == []
