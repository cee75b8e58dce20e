"""Figures of numbers against an epoch, a size, a time, or a name."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from helpers.plots.style import (
    COLOURS,
    GREY,
    MARKERS,
    draw_baselines,
    finish,
    listed,
    new_figure,
    noun,
    plainly,
    sentence,
)

if TYPE_CHECKING:
    from helpers.plots.figure import Figure


@plainly
def loss_curves(
    histories: Mapping[str, Any],
    *,
    metric: str = "loss",
    log: bool = False,
    title: str | None = None,
    baselines: Mapping[str, float] | None = None,
) -> "Figure":
    """Draw a metric against the epoch: solid for training, dashed for validation where a history has it.

    Parameters
    ----------
    histories
        From a label to what `fit` returned, or to a dict of lists such as ``{"loss": [...], "val_loss": [...]}``.
    log
        Whether the vertical axis is logarithmic.
    baselines
        From a label to a value of the metric, drawn as a horizontal line: ``{"mean image": 0.28}``.
    """
    from matplotlib.lines import Line2D
    from matplotlib.ticker import LogLocator, MaxNLocator

    if not histories:
        raise ValueError('There are no histories; give a dict such as {"dense": history}.')
    figure = new_figure((7, 3.8))
    axes = figure.add_subplot()
    entries, ends, has_validation = [], [], False
    for i, (label, history) in enumerate(histories.items()):
        values = getattr(history, "history", history)
        if not values:  # a training that was interrupted in its first epoch
            values = {metric: []}
        if metric not in values:
            raise ValueError(f"History {label!r} has no {metric!r}; it has {listed(values) or 'nothing'}.")
        epochs = range(1, len(values[metric]) + 1)
        style: dict[str, Any] = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        style |= {"markersize": 5, "markevery": max(1, len(epochs) // 10)}
        axes.plot(epochs, values[metric], **style)
        entries.append(Line2D([], [], label=label, **style))
        shown = [f"training {values[metric][-1]:.4g}"] if len(epochs) else []
        if f"val_{metric}" in values:
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
    ends += draw_baselines(axes, baselines or {})
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    name = metric.replace("_", " ")
    title = title or f"{name[:1].upper()}{name[1:]} by epoch"
    finish(axes, title, "epoch", name)
    axes.legend(handles=entries, frameon=False, fontsize=10)
    figure.alt = sentence(f"Curves of the {name} by epoch", "; ".join(ends), title)
    return figure


@plainly
def sweep(
    x: ArrayLike,
    lines: Mapping[str, ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    ticks: ArrayLike | None = None,
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
    ticks
        Where the horizontal axis has its numbers, such as the whole ones, or those of a period that is to be seen.
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
    figure = new_figure((7, 3.8))
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
    if ticks is not None:
        axes.set_xticks(np.asarray(ticks, float), [f"{value:g}" for value in np.asarray(ticks, float)])
    parts += draw_baselines(axes, baselines or {})
    title = title or f"{ylabel[:1].upper()}{ylabel[1:]} by {xlabel}"
    finish(axes, title, xlabel, ylabel)
    if len(lines) > 1:
        axes.legend(frameon=False, fontsize=10)
    figure.alt = sentence(f"{len(lines)} {noun('line', len(lines))} of {len(x)} points", "; ".join(parts), title)
    return figure


@plainly
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
    figure = new_figure((8, 4))
    axes = figure.add_subplot()
    parts = []
    for i, (label, points) in enumerate(lines.items()):
        points = np.asarray(points, float)
        if points.ndim != 2 or points.shape[1] != 2 or not len(points):
            raise ValueError(f"{label!r} has shape {points.shape}; expected (n, 2), points (x, y).")
        if log_x and points[:, 0].min() <= 0:
            raise ValueError(f"{label!r} has x = {points[:, 0].min():g}; on a logarithmic axis it must be above 0.")
        style: dict[str, Any] = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        axes.plot(*points.T, markersize=11 if len(points) == 1 else 6, linewidth=2, label=label, **style)
        parts += [f"{label} {points[k, 1]:.3g} at {points[k, 0]:.3g}" for k in sorted({0, len(points) - 1})]
    if log_x:
        axes.set_xscale("log")
        axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("")
    title = title or f"{ylabel[:1].upper()}{ylabel[1:]} by {xlabel}"
    finish(axes, title, xlabel, ylabel)
    axes.legend(frameon=False, fontsize=10, loc="center left", bbox_to_anchor=(1, 0.5))
    figure.alt = sentence(f"{len(lines)} {noun('line', len(lines))}", "; ".join(parts), title)
    return figure


@plainly
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
    figure = new_figure((8, 1.3 + 0.5 * len(names)))
    axes = figure.add_subplot()
    parts = []
    for i, (label, points) in enumerate(series.items()):
        points = np.asarray(points, float)
        if points.shape != (len(names), 2):
            raise ValueError(f"{label!r} has shape {points.shape}; expected {(len(names), 2)}: value and half width.")
        # A little apart, so that no series hides another.
        heights = np.arange(len(names)) + (0.6 * (i + 0.5) / len(series) - 0.3)
        style: dict[str, Any] = {"color": COLOURS[i % len(COLOURS)], "marker": MARKERS[i % len(MARKERS)]}
        axes.errorbar(points[:, 0], heights, xerr=points[:, 1], linestyle="", label=label, capsize=2, **style)
        parts.append(f"{label} {', '.join(f'{n} {v:.3g}' for n, v in zip(names, points[:, 0], strict=True))}")
    title = title or f"{xlabel[:1].upper()}{xlabel[1:]}"
    finish(axes, title, xlabel, "")
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    for boundary in range(1, len(names)):
        axes.axhline(boundary - 0.5, color="#dddddd", linewidth=0.6)
    axes.grid(False, axis="y")
    axes.legend(frameon=False, fontsize=10, loc="center left", bbox_to_anchor=(1, 0.5))
    figure.alt = sentence(f"Values of {len(series)} series for {listed(names)}", "; ".join(parts), title)
    return figure
