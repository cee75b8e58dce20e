"""What is seen of a training while it runs, and the one line that it leaves."""

import math
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from helpers import plots

if TYPE_CHECKING:
    import keras

REFRESH = 0.2  # seconds between two updates of what is displayed


class Watch:
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
        self.model, self.history, self.epochs, self.steps, self.label = model, history, epochs, steps, label
        self.start: float = start  # epochs that were done when the clock began
        self.began: float | None = None
        self.shown: dict[str, tuple[Any, float]] = {}  # from "line" or "picture" to its display and when it changed
        self.images = None
        if _in_notebook():
            self._line(start)
            self.images = None if show is None else np.asarray(show)
            self._picture()

    def callback(self) -> "keras.callbacks.Callback":
        """Return what keeps the line and the picture up to date."""
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
        done = length(self.history)
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


def length(history: "keras.callbacks.History") -> int:
    """Return how many epochs a history holds."""
    return max(map(len, history.history.values()), default=0)


def _number(value: float) -> str:
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:.0f}"


def _in_notebook() -> bool:
    """Tell whether there is a kernel, whose front end can change a display in place."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    return getattr(shell, "kernel", None) is not None
