"""The first thing a notebook runs: what it runs on, and how hard it will work."""

import os
import platform
import re
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Any

from helpers import accidents, edition, effort, work
from helpers.errors import CannotStart, disk_is_full, explain_to
from helpers.quiet import caught_stderr

# TensorFlow reports CPU features and missing GPU drivers on stderr. A learner can do nothing about them, and nbgrader
# counts a check cell that wrote to stderr as failed. The first variable silences TensorFlow once it is imported.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Otherwise TensorFlow takes all of a GPU's memory, and a second open notebook fails.
os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")
# The lessons need this one, whatever ~/.keras/keras.json prefers.
os.environ["KERAS_BACKEND"] = "tensorflow"

MEANING = {
    "full": "as many epochs as the sources of each lesson",
    "quick": "fewer epochs, for a laptop; set WORKBOOK_EFFORT=full before starting for the long version",
    "grade": "seconds, on small stand-in data",
}
OLDEST = (3, 11)
# What notebooks and helpers import, and the packages that provide it, in the versions of pyproject.toml.
NEEDED = {
    "anywidget": "anywidget>=0.9.21,<1",
    "IPython": "ipython>=7.34,<10",
    "ipywidgets": "ipywidgets>=7.7.1,<9",
    "keras": "keras>=3.13,<4",
    "matplotlib": "matplotlib>=3.10,<4",
    "numpy": "numpy>=2.1,<3",
    "PIL": "pillow>=11,<14",
    "scipy": "scipy>=1.13,<2",
    "sklearn": "scikit-learn>=1.6,<2",
    "tensorflow": "tensorflow>=2.20,<2.23",
    "tqdm": "tqdm>=4.67,<5",
    "traitlets": "traitlets>=5.7.1,<6",
}
ROOM = 20_000_000  # bytes: the models and checkpoints of all notebooks
# Which of the two a set came from is printed when a notebook first needs it.
ORIGIN = "each real set from this machine's cache or from the network; without both a stand-in, announced"


def start() -> None:
    """Print the course's version, the packages', the device, the effort level and the origin of the data.

    Safe to run twice.

    Raises
    ------
    CannotStart
        If this Python lacks something that the course needs; the message says what to do.
    """
    if not __debug__:
        raise CannotStart(f"Nothing can be checked here: {accidents.OPTIMIZED}")
    _check_python()
    _check_files()
    _check_versions(module for module in NEEDED if module != "tensorflow")
    if effort.stated() != "grade":
        _check_room()
    tf, keras = _tensorflow_and_keras()
    _check_versions(["tensorflow"])
    _check_mode(tf, keras)
    tf.get_logger().setLevel("ERROR")
    if tf.__version__.startswith("2.20."):
        # Its optimiser of graphs writes an error to stderr for convolutions followed by LeakyReLU, as in notebook 08.
        tf.config.optimizer.set_experimental_options({"remapping": False})
    gpus = tf.config.list_physical_devices("GPU")
    packages = ", ".join(f"{name} {_installed(name)}" for name in ("tensorflow", "keras", "numpy"))
    print(f"Course: {edition.name()}")
    print(f"Python {platform.python_version()}, {packages}")
    print(f"Device: {gpus[0].name.removeprefix('/physical_device:') if gpus else 'CPU'}")
    print(f"Effort: {effort.level()} ({MEANING[effort.level()]})")
    print(f"Data: {effort.pick(full=ORIGIN, quick=ORIGIN, grade='stand-ins, made on this machine')}")
    accidents.put_back()
    for words, set_right in accidents.changed_settings().items():
        set_right()
        print(f"{words} was changed for everything, by a cell or by your own settings; set back for this notebook.")
    if shell := accidents.shell():
        explain_to(shell)


def _check_python() -> None:
    """Stop where the notebook's kernel is another Python than the course's."""
    here = f"{sys.executable} (Python {platform.python_version()})"
    change = (
        "Choose the course's own kernel: Kernel → Change Kernel… → Python 3 (ipykernel), in a JupyterLab that was "
        "started by `make lab`."
    )
    if sys.version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise CannotStart(f"This notebook's kernel is {here}; the course needs Python {needed} or newer.\n{change}")
    if missing := [_package(module) for module in NEEDED if find_spec(module) is None]:
        raise CannotStart(
            f"This notebook's kernel is {here}, which lacks {', '.join(missing)}.\n{change}\n"
            "Or install there what is missing, by %pip install in a new cell, and restart the kernel."
        )


