"""How hard to work: ``full``, ``quick`` or ``grade``.

``full`` is a recipe as its source states it. ``quick`` keeps the lesson visible on a two-core laptop. ``grade`` takes
seconds on small stand-in data, so that nothing retrains for long while nbgrader validates or grades.
"""

import os
from typing import TypeVar

LEVELS = ("full", "quick", "grade")
VARIABLE = "WORKBOOK_EFFORT"

T = TypeVar("T")


def level() -> str:
    """Return ``"full"``, ``"quick"`` or ``"grade"``.

    The environment variable ``WORKBOOK_EFFORT`` decides. Without it, a run started by nbgrader (which sets
    ``NBGRADER_EXECUTION``) is ``grade``, a machine with a GPU runs ``full``, and any other runs ``quick``.

    Raises
    ------
    ValueError
        If the variable holds another word.
    """
    return stated() or ("full" if _has_gpu() else "quick")


def stated() -> str | None:
    """Return the level where the environment says it, and None where the machine's device decides."""
    chosen = os.environ.get(VARIABLE, "").strip().lower()
    if chosen and chosen not in LEVELS:
        raise ValueError(f"{VARIABLE} is {chosen!r}; set it to one of {', '.join(LEVELS)}, or unset it.")
    return chosen or ("grade" if os.environ.get("NBGRADER_EXECUTION") else None)


def pick(*, full: T, quick: T, grade: T) -> T:
    """Return the argument that belongs to the present level: ``epochs = effort.pick(full=50, quick=10, grade=2)``."""
    return {"full": full, "quick": quick, "grade": grade}[level()]


def _has_gpu() -> bool:
    # Imported here because it takes seconds, and a run that names its effort needs no answer.
    import tensorflow as tf

    return bool(tf.config.list_physical_devices("GPU"))
