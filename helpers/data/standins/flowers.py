"""A stand-in for TensorFlow's flower photographs: drawn flowers of the same five kinds, 80×80 pixels in colour.

A picture is a blurred background (grass, sky, shade), a few small flowers out of focus, and one to three in front, each
turned away from the viewer a little.
"""

from collections.abc import Callable

import numpy as np

from helpers.data.album import Album
from helpers.data.standins.paint import Canvas, Field, Size, blob, mix, oval, rgb

SIDE = 80
AT_ONCE = 40  # pictures painted together
NAMES = ("daisy", "dandelion", "roses", "sunflowers", "tulips")
# Colours, and how often each is chosen.
PETALS = {
    0.34: rgb(0.80, 0.07, 0.10),
    0.26: rgb(0.93, 0.42, 0.58),
    0.16: rgb(0.97, 0.78, 0.16),
    0.13: rgb(0.97, 0.90, 0.86),
    0.11: rgb(0.56, 0.16, 0.50),
}
GROUNDS = {
    0.33: rgb(0.16, 0.30, 0.10),
    0.27: rgb(0.36, 0.50, 0.20),
    0.16: rgb(0.07, 0.11, 0.06),
    0.13: rgb(0.50, 0.66, 0.86),
    0.11: rgb(0.42, 0.36, 0.30),
}
# Flowers from the back to the front: how far from the middle at most, size, and in what share of the pictures.
PLACES = ((36, 0.42, 0.6), (36, 0.5, 0.4), (27, 0.75, 0.35), (7, 1.0, 1.0))


def flowers(count: int, *, seed: int = 0) -> Album:
    """Return ``count`` drawn flowers (n, 80, 80, 3), in no order, each kind as often as nearly as possible."""
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.resize(np.arange(len(NAMES)), count))
    images = np.empty((count, SIDE, SIDE, 3), np.uint8)
    for label, draw in enumerate(KINDS):
        places = np.flatnonzero(labels == label)
        for start in range(0, len(places), AT_ONCE):
            part = places[start : start + AT_ONCE]
            meadow = _Meadow(len(part), rng)
            meadow.fill(draw)
            images[part] = meadow.images()
    return Album(images, labels.astype(np.int64), NAMES)


class _Meadow(Canvas):
    """Pictures with flowers of one kind."""

    def __init__(self, count: int, rng: np.random.Generator):
        super().__init__(count, SIDE, rng, edge=1.5)
        self.flat_x, self.flat_y = np.broadcast_arrays(self.x, self.y)
        self.petal = self._choose(PETALS)

    def _choose(self, colours: dict[float, Field]) -> Field:
        """Return one of the colours for each picture, varied."""
        which = self.rng.choice(len(colours), (self.count, 1, 1), p=list(colours))
        chosen: Field = sum((which == i).astype(np.float32) * colour for i, colour in enumerate(colours.values()))
        return np.clip(chosen * (1 + 0.10 * self.normal(1) + 0.06 * self.colour()), 0, 1)

    def fill(self, draw: "Callable[[_Meadow], None]") -> None:
        """Paint the background and the flowers, and take the photograph."""
        self._background()
        for far, size, share in PLACES:
            present = self.chance(share)
            before = self.ink.copy() if share < 1 else None
            self._place(self.between(-far, far), self.between(-far, far), size * np.exp(self.normal(0.16)))
            draw(self)
            if before is not None:
                self.ink = mix(before, self.ink, present)
        self.x, self.y = self.flat_x, self.flat_y
        falloff = self.between(-0.25, 0.25) * self.x / 40 + self.between(-0.25, 0.15) * self.y / 40
        self.shade(falloff)
        gamma, gain = np.exp(self.normal(0.12)), np.exp(self.normal(0.12))
        self.ink = np.clip(self.ink, 0.002, 1.2) ** gamma * gain * (1 + 0.03 * self.colour())
        self.ink += 0.012 * self.rng.standard_normal(self.ink.shape, np.float32)

    def _background(self) -> None:
        first, second = (self._choose(GROUNDS) for _ in range(2))
        share = 0.5 + self.flat_y / 90 * self.between(-1, 1) + 0.22 * self.cloud(7, 7)
        self.ink += mix(first, second, np.clip(share, 0, 1))
        # Blades of grass: stripes that lean.
        lean = self.flat_x + self.between(-0.6, 0.6) * self.flat_y
        blades = np.sin(lean * self.between(0.25, 0.7) + 2 * self.cloud(5, 5))
        self.shade(self.between(0, 0.28) * blades * np.clip(0.5 + self.flat_y / 60, 0, 1))

    def _place(self, across: Field, down: Field, size: Field) -> None:
        """Put the origin where the next flower stands, with its own scale and a slight turn."""
        turn = self.normal(0.18)
        x, y = (self.flat_x - across) / size, (self.flat_y - down) / size
        self.x, self.y = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)

    def stem(self, top: float, wide: float = 1.5) -> None:
        """Paint a stem from ``top`` down, and a leaf."""
        green = np.clip(rgb(0.30, 0.48, 0.16) * (1 + 0.2 * self.normal(1)), 0, 1)
        bow = self.x - self.between(-0.004, 0.004) * (self.y - top) ** 2
        self.paint(np.minimum(wide - np.abs(bow), self.y - top), green * (1 + 0.25 * np.tanh(bow)))

    def disc(self) -> tuple[Field, Field]:
        """Return radius and angle on a flat flower that faces another way."""
        flat, angle = self.between(1.0, 1.7), self.between(0, 2 * np.pi)
        u = self.x * np.cos(angle) + self.y * np.sin(angle)
        v = (self.y * np.cos(angle) - self.x * np.sin(angle)) * flat
        return np.sqrt(u * u + v * v) + 1e-3, np.arctan2(v, u) + self.between(0, 2 * np.pi)

    def ring(self, radius: Field, angle: Field, petals: Size, reach: Size, thin: Size, colour: Field) -> None:
        """Paint a ring of petals around the origin; ``thin`` is how much of its share of the circle a petal leaves."""
        wave = np.abs(np.cos(petals * angle / 2))
        tip = np.clip((radius / reach - 0.45) / 0.55, 0, 1)
        depth = np.minimum(reach - radius, (wave - thin - 0.55 * tip**2.5) * radius * 3.0 / petals * 2)
        light = 0.78 + 0.30 * wave - 0.25 * np.exp(-radius / 8)
        self.paint(depth, colour * light)


