"""Errors between images, in NumPy, so that they can be computed on any arrays and by any process.

Each function takes two arrays of the same shape, with the first axis counting images, and returns one number: the
mean over every pixel of every image.
"""

import numpy as np


def mse(targets: np.ndarray, predictions: np.ndarray) -> float:
    """Mean squared error per pixel."""
    targets, predictions = _pair(targets, predictions)
    return float(np.mean((targets - predictions) ** 2))


def bce(targets: np.ndarray, predictions: np.ndarray) -> float:
    """Binary cross-entropy per pixel in nats, as ``keras.losses.BinaryCrossentropy`` computes it.

    Predictions are kept 1e-7 away from 0 and 1, as Keras does, so that the logarithm stays finite.
    """
    targets, predictions = _pair(targets, predictions)
    p = np.clip(predictions, 1e-7, 1 - 1e-7)
    return float(-np.mean(targets * np.log(p) + (1 - targets) * np.log1p(-p)))


def psnr(targets: np.ndarray, predictions: np.ndarray) -> float:
    """Peak signal-to-noise ratio in decibels of images in [0, 1]: ``-10 log10(mse)``. Higher is better."""
    error = mse(targets, predictions)
    return float("inf") if error == 0 else float(-10 * np.log10(error))


def mean_image_baseline(train: np.ndarray, test: np.ndarray, loss=mse) -> float:
    """Error of the laziest reconstruction: the mean training image, whatever the input.

    A model whose error is no lower has learned nothing about the single image.
    """
    mean = np.mean(train, axis=0, dtype=np.float64)
    return loss(test, np.broadcast_to(mean, test.shape))


def _pair(targets: np.ndarray, predictions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    targets, predictions = np.asarray(targets, np.float64), np.asarray(predictions, np.float64)
    if targets.shape != predictions.shape:
        raise ValueError(
            f"the targets have shape {targets.shape} and the predictions {predictions.shape}: "
            "an error between images needs two arrays of the same shape."
        )
    return targets, predictions
