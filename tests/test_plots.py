"""Figures: what is drawn, what is refused and in which words, and how a notebook shows them."""

import base64
import io
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from PIL import Image

from helpers import plots
from helpers.plots.figure import Figure

IMAGES = np.random.default_rng(0).random((12, 8, 8), dtype="float32")
COLOUR = np.random.default_rng(1).random((3, 8, 8, 3), dtype="float32")
HISTORY = {"loss": [0.5, 0.3, 0.2], "val_loss": [0.6, 0.4, 0.3]}


def drawn(figure):
    """Return the one array that a figure of images shows."""
    (axes,) = figure.axes
    (image,) = axes.images
    return np.asarray(image.get_array())


def texts(figure):
    return [t.get_text() for axes in figure.axes for t in axes.texts] + [t.get_text() for t in figure.texts]


def png(figure):
    return Image.open(io.BytesIO(figure.png()))


FIGURES = {
    "image_grid": lambda: plots.image_grid(IMAGES, titles=range(12), columns=5, title="Title"),
    "colour grid": lambda: plots.image_grid(COLOUR, title="Title"),
    "rows": lambda: plots.rows({"original": IMAGES, "reconstruction": IMAGES / 2}, title="Title"),
    "loss_curves": lambda: plots.loss_curves({"a": HISTORY, "b": HISTORY}, log=True, title="Title"),
    "code_scatter": lambda: plots.code_scatter(IMAGES[:, 0, :2], np.arange(12) % 3, ["x", "y", "z"], title="Title"),
    "decoded_grid": lambda: plots.decoded_grid(lambda z: np.ones((len(z), 16)), count=4, title="Title"),
    "sweep": lambda: plots.sweep(
        [1, 2, 4], {"a": [3, 2, 1], "b": [4, 3, 1]}, xlabel="size", ylabel="loss", log_x=True, title="Title"
    ),
    "curves": lambda: plots.curves(
        {"a": [(0.1, 1), (2, 3)], "b": [(1, 2)]}, xlabel="time", ylabel="recall", log_x=True, title="Title"
    ),
    "intervals": lambda: plots.intervals(
        ["x", "y"], {"a": [(1, 0.1), (2, 0)], "b": [(3, 0), (1, 1)]}, xlabel="share", title="Title"
    ),
    "layer_widths": lambda: plots.layer_widths([("image", 784), ("code", 2)], title="Title"),
    "posteriors": lambda: plots.posteriors(
        IMAGES[:, 0, :2], IMAGES[:, 1, :2], np.arange(12) % 3, ["x", "y", "z"], title="Title"
    ),
}


@pytest.mark.parametrize("make", FIGURES.values(), ids=FIGURES)
def test_a_figure_is_a_small_picture_with_words_and_always_the_same(make):
    figure = make()
    assert isinstance(figure, Figure)
    assert figure.alt.startswith("Title. ")
    data, metadata = figure._repr_mimebundle_()
    assert data["text/plain"] == metadata["image/png"]["alt"] == figure.alt
    file = base64.b64decode(data["image/png"])
    picture = Image.open(io.BytesIO(file))
    assert picture.width <= 10 * 80
    assert picture.info == {}  # no software, no date
    assert len(file) < 60_000
    assert file == make().png()


def test_a_figure_that_was_changed_is_drawn_again():
    figure = plots.sweep([1, 2], {"a": [1, 2]}, xlabel="x", ylabel="y")
    before = figure.png()
    figure.axes[0].set_title("Another")
    assert figure.png() != before


def test_no_figure_stays_open_in_pyplot():
    from matplotlib import pyplot

    plots.image_grid(IMAGES).png()
    assert pyplot.get_fignums() == []


def test_importing_the_module_leaves_matplotlib_alone():
    code = "import sys, helpers.plots; sys.exit(any(m in sys.modules for m in ('matplotlib', 'PIL', 'keras')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_missing_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="image_gird"):
        plots.image_gird  # noqa: B018


@pytest.mark.parametrize("shape", [(12, 8, 8), (12, 8, 8, 1), (12, 64)])
def test_every_shape_of_grey_images_draws_the_same(shape):
    np.testing.assert_array_equal(drawn(plots.image_grid(IMAGES.reshape(shape))), drawn(plots.image_grid(IMAGES)))


