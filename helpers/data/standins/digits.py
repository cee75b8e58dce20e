"""MNIST's stand-in: real handwriting, scikit-learn's digits of 8×8 pixels, enlarged and varied."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from helpers.data.standins.paint import CHUNK, Arrays, Bytes, Field, to_bytes

SIDE = 28

MARGIN = 2.0  # cells of black around the 8×8 cells
STEP = 0.2  # the enlarged grid's spacing, in cells


def mnist(train: int, test: int, *, seed: int = 0) -> Arrays:
    """Return ``train`` and ``test`` digits made from scikit-learn's 1,797, the real handwriting of 13 people.

    The digits are split before they are varied, so that no test image shows a training digit in another form.
    """
    fields, labels = _handwriting()
    # The set is in the order of its writers: cut there, it shares few of them between the two parts.
    cut = 1500
    rng_train, rng_test = np.random.default_rng(seed).spawn(2)
    return (
        *_write_digits(fields[:cut], labels[:cut], train, rng_train),
        *_write_digits(fields[cut:], labels[cut:], test, rng_test),
    )


@cache
def _handwriting() -> tuple[Field, Bytes]:
    """Return scikit-learn's digits as fields, and their labels."""
    from sklearn.datasets import load_digits  # takes a second, and only this function needs it

    digits = load_digits()
    return _enlarge(digits.images / 16), digits.target.astype(np.uint8)


def _enlarge(images: Field) -> Field:
    """Interpolate (n, 8, 8) images to smooth fields on a fine grid, the centre of mass in its middle."""
    places = np.arange(-MARGIN, 8 + MARGIN, STEP, dtype=np.float32) - 0.5 + STEP / 2
    distance = places[:, None] - np.arange(8, dtype=np.float32)
    lanczos = np.where(np.abs(distance) < 2, np.sinc(distance) * np.sinc(distance / 2), 0).astype(np.float32)
    fields: Field = np.clip(lanczos @ images.astype(np.float32) @ lanczos.T, 0, None)
    # Each cell holds the share of it that ink covers, so a thin stroke is pale; dividing by the peak nearby makes
    # strokes of every width equally dark.
    cells = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    peak = np.max([cells[:, r : r + 8, c : c + 8] for r in range(3) for c in range(3)], axis=0)
    blur = np.exp(-(distance**2) / 2)
    blur = (blur / blur.sum(axis=1, keepdims=True)).astype(np.float32)
    fields /= np.maximum(blur @ peak.astype(np.float32) @ blur.T, 0.45)
    mass = fields.sum(axis=(1, 2))
    axis = np.arange(len(places))
    down = np.rint((fields.sum(axis=2) * axis).sum(axis=1) / mass - axis.mean()).astype(int)
    right = np.rint((fields.sum(axis=1) * axis).sum(axis=1) / mass - axis.mean()).astype(int)
    rows = (axis + down[:, None]) % len(axis)
    columns = (axis + right[:, None]) % len(axis)
    centred: Field = fields[np.arange(len(fields))[:, None, None], rows[:, :, None], columns[:, None, :]]
    return centred


def _write_digits(fields: Field, labels: Bytes, count: int, rng: np.random.Generator) -> tuple[Bytes, Bytes]:
    """Draw ``count`` varied digits: turned, slanted, scaled, bent and written with a thinner or thicker pen."""
    chosen = rng.permutation(np.resize(rng.permutation(len(fields)), count))
    images = np.empty((count, SIDE, SIDE), np.uint8)
    y, x = np.meshgrid(*[np.arange(SIDE, dtype=np.float32) - (SIDE - 1) / 2] * 2, indexing="ij")
    size = fields.shape[1]
    for start in range(0, count, CHUNK):
        part = chosen[start : start + CHUNK]

        def normal(scale: float, mean: float = 0.0, n: int = len(part)) -> Field:
            return (mean + scale * rng.standard_normal((n, 1, 1), np.float32)).astype(np.float32)

        # MNIST's digits fill a box of 20 pixels, the small digits their 8 cells.
        zoom_x, zoom_y = (8 / 20 / STEP * np.exp(normal(0.07)) for _ in range(2))
        turn, slant = normal(0.10), normal(0.15, 0.18)
        bend_x, bend_y = normal(0.55), normal(0.4)
        phase_x, phase_y = normal(2), normal(2)
        u = x * np.cos(turn) + y * np.sin(turn)
        v = y * np.cos(turn) - x * np.sin(turn)
        u = u + slant * v + bend_x * np.sin(0.25 * y + phase_x) + normal(0.5)
        v = v + bend_y * np.sin(0.25 * x + phase_y) + normal(0.5)
        ink = _bilinear(fields, part, v * zoom_y + (size - 1) / 2, u * zoom_x + (size - 1) / 2)
        edge = normal(0.08, 0.64)
        sharpness = 1 / np.clip(normal(0.08, 0.38), 0.2, 0.6)
        images[start : start + CHUNK] = to_bytes((ink - edge) * sharpness + 0.5)
    return images, labels[chosen]


def _bilinear(fields: Field, which: NDArray[np.integer], row: Field, column: Field) -> Field:
    """Read fields[which] at fractional places; outside, the border's black goes on."""
    size = fields.shape[1]
    row, column = np.clip(row, 0, size - 1.001), np.clip(column, 0, size - 1.001)
    r, c = row.astype(np.int32), column.astype(np.int32)
    down, right = row - r, column - c
    flat = fields.ravel()
    at = (which[:, None, None] * size + r) * size + c
    above: Field = flat[at] * (1 - right) + flat[at + 1] * right
    below: Field = flat[at + size] * (1 - right) + flat[at + size + 1] * right
    return above * (1 - down) + below * down
