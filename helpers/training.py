"""Train a model with a progress line, live reconstructions, and a checkpoint after each epoch to go on from."""

import contextlib
import json
import logging
import math
import numbers
import os
import re
import sys
import time
import warnings
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from helpers import plots, work

if TYPE_CHECKING:
    import keras

STEPS = 8  # batches in one call of the compiled training function
FEW = 200  # batches in all, up to which one in each call takes less time: the function is compiled sooner
FEWEST = 4  # batches in all, up to which it takes less time not to compile a function
AT_ONCE = 100  # validation examples in a batch, or more when the training's batches are larger
REFRESH = 0.2  # seconds between two updates of what is displayed


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
    activations, bias = set(), None
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
    shuffle: bool = True,
) -> "keras.callbacks.History":
    """Train a compiled model as ``model.fit`` does, with the same result, and show how far it is.

    Validation takes batches of 100 or more. Only a layer that draws random numbers in validation notices.

    An interrupt (the stop button) is no error: the model keeps its weights and the history so far is returned.

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
    """
    import keras

    if not isinstance(model, keras.Model):
        raise ValueError(f"The first argument must be a Keras model; found {type(model).__name__}.")
    if not model.compiled:
        raise ValueError("The model is not compiled: call model.compile(optimizer=..., loss=...) first.")
    _check_count("epochs", epochs)
    _check_count("batch_size", batch_size)
    if name is not None and not re.fullmatch(r"\w[\w.-]*", name):
        raise ValueError(f"name is {name!r}; it names a folder: use letters, digits, '-', '_' and '.'.")
    inputs, targets = _pair("inputs", inputs, "targets", targets)
    if isinstance(validation, tuple):
        if len(validation) != 2:
            raise ValueError(f"validation is a tuple of {len(validation)}; expected (inputs, targets).")
        validation = _pair("validation inputs", validation[0], "validation targets", validation[1])
    elif validation is not None:
        if targets is not inputs:
            raise ValueError("validation is one array, but targets are given: pass validation=(inputs, targets).")
        validation = _pair("validation", validation, "validation", None)
    _check_shapes(model, "inputs", inputs, targets)
    if validation is not None:
        _check_shapes(model, "validation inputs", *validation)

    history = keras.callbacks.History()
    checkpoint = None
    start = 0
    if name is not None:
        checkpoint = _Checkpoint(work.folder() / "checkpoints" / name, model, targets, epochs, batch_size)
        start = checkpoint.restore(history)
    label = "original" if targets is inputs else "input"
    watch = _Watch(model, history, start, epochs, math.ceil(len(inputs) / batch_size), show, label)
    # An epoch counts when the caller's callbacks have had their turn: they may add to the history, or change the
    # learning rate that the checkpoint keeps.
    together = [*callbacks, history, *([checkpoint.callback(history)] if checkpoint else []), watch.callback()]
    if not _own_step(model) and not model.optimizer.built:
        model.optimizer.build(model.trainable_variables)  # a step that has to make variables would be traced twice
    try:
        with _no_word_of_retracing(), _in_the_fastest_way(model, callbacks, epochs * watch.steps):
            model.fit(
                inputs,
                targets,
                batch_size=batch_size,
                epochs=epochs,
                initial_epoch=start,
                validation_data=validation,
                validation_batch_size=max(batch_size, AT_ONCE),
                shuffle=shuffle,
                verbose=0,
                callbacks=together,
            )
    except KeyboardInterrupt:
        saved = checkpoint.saved if checkpoint else 0
        advice = f"go on from epoch {saved + 1}" if saved else "train it further"
        watch.close(
            f"Interrupted after {watch.summary()}. The model keeps its weights; run this cell again to {advice}."
        )
    except BaseException:
        watch.close(f"Stopped by an error after {watch.summary()}.")
        raise
    else:
        if checkpoint:
            checkpoint.remove()
        watch.close(watch.summary())
    history.epoch = list(range(_length(history)))
    return history


def _check_count(name: str, value: object) -> None:
    if not isinstance(value, numbers.Integral) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{name} is {value!r}; it must be a whole number, 1 or more.")


def _pair(name: str, inputs: ArrayLike, target_name: str, targets: ArrayLike | None) -> tuple[np.ndarray, np.ndarray]:
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


def _check_shapes(model: "keras.Model", name: str, inputs: np.ndarray, targets: np.ndarray) -> None:
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


