"""What every test gets: the project's folder, and a process that stays quiet, headless and on this project's tools."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from absl import logging as absl_logging
from xdist.scheduler import LoadFileScheduling

# nbgrader calls alembic by its name, also where pytest was not started by make.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("MPLBACKEND", "agg")
# TensorFlow's library for messages closes the stream it began with, pytest's, when nbgrader sets up a log of its own.
absl_logging.get_absl_handler().python_handler.stream = sys.__stderr__

LONG = (
    *("course", "jupyterhub", "colab", "notebooks", "batch", "browser", "autograder", "audit", "walls", "examiner"),
    *("door", "nbgraders_own", "book", "fairness", "term_demo", "instructors"),
)
"""Files of tests that take minutes, the longest first."""


class Parts(LoadFileScheduling):
    """Give a worker a file at a time, or a part of one: the tests whose parameter has an id such as `part one`."""

    def _split_scope(self, nodeid: str) -> str:
        part = re.search(r"\[part [^\]]*\]", nodeid)
        return super()._split_scope(nodeid) + (part[0] if part else "")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Parts:
    """Share the tests among workers. xdist's own groups are set in a test's `_nodeid`, which pytest 9.2 has no more."""
    return Parts(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs walls where none can be built, and run the long files first.

    Workers that take a file at a time then end at about the same time.
    """
    walled = [item for item in items if item.get_closest_marker("walls")]
    if walled:
        from workbook.grading.sandbox import bubblewrap

        if problem := bubblewrap.missing():
            for item in walled:
                item.add_marker(pytest.mark.skip(reason=problem))
    names = [f"test_{name}.py" for name in LONG]
    items.sort(key=lambda item: names.index(item.path.name) if item.path.name in names else len(names))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in a line for each reason how many tests were skipped, and how many long ones were left out."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    for reason, count in reasons.most_common():
        terminalreporter.write_line(f"{count} skipped: {reason}")
    if terminalreporter.stats.get("deselected") and "not long" in terminalreporter.config.option.markexpr:
        terminalreporter.write_line("The long tests were left out; `make test-all` runs them, too.")


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
