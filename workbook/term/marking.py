"""Marking by hand: all answers to one question, with all that a person needs beside them; nothing of a browser here.

Marks and comments go through nbgrader's gradebook, as formgrader's do. What stood there when a mark was given is kept
beside the grader's results, so that it can be said later what has changed.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from html import escape
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from workbook.authoring.assignment import grade_id, has_tag, is_task
from workbook.grading.results import STUDENTS_OWN
from workbook.term import figures, gradebook, marked, marks, reading, replies
from workbook.term.feedback import to_html
from workbook.term.gradebook import Entry, Listed, Question
from workbook.term.marked import Kept
from workbook.term.rubrics import Guide, guides
from workbook.term.states import Term


class NotAsSeen(Exception):
    """A mark was given meanwhile, or the answer is another one; the text says which."""


@dataclass(frozen=True)
class Mark:
    """What a person has said of one answer."""

    points: float | None
    comment: str
    lines: tuple[bool, ...] = ()
    """Which lines of the rubric it has, where that was said."""


@dataclass(frozen=True)
class Answer:
    """One answer, for a person to mark."""

    student: str
    key: str
    """What stands for the student while names are hidden; answers are in the order of these."""
    html: str
    blank: bool
    waiting: bool
    mark: Mark
    seen: str
    """A digest of the answer and its mark, by which a later change is noticed."""
    changed: str
    """As HTML, what is other than when it was marked; nothing if it is as it was, or was never marked here."""
    before: str
    """What the last mark was, where the answer has changed since."""


class Marking:
    """An assignment, to be marked question by question."""

    def __init__(self, term: Term, name: str):
        self.term, self.name = term, name
        self.listed: Listed = reading.assignment(term, name)
        sources = reading.sources(term, name)
        self.guides: dict[tuple[str, str], Guide] = {
            (notebook, key): guide for notebook, source in sources.items() for key, guide in guides(source).items()
        }
        self._read: dict[Path, tuple[int, dict[str, str], set[str], dict[str, NotebookNode]]] = {}

    @property
    def questions(self) -> list[Question]:
        """What a person marks, in the order of the notebook."""
        written = [question for question in self.listed.questions if question.written]
        order = list(self.guides)
        return sorted(written, key=lambda q: order.index((q.notebook, q.name)) if (q.notebook, q.name) in order else 0)

    def guide(self, notebook: str, name: str) -> Guide:
        """Return how a question is to be marked.

        Raises
        ------
        KeyError
            If a person marks no such question.
        """
        question = next((q for q in self.questions if (q.notebook, q.name) == (notebook, name)), None)
        if question is None:
            raise KeyError(name)
        made = Guide(name, name, question.possible, "", "", (), "")
        return self.guides.get((notebook, name), made)

    def key(self, student: str) -> str:
        """Return what stands for a student's name."""
        return hashlib.sha256(f"{self.name}\n{student}".encode()).hexdigest()[:16]

    def counts(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return, by notebook and question, how many answers are marked, and how many there are."""
        found = {}
        entries = self._entries()
        for question in self.questions:
            there = [
                entry.sheets[question.notebook].marks[question.name]
                for student, entry in entries.items()
                if self._path(student, question.notebook).is_file()
                and question.name in entry.sheets.get(question.notebook, gradebook.Sheet()).marks
            ]
            found[question.notebook, question.name] = sum(not mark.waiting for mark in there), len(there)
        return found

    def answers(self, notebook: str, name: str) -> list[Answer]:
        """Return all answers to a question, in an order that has nothing to do with names."""
        self.guide(notebook, name)
        found = [
            answer
            for student, entry in self._entries().items()
            if (answer := self._answer(student, entry, notebook, name)) is not None
        ]
        return sorted(found, key=lambda answer: answer.key)

    def comments(self, notebook: str, name: str) -> list[str]:
        """Return the comments that persons have given to answers of this question, the most frequent first."""
        sheets = [entry.sheets[notebook] for entry in self._entries().values() if notebook in entry.sheets]
        said = Counter(sheet.comments.get(name) or "" for sheet in sheets)
        del said[""]
        return [comment for comment, _ in sorted(said.items(), key=lambda item: (-item[1], item[0]))]

    def replies_to(self, notebook: str, name: str) -> dict[str, str]:
        """Return what students reply to the mark of this question, as they handed it in."""
        found: dict[str, str] = {}
        for reply in self._replies:
            if (reply.assignment, reply.notebook, reply.question) == (self.name, notebook, name):
                found[reply.student] = "\n\n".join(filter(None, (found.get(reply.student), reply.text)))
        return found

    def figures(self, student: str, notebook: str, name: str) -> str:
        """Return, as HTML, what the student saw, and at which effort and on which data; and the same of the grading."""
        folder = self.term.folder(self.term.directory.submitted_directory, student, self.name)
        cells = figures.handed_in(folder, notebook)
        graded = figures.handed_in(self._path(student, notebook).parent, notebook)
        theirs, ours = figures.circumstances(cells), figures.circumstances(graded)
        shown = figures.html(figures.around(cells, name))
        parts = [_said("On the student's machine, as the notebook says that was handed in:", theirs)]
        parts.append(_said("Where it was graded:", ours))
        parts.append(shown or "<p>The notebook that was handed in shows no output near this answer.</p>")
        return "\n".join(parts)

    def names(self) -> dict[str, str]:
        """Return who stands behind each key."""
        people = gradebook.people(self.term.session)
        called = {p.id: f"{p.first_name} {p.last_name}".strip() for p in people.values()}
        return {self.key(s): f"{name} ({s})" if name else s for s, name in called.items()}

    def student(self, key: str) -> str:
        """Return whose key it is.

        Raises
        ------
        KeyError
            If it is nobody's.
        """
        return {self.key(student): student for student in self._entries()}[key]

    def save(self, student: str, notebook: str, name: str, mark: Mark, seen: str) -> Answer:
        """Enter a mark into the gradebook, and return the answer as it then stands.

        Raises
        ------
        NotAsSeen
            If the answer or its mark are not those that were seen; nothing is written then.
        KeyError
            If there is no such answer.
        """
        directory = self.term.directory
        self.guide(notebook, name)  # there is such a question
        before = self._one(student, notebook, name)
        if before.seen != seen:
            raise NotAsSeen("This answer, or its mark, has changed since this page read it.")
        with Gradebook(directory.db_url, directory.course_id) as book:
            try:
                where = name, notebook, self.name, student
                grade, comment = book.find_grade(*where), book.find_comment(*where)
            except MissingEntry:
                raise KeyError(name) from None
            grade.manual_score = mark.points
            grade.needs_manual_grade = mark.points is None and grade.auto_score is None
            comment.manual_comment = mark.comment or None
            book.db.commit()
        text = self._text(student, notebook)[0].get(name, "")
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        kept = Kept(text, mark.points, mark.comment, list(mark.lines), now)
        marked.keep(directory, student, self.name, notebook, name, kept)
        return self._one(student, notebook, name)

    @cached_property
    def _replies(self) -> list[replies.Reply]:
        return list(replies.of_course(self.term))

    def _one(self, student: str, notebook: str, name: str) -> Answer:
        entry = gradebook_entry(self.term, self.name, student)
        answer = self._answer(student, entry, notebook, name) if entry else None
        if answer is None:
            raise KeyError(name)
        return answer

    def _answer(self, student: str, entry: Entry, notebook: str, name: str) -> Answer | None:
        sheet = entry.sheets.get(notebook)
        texts, blank, cells = self._text(student, notebook)
        if sheet is None or name not in sheet.marks or name not in cells:
            return None
        given, comment, text = sheet.marks[name], sheet.comments.get(name) or "", texts.get(name, "")
        kept = marked.read(self.term.directory, student, self.name).get(notebook, {}).get(name)
        is_other = kept is not None and kept.text != text
        # Without extra credit, which formgrader gives, and which stays beside the points.
        points = given.automatic if given.manual is None else given.manual
        same = kept is not None and not is_other and kept.points == points
        mark = Mark(points, comment, tuple(kept.lines) if same and kept else ())
        content = json.dumps([text, points, given.extra, comment])
        return Answer(
            student,
            self.key(student),
            _html(cells[name]),
            name in blank,
            given.waiting,
            mark,
            hashlib.sha256(content.encode()).hexdigest()[:32],
            marked.difference(kept.text, text) if kept else "",
            kept.said if kept and is_other else "",
        )

    def _entries(self) -> dict[str, Entry]:
        self.term.session.rollback()  # what others have written since
        self.term.session.expire_all()
        return gradebook.entries(self.term.session, self.name)

    def _path(self, student: str, notebook: str) -> Path:
        return self.term.folder(self.term.directory.autograded_directory, student, self.name) / f"{notebook}.ipynb"

    def _text(self, student: str, notebook: str) -> tuple[dict[str, str], set[str], dict[str, NotebookNode]]:
        """Return, of a graded notebook, what was written for each question, which are blank, and what to show."""
        path = self._path(student, notebook)
        try:
            when = path.stat().st_mtime_ns
        except OSError:
            return {}, set(), {}
        if path not in self._read or self._read[path][0] != when:
            found = marks.graded_notebook(path) or nbformat.v4.new_notebook()
            self._read[path] = when, marks.answers(found), set(marks.blank(found)), dict(_shown(found))
        return self._read[path][1:]


def gradebook_entry(term: Term, assignment: str, student: str) -> Entry | None:
    """Return what the gradebook has now of one student."""
    term.session.rollback()
    return gradebook.entries(term.session, assignment, student).get(student)


def _said(words: str, lines: list[str]) -> str:
    said = "".join(f"<li>{escape(line)}</li>" for line in lines) or "<li>nothing about effort or data</li>"
    return f"<p>{escape(words)}</p><ul>{said}</ul>"


def _shown(notebook: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """Yield, by grade_id, a cell to show for each question that a person marks: of a task, those below it as one."""
    for index, cell in enumerate(notebook.cells):
        if is_task(cell):
            below = notebook.cells[index + 1 :]
            end = next((i for i, other in enumerate(below) if not has_tag(other, STUDENTS_OWN)), len(below))
            texts = [c.source if c.cell_type == "markdown" else f"```\n{c.source}\n```" for c in below[:end]]
            yield grade_id(cell), nbformat.v4.new_markdown_cell("\n\n".join(texts), metadata={"tags": [STUDENTS_OWN]})
        elif grade_id(cell):
            yield grade_id(cell), cell


def _html(cell: NotebookNode) -> str:
    if cell.cell_type == "code":
        return f"<pre><code>{escape(cell.source)}</code></pre>{figures.html(cell.outputs)}"
    return to_html(cell.source, cell)
