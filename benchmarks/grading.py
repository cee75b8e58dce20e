"""Compare ways to grade the same submissions: stock nbgrader, and this project's grader with one and two workers.

    python benchmarks/grading.py                                  24 submissions of notebook 03
    python benchmarks/grading.py 01_dense_autoencoder --count 48

The submissions are the solution, its first half, and the untouched release, in turn, each with a line of its own, so
that no two are equal. All three ways grade each of them from nothing, one way after the other, in one run. What is
printed for each: seconds, submissions an hour, and of the machine, which should have nothing else to do, the most
memory and the mean number of cores that it took. One worker takes more than one core: marks are saved, for example,
while the next submission is graded. So on two cores two workers cannot be twice as fast; whether the second costs more
than it does is seen in the core seconds that each submission takes. The figures are kept in
``benchmarks/results/grading.json``.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

import nbformat
import psutil
from nbgrader.api import Gradebook

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # In place of this folder, where this very file would hide the package of the same name.

from workbook.authoring import build
from workbook.term import course

RESULTS = ROOT / "benchmarks" / "results" / "grading.json"
GOAL = {"an hour": 600, "times stock": 5, "efficiency at 2 workers": 0.9}
STOCK = "c.HardenedAutograde.enabled = False\nc.Execute.raise_on_iopub_timeout = False\n"


def hand_in(place: Path, assignment: build.Assignment, count: int) -> list[str]:
    """Put submissions where `nbgrader collect` would, and return the students' names."""
    release = nbformat.read(assignment.release, as_version=4)
    students = [f"student-{number:03d}" for number in range(count)]
    for number, student in enumerate(students):
        numbers = course.solved(assignment.notebook, course.STUDENTS[number % len(course.STUDENTS)])
        notebook = course.fill(nbformat.from_dict(release), assignment.notebook, numbers)
        answers = (
            c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution") and c.cell_type == "code"
        )
        next(answers).source += f"\n# {student}"
        path = place / "submitted" / student / assignment.name / f"{assignment.name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return students


def timed(command: list[str], place: Path, environment: dict[str, str]) -> dict[str, float]:
    """Run a command; return its seconds, the machine's cores that worked on average, and the most memory, in MB."""

    def free() -> int:
        return psutil.virtual_memory().available

    start, at_first, over = time.perf_counter(), free(), threading.Event()
    least = at_first

    def watch() -> None:
        nonlocal least
        # To count a process's own pages takes 30 ms of a core, and there are a dozen processes.
        while not over.wait(0.2):
            least = min(least, free())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    psutil.cpu_percent()  # The mean since here.
    done = subprocess.run(
        command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    cores = round(psutil.cpu_percent() / 100 * psutil.cpu_count(), 2)
    seconds = round(time.perf_counter() - start, 1)
    over.set()
    watcher.join()
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout.decode()}")
    return {"seconds": seconds, "cores": cores, "peak memory MB": round((at_first - least) / 2**20)}


def marks(place: Path, name: str, students: list[str]) -> dict[str, float]:
    """Return each student's automatic points."""
    with Gradebook(f"sqlite:///{place / 'gradebook.db'}", "autoencoders") as gradebook:
        return {
            student: round(sum(g.auto_score or 0 for n in found.notebooks for g in n.grades), 3)
            for student in students
            for found in [gradebook.find_submission(name, student)]
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assignment", nargs="?", default="03_linear_autoencoder_and_pca")
    parser.add_argument("--count", type=int, default=24)
    arguments = parser.parse_args()
    name, count = arguments.assignment, arguments.count
    assignment = build.Assignment(ROOT, name)
    grader = [sys.executable, "-m", "workbook", "autograde", name]
    ways = {
        "stock nbgrader": [sys.executable, "-m", "nbgrader", "autograde", name],
        "ours, 1 worker": [*grader, "--workers", "1"],
        "ours, 2 workers": [*grader, "--workers", "2"],
    }
    rows, found = {}, {}
    for way, command in ways.items():
        with tempfile.TemporaryDirectory() as folder:
            played = course.Course(ROOT, Path(folder), [name])
            place = played.instructor
            if way.startswith("stock"):
                with (place / "nbgrader_config.py").open("a") as config:
                    config.write("c = get_config()\n" + STOCK)
            played.nbgrader(place, "generate_assignment", name)
            students = hand_in(place, assignment, count)
            environment = played.environment | {"PYTHONPATH": str(ROOT)}
            rows[way] = timed(command, place, environment)
            rows[way]["an hour"] = round(3600 * count / rows[way]["seconds"])
            rows[way]["core seconds each"] = round(rows[way]["cores"] * rows[way]["seconds"] / count, 2)
            found[way] = marks(place, name, students)
        print(f"{way:<18}{rows[way]}", flush=True)
    one, two = rows["ours, 1 worker"]["seconds"], rows["ours, 2 workers"]["seconds"]
    compared = {
        "an hour": rows["ours, 2 workers"]["an hour"],
        "times stock": round(rows["stock nbgrader"]["seconds"] / two, 2),
        "efficiency at 2 workers": round(one / two / 2, 2),
    }
    agree = found["ours, 1 worker"] == found["ours, 2 workers"]
    for what, value in compared.items():
        print(f"{what:<26}{value:>8g}   goal {GOAL[what]:g}")
    print(f"marks of one and two workers {'agree' if agree else 'DIFFER'}")
    kept = {
        "assignment": name,
        "submissions": count,
        "ways": rows,
        "compared": compared,
        "marks of one and two workers agree": agree,
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
