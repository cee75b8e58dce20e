"""Arrays of images: examined, brought to one form, and joined into one picture."""

import math

import numpy as np
from numpy.typing import ArrayLike

MOST_IMAGES = 400  # a grid of more cannot be read, and whole data sets are passed by mistake


def as_images(images: ArrayLike, name: str, most: int = MOST_IMAGES) -> np.ndarray:
    """Return float32 in [0, 1] of shape (n, h, w) or (n, h, w, 3)."""
    images = np.asarray(images)
    if images.dtype.kind not in "biuf":
        raise ValueError(f"{name}: the values are of type {images.dtype}; expected numbers.")
    shape = images.shape
    side = math.isqrt(shape[1]) if len(shape) == 2 else 0
    if len(shape) == 2 and side and side * side == shape[1]:
        images = images.reshape(-1, side, side)
    elif len(shape) == 4 and shape[3] == 1:
        images = images[..., 0]
    elif not (len(shape) == 3 or (len(shape) == 4 and shape[3] == 3)):
        hint = " To show one image, pass image[None]." if len(shape) == 2 else ""
        raise ValueError(
            f"{name}: the shape is {shape}; expected (n, height, width), (n, height, width, 1), (n, height, width, 3) "
            f"or (n, height * width) of square images.{hint}"
        )
    if not images.size:
        raise ValueError(f"{name}: the shape is {shape}, so there is nothing to show.")
    if len(images) > most:
        raise ValueError(f"{name}: there are {len(images)}; show {most} at most, such as images[:40].")
    if images.dtype.kind in "iu":
        images = images / 255
    # A model that diverged gives NaN; it shows as black.
    shown: np.ndarray = np.clip(np.nan_to_num(images.astype("float32")), 0, 1)
    return shown


def in_colour(images: np.ndarray) -> np.ndarray:
    """Return images (n, h, w) or (n, h, w, 3) as (n, h, w, 3)."""
    return images if images.ndim == 4 else np.repeat(images[..., None], 3, axis=3)


def enlarged(images: np.ndarray, scale: int) -> np.ndarray:
    """Return images in [0, 1] as uint8 (n, h, w, 3), each pixel a square of so many pixels."""
    pixels: np.ndarray = np.rint(255 * in_colour(images)).astype(np.uint8)
    return pixels.repeat(scale, axis=1).repeat(scale, axis=2)


def in_rows(images: np.ndarray, columns: int) -> np.ndarray:
    """Return images (n, ...) in reading order as (rows, columns, ...), with white ones in the places that are left."""
    n_rows = math.ceil(len(images) / columns)
    padding = np.full((n_rows * columns - len(images), *images.shape[1:]), _white(images), images.dtype)
    return np.concatenate([images, padding]).reshape(n_rows, columns, *images.shape[1:])


def mosaic(cells: np.ndarray, across: int, down: int) -> np.ndarray:
    """Join cells, (rows, columns, h, w) or (rows, columns, h, w, 3), with white gaps of so many pixels."""
    n_rows, n_columns, h, w, *colour = cells.shape
    gaps = [(0, 0), (0, 0), (0, down), (0, across), *([(0, 0)] * len(colour))]
    padded: np.ndarray = np.pad(cells, gaps, constant_values=_white(cells)).swapaxes(1, 2)
    joined: np.ndarray = padded.reshape(n_rows * (h + down), n_columns * (w + across), *colour)
    return joined[: len(joined) - down, : joined.shape[1] - across]


def _white(images: np.ndarray) -> int:
    return 255 if images.dtype == np.uint8 else 1
