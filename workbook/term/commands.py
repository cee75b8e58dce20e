"""The steps of ``workbook term``. Each imports what it needs when it runs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Steps = argparse._SubParsersAction[argparse.ArgumentParser]


def add(steps: "Steps") -> None:
    """Add each step with its arguments; `run` of what was parsed takes them and returns the exit status."""
    questions = steps.add_parser("questions", help="take over questions that were added, removed or re-weighed")
    questions.add_argument("assignment", help="such as 01_dense_autoencoder")
    questions.set_defaults(run=_questions)
    remove = steps.add_parser("remove", help="take a student out of the course, and keep all that there is of one")
    remove.add_argument("student", help="the student's name in the gradebook")
    remove.set_defaults(run=_remove)
    restore = steps.add_parser("restore", help="bring back a student who was taken out")
    restore.add_argument("student", help="the student's name in the gradebook")
    restore.set_defaults(run=_restore)
    rename = steps.add_parser("rename", help="give a student another name, with all work and marks")
    rename.add_argument("old", help="the name in the gradebook")
    rename.add_argument("new", help="the name to have")
    rename.set_defaults(run=_rename)
    words = "say of each assignment what is handed in, graded, waiting and returned, and what to do next"
    status = steps.add_parser("status", help=words, description=f"{words[0].upper()}{words[1:]}. It changes nothing.")
    status.add_argument("names", nargs="*", metavar="assignment", help="such as 01_dense_autoencoder; all if not given")
    status.set_defaults(run=_status)


def _questions(arguments: argparse.Namespace) -> int:
    from workbook.term import questions

    return questions.take_over(arguments.assignment)


def _remove(arguments: argparse.Namespace) -> int:
    from workbook.term import students

    return students.remove(arguments.student)


def _restore(arguments: argparse.Namespace) -> int:
    from workbook.term import students

    return students.restore(arguments.student)


def _rename(arguments: argparse.Namespace) -> int:
    from workbook.term import students

    return students.rename(arguments.old, arguments.new)


def _status(arguments: argparse.Namespace) -> int:
    from workbook.term import status

    return status.command(Path.cwd(), arguments.names)
