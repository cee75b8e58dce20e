"""A plugin for the tests that nbgrader ships: they meet this project's settings, and share one fork server.

`tests/test_nbgraders_own.py` loads it; JUPYTER_CONFIG_PATH names a folder with the settings.
"""

import pytest

from workbook.grading.sandbox import wall
from workbook.term.autograder import HardenedAutograde


@pytest.fixture(scope="session", autouse=True)
def one_fork_server():
    HardenedAutograde.zygote = zygote = wall.early()
    yield
    if zygote:
        zygote.close()
