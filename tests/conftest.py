"""What every test gets: the project's folder, and a process that stays quiet, headless and on this project's tools."""

import os
import subprocess
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


@pytest.fixture(scope="session")
def index_answers() -> bool:
    """Return whether a package index can be reached."""
    # A package that a machine's own folder of packages hardly holds: pip looks there, too.
    trial = [sys.executable, "-m", "pip", "--disable-pip-version-check", "index", "versions", "jupyter-book"]
    return subprocess.run([*trial, "--retries", "1"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="session")
def registered(tmp_path_factory) -> Path:
    """Return the folder of a small course that nbgrader knows."""
    from small_course import SmallCourse

    return SmallCourse(tmp_path_factory.mktemp("registered") / "course").folder
