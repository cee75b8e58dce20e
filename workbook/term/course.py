"""Play a course through nbgrader's own commands, from release to export, in a folder of its own.

Three students hand in: one who solved everything, one who solved the first half of each notebook, and one who changed
nothing. ``make course`` prints their grades beside the points they should get.
"""

import json
import multiprocessing
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook

from workbook.authoring import build
from workbook.authoring.assignment import grade_id, is_answer, opened, points, sections
from workbook.authoring.build import Assignment

STUDENTS = ("full", "half", "blank")
SERVER_SECONDS = 60
TOKEN = "course"


@dataclass(frozen=True)
class Grade:
    """One student's automatic points for one assignment, beside those that the student's cells deserve."""

    assignment: str
    student: str
    points: float
    possible: float
    expected: float
    waiting: bool  # whether written answers wait for a person


def demonstrate(root: Path, names: list[str]) -> int:
    """Play the course, print its grades, and return 0 if they are the expected ones."""
    with tempfile.TemporaryDirectory() as folder:
        course = Course(root, Path(folder), names)
        grades = course.play()
        print(f"\n{'assignment':<28}{'student':<9}{'points':>7}{'of':>5}{'expected':>10}  written answers")
        for g in grades:
            waiting = "to be read" if g.waiting else "none"
            print(f"{g.assignment:<28}{g.student:<9}{g.points:>7g}{g.possible:>5g}{g.expected:>10g}  {waiting}")
    wrong = [g for g in grades if g.points != g.expected]
    print("Each student got the expected points." if not wrong else f"{len(wrong)} grades are not the expected ones.")
    return 1 if wrong else 0


