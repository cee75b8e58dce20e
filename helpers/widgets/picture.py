"""The widget that shows a picture; imported when the first one is made, for ipywidgets takes time to import."""

from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets

from helpers.widgets.drawing import Drawing


class Picture(anywidget.AnyWidget):
    """A picture with words, on which a point can be moved or an image chosen, by pointer and by keyboard.

    Attributes
    ----------
    png, alt, caption
        What is seen, what it shows in words, and a line below it, which screen readers announce when it changes.
    label
        What the picture is for: the name that assistive technology gives it.
    mode
        ``view``: nothing to do; ``point``: `point` can be moved; ``cells``: one of `cells` can be selected.
    area
        In mode point: left, top, width and height of the plane, as shares of the picture's width and height.
    low, high, point
        In mode point: the lower left and upper right corner of the plane, and the chosen point, each (x, y).
    cells, names, selected
        In mode cells: left, top, width and height of each, as shares; their names; and the index of the chosen.
    """

    _esm = Path(__file__).with_name("picture.js").read_text(encoding="utf-8")
    _css = Path(__file__).with_name("picture.css").read_text(encoding="utf-8")
    png = traitlets.Bytes().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    caption = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    mode = traitlets.Enum(("view", "point", "cells"), "view").tag(sync=True)
    area = traitlets.List(traitlets.Float(), [0.0, 0.0, 1.0, 1.0]).tag(sync=True)
    low = traitlets.List(traitlets.Float(), [0.0, 0.0]).tag(sync=True)
    high = traitlets.List(traitlets.Float(), [1.0, 1.0]).tag(sync=True)
    point = traitlets.List(traitlets.Float(), [0.0, 0.0], minlen=2, maxlen=2).tag(sync=True)
    cells = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    selected = traitlets.Int(0).tag(sync=True)

    def show(self, drawing: Drawing | bytes, alt: str, caption: str = "") -> None:
        """Show another picture, in one message to the browser."""
        with self.hold_sync():
            self.png = drawing.png() if isinstance(drawing, Drawing) else drawing
            self.alt, self.caption = alt, caption

    def offer(self, drawing: Drawing, names: Sequence[str]) -> None:
        """Let the images of a drawing be chosen; a name for each."""
        height, width = drawing.pixels.shape[:2]
        with self.hold_sync():
            self.mode = "cells"
            self.cells = [[x / width, y / height, w / width, h / height] for x, y, w, h in drawing.cells]
            self.names = list(names)
