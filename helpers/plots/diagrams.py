"""Figures of a network's layers and of matrices."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from helpers.plots.style import COLOURS, DPI, GREY, WIDTH, new_figure, plainly, sentence

if TYPE_CHECKING:
    from helpers.plots.figure import Figure


@plainly
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
    figure = new_figure((min(1.2 * len(widths) + 1.6, WIDTH / DPI), 2.6))
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
    figure.alt = sentence("Layers and their widths", words, title)
    return figure


@plainly
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
    figure = new_figure(size)
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
    figure.alt = sentence(f"{len(arrays)} {'matrix' if len(arrays) == 1 else 'matrices'} in colours", ranges, title)
    return figure