def _daisy(m: _Meadow) -> None:
    m.stem(2)
    radius, angle = m.disc()
    petals, reach = np.rint(m.between(11, 20)), m.between(21, 28)
    white = mix(rgb(0.97, 0.97, 0.95), rgb(0.95, 0.75, 0.86), m.chance(0.15) * m.between(0.3, 0.9))
    m.ring(radius, angle + np.pi / petals, petals, 0.93 * reach, m.between(0.05, 0.25), 0.82 * white)
    m.ring(radius, angle, petals, reach, m.between(0.05, 0.25), white)
    eye = m.between(6, 8.5)
    grain = 1 + 0.10 * m.cloud(40, 40) - 0.35 * np.clip(radius / eye, 0, 1) ** 3
    m.paint(eye - radius, rgb(0.97, 0.76, 0.12) * (grain - 0.05 * m.x / eye))


def _dandelion(m: _Meadow) -> None:
    m.stem(2, 1.9)
    clock = m.chance(0.35)  # gone to seed
    radius, angle = m.disc()
    yellow = np.clip(rgb(0.98, 0.80, 0.06) * (1 + 0.08 * m.colour()), 0, 1)
    before = m.ink.copy()
    reach = m.between(20, 26)
    for share, petals, tone in ((1.0, 34, 0.80), (0.78, 29, 0.92), (0.55, 23, 1.02), (0.3, 15, 0.86)):
        fringe = 1 + 0.10 * np.sin(petals * angle + 4 * share)
        rays = tone * (0.92 + 0.14 * np.cos(petals * angle + 6 * share))
        m.paint(reach * share * fringe - radius, yellow * rays)
    bloom, m.ink = m.ink, before
    radius = np.sqrt(m.x**2 + m.y**2) + 1e-3
    reach = m.between(22, 29)
    seeds = 0.5 + 0.5 * np.cos(radius * 1.3 + 1.5 * m.cloud(14, 14)) * np.cos(17 * angle)
    rim = np.clip(radius / reach, 0, 1) ** 2
    m.paint(reach - radius, rgb(0.93, 0.93, 0.91), 0.30 + 0.35 * rim * (0.5 + seeds))
    m.paint(3.2 - radius, rgb(0.45, 0.36, 0.22))
    m.ink = mix(bloom, m.ink, clock)


