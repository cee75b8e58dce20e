"""What a check leaves behind: nothing."""

import contextlib
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import accidents

# Where Keras keeps the generator behind every layer without a seed of its own, and the numbers in layers' names.
GENERATOR, SEED, NAMES = "global_seed_generator", "global_random_seed", "object_name_uids"


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let everything after the block that all cells share be as it would have been without it.

    A check builds models, draws numbers, gives names to what it looks at, and runs a learner's function, which may do
    anything; what a learner computes later must not depend on whether it has run. These are put back: the cells' names,
    random numbers, the numbers in layers' names, and the settings of NumPy, Keras and Matplotlib; figures that are new
    in pyplot are closed. Where Keras or TensorFlow keeps these elsewhere one day, only that is lost.
    """
    undo = [kept() for kept in (_names, _numbers, _printing, _keras, _tensorflow, _matplotlib)]
    try:
        yield
    finally:
        for one in undo:
            one()


def _names() -> Callable[[], None]:
    kernel = accidents.shell()
    before = dict(kernel.user_ns) if kernel else {}

    def undo() -> None:
        if kernel:
            for name in kernel.user_ns.keys() - before.keys():
                del kernel.user_ns[name]
            kernel.user_ns.update(before)

    return undo


def _numbers() -> Callable[[], None]:
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 - it is this one that learners may use

    def undo() -> None:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002

    return undo


def _printing() -> Callable[[], None]:
    printing, errors = np.get_printoptions(), np.geterr()

    def undo() -> None:
        np.set_printoptions(**printing)
        np.seterr(**errors)

    return undo


def _keras() -> Callable[[], None]:
    if "keras" not in sys.modules:
        return _nothing
    try:
        from keras.src.backend.common import global_state as kept

        generator, seed = kept.get_global_attribute(GENERATOR), kept.get_global_attribute(SEED)
        names = dict(kept.get_global_attribute(NAMES) or {})
    except (ImportError, AttributeError):
        return _nothing
    drawn = None if generator is None else np.asarray(generator.state)
    settings = accidents.keras_settings()

    def undo() -> None:
        kept.set_global_attribute(GENERATOR, generator)
        kept.set_global_attribute(SEED, seed)
        if generator is not None:
            generator.state.assign(drawn)
        if (known := kept.get_global_attribute(NAMES)) is not None:
            known.clear()
            known.update(names)
        accidents.set_keras(settings)

    return undo


def _tensorflow() -> Callable[[], None]:
    if "tensorflow" not in sys.modules:
        return _nothing
    try:
        from tensorflow.python.eager.context import context

        eager: Any = context()
        seed, numbers = eager._seed, getattr(eager, "_rng", None)
    except (ImportError, AttributeError):
        return _nothing
    state = numbers and numbers.getstate()

    def undo() -> None:
        eager._seed = seed
        if numbers is not None:
            if eager._rng is not numbers or numbers.getstate() != state:
                eager.clear_kernel_cache()  # where an operation that was drawn from once would go on
            eager._rng = numbers
            numbers.setstate(state)

    return undo


def _matplotlib() -> Callable[[], None]:
    if "matplotlib" not in sys.modules:
        return _nothing
    import matplotlib

    settings = matplotlib.rcParams.copy()
    opened = _figures()

    def undo() -> None:
        dict.update(matplotlib.rcParams, settings)  # each of them was valid
        for number in set(_figures()) - set(opened):
            sys.modules["matplotlib.pyplot"].close(number)

    return undo


def _figures() -> list[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return pyplot.get_fignums() if pyplot else []


def _nothing() -> None:
    """Undo nothing."""
