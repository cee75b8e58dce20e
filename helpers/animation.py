"""Moving pictures that play wherever a notebook's figures are seen.

The format is an animated PNG in an output of type ``image/png``. JupyterLab, Colab and GitHub show every output of that
type as an image, and browsers then play it. Outputs of type ``image/gif`` play in JupyterLab, but nbconvert, which
GitHub's view is made with, leaves them out; a GIF inside HTML needs a notebook that is trusted. A program that does not
know animated PNG, such as a PDF viewer, shows the first frame.
"""

import base64
import io
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from helpers.plots.images import as_images, enlarged, mosaic

if TYPE_CHECKING:
    from helpers.plots.figure import Bundle

LARGEST = 290_000  # bytes: pictures kept in a notebook stay small
SCALE = 4  # screen pixels for each of a film's, across and down
GAP = 8  # pixels between two films
TEXT = 13  # pixels


class Animation:
    """A film without end. A notebook plays it; ``save`` writes it to a file.

    Attributes
    ----------
    alt
        What it shows, in words.
    """

    def __init__(self, frames: np.ndarray, milliseconds: int, alt: str):
        self.frames, self.milliseconds, self.alt = frames, milliseconds, alt

    def save(self, path: str | Path) -> Path:
        """Write an animated GIF or PNG, as the ending of the path says, and return the path."""
        path = Path(path)
        if path.suffix.lower() not in (".gif", ".png"):
            raise ValueError(f"The path ends in {path.suffix!r}; choose .gif or .png.")
        path.write_bytes(self._file(path.suffix[1:].upper()))
        return path

    def png(self) -> bytes:
        """Return the film as an animated PNG; the same frames give the same bytes."""
        return self._file("PNG")

    def _file(self, kind: str) -> bytes:
        from PIL import Image

        first, *others = (Image.fromarray(frame) for frame in self.frames)
        file = io.BytesIO()
        first.save(file, kind, save_all=True, append_images=others, duration=self.milliseconds, loop=0)
        return file.getvalue()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> "Bundle":
        png = base64.b64encode(self.png()).decode("ascii")
        return {"image/png": png, "text/plain": self.alt}, {"image/png": {"alt": self.alt}}


def play(films: ArrayLike | Mapping[str, ArrayLike], *, seconds: float = 6, alt: str) -> Animation:
    """Return a film that starts again when it has ended, or several side by side under their labels.

    Parameters
    ----------
    films
        Frames of shape (n, height, width, 3) or (n, height, width), floats in [0, 1] (what lies outside is clipped), or
        a dict from a label to such frames, as many in each.
    seconds
        The time from the first frame to the last.
    alt
        What the film shows, for those who cannot see it.

    Raises
    ------
    ValueError
        If the films differ in shape, if `alt` is empty, or if the file would exceed 290 kB.
    """
    if not str(alt).strip():
        raise ValueError("alt is empty; say in words what the film shows.")
    if not seconds > 0:
        raise ValueError(f"seconds is {seconds}; it must be above 0.")
    labelled = films if isinstance(films, Mapping) else {"": films}
    if not labelled:
        raise ValueError('There are no films; give a dict such as {"morph": frames}.')
    parts = [_under(label, enlarged(as_images(film, f"film {label!r}"), SCALE)) for label, film in labelled.items()]
    if len({part.shape for part in parts}) > 1:
        shapes = ", ".join(str(np.shape(film)) for film in labelled.values())
        raise ValueError(f"The films have shapes {shapes}; they must agree.")
    n, height = parts[0].shape[:2]
    frames = mosaic(np.stack(parts, axis=1), GAP, 0).reshape(n, height, -1, 3)
    animation = Animation(frames, max(20, round(1000 * seconds / n)), alt)
    if (size := len(animation.png())) > LARGEST:
        raise ValueError(f"The film takes {size / 1000:.0f} kB, more than 290: make it of fewer or smaller frames.")
    return animation


def _under(label: str, frames: np.ndarray) -> np.ndarray:
    """Return frames uint8 (n, h, w, 3) with a label above them."""
    from PIL import Image, ImageDraw, ImageFont

    if not label:
        return frames
    font = ImageFont.load_default(TEXT)
    width, height = frames.shape[2], math.ceil(1.6 * TEXT)
    banner = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(banner).text((width / 2, height / 2), label, "black", font, anchor="mm")
    head = np.broadcast_to(np.asarray(banner), (len(frames), height, width, 3))
    return np.concatenate([head, frames], axis=1)
