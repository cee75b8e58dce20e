"""A plugin for the tests that nbgrader ships: they meet this project's settings, and share what takes long to start.

`tests/test_nbgraders_own.py` loads it; JUPYTER_CONFIG_PATH names a folder with the settings.
"""

from functools import cache

import nbgrader.api
import pytest

from workbook.grading.sandbox import wall
from workbook.term.autograder import HardenedAutograde

# nbgrader starts a program for each new gradebook to ask for the same number.
nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)


@pytest.fixture(scope="session", autouse=True)
def one_fork_server():
    HardenedAutograde.zygote = zygote = wall.early()
    yield
    if zygote:
        zygote.close()
