"""What garments are painted on and made of: a grey canvas, shapes, and cloth."""

import numpy as np

from helpers.data.standins.paint import Field, Size, hat, oval

SIDE = 28


class GreyCanvas:
    """A batch of pictures being painted.

    Lengths are pixels, measured from the middle: ``x`` to the right, ``y`` down. ``side`` is the distance from the
    garment's own, slightly bent, middle line. A shape is an array of how deep each pixel lies inside it (negative:
    outside); the step from outside to inside is one pixel wide. Random quantities are (n, 1, 1): one per picture.
    """

    def __init__(self, count: int, rng: np.random.Generator):
        self.count, self.rng = count, rng
        self.ink = np.zeros((count, SIDE, SIDE), np.float32)
        axis = np.arange(SIDE, dtype=np.float32) - (SIDE - 1) / 2
        self.x = axis[None, None, :] + self.between(-0.5, 0.5)
        self.y = axis[None, :, None] + self.between(-0.5, 0.5)
        self.side = np.abs(self.x + self.between(-0.03, 0.03) * self.y)

    def between(self, low: float, high: float) -> Field:
        """Return uniform random numbers, one for each picture."""
        return low + (high - low) * self.rng.random((self.count, 1, 1), np.float32)

    def chance(self, share: float) -> Field:
        """Return 1 for this share of the pictures and 0 for the others."""
        return (self.rng.random((self.count, 1, 1), np.float32) < share).astype(np.float32)

    def paint(self, depth: Field, tone: Size, where: Size = 1.0) -> None:
        """Cover the shape with a tone; ``where`` is the paint's opacity."""
        self.ink += np.clip(depth + 0.5, 0, 1) * where * (tone - self.ink)

    def cut(self, depth: Field) -> None:
        """Take the shape out again."""
        self.paint(depth, 0.0)

    def limb(self, x0: Size, y0: Size, r0: Size, x1: Size, y1: Size, r1: Size, *, both: bool = False) -> Field:
        """Return the depth in a rounded bar from one point to another, of radius r0 tapering to r1."""
        across, down = (self.side if both else self.x) - x0, self.y - y0
        dx, dy = x1 - x0, y1 - y0
        t = np.clip((across * dx + down * dy) / (dx * dx + dy * dy), 0, 1)
        return r0 + (r1 - r0) * t - np.sqrt((across - t * dx) ** 2 + (down - t * dy) ** 2)

    def oval(self, x0: Size, y0: Size, rx: Size, ry: Size) -> Field:
        """Return the depth in an ellipse (exact on its axes' scale)."""
        return oval(self.x - x0, self.y - y0, rx, ry)

    def box(self, x0: Size, y0: Size, x1: Size, y1: Size) -> Field:
        """Return the depth in a rectangle from one corner to another."""
        depth: Field = np.minimum(np.minimum(self.x - x0, x1 - self.x), np.minimum(self.y - y0, y1 - self.y))
        return depth

    def cloud(self, rows: int, columns: int) -> Field:
        """Return smooth noise of standard deviation near 1 with this many bumps down and across."""
        bumps = self.rng.standard_normal((self.count, rows, columns), np.float32)
        return 1.5 * (hat(rows, SIDE) @ bumps @ hat(columns, SIDE).T)

    def fabric(self, tone: Field, *, patterned: float = 0.4, folds: float = 0.06) -> Field:
        """Return the tone of cloth: folds, weave and, for a share of the pictures, stripes, checks or a print."""
        kind = self.rng.random((self.count, 1, 1), np.float32) / patterned
        contrast = self.between(0.08, 0.45) * np.where(tone > 0.5, -1, 1)

        def stripes(along: Field) -> Field:
            width = self.between(2.2, 7.0)
            wave: Field = np.sin(2 * np.pi * (along / width + self.between(0, 1)))
            return np.clip(2.5 * (wave - self.between(-0.3, 0.6)), 0, 1)

        across, down = stripes(self.y), stripes(self.x)
        weave = self.rng.random(self.ink.shape, np.float32) - 0.5
        pattern = np.where(kind < 0.35, across, 0) + np.where((kind > 0.27) & (kind < 0.45), 0.6 * down, 0)
        pattern = pattern + np.where((kind >= 0.45) & (kind < 0.65), np.clip(0.5 + 2.5 * weave, 0, 1), 0)
        pattern = pattern + np.where((kind >= 0.65) & (kind < 1), np.clip(0.3 + self.cloud(9, 9), 0, 1), 0)
        shade = self.between(0.3, 1.3) * folds * self.cloud(4, 9) + self.between(0.04, 0.22) * weave
        cloth: Field = np.clip(tone * (1 + shade) + contrast * pattern, 0.04, 1)
        return cloth

    def knots(self, along: Field, *points: tuple[Size, Size]) -> Field:
        """Return the broken line through ``points`` (place, value), read at ``along``; level beyond its ends."""
        place, value = points[0]
        line = value + np.zeros_like(along)
        for next_place, next_value in points[1:]:
            line = line + (next_value - value) * np.clip((along - place) / (next_place - place), 0, 1)
            place, value = next_place, next_value
        return line
