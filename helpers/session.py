"""The first thing a notebook runs: what it runs on, and how hard it will work."""

import os
import platform
import sys
import tempfile
from importlib.metadata import version
from importlib.util import find_spec

from helpers import edition, effort, work
from helpers.errors import CannotStart, disk_is_full, explain_full_disk
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
# What notebooks and helpers import, and the packages that provide it.
NEEDED = {
    "anywidget": "anywidget",
    "IPython": "ipython",
    "ipywidgets": "ipywidgets",
    "keras": "keras",
    "matplotlib": "matplotlib",
    "numpy": "numpy",
    "packaging": "packaging",
    "PIL": "pillow",
    "scipy": "scipy",
    "sklearn": "scikit-learn",
    "tensorflow": "tensorflow",
    "tqdm": "tqdm",
    "traitlets": "traitlets",
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
    _check_python()
    if effort.stated() != "grade":
        _check_room()
    tf = _tensorflow()
    tf.get_logger().setLevel("ERROR")
    if version("tensorflow").startswith("2.20."):
        # Its optimiser of graphs writes an error to stderr for convolutions followed by LeakyReLU, as in notebook 08.
        tf.config.optimizer.set_experimental_options({"remapping": False})
    gpus = tf.config.list_physical_devices("GPU")
    packages = ", ".join(f"{name} {version(name)}" for name in ("tensorflow", "keras", "numpy"))
    print(f"Course: {edition.name()}")
    print(f"Python {platform.python_version()}, {packages}")
    print(f"Device: {gpus[0].name.removeprefix('/physical_device:') if gpus else 'CPU'}")
    print(f"Effort: {effort.level()} ({MEANING[effort.level()]})")
    print(f"Data: {effort.pick(full=ORIGIN, quick=ORIGIN, grade='stand-ins, made on this machine')}")
    for sentence in edition.untested():
        print(sentence)
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell:
        explain_full_disk(shell)


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
    if missing := [package for module, package in NEEDED.items() if find_spec(module) is None]:
        raise CannotStart(
            f"This notebook's kernel is {here}, which lacks {', '.join(missing)}.\n{change}\n"
            "Or install there what is missing, by %pip install in a new cell, and restart the kernel."
        )


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


def _tensorflow() -> object:
    """Return TensorFlow, imported in silence."""
    noise: list[str] = []
    try:
        with caught_stderr() as noise:
            import tensorflow
    except Exception as error:  # a library that does not fit can fail in any way
        reason = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
        raise CannotStart(
            f"TensorFlow is installed in {sys.executable}, but it cannot be loaded:\n"
            f"{type(error).__name__}: {reason}\n"
            "Most often its installation is incomplete, or a package beside it does not fit. Restart the kernel; if "
            "that does not help, make the environment again: `make clean`, then `make lab`. `import tensorflow` in a "
            "new cell shows the whole error."
        ) from error
    except BaseException:
        print(*noise, file=sys.stderr)
        raise
    return tensorflow
