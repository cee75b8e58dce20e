"""What the stand-ins' drawings share: the form grey sets come in, a canvas for colours, and the step to bytes."""

import numpy as np
from numpy.typing import NDArray

CHUNK = 1000  # grey images worked on at a time: their arrays stay small enough for the processor's cache

Field = NDArray[np.floating]
Size = Field | float  # of one picture, or of all
Bytes = NDArray[np.uint8]
Arrays = tuple[Bytes, Bytes, Bytes, Bytes]


def to_bytes(images: Field) -> Bytes:
    """Return images in [0, 1] as uint8; what lies outside is clipped."""
    return (np.clip(images, 0, 1) * 255 + 0.5).astype(np.uint8)


class Canvas:
    """A batch of square colour pictures being painted.

    ``x`` runs to the right and ``y`` down, from the middle of each picture. A shape is an array of how deep each point
    lies inside it (negative: outside), in pixels; the step from outside to inside is ``edge`` pixels wide. Quantities
    of one picture are arrays (n, 1, 1). A colour is an array (3, n, 1, 1) or (3, n, h, w), or what `rgb` returns: with
    the channels first, pictures lie together in memory, and a field (n, h, w) multiplies all three.
    """

    def __init__(self, count: int, side: int, rng: np.random.Generator, *, edge: float = 1.0):
        self.count, self.rng, self.edge = count, rng, edge
        self.ink = np.zeros((3, count, side, side), np.float32)
        axis = np.arange(side, dtype=np.float32) - (side - 1) / 2
        self.x, self.y = axis[None, None, :], axis[None, :, None]

    def between(self, low: float, high: float) -> Field:
        """Return uniform random numbers, one for each picture."""
        return low + (high - low) * self.rng.random((self.count, 1, 1), np.float32)

    def normal(self, scale: float, mean: float = 0.0) -> Field:
        """Return normal random numbers, one for each picture, cut off at 2.5 standard deviations."""
        return mean + scale * np.clip(self.rng.standard_normal((self.count, 1, 1), np.float32), -2.5, 2.5)

    def chance(self, share: float | Field) -> Field:
        """Return 1 for this share of the pictures and 0 for the others."""
        return (self.rng.random((self.count, 1, 1), np.float32) < share).astype(np.float32)

    def colour(self) -> Field:
        """Return a normal random number for each channel of each picture, (3, n, 1, 1)."""
        return self.rng.standard_normal((3, self.count, 1, 1), np.float32)

    def cloud(self, rows: int, columns: int) -> Field:
        """Return smooth noise of standard deviation near 1 with this many bumps down and across."""
        side = self.ink.shape[-1]
        bumps = self.rng.standard_normal((self.count, rows, columns), np.float32)
        return np.float32(1.5) * (hat(rows, side) @ bumps @ hat(columns, side).T)

    def paint(self, depth: Field, colour: Field, where: Size = 1.0) -> None:
        """Cover the shape with a colour; ``where`` is the paint's opacity."""
        self.ink += np.clip(depth / self.edge + 0.5, 0, 1) * where * (colour - self.ink)

    def shade(self, field: Field, warm: float = 0.0) -> None:
        """Multiply by ``1 + field``; with ``warm`` above 0, red loses or gains less than blue."""
        for channel, share in zip(self.ink, (1 - warm, 1, 1 + warm), strict=True):
            channel *= 1 + share * field

    def images(self) -> Bytes:
        """Return the pictures as uint8 (n, h, w, 3)."""
        return to_bytes(self.ink.transpose(1, 2, 3, 0))


def rgb(red: float, green: float, blue: float) -> Field:
    """Return one colour for all pictures, (3, 1, 1, 1)."""
    return np.array([red, green, blue], np.float32)[:, None, None, None]


def hat(bumps: int, side: int) -> Field:
    """Return the (side, bumps) matrix of linear interpolation."""
    places = np.linspace(0, bumps - 1, side, dtype=np.float32)[:, None]
    weights: Field = np.clip(1 - np.abs(places - np.arange(bumps, dtype=np.float32)), 0, None)
    return weights


def oval(x: Field, y: Field, rx: Size, ry: Size) -> Field:
    """Return the depth in an ellipse around 0, exact on the scale of its axes."""
    depth: Field = np.minimum(rx, ry) * (1 - np.sqrt((x / rx) ** 2 + (y / ry) ** 2))
    return depth


def blob(x: Field, y: Size, rx: Size, ry: Size) -> Field:
    """Return a smooth bump around 0, 1 in the middle."""
    bump: Field = np.exp(-0.5 * ((x / rx) ** 2 + (y / ry) ** 2))
    return bump


def mix(first: Field, second: Field, share: Field) -> Field:
    """Return the colour that is ``share`` of the way from the first to the second."""
    return first + share * (second - first)
