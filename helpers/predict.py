"""What a model makes of many inputs."""

from collections.abc import Callable
from typing import Any

import numpy as np


def predict(model: Callable[[np.ndarray], Any], inputs: np.ndarray, batch: int = 1000) -> np.ndarray:
    """Return a model's or a function's outputs as one array, computed in batches and in inference mode.

    The activations of a whole data set may not fit into memory, those of `batch` inputs do.

    The model is called directly: Keras' own ``predict`` would compile a graph for each new model, and log about it.
    """
    return np.concatenate([np.asarray(model(inputs[i : i + batch])) for i in range(0, len(inputs), batch)])