def _check_files() -> None:
    """Stop where Python would import a file beside the notebook in the place of what the course needs."""
    for name, path in accidents.in_the_way().items():
        if name in NEEDED:
            raise CannotStart(accidents.rename(path, name))


def _check_mode(tf: Any, keras: Any) -> None:
    """Stop where something that ran before the set-up has settled for the whole session what the course needs not."""
    backend = keras.config.backend()
    if backend != "tensorflow" or not tf.executing_eagerly():
        what = f"Keras is running on {backend}" if backend != "tensorflow" else "TensorFlow's eager execution is off"
        raise CannotStart(
            f"{what}: a cell, or a file that Python runs as it starts, has chosen that before this one ran. The course "
            "needs Keras on TensorFlow as it comes. Restart the kernel, and run this cell first."
        )


def _check_versions(modules: Iterable[str]) -> None:
    """Stop where a package is older than the course's, and say so where it is newer than any that was tried."""
    for module in modules:
        oldest, newest = re.findall(r"[\d.]+", NEEDED[module])
        found = _installed(module)
        if found and _numbers(found) < _numbers(oldest):
            raise CannotStart(
                f"{_package(module)} {found} is installed in {sys.executable}; the course needs {oldest} or newer. "
                f'Choose the course\'s own kernel, or run %pip install "{NEEDED[module]}" in a new cell, and restart.'
            )
        if found and _numbers(found) >= _numbers(newest):
            print(
                f"{_package(module)} {found} is newer than what the course was tried with (below {newest}). If a cell "
                f'fails that should not: %pip install "{NEEDED[module]}" in a new cell, and restart the kernel.'
            )


def _package(module: str) -> str:
    return NEEDED[module].partition(">=")[0]


def _numbers(version: str) -> tuple[int, ...]:
    """Return a version's numbers; a release candidate counts as its release."""
    return tuple(map(int, re.findall(r"\d+", re.split(r"[^\d.]", version)[0])))


def _installed(module: str) -> str:
    """Return the version of a module: its own word, for TensorFlow is distributed under several names."""
    if module not in sys.modules:
        with suppress(PackageNotFoundError):
            return version(_package(module))
    return getattr(import_module(module), "__version__", "")


def _check_room() -> None:
    """Say so where files cannot be written, before an hour's training is lost."""
    try:
        tempfile.gettempdir()
    except OSError as error:  # Python's own words list every folder it tried
        raise CannotStart(
            "There is no room for temporary files: the disk is full, or no folder for them may be written to. Make "
            "room, or set TMPDIR to a folder with room before JupyterLab starts."
        ) from error
    folder = work.folder()
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(ROOM))
    except OSError as error:
        why = "the disk is full, or your share of it" if disk_is_full(error) else error.strerror
        print(
            f"Less than {ROOM // 1_000_000} MB can be written to {folder}, where your models and checkpoints are kept: "
            f"{why}. The notebook runs, but it may not be able to keep what it makes. Make room, or set WORKBOOK_WORK "
            "to another folder before JupyterLab starts."
        )


def _tensorflow_and_keras() -> tuple[Any, Any]:
    """Return the two, imported in silence."""
    noise: list[str] = []
    package = "TensorFlow"
    try:
        with caught_stderr() as noise:
            import tensorflow

            package = "Keras"
            import keras
    except Exception as error:  # a library that does not fit can fail in any way
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
        advice = "\n".join(accidents.rename(path, name) for name, path in accidents.in_the_way().items()) or (
            "Most often its installation is incomplete, or a package beside it does not fit. Restart the kernel; if "
            "that does not help, make the environment again: `make clean`, then `make lab`. "
            f"`import {package.lower()}` in a new cell shows the whole error."
        )
        raise CannotStart(
            f"{package} is installed in {sys.executable}, but it cannot be loaded:\n"
            f"{type(error).__name__}: {reason}\n{advice}"
        ) from error
    except BaseException:
        print(*noise, file=sys.stderr)
        raise
    return tensorflow, keras
