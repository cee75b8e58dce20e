"""Where a learner's own work is kept: checkpoints, saved weights, and which exercises passed."""

import errno
import os
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import accidents, effort

if TYPE_CHECKING:
    import keras

VARIABLE = "WORKBOOK_WORK"


def folder() -> Path:
    """Return the folder for a learner's own work; it is made if it is not there.

    It is ``work`` beside the assignment folders, so that a later notebook finds what an earlier one saved. The
    environment variable ``WORKBOOK_WORK`` names another place. A run at effort ``grade`` gets an empty temporary
    folder: a mark must not depend on files left by another run.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen:
        path = Path(chosen).expanduser()
    elif effort.stated() == "grade":
        path = _temporary()
    else:
        here = Path.cwd()
        in_assignment = re.fullmatch(r"\d\d_\w+", here.name) is not None
        path = (here.parent if in_assignment else here) / "work"
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        return _instead(path, error.strerror or type(error).__name__)
    return path


@cache
def _temporary() -> Path:
    return Path(tempfile.mkdtemp(prefix="workbook-"))


@cache
def _instead(path: Path, why: str) -> Path:
    """Return a temporary folder in the place of one that cannot be used, with a sentence, once."""
    print(
        f"Your work cannot be kept in {path} ({why}). Until this session ends it is in {_temporary()}. To keep it, set "
        f"{VARIABLE} to a folder that you may write to, before JupyterLab starts."
    )
    return _temporary()


def saved_model(name: str) -> "keras.Model | None":
    """Return the model that a notebook saved as ``name.keras`` in the folder, or None if there is none to be read.

    Layers and functions of the learner's own are looked for by name among what the notebook defines.
    """
    import keras  # takes seconds

    path = folder() / f"{name}.keras"
    if not path.exists():
        return None
    failures: list[str] = []
    for own in ({}, _own()):
        try:
            model: keras.Model = keras.saving.load_model(path, compile=False, custom_objects=own)
        except Exception as error:  # a broken archive can raise nearly anything
            failures.append(_why(error))
        else:
            if failures:
                print(
                    f"The saved network {path.name} is read with what this notebook defines. One that does not define "
                    "it cannot read it: Keras' own layers and functions are read anywhere."
                )
            return model
    print(f"The saved network {path.name} cannot be read and is left unused: {failures[-1]}.")
    return None


def _own() -> dict[str, Any]:
    """Return the classes and functions that the notebook's cells define."""
    kernel = accidents.shell()
    return {
        name: value
        for name, value in (kernel.user_ns.items() if kernel else ())
        if callable(value) and getattr(value, "__module__", "") == "__main__"
    }


def _why(error: Exception) -> str:
    """Say in a clause why a saved model cannot be read."""
    text = " ".join(str(error).split())
    if missing := re.search(r"Could not locate (?:class|function|object) '([^']+)'", text):
        return (
            f"it holds {missing[1]}, which you defined and this notebook does not; run a cell with that definition "
            "before this one, or build the network of Keras' own layers and save it again"
        )
    if "Lambda" in text:
        return (
            "it holds a layer Lambda of a `lambda`, which is code, and code is not read from a file; take a Lambda(f) "
            "of a function f that you make by `def`, or better Keras' own layers, and save it again"
        )
    return f"{type(error).__name__}: {text[:200].rstrip('.')}"
