"""A training's state after each epoch, from which the same call goes on when it was cut off."""

import contextlib
import json
import os
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import keras


class Checkpoint:
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
            "data": f"{targets.shape} {zlib.crc32(targets[:: len(targets) // 16 + 1].tobytes())}",
        }

    def restore(self, history: "keras.callbacks.History") -> int:
        """Bring back the last state, if it is there and this training's own, and return how many epochs are done."""
        try:
            with np.load(self.file) as stored:
                about = json.loads(str(stored["about"]))
                values = [stored[str(i)] for i in range(len(stored.files) - 1)]
            other = [part for part, text in self.identity.items() if about["identity"][part] != text]
            done, losses = int(about["epochs"]), about["history"]
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
        """Return what saves the state after each epoch."""
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
        values: dict[str, Any] = {str(i): np.asarray(variable) for i, variable in enumerate(self._variables())}
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
            return list(self.model.variables)
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
