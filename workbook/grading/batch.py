"""Many submissions: each is graded once, into a file of its own. `workers` are who does it.

A result's file is named by a fingerprint of all that went into it: the submission, the instructor's notebook, and the
grader. So what is done is not done again, whoever asks and whenever the last run ended.
"""

import contextlib
import errno
import hashlib
import json
import os
import platform
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from importlib import metadata
from itertools import dropwhile
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from traitlets.config import Config

from workbook import ROOT
from workbook.authoring.assignment import HIDDEN_MARKS, grade_id, is_check
from workbook.grading.rebuild import Rebuilt, Unreadable, rebuild, with_tasks
from workbook.grading.results import FAILED, PERSON, Result, from_json, to_json, unjudged

FULL = "The disk is full. What is done is kept: make room and run the same command again."
# The files of the project that decide marks.
DECIDING = (
    "workbook/grading/**/*.py",
    *(f"workbook/authoring/{name}.py" for name in ("assignment", "changes", "names", "stubs")),
    "helpers/**/*.py",
)
# Their versions decide what a student's network does.
PACKAGES = ("tensorflow", "keras", "numpy", "scipy", "scikit-learn", "matplotlib", "ipython", "nbgrader")
LOST = "Each time the grader came to this submission, its process died."
FINGERPRINT = 32  # letters of it


@dataclass(frozen=True)
class Given:
    """What a submission finds when it runs, beside its notebook."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path, those released with the assignment; they cannot be changed."""
    students: dict[str, bytes] = field(default_factory=dict)
    """By path, those that students may hand in. Nobody but the student's own process sees them."""
    cell_seconds: float | None = None
    """For one cell; None for the walls' own limit."""
    marks: tuple[str, str] = HIDDEN_MARKS
    """Between which a check without a block is hidden."""
    secret: str = ""
    """The course's, by which checks draw what no answer can know. Without one they take what stands in their text."""

    def digest(self) -> str:
        """Return what tells it from any other."""
        files = [(kind, sorted(part.items())) for kind, part in (("", self.files), ("student", self.students))]
        return hashlib.sha256(repr((files, self.cell_seconds, self.marks, self.secret)).encode()).hexdigest()


NOTHING = Given()
Judge = Callable[[NotebookNode, Rebuilt, str, str, Given], Result]
"""From an instructor's notebook, the rebuilt one, student, assignment and what is given, as `session.grade` does."""
Opener = Callable[..., AbstractContextManager[Judge]]
"""What a worker holds as long as it lives. It reaches other processes by its name, so it is a module's function.

Of workers that share a fork server, each calls it with a connection to one forked from that (`Zygote.another`).
"""


class Stopped(Exception):
    """Grading cannot go on, for any submission; the text says why, and what to do. `trace` is what Python said."""

    def __init__(self, words: str, trace: str = ""):
        super().__init__(words)
        self.trace = trace


class Starved(Exception):
    """What a submission needed was taken by others; it is graded again, and the text says what it lacked."""


@dataclass(frozen=True)
class Job:
    """One submission to grade, as plain data: a worker needs no file of the course."""

    assignment: str
    notebook: str
    student: str
    source: str
    """The instructor's notebook, as the text of its file without outputs."""
    submission: bytes | None
    trouble: str
    """Why it is not graded, or nothing."""
    notes: tuple[str, ...]
    """For the instructor."""
    settings: dict[str, Any]
    """nbgrader's, that say what stands in a solution's place."""
    version: str
    """Of the grader."""
    given: Given = NOTHING

    @property
    def fingerprint(self) -> str:
        """Return what tells this job from any other."""
        content = asdict(replace(self, given=NOTHING)) | {
            "submission": hashlib.sha256(self.submission or b"").hexdigest(),
            "given": self.given.digest(),
        }
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:FINGERPRINT]


@contextmanager
def walled(given: socket.socket | None = None) -> Iterator[Judge]:
    """Build walls, and judge submissions behind them."""
    # These take seconds; a process that only hands out jobs does without.
    from workbook.grading import session
    from workbook.grading.sandbox import wall

    try:
        with wall.Walls(given=given) as walls:
            yield lambda source, rebuilt, student, assignment, given: session.grade(
                source, rebuilt, student, walls, assignment, given
            )
    except wall.Unconfined as error:
        raise Stopped(str(error), error.trace) from None


