"""Figures of the plane of a code of two numbers: points, distributions, and what is decoded there."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from helpers.plots.images import as_images, mosaic
from helpers.plots.style import COLOURS, DPI, GREY, MARKERS, WIDTH, finish, listed, new_figure, noun, plainly, sentence

if TYPE_CHECKING:
    from helpers.plots.figure import Figure


@plainly
def code_scatter(
    codes: ArrayLike, labels: ArrayLike, class_names: Sequence[str], *, title: str | None = None
) -> "Figure":
    """Draw two-dimensional codes, a colour and a marker for each class, with the class's name at its median.

    Parameters
    ----------
    codes
        Shape (n, 2).
    labels
        Shape (n,): indices into `class_names`.
    """
    from matplotlib.patheffects import withStroke

    codes, labels = np.asarray(codes), np.asarray(labels)
    if codes.ndim != 2 or codes.shape[1] != 2 or not len(codes):
        raise ValueError(f"codes has shape {codes.shape}; expected (n, 2), one point of the plane for each image.")
    if labels.shape != codes.shape[:1]:
        raise ValueError(f"labels has shape {labels.shape}; expected {codes.shape[:1]}, one for each code.")
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError(f"labels are of type {labels.dtype}; expected whole numbers, indices into class_names.")
    if labels.min() < 0 or labels.max() >= len(class_names):
        raise ValueError(f"labels go from {labels.min()} to {labels.max()}; there are {len(class_names)} class names.")
    figure = new_figure((8, 6))
    axes = figure.add_subplot()
    present = np.unique(labels)
    size = float(np.clip(20000 / len(codes), 10, 40))
    middles = []
    for i in present:
        members = codes[labels == i]
        middles.append(np.median(members, axis=0))
        axes.scatter(
            members[:, 0],
            members[:, 1],
            s=size,
            color=COLOURS[i % len(COLOURS)],
            marker=MARKERS[i % len(MARKERS)],
            linewidths=0,
            alpha=0.6,
            label=class_names[i],
        )
    halo = [withStroke(linewidth=3, foreground="white")]
    names = [str(class_names[i]) for i in present]
    for name, place in zip(names, _apart(np.array(middles), names, codes), strict=True):
        axes.text(place[0], place[1], name, ha="center", va="center", size=12, weight="bold", path_effects=halo)
    finish(axes, title or "Codes by class", "code 1", "code 2")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=10, markerscale=6 / math.sqrt(size))
    figure.alt = sentence(
        f"Scatter plot of {len(codes)} two-dimensional codes",
        f"coloured and labelled by class: {listed(names)}",
        title,
    )
    return figure


@plainly
def posteriors(
    means: ArrayLike,
    deviations: ArrayLike,
    labels: ArrayLike,
    class_names: Sequence[str],
    *,
    title: str | None = None,
) -> "Figure":
    """Draw normal distributions in the plane as ellipses of one standard deviation, and N(0, I) as circles of 1, 2, 3.

    Parameters
    ----------
    means, deviations
        Shape (n, 2): each distribution's mean, and its standard deviations along the two axes.
    labels
        Shape (n,): indices into `class_names`.
    """
    from matplotlib.collections import EllipseCollection
    from matplotlib.lines import Line2D

    means, deviations, labels = np.asarray(means), np.asarray(deviations), np.asarray(labels)
    if means.ndim != 2 or means.shape[1] != 2 or deviations.shape != means.shape or labels.shape != means.shape[:1]:
        raise ValueError(
            f"means, deviations and labels have shapes {means.shape}, {deviations.shape} and {labels.shape}; "
            "expected (n, 2), (n, 2) and (n,)."
        )
    figure = new_figure((7, 6))
    axes = figure.add_subplot()

    def draw(centres: np.ndarray, half_axes: np.ndarray, **style: Any) -> None:
        where: dict[str, Any] = {"units": "xy", "offsets": centres, "offset_transform": axes.transData}
        width, height = 2 * half_axes.T
        axes.add_collection(
            EllipseCollection(width, height, np.zeros(len(centres)), facecolors="none", **where, **style)
        )

    draw(np.zeros((3, 2)), np.repeat([[1.0], [2.0], [3.0]], 2, axis=1), edgecolors=GREY, linestyles="--")
    entries = [Line2D([], [], color=GREY, linestyle="--", label="N(0, I)")]
    for i in np.unique(labels):
        style: dict[str, Any] = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        members = labels == i
        draw(means[members], deviations[members], edgecolors=style["color"])
        axes.plot(*means[members].T, linestyle="", markersize=4, **style)
        entries.append(Line2D([], [], linestyle="", label=class_names[i], **style))
    reach = max(3.2, 1.05 * float(np.max(np.abs(means) + deviations)))
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
    title = title or "Posteriors in the plane of the code"
    finish(axes, title, "code 1", "code 2")
    axes.legend(handles=entries, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=10)
    figure.alt = sentence(f"{len(means)} ellipses of one standard deviation and three circles of N(0, I)", "", title)
    return figure


@plainly
def decoded_grid(
    decode: Callable[[np.ndarray], ArrayLike],
    *,
    low: tuple[float, float] = (-3, -3),
    high: tuple[float, float] = (3, 3),
    count: int = 15,
    labels: tuple[str, str] = ("code 1", "code 2"),
    title: str | None = None,
) -> "Figure":
    """Draw what a decoder makes of `count` by `count` points of the plane of codes, each picture at its own code.

    Parameters
    ----------
    decode
        From codes, float32 of shape (n, 2), to images in one of the shapes that `image_grid` takes, such as
        ``decoder.predict``. It is called once.
    low, high
        The codes of the lower left and of the upper right picture.
    labels
        What the two axes show, where `decode` takes something else than codes.
    """
    if count < 2:
        raise ValueError(f"count is {count}; it must be 2 or more.")
    if len(low) != 2 or len(high) != 2 or not (low[0] < high[0] and low[1] < high[1]):
        raise ValueError(f"low is {low} and high is {high}; each is a point (x, y), and low is below and left of high.")
    x, y = np.linspace(low[0], high[0], count), np.linspace(high[1], low[1], count)  # the top row is the highest
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2).astype("float32")
    images = as_images(decode(points), "what decode returned", most=len(points))
    if len(images) != len(points):
        raise ValueError(f"decode returned {len(images)} images for {len(points)} codes; expected one for each.")
    picture = mosaic(images.reshape(count, count, *images.shape[1:]), 0, 0)

    figure = new_figure((7, 7.2))
    axes = figure.add_subplot()
    dx, dy = (high[0] - low[0]) / (count - 1) / 2, (high[1] - low[1]) / (count - 1) / 2
    extent = (low[0] - dx, high[0] + dx, low[1] - dy, high[1] + dy)
    axes.imshow(picture, cmap="gray", vmin=0, vmax=1, extent=extent)
    # Square pixels, whatever the ranges of the two codes are.
    axes.set_aspect(picture.shape[0] / picture.shape[1] * (extent[1] - extent[0]) / (extent[3] - extent[2]))
    finish(axes, title or "Decoded codes", *labels)
    axes.grid(False)
    figure.alt = sentence(
        f"Grid of {count} by {count} decoded images",
        f"{labels[0]} and {labels[1]} from ({low[0]:g}, {low[1]:g}) at the lower left "
        f"to ({high[0]:g}, {high[1]:g}) at the upper right",
        title,
    )
    return figure


@plainly
def ellipses(panels: Mapping[str, Mapping[str, ArrayLike]], *, title: str | None = None) -> "Figure":
    """Draw Gaussians of the plane, of mean 0, by their ellipses one and two standard deviations out, in panels.

    Parameters
    ----------
    panels
        From a panel's label to its Gaussians: from a label to a covariance matrix of shape (2, 2).
    """
    if not panels:
        raise ValueError('There are no panels; give a dict such as {"posterior": {"exact": covariance}}.')
    angles = np.linspace(0, 2 * np.pi, 181)
    circle = np.stack([np.cos(angles), np.sin(angles)])
    figure = new_figure((min(4.2 * len(panels), WIDTH / DPI), 4.4))
    every = np.atleast_1d(figure.subplots(1, len(panels), sharex=True, sharey=True))
    for axes, (name, gaussians) in zip(every, panels.items(), strict=True):
        for i, (label, covariance) in enumerate(gaussians.items()):
            if np.shape(covariance) != (2, 2):
                raise ValueError(f"{label!r} has shape {np.shape(covariance)}; expected a covariance matrix (2, 2).")
            x, y = np.linalg.cholesky(np.asarray(covariance, float)) @ circle
            style = {"color": COLOURS[i % len(COLOURS)], "linestyle": ("-", "--", ":")[i % 3], "linewidth": 2}
            axes.plot(x, y, label=label, **style)
            axes.plot(2 * x, 2 * y, **style)
        finish(axes, name, "code 1", "code 2")
        axes.set_aspect("equal")
    every[0].legend(frameon=False, fontsize=10)
    if title:
        figure.suptitle(title, size=12)
    figure.alt = sentence(f"Ellipses in {len(panels)} {noun('panel', len(panels))}", listed(panels), title)
    return figure


def _apart(places: np.ndarray, names: Sequence[str], within: np.ndarray) -> np.ndarray:
    """Move points of the plane, (k, 2), up or down until none hides another's name."""
    places = places.astype(float)
    span = np.ptp(within, axis=0)
    # About the size of a name, as a part of the axes `code_scatter` draws.
    widths, height = np.array([0.018 * len(name) for name in names]) * span[0], 0.045 * span[1]
    order = np.argsort(places[:, 1], kind="stable")
    for _ in range(100):
        moved = False
        for k, low in enumerate(order):
            for high in order[k + 1 :]:
                beside = abs(places[high, 0] - places[low, 0]) >= (widths[high] + widths[low]) / 2
                missing = height - (places[high, 1] - places[low, 1])
                if not beside and missing > 1e-3 * height:
                    places[low, 1] -= missing / 2
                    places[high, 1] += missing / 2
                    moved = True
        if not moved:
            break
    return places
