"""A course of one small assignment, with real nbgrader around it, and judges that need no kernel.

What a judge finds depends on a word in the answer above a check: RIGHT, HALF, FAULT, FAIL, or one that does harm.
"""

import errno
import os
import re
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

from workbook.authoring import build
from workbook.authoring.assignment import completed
from workbook.grading import batch, workers
from workbook.grading.rebuild import with_tasks
from workbook.grading.results import FAILED, GRADED, PERSON, CheckResult, Part, Result, clean_outputs, outputs

ROOT = Path(__file__).resolve().parents[1]
NAME = "01_small"
ONE = "def answer_one(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
TWO = "def answer_two(x):\n    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION"
HIDDEN = "assert answer_one(3) == 6, 'a hidden message'"
BLANK = Part("the notebook runs as far as this check", False, "it was not reached")


def source():
    """Return the instructor's notebook."""
    cells = [
        _markdown("### Exercise 1.1: Double a number"),
        _code(ONE, "one", solution=True),
        _markdown("<details><summary>Hint</summary>\n\nTwice.\n\n</details>"),
        _code(
            "with checks.exercise('1.1'):\n    assert answer_one(2) == 4\n"
            f"    ### BEGIN HIDDEN TESTS\n    {HIDDEN}\n    ### END HIDDEN TESTS",
            "check-one",
            grade=True,
            locked=True,
            points=2,
        ),
        _markdown("### Exercise 1.2: Treble a number"),
        _code(TWO, "two", solution=True),
        _code("assert answer_two(2) == 6", "check-two", grade=True, locked=True, points=1),
        _markdown("Twice as many.\n\n**Rubric.** 2 points.", "words", grade=True, solution=True, points=3),
    ]
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _code(text, grade_id, **grade):
    return nbformat.v4.new_code_cell(text, id=f"id-{grade_id}", metadata={"nbgrader": _grade(grade_id, **grade)})


def _markdown(text, grade_id="", **grade):
    name = f"id-{grade_id}" if grade_id else re.sub(r"\W+", "-", f"text-{text[:40]}")
    metadata = {"nbgrader": _grade(grade_id, **grade)} if grade_id else {}
    return nbformat.v4.new_markdown_cell(text, id=name, metadata=metadata)


def _grade(grade_id, **grade):
    return completed({"grade_id": grade_id} | grade)


