"""Widgets: what moves when a control moves, what is shown where none can, and what is refused."""

import base64
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from PIL import Image

from helpers import widgets
from helpers.widgets import explorer
from helpers.widgets.drawing import bars, beside, sheet
from helpers.widgets.explorer import VIEW, Explorer

RNG = np.random.default_rng(0)
IMAGES = RNG.random((12, 8, 8), dtype="float32")
CODES = RNG.standard_normal((12, 2)).astype("float32")
LABELS = np.arange(12) % 3
TO_IMAGES = RNG.random((2, 64), dtype="float32")


def encode(images):
    return images.reshape(len(images), -1)[:, :2]


def decode(codes):
    return (0.5 + 0.2 * codes @ TO_IMAGES).reshape(-1, 8, 8)


def mix(first, second, steps):
    return np.stack([(1 - a) * first + a * second for a in np.linspace(0, 1, steps)])


def find(image, count):
    distances = np.sqrt(((IMAGES - image) ** 2).sum(axis=(1, 2)))
    nearest = np.argsort(distances)[:count]
    return distances[nearest], nearest


def add_noise(images, sigma):
    return images + sigma * np.random.default_rng(1).standard_normal(images.shape)


WIDGETS: dict[str, Callable[[], Explorer]] = {
    "index": lambda: widgets.index(IMAGES, encode, decode),
    "noise": lambda: widgets.noise(lambda x: x / 2, IMAGES, add_noise),
    "plane": lambda: widgets.plane(decode, CODES, LABELS, ["a", "b", "c"]),
    "grid": lambda: widgets.grid(decode),
    "sample": lambda: widgets.sample(decode, 2),
    "neighbours": lambda: widgets.neighbours(find, IMAGES, IMAGES),
    "morph": lambda: widgets.morph({"one": mix, "two": mix}, IMAGES),
    "klweight": lambda: widgets.klweight({0.1: IMAGES, 1: IMAGES / 2, 10: IMAGES / 3}, original=IMAGES),
    "bits": lambda: widgets.bits({1: IMAGES / 2, 4: IMAGES}, measures={"bits for an image": [32, 128]}),
    "codesize": lambda: widgets.codesize({2: {"x": IMAGES, "y": IMAGES / 2}, 8: {"x": IMAGES / 4, "y": IMAGES}}),
}


@pytest.fixture(params=WIDGETS)
def widget(request):
    made = WIDGETS[request.param]()
    assert made.name == request.param
    return made


def from_browser(widget, **state):
    """Change traits as a message from the browser does."""
    widget.set_state(state)


def pictures(widget):
    return {label: picture.png for label, picture in widget.panel.pictures.items()}


def png(file):
    return np.asarray(Image.open(io.BytesIO(file)).convert("RGB"))


# --- the figure -------------------------------------------------------------------------------------------------------


def test_where_nobody_answers_there_is_a_figure_in_words_and_nothing_else(widget):
    data, metadata = widget._repr_mimebundle_()
    assert set(data) == {"image/png", "text/plain"}
    assert data["text/plain"] == metadata["image/png"]["alt"] == widget.alt == repr(widget)
    assert len(widget.alt) > 20
    file = base64.b64decode(data["image/png"])
    assert file == widget.png() == WIDGETS[widget.name]().png()
    assert png(file).shape[1] <= 720
    assert widget._panel is None  # no control was made for nobody


def test_the_figure_of_the_plane_shows_decoded_images_on_the_scatter():
    from matplotlib.offsetbox import AnnotationBbox

    made = widgets.plane(decode, CODES, LABELS, ["a", "b", "c"])
    boxes = [artist for artist in made.figure.axes[0].artists if isinstance(artist, AnnotationBbox)]
    assert len(boxes) == 20
    left_lower = min(boxes, key=lambda box: sum(box.xy))
    np.testing.assert_allclose(left_lower.xy, np.percentile(CODES, 2, axis=0), rtol=1e-5)
    shown = np.asarray(left_lower.offsetbox.image.get_array())
    np.testing.assert_allclose(shown, np.clip(decode(np.float32([left_lower.xy]))[0], 0, 1), atol=1e-6)


