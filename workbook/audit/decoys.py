"""A course that is no course: what an attack would like to read or change, laid out as a real one is.

An audit grades its attacks from in here. Afterwards everything must be as it was, and nothing of it may have come out.
"""

import copy
import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from workbook import ROOT
from workbook.audit.attacks import DECOY
from workbook.authoring.assignment import HIDDEN, grade_id, grading, is_graded
from workbook.authoring.build import Assignment
from workbook.grading.results import Result, report
from workbook.grading.sandbox.bubblewrap import COURSE
from workbook.term.feedback import ForStudents

VICTIM = "victim"
LONG_ENOUGH = 15  # characters of a line that stands nowhere else


class Decoys:
    """A folder with a gradebook of another student's marks, the instructor's notebooks, and another's submission."""

    def __init__(self, folder: Path, assignments: list[Assignment]):
        self.folder = folder
        for assignment in assignments:
            notebook = copy.deepcopy(assignment.notebook)
            notebook.cells.append(nbformat.v4.new_markdown_cell(DECOY, id="decoy"))
            for place in (f"solutions/{assignment.name}", f"submitted/{VICTIM}/{assignment.name}"):
                (folder / place).mkdir(parents=True)
                nbformat.write(notebook, folder / place / f"{assignment.name}.ipynb")
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
            gradebook.add_student(VICTIM, first_name="Ada", last_name=DECOY)
            for assignment in assignments:
                gradebook.add_assignment(assignment.name)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # SQLAlchemy's, about nbgrader's own code
                    gradebook.add_submission(assignment.name, VICTIM)
        self.before = self._now()

    def place(self, student: str, assignment: str) -> Path:
        """Return where a student's submission lies."""
        return self.folder / "submitted" / student / assignment

    def changed(self) -> list[str]:
        """Return what is no longer as it was."""
        now = self._now()
        return [f"{name} was changed" for name in sorted(self.before | now) if self.before.get(name) != now.get(name)]

    def _now(self) -> dict[str, str]:
        kept = ("gradebook.db", "solutions", f"submitted/{VICTIM}")
        paths = [p for name in kept for p in (self.folder / name, *(self.folder / name).rglob("*"))]
        others = [p for p in self.folder.iterdir() if p.name not in ("gradebook.db", "solutions", "submitted")]
        return {str(p): hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "" for p in [*paths, *others]}


@contextmanager
def decoys(assignments: list[Assignment]) -> Iterator[Decoys]:
    """Lay the decoys out, and take them away afterwards; inside, the course is the current folder."""
    with ExitStack() as stack:
        course = Decoys(Path(stack.enter_context(tempfile.TemporaryDirectory())), assignments)
        for place in ("/dev/shm", tempfile.gettempdir(), Path.home()):
            if os.access(place, os.W_OK):
                file = stack.enter_context(tempfile.NamedTemporaryFile("w", prefix="workbook-decoy-", dir=place))
                file.write(DECOY)
                file.flush()
        os.environ["WORKBOOK_DECOY"] = DECOY
        stack.callback(os.environ.pop, "WORKBOOK_DECOY")
        before = os.getcwd()
        os.chdir(course.folder)
        stack.callback(os.chdir, before)
        yield course


def leaks(source: NotebookNode, result: Result, html: str) -> list[str]:
    """Return what came out that should not have: a decoy or the course's path, hidden tests, in what is shown."""
    outputs = [cell.get("outputs", []) for cell in result.notebook["cells"]]
    told = [result.reasons, result.notes, result.doubts, outputs, [check.parts for check in result.checks.values()]]
    seen = f"{told} {BeautifulSoup(html, 'html.parser').get_text()}"
    found = ["a decoy came out"] if DECOY in f"{seen} {result.notebook}" else []
    found += ["the course's path came out"] if str(ROOT) != COURSE and f"{ROOT}/" in seen else []
    lines = [line.strip() for cell in source.cells for part in HIDDEN.findall(cell.source) for line in part.split("\n")]
    shown = "\n".join(HIDDEN.sub("", cell.source) for cell in source.cells)
    secret = {line for line in lines if len(line) >= LONG_ENOUGH and line not in shown}
    return found + [f"a hidden test came out: {line}" for line in sorted(secret) if line in seen]


def page(result: Result, config: Config) -> str:
    """Return the page of feedback that nbgrader would make, without a gradebook."""
    notebook = nbformat.from_dict(result.notebook)
    points: Mapping[str, Any] = {name: (check.points, check.possible) for name, check in result.checks.items()}
    for cell in notebook.cells:
        if grade := grading(cell):
            grade["comment"] = result.doubts.get(grade_id(cell))
            if is_graded(cell):
                grade["score"], grade["points"] = points.get(grade_id(cell), (0, grade["points"]))
    notebook.cells[:0] = report(result)
    exporter = HTMLExporter(config=GenerateFeedback(CourseDirectory(config=config), config=config).config)
    exporter._preprocessors = []
    exporter.register_preprocessor(ForStudents, enabled=True)
    names = {"notebook": result.assignment, "assignment": result.assignment, "student": result.student}
    scores = {"score": sum(p for p, _ in points.values()), "max_score": sum(p for _, p in points.values())}
    resources = {
        "nbgrader": names | scores | {"late_penalty": 0, "db_url": ""},
        "metadata": {"name": result.assignment},
    }
    return exporter.from_notebook_node(notebook, resources)[0]