def grade_one(job: Job, judge: Judge) -> bytes:
    """Return the result of one submission, as the bytes of its file."""
    source = nbformat.reads(job.source, as_version=4)
    try:
        rebuilt = _rebuilt(job, source)
    except Unreadable as error:
        return not_judged(job, str(error))
    result = judge(source, rebuilt, job.student, job.assignment, job.given)
    result = replace(result, assignment=job.assignment, student=job.student, doubts=result.doubts | rebuilt.doubts)
    return to_json(replace(_looked_at(result, rebuilt, source), notes=(*result.notes, *job.notes)))


def _looked_at(result: Result, rebuilt: Rebuilt, source: NotebookNode) -> Result:
    """Return the result as one for a person where an answer lost points that it may owe to how it was put together."""
    doubts = dict(result.doubts)
    for name, why in rebuilt.if_lost.items():
        check = result.checks.get(_check_of(name, source))
        if check and (check.points < check.possible or result.outcome == FAILED):
            doubts[name] = f"{doubts[name]} {why}" if name in doubts else why
    reasons = tuple(
        f"{name}: {why}" for name, why in rebuilt.if_lost.items() if doubts.get(name) != result.doubts.get(name)
    )
    if not reasons:
        return result
    return replace(result, outcome=PERSON, reasons=(*result.reasons, *reasons), doubts=doubts)


def _check_of(answer: str, source: NotebookNode) -> str:
    """Return the name of the check that judges an answer: the next one below it."""
    below = dropwhile(lambda cell: grade_id(cell) != answer, source.cells)
    return next((grade_id(cell) for cell in below if is_check(cell)), "")


def keep(path: Path, data: bytes) -> None:
    """Write a file so that after any kill it is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def kept(path: Path) -> Result | None:
    """Return the result in a file, or None if there is none that can be read."""
    try:
        return from_json(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk is full."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@lru_cache
def version(*more: str) -> str:
    """Return a fingerprint of what decides marks, and of what these patterns name besides.

    That is the grader's code, what it reads of an assignment's form, the helpers, and the packages that students' code
    uses. All helpers, for an answer may call any of them, and is judged by what it returns.
    """
    digest = hashlib.sha256()
    for path in sorted(path for pattern in (*DECIDING, *more) for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\n{len(path.read_bytes())}\n".encode() + path.read_bytes())
    installed = {name: _installed(name) for name in PACKAGES}
    unconfined = os.environ.get("WORKBOOK_UNCONFINED", "")
    digest.update(json.dumps([installed, platform.python_version(), unconfined], sort_keys=True).encode())
    return digest.hexdigest()[:32]


def _installed(package: str) -> str:
    for name in (package, f"{package}-cpu"):  # TensorFlow has another name where it can use no GPU
        with contextlib.suppress(metadata.PackageNotFoundError):
            return metadata.version(name)
    return ""


def _rebuilt(job: Job, source: NotebookNode) -> Rebuilt:
    if job.submission is None:
        raise Unreadable(job.trouble)
    return rebuild(source, job.submission, Config(job.settings))


def not_judged(job: Job, reason: str, trace: str = "") -> bytes:
    """Return the result of a submission that was not judged, with the student's answers if they can be read.

    `trace` is what Python said of the cause.
    """
    source = nbformat.reads(job.source, as_version=4)
    try:
        rebuilt = _rebuilt(job, source)
    except Exception:
        empty = nbformat.writes(nbformat.v4.new_notebook()).encode()
        rebuilt = replace(rebuild(source, empty, Config(job.settings)), notes=(), doubts={})
    notebook = with_tasks(rebuilt.notebook, rebuilt.tasks)
    result = unjudged(job.assignment, job.student, notebook, reason, rebuilt.doubts)
    return to_json(replace(result, notes=(*rebuilt.notes, *job.notes), trace=trace))


def lost(job: Job) -> bytes:
    """Return the result of a submission that ended each process which came to it."""
    return not_judged(replace(job, submission=None, trouble=LOST), LOST)
