"""How Keras is made to train without waiting and without words that mean nothing to a learner."""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import keras

STEPS = 8  # batches in one call of the compiled training function
FEW = 200  # batches in all, up to which one in each call takes less time: the function is compiled sooner
FEWEST = 4  # batches in all, up to which it takes less time not to compile a function


@contextlib.contextmanager
def in_the_fastest_way(
    model: "keras.Model", callbacks: Sequence["keras.callbacks.Callback"], batches: int
) -> Iterator[None]:
    """Let Keras take several batches per call of its compiled function: the same losses, up to a fifth sooner.

    A few batches go one by one, and for the fewest no function is compiled. A model stays as it is that was compiled to
    do otherwise, or whose own training step or callbacks would notice.
    """
    import keras

    default = keras.callbacks.Callback
    noticed = any(
        getattr(getattr(callback, hook), "__func__", None) is not getattr(default, hook)
        for callback in callbacks
        for hook in ("on_batch_begin", "on_batch_end", "on_train_batch_begin", "on_train_batch_end")
    )
    usual = FEWEST < batches <= FEW
    if usual or noticed or own_step(model) or model.run_eagerly or model.steps_per_execution != 1:
        yield
        return
    _set(model, steps=STEPS if batches > FEW else 1, eager=batches <= FEWEST)
    try:
        yield
    finally:
        _set(model, steps=1, eager=False)


def own_step(model: "keras.Model") -> bool:
    """Tell whether a model trains by a step of its own."""
    import keras

    return type(model).train_step is not keras.Model.train_step


def _set(model: "keras.Model", steps: int, eager: bool) -> None:
    model.steps_per_execution, model.run_eagerly = steps, eager
    # As `compile` does: the functions are made anew.
    model.train_function = model.test_function = model.predict_function = None


@contextlib.contextmanager
def no_word_of_retracing() -> Iterator[None]:
    """Silence one warning of TensorFlow: several models trained in a loop look to it like one that is retraced."""
    logger = logging.getLogger("tensorflow")

    def other(record: logging.LogRecord) -> bool:
        return "retracing" not in str(record.msg)

    logger.addFilter(other)
    try:
        yield
    finally:
        logger.removeFilter(other)
