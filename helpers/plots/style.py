"""What all figures share: sizes, colours, axes, and the words for those who cannot see them."""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from helpers.plots.figure import Figure

DPI = 80
WIDTH = 720  # pixels: the widest figure
# Petroff's ten colours, told apart under the common colour-vision deficiencies (arXiv:2107.02270); a marker for each.
COLOURS = ("#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70", "#717581", "#92dadd")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "*")
GREY = "#555555"


P = ParamSpec("P")
T = TypeVar("T")


def plainly(draw: Callable[P, T]) -> Callable[P, T]:
    """Let a function draw in Matplotlib's own style, whatever a cell or the learner's own file has set for all figures.

    Otherwise what is set here and what is not would be of two styles: black words on a dark ground.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
        from matplotlib import style

        with style.context("default"):
            return draw(*args, **kwargs)

    return drawn


def new_figure(size: tuple[float, float], layout: Literal["constrained"] | None = "constrained") -> "Figure":
    """Return an empty figure of this width and height in inches."""
    from helpers.plots.figure import Figure

    return Figure(figsize=size, dpi=DPI, layout=layout)


def draw_baselines(axes: "Axes", baselines: Mapping[str, float]) -> list[str]:
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


def finish(axes: "Axes", title: str, xlabel: str, ylabel: str) -> None:
    """Give axes a title, labels and a pale grid."""
    axes.set_title(title, size=12)
    axes.set_xlabel(xlabel, size=11)
    axes.set_ylabel(ylabel, size=11)
    axes.tick_params(labelsize=10)
    axes.grid(color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def points_of(pixels: float) -> float:
    """Return a length in printer's points, in which Matplotlib sets text."""
    return pixels * 72 / DPI


def text_width(words: str, pixels: float) -> int:
    """Return the width in pixels of one line of text set at that many pixels."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    points = text_to_path.get_text_width_height_descent(words, FontProperties(size=points_of(pixels)), False)[0]
    return math.ceil(points * DPI / 72)


def noun(word: str, n: int) -> str:
    """Return the word as it stands after a number."""
    return word if n == 1 else f"{word}s"


def listed(words: Iterable[object]) -> str:
    """Return words in a row, twelve at most."""
    every = [str(word) for word in words]
    return ", ".join(every[:12]) + (f" and {len(every) - 12} more" if len(every) > 12 else "")


def sentence(kind: str, details: str, title: str | None) -> str:
    """Return what a figure shows, in words."""
    return (f"{title}. " if title else "") + kind + (f": {details}." if details else ".")
