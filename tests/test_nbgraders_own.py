"""The tests that nbgrader ships, with this project's settings in the place of nbgrader's."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = "c = get_config()\nfrom workbook.term import settings\nsettings.use(c)\n"
# What this grader does otherwise, on purpose. docs/any_course.md says so to instructors.
OTHERWISE = {
    "autograde": {
        "test_handle_failure": "cells that the assignment does not have are left out, with a note",
        "test_handle_failure_single_notebook": "the same",
        "test_side_effects": "what a submission's cells write is gone with their process",
    },
}
COMMANDS = [pytest.param("autograde", marks=pytest.mark.walls), "export"]


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("command", COMMANDS)
def test_nbgraders_own_tests_pass_but_for_a_list(tmp_path, command):
    (tmp_path / "nbgrader_config.py").write_text(SETTINGS)
    report = tmp_path / "report.xml"
    module = f"nbgrader.tests.apps.test_nbgrader_{command}"
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    plugins = ["-p", "no:cacheprovider", "-p", "nbgraders_own"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, f"--junitxml={report}", "--pyargs", module],
        cwd=tmp_path,
        env=os.environ | {"JUPYTER_CONFIG_PATH": str(tmp_path), "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    cases = list(ElementTree.parse(report).iter("testcase"))
    failed = {case.get("name") for case in cases if case.find("failure") is not None or case.find("error") is not None}
    assert failed <= set(OTHERWISE.get(command, {})), run.stdout[-5000:]
    assert len(cases) > len(failed) + 1