# --- controls ---------------------------------------------------------------------------------------------------------


def test_everything_has_a_label_and_the_box_a_class(widget):
    from ipywidgets import HBox, VBox

    assert f"workbook-{widget.name}" in widget.box._dom_classes
    assert isinstance(widget.box, VBox)
    shown = [child for row in widget.box.children for child in row.children]
    assert all(isinstance(row, HBox) for row in widget.box.children)
    assert shown == [*widget.panel.controls.values(), *widget.panel.pictures.values()]
    assert all(control.description == label for label, control in widget.panel.controls.items())
    for label, picture in widget.panel.pictures.items():
        assert picture.label == label
        assert picture.alt
        assert png(picture.png).shape[1] <= 720
        assert picture.layout is not None


MOVES = {
    "index": ("image", 7),
    "noise": ("sigma of the noise", 0.3),
    "grid": ("enlargement", 4),
    "sample": ("temperature", 0.4),
    "morph": ("a", 0.9),
    "klweight": ("weight", 2),
    "bits": ("bits a number", 0),
    "codesize": ("code size", 0),
}


@pytest.mark.parametrize("name", MOVES)
def test_moving_a_control_changes_the_picture_its_words_and_its_caption(name):
    made = WIDGETS[name]()
    control, value = MOVES[name]
    picture = next(iter(made.panel.pictures.values()))
    before = picture.png, picture.alt, picture.caption
    made.panel.controls[control].value = value
    after = picture.png, picture.alt, picture.caption
    assert all(new != old for new, old in zip(after, before, strict=True))
    made.panel.controls[control].value = value
    assert (picture.png, picture.alt, picture.caption) == after


def test_a_point_of_the_plane_is_decoded_when_the_browser_moves_it():
    asked = []

    def kept(codes):
        asked.append(np.array(codes))
        return decode(codes)

    made = widgets.plane(kept, CODES, LABELS, ["a", "b", "c"])
    plane, image = made.panel.pictures.values()
    assert plane.mode == "point"
    before, scatter = image.png, plane.png
    from_browser(plane, point=[0.5, -0.25])
    np.testing.assert_allclose(asked[-1], [[0.5, -0.25]])
    assert asked[-1].dtype == np.float32
    assert image.png != before
    assert plane.png == scatter
    assert "(0.50, -0.25)" in image.caption
    nearest = LABELS[((CODES - [0.5, -0.25]) ** 2).sum(axis=1).argmin()]
    assert image.caption.endswith(f"class: {'abc'[nearest]}")


def test_the_plane_of_the_picture_is_where_the_axes_are_drawn():
    made = widgets.plane(decode, CODES, LABELS, ["a", "b", "c"])
    plane = next(iter(made.panel.pictures.values()))
    height, width = png(plane.png).shape[:2]
    left, top, across, down = plane.area
    # Along the left and lower edge of the area runs the axes' black frame.
    column, row = round(left * width), round((top + down) * height)
    drawn = png(plane.png).astype(int)
    assert drawn[round(top * height) + 5 : row - 5, column - 1 : column + 2].min(axis=(1, 2)).max() < 128
    assert drawn[row - 1 : row + 2, column + 5 : round((left + across) * width) - 5].min(axis=(0, 2)).max() < 128


def test_a_picture_of_the_grid_can_be_chosen_and_enlarged():
    made = widgets.grid(decode, low=(-1, -2), high=(1, 2))
    many, one = made.panel.pictures.values()
    assert (many.mode, len(many.cells), len(many.names), many.selected) == ("cells", 121, 121, 60)
    assert many.names[0] == "code (-1.00, 2.00)"  # reading order: the first is at the upper left
    before = one.png
    from_browser(many, selected=0)
    assert one.png != before
    assert "(-1.000, 2.000)" in one.caption
    made.panel.controls["enlargement"].value = 2
    assert many.selected == 60
    assert many.names[60] == "code (-1.00, 2.00)"
    assert many.names[0] == "code (-1.50, 3.00)"
    assert "(-1.000, 2.000)" in one.caption


