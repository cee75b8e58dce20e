"""What `fit` is given, examined before a training begins, with errors that say what to change."""

import numbers
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    import keras


def must_be_count(name: str, value: object) -> None:
    """Raise a ValueError unless this is a whole number above 0."""
    if not isinstance(value, numbers.Integral) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} is {value!r}; it must be a whole number, 1 or more.")


def pair(name: str, inputs: ArrayLike, target_name: str, targets: ArrayLike | None) -> tuple[np.ndarray, np.ndarray]:
    """Return inputs and targets, which are the inputs if there are none."""
    inputs = _array(name, inputs)
    if targets is None:
        return inputs, inputs
    targets = np.asarray(targets)
    if targets.ndim != 1:  # one number each may be a label
        targets = _array(target_name, targets)
    if len(inputs) != len(targets):
        raise ValueError(f"There are {len(inputs)} {name} and {len(targets)} {target_name}; expected one for each.")
    return inputs, targets


def _array(name: str, values: ArrayLike) -> np.ndarray:
    values = np.asarray(values)
    if values.dtype == np.uint8:
        raise ValueError(
            f"{name}: the values are of type uint8, up to {values.max(initial=0)}; "
            'convert to float32 and divide by 255: x.astype("float32") / 255.'
        )
    if values.dtype.kind != "f":
        raise ValueError(f"{name}: the values are of type {values.dtype}; expected floating-point numbers.")
    if values.ndim < 2 or not values.size:
        raise ValueError(f"{name}: the shape is {values.shape}; expected (n, ...), n examples of one number or more.")
    return values


def must_fit(model: "keras.Model", name: str, inputs: np.ndarray, targets: np.ndarray) -> None:
    """Try the model on one example, which also makes the weights of a model that has none yet."""
    try:
        output = model(inputs[:1])
    except NotImplementedError:
        return  # a model with its own training step need not have a forward pass
    except Exception as error:
        wanted = getattr(model, "input_shape", None)
        if not isinstance(wanted, tuple) or _agree(wanted[1:], inputs.shape[1:]):
            raise
        raise ValueError(
            f"The model takes inputs of shape {_example(wanted)}, and {name} has {_example(inputs.shape)} for each "
            f"example: reshape the data, or change the model's first layer."
        ) from error
    shape = getattr(output, "shape", None)  # none for a model of several outputs
    if shape is not None and targets.ndim > 1 and not _agree(shape[1:], targets.shape[1:]):
        raise ValueError(
            f"The model returns {_example(shape)} for each example of {name}, and the target has "
            f"{_example(targets.shape)}: reshape one of them, or change the model's last layer."
        )


def _agree(wanted: Sequence[int | None], found: Sequence[int]) -> bool:
    """Tell whether Keras would match the two shapes: None is any size, and a last axis of 1 may be missing."""
    short, long = sorted((tuple(wanted), tuple(found)), key=len)
    if len(short) + 1 == len(long) and long[-1] == 1:
        long = long[:-1]
    return len(short) == len(long) and all(a == b or None in (a, b) for a, b in zip(short, long, strict=True))


def _example(shape: Sequence[int | None]) -> str:
    return str(tuple(shape[1:]))
