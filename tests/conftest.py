"""What every test gets: the project's folder, and a process that stays quiet, headless and on this project's tools."""

import os
import sys
from pathlib import Path

import pytest

# nbgrader calls alembic by its name, also where pytest was not started by make.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("MPLBACKEND", "agg")


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of the project."""
    return Path(__file__).parent.parent
