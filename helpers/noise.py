"""Ways to corrupt images: Gaussian noise, salt and pepper, black rectangles.

Each function takes float images in [0, 1], (n, h, w) or (n, h, w, channels), or vectors (n, pixels) where no place in
the picture matters, and returns a new float32 array of the same shape. The same ``seed`` gives the same noise; ``None``
gives fresh noise at each call.
"""

import numpy as np


def gaussian(
    images: np.ndarray, sigma: float, *, mean: float = 0.0, seed: int | None = None, clip: bool = True
) -> np.ndarray:
    """Add independent N(mean, sigma²) noise to every value.

    Parameters
    ----------
    images : array of float in [0, 1], any shape; without clipping, centred ones in [-1, 1] too
    sigma : float
        Standard deviation of the noise, not its variance; 0 or more.
    clip : bool
        Keep the result in [0, 1]. Without it the noise has exactly this distribution, and the result leaves the range.

    Raises
    ------
    ValueError
        If sigma is negative or not finite, or the images are not float in that range.
    """
    images = _checked(images, centred=not clip)
    if not (np.isfinite(sigma) and sigma >= 0):
        raise ValueError(f"sigma is {sigma}; a standard deviation is a finite number, 0 or more.")
    if not np.isfinite(mean):
        raise ValueError(f"mean is {mean}; it must be a finite number.")
    noisy = np.random.default_rng(seed).standard_normal(images.shape, np.float32)
    # In place: a full data set is 188 MB, and each temporary array would take as much again.
    noisy *= np.float32(sigma)
    noisy += np.float32(mean)
    noisy += images
    return np.clip(noisy, 0, 1, out=noisy) if clip else noisy


def salt_and_pepper(images: np.ndarray, fraction: float, *, seed: int | None = None) -> np.ndarray:
    """Make each pixel, with probability ``fraction``, white or black, each as likely.

    A pixel of a colour image changes in all its channels together.

    Raises
    ------
    ValueError
        If the fraction is outside [0, 1], or the images are not float in [0, 1].
    """
    images = _checked(images)
    if not 0 <= fraction <= 1:
        raise ValueError(f"fraction is {fraction}; it is a share of the pixels, from 0 to 1.")
    pixels = images.shape[:3]
    draw = np.random.default_rng(seed).random(pixels, np.float32)
    noisy = images.astype(np.float32)
    noisy[draw < fraction] = 0
    noisy[draw < fraction / 2] = 1
    return noisy


def rectangles(images: np.ndarray, size: int | tuple[int, int], *, seed: int | None = None) -> np.ndarray:
    """Black out one rectangle of each image, at a random place wholly inside it.

    Parameters
    ----------
    images : array of float in [0, 1], (n, h, w) or (n, h, w, channels)
    size : int or (int, int)
        The side of a square, or (height, width), in pixels.

    Raises
    ------
    ValueError
        If the rectangle does not fit into the image, or the images have another form.
    """
    images = _checked(images)
    if images.ndim not in (3, 4):
        raise ValueError(
            f"the images have shape {images.shape}; a rectangle needs (n, height, width) or "
            "(n, height, width, channels). Reshape vectors first: images.reshape(-1, 28, 28)."
        )
    n, height, width = images.shape[:3]
    sides = np.asarray(size)
    if sides.shape not in ((), (2,)) or not np.issubdtype(sides.dtype, np.integer):
        raise ValueError(
            f"size is {size!r}; it is a whole number or (height, width), and at most the images' {height}×{width}."
        )
    tall, wide = np.broadcast_to(sides, 2)
    if not (1 <= tall <= height and 1 <= wide <= width):
        raise ValueError(f"a rectangle of {tall}×{wide} pixels does not fit into images of {height}×{width}.")
    rng = np.random.default_rng(seed)
    top = rng.integers(0, height - tall, n, endpoint=True)[:, None]
    left = rng.integers(0, width - wide, n, endpoint=True)[:, None]
    rows, columns = np.arange(height), np.arange(width)
    in_rows = (rows >= top) & (rows < top + tall)
    in_columns = (columns >= left) & (columns < left + wide)
    noisy = images.astype(np.float32)
    noisy[in_rows[:, :, None] & in_columns[:, None, :]] = 0
    return noisy


def _checked(images: np.ndarray, *, centred: bool = False) -> np.ndarray:
    images = np.asarray(images)
    if not np.issubdtype(images.dtype, np.floating):
        raise ValueError(
            f"the images hold {images.dtype} values; noise needs floats in [0, 1]: "
            'divide first, as in images.astype("float32") / 255.'
        )
    low = -1 if centred else 0
    # Written so that a NaN fails too.
    if images.size and not (images.min() >= low and images.max() <= 1):
        raise ValueError(
            f"the images lie between {images.min():.3g} and {images.max():.3g}; noise needs values in [{low}, 1]."
        )
    return images
