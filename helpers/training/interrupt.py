"""What the stop button stops: a training, the rest of its cell's trainings, and the cells that wait to run."""

from typing import Any, NoReturn

from helpers import accidents
from helpers.errors import Plain


class Stopped(Plain):
    """A training that is not begun because the cell was interrupted in the one before."""


class NoEpoch(Plain, KeyError):
    """A loss that is not there because a training was interrupted before its first epoch had ended."""


class NoLosses(dict[str, list[float]]):
    """The losses of a training of which no epoch has ended: none, with a sentence for who asks."""

    def __missing__(self, name: str) -> NoReturn:
        raise NoEpoch(
            f"There is no {name!r} yet: the training was interrupted before its first epoch had ended. Run the cell "
            "that trains again, then this one."
        )


class _Button:
    """Whether the stop button was pressed in the cell that is running."""

    pressed = False


def stop_the_queue() -> bool:
    """Let the kernel count the running cell as failed, so that Run All stops there, and tell whether there is one.

    An error would do that, too, but then nothing could be returned, and the history so far would be lost.
    """
    kernel = accidents.shell()
    if not kernel:
        return False

    def fail(result: Any) -> None:
        _Button.pressed = False
        kernel.events.unregister("post_run_cell", fail)
        if result.error_in_exec is None:
            result.error_in_exec = Stopped("The cell was interrupted.")

    if not _Button.pressed:
        _Button.pressed = True
        kernel.events.register("post_run_cell", fail)
    return True


def must_not_be_stopped() -> None:
    """Raise an error if the cell that is running was interrupted in an earlier training."""
    if _Button.pressed:
        raise Stopped(
            "This cell was interrupted in the training before this one, so the cell ends here. Run it again to train "
            "all of them."
        )
