"""Errors between images, in NumPy, so that they can be computed on any arrays and by any process.

Most functions take two arrays of the same shape, with the first axis counting images, and return one number: the mean
over every pixel of every image.
"""

from collections.abc import Callable

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


def mean_image_baseline(
    train: np.ndarray, test: np.ndarray, loss: Callable[[np.ndarray, np.ndarray], float] = mse
) -> float:
    """Error of the laziest reconstruction: the mean training image, whatever the input.

    A model whose error is no lower has learned nothing about the single image.
    """
    mean = np.mean(train, axis=0, dtype=np.float64)
    return loss(test, np.broadcast_to(mean, test.shape))


def pca_baseline(train: np.ndarray, test: np.ndarray, code_size: int) -> float:
    """Mean squared error on ``test`` of PCA fitted to ``train``, vectors (n, d), with ``code_size`` components.

    With the same vectors for both it is the lowest error that an affine map through a code of that size can have.
    """
    from sklearn.decomposition import PCA  # takes a second

    # ARPACK finds the leading components to rounding error, at a fraction of the time of a full decomposition.
    pca = PCA(code_size, svd_solver="arpack", random_state=0).fit(train)
    return mse(test, pca.inverse_transform(pca.transform(test)))


def nearest(images: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find for each image the one most like it among the others.

    Parameters
    ----------
    images, others
        Shapes (n, ...) and (m, ...), with the same number of values for each image.

    Returns
    -------
    distances
        Shape (n,): the root-mean-square difference per value.
    indices
        Shape (n,): which of the others it is.
    """
    from sklearn.metrics import pairwise_distances_argmin  # takes a second

    a, b = (np.reshape(x, (len(x), -1)).astype(np.float32) for x in (images, others))
    if a.shape[1] != b.shape[1]:
        raise ValueError(f"the images have {a.shape[1]} values each and the others {b.shape[1]}.")
    indices = pairwise_distances_argmin(a, b)
    return np.sqrt(((a - b[indices]) ** 2).mean(axis=1)), indices


def _pair(targets: np.ndarray, predictions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    targets, predictions = np.asarray(targets, np.float64), np.asarray(predictions, np.float64)
    if targets.shape != predictions.shape:
        raise ValueError(
            f"the targets have shape {targets.shape} and the predictions {predictions.shape}: "
            "an error between images needs two arrays of the same shape."
        )
    return targets, predictions
