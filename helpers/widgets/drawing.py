"""Pictures that a widget redraws at once: images joined to a PNG in a few milliseconds.

Matplotlib takes ten times as long, so only the figures that stay as they are come from `plots`.
"""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from helpers.plots.images import enlarged, in_rows, mosaic

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont, ImageFont

WIDTH = 700  # pixels: the widest picture
GAP = 4
TEXT = 13
LINE = 18  # pixels that a line of text takes
BLUE, ORANGE, GREY = (63, 144, 218), (231, 99, 0), (85, 85, 85)

Cell = tuple[int, int, int, int]  # left, top, width, height


@dataclass(frozen=True)
class Drawing:
    """Pixels uint8 (height, width, 3), and where each image lies in them: left, top, width and height in pixels."""

    pixels: np.ndarray
    cells: list[Cell]

    def png(self) -> bytes:
        """Return a PNG file, packed for speed."""
        from PIL import Image

        grey = (self.pixels == self.pixels[..., :1]).all()
        file = io.BytesIO()
        Image.fromarray(self.pixels[..., 0] if grey else self.pixels).save(file, "PNG", compress_level=1)
        return file.getvalue()


def sheet(
    images: np.ndarray,
    *,
    columns: int,
    largest: int = 140,
    titles: Sequence[str] = (),
    labels: Sequence[str] = (),
) -> Drawing:
    """Draw images in reading order, `columns` to a row, each pixel a square of whole screen pixels.

    Parameters
    ----------
    images
        Float32 in [0, 1], (n, h, w) or (n, h, w, 3).
    largest
        How many screen pixels an image may be high and wide.
    titles
        One for each image, written above it.
    labels
        One for each row, written to its left.
    """
    from PIL import Image, ImageDraw

    n, h, w = images.shape[:3]
    left = max((round(_font().getlength(label)) + 10 for label in labels), default=0)
    scale = max(1, min(largest // max(h, w), ((WIDTH - left) // columns - GAP) // w))
    above = LINE if titles else 0
    across, down = w * scale + GAP, h * scale + GAP + above
    canvas = mosaic(in_rows(enlarged(images, scale), columns), GAP, GAP + above)
    canvas = np.pad(canvas, [(above, 0), (left, 0), (0, 0)], constant_values=255)
    cells = [(left + i % columns * across, i // columns * down + above, w * scale, h * scale) for i in range(n)]
    if not titles and not labels:
        return Drawing(canvas, cells)
    picture = Image.fromarray(canvas)
    pen = ImageDraw.Draw(picture)
    for (x, y, width, _), title in zip(cells, titles, strict=False):
        pen.text((x + width / 2, y - LINE / 2), title, "black", _font(), anchor="mm")
    for row, label in enumerate(labels):
        pen.text((left - 8, row * down + above + h * scale / 2), label, "black", _font(), anchor="rm")
    return Drawing(np.asarray(picture), cells)


def bars(code: np.ndarray, limit: float, *, width: int = 200, height: int = 140) -> np.ndarray:
    """Return a bar for each number of a code as pixels uint8 (height, width, 3): up and blue above 0, down below.

    `limit` is the number whose bar reaches the edge.
    """
    code = np.clip(np.nan_to_num(np.ravel(code)) / (limit or 1), -1, 1)
    canvas = np.full((height, width, 3), 255, np.uint8)
    edges = np.rint(np.linspace(0, width, len(code) + 1)).astype(int)
    middle, reach = height // 2, height // 2 - 2
    for value, start, end in zip(code, edges[:-1], edges[1:], strict=True):
        gap = 1 if end - start > 2 else 0
        top, bottom = sorted((middle, middle - round(value * reach)))
        canvas[top:bottom, start : end - gap] = BLUE if value > 0 else ORANGE
    canvas[middle] = GREY
    canvas[[0, -1]] = canvas[:, [0, -1]] = 200
    return canvas


def beside(parts: dict[str, np.ndarray]) -> Drawing:
    """Join pictures uint8 (height, width, 3) side by side, each under its title, with their lower edges level."""
    from PIL import Image, ImageDraw

    widths = [max(part.shape[1], math.ceil(_font().getlength(title))) for title, part in parts.items()]
    tall = max(len(part) for part in parts.values()) + LINE
    picture = Image.new("RGB", (sum(widths) + 3 * GAP * (len(parts) - 1), tall), "white")
    pen, x, cells = ImageDraw.Draw(picture), 0, []
    for (title, part), width in zip(parts.items(), widths, strict=True):
        h, w = part.shape[:2]
        cells.append((x + (width - w) // 2, tall - h, w, h))
        picture.paste(Image.fromarray(part), cells[-1][:2])
        pen.text((x + width / 2, tall - h - LINE / 2), title, "black", _font(), anchor="mm")
        x += width + 3 * GAP
    return Drawing(np.asarray(picture), cells)


@cache
def _font() -> "FreeTypeFont | ImageFont":
    from PIL import ImageFont

    return ImageFont.load_default(TEXT)
