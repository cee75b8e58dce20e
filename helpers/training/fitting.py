"""Train a model with a progress line, live reconstructions, and a checkpoint after each epoch to go on from."""

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from helpers import work
from helpers.training.arguments import must_be_count, must_fit, pair
from helpers.training.beginning import trained_before
from helpers.training.checkpoint import Checkpoint
from helpers.training.interrupt import NoLosses, must_not_be_stopped, stop_the_queue
from helpers.training.speed import in_the_fastest_way, no_word_of_retracing, own_step
from helpers.training.watch import Watch, length

if TYPE_CHECKING:
    import keras

AT_ONCE = 100  # validation examples in a batch, or more when the training's batches are larger


def fit(
    model: "keras.Model",
    inputs: ArrayLike,
    targets: ArrayLike | None = None,
    *,
    epochs: int,
    batch_size: int,
    validation: ArrayLike | tuple[ArrayLike, ArrayLike] | None = None,
    name: str | None = None,
    show: ArrayLike | None = None,
    callbacks: Sequence["keras.callbacks.Callback"] = (),
) -> "keras.callbacks.History":
    """Train a compiled model as ``model.fit`` does, with the same result, and show how far it is.

    Validation takes batches of 100 or more. Only a layer that draws random numbers in validation notices.

    An interrupt (the stop button) is no error for the cell: the model keeps its weights and the history so far is
    returned. But the cell's next training is not begun, and cells that wait to run, as in Run All, are not run.

    A model that was trained before is trained further, with a word.

    Parameters
    ----------
    inputs
        Floating-point numbers, shape (n, ...).
    targets
        What the model should return, shape (n, ...); the inputs themselves when left out.
    validation
        ``(inputs, targets)``, or one array when the inputs are the targets.
    name
        Keeps a checkpoint after each epoch in ``checkpoints/name`` of the learner's folder: weights, optimizer, epoch
        and history. When training was cut off, the same call goes on from there. It is removed when training is done.
        A checkpoint of another model, optimizer, loss, number of epochs, batch size or data is set aside, with a word.
    show
        A few inputs whose reconstructions are drawn after each epoch, in a notebook: below the inputs when there are up
        to ten, as a square grid when there are more.

    Returns
    -------
    keras.callbacks.History
        The losses of all epochs, those before a resumption too.

    Raises
    ------
    ValueError
        If the model is not compiled, or the model and the data do not fit each other.
    Stopped
        If the cell was interrupted in an earlier training.
    """
    import keras

    must_not_be_stopped()

    if not isinstance(model, keras.Model):
        raise ValueError(f"The first argument must be a Keras model; found {type(model).__name__}.")
    if not model.compiled:
        raise ValueError("The model is not compiled: call model.compile(optimizer=..., loss=...) first.")
    must_be_count("epochs", epochs)
    must_be_count("batch_size", batch_size)
    if name is not None and not re.fullmatch(r"\w[\w.-]*", name):
        raise ValueError(f"name is {name!r}; it names a folder: use letters, digits, '-', '_' and '.'.")
    inputs, targets = pair("inputs", inputs, "targets", targets)
    held_out = None
    if isinstance(validation, tuple):
        if len(validation) != 2:
            raise ValueError(f"validation is a tuple of {len(validation)}; expected (inputs, targets).")
        held_out = pair("validation inputs", validation[0], "validation targets", validation[1])
    elif validation is not None:
        if targets is not inputs:
            raise ValueError("validation is one array, but targets are given: pass validation=(inputs, targets).")
        held_out = pair("validation", validation, "validation", None)
    must_fit(model, "inputs", inputs, targets)
    if held_out is not None:
        must_fit(model, "validation inputs", *held_out)

    history = keras.callbacks.History()
    checkpoint = None
    start = 0
    if name is not None:
        checkpoint = Checkpoint(work.folder() / "checkpoints" / name, model, targets, epochs, batch_size)
        start = checkpoint.restore(history)
    if not start and (words := trained_before(model)):
        print(words)
    label = "original" if targets is inputs else "input"
    watch = Watch(model, history, start, epochs, math.ceil(len(inputs) / batch_size), show, label)
    # An epoch counts when the caller's callbacks have had their turn: they may add to the history, or change the
    # learning rate that the checkpoint keeps.
    together = [*callbacks, history, *([checkpoint.callback(history)] if checkpoint else []), watch.callback()]
    if not own_step(model) and not model.optimizer.built:
        model.optimizer.build(model.trainable_variables)  # a step that has to make variables would be traced twice
    try:
        with no_word_of_retracing(), in_the_fastest_way(model, callbacks, epochs * watch.steps):
            model.fit(
                inputs,
                targets,
                batch_size=batch_size,
                epochs=epochs,
                initial_epoch=start,
                validation_data=held_out,
                validation_batch_size=max(batch_size, AT_ONCE),
                verbose=0,
                callbacks=together,
            )
    except KeyboardInterrupt:
        saved = checkpoint.saved if checkpoint else 0
        advice = f"go on from epoch {saved + 1}" if saved else "train it further"
        waiting = " Cells that were waiting are not run." if stop_the_queue() else ""
        kept = f"The model keeps its weights; run this cell again to {advice}."
        watch.close(f"Interrupted after {watch.summary()}. {kept}{waiting}")
        history.history = history.history or NoLosses()
    except BaseException:
        watch.close(f"Stopped by an error after {watch.summary()}.")
        raise
    else:
        if checkpoint:
            checkpoint.remove()
        watch.close(watch.summary())
    history.epoch = list(range(length(history)))
    return history