def test_a_grid_holds_each_image_in_reading_order_with_white_between():
    mosaic = drawn(plots.image_grid(IMAGES, columns=5))
    gap = (mosaic.shape[1] - 5 * 8) // 4
    step = 8 + gap
    assert gap > 0
    for i in range(12):
        row, column = divmod(i, 5)
        np.testing.assert_array_equal(mosaic[row * step : row * step + 8, column * step : column * step + 8], IMAGES[i])
    assert (mosaic[:8, 8 : 8 + gap] == 1).all()
    assert (mosaic[2 * step :, 2 * step :] == 1).all()  # the places after the last image


def test_pixels_are_squares_of_a_whole_number_of_dots():
    picture = np.asarray(png(plots.image_grid(np.indices((6, 6)).sum(axis=0)[None] % 2 * 1.0)))
    checked = picture[6:-6, 6:-6]
    side = len(checked) // 6
    expected = np.kron(np.indices((6, 6)).sum(axis=0) % 2, np.ones((side, side))) * 255
    np.testing.assert_array_equal(checked, expected)


def test_a_grid_magnifies_small_images_as_far_as_it_is_told_and_the_columns_leave_room():
    images = np.zeros((3, 32, 32))
    wide, widest = (np.asarray(png(plots.image_grid(images, side=side))).shape[1] for side in (112, 128))
    assert widest - wide >= 3 * 32  # 4 pixels of the screen for each of theirs, not 3
    many = [np.asarray(png(plots.image_grid(np.zeros((10, 32, 32)), side=side))).shape for side in (112, 500)]
    assert many[0] == many[1]


def test_integers_count_to_255_and_floats_are_clipped():
    bytes_ = np.array([[[0, 255], [51, 0]]], dtype="uint8")
    np.testing.assert_allclose(drawn(plots.image_grid(bytes_)), [[0, 1], [0.2, 0]], atol=1e-6)
    floats = np.array([[[-3, 2], [0.2, np.nan]]])
    np.testing.assert_allclose(drawn(plots.image_grid(floats)), [[0, 1], [0.2, 0]], atol=1e-6)
    assert floats[0, 0, 0] == -3  # the caller's own array


def test_grey_is_drawn_from_black_at_0_to_white_at_1():
    image = plots.image_grid(IMAGES * 0.5).axes[0].images[0]
    assert (image.get_cmap().name, image.get_clim()) == ("gray", (0, 1))


def test_titles_and_row_labels_are_written():
    assert {"0", "11"} <= set(texts(plots.image_grid(IMAGES, titles=range(12))))
    assert {"original", "noisy"} <= set(texts(plots.rows({"original": IMAGES, "noisy": IMAGES})))


def test_a_long_title_stays_inside_the_figure():
    figure = plots.image_grid(IMAGES[:1], title="A title that is much longer than its picture " * 4)
    figure.png()
    box = figure.texts[0].get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.width
    assert box.y0 >= figure.axes[0].get_window_extent().y1


def test_rows_show_the_same_images_one_above_the_other():
    mosaic = drawn(plots.rows({"a": IMAGES, "b": 1 - IMAGES}, count=3))
    np.testing.assert_allclose(mosaic[:8, :8], IMAGES[0])
    np.testing.assert_allclose(mosaic[-8:, :8], 1 - IMAGES[0])
    np.testing.assert_allclose(mosaic[-8:, -8:], 1 - IMAGES[2])


def test_the_columns_of_rows_have_titles():
    figure = plots.rows({"a": IMAGES, "b": 1 - IMAGES}, count=2, titles=["a = 0.00", "a = 1.00"])
    assert [text.get_text() for text in figure.axes[0].texts] == ["a", "b", "a = 0.00", "a = 1.00"]
    mosaic = drawn(figure)
    np.testing.assert_allclose(mosaic[-8:, :8], 1 - IMAGES[0])
    with pytest.raises(ValueError, match="3 titles for 2 columns"):
        plots.rows({"a": IMAGES}, count=2, titles="abc")


def test_grey_and_colour_rows_mix():
    mosaic = drawn(plots.rows({"colour": COLOUR, "grey": COLOUR.mean(axis=3)}))
    np.testing.assert_allclose(mosaic[:8, :8], COLOUR[0])
    assert (np.ptp(mosaic[-8:, :8], axis=2) == 0).all()


def test_loss_curves_draw_training_and_validation_over_epochs_from_1():
    axes = plots.loss_curves({"a": HISTORY, "b": {"loss": [1.0]}}).axes[0]
    lines = [(list(line.get_xdata()), list(line.get_ydata())) for line in axes.lines]
    assert lines == [([1, 2, 3], [0.5, 0.3, 0.2]), ([1, 2, 3], [0.6, 0.4, 0.3]), ([1], [1.0])]
    assert [t.get_text() for t in axes.get_legend().get_texts()] == ["a", "b", "training", "validation"]


