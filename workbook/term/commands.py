"""The steps of ``workbook term``. Each imports what it needs when it runs."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Steps = argparse._SubParsersAction[argparse.ArgumentParser]


def add(steps: "Steps") -> None:
    """Add each step with its arguments; `run` of what was parsed takes them and returns the exit status."""