@contextlib.contextmanager
def _in_the_fastest_way(
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
    if usual or noticed or _own_step(model) or model.run_eagerly or model.steps_per_execution != 1:
        yield
        return
    _set(model, steps=STEPS if batches > FEW else 1, eager=batches <= FEWEST)
    try:
        yield
    finally:
        _set(model, steps=1, eager=False)


def _own_step(model: "keras.Model") -> bool:
    import keras

    return type(model).train_step is not keras.Model.train_step


@contextlib.contextmanager
def _no_word_of_retracing() -> Iterator[None]:
    """Silence one warning of TensorFlow: several models trained in a loop look to it like one that is retraced."""
    logger = logging.getLogger("tensorflow")

    def other(record: logging.LogRecord) -> bool:
        return "retracing" not in str(record.msg)

    logger.addFilter(other)
    try:
        yield
    finally:
        logger.removeFilter(other)


def _set(model: "keras.Model", steps: int, eager: bool) -> None:
    model.steps_per_execution, model.run_eagerly = steps, eager
    # As `compile` does: the functions are made anew.
    model.train_function = model.test_function = model.predict_function = None


class _Watch:
    """What is seen of a training: one line that changes in place, and a picture if there are images to show."""

    def __init__(
        self,
        model: "keras.Model",
        history: "keras.callbacks.History",
        start: int,
        epochs: int,
        steps: int,
        show: ArrayLike | None,
        label: str,
    ) -> None:
        self.model, self.history, self.start, self.epochs, self.steps = model, history, start, epochs, steps
        self.label = label
        self.began: float | None = None
        self.shown: dict[str, tuple[Any, float]] = {}  # from "line" or "picture" to its display and when it changed
        self.images = None
        if _in_notebook():
            self._line(start)
            self.images = None if show is None else np.asarray(show)
            self._picture()

    def callback(self) -> "keras.callbacks.Callback":
        import keras

        if not self.shown:
            return keras.callbacks.Callback()

        def epoch_begins(epoch: int, logs: object = None) -> None:
            self.epoch = epoch

        # The beginning of a batch, not its end: for the end Keras waits until the losses are there.
        def batch_begins(batch: int, logs: object = None) -> None:
            if batch:
                start_clock(self.epoch + batch / self.steps)
            self._line(self.epoch + batch / self.steps)

        def start_clock(done: float) -> None:
            if self.began is None:  # after the first call, which compiles and says nothing of the others
                self.began, self.start = time.monotonic(), done

        def epoch_ends(epoch: int, logs: object = None) -> None:
            start_clock(epoch + 1)
            self._line(epoch + 1)
            self._picture()

        return keras.callbacks.LambdaCallback(
            on_epoch_begin=epoch_begins, on_train_batch_begin=batch_begins, on_epoch_end=epoch_ends
        )

    def summary(self) -> str:
        """Return such as ``25 epochs: loss 0.0931, validation loss 0.0925``: nothing that another run would change."""
        done = _length(self.history)
        of = f" of {self.epochs}" if done != self.epochs else ""
        epochs = f"{done}{of} {'epoch' if self.epochs == 1 else 'epochs'}"
        return ": ".join(filter(None, [epochs, self._losses()]))

    def close(self, text: str) -> None:
        """Leave the last picture and one line of text."""
        if not self.shown:
            print(text)
            return
        self._picture(last=True)
        self._show("line", {"text/plain": text})

    def _line(self, done: float) -> None:
        if self._too_soon("line"):
            return
        from tqdm import tqdm

        losses = self._losses()
        bar = tqdm.format_meter(
            done,
            self.epochs,
            time.monotonic() - self.began if self.began else 0,
            ncols=100,
            prefix=f"epoch {min(int(done) + 1, self.epochs)}/{self.epochs}",
            postfix=losses,
            initial=self.start,
            bar_format="{l_bar}{bar}| {remaining} left{postfix}",
        )
        self._show("line", {"text/plain": bar})

    def _picture(self, *, last: bool = False) -> None:
        if self.images is None or (not last and self._too_soon("picture")):
            return
        made = np.asarray(self.model(self.images))
        if len(made) > 10:
            figure = plots.image_grid(made, columns=math.ceil(math.sqrt(len(made))), title="Reconstructions")
        else:
            figure = plots.rows({self.label: self.images, "reconstruction": made}, title="Reconstructions")
        self._show("picture", *figure._repr_mimebundle_())

    def _losses(self) -> str:
        logs = self.history.history
        return ", ".join(
            f"{name} {_number(logs[key][-1])}"
            for key, name in (("loss", "loss"), ("val_loss", "validation loss"))
            if logs.get(key)
        )

    def _too_soon(self, what: str) -> bool:
        return what in self.shown and time.monotonic() - self.shown[what][1] < REFRESH

    def _show(self, what: str, data: dict[str, str], metadata: dict[str, Any] | None = None) -> None:
        from IPython.display import display

        if what in self.shown:
            handle = self.shown[what][0]
            handle.update(data, raw=True, metadata=metadata)
        else:
            handle = display(data, raw=True, metadata=metadata, display_id=True)
        self.shown[what] = handle, time.monotonic()


class _Checkpoint:
    """The state of one training in one file, which is replaced as a whole, so that a kill leaves the last one intact.

    It holds every variable of the model (`Model.save_weights` keeps weights and optimizer, but over two files with the
    epoch, which a kill can leave apart), and what tells whether it belongs to the training that asks for it.
    """

    def __init__(self, folder: Path, model: "keras.Model", targets: np.ndarray, epochs: int, batch_size: int) -> None:
        self.folder, self.model = folder, model
        self.file, self.part = folder / "state.npz", folder / "state.part"
        self.saved, self.failed = 0, False
        self.identity = {
            "model": _description([[type(part).__name__, _config(part)] for part in _parts(model)]),
            "optimizer": _description(_config(model.optimizer)),
            "loss": _description(_config(model.loss)),
            "number of epochs": str(epochs),
            "batch size": str(batch_size),
            # Some of the targets stand for all: the inputs may carry noise that is new in each run.
            "data": f"{targets.shape} {zlib.crc32(np.ascontiguousarray(targets[:: len(targets) // 16 + 1]))}",
        }

    def restore(self, history: "keras.callbacks.History") -> int:
        """Bring back the last state, if it is there and this training's own, and return how many epochs are done."""
        try:
            with np.load(self.file) as stored:
                about = json.loads(str(stored["about"]))
                values = [stored[str(i)] for i in range(len(stored.files) - 1)]
            other = [part for part, text in self.identity.items() if about["identity"][part] != text]
            done, losses = about["epochs"], about["history"]
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except Exception as error:  # a broken archive can raise nearly anything
            self._set_aside(f"cannot be read ({type(error).__name__})")
            return 0
        variables = self._variables()
        if other or [v.shape for v in variables] != [value.shape for value in values]:
            self._set_aside(f"is of another {' and '.join(other) or 'model'}")
            return 0
        for variable, value in zip(variables, values, strict=True):
            variable.assign(value)
        history.history = losses
        self.saved = done
        print(f"Going on after epoch {done}, from the checkpoint {self.folder.name!r}.")
        return done

    def callback(self, history: "keras.callbacks.History") -> "keras.callbacks.Callback":
        import keras

        return keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: self._save(epoch + 1, history.history))

    def remove(self) -> None:
        """Delete the state; what was set aside stays."""
        with contextlib.suppress(OSError):
            self.file.unlink(missing_ok=True)
            self.part.unlink(missing_ok=True)
            self.folder.rmdir()

    def _save(self, epochs: int, history: dict[str, list[float]]) -> None:
        about = json.dumps({"identity": self.identity, "epochs": epochs, "history": history}, default=float)
        values = {str(i): np.asarray(variable) for i, variable in enumerate(self._variables())}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.part.open("wb") as stream:
                np.savez(stream, about=about, **values)
                stream.flush()
                os.fsync(stream.fileno())
            self.part.replace(self.file)
        except OSError as error:
            if not self.failed:
                print(f"The checkpoint {self.folder.name!r} could not be written ({error}). Training goes on.")
            self.failed = True
        else:
            self.saved = epochs

    def _variables(self) -> list["keras.Variable"]:
        optimizer = self.model.optimizer
        if optimizer is None:  # a model with its own training step may keep its optimizers itself
            return self.model.variables
        if not optimizer.built:
            optimizer.build(self.model.trainable_variables)
        return [*self.model.variables, *optimizer.variables]

    def _set_aside(self, why: str) -> None:
        aside = self.file.with_name("set-aside.npz")
        try:
            self.file.replace(aside)
            done = f"it is set aside as {self.folder.name}/{aside.name}"
        except OSError:  # a folder that is not ours to write in
            done = "it is left unused"
        print(f"The checkpoint {self.folder.name!r} {why}: {done}, and training starts at epoch 1.")