def test_loss_curves_take_what_fit_returns_and_another_metric():
    class History:
        history = {"mse": [2.0, 1.0], "val_mse": [3.0, 2.0]}  # noqa: RUF012

    axes = plots.loss_curves({"a": History()}, metric="mse").axes[0]
    assert [list(line.get_ydata()) for line in axes.lines] == [[2, 1], [3, 2]]


def test_classes_differ_by_colour_and_marker_and_carry_their_names():
    codes, labels = np.random.default_rng(0).normal(size=(200, 2)), np.arange(200) % 10
    axes = plots.code_scatter(codes, labels, [f"class {i}" for i in range(10)]).axes[0]
    assert len({tuple(points.get_facecolor()[0]) for points in axes.collections}) == 10
    assert len({points.get_paths()[0].vertices.tobytes() for points in axes.collections}) == 10
    assert {t.get_text() for t in axes.texts} == {f"class {i}" for i in range(10)}


def test_names_of_classes_in_one_place_do_not_hide_each_other():
    figure = plots.code_scatter(np.random.default_rng(0).normal(size=(900, 2)), np.arange(900) % 9, ["Trouser"] * 9)
    figure.png()
    boxes = [t.get_window_extent() for t in figure.axes[0].texts]
    overlaps = [a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[i + 1 :]]
    assert not any(overlaps)


def test_a_class_without_codes_is_left_out():
    figure = plots.code_scatter([[0.0, 1.0], [1.0, 0.0]], [2, 0], ["a", "b", "c"])
    assert [t.get_text() for t in figure.axes[0].texts] == ["a", "c"]


def test_the_decoded_grid_puts_each_picture_at_its_code_and_decodes_once():
    calls = []

    def decode(codes):
        calls.append(codes)
        return np.broadcast_to(codes[:, :1, None], (len(codes), 2, 2)) + 10 * codes[:, 1, None, None]

    figure = plots.decoded_grid(lambda z: decode(z) / 100, low=(1, 2), high=(3, 5), count=3)
    (codes,) = calls
    assert (codes.shape, codes.dtype) == ((9, 2), np.float32)
    image = figure.axes[0].images[0]
    left, right, bottom, top = image.get_extent()
    mosaic = drawn(figure)
    for x, y in codes:
        row = int((top - y) / (top - bottom) * len(mosaic))
        column = int((x - left) / (right - left) * mosaic.shape[1])
        assert mosaic[row, column] == pytest.approx((x + 10 * y) / 100)
    assert "code 1 and code 2 from (1, 2) at the lower left to (3, 5) at the upper right" in figure.alt


def test_the_decoded_grid_says_what_its_axes_show():
    figure = plots.decoded_grid(lambda z: np.ones((len(z), 16)), count=4, labels=("age", "height"))
    assert (figure.axes[0].get_xlabel(), figure.axes[0].get_ylabel()) == ("age", "height")
    assert "age and height from (-3, -3) at the lower left to (3, 3) at the upper right" in figure.alt


def test_posteriors_are_ellipses_of_one_standard_deviation_in_their_class_s_colour_beside_the_prior():
    means, deviations = np.array([[1.0, 0.0], [0.0, -2.0], [9.0, 1.0]]), np.array([[0.5, 0.25], [1.0, 2.0], [0.1, 0.2]])
    axes = plots.posteriors(means, deviations, [0, 1, 1], ["a", "b"]).axes[0]
    prior, *classes = axes.collections
    assert np.allclose(prior.get_widths(), [2, 4, 6])
    assert np.allclose(prior.get_heights(), [2, 4, 6])
    assert np.allclose(np.concatenate([c.get_offsets() for c in classes]), means)
    assert np.allclose(np.concatenate([c.get_widths() for c in classes]), 2 * deviations[:, 0])
    assert np.allclose(np.concatenate([c.get_heights() for c in classes]), 2 * deviations[:, 1])
    assert len({tuple(c.get_edgecolor()[0]) for c in axes.collections}) == 3
    assert axes.get_xlim()[1] > 9