def _rose(m: _Meadow) -> None:
    for side in (-1, 1):
        leaf = oval(m.x - side * 19 - 4, m.y - 15 + 5 * side, 13, 6)
        m.paint(leaf, rgb(0.14, 0.32, 0.12) * (1 + 0.3 * np.cos(m.x * 0.6 + m.y * 0.5)), m.chance(0.7))
    radius, angle = np.sqrt(m.x**2 + m.y**2) + 1e-3, np.arctan2(m.y, m.x) + m.between(0, 2 * np.pi)
    light = m.between(-1, 1) * m.x / 30 - 0.35 * m.y / 30
    for step in range(6):
        # Rings of petals from the outside in, each turned against the last, darker towards the middle of the flower.
        reach, petals = 27 - 4.2 * step, 5 - (step > 2)
        wave = np.cos(petals * angle + 2.4 * step + 0.3 * m.cloud(5, 5))
        edge = reach * (1 + 0.09 * wave) * (1 + 0.05 * m.between(-1, 1)) - radius
        fall = np.exp(-np.clip(edge, 0, None) / 3.2)
        m.paint(edge + 1.4, m.petal * (0.50 - 0.03 * step))
        m.paint(edge, m.petal * (0.66 + 0.42 * fall * (0.75 + 0.25 * wave) + 0.3 * light - 0.03 * step))
    swirl = np.sin(1.7 * radius - angle)
    m.shade(0.28 * swirl * np.exp(-((radius / 6) ** 2)), 0.05)


def _sunflower(m: _Meadow) -> None:
    m.stem(2, 2.4)
    radius, angle = m.disc()
    petals, reach = np.rint(m.between(16, 26)), m.between(25, 33)
    gold = mix(rgb(0.98, 0.78, 0.06), rgb(0.93, 0.52, 0.05), m.between(0, 1) ** 2)
    m.ring(radius, angle + np.pi / petals, petals, 0.95 * reach, m.between(0.0, 0.15), 0.78 * gold)
    m.ring(radius, angle, petals, reach, m.between(0.0, 0.2), gold)
    eye = reach * m.between(0.36, 0.52)
    brown = mix(rgb(0.24, 0.13, 0.06), rgb(0.42, 0.30, 0.10), m.between(0, 1))
    spiral = np.cos(13 * angle + 2.2 * radius) * np.cos(21 * angle - 1.6 * radius)
    ring = blob(radius - 0.75 * eye, 0, 0.12 * eye, 1)
    m.paint(eye - radius, brown * (1 + 0.35 * spiral + 0.7 * ring))


def _tulip(m: _Meadow) -> None:
    m.stem(6, 2.0)
    green = rgb(0.24, 0.42, 0.18)
    for side in (-1, 1):
        bow = m.x - side * (3 + 0.012 * np.clip(46 - m.y, 0, 60) ** 1.75)
        leaf = np.minimum(3.4 * np.clip((m.y - 8) / 22, 0, 1) - np.abs(bow), m.y - 8)
        m.paint(leaf, green * (1 + 0.25 * np.tanh(side * bow)), m.chance(0.8))
    open_ = m.between(0, 1)
    flame = mix(m.petal, rgb(0.98, 0.84, 0.30), 0.7 * m.chance(0.3))

    def cup(shift: Size | np.float32, half: Size, top: Size, tone: float) -> None:
        # A petal: an egg with its round end down and its tip up.
        x, t = m.x - shift * np.clip((8 - m.y) / 24, 0, 1), np.clip((m.y - top) / (9 - top), 0, 1)
        wide = half * (np.clip(t, 0, 1) ** 0.55) * np.clip(1 - t, 0, 1) ** 0.42 * 1.65
        depth = np.minimum(wide - np.abs(x), np.minimum(m.y - top, 9 - m.y))
        rim = np.clip((np.abs(x) / np.maximum(wide, 0.5)), 0, 1) ** 3
        m.paint(depth, mix(m.petal, flame, rim) * (tone * (1.05 - 0.30 * t - 0.16 * rim - 0.02 * x)))

    tall = m.between(-24, -18)
    for side in (-1, 1):
        cup(side * (4 + 5 * open_), 6.5, tall + 2, 0.72)
    for side in (-1, 1):
        cup(side * (6 + 6 * open_), 7.5, tall + 3 + 2 * open_, 0.88)
    cup(np.float32(0), 8.0 + 1.5 * open_, tall + 3 + 4 * open_, 1.0)


KINDS: tuple[Callable[[_Meadow], None], ...] = (_daisy, _dandelion, _rose, _sunflower, _tulip)