def test_an_image_that_is_chosen_shows_its_neighbours_with_their_distances():
    made = widgets.neighbours(find, IMAGES, IMAGES)
    gallery, result = made.panel.pictures.values()
    assert len(gallery.cells) == 12
    before, gallery_before = result.png, gallery.png
    from_browser(gallery, selected=5)
    assert result.png != before
    assert gallery.png == gallery_before
    distances, _ = find(IMAGES[5], 8)
    assert result.caption == f"image 5; distances {', '.join(f'{d:.2f}' for d in distances)}"


def test_draw_again_draws_other_codes_of_the_same_temperature():
    made = widgets.sample(decode, 2)
    (picture,) = made.panel.pictures.values()
    before = picture.png
    made.panel.controls["Draw again"].click()
    assert picture.png != before
    assert picture.caption == "temperature 1.00, draw 2"


def test_the_temperature_scales_one_draw():
    asked = []
    made = widgets.sample(lambda z: asked.append(z) or decode(z), 2)
    made.panel.controls["temperature"].value = 0.5
    at_one, at_half = asked[-2:]
    np.testing.assert_allclose(at_half, 0.5 * at_one)


def test_play_moves_the_slider_and_a_film_is_made_once_for_a_pair():
    calls = []

    def counted(first, second, steps):
        calls.append(steps)
        return mix(first, second, steps)

    made = widgets.morph(counted, IMAGES)
    controls = made.panel.controls
    assert controls["play"].max == 20
    calls.clear()
    for step in range(1, 21):
        controls["play"].value = step
        assert controls["a"].value == pytest.approx(step / 20)
    assert calls == []
    controls["from image"].value = 3
    assert calls == [21]


def test_measures_are_named_under_the_picture():
    made = widgets.codesize({2: IMAGES, 8: IMAGES}, measures={"MSE": [0.5, 0.25]})
    (picture,) = made.panel.pictures.values()
    assert picture.caption == "code size 8: MSE 0.25"


def test_several_denoisers_are_compared_by_the_psnr_that_is_shown():
    made = widgets.noise({"half": lambda x: x / 2, "same": lambda x: x}, IMAGES, lambda x, sigma: x)
    (picture,) = made.panel.pictures.values()
    psnr = -10 * np.log10(np.mean((IMAGES[:8] / 2) ** 2))
    assert picture.caption == f"sigma 1.00: noisy exact, half {psnr:.1f} dB, same exact"


def test_an_error_in_an_update_is_said_in_words_and_the_next_update_goes_on():
    def picky(codes):
        if (codes > 100).any():
            raise RuntimeError("too far out")
        return decode(codes)

    made = widgets.plane(picky, CODES, LABELS, ["a", "b", "c"])
    plane, image = made.panel.pictures.values()
    from_browser(plane, point=[200.0, 0.0])
    assert image.caption == "RuntimeError: too far out"
    assert plane.caption.startswith("Click, drag")
    from_browser(plane, point=[0.0, 0.0])
    assert image.caption.startswith("code (0.00, 0.00)")


def test_models_are_not_traced_again():
    import keras

    traces = []

    class Traced(keras.Model):
        def __init__(self):
            super().__init__()
            self.dense = keras.layers.Dense(64, activation="sigmoid")

        def call(self, codes):
            import tensorflow as tf

            traces.append(not tf.executing_eagerly())
            return self.dense(codes)

    model = Traced()
    made = widgets.sample(model, 2)
    for value in (0.1, 0.2, 0.3):
        made.panel.controls["temperature"].value = value
    after_first = traces.count(True)
    assert len(traces) - after_first >= 3  # called directly each time
    made.panel.controls["temperature"].value = 0.7
    assert traces.count(True) == after_first <= 1


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [(7, 5, 4), (7, 5, 4, 3)])
def test_a_sheet_shows_each_image_where_it_says(shape):
    images = np.random.default_rng(2).random(shape, dtype="float32")
    drawing = sheet(images, columns=3, largest=40, titles=[f"t{i}" for i in range(7)], labels=["a", "bb", "c"])
    shown = png(drawing.png())
    for image, (x, y, w, h) in zip(images, drawing.cells, strict=True):
        step = h // 5
        assert (w, h) == (4 * step, 5 * step)
        colours = image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=2)
        np.testing.assert_array_equal(shown[y : y + h : step, x : x + w : step], np.rint(255 * colours))


