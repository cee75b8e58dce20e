"""Random numbers as if something had not happened."""

import contextlib
import random
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

# Where Keras keeps the generator behind every layer without a seed of its own, and the numbers in layers' names.
GENERATOR, NAMES = "global_seed_generator", "object_name_uids"


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let random numbers after the block be those that they would have been without it, and layers' names too.

    A check builds models and draws numbers; what a learner trains later must not depend on whether it has run. Where
    Keras keeps these elsewhere one day, only that is lost.
    """
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 - it is this one that learners may use
    generator, names = _of_keras(GENERATOR), dict(_of_keras(NAMES) or {})
    state = None if generator is None else np.asarray(generator.state)
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002
        if generator is not None:
            generator.state.assign(state)
        if (known := _of_keras(NAMES)) is not None:
            known.clear()
            known.update(names)


def _of_keras(name: str) -> Any:
    if "keras" not in sys.modules:
        return None
    with contextlib.suppress(ImportError, AttributeError):
        from keras.src.backend.common import global_state

        return global_state.get_global_attribute(name)
    return None
