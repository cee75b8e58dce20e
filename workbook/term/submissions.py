"""What there is to grade: an assignment as its gradebook knows it, and what students handed in for it."""

import contextlib
import glob
import hashlib
import json
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearHiddenTests, Execute, IncludeHeaderFooter
from nbgrader.utils import find_all_files

from workbook.authoring.assignment import BUILD, grade_id, is_answer, is_check, is_graded, is_task, points
from workbook.authoring.stubs import NamedStubs
from workbook.grading import batch
from workbook.grading.batch import Given, Job, Stopped
from workbook.grading.rebuild import Unreadable, language, other_files, read_submission
from workbook.grading.rebuild.places import STUBS
from workbook.grading.rebuild.submitted import read_below, read_file
from workbook.grading.results import Result
from workbook.term import door

# nbgrader's settings that `rebuild` follows.
SETTINGS = ("ClearSolutions", "NamedStubs", "ClearOutput", "LockCells", "ComputeChecksums", "ClearHiddenTests")
AUTOTEST = re.compile(r"^\s*#.*\bAUTOTEST\b", re.MULTILINE)
MAX_GIVEN = 100 * 2**20  # bytes of the files of an assignment
COURSE_SECRET = "grading_secret"
SECRET = re.compile(r"[0-9a-fA-F]{1,256}")


class Course:
    """What is the same for all submissions of an assignment.

    Raises
    ------
    Stopped
        If nbgrader does not know the assignment, or knows another version of it.
    """

    def __init__(self, converter: Autograde):
        directory = converter.coursedir
        self.assignment: str = directory.assignment_id
        self.settings = _plain_settings(converter.config)
        self.notebooks: dict[str, str] = {}
        """The instructor's notebooks, as text, by name."""
        self.all_notebooks: set[str] = set()
        """The names of all that the assignment has, also of those that are not graded now."""
        self.without_kernel: set[str] = set()
        """The notebooks that name no kernel: there nbgrader goes by what the submission names."""
        source_folder = Path(directory.format_path(directory.source_directory, ".", self.assignment))
        taken = set(converter.exclude_overwriting.get(self.assignment, []))
        self.given = Given(
            _released_files(source_folder, directory.ignore),
            cell_seconds=_cell_seconds(converter),
            marks=_marks(converter),
            secret=course_secret(Path(directory.root), shared=directory.groupshared),
        )
        self.students_files = frozenset(taken)
        """Files of which the student's own are used, by `Autograde.exclude_overwriting`."""
        around = frame(converter)
        register = f"Run `nbgrader generate_assignment {self.assignment} --force`."
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            try:
                known = gradebook.find_assignment(self.assignment).notebooks
            except MissingEntry:
                raise Stopped(f"The gradebook has no assignment {self.assignment}. {register}") from None
            self.all_notebooks = {entry.name for entry in known}
            for entry in known:
                if not fnmatch(entry.name, directory.notebook_id):
                    continue
                path = source_folder / f"{entry.name}.ipynb"
                if not path.exists():
                    raise Stopped(f"There is no {path}, from which the checks are taken.")
                source = _as_released(current(path, *around), entry)
                kernel = source.metadata.get("kernelspec", {})
                if (named := kernel.get("language", "python")) != "python":
                    raise Stopped(f"{path} is for a kernel of {named}; only notebooks in Python are graded here.")
                self.without_kernel |= set() if kernel else {entry.name}
                if (now := _registered(source)) != (registered := _in_gradebook(entry)):
                    # nbgrader takes over no other cells once there are marks.
                    others = now.keys() != registered.keys() and entry.submissions
                    mend = f"Run `workbook term questions {self.assignment}`." if others else register
                    raise Stopped(f"The checks in {path} are not those in the gradebook. {mend}")
                self.notebooks[entry.name] = nbformat.writes(_bare(source), version=4)
        if not known:
            raise Stopped(f"The gradebook knows no notebook of {self.assignment}. {register}")
        if not self.notebooks:
            names = ", ".join(sorted(self.all_notebooks))
            raise Stopped(f"{self.assignment} has no notebook {directory.notebook_id}; it has {names}.")

    @property
    def uses_tensorflow(self) -> bool:
        """Whether a notebook names TensorFlow, or what imports it."""
        # Not above: Windows, where nothing is graded, has not what it imports.
        from workbook.grading.sandbox.inside.zygote import HEAVY

        heavy = re.compile(rf"\b(?:{'|'.join(HEAVY)})\b")
        return any(heavy.search(text) for text in self.notebooks.values())