def test_bars_point_up_and_down_with_colours_of_their_own():
    drawn = bars(np.array([1.0, -1.0, 0.0, np.nan]), 1.0, width=40, height=20)
    blue, orange = (drawn[..., 2] > drawn[..., 0]), (drawn[..., 0] > drawn[..., 2])
    assert blue[2:10, 1:9].all()
    assert orange[11:17, 11:19].all()
    assert not (blue | orange)[:, 20:].any()


def test_pictures_beside_each_other_stand_on_one_line():
    drawing = beside({"a": np.zeros((10, 10, 3), np.uint8), "b": np.zeros((20, 5, 3), np.uint8)})
    assert {y + h for _, y, _, h in drawing.cells} == {len(drawing.pixels)}


# --- what is refused --------------------------------------------------------------------------------------------------

REFUSED = {
    "model": (lambda: widgets.sample(None, 2), TypeError, "decode is of type NoneType"),
    "encoder": (lambda: widgets.index(IMAGES, 3, decode), TypeError, "encode is of type int"),
    "two outputs": (
        lambda: widgets.index(IMAGES, lambda x: [encode(x), encode(x)], decode),
        TypeError,
        "returned 2 things; expected one array",
    ),
    "one result": (lambda: widgets.grid(lambda z: decode(z[:1])), ValueError, r"\(1, 8, 8\).*121 inputs"),
    "code of three": (
        lambda: widgets.plane(decode, np.zeros((12, 3)), LABELS, ["a", "b", "c"]),
        ValueError,
        r"codes has shape \(12, 3\); expected \(n, 2\)",
    ),
    "labels": (lambda: widgets.plane(decode, CODES, LABELS[:5], ["a"]), ValueError, r"labels has shape \(5,\)"),
    "reconstruction": (
        lambda: widgets.index(IMAGES, encode, lambda z: np.zeros((len(z), 4, 4))),
        ValueError,
        r"shape \(4, 4\); expected \(8, 8\)",
    ),
    "images": (lambda: widgets.index(["x", "y"], encode, decode), ValueError, "images has shape"),
    "no denoiser": (lambda: widgets.noise({}, IMAGES, add_noise), ValueError, "There are no denoisers"),
    "noise": (lambda: widgets.noise(encode, IMAGES, None), TypeError, "add_noise is of type NoneType"),
    "code size": (lambda: widgets.sample(decode, 2.5), ValueError, "code_size is 2.5"),
    "neighbours": (lambda: widgets.neighbours(lambda x, k: x, IMAGES, IMAGES), TypeError, "expected a pair"),
    "indices": (
        lambda: widgets.neighbours(lambda x, k: ([0.0], [99]), IMAGES, IMAGES),
        ValueError,
        "indices up to 99; the database has 12",
    ),
    "lengths": (
        lambda: widgets.neighbours(lambda x, k: ([0.0], [1, 2]), IMAGES, IMAGES),
        ValueError,
        "1 distances and 2 indices",
    ),
    "few": (lambda: widgets.neighbours(find, IMAGES, IMAGES[:7]), ValueError, "has 7 images; give 8 or more"),
    "frames": (lambda: widgets.morph(lambda a, b, steps: [a, b], IMAGES), ValueError, "expected 7 frames"),
    "no way": (lambda: widgets.morph({}, IMAGES), ValueError, "There are no ways"),
    "one": (lambda: widgets.morph(mix, IMAGES[:1]), ValueError, "There is one image"),
    "no results": (lambda: widgets.codesize({}), ValueError, "expected a dict from a code size"),
    "a list": (lambda: widgets.klweight([IMAGES]), ValueError, "expected a dict from a weight"),
    "measures": (
        lambda: widgets.klweight({1: IMAGES}, measures={"MSE": [1, 2]}),
        ValueError,
        "measure 'MSE' has 2 numbers for 1 results",
    ),
    "sizes": (lambda: widgets.codesize({1: IMAGES, 2: IMAGES[:, :4]}), ValueError, "they must agree"),
}


