"""Figures of images: in reading order, or in rows of which each column holds versions of one image."""

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from helpers.plots.images import as_images, in_colour, in_rows, mosaic
from helpers.plots.style import DPI, WIDTH, listed, new_figure, noun, plainly, points_of, sentence, text_width

if TYPE_CHECKING:
    from helpers.plots.figure import Figure

SIDE = 112  # pixels of the screen: what an image takes where there is room


@plainly
def image_grid(
    images: ArrayLike,
    *,
    titles: Sequence[object] | None = None,
    columns: int = 10,
    title: str | None = None,
    side: int = SIDE,
) -> "Figure":
    """Draw images in reading order, `columns` to a row.

    Parameters
    ----------
    images
        Shape (n, height, width), (n, height, width, 1), (n, height, width, 3), or (n, height * width) of square images.
        Floats are in [0, 1], and what lies outside is clipped; integers are in [0, 255].
    titles
        One for each image, written above it.
    side
        The most pixels of the screen that a side of an image may take: 128 magnifies small images four times, if the
        columns leave room.
    """
    images = as_images(images, "images")
    n = len(images)
    if titles is not None and len(titles) != n:
        raise ValueError(f"There are {len(titles)} titles for {n} images; give one for each.")
    if columns < 1:
        raise ValueError(f"columns is {columns}; it must be 1 or more.")
    alt = sentence(f"Grid of {n} {noun('image', n)}", f"labelled {listed(titles)}" if titles is not None else "", title)
    return _sheet(in_rows(images, min(columns, n)), alt=alt, title=title, titles=titles, side=side)


@plainly
def rows(
    images: Mapping[str, ArrayLike],
    *,
    count: int = 10,
    title: str | None = None,
    titles: Sequence[object] | None = None,
) -> "Figure":
    """Draw rows of images one above the other, so that a column holds versions of the same image.

    Parameters
    ----------
    images
        From a row's label to its images, such as ``{"original": x, "reconstruction": model.predict(x)}``: the shapes
        that `image_grid` takes. Grey and colour rows may be mixed; height and width must agree.
    count
        How many images of each, from the first on.
    titles
        One for each column, written above the first row.
    """
    if not images:
        raise ValueError('There are no rows; give a dict such as {"original": x, "reconstruction": y}.')
    if count < 1:
        raise ValueError(f"count is {count}; it must be 1 or more.")
    arrays = [as_images(np.asarray(row)[:count], f"row {label!r}") for label, row in images.items()]
    first, label = arrays[0], next(iter(images))
    for other, found in zip(images, arrays, strict=True):
        if found.shape[:3] != first.shape[:3]:
            raise ValueError(
                f"Row {other!r} has {_described(found)}, row {label!r} has {_described(first)}; rows must agree."
            )
    if any(array.ndim == 4 for array in arrays):
        arrays = [in_colour(array) for array in arrays]
    n = len(first)
    if titles is not None and len(titles) != n:
        raise ValueError(f"There are {len(titles)} titles for {n} columns; give one for each.")
    alt = sentence(f"{len(arrays)} {noun('row', len(arrays))} of {n} {noun('image', n)}", listed(images), title)
    return _sheet(np.stack(arrays), alt=alt, title=title, titles=titles, row_labels=list(images))


def _sheet(
    cells: np.ndarray,
    *,
    alt: str,
    title: str | None,
    titles: Sequence[object] | None = None,
    row_labels: Sequence[str] = (),
    side: int = SIDE,
) -> "Figure":
    """Return a figure of (rows, columns, h, w) or (rows, columns, h, w, 3), a pixel a whole number of the screen's."""
    n_columns, h, w = cells.shape[1:4]
    edge, text, large = 6, 11, 13  # pixels: margin, and text sizes; a line of text takes 1.3 times its size
    labels = [textwrap.fill(str(label), 18) for label in row_labels]
    left = edge + max((text_width(line, text) + 8 for label in labels for line in label.split("\n")), default=0)
    room = (WIDTH - left - edge) / n_columns
    scale = min((room - 4) / w, side / max(h, w))
    scale = max(1, int(scale)) if scale > 0.95 else scale
    across = max(1, round(4 / scale))
    above, down, wrapped = 0, across, list[str]()
    if titles is not None:
        fit = max(4, int((w + across) * scale / (0.6 * text)))
        wrapped = [
            "\n".join(textwrap.wrap(str(t), fit, break_on_hyphens=False, break_long_words=False)[:3]) for t in titles
        ]
        above = round(1.3 * text * max(1 + t.count("\n") for t in wrapped)) + 4
        if len(wrapped) > n_columns:
            down = math.ceil((above + 4) / scale)
    picture = mosaic(cells, across, down)
    width, height = round(picture.shape[1] * scale), round(picture.shape[0] * scale)
    total = round(left + width + edge)
    heading = ""
    if title:
        wanted = text_width(title, large) + 2 * edge
        total = min(WIDTH, max(total, wanted))
        heading = title if wanted <= total else textwrap.fill(title, int(len(title) * 0.9 * total / wanted))
    top = edge + above + (round(1.35 * large * (1 + heading.count("\n"))) + 6 if heading else 0)
    tall = top + height + edge
    left += (total - left - width - edge) / 2

    # Placed by hand, without the layout solver, so that pixels stay square and sharp and a redraw is quick.
    figure = new_figure((total / DPI, tall / DPI), layout=None)
    axes = figure.add_axes((left / total, edge / tall, width / total, height / tall))
    axes.imshow(picture, cmap="gray", vmin=0, vmax=1, interpolation="nearest" if scale >= 1 else "antialiased")
    axes.set_axis_off()
    if heading:
        figure.text(0.5, 1 - edge / tall, heading, ha="center", va="top", size=points_of(large))
    for i, label in enumerate(labels):
        y = i * (h + down) + h / 2 - 0.5
        axes.annotate(
            label, (0, y), xycoords=("axes fraction", "data"), xytext=(-6, 0), textcoords="offset points",
            ha="right", va="center", size=points_of(text),
        )  # fmt: skip
    for i, label in enumerate(wrapped):
        row, column = divmod(i, n_columns)
        x, y = column * (w + across) + w / 2 - 0.5, row * (h + down) - 0.5
        axes.annotate(
            label, (x, y), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom", size=points_of(text)
        )
    figure.alt = alt
    return figure


def _described(images: np.ndarray) -> str:
    return f"{len(images)} {noun('image', len(images))} of {images.shape[1]}×{images.shape[2]}"