@dataclass(frozen=True)
class Submission:
    """One student's notebook, and where everything about it is."""

    converter: Autograde
    course: Course
    student: str
    notebook: str

    @property
    def assignment(self) -> str:
        """The assignment's name."""
        return self.course.assignment

    @cached_property
    def folder(self) -> Path:
        """What the student handed in."""
        return Path(self.converter._format_source(self.assignment, self.student))

    @cached_property
    def autograded(self) -> Path:
        """The graded notebook."""
        return Path(self.converter._format_dest(self.assignment, self.student)) / f"{self.notebook}.ipynb"

    def result_path(self, job: Job) -> Path:
        """Where the result of a job is kept."""
        folder = self.converter.coursedir.format_path("results", self.student, self.assignment)
        return Path(folder) / f"{self.notebook}.{job.fingerprint}.json"

    @property
    def fault_path(self) -> Path:
        """Where it is kept what Python said of a fault."""
        folder = self.converter.coursedir.format_path("results", self.student, self.assignment)
        return Path(folder) / f"{self.notebook}.fault.txt"

    @property
    def saving_path(self) -> Path:
        """What is there from the moment a result is kept until nbgrader has all of it."""
        return self.fault_path.with_name(f"{self.notebook}.saving")

    @property
    def language(self) -> str:
        """The language of its kernel, where the instructor's notebook leaves that open."""
        if self.notebook in self.course.without_kernel:
            with contextlib.suppress(Unreadable):
                return language(read_submission(self.folder, self.notebook))
        return "python"

    def result_files(self) -> list[Path]:
        """Return the results of this notebook that are kept: one, where no run was ended between two."""
        folder = Path(self.converter.coursedir.format_path("results", self.student, self.assignment))
        return list(folder.glob(f"{glob.escape(self.notebook)}.{'?' * batch.FINGERPRINT}.json"))

    def kept(self, but: Path | None = None) -> Result | None:
        """Return the newest result that is kept, whatever it was made of; `but` is a file to leave out."""
        files = [path for path in self.result_files() if path != but]
        newest = max(files, key=lambda path: path.stat().st_mtime, default=None)
        return batch.kept(newest) if newest else None

    @property
    def made_of_path(self) -> Path:
        """Where it is kept of what the marks in the gradebook were made."""
        return self.fault_path.with_name(f"{self.notebook}.made-of")

    def made_of(self) -> dict[str, str]:
        """Return of what the marks in the gradebook were made, as `made_of` says it; nothing where it is not known."""
        with contextlib.suppress(OSError, ValueError, AttributeError):
            kept = json.loads(self.made_of_path.read_bytes())
            return {key: str(value) for key, value in kept.items()}
        return {}

    def job(self) -> Job:
        """Read the submission."""
        submission, trouble = None, ""
        try:
            submission = read_submission(self.folder, self.notebook)
        except Unreadable as error:
            trouble = str(error)
        # nbgrader's own two, and the collector's, are not the student's; other notebooks have results of their own.
        own = {"submission_secret.txt", door.FOR_PERSON, *self.course.given.files, *self.course.students_files}
        own |= {f"{name}.ipynb" for name in self.course.all_notebooks}
        others = [n for n in other_files(self.folder, self.notebook) if n not in own]
        return Job(
            assignment=self.assignment,
            notebook=self.notebook,
            student=self.student,
            source=self.course.notebooks[self.notebook],
            submission=submission,
            trouble=trouble,
            notes=(f"Also handed in, and not looked at: {', '.join(others)}.",) if others else (),
            settings=self.course.settings,
            version=batch.version(),
            given=replace(self.course.given, students=self.students_files()),
        )

    def students_files(self) -> dict[str, bytes]:
        """Return those of the student's files that the course asks for: regular ones of bounded size, also together."""
        found: dict[str, bytes] = {}
        for name in sorted(self.course.students_files):
            with contextlib.suppress(FileNotFoundError, Unreadable):
                found[name] = read_below(self.folder, name, MAX_GIVEN - sum(map(len, found.values())))
        return found