def _parts(layer: "keras.Layer") -> Iterator["keras.Layer"]:
    yield layer
    for part in getattr(layer, "layers", ()):
        yield from _parts(part)


def _config(thing: object) -> object:
    """Return Keras's own description of a layer, an optimizer or a loss, in lists and dicts."""
    import keras

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a lambda could not be read again: it will not be
        try:
            return thing.get_config() if isinstance(thing, keras.Layer) else keras.saving.serialize_keras_object(thing)
        except Exception:  # a subclassed model need not describe itself; its layers do
            return None


def _description(config: object) -> str:
    """Return a Keras configuration as text, without what differs between two runs of the same cells."""
    names: dict[str, str] = {}

    def find_names(thing: object) -> None:
        if isinstance(thing, dict):
            if isinstance(thing.get("name"), str):
                names.setdefault(thing["name"], f"#{len(names)}")  # Keras numbers names on through a whole session
            thing = list(thing.values())
        if isinstance(thing, list | tuple):
            for value in thing:
                find_names(value)

    def tidy(thing: object) -> object:
        if isinstance(thing, dict):
            if thing.get("class_name") == "__lambda__":  # its code holds the name of a temporary file
                return "lambda"
            return {key: tidy(value) for key, value in thing.items() if key != "shared_object_id"}
        if isinstance(thing, list | tuple):
            return [tidy(value) for value in thing]
        if isinstance(thing, str):
            return names.get(thing, thing)
        return thing if isinstance(thing, int | float | None) else type(thing).__name__

    find_names(config)
    return json.dumps(tidy(config))


def _length(history: "keras.callbacks.History") -> int:
    return max(map(len, history.history.values()), default=0)


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _in_notebook() -> bool:
    """Tell whether there is a kernel, whose front end can change a display in place."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None
