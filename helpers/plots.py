"""Figures of images, losses and codes: every function returns a `Figure`, which a notebook shows.

Nothing here uses pyplot, so no figure stays open behind a notebook's back. A picture is kept small: at most 9 inches at
80 dots per inch, and a grid of images is one array drawn once, quick enough to be redrawn while a model trains.
"""

import base64
import io
import math
import sys
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DPI = 80
WIDTH = 720  # pixels: the widest figure
MOST_IMAGES = 400  # a grid of more cannot be read, and whole data sets are passed by mistake
# Petroff's ten colours, told apart under the common colour-vision deficiencies (arXiv:2107.02270); a marker for each.
COLOURS = ("#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "*")
GREY = "#555555"

__all__ = [
    "Figure",
    "code_scatter",
    "curves",
    "decoded_grid",
    "ellipses",
    "image_grid",
    "intervals",
    "layer_widths",
    "loss_curves",
    "matrices",
    "posteriors",
    "rows",
    "sweep",
]


def __getattr__(name: str) -> Any:
    # `Figure` is made when first asked for: importing Matplotlib takes half a second.
    if name == "Figure":
        return _figure_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def image_grid(
    images: ArrayLike, *, titles: Sequence[object] | None = None, columns: int = 10, title: str | None = None
) -> "Figure":
    """Draw images in reading order, `columns` to a row.

    Parameters
    ----------
    images
        Shape (n, height, width), (n, height, width, 1), (n, height, width, 3), or (n, height * width) of square images.
        Floats are in [0, 1], and what lies outside is clipped; integers are in [0, 255].
    titles
        One for each image, written above it.
    """
    images = _as_images(images, "images")
    n = len(images)
    if titles is not None and len(titles) != n:
        raise ValueError(f"There are {len(titles)} titles for {n} images; give one for each.")
    if columns < 1:
        raise ValueError(f"columns is {columns}; it must be 1 or more.")
    columns = min(columns, n)
    n_rows = math.ceil(n / columns)
    padding = np.ones((n_rows * columns - n, *images.shape[1:]), images.dtype)  # white
    cells = np.concatenate([images, padding]).reshape(n_rows, columns, *images.shape[1:])
    alt = _sentence(f"Grid of {n} {_noun('image', n)}", titles is not None and f"labelled {_listed(titles)}", title)
    return _mosaic_figure(cells, alt=alt, title=title, titles=titles)


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
    arrays = [_as_images(np.asarray(row)[:count], f"row {label!r}") for label, row in images.items()]
    first, label = arrays[0], next(iter(images))
    for other, found in zip(images, arrays, strict=True):
        if found.shape[:3] != first.shape[:3]:
            raise ValueError(
                f"Row {other!r} has {_described(found)}, row {label!r} has {_described(first)}; rows must agree."
            )
    if any(array.ndim == 4 for array in arrays):
        arrays = [array if array.ndim == 4 else np.repeat(array[..., None], 3, axis=3) for array in arrays]
    n = len(first)
    if titles is not None and len(titles) != n:
        raise ValueError(f"There are {len(titles)} titles for {n} columns; give one for each.")
    alt = _sentence(f"{len(arrays)} {_noun('row', len(arrays))} of {n} {_noun('image', n)}", _listed(images), title)
    return _mosaic_figure(np.stack(arrays), alt=alt, title=title, titles=titles, row_labels=list(images))


def loss_curves(
    histories: Mapping[str, Any],
    *,
    metric: str = "loss",
    validation: bool = True,
    log: bool = False,
    title: str | None = None,
    baselines: Mapping[str, float] | None = None,
) -> "Figure":
    """Draw a metric against the epoch: solid for training, dashed for validation.

    Parameters
    ----------
    histories
        From a label to what `fit` returned, or to a dict of lists such as ``{"loss": [...], "val_loss": [...]}``.
    validation
        Whether to draw the metric on the validation set too, where a history has it.
    log
        Whether the vertical axis is logarithmic.
    baselines
        From a label to a value of the metric, drawn as a horizontal line: ``{"mean image": 0.28}``.
    """
    from matplotlib.lines import Line2D
    from matplotlib.ticker import LogLocator, MaxNLocator

    if not histories:
        raise ValueError('There are no histories; give a dict such as {"dense": history}.')
    figure = _figure_class()(figsize=(7, 3.8), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    entries, ends, has_validation = [], [], False
    for i, (label, history) in enumerate(histories.items()):
        values = getattr(history, "history", history)
        if metric not in values:
            raise ValueError(f"History {label!r} has no {metric!r}; it has {_listed(values) or 'nothing'}.")
        style = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)], "markersize": 5}
        epochs = range(1, len(values[metric]) + 1)
        style["markevery"] = max(1, len(epochs) // 10)
        axes.plot(epochs, values[metric], **style)
        entries.append(Line2D([], [], label=label, **style))
        shown = [f"training {values[metric][-1]:.4g}"] if len(epochs) else []
        if validation and f"val_{metric}" in values:
            has_validation = True
            axes.plot(epochs, values[f"val_{metric}"], linestyle="--", markerfacecolor="white", **style)
            shown += [f"validation {values[f'val_{metric}'][-1]:.4g}"] if len(epochs) else []
        ends.append(f"{label} ends at {', '.join(shown)}")
    if has_validation:
        entries += [
            Line2D([], [], color=GREY, label="training"),
            Line2D([], [], color=GREY, linestyle="--", label="validation"),
        ]
    if log:
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 3, 5)))
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter("")
    ends += _draw_baselines(axes, baselines or {})
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    name = metric.replace("_", " ")
    title = title or f"{name[:1].upper()}{name[1:]} by epoch"
    _finish(axes, title, "epoch", name)
    axes.legend(handles=entries, frameon=False, fontsize=10)
    figure.alt = _sentence(f"Curves of the {name} by epoch", "; ".join(ends), title)
    return figure


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
    figure = _figure_class()(figsize=(8, 6), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    present = np.unique(labels)
    size = float(np.clip(20000 / len(codes), 10, 40))
    middles = []
    for i in present:
        members = codes[labels == i]
        middles.append(np.median(members, axis=0))
        axes.scatter(
            *members.T,
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
        axes.text(*place, name, ha="center", va="center", size=12, weight="bold", path_effects=halo)
    _finish(axes, title or "Codes by class", "code 1", "code 2")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=10, markerscale=6 / math.sqrt(size))
    figure.alt = _sentence(
        f"Scatter plot of {len(codes)} two-dimensional codes",
        f"coloured and labelled by class: {_listed(names)}",
        title,
    )
    return figure


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
    figure = _figure_class()(figsize=(7, 6), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()

    def ellipses(centres: np.ndarray, half_axes: np.ndarray, **style: Any) -> None:
        where = {"units": "xy", "offsets": centres, "offset_transform": axes.transData}
        width, height = 2 * half_axes.T
        axes.add_collection(
            EllipseCollection(width, height, np.zeros(len(centres)), facecolors="none", **where, **style)
        )

    ellipses(np.zeros((3, 2)), np.repeat([[1.0], [2.0], [3.0]], 2, axis=1), edgecolors=GREY, linestyles="--")
    entries = [Line2D([], [], color=GREY, linestyle="--", label="N(0, I)")]
    for i in np.unique(labels):
        style = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        members = labels == i
        ellipses(means[members], deviations[members], edgecolors=style["color"])
        axes.plot(*means[members].T, linestyle="", markersize=4, **style)
        entries.append(Line2D([], [], linestyle="", label=class_names[i], **style))
    reach = max(3.2, 1.05 * float(np.max(np.abs(means) + deviations)))
    axes.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal")
    title = title or "Posteriors in the plane of the code"
    _finish(axes, title, "code 1", "code 2")
    axes.legend(handles=entries, loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, fontsize=10)
    figure.alt = _sentence(f"{len(means)} ellipses of one standard deviation and three circles of N(0, I)", "", title)
    return figure


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
    images = _as_images(decode(points), "what decode returned", most=len(points))
    if len(images) != len(points):
        raise ValueError(f"decode returned {len(images)} images for {len(points)} codes; expected one for each.")
    mosaic = _mosaic(images.reshape(count, count, *images.shape[1:]), 0, 0)

    figure = _figure_class()(figsize=(7, 7.2), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    dx, dy = (high[0] - low[0]) / (count - 1) / 2, (high[1] - low[1]) / (count - 1) / 2
    extent = (low[0] - dx, high[0] + dx, low[1] - dy, high[1] + dy)
    axes.imshow(mosaic, cmap="gray", vmin=0, vmax=1, extent=extent)
    # Square pixels, whatever the ranges of the two codes are.
    axes.set_aspect(mosaic.shape[0] / mosaic.shape[1] * (extent[1] - extent[0]) / (extent[3] - extent[2]))
    _finish(axes, title or "Decoded codes", *labels)
    axes.grid(False)
    figure.alt = _sentence(
        f"Grid of {count} by {count} decoded images",
        f"{labels[0]} and {labels[1]} from ({low[0]:g}, {low[1]:g}) at the lower left "
        f"to ({high[0]:g}, {high[1]:g}) at the upper right",
        title,
    )
    return figure


def sweep(
    x: ArrayLike,
    lines: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    title: str | None = None,
    baselines: Mapping[str, float] | None = None,
) -> "Figure":
    """Draw quantities against another that was varied, such as the errors of two methods against the code size.

    Parameters
    ----------
    x
        Shape (n,).
    lines
        From a label to values of shape (n,).
    log_x
        Whether the horizontal axis is logarithmic; its ticks then stand at the values of `x`.
    baselines
        From a label to a value of the vertical axis, drawn as a horizontal line: ``{"mean image": 0.08}``.
    """
    x = np.asarray(x, float)
    if not lines:
        raise ValueError('There are no lines; give a dict such as {"autoencoder": errors}.')
    for label, y in lines.items():
        if x.ndim != 1 or x.shape != np.shape(y) or not len(x):
            raise ValueError(f"x has shape {x.shape} and {label!r} {np.shape(y)}; expected (n,) and the same for both.")
    if log_x and x.min() <= 0:
        raise ValueError(f"x has the value {x.min():g}; on a logarithmic axis every value must be above 0.")
    order = np.argsort(x, kind="stable")
    x = x[order]
    figure = _figure_class()(figsize=(7, 3.8), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    parts = []
    for i, (label, y) in enumerate(lines.items()):
        y = np.asarray(y, float)[order]
        marker = MARKERS[i % len(MARKERS)] if len(x) <= 30 else None  # more would run into a band
        axes.plot(x, y, color=COLOURS[i % len(COLOURS)], marker=marker, linewidth=2, label=label)
        parts += [f"{label} {b:.4g} at {xlabel} {a:g}" for a, b in ((x[0], y[0]), (x[-1], y[-1]))]
    if log_x:
        axes.set_xscale("log")
        axes.set_xticks(x, [f"{value:g}" for value in x])
        axes.set_xticks([], minor=True)
    parts += _draw_baselines(axes, baselines or {})
    title = title or f"{ylabel[:1].upper()}{ylabel[1:]} by {xlabel}"
    _finish(axes, title, xlabel, ylabel)
    if len(lines) > 1:
        axes.legend(frameon=False, fontsize=10)
    figure.alt = _sentence(f"{len(lines)} {_noun('line', len(lines))} of {len(x)} points", "; ".join(parts), title)
    return figure


def curves(
    lines: Mapping[str, ArrayLike], *, xlabel: str, ylabel: str, log_x: bool = False, title: str | None = None
) -> "Figure":
    """Draw lines of which each has places of its own, such as the recall of several searches against their time.

    Parameters
    ----------
    lines
        From a label to points of shape (n, 2), joined in the order given. A single point is drawn as a large marker.
    log_x
        Whether the horizontal axis is logarithmic.
    """
    from matplotlib.ticker import LogLocator

    if not lines:
        raise ValueError('There are no lines; give a dict such as {"exact": [(0.5, 1.0)]}.')
    figure = _figure_class()(figsize=(8, 4), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    parts = []
    for i, (label, points) in enumerate(lines.items()):
        points = np.asarray(points, float)
        if points.ndim != 2 or points.shape[1] != 2 or not len(points):
            raise ValueError(f"{label!r} has shape {points.shape}; expected (n, 2), points (x, y).")
        if log_x and points[:, 0].min() <= 0:
            raise ValueError(f"{label!r} has x = {points[:, 0].min():g}; on a logarithmic axis it must be above 0.")
        style = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)], "linewidth": 2}
        axes.plot(*points.T, markersize=11 if len(points) == 1 else 6, label=label, **style)
        parts += [f"{label} {points[k, 1]:.3g} at {points[k, 0]:.3g}" for k in sorted({0, len(points) - 1})]
    if log_x:
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("")
    title = title or f"{ylabel[:1].upper()}{ylabel[1:]} by {xlabel}"
    _finish(axes, title, xlabel, ylabel)
    axes.legend(frameon=False, fontsize=10, loc="center left", bbox_to_anchor=(1, 0.5))
    figure.alt = _sentence(f"{len(lines)} {_noun('line', len(lines))}", "; ".join(parts), title)
    return figure


def intervals(
    names: Sequence[str], series: Mapping[str, ArrayLike], *, xlabel: str, title: str | None = None
) -> "Figure":
    """Draw a line for each name, with a marker and an interval for each series.

    Parameters
    ----------
    names
        What is compared, from the top down.
    series
        From a label to (value, half width of its interval) for each name, shape (n, 2).
    """
    names = list(names)
    if not names or not series:
        raise ValueError('There is nothing to draw; give names and a dict such as {"pixels": [(0.5, 0.02)]}.')
    figure = _figure_class()(figsize=(8, 1.3 + 0.5 * len(names)), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    parts = []
    for i, (label, points) in enumerate(series.items()):
        points = np.asarray(points, float)
        if points.shape != (len(names), 2):
            raise ValueError(f"{label!r} has shape {points.shape}; expected {(len(names), 2)}: value and half width.")
        # A little apart, so that no series hides another.
        heights = np.arange(len(names)) + (0.6 * (i + 0.5) / len(series) - 0.3)
        style = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        axes.errorbar(points[:, 0], heights, xerr=points[:, 1], linestyle="", label=label, capsize=2, **style)
        parts.append(f"{label} {', '.join(f'{n} {v:.3g}' for n, v in zip(names, points[:, 0], strict=True))}")
    title = title or f"{xlabel[:1].upper()}{xlabel[1:]}"
    _finish(axes, title, xlabel, "")
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    for boundary in range(1, len(names)):
        axes.axhline(boundary - 0.5, color="#dddddd", linewidth=0.6)
    axes.grid(False, axis="y")
    axes.legend(frameon=False, fontsize=10, loc="center left", bbox_to_anchor=(1, 0.5))
    figure.alt = _sentence(f"Values of {len(series)} series for {_listed(names)}", "; ".join(parts), title)
    return figure


def layer_widths(layers: Sequence[tuple[str, int]], *, title: str | None = None) -> "Figure":
    """Draw a network as a row of bars, one for each layer, with the narrowest in a colour of its own.

    Parameters
    ----------
    layers
        Each layer's label and number of units, in order. A bar's height grows with the logarithm, so that a code of 2
        can be seen beside 784 pixels.
    """
    if not layers or min(width for _, width in layers) < 1:
        raise ValueError(f"The layers are {list(layers)}; give each one's label and its number of units, 1 or more.")
    labels, widths = zip(*layers, strict=True)
    figure = _figure_class()(figsize=(min(1.2 * len(widths) + 1.6, WIDTH / DPI), 2.6), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    heights = [0.6 + math.log2(width) for width in widths]
    colours = [COLOURS[1] if width == min(widths) else COLOURS[0] for width in widths]
    axes.bar(range(len(widths)), heights, bottom=[-h / 2 for h in heights], width=0.35, color=colours)
    for i in range(len(widths) - 1):
        axes.annotate("", (i + 0.78, 0), (i + 0.22, 0), arrowprops={"arrowstyle": "->", "color": GREY})
    for i, (width, height) in enumerate(zip(widths, heights, strict=True)):
        axes.text(i, height / 2 + 0.3, str(width), ha="center", va="bottom", size=11)
    axes.set_xticks(range(len(widths)), labels, size=10)
    axes.set_xlabel("heights on a logarithmic scale", size=9, color=GREY)
    axes.tick_params(length=0)
    axes.set_yticks([])
    axes.set_xlim(-0.6, len(widths) - 0.4)
    axes.set_ylim(-max(heights) / 2 - 0.4, max(heights) / 2 + 2)
    axes.spines[:].set_visible(False)
    if title:
        axes.set_title(title, size=12)
    words = ", ".join(f"{label} {width}" for label, width in layers)
    figure.alt = _sentence("Layers and their widths", words, title)
    return figure


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
    figure = _figure_class()(figsize=(min(4.2 * len(panels), WIDTH / DPI), 4.4), dpi=DPI, layout="constrained")
    every = np.atleast_1d(figure.subplots(1, len(panels), sharex=True, sharey=True))
    for axes, (name, gaussians) in zip(every, panels.items(), strict=True):
        for i, (label, covariance) in enumerate(gaussians.items()):
            if np.shape(covariance) != (2, 2):
                raise ValueError(f"{label!r} has shape {np.shape(covariance)}; expected a covariance matrix (2, 2).")
            x, y = np.linalg.cholesky(np.asarray(covariance, float)) @ circle
            style = {"color": COLOURS[i % len(COLOURS)], "linestyle": ("-", "--", ":")[i % 3], "linewidth": 2}
            axes.plot(x, y, label=label, **style)
            axes.plot(2 * x, 2 * y, **style)
        _finish(axes, name, "code 1", "code 2")
        axes.set_aspect("equal")
    every[0].legend(frameon=False, fontsize=10)
    if title:
        figure.suptitle(title, size=12)
    figure.alt = _sentence(f"Ellipses in {len(panels)} {_noun('panel', len(panels))}", _listed(panels), title)
    return figure


def matrices(named: Mapping[str, ArrayLike], *, limit: float | None = None, title: str | None = None) -> "Figure":
    """Draw matrices side by side on one scale of colours: blue below 0, white at 0, red above.

    Parameters
    ----------
    named
        From a label to a matrix of shape (rows, columns).
    limit
        The value of the darkest red; the largest absolute value in any of them when left out.
    """
    arrays = {label: np.asarray(matrix, float) for label, matrix in named.items()}
    if not arrays:
        raise ValueError('There are no matrices; give a dict such as {"covariance": matrix}.')
    for label, matrix in arrays.items():
        if matrix.ndim != 2 or not matrix.size:
            raise ValueError(f"{label!r} has shape {matrix.shape}; expected (rows, columns).")
    limit = limit or max(float(np.abs(matrix).max()) for matrix in arrays.values()) or 1.0
    size = (min(3.4 * len(arrays) + 0.8, WIDTH / DPI), 3.5)
    figure = _figure_class()(figsize=size, dpi=DPI, layout="constrained")
    every = np.atleast_1d(figure.subplots(1, len(arrays)))
    for axes, (label, matrix) in zip(every, arrays.items(), strict=True):
        picture = axes.imshow(matrix, cmap="RdBu_r", vmin=-limit, vmax=limit)
        axes.set_title(label, size=11)
        axes.set_xticks(range(matrix.shape[1]), range(1, matrix.shape[1] + 1), size=9)
        axes.set_yticks(range(matrix.shape[0]), range(1, matrix.shape[0] + 1), size=9)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
    figure.colorbar(picture, ax=every.tolist(), shrink=0.8).ax.tick_params(labelsize=9)
    if title:
        figure.suptitle(title, size=12)
    ranges = "; ".join(f"{label} from {m.min():.3g} to {m.max():.3g}" for label, m in arrays.items())
    figure.alt = _sentence(f"{len(arrays)} {'matrix' if len(arrays) == 1 else 'matrices'} in colours", ranges, title)
    return figure


def _draw_baselines(axes: "Axes", baselines: Mapping[str, float]) -> list[str]:
    """Draw labelled horizontal lines, and return them in words."""
    for value in baselines.values():
        axes.axhline(value, color=GREY, linestyle=":", linewidth=1.5)
    # The labels stand to the right of the lines they name, a line of text apart where the lines nearly touch.
    axes.autoscale_view()
    to_fraction = axes.transData + axes.transAxes.inverted()
    above = -math.inf
    for label, value in sorted(baselines.items(), key=lambda item: item[1]):
        above = max(to_fraction.transform((1, value))[1], above + 0.07)
        axes.text(1.01, above, label, transform=axes.transAxes, va="center", size=10, color=GREY)
    return [f"{label} {value:.4g}" for label, value in baselines.items()]


@cache
def _figure_class() -> type:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Base

    class Figure(Base):
        """A Matplotlib figure that no window manager knows, with a text for those who cannot see it.

        Attributes
        ----------
        alt
            What the figure shows, in words.
        """

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.alt = ""
            self._shown: bytes | None = None
            FigureCanvasAgg(self)

        def png(self) -> bytes:
            """Return the figure as a PNG file; the same figure gives the same bytes."""
            if self.stale or self._shown is None:
                self.canvas.draw()
                self._shown = _packed(np.asarray(self.canvas.buffer_rgba())[..., :3])
            return self._shown

        def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
            png = base64.b64encode(self.png()).decode("ascii")
            return {"image/png": png, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}

    Figure.__module__, Figure.__qualname__ = __name__, "Figure"
    if "IPython" in sys.modules and (shell := sys.modules["IPython"].get_ipython()):
        # Once pyplot is imported, the shell has a renderer of its own for Matplotlib's figures, which would win.
        shell.display_formatter.formatters["image/png"].for_type(Figure, lambda f: (f.png(), {"alt": f.alt}))
    return Figure


def _packed(pixels: np.ndarray) -> bytes:
    """Return (height, width, 3) uint8 as the smallest PNG that looks the same: grey, 256 colours, or as it is."""
    from PIL import Image

    picture = Image.fromarray(pixels)
    if (pixels == pixels[..., :1]).all():
        picture = picture.convert("L")
    elif picture.getcolors(20_000):  # None for more: a photograph, which would show bands
        few = picture.quantize(256, dither=Image.Dither.NONE)
        if np.abs(np.asarray(few.convert("RGB"), int) - pixels).mean() < 1:
            picture = few
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _as_images(images: ArrayLike, name: str, most: int = MOST_IMAGES) -> np.ndarray:
    """Return float32 in [0, 1] of shape (n, h, w) or (n, h, w, 3)."""
    images = np.asarray(images)
    if images.dtype.kind not in "biuf":
        raise ValueError(f"{name}: the values are of type {images.dtype}; expected numbers.")
    shape = images.shape
    side = math.isqrt(shape[1]) if len(shape) == 2 else 0
    if len(shape) == 2 and side and side * side == shape[1]:
        images = images.reshape(-1, side, side)
    elif len(shape) == 4 and shape[3] == 1:
        images = images[..., 0]
    elif not (len(shape) == 3 or (len(shape) == 4 and shape[3] == 3)):
        hint = " To show one image, pass image[None]." if len(shape) == 2 else ""
        raise ValueError(
            f"{name}: the shape is {shape}; expected (n, height, width), (n, height, width, 1), (n, height, width, 3) "
            f"or (n, height * width) of square images.{hint}"
        )
    if not images.size:
        raise ValueError(f"{name}: the shape is {shape}, so there is nothing to show.")
    if len(images) > most:
        raise ValueError(f"{name}: there are {len(images)}; show {most} at most, such as images[:40].")
    if images.dtype.kind in "iu":
        images = images / 255
    # A model that diverged gives NaN; it shows as black.
    return np.clip(np.nan_to_num(images.astype("float32")), 0, 1)


def _mosaic(cells: np.ndarray, across: int, down: int) -> np.ndarray:
    """Join cells, (rows, columns, h, w) or (rows, columns, h, w, 3), with white gaps of so many pixels."""
    n_rows, n_columns, h, w, *colour = cells.shape
    padded = np.pad(
        cells, [(0, 0), (0, 0), (0, down), (0, across), *([(0, 0)] * len(colour))], constant_values=1
    ).swapaxes(1, 2)
    mosaic = padded.reshape(n_rows * (h + down), n_columns * (w + across), *colour)
    return mosaic[: len(mosaic) - down, : mosaic.shape[1] - across]


def _mosaic_figure(
    cells: np.ndarray,
    *,
    alt: str,
    title: str | None,
    titles: Sequence[object] | None = None,
    row_labels: Sequence[str] = (),
) -> "Figure":
    """Return a figure of (rows, columns, h, w) or (rows, columns, h, w, 3), a pixel a whole number of the screen's."""
    n_columns, h, w = cells.shape[1:4]
    edge, text, large = 6, 11, 13  # pixels: margin, and text sizes; a line of text takes 1.3 times its size
    labels = [textwrap.fill(str(label), 18) for label in row_labels]
    left = edge + max((_width(line, text) + 8 for label in labels for line in label.split("\n")), default=0)
    room = (WIDTH - left - edge) / n_columns
    scale = min((room - 4) / w, 112 / max(h, w))
    scale = max(1, int(scale)) if scale > 0.95 else scale
    across = max(1, round(4 / scale))
    above, down = 0, across
    if titles is not None:
        fit = max(4, int((w + across) * scale / (0.6 * text)))
        titles = [
            "\n".join(textwrap.wrap(str(t), fit, break_on_hyphens=False, break_long_words=False)[:3]) for t in titles
        ]
        above = round(1.3 * text * max(1 + t.count("\n") for t in titles)) + 4
        if len(titles) > n_columns:
            down = math.ceil((above + 4) / scale)
    mosaic = _mosaic(cells, across, down)
    width, height = round(mosaic.shape[1] * scale), round(mosaic.shape[0] * scale)
    total = round(left + width + edge)
    heading = ""
    if title:
        wanted = _width(title, large) + 2 * edge
        total = min(WIDTH, max(total, wanted))
        heading = title if wanted <= total else textwrap.fill(title, int(len(title) * 0.9 * total / wanted))
    top = edge + above + (round(1.35 * large * (1 + heading.count("\n"))) + 6 if heading else 0)
    tall = top + height + edge
    left += (total - left - width - edge) / 2

    # Placed by hand, without the layout solver, so that pixels stay square and sharp and a redraw is quick.
    figure = _figure_class()(figsize=(total / DPI, tall / DPI), dpi=DPI)
    axes = figure.add_axes((left / total, edge / tall, width / total, height / tall))
    axes.imshow(mosaic, cmap="gray", vmin=0, vmax=1, interpolation="nearest" if scale >= 1 else "antialiased")
    axes.set_axis_off()
    if heading:
        figure.text(0.5, 1 - edge / tall, heading, ha="center", va="top", size=_points(large))
    for i, label in enumerate(labels):
        y = i * (h + down) + h / 2 - 0.5
        axes.annotate(
            label, (0, y), xycoords=("axes fraction", "data"), xytext=(-6, 0), textcoords="offset points",
            ha="right", va="center", size=_points(text),
        )  # fmt: skip
    for i, label in enumerate(titles or ()):
        row, column = divmod(i, n_columns)
        x, y = column * (w + across) + w / 2 - 0.5, row * (h + down) - 0.5
        axes.annotate(
            label, (x, y), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom", size=_points(text)
        )
    figure.alt = alt
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


def _finish(axes: "Axes", title: str, xlabel: str, ylabel: str) -> None:
    axes.set_title(title, size=12)
    axes.set_xlabel(xlabel, size=11)
    axes.set_ylabel(ylabel, size=11)
    axes.tick_params(labelsize=10)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _points(pixels: float) -> float:
    return pixels * 72 / DPI


def _width(words: str, pixels: float) -> int:
    """Return the width in pixels of one line of text set at that many pixels."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    points = text_to_path.get_text_width_height_descent(words, FontProperties(size=_points(pixels)), False)[0]
    return math.ceil(points * DPI / 72)


def _described(images: np.ndarray) -> str:
    return f"{len(images)} {_noun('image', len(images))} of {images.shape[1]}×{images.shape[2]}"


def _noun(word: str, n: int) -> str:
    return word if n == 1 else f"{word}s"


def _listed(words: Any, most: int = 12) -> str:
    words = [str(word) for word in words]
    return ", ".join(words[:most]) + (f" and {len(words) - most} more" if len(words) > most else "")


def _sentence(kind: str, details: object, title: str | None) -> str:
    return (f"{title}. " if title else "") + kind + (f": {details}." if details else ".")
