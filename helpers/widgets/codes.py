"""Explorations of codes: the plane of a code of two numbers, and draws from the prior."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from helpers import plots
from helpers.plots.images import as_images
from helpers.widgets.drawing import WIDTH, sheet
from helpers.widgets.explorer import Explorer, Panel
from helpers.widgets.given import Model, counted, must_be_called, numbers, outputs

if TYPE_CHECKING:
    from helpers.plots.figure import Figure

DRAWN = 20  # samples at a time


def plane(
    decode: Model, codes: ArrayLike, labels: ArrayLike, class_names: Sequence[str], *, title: str | None = None
) -> Explorer:
    """Move a point over the plane of the codes, coloured by class, and see what it decodes to.

    Parameters
    ----------
    decode
        From codes (n, 2) to images.
    codes
        Shape (n, 2).
    labels
        Shape (n,): indices into `class_names`.
    """
    title = title or "The plane of the code"
    must_be_called(decode, "decode", "codes", "images")
    codes, labels = numbers(codes, "codes"), np.asarray(labels)

    def decoded(points: np.ndarray) -> np.ndarray:
        made = outputs(decode, "decode", points.astype("float32"))
        return as_images(made, "what decode returned", most=len(points))

    def make(panel: Panel) -> None:
        scatter = plots.code_scatter(codes, labels, class_names, title=title)
        scatter.set_size_inches(7, 5.25)  # leaves room for the decoded image beside it
        scatter.png()  # only then does the axes' place stand
        axes = scatter.axes[0]
        bounds = axes.get_position()
        low, high = zip(axes.get_xlim(), axes.get_ylim(), strict=True)
        start = np.median(codes, axis=0).astype(float)
        area = [bounds.x0, 1 - bounds.y1, bounds.width, bounds.height]
        map_ = panel.picture(
            f"{title}: a point to move", mode="point", area=area, low=list(low), high=list(high), point=start.tolist()
        )
        picture = panel.picture("decoded")
        map_.show(scatter.png(), scatter.alt, "Click, drag, or use the arrow keys; with Shift in larger steps.")

        def show() -> None:
            point = np.array(map_.point)
            nearest = class_names[labels[np.sum((codes - point) ** 2, axis=1).argmin()]]
            words = f"code ({point[0]:.2f}, {point[1]:.2f}); the nearest image's class: {nearest}"
            picture.show(sheet(decoded(point[None]), columns=1, largest=200), f"Decoded image of {words}.", words)

        panel.update(show, (map_, "point"))

    return Explorer("plane", _with_decoded(codes, labels, class_names, decoded, title), make)


def grid(
    decode: Model,
    *,
    low: tuple[float, float] = (-3, -3),
    high: tuple[float, float] = (3, 3),
    title: str | None = None,
) -> Explorer:
    """See the plane decoded on a grid, choose a picture, and go nearer to its code or further away.

    Parameters
    ----------
    decode
        From codes (n, 2) to images.
    low, high
        The codes of the lower left and of the upper right picture before anything is enlarged.
    """
    must_be_called(decode, "decode", "codes", "images")
    title, side = title or "Decoded codes", 11
    figure = plots.decoded_grid(lambda z: outputs(decode, "decode", z), low=low, high=high, count=side, title=title)
    corners = np.array([low, high], float)

    def make(panel: Panel) -> None:
        zooms = [(f"{zoom:g} ×", zoom) for zoom in (0.25, 0.5, 1, 2, 4, 8, 16)]
        zoom = panel.choice("enlargement", zooms, 1)
        many, one = panel.picture(f"{title}: choose a picture"), panel.picture("the chosen picture")
        state: dict[str, np.ndarray] = {"middle": corners.mean(axis=0)}

        def show_many() -> None:
            reach = (corners[1] - corners[0]) / 2 / zoom.value
            (left, bottom), (right, top) = state["middle"] - reach, state["middle"] + reach
            points = np.stack(np.meshgrid(np.linspace(left, right, side), np.linspace(top, bottom, side)), axis=-1)
            state["points"] = points = points.reshape(-1, 2)
            made = outputs(decode, "decode", points.astype("float32"))
            state["images"] = as_images(made, "what decode returned", most=len(points))
            drawing = sheet(state["images"], columns=side, largest=64)
            words = f"codes from ({left:.3g}, {bottom:.3g}) to ({right:.3g}, {top:.3g})"
            with many.hold_sync():
                many.offer(drawing, [f"code ({x:.2f}, {y:.2f})" for x, y in points])
                many.selected = len(points) // 2  # the chosen code stays in the middle
                many.show(drawing, f"Grid of {side} by {side} decoded images, {words}.", f"{words}; choose a picture")
            show_one()

        def show_one() -> None:
            x, y = state["middle"] = state["points"][many.selected]
            words = f"code ({x:.3f}, {y:.3f})"
            drawing = sheet(state["images"][many.selected][None], columns=1, largest=200)
            one.show(drawing, f"Decoded image of {words}.", words)

        panel.update(show_many, zoom)
        panel.update(show_one, (many, "selected"))

    return Explorer("grid", figure, make)


def sample(decode: Model, code_size: int, *, title: str | None = None) -> Explorer:
    """Decode draws from N(0, T² I), and choose the temperature T: small for the typical, large for the unusual.

    Parameters
    ----------
    decode
        From codes (n, code_size) to images.
    """
    must_be_called(decode, "decode", "codes", "images")
    if not isinstance(code_size, int | np.integer) or code_size < 1:
        raise ValueError(f"code_size is {code_size!r}; expected a whole number, 1 or more.")
    title, seeds = title or "Samples by temperature", [0]

    def drawn(temperature: float, n: int) -> np.ndarray:
        # The same draw at each temperature: what changes when the slider moves is the temperature alone.
        codes = np.random.default_rng(seeds[-1]).standard_normal((n, code_size), dtype="float32")
        made = outputs(decode, "decode", np.float32(temperature) * codes)
        return as_images(made, "what decode returned", most=n)

    figure = plots.rows({f"T = {t:g}": drawn(t, 10) for t in (0, 0.5, 1, 1.5, 2)}, title=title)

    def make(panel: Panel) -> None:
        temperature = panel.slider("temperature", 0, 2, 0.05, 1)

        def again() -> None:
            seeds.append(seeds[-1] + 1)
            show()

        panel.button("Draw again", again)
        picture = panel.picture(title)

        def show() -> None:
            images = drawn(temperature.value, DRAWN)
            words = f"temperature {temperature.value:.2f}, draw {len(seeds)}"
            alt = f"{counted(DRAWN, 'image')} decoded from codes drawn at {words}."
            picture.show(sheet(images, columns=min(10, WIDTH // images.shape[2]), largest=84), alt, words)

        panel.update(show, temperature)

    return Explorer("sample", figure, make)


def _with_decoded(
    codes: np.ndarray, labels: np.ndarray, class_names: Sequence[str], decoded: Model, title: str
) -> "Figure":
    """Return the codes as a scatter plot, with what twenty points of the plane decode to drawn at these points."""
    from matplotlib.offsetbox import AnnotationBbox, OffsetImage

    figure = plots.code_scatter(codes, labels, class_names, title=title)
    (left, bottom), (right, top) = np.percentile(codes, (2, 98), axis=0)
    points = np.stack(np.meshgrid(np.linspace(left, right, 5), np.linspace(bottom, top, 4)), axis=-1).reshape(-1, 2)
    images = decoded(points)
    zoom = 40 / images.shape[1]
    for text in figure.axes[0].texts:
        text.set_zorder(5)  # the names of the classes stay in front
    for point, image in zip(points, images, strict=True):
        small = OffsetImage(image, zoom=zoom, cmap="gray", norm=None)
        small.image.set_clim(0, 1)
        box = AnnotationBbox(small, tuple(point), pad=0.1, bboxprops={"edgecolor": "#555555"})
        box.set_in_layout(False)  # it lies inside the axes; to measure it would take time
        figure.axes[0].add_artist(box)
    figure.alt += (
        f" Twenty decoded images lie at their codes, from ({left:.3g}, {bottom:.3g}) to ({right:.3g}, {top:.3g})."
    )
    return figure
