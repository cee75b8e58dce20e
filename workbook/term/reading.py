"""Open a course to read in it, for the steps of `workbook term` that only look."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, contextmanager, suppress
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from sqlalchemy.exc import DBAPIError

from workbook.term import gradebook
from workbook.term.gradebook import Listed
from workbook.term.states import Term, Unclear


class CannotRead(Exception):
    """There is nothing to read; the text says why, and what to do."""


@contextmanager
def term(root: Path) -> Iterator[Term]:
    """Open the course in a folder, which is the working folder meanwhile.

    Raises
    ------
    CannotRead
        If it is no course's, or its gradebook or `excused.csv` cannot be read.
    """
    if not (root / "nbgrader_config.py").exists():
        raise CannotRead("Start this at the top of the course, where its nbgrader_config.py is.")
    with chdir(root):
        app = NbGrader()
        app.load_config_file()
        directory = CourseDirectory(config=app.config)
        try:
            with gradebook.opened(directory.db_url) as session:
                if session is None:
                    raise CannotRead("There is no gradebook yet. `nbgrader generate_assignment NN_topic` makes one.")
                yield Term(directory, app, session)
        except DBAPIError as error:
            raise CannotRead(
                f"The gradebook does not answer: {error.orig}. If nbgrader was renewed, copy the gradebook and run "
                "`nbgrader db upgrade`."
            ) from None
        except Unclear as error:
            raise CannotRead(str(error)) from None


def assignment(term: Term, name: str) -> Listed:
    """Return what the gradebook has of an assignment.

    Raises
    ------
    CannotRead
        If it has none of this name.
    """
    if name not in term.assignments:
        raise CannotRead(f"The gradebook has no assignment {name}; it has {', '.join(term.assignments) or 'none'}.")
    return term.assignments[name]


def sources(term: Term, name: str) -> dict[str, NotebookNode]:
    """Return the instructor's notebooks of an assignment, by name, as far as they are there."""
    folder = Path(term.directory.format_path(term.directory.source_directory, ".", name))
    paths = [folder / f"{notebook}.ipynb" for notebook in sorted(term.assignments[name].notebooks)]
    return {path.stem: nbformat.read(path, as_version=4) for path in paths if path.is_file()}


def hand_ins(term: Term, name: str) -> dict[str, int]:
    """Return how often each student has handed an assignment in, of those of whom the exchange knows."""
    if os.name == "nt":
        return {}
    directory, config = term.directory, term.converter.config
    root = ExchangeFactory(config=config).List(coursedir=directory, config=config).root
    found = Counter[str]()
    with suppress(OSError):
        for path in (Path(root) / directory.course_id / "inbound").iterdir():
            student, _, rest = path.name.partition(f"+{name}+")
            if rest and student in term.people:
                found[student] += 1
    return dict(found)
