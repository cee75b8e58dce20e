"""What students reply to a mark: a cell of text in the notebook that they hand in next, read where it lies.

`Reply to explain-1-2: ...` at the beginning of a Markdown cell is a reply to the mark of that answer. It stands in the
notebook itself, so it comes by any way by which work is handed in, and nothing of it is graded.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbook.authoring.assignment import REPLIED
from workbook.grading.rebuild.submitted import Unreadable, is_reply, read_cells, read_submission, shown
from workbook.grading.results import plain
from workbook.term import door, folders, reading
from workbook.term.reading import CannotRead
from workbook.term.states import Term

MAX_REPLY = 4_000


@dataclass(frozen=True)
class Reply:
    """A reply, and what it is about."""

    student: str
    handed_in: str
    """The assignment with which it came."""
    when: datetime | None
    assignment: str
    """The one whose mark it speaks of; nothing, if no question has that name, or several assignments have."""
    notebook: str
    question: str
    text: str


def of_course(term: Term) -> Iterator[Reply]:
    """Yield all replies in what was handed in last for each assignment."""
    known = {
        name: {question.name: question.notebook for question in listed.questions}
        for name, listed in term.assignments.items()
    }
    for name, listed in term.assignments.items():
        for student, folder in folders.of_students(term.directory, term.directory.submitted_directory, name).items():
            for notebook in sorted(listed.notebooks):
                for question, text in in_notebook(folder, notebook):
                    # Grade ids may be the same in several assignments; then the reply is to the one that it came with.
                    homes = (
                        [name] if question in known[name] else [other for other in known if question in known[other]]
                    )
                    home = homes[0] if len(homes) == 1 else ""
                    where = known[home][question] if home else ""
                    when, _ = door.handed_in(folder)
                    yield Reply(door.normal(student), name, when, home, where, question, text)


def in_notebook(folder: Path, notebook: str) -> Iterator[tuple[str, str]]:
    """Yield each reply in a notebook that was handed in: the name of the question, and the text."""
    try:
        data = read_submission(folder, notebook)
        if b"reply to" not in data.lower():
            return  # as nearly all are, and to read a notebook takes a while
        cells, _ = read_cells(data)
    except (Unreadable, OSError):
        return
    for cell in cells:
        found = REPLIED.match(cell.text) if is_reply(cell) else None
        if found and (text := cell.text[found.end() :].strip()):
            yield found[1], plain(text, MAX_REPLY)


def command(root: Path, name: str) -> int:
    """Print the replies to marks of an assignment, or with no name all, and return the exit status."""
    try:
        with reading.term(root) as term:
            if name:
                reading.assignment(term, name)
            found = [reply for reply in of_course(term) if name in ("", reply.assignment) or not reply.assignment]
            lines = [line for reply in found for line in _lines(term, reply)]
    except CannotRead as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines) if lines else "No reply to a mark was handed in.")
    return 0


def _lines(term: Term, reply: Reply) -> Iterator[str]:
    about = (
        f"{reply.assignment}, {reply.question}" if reply.assignment else f"{shown(reply.question)} (no such question)"
    )
    when = f" on {door.written(reply.when)}" if reply.when else ""
    yield f"{shown(reply.student)}, to {about}; handed in with {reply.handed_in}{when}"
    yield from (f"    {line}" for line in reply.text.splitlines())
