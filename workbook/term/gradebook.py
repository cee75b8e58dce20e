"""What a gradebook holds, read in a few queries, and never written.

nbgrader's own `Gradebook` makes the database where there is none, and its lists ask once for each cell of each student.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import Course as CourseRow
from sqlalchemy import create_engine, func, inspect, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

BUSY_SECONDS = 30
"""How long to wait where somebody else is writing."""


@dataclass(frozen=True)
class Person:
    """A student, as the gradebook names them."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Question:
    """A graded cell of an assignment."""

    notebook: str
    name: str
    possible: float
    written: bool
    """Whether a person marks it: it is an answer itself, not a check of one."""


@dataclass(frozen=True)
class Mark:
    """What one student has for one question."""

    automatic: float | None
    manual: float | None
    extra: float | None
    waiting: bool

    @property
    def score(self) -> float | None:
        """The points, as nbgrader counts them; None where neither grader nor person has given any."""
        given = self.automatic if self.manual is None else self.manual
        return None if given is None else given + (self.extra or 0.0)


@dataclass
class Sheet:
    """What the gradebook has of one notebook of a student's."""

    marks: dict[str, Mark] = field(default_factory=dict)
    """By question."""
    comments: dict[str, str | None] = field(default_factory=dict)
    """By answer: what a student reads."""
    penalty: float | None = None
    handed_in: datetime | None = None
    due: datetime | None = None
    """For this student."""

    @property
    def waiting(self) -> set[str]:
        """The questions that wait for a person."""
        return {name for name, mark in self.marks.items() if mark.waiting}


@dataclass
class Entry:
    """What the gradebook has of one student's assignment."""

    handed_in: datetime | None
    due: datetime | None
    """With the student's own extension."""
    sheets: dict[str, Sheet] = field(default_factory=dict)
    """By notebook."""

    @property
    def score(self) -> float:
        """The points so far, without a penalty."""
        return sum(mark.score or 0.0 for sheet in self.sheets.values() for mark in sheet.marks.values())

    @property
    def penalty(self) -> float:
        """The penalty for handing in late."""
        return sum(sheet.penalty or 0.0 for sheet in self.sheets.values())


@dataclass(frozen=True)
class Listed:
    """An assignment, as the gradebook knows it."""

    name: str
    due: datetime | None
    questions: tuple[Question, ...]
    notebooks: frozenset[str]

    @property
    def possible(self) -> float:
        """All its points."""
        return sum(question.possible for question in self.questions)


@contextmanager
def opened(db_url: str) -> Iterator[Session | None]:
    """Open a gradebook to read in it; None where there is none yet.

    Raises
    ------
    sqlalchemy.exc.OperationalError
        If it does not answer, as one that is damaged, or of another version of nbgrader's.
    """
    engine = _engine(db_url)
    if engine is None:
        yield None
        return
    try:
        with Session(engine) as session:
            tables = set(inspect(engine).get_table_names())
            yield session if {"assignment", "student", "grade", "course"} <= tables else None
    finally:
        engine.dispose()


def knows_course(session: Session, course: str) -> bool:
    """Whether the gradebook has a row for a course, which nbgrader would write."""
    return session.get(CourseRow, course) is not None


def people(session: Session) -> dict[str, Person]:
    """Return all students, in the order of their names."""
    rows = session.execute(select(Student.id, Student.first_name, Student.last_name, Student.email))
    found = [Person(row[0], *(value or "" for value in row[1:])) for row in rows]
    return {p.id: p for p in sorted(found, key=lambda p: (p.last_name, p.first_name, p.id))}