def test_a_sweep_is_drawn_in_the_order_of_x_with_its_baselines():
    figure = plots.sweep(
        [4, 1, 2], {"a": [1, 3, 2]}, xlabel="size", ylabel="loss", log_x=True, baselines={"mean image": 9}
    )
    axes = figure.axes[0]
    assert list(axes.lines[0].get_xdata()) == [1, 2, 4]
    assert list(axes.lines[0].get_ydata()) == [3, 2, 1]
    assert [t.get_text() for t in axes.get_xticklabels()] == ["1", "2", "4"]
    assert "mean image" in texts(figure)
    assert "mean image 9" in figure.alt


def test_a_sweep_has_its_numbers_where_they_are_wanted():
    figure = plots.sweep(range(21), {"a": range(21)}, ticks=[0, 8, 16], xlabel="shift", ylabel="loss")
    assert [t.get_text() for t in figure.axes[0].get_xticklabels()] == ["0", "8", "16"]


def test_labels_of_baselines_that_nearly_touch_stay_apart_on_either_kind_of_axis():
    for log in (False, True):
        baselines = {"mean image": 0.2, "median image": 0.2001, "nothing": 0.7}
        figure = plots.loss_curves({"a": HISTORY}, log=log, baselines=baselines)
        figure.png()
        boxes = {t.get_text(): t.get_window_extent() for t in figure.axes[0].texts}
        assert set(boxes) == set(baselines)
        assert not boxes["mean image"].overlaps(boxes["median image"])
        line = figure.axes[0].lines[-1]  # "nothing", the last one drawn
        height = line.get_transform().transform((0, 0.7))[1]
        assert boxes["nothing"].y0 < height < boxes["nothing"].y1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: plots.image_grid(np.ones((28, 27))), r"shape is \(28, 27\); expected .* pass image\[None\]"),
        (lambda: plots.image_grid(np.ones((2, 8, 8, 2))), r"\(2, 8, 8, 2\); expected \(n, height, width\)"),
        (lambda: plots.image_grid(np.ones((0, 8, 8))), "nothing to show"),
        (lambda: plots.image_grid(np.ones((500, 2, 2))), r"there are 500; show 400 at most"),
        (lambda: plots.image_grid(np.array([["a"]])), "expected numbers"),
        (lambda: plots.image_grid(IMAGES, titles=["a"]), "1 titles for 12 images"),
        (lambda: plots.image_grid(IMAGES, columns=0), "columns is 0"),
        (lambda: plots.rows({}), "no rows"),
        (lambda: plots.rows({"a": IMAGES}, count=0), "count is 0"),
        (lambda: plots.rows({"a": IMAGES, "b": IMAGES[:3]}), "'b' has 3 images of 8×8, row 'a' has 10 images of 8×8"),
        (lambda: plots.loss_curves({}), "no histories"),
        (lambda: plots.loss_curves({"a": HISTORY}, metric="mse"), "'a' has no 'mse'; it has loss, val_loss"),
        (lambda: plots.code_scatter(np.ones((4, 3)), [0] * 4, ["a"]), r"codes has shape \(4, 3\); expected \(n, 2\)"),
        (lambda: plots.code_scatter(np.ones((4, 2)), [0] * 3, ["a"]), r"labels has shape \(3,\); expected \(4,\)"),
        (lambda: plots.code_scatter(np.ones((2, 2)), [0, 1], ["a"]), "labels go from 0 to 1; there are 1 class names"),
        (lambda: plots.code_scatter(np.ones((2, 2)), [0.0, 1.0], ["a", "b"]), "labels are of type float64"),
        (lambda: plots.decoded_grid(lambda z: IMAGES, count=4), "12 images for 16 codes"),
        (lambda: plots.decoded_grid(lambda z: IMAGES, low=(3, 3), high=(-3, 3)), "low is below and left of high"),
        (lambda: plots.decoded_grid(lambda z: IMAGES, count=1), "count is 1"),
        (lambda: plots.sweep([1, 2], {"a": [1]}, xlabel="x", ylabel="y"), r"x has shape \(2,\) and 'a' \(1,\)"),
        (lambda: plots.sweep([0, 2], {"a": [1, 2]}, xlabel="x", ylabel="y", log_x=True), "must be above 0"),
        (lambda: plots.sweep([1, 2], {}, xlabel="x", ylabel="y"), "no lines"),
        (lambda: plots.layer_widths([]), "give each one's label"),
        (lambda: plots.posteriors(np.ones((4, 2)), np.ones(4), [0] * 4, ["a"]), r"shapes \(4, 2\), \(4,\) and \(4,\)"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def test_a_notebook_shows_a_figure_once_also_beside_pyplot():
    source = (
        "import matplotlib.pyplot\nimport numpy as np\nfrom helpers import plots\n"
        "figure = plots.image_grid(np.eye(4)[None], title='One')\nfigure"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, kernel_name="python3").execute()
    (output,) = notebook.cells[0].outputs
    alt = "One. Grid of 1 image."
    assert set(output.data) == {"image/png", "text/plain"}
    assert output.data["text/plain"] == alt
    assert output.metadata["image/png"]["alt"] == alt
    expected = plots.image_grid(np.eye(4)[None], title="One").png()
    assert base64.b64decode(output.data["image/png"]) == expected


def test_curves_keep_each_line_with_its_own_places():
    (axes,) = plots.curves({"a": [(3, 1), (1, 2)], "b": [(2, 5)]}, xlabel="x", ylabel="y").axes
    np.testing.assert_array_equal([line.get_xydata().tolist() for line in axes.lines[:1]], [[[3, 1], [1, 2]]])
    assert [t.get_text() for t in axes.get_legend().get_texts()] == ["a", "b"]
    assert axes.lines[1].get_markersize() > axes.lines[0].get_markersize()
    with pytest.raises(ValueError, match="'b' has shape"):
        plots.curves({"b": [1, 2]}, xlabel="x", ylabel="y")
    with pytest.raises(ValueError, match="above 0"):
        plots.curves({"b": [(0, 2)]}, xlabel="x", ylabel="y", log_x=True)


def test_intervals_name_each_line_from_the_top_and_draw_each_series():
    (axes,) = plots.intervals(["x", "y"], {"a": [(1, 0.5), (2, 0)], "b": [(3, 0), (1, 1)]}, xlabel="share").axes
    assert [t.get_text() for t in axes.get_yticklabels()] == ["x", "y"]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    first = axes.containers[0]
    np.testing.assert_array_equal(first.lines[0].get_xdata(), [1, 2])
    (bars,) = first.lines[2]
    np.testing.assert_allclose(bars.get_segments()[0][:, 0], [0.5, 1.5])
    with pytest.raises(ValueError, match=r"expected \(2, 2\)"):
        plots.intervals(["x", "y"], {"a": [1, 2]}, xlabel="share")


def test_matrices_share_a_scale_of_colours_with_white_at_zero():
    figure = plots.matrices({"one": [[1, -3], [0, 2]], "two": [[0.5]]}, title="Title")
    pictures = [image for axes in figure.axes for image in axes.images]
    assert {image.get_clim() for image in pictures} == {(-3, 3)}
    assert "one from -3 to 2; two from 0.5 to 0.5" in figure.alt
    assert plots.matrices({"zero": [[0]]}, limit=1).axes[0].images[0].get_clim() == (-1, 1)
    with pytest.raises(ValueError, match=r"'m' has shape \(2,\); expected \(rows, columns\)"):
        plots.matrices({"m": [1, 2]})
    with pytest.raises(ValueError, match="no matrices"):
        plots.matrices({})


def test_ellipses_lie_one_and_two_standard_deviations_out():
    figure = plots.ellipses({"a": {"wide": [[4, 0], [0, 1]]}})
    inner, outer = (line.get_xydata() for line in figure.axes[0].lines)
    np.testing.assert_allclose(inner.max(axis=0), [2, 1], atol=1e-3)
    np.testing.assert_allclose(outer, 2 * inner)
    with pytest.raises(ValueError, match=r"'wide' has shape \(2,\)"):
        plots.ellipses({"a": {"wide": [4, 1]}})
    with pytest.raises(ValueError, match="no panels"):
        plots.ellipses({})


@pytest.mark.parametrize("style", ["dark_background", "grayscale", "Solarize_Light2"])
def test_figures_look_the_same_whatever_style_was_set_for_all_figures(style):
    from matplotlib import pyplot

    codes, labels = np.random.default_rng(0).normal(size=(40, 2)), np.arange(40) % 4
    draw = (
        lambda: plots.code_scatter(codes, labels, ["shirt", "boot", "bag", "coat"]),
        lambda: plots.loss_curves({"a": {"loss": [3, 2, 1], "val_loss": [3, 2, 2]}}, baselines={"mean": 2.5}),
        lambda: plots.layer_widths([("x", 784), ("z", 32)]),
        lambda: plots.rows({"images": np.random.default_rng(0).random((3, 8, 8))}, title="Images"),
    )
    usual = [make().png() for make in draw]
    with pyplot.style.context(style):
        assert [make().png() for make in draw] == usual
        assert pyplot.rcParams["figure.facecolor"] != "white" or style == "grayscale"
