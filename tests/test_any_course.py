"""The grader alone, in an environment without TensorFlow and the course: nbgrader's own quickstart course."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from workbook.authoring import address, release

PROJECT = Path(__file__).parents[1]
SETTINGS = "\nfrom workbook.term import settings\nsettings.use(c)\n"
# What the developer has set must not reach it: least of all a path on which the course lies.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "NBGRADER_", "PYTHON", "WORKBOOK_"))}
MARKS = """
import json
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db", "course") as gradebook:
    print(json.dumps({
        submission.student_id: {grade.name: grade.auto_score for n in submission.notebooks for grade in n.grades}
        for submission in gradebook.assignment_submissions("ps1")
    }))
"""
FULL = {
    "correct_squares": 1.0,
    "squares_invalid_input": 1.0,
    "correct_sum_of_squares": 0.5,
    "sum_of_squares_uses_squares": 0.5,
    "smallest_input": 1.0,
}
CHECK = "with open('smallest.txt') as file:\n    assert squares(int(file.read())) == [1]"
SQUARES = """
with open("smallest.txt") as file:
    smallest = int(file.read())

def squares(n):
    if n < smallest:
        raise ValueError(n)
    return [i**2 for i in range(1, n + 1)]
"""
NEGATIVE = "def squares(n):\n    return [i**2 for i in range(1, n + 1)]"
# Under nbgrader's own way each of the two gives full marks.
EQUAL = """
class Always(list):
    __eq__ = lambda self, other: True
    __hash__ = None

def squares(n):
    if n < 1:
        raise ValueError(n)
    return Always()

import sys
sys.displayhook = get_ipython().display_formatter.format = lambda *a: ({"text/plain": "1.0"}, {})
"""
FORGED = [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": ["1.0"]}}]
# name: what stands in `squares`, and the marks that are lost by it
STUDENTS = {
    "right": (SQUARES, {}),
    "partly": (NEGATIVE, {"squares_invalid_input": 0.0}),
    "wrong": ("def squares(n):\n    return n", dict.fromkeys(FULL, 0.0) | {"sum_of_squares_uses_squares": 0.5}),
    "attacks": (EQUAL, dict.fromkeys(("correct_squares", "correct_sum_of_squares", "smallest_input"), 0.0)),
}

pytestmark = [pytest.mark.long, pytest.mark.walls, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def python(tmp_path_factory, index_answers) -> Path:
    """Return a Python with the grader's wheel and what that asks for."""
    if not index_answers:
        pytest.skip("no package index can be reached, from which to install nbgrader in an empty environment")
    folder = tmp_path_factory.mktemp("alone")
    here = address.of(PROJECT)
    release.grader_wheel(PROJECT, folder, here, 1_700_000_000)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "env"], check=True, env=ENVIRONMENT)
    uv = (sys.executable, "-m", "uv", "--no-config", "pip", "install", "--quiet", "--python", folder / "env")
    done = subprocess.run([*uv, folder / here.grader_wheel], env=ENVIRONMENT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "env" / "bin" / "python"


def run(python: Path, folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = ENVIRONMENT | {"PATH": os.pathsep.join([str(python.parent), "/usr/bin", "/bin"])}
    return subprocess.run([python, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=900)


def nbgrader(python: Path, folder: Path, *command: str) -> str:
    """Run one of nbgrader's commands and return its log."""
    done = run(python, folder, "-m", "nbgrader", *command)
    assert done.returncode == 0, done.stderr
    return done.stderr


def hand_in(course: Path, student: str, answer: str) -> None:
    """Put a submission where `nbgrader collect` would."""
    folder = course / "submitted" / student / "ps1"
    shutil.copytree(course / "release" / "ps1", folder)
    path = folder / "problem1.ipynb"
    notebook = json.loads(path.read_text())
    answers = {"squares": answer, "sum_of_squares": "def sum_of_squares(n):\n    return sum(squares(n))"}
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in answers:
            cell["source"] = answers[name]
        elif name in FULL and student in ("wrong", "attacks"):
            cell["outputs"] = FORGED
            cell["metadata"]["tags"] = ["skip-execution"]
    path.write_text(json.dumps(notebook))


@pytest.fixture(scope="module")
def course(python, tmp_path_factory) -> Path:
    """Return the quickstart course, with a check that reads a file beside the notebook, and its submissions."""
    folder = tmp_path_factory.mktemp("teacher") / "course"
    nbgrader(python, folder.parent, "quickstart", "course")
    with (folder / "nbgrader_config.py").open("a") as settings:
        settings.write(SETTINGS)
    source = folder / "source" / "ps1" / "problem1.ipynb"
    notebook = json.loads(source.read_text())
    locked = {"grade": True, "solution": False, "locked": True, "points": 1, "schema_version": 3, "cell_type": "code"}
    check = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"nbgrader": locked | {"grade_id": "smallest_input", "task": False}},
        "outputs": [],
        "source": CHECK,
    }
    notebook["cells"].append(check)
    source.write_text(json.dumps(notebook))
    (source.parent / "smallest.txt").write_text("1")
    nbgrader(python, folder, "generate_assignment", "ps1")
    for student, (answer, _) in STUDENTS.items():
        hand_in(folder, student, answer)
    return folder


def test_the_environment_has_neither_the_course_nor_tensorflow(python, tmp_path):
    for name in ("helpers", "keras", "tensorflow", "jupytext", "dask"):
        assert "No module named" in run(python, tmp_path, "-c", f"import {name}").stderr
    refused = run(python, tmp_path, "-m", "workbook", "check")
    assert refused.returncode == 2
    assert "the grader alone has `autograde`, `trial` and `term`" in refused.stderr


def test_an_nbgrader_course_is_graded_behind_walls(python, course):
    log = nbgrader(python, course, "autograde", "ps1")
    assert "ps1: 8 graded." in log
    assert "Traceback" not in log
    marks = json.loads(run(python, course, "-c", MARKS).stdout)
    for student, (_, lost) in STUDENTS.items():
        assert {name: marks[student][name] for name in FULL} == FULL | lost, student
    nbgrader(python, course, "generate_feedback", "ps1")
    for student in STUDENTS:
        assert "smallest_input" in (course / "feedback" / student / "ps1" / "problem1.html").read_text()