def made_of(job: Job) -> dict[str, str]:
    """Return fingerprints of what decides the marks of a job, each by what an instructor calls it.

    The fingerprint of its result tells the same jobs apart; these say why a submission is graded again.
    """
    given = replace(job.given, students={})
    parts = {
        "submission": [job.trouble, job.notes, _digest(job.submission or b""), job.given.students],
        "assignment": [job.notebook, job.source, json.dumps(job.settings, sort_keys=True), given.digest()],
        "grader": [job.version],
    }
    return {name: _digest(repr(part).encode()) for name, part in parts.items()}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[: batch.FINGERPRINT]


def course_secret(folder: Path, *, shared: bool = False) -> str:
    """Return what a course keeps to itself, by which checks draw their inputs; it is made when it is first needed.

    Results depend on it: with another one, the same submissions are graded again, and by other inputs. Where the course
    is `shared`, those of its group can read it.
    """
    path = folder / COURSE_SECRET

    def for_owner(path: str, flags: int) -> int:
        return os.open(path, flags, 0o660 if shared else 0o600)

    if not path.exists():
        try:
            with open(path, "x", opener=for_owner, encoding="ascii") as file:
                file.write(secrets.token_hex(32))
        except FileExistsError:
            pass  # another grader has just made it
        except OSError as error:
            # Half of one would be taken for damaged.
            path.unlink(missing_ok=True)
            raise Stopped(batch.FULL if batch.is_full(error) else f"{path} cannot be written: {error}.") from None
    secret = path.read_text(encoding="ascii").strip()
    if len(secret) < 32:
        raise Stopped(f"{path} is damaged. Take it from a copy, or delete it: then all is graded by other inputs.")
    return secret


def feedback_secret(folder: Path) -> bytes:
    """Return what names a submission's feedback in the exchange, or nothing."""
    with contextlib.suppress(FileNotFoundError, Unreadable, UnicodeDecodeError):
        secret = read_file(folder, "submission_secret.txt", door.MAX_SMALL_FILE)
        if SECRET.fullmatch(secret.decode().strip()):
            return secret
    return b""


def _released_files(folder: Path, ignore: list[str]) -> dict[str, bytes]:
    """Return the files released with an assignment beside its notebooks, by their path below its folder."""
    found = {}
    for path in sorted(map(Path, find_all_files(str(folder), [*ignore, "*.ipynb"]))):
        found[path.relative_to(folder).as_posix()] = path.read_bytes()
    if (size := sum(map(len, found.values()))) > MAX_GIVEN:
        raise Stopped(
            f"The files beside the notebooks in {folder} have {size >> 20} MB; at most {MAX_GIVEN >> 20} MB are put "
            "where submissions run. Leave out what no cell reads (c.CourseDirectory.ignore)."
        )
    return found


def _cell_seconds(converter: Autograde) -> float | None:
    """Return the limit of a cell that the course's settings state, if they do."""
    if "timeout" not in converter.config.Execute:
        return None
    # As nbgrader reads it: on the command line it is a text.
    seconds = Execute(config=converter.config).timeout
    return float(seconds) if seconds and seconds > 0 else None


