"""What a learner gives to a widget: arrays, models and functions, checked, with errors that say what to give."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from helpers.plots.images import as_images

Model = Callable[..., Any]


def numbers(values: ArrayLike, name: str) -> np.ndarray:
    """Return an array of numbers with at least two axes and one row."""
    array = np.asarray(values)
    if array.dtype.kind not in "biuf" or array.ndim < 2 or not len(array):
        raise ValueError(f"{name} has shape {array.shape} and type {array.dtype}; expected numbers of shape (n, ...).")
    return array


def must_be_called(function: Any, name: str, inputs: str, outputs: str) -> None:
    """Raise a TypeError that names what is expected, unless this can be called."""
    if not callable(function):
        raise TypeError(
            f"{name} is of type {type(function).__name__}; expected a model or a function from {inputs} to {outputs}."
        )


def outputs(function: Callable[..., Any], name: str, inputs: np.ndarray) -> np.ndarray:
    """Return what a model or a function makes of a batch, one result for each input."""
    made = function(inputs)
    if isinstance(made, tuple | list):
        raise TypeError(f"{name} returned {len(made)} things; expected one array, so choose: lambda x: {name}(x)[0].")
    made = np.asarray(made)
    if made.dtype.kind not in "biuf" or made.shape[:1] != (len(inputs),):
        raise ValueError(
            f"{name} returned shape {made.shape} of type {made.dtype} for {counted(len(inputs), 'input')}; "
            f"expected numbers, one result for each."
        )
    return made


def alike(made: np.ndarray, name: str, like: np.ndarray) -> np.ndarray:
    """Return images of the same size as others."""
    images = as_images(made, name, most=len(made))
    if images.shape[1:3] != like.shape[1:3] or images.ndim != like.ndim:
        raise ValueError(f"{name}: the images have shape {images.shape[1:]}; expected {like.shape[1:]}.")
    return images


def counted(n: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
