"""The first thing a notebook runs: what it runs on, and how hard it will work."""

import os
import platform
import sys
from importlib.metadata import version

from helpers import effort
from helpers.quiet import caught_stderr

# TensorFlow reports CPU features and missing GPU drivers on stderr. A learner can do nothing about them, and nbgrader
# counts a check cell that wrote to stderr as failed. The first variable silences TensorFlow once it is imported.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Otherwise TensorFlow takes all of a GPU's memory, and a second open notebook fails.
os.environ.setdefault("TF_FORCE_GPU_ALLOW_GROWTH", "true")

MEANING = {
    "full": "as many epochs as the sources of each lesson",
    "quick": "fewer epochs, for a laptop; set WORKBOOK_EFFORT=full before starting for the long version",
    "grade": "seconds, on small stand-in data",
}
# Which of the two a set came from is printed when a notebook first needs it.
ORIGIN = "each real set from this machine's cache or from the network; without both a stand-in, announced"


def start() -> None:
    """Print the versions, the device, the effort level and the origin of the data. Safe to run twice."""
    try:
        with caught_stderr() as noise:
            import tensorflow as tf
    except BaseException:
        print(*noise, file=sys.stderr)
        raise

    tf.get_logger().setLevel("ERROR")
    if version("tensorflow").startswith("2.20."):
        # Its optimiser of graphs writes an error to stderr for convolutions followed by LeakyReLU, as in notebook 08.
        tf.config.optimizer.set_experimental_options({"remapping": False})
    gpus = tf.config.list_physical_devices("GPU")
    packages = ", ".join(f"{name} {version(name)}" for name in ("tensorflow", "keras", "numpy"))
    print(f"Python {platform.python_version()}, {packages}")
    print(f"Device: {gpus[0].name.removeprefix('/physical_device:') if gpus else 'CPU'}")
    print(f"Effort: {effort.level()} ({MEANING[effort.level()]})")
    print(f"Data: {effort.pick(full=ORIGIN, quick=ORIGIN, grade='stand-ins, made on this machine')}")
