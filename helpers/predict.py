"""What a model makes of many inputs."""

from collections.abc import Callable
from typing import Any

import numpy as np

BATCH = 1000  # inputs at a time: the activations of a whole data set may not fit into memory


def predict(model: Callable[[np.ndarray], Any], inputs: np.ndarray) -> np.ndarray:
    """Return a model's or a function's outputs as one array, computed in batches and in inference mode.

    The model is called directly: Keras' own ``predict`` would compile a graph for each new model, and log about it.
    """
    return np.concatenate([np.asarray(model(inputs[i : i + BATCH])) for i in range(0, len(inputs), BATCH)])
