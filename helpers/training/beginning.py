"""How a training begins: its random numbers, its learning rate, and the last biases of the network."""

import math
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

if TYPE_CHECKING:
    import keras


def seed(n: int) -> None:
    """Seed Python, NumPy and Keras: the same seed, data and machine give the same training to the last digit.

    The environment variable ``WORKBOOK_SEED`` is added to `n`: it runs a whole notebook on other random numbers.

    TensorFlow's op determinism stays off: a CPU does not need it, and on a GPU it is slow and some layers fail with it.
    """
    import keras  # takes seconds

    keras.utils.set_random_seed(n + int(os.environ.get("WORKBOOK_SEED") or 0))


def warmup_cosine(
    peak: float, *, images: int, batch_size: int, epochs: int
) -> "keras.optimizers.schedules.CosineDecay":
    """Return a learning rate that climbs to `peak` in the first fifth of all steps, then falls to 0 along a cosine.

    Parameters
    ----------
    images, batch_size, epochs
        Of the training, from which the number of steps follows.

    Notes
    -----
    The fall is that of Loshchilov and Hutter, *SGDR* (2017), without restarts; the climb that of Goyal et al.,
    *Accurate, large minibatch SGD* (2017).
    """
    import keras

    steps = math.ceil(images / batch_size) * epochs
    climb = max(1, steps // 5)
    return keras.optimizers.schedules.CosineDecay(
        peak / 20, max(1, steps - climb), warmup_target=peak, warmup_steps=climb
    )


def trained_before(model: "keras.Model") -> str:
    """Say that a model has been trained since it was compiled, and if its learning rate has ended; else nothing."""
    import keras

    done = int(getattr(model.optimizer, "iterations", 0))
    if not done:
        return ""
    words = f"This model has been trained before, for {done:,} batches, and is trained further."
    schedule = getattr(model.optimizer, "_learning_rate", None)
    if isinstance(schedule, keras.optimizers.schedules.LearningRateSchedule):
        rate, highest = (
            max(float(schedule(step)) for step in steps) for steps in ([done], range(0, done, done // 99 + 1))
        )
        if rate < 1e-6 * highest:
            words += (
                " But its learning rate's schedule is over, and the rate is 0: nothing more is learned. To train anew, "
                "first run the cell that makes and compiles the model."
            )
    return words


def start_at_mean(model: "keras.Model", targets: ArrayLike) -> None:
    """Set the last biases of an untrained model so that its outputs start near the mean of what it should return.

    Every output of an untrained network lies near 0.5 (a sigmoid) or 0 (no activation), and the first epochs would go
    into what all images have in common. The bias that gives a mean m is m itself, or log(m / (1 - m)) before a sigmoid:
    one for each output of a dense layer, one for each channel of a convolution.

    A model whose last layer has no such bias, or another activation, is left as it is, with a word.

    Parameters
    ----------
    targets
        What the model should return, shape (n, ...); values in [0, 1] for a sigmoid.
    """
    import keras

    targets = np.asarray(targets)
    channels = model(targets[:1]).shape[-1]  # a model without an input shape has no weights before it is called
    activations: set[Any] = set()
    bias: Any = None
    for layer in reversed(list(_innermost(model))):
        activations.add(getattr(layer, "activation", keras.activations.linear))
        if layer.weights:
            bias = getattr(layer, "bias", None)
            break
    fits = bias is not None and bias.shape[0] in (targets[0].size, channels)
    if not fits or activations - {keras.activations.linear, keras.activations.sigmoid}:
        print("The last layer has no bias that could be set to the mean: training starts from the model as it is.")
        return
    mean = targets.reshape(-1, bias.shape[0]).mean(axis=0, dtype=np.float64)
    if keras.activations.sigmoid in activations:
        mean = np.clip(mean, 1e-3, 1 - 1e-3)  # a pixel that is always black would need an infinite bias
        mean = np.log(mean / (1 - mean))
    bias.assign(mean)


def _innermost(model: "keras.Model") -> Iterator["keras.layers.Layer"]:
    """Yield the layers of a model, and of models inside it, in order."""
    for layer in model.layers:
        if hasattr(layer, "layers"):
            yield from _innermost(layer)
        else:
            yield layer