class Course:
    """A course in a folder: ``instructor``, ``exchange``, and a folder for each student below ``students``."""

    def __init__(self, root: Path, folder: Path, names: list[str]):
        known = {a.name: a for a in build.assignments(root)}
        if unknown := [n for n in names if n not in known]:
            raise SystemExit(f"There is no assignment {', '.join(unknown)}; the course has {', '.join(known)}.")
        self.assignments = [known[n] for n in names or known]
        self.folder = folder
        self.instructor = folder / "instructor"
        self.exchange = folder / "exchange"
        self.environment = os.environ | {
            # nbgrader calls `alembic` by its name.
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
            # The settings of whoever plays this stay out of it.
            "JUPYTER_CONFIG_DIR": str(folder / "jupyter"),
        }
        for variable in ("WORKBOOK_EFFORT", "WORKBOOK_WORK"):
            self.environment.pop(variable, None)
        self.exchange.mkdir()
        # The exchange must be writable for all students; here they are one user.
        self.exchange.chmod(0o777)
        config = (
            f"load_subconfig('nbgrader_config.py', path={str(root)!r})\n"
            f"get_config().Exchange.root = {str(self.exchange)!r}\n"
        )
        for place in (self.instructor, *(folder / "students" / s for s in STUDENTS)):
            place.mkdir(parents=True)
            (place / "nbgrader_config.py").write_text(config, encoding="utf-8")
        for assignment in self.assignments:
            copy = Assignment(self.instructor, assignment.name)
            copy.solution.parent.mkdir(parents=True)
            shutil.copy2(assignment.solution, copy.solution)

    def play(self) -> list[Grade]:
        """Run every step for every assignment and return the grades."""
        for assignment in self.assignments:
            self.release(assignment)
            for student in STUDENTS:
                self.hand_in(assignment, student)
            self.grade(assignment)
        self.nbgrader(self.instructor, "export")
        with self.server() as address:
            for page in self.formgrader_pages():
                print(f"GET /{page}", flush=True)
                _get(f"{address}/{page}")
        return self.grades()

    def release(self, assignment: Assignment) -> None:
        """Make the release version and put it into the exchange."""
        self.nbgrader(self.instructor, "generate_assignment", assignment.name)
        self.nbgrader(self.instructor, "release_assignment", assignment.name)

    def hand_in(self, assignment: Assignment, student: str) -> None:
        """Fetch the release as a student, fill in that student's share, and submit."""
        place = self.folder / "students" / student
        self.nbgrader(place, "fetch_assignment", assignment.name)
        path = place / assignment.name / f"{assignment.name}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        nbformat.write(fill(notebook, assignment.notebook, solved(assignment.notebook, student)), path)
        self.nbgrader(place, "submit", assignment.name, f"--CourseDirectory.student_id={student}")

    def grade(self, assignment: Assignment) -> None:
        """Collect, autograde, and return feedback to the students."""
        name = assignment.name
        # Here one user hands in for three students, which nbgrader would report as a possible fraud.
        self.nbgrader(self.instructor, "collect", name, "--ExchangeCollect.check_owner=False")
        self.nbgrader(self.instructor, "autograde", name)
        self.nbgrader(self.instructor, "generate_feedback", name)
        self.nbgrader(self.instructor, "release_feedback", name)
        for student in STUDENTS:
            place = self.folder / "students" / student
            self.nbgrader(place, "fetch_feedback", name, f"--CourseDirectory.student_id={student}")

    def grades(self) -> list[Grade]:
        """Return the grades in the gradebook."""
        with Gradebook(f"sqlite:///{self.instructor / 'gradebook.db'}", "autoencoders") as gradebook:
            return [
                Grade(
                    assignment.name,
                    student,
                    sum(g.auto_score or 0 for g in graded),
                    sum(g.max_score for g in graded),
                    expected_points(assignment.notebook, solved(assignment.notebook, student)),
                    submission.needs_manual_grade,
                )
                for assignment in self.assignments
                for student in STUDENTS
                for submission in [gradebook.find_submission(assignment.name, student)]
                for graded in [[g for n in submission.notebooks for g in n.grades if g.cell.cell_type == "code"]]
            ]

    def formgrader_pages(self) -> list[str]:
        """Return the paths of formgrader's pages on this course."""
        with Gradebook(f"sqlite:///{self.instructor / 'gradebook.db'}", "autoencoders") as gradebook:
            submissions = [
                notebook.id
                for assignment in self.assignments
                for student in STUDENTS
                for notebook in gradebook.find_submission(assignment.name, student).notebooks
            ]
        lists = [f"formgrader/gradebook/{a.name}/{a.name}" for a in self.assignments]
        starts = ["formgrader/manage_assignments", "formgrader/gradebook", "formgrader/manage_students"]
        return starts + lists + [f"formgrader/submissions/{id}" for id in submissions]

    @contextmanager
    def server(self) -> Iterator[str]:
        """Run a Jupyter server with formgrader on the instructor's folder, and yield its address."""
        runtime = self.folder / "runtime"
        runtime.mkdir()
        command = ["--no-browser", "--ip=127.0.0.1", "--port=0", f"--IdentityProvider.token={TOKEN}"]
        # Started as root, as in a container, a Jupyter server asks for this word.
        command += ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        log = (self.folder / "server.log").open("w")
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *command],
            cwd=self.instructor,
            env=self.environment | {"JUPYTER_RUNTIME_DIR": str(runtime)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield address(process, runtime, Path(log.name))
        finally:
            process.terminate()
            try:
                with suppress(subprocess.TimeoutExpired):
                    process.wait(timeout=SERVER_SECONDS)
            finally:
                process.kill()
                log.close()

    def nbgrader(self, place: Path, *command: str) -> str:
        """Run one nbgrader command in a folder, print it, and return what it wrote."""
        print(f"{place.name}$ nbgrader {' '.join(command)}", flush=True)
        # nbgrader keeps a copy of what a user submitted here, and fetches feedback by it.
        environment = self.environment | {"JUPYTER_DATA_DIR": str(place / "jupyter")}
        log = self.folder / "nbgrader.log"
        # Importing nbgrader takes longer than most of its commands: it is done once, in a process that is then forked.
        forks = multiprocessing.get_context("forkserver")
        forks.set_forkserver_preload(["nbgrader.apps.nbgraderapp"])
        process = forks.Process(target=_nbgrader, args=(command, place, environment, log))
        process.start()
        process.join()
        written = log.read_text(encoding="utf-8")
        if process.exitcode != 0:
            raise SystemExit(f"nbgrader {' '.join(command)} failed:\n{written}")
        return written


def solved(notebook: NotebookNode, student: str) -> set[str]:
    """Return the numbers of the exercises a student of the demonstration has solved: all, the first half, or none."""
    numbers = [number for number, _ in sections(notebook)]
    return set({"full": numbers, "half": numbers[: len(numbers) // 2], "blank": []}[student])


def expected_points(notebook: NotebookNode, numbers: set[str]) -> float:
    """Return the points of the check cells of these exercises."""
    return sum(
        points(cell)
        for number, cells in sections(notebook)
        if number in numbers
        for cell in cells
        if opened(cell.source) == number
    )


def fill(release: NotebookNode, source: NotebookNode, numbers: set[str]) -> NotebookNode:
    """Return a release notebook with the cells of these exercises, and all written answers if all, filled in."""
    everything = len(numbers) == len(sections(source))
    answers = {
        grade_id(cell): cell.source
        for number, cells in sections(source)
        for cell in cells
        if is_answer(cell) and (everything or (number in numbers and cell.cell_type == "code"))
    }
    for cell in release.cells:
        cell.source = answers.get(grade_id(cell), cell.source)
    return release


def _nbgrader(command: Sequence[str], place: Path, environment: Mapping[str, str], log: Path) -> None:
    """Be one nbgrader command, in a folder, with what it writes going to a file."""
    with log.open("wb") as file:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(file.fileno(), stream.fileno())
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(place)
    sys.argv = ["nbgrader", *command]
    runpy.run_module("nbgrader", run_name="__main__")


def address(process: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    """Wait until the server has written where it listens, and return that."""
    end = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < end and process.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                address: str = json.loads(path.read_text(encoding="utf-8"))["url"].rstrip("/")
                _get(f"{address}/api")
            except (json.JSONDecodeError, URLError):
                continue
            return address
        time.sleep(0.2)
    raise SystemExit(f"The Jupyter server did not start. It wrote:\n{log.read_text(encoding='utf-8')}")


def _get(url: str) -> str:
    with urlopen(Request(url, headers={"Authorization": f"token {TOKEN}"}), timeout=SERVER_SECONDS) as answer:
        text: str = answer.read().decode()
        return text
