"""The tests that nbgrader ships, with this project's settings in the place of nbgrader's."""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTINGS = "c = get_config()\nfrom workbook.term import settings\nsettings.use(c)\n"
# What is otherwise here, on purpose. docs/any_course.md says so to instructors.
OTHERWISE = {
    "autograde": {
        "test_handle_failure": "cells that the assignment does not have are left out, with a note",
        "test_handle_failure_single_notebook": "the same",
        "test_side_effects": "what a submission's cells write is gone with their process",
    },
    "api": {
        "test_generate_feedback": "a page is made again where its marks have changed, without force, too",
    },
    "generate_feedback": {
        "test_force": "what else lies beside the pages in a student's folder of feedback stays",
        "test_force_f": "the same",
        "test_filter_notebook": "a page that is missing is made, also where the folder is there",
    },
    "releasefeedback": {
        "test_permissions[False]": "the gradebook that the settings name has other marks: with --db it passes",
        "test_permissions[True]": "the same",
    },
    "collect": {
        "test_collect": "the newest is collected without --update, too (tests/test_collect.py)",
        "test_permissions[False]": "what one user of the machine hands in under another's name is not collected",
        "test_permissions[True]": "the same, and nobody but instructors may look at it (tests/test_collect.py)",
    },
    "zip_collect": {
        "test_collect_timestamp_file": "a timestamp.txt among a student's files would let them choose their date",
        "test_collect_preserve_sub_dir": "the same; tests/test_door.py looks at folders below a student's",
    },
}
# The longest first. What formgrader's buttons do is in `api`; its pages nbgrader tests in a browser, not in Python.
GRADED = ("nbgrader_autograde", "api", "nbgrader_generate_feedback", "nbgrader_releasefeedback")
OTHERS = ("nbgrader_collect", "nbgrader_export", "nbgrader_zip_collect", "nbgrader_formgrade")
# A worker takes one at a time (tests/conftest.py).
COMMANDS = [
    *(pytest.param(name, id=f"part {name}", marks=pytest.mark.walls) for name in GRADED),
    *(pytest.param(name, id=f"part {name}") for name in OTHERS),
]


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("command", COMMANDS)
def test_nbgraders_own_tests_pass_but_for_a_list(tmp_path, command):
    (tmp_path / "nbgrader_config.py").write_text(SETTINGS)
    report = tmp_path / "report.xml"
    module = f"nbgrader.tests.apps.test_{command}"
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
    assert failed <= set(OTHERWISE.get(command.removeprefix("nbgrader_"), {})), run.stdout[-5000:]
    assert len(cases) > len(failed)
