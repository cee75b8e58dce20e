"""The figure that a notebook shows: small, with words, the same bytes each time, and unknown to pyplot.

Matplotlib takes half a second to import, so this module is imported when the first figure is made (`style.new_figure`).
"""

import base64
import io
import sys
from typing import Any

import numpy as np
from matplotlib import style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as MatplotlibFigure
from PIL import Image

Bundle = tuple[dict[str, Any], dict[str, Any]]  # what is shown, by its type, and what is said of it


class Figure(MatplotlibFigure):
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
        self._pixels = FigureCanvasAgg(self)

    def png(self) -> bytes:
        """Return the figure as a PNG file; the same figure gives the same bytes."""
        if self.stale or self._shown is None:
            with style.context("default"):
                self._pixels.draw()
            self._shown = _packed(np.asarray(self._pixels.buffer_rgba())[..., :3])
        return self._shown

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        png = base64.b64encode(self.png()).decode("ascii")
        return {"image/png": png, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def _packed(pixels: np.ndarray) -> bytes:
    """Return (height, width, 3) uint8 as the smallest PNG that looks the same: grey, 256 colours, or as it is."""
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


if "IPython" in sys.modules and (shell := sys.modules["IPython"].get_ipython()):
    # Once pyplot is imported, the shell has a renderer of its own for Matplotlib's figures, which would win.
    shell.display_formatter.formatters["image/png"].for_type(Figure, lambda f: (f.png(), {"alt": f.alt}))