@pytest.mark.parametrize(("call", "error", "words"), REFUSED.values(), ids=REFUSED)
def test_wrong_input_is_refused_in_words(call, error, words):
    with pytest.raises(error, match=words):
        call()


def test_an_unfinished_exercise_stops_the_cell():
    def unfinished(codes):
        raise NotImplementedError("Exercise 2.7: decode points of the plane")

    with pytest.raises(NotImplementedError, match=r"Exercise 2\.7"):
        widgets.grid(unfinished)


# --- in a notebook ----------------------------------------------------------------------------------------------------

CELL = """\
import numpy as np
from helpers import widgets

widgets.codesize({2: np.zeros((3, 8, 8)), 8: np.ones((3, 8, 8))})
"""


class Person(NotebookClient):
    """Runs cells as JupyterLab does: somebody could type."""

    async def async_start_new_kernel_client(self):
        await super().async_start_new_kernel_client()
        self.kc.allow_stdin = True
        return self.kc


def executed(client: type[NotebookClient]):
    """Return the notebook, run by this client."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    env = {k: v for k, v in os.environ.items() if k != "NBGRADER_EXECUTION"}
    client(notebook, timeout=120, kernel_name="python3").execute(env=env)
    return notebook


@pytest.fixture(scope="module")
def seen():
    return executed(Person)


def test_a_reader_at_a_kernel_gets_the_controls_and_the_figure(seen):
    (output,) = seen.cells[0].outputs
    assert set(output.data) == {VIEW, "image/png", "text/plain"}
    assert output.metadata["image/png"]["alt"] == output.data["text/plain"]
    state = seen.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    box = state[output.data[VIEW]["model_id"]]
    assert box["model_name"] == "VBoxModel"
    assert box["state"]["_dom_classes"] == ["workbook-codesize"]
    assert {part["model_name"] for part in state.values()} >= {"SelectionSliderModel", "AnyModel"}


def test_without_the_state_of_the_widgets_a_page_shows_the_figure(seen):
    page = nbformat.from_dict(json.loads(json.dumps(seen)))
    del page.metadata["widgets"]
    html, _ = HTMLExporter(template_name="classic").from_notebook_node(page)  # the template that writes alt texts
    assert f"data:image/png;base64,{page.cells[0].outputs[0].data['image/png'].strip()}"[:200] in html
    assert "Error" not in html.split("<body")[1]
    assert 'alt="What the code size does' in html


def test_where_a_program_runs_the_notebook_no_widget_is_made():
    notebook = executed(NotebookClient)
    (output,) = notebook.cells[0].outputs
    assert set(output.data) == {"image/png", "text/plain"}
    assert "widgets" not in notebook.metadata
    html, _ = HTMLExporter(template_name="classic").from_notebook_node(notebook)
    assert 'alt="What the code size does' in html


@pytest.mark.parametrize(
    ("stdin", "nbgrader", "live"), [(True, "", True), (False, "", False), (True, "validate", False)]
)
def test_who_could_answer(monkeypatch, stdin, nbgrader, live):
    class Kernel:
        def get_parent(self):
            return {"content": {"allow_stdin": stdin}}

    shell = type("Shell", (), {"kernel": Kernel()})()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    monkeypatch.setenv("NBGRADER_EXECUTION", nbgrader)
    assert explorer.answered() is live


def test_a_shell_without_a_kernel_shows_the_figure():
    """As the process in which submissions run."""
    code = """\
import sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.history_manager.enabled = False
result = shell.run_cell(sys.stdin.read())
data, metadata = shell.display_formatter.format(result.result)
print(sorted(data), "ipywidgets" in sys.modules, "anywidget" in sys.modules)
"""
    env = os.environ | {"JPY_PARENT_PID": "", "WORKBOOK_EFFORT": "grade"}
    done = subprocess.run(
        [sys.executable, "-c", code], input=CELL, capture_output=True, text=True, env=env, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "['image/png', 'text/plain'] False False", done.stderr


def test_importing_the_module_imports_no_widget():
    code = (
        "import sys, helpers.widgets; print([m for m in ('ipywidgets', 'anywidget', 'matplotlib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]"