def assignments(session: Session) -> list[Listed]:
    """Return all assignments, in the order in which they are due."""
    questions: dict[str, list[Question]] = {}
    notebooks: dict[str, set[str]] = {}
    rows = session.execute(select(Assignment.name, Notebook.name).select_from(Notebook).join(Notebook.assignment))
    for assignment, notebook in rows:
        notebooks.setdefault(assignment, set()).add(notebook)
    solutions = {(notebook, name) for notebook, name in session.execute(select(*_names(SolutionCell)))}
    for kind in (GradeCell, TaskCell):
        rows = session.execute(
            select(Assignment.name, Notebook.name, *_names(kind), kind.max_score)
            .select_from(kind)
            .join(Notebook, Notebook.id == kind.notebook_id)
            .join(Notebook.assignment)
        )
        for assignment, notebook, key, name, possible in rows:
            written = kind is TaskCell or (key, name) in solutions
            questions.setdefault(assignment, []).append(Question(notebook, name, possible or 0.0, written))
    found = [
        Listed(
            name,
            due,
            tuple(sorted(questions.get(name, []), key=lambda q: (natural(q.notebook), natural(q.name)))),
            frozenset(notebooks.get(name, ())),
        )
        for name, due in session.execute(select(Assignment.name, Assignment.duedate))
    ]
    return sorted(found, key=lambda listed: (listed.due is None, listed.due or datetime.min, natural(listed.name)))


def entries(session: Session, assignment: str, student: str = "") -> dict[str, Entry]:
    """Return what the gradebook has of an assignment, by student; of all, unless one is named."""
    of_it = [Assignment.name == assignment, *([SubmittedAssignment.student_id == student] if student else [])]
    found: dict[str, Entry] = {}
    rows = session.execute(
        select(
            SubmittedAssignment.student_id,
            SubmittedAssignment.timestamp,
            SubmittedAssignment.extension,
            Assignment.duedate,
        )
        .select_from(SubmittedAssignment)
        .join(SubmittedAssignment.assignment)
        .where(*of_it)
    )
    for who, when, extension, due in rows:
        found[who] = Entry(when, due + extension if due and extension else due)
    sheets: dict[str, Sheet] = {}
    rows = session.execute(
        select(
            SubmittedNotebook.id,
            SubmittedAssignment.student_id,
            Notebook.name,
            SubmittedNotebook.late_submission_penalty,
        )
        .select_from(SubmittedNotebook)
        .join(SubmittedNotebook.assignment)
        .join(SubmittedAssignment.assignment)
        .join(SubmittedNotebook.notebook)
        .where(*of_it)
    )
    for key, who, notebook, penalty in rows:
        found[who].sheets[notebook] = sheets[key] = Sheet(
            penalty=penalty, handed_in=found[who].handed_in, due=found[who].due
        )
    mine = (select(SubmittedNotebook.id).join(SubmittedNotebook.assignment).join(SubmittedAssignment.assignment)).where(
        *of_it
    )
    rows = session.execute(
        select(
            Grade.notebook_id,
            BaseCell.name,
            Grade.auto_score,
            Grade.manual_score,
            Grade.extra_credit,
            Grade.needs_manual_grade,
        )
        .select_from(Grade)
        .join(Grade.cell)
        .where(Grade.notebook_id.in_(mine))
    )
    for key, name, *mark in rows:
        sheets[key].marks[name] = Mark(*mark)
    shown = func.coalesce(Comment.manual_comment, Comment.auto_comment)
    rows = session.execute(
        select(Comment.notebook_id, BaseCell.name, shown)
        .select_from(Comment)
        .join(Comment.cell)
        .where(Comment.notebook_id.in_(mine))
    )
    for key, name, comment in rows:
        sheets[key].comments[name] = comment
    return found


def natural(name: str) -> list[tuple[int, str]]:
    """Return what sorts names with numbers as people do: 2 before 10."""
    return [(int(piece) if piece.isdecimal() else 0, piece) for piece in re.split(r"(\d+)", name)]


def _names(kind: Any) -> tuple[Any, Any]:
    return kind.notebook_id, kind.name


def _engine(db_url: str) -> Engine | None:
    url = make_url(db_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":", "file:")):
        return create_engine(url, poolclass=NullPool, execution_options={"postgresql_readonly": True})
    path = Path(url.database).absolute()
    if not path.exists():
        return None
    connect = partial(sqlite3.connect, f"{path.as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    return create_engine("sqlite://", creator=connect, poolclass=NullPool)
