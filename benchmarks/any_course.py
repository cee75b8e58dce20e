"""Compare ways to grade nbgrader's quickstart course: stock nbgrader, and this project's grader.

    python benchmarks/any_course.py                30 submissions
    python benchmarks/any_course.py --count 60

Each submission is the solution, or an answer that is wrong or half right, in turn, and no two are equal. Both ways are
`nbgrader autograde` in an environment that may have TensorFlow or not; one follows the other, in one run, on a machine
that should have nothing else to do. The figures are kept in ``benchmarks/results/any_course.json``.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results" / "any_course.json"
SETTINGS = "\nfrom workbook.term import settings\nsettings.use(c)\n"
RIGHT = "def squares(n):\n    if n < 1:\n        raise ValueError(n)\n    return [i**2 for i in range(1, n + 1)]"
ANSWERS = (RIGHT, "def squares(n):\n    return [i**2 for i in range(1, n + 1)]", "def squares(n):\n    return n")
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
}


def nbgrader(folder: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *command], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"nbgrader {' '.join(command)} failed:\n{done.stderr}")


def course(folder: Path, count: int, settings: str) -> Path:
    """Make the course, register its assignment, and put submissions where `nbgrader collect` would."""
    nbgrader(folder, "quickstart", "course")
    made = folder / "course"
    with (made / "nbgrader_config.py").open("a") as file:
        file.write(settings)
    nbgrader(made, "generate_assignment", "ps1")
    for number in range(count):
        place = made / "submitted" / f"student-{number:03d}" / "ps1"
        shutil.copytree(made / "release" / "ps1", place)
        notebook = nbformat.read(place / "problem1.ipynb", as_version=4)
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name == "squares":
                cell.source = f"{ANSWERS[number % len(ANSWERS)]}\n# {number}"
            elif name == "sum_of_squares":
                cell.source = "def sum_of_squares(n):\n    return sum(squares(n))"
        nbformat.write(notebook, place / "problem1.ipynb")
    return made


def marks(made: Path) -> dict[str, float]:
    """Return each student's automatic points."""
    with Gradebook(f"sqlite:///{made / 'gradebook.db'}", "course") as gradebook:
        return {
            s.student.id: sum(g.auto_score or 0 for n in s.notebooks for g in n.grades)
            for s in gradebook.assignment_submissions("ps1")
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=30)
    count = parser.parse_args().count
    seconds, found = {}, {}
    for way, settings in {"stock nbgrader": "", "this grader": SETTINGS}.items():
        with tempfile.TemporaryDirectory() as folder:
            made = course(Path(folder), count, settings)
            start = time.perf_counter()
            nbgrader(made, "autograde", "ps1")
            seconds[way] = round(time.perf_counter() - start, 1)
            found[way] = marks(made)
        print(f"{way:<16}{seconds[way]:>8g} s", flush=True)
    agree = found["stock nbgrader"] == found["this grader"]
    times = round(seconds["stock nbgrader"] / seconds["this grader"], 2)
    print(f"{times:g} times as fast; the marks {'agree' if agree else 'DIFFER'}")
    kept = {
        "submissions": count,
        "seconds": seconds,
        "times stock": times,
        "marks agree": agree,
        "machine": {
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "date": date.today().isoformat(),
        },
    }
    RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