class SmallCourse:
    """The instructor's folder."""

    def __init__(self, folder: Path, registered: Path | None = None, *, db_url: str = "", plugin: type | None = None):
        """Make a course, or take a copy of one that is registered in its gradebook already, which is quicker."""
        self.folder = folder
        if registered:
            shutil.copytree(registered, folder)
        else:
            path = folder / "solutions" / NAME / f"{NAME}.ipynb"
            path.parent.mkdir(parents=True)
            nbformat.write(source(), path)
        self.config = build.nbgrader_config(ROOT)
        self.config.CourseDirectory.root = str(folder)
        if db_url:
            self.config.CourseDirectory.db_url = db_url
        if plugin:
            self.config.AssignLatePenalties.plugin_class = plugin
        self.coursedir = CourseDirectory(config=self.config)
        self.api = NbGraderAPI(self.coursedir, config=self.config)
        if not registered:
            self.register()

    def register(self) -> None:
        """Enter the assignment into the gradebook."""
        done = self.api.generate_assignment(NAME)
        assert done["success"], done

    def hand_in(self, student: str, *, when: str = "", **answers: str) -> Path:
        """Hand in the released notebook with these answers, and return its folder."""
        notebook = nbformat.read(self.folder / "notebooks" / NAME / f"{NAME}.ipynb", as_version=4)
        for cell in notebook.cells:
            answer = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if answer is not None:
                cell.source = answer
        folder = self.folder / "submitted" / student / NAME
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        nbformat.write(notebook, folder / f"{NAME}.ipynb")
        if when:
            (folder / "timestamp.txt").write_text(when)
        return folder

    def autograde(self, student: str = "*", *, force: bool = True) -> dict:
        """Do what formgrader's button does."""
        return self.api.autograde(NAME, student, force=force)

    def feedback(self, student: str) -> str:
        """Make the student's page and return it."""
        done = self.api.generate_feedback(NAME, student)
        assert done["success"], done
        return (self.folder / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")

    def autograded(self, student: str) -> Path:
        """Return the folder of a graded submission."""
        return self.folder / "autograded" / student / NAME

    def marks(self, student: str) -> dict[str, tuple]:
        """Return automatic mark, manual mark, and whether a person is needed, for each graded cell."""
        with self.gradebook() as gradebook:
            grades = gradebook.find_submission_notebook(NAME, NAME, student).grades
            return {g.name: (g.auto_score, g.manual_score, g.needs_manual_grade) for g in grades}

    def gradebook(self) -> Gradebook:
        """Open the gradebook."""
        return Gradebook(self.coursedir.db_url, self.coursedir.course_id)

    def results(self) -> dict[str, bytes]:
        """Return all result files by name."""
        return {str(p.relative_to(self.folder)): p.read_bytes() for p in self.folder.glob("results/**/*.json")}

    def settings_file(self, opener: str = "by_text") -> None:
        """Write an nbgrader_config.py for commands that are started in the course's folder."""
        (self.folder / "nbgrader_config.py").write_text(
            f"load_subconfig('nbgrader_config.py', path={str(ROOT)!r})\n"
            f"import sys\nsys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'tests')!r}]\n"
            "import small_course\nfrom workbook.term.autograder import HardenedAutograde\n"
            f"HardenedAutograde.opener = staticmethod(small_course.{opener})\n"
        )


def here(jobs, opener, *_, **__):
    """Do what `workers.run` does, in this process."""
    bench = workers.Bench(opener)
    for job in jobs:
        yield job, bench.grade(job)
    bench.close()


@contextmanager
def by_text() -> Iterator[batch.Judge]:
    """Open a judge that reads what it should find from the answers."""
    _log("open")
    yield judge
    _log("close")


@contextmanager
def refusing() -> Iterator[batch.Judge]:
    """Open no judge, as where there is no bubblewrap."""
    raise batch.Stopped("The walls do not hold.")
    yield judge


@contextmanager
def failing() -> Iterator[batch.Judge]:
    """Open no judge, by a fault of the grader's own, as where there is no more memory."""
    raise OSError(errno.ENOMEM, "Cannot allocate memory")
    yield judge


def judge(original, rebuilt, student, assignment, given):
    _log(f"judge {student}")
    notebook = nbformat.from_dict(rebuilt.notebook)
    checks, reasons, answer, over = {}, [], "", False
    for cell in notebook.cells:
        grade = cell.metadata.get("nbgrader", {})
        if cell.cell_type != "code":
            continue
        if grade.get("solution"):
            answer = cell.source
            _harm(answer)
            cell.outputs = clean_outputs([{"output_type": "stream", "name": "stderr", "text": f"a note of {student}"}])
        elif grade.get("grade"):
            over = over or "FAIL" in answer
            found = CheckResult(grade.grade_id, *_found(answer, float(grade.points), over))
            checks[grade.grade_id], cell.outputs = found, outputs(found)
            reasons += [found.fault] if found.fault else []
    reasons += list(rebuilt.doubts.values())
    outcome = PERSON if reasons else FAILED if over else GRADED
    reasons += ["The notebook could not run to its end: it took too long."] if over else []
    notebook = with_tasks(notebook, rebuilt.tasks)
    return Result(assignment, student, outcome, tuple(reasons), rebuilt.notes, checks, notebook)


def _found(answer, points, over):
    if over:
        return 0.0, points, (BLANK,)
    if "FAULT" in answer:
        return 0.0, points, (), "the examiner lost its way"
    shown, hidden = Part("the answer is a double", True), Part("hidden test 1", True)
    wrong = "expected 4, found 5: <b>add</b> once more"
    if "RIGHT" in answer:
        return points, points, (shown, hidden)
    if "HALF" in answer:
        return points / 2, points, (shown, Part("hidden test 1", False, wrong))
    return 0.0, points, (Part(shown.name, False, wrong), Part("hidden test 1", False))


def _harm(answer):
    if "DIE" in answer and not _done(answer):
        os._exit(3)
    if "STARVE" in answer and not _done(answer):
        raise batch.Starved("others kept the processors busy")
    if "RAISE" in answer:
        raise ValueError("a fault of the grader's own")
    if "FULL" in answer:
        raise OSError(errno.ENOSPC, "No space left on device")
    if "DEAF" in answer:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if "WAIT" in answer:
        # Until the test lets it go on.
        while not Path(os.environ["GO_ON"]).exists():
            time.sleep(0.05)


def _done(answer):
    """Whether a harm that is to be done once was done before; from now on it was."""
    once = Path(os.environ.get("DIED", "/nonexistent"))
    done = "ONCE" in answer and once.exists()
    if "ONCE" in answer:
        once.touch()
    return done


def _log(line):
    if path := os.environ.get("JUDGED"):
        with open(path, "a") as file:
            file.write(f"{os.getpid()} {line}\n")
