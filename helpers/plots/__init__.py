"""Figures of images, losses and codes: every function returns a `Figure`, which a notebook shows.

Nothing here uses pyplot, so no figure stays open behind a notebook's back. A picture is kept small: at most 9 inches at
80 dots per inch, and a grid of images is one array drawn once, quick enough to be redrawn while a model trains.
"""

from helpers.plots.diagrams import layer_widths, matrices
from helpers.plots.lines import curves, intervals, loss_curves, sweep
from helpers.plots.plane import code_scatter, decoded_grid, ellipses, posteriors
from helpers.plots.sheets import image_grid, rows

__all__ = [
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