def _marks(converter: Autograde) -> tuple[str, str]:
    """Return what stands around hidden tests in this course."""
    clear = ClearHiddenTests(parent=converter)
    return clear.begin_test_delimeter, clear.end_test_delimeter


def frame(converter: Autograde) -> tuple[list[NotebookNode], list[NotebookNode]]:
    """Return the cells that this course's settings put above and below each notebook when it is released."""
    steps = GenerateAssignment(coursedir=converter.coursedir, parent=converter.parent).preprocessors
    around = IncludeHeaderFooter(config=converter.config)
    if not around.enabled or not any(IncludeHeaderFooter.__name__ in str(step) for step in steps):
        return [], []
    cells: list[list[NotebookNode]] = []
    for name in (around.header, around.footer):
        path = Path(converter.coursedir.root) / name
        if name and not path.exists():
            raise Stopped(f"There is no {path}, which c.IncludeHeaderFooter puts into each notebook.")
        cells.append(nbformat.read(path, as_version=4).cells if name else [])
    return cells[0], cells[1]


def current(path: Path, above: Sequence[NotebookNode] = (), below: Sequence[NotebookNode] = ()) -> NotebookNode:
    """Read an instructor's notebook, of any minor version of nbformat 4 and any schema of nbgrader's metadata.

    Cells without an id get one by their place: always the same.
    """
    source: NotebookNode = nbformat.read(path, as_version=4)
    source.cells = [nbformat.from_dict(cell) for cell in (*above, *source.cells, *below)]
    source = MetadataValidator().upgrade_notebook_metadata(source)
    taken = {cell.get("id") for cell in source.cells}
    for number, cell in enumerate(source.cells):
        if "id" not in cell:
            cell["id"] = next(i for i in (f"cell-{number}{'-' * n}" for n in range(len(taken) + 1)) if i not in taken)
    source.nbformat_minor = max(source.nbformat_minor, 5)
    return source


def _as_released(source: NotebookNode, entry: Any) -> NotebookNode:
    """Give checks the text that nbgrader made of what stands for tests: of `### AUTOTEST`, by running the solution."""
    text = {cell.name: cell.source for cell in entry.source_cells}
    for cell in source.cells:
        if is_check(cell) and AUTOTEST.search(cell.source):
            cell.source = text.get(grade_id(cell), cell.source)
    return source


def _bare(source: NotebookNode) -> NotebookNode:
    """Return a notebook without outputs: executing it again changes no result's fingerprint."""
    bare: NotebookNode = nbformat.from_dict(source)
    bare.metadata.pop(BUILD, None)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return bare


def _registered(source: NotebookNode) -> dict[str, tuple[float, str]]:
    """Return points and, of checks, the text of each cell that has a row in the gradebook."""
    known = [c for c in source.cells if is_graded(c) or is_answer(c) or is_task(c)]
    return {
        grade_id(c): (
            points(c) if is_graded(c) or is_task(c) else 0.0,
            c.source if is_graded(c) and not is_answer(c) else "",
        )
        for c in known
    }


def _in_gradebook(notebook: Any) -> dict[str, tuple[float, str | None]]:
    """Return the same of what nbgrader knows."""
    text = {cell.name: cell.source for cell in notebook.source_cells}
    known: dict[str, tuple[float, str | None]] = {cell.name: (0.0, "") for cell in notebook.solution_cells}
    answers = set(known)
    known |= {cell.name: (cell.max_score, "") for cell in notebook.task_cells}
    known |= {c.name: (c.max_score, "" if c.name in answers else text.get(c.name)) for c in notebook.grade_cells}
    return known


def _plain_settings(config: Any) -> dict[str, Any]:
    """Return the settings that `rebuild` follows, as plain data."""
    settings = {name: config[name] for name in SETTINGS if name in config}
    plain: dict[str, Any] = json.loads(json.dumps(settings, default=str))
    return plain | {STUBS: {"named": NamedStubs in config.GenerateAssignment.get("preprocessors", [])}}
