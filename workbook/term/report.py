"""`workbook term report`: what an assignment's marks say of its questions, and who falls behind over the course.

It reads what `nbgrader export` reads, and the results that the grader kept. Names are left out unless asked for.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from workbook.authoring.assignment import titles
from workbook.grading import batch
from workbook.grading.results import Part
from workbook.term import marks, reading, report_page
from workbook.term.export import no_formula, of_questions
from workbook.term.gradebook import Listed, Person, Question
from workbook.term.items import Item, item, reliability
from workbook.term.reading import CannotRead
from workbook.term.states import EXCUSED, MISSING, NOT_DUE, Held, Standing, Term, newest_result

FOLDER = "reports"
EXAMPLES = 3
KINDS = 3
"""So many different failures of a question are listed, the most frequent first."""
BEHIND = 0.5
"""Who has less than this part of what the median student has falls behind."""
COLUMNS = (
    *("notebook", "question", "title", "kind", "points", "marks", "waiting", "blank", "mean_share", "all_right"),
    *("discrimination", "low", "high", "failed_assertion", "message", "failed_so", "failed"),
)
SHORTEST_NAME = 3
"""Shorter names are parts of too many words."""
NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?")


@dataclass(frozen=True)
class Example:
    """An answer that failed, and what the check said to it."""

    student: str
    answer: str
    message: str


@dataclass
class Mistake:
    """A failed assertion, with all answers that failed alike: the same one, and the same words but for numbers."""

    assertion: str
    message: str
    """As it was said first."""
    students: list[str] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)


@dataclass
class OfQuestion:
    """What a report says of one question."""

    question: Question
    title: str
    item: Item
    waiting: int
    """Answers that wait for a person."""
    blank: int
    """Answers that are as they were released."""
    mistakes: list[Mistake]
    """The most frequent first."""


@dataclass
class OfAssignment:
    """What a report says of an assignment."""

    listed: Listed
    people: int
    handed_in: int
    shares: dict[str, float]
    """Of each student with marks, the share of the points that could be had for what is marked."""
    questions: list[OfQuestion]
    alpha: float | None
    """Cronbach's alpha."""
    complete: int
    """Students who have a mark for every question, of whom alpha is made."""
    attempts: dict[str, int]
    """How often each student has handed in, of those of whom the exchange knows."""

    @property
    def waiting(self) -> int:
        """The answers that wait for a person."""
        return sum(question.waiting for question in self.questions)


@dataclass(frozen=True)
class Place:
    """Where a student stands with one assignment, beside the others."""

    state: str
    share: float | None
    behind: bool | None
    """None where nothing can be said: excused, not due, not marked."""


@dataclass(frozen=True)
class OfStudent:
    """How a student stands over the course."""

    student: str
    places: dict[str, Place]
    since: str
    """The first of the unbroken row of assignments, up to the newest, in which the student is behind; or nothing."""
    row: int
    """How many these are."""


def command(root: Path, name: str, *, names: bool) -> int:
    """Write the report of an assignment, or with no name that of the course, and return the exit status."""
    try:
        with reading.term(root) as term:
            called = {p.id: _called(p) for p in term.people.values()}
            if name:
                found = of_assignment(term, reading.assignment(term, name))
                if not names:
                    _leave_out_names(found, term.people)
                page, table = report_page.of_assignment(found, called if names else {}), _questions_csv(found)
            else:
                course = of_course(term)
                numbers = {s.student: f"student {i}" for i, s in enumerate(course, 1)}
                shown = called if names else numbers
                page, table = report_page.of_course(course, list(term.assignments), shown), _course_csv(course, shown)
            folder = term.root / FOLDER
            paths = folder / f"{name or 'course'}.html", folder / f"{name or 'course'}.csv"
            for path, data in zip(paths, (page.encode(), table.encode("utf-8-sig")), strict=True):
                batch.keep(path, data)
    except CannotRead as error:
        print(error, file=sys.stderr)
        return 1
    for line in _lines(found) if name else _course_lines(course, shown):
        print(line)
    print(f"Written: {' and '.join(str(path) for path in paths)}.")
    return 0


# --- an assignment ----------------------------------------------------------------------------------------------------


def of_assignment(term: Term, listed: Listed) -> OfAssignment:
    """Return what there is to say of an assignment."""
    held = Held(term, listed)
    marked = {s: standing for s, standing in held.standings.items() if standing.has_marks}
    rows = {s: _scores(held, standing) for s, standing in marked.items()}
    called = {key: title for nb in reading.sources(term, listed.name).values() for key, title in titles(nb).items()}
    answers = {s: _answers(standing) for s, standing in marked.items()}
    failures = {s: _failures(term, listed.name, standing) for s, standing in marked.items()}
    questions = []
    for question in listed.questions:
        key = question.notebook, question.name
        others = [other for other in listed.questions if other is not question]
        there = [row for row in rows.values() if key in row and question.possible]
        blank = {s for s, of in answers.items() if key in of and of[key].blank}
        failed = {s: parts[key] for s, parts in failures.items() if key in parts and s not in blank}
        questions.append(
            OfQuestion(
                question,
                called.get(question.name, question.name),
                item([row[key] / question.possible for row in there], [_share(row, others) for row in there]),
                sum(key in standing.written | standing.doubtful for standing in marked.values()),
                len(blank),
                _mistakes(failed, {s: of[key].text for s, of in answers.items() if key in of}),
            )
        )
    complete = [list(row.values()) for row in rows.values() if len(row) == len(listed.questions)]
    return OfAssignment(
        listed,
        len(held.standings),
        sum(standing.handed_in for standing in held.standings.values()),
        {s: share for s, row in rows.items() if (share := _share(row, listed.questions)) is not None},
        questions,
        reliability(complete),
        len(complete),
        reading.hand_ins(term, listed.name),
    )


def _scores(held: Held, standing: Standing) -> dict[tuple[str, str], float]:
    """Return a student's points, by notebook and question, of what is marked."""
    rows = of_questions(held, standing, Person(standing.student))
    return {(row["notebook"], row["question"]): row["score"] for row in rows if row["score"] is not None}


def _share(row: dict[tuple[str, str], float], questions: Iterable[Question]) -> float | None:
    """Return the share of the points of these questions, of those that are marked; None where none is."""
    there = [q for q in questions if (q.notebook, q.name) in row]
    possible = sum(q.possible for q in there)
    return sum(row[q.notebook, q.name] for q in there) / possible if possible else None


@dataclass(frozen=True)
class _Answer:
    text: str
    blank: bool
    """Whether it is as it was released."""


def _answers(standing: Standing) -> dict[tuple[str, str], _Answer]:
    """Return, by notebook and question, what a student wrote for it."""
    found = {}
    for name, path in standing.graded.items():
        notebook = marks.graded_notebook(path)
        if notebook is None:
            continue
        untouched = set(marks.blank(notebook).values())
        for question, kept in marks.answers(notebook).items():
            written = json.loads(kept)[0]
            texts = [written] if isinstance(written, str) else written
            blank = bool(texts) and all(text in untouched for text in texts)
            found[name, question] = _Answer("\n\n".join(texts), blank)
    return found


def _failures(term: Term, assignment: str, standing: Standing) -> dict[tuple[str, str], Part]:
    """Return, by notebook and check, the first assertion that failed; a hidden one where all others passed."""
    found = {}
    for name in standing.graded:
        kept = newest_result(term.directory, standing.student, assignment, name)
        for check in kept.checks.values() if kept else ():
            failed = sorted((part for part in check.parts if not part.passed), key=lambda part: part.hidden)
            if failed:
                found[name, check.grade_id] = failed[0]
    return found


def _mistakes(failed: dict[str, Part], answers: dict[str, str]) -> list[Mistake]:
    """Return what went wrong, the most frequent first; those of whom no answer is known have no example."""
    found: dict[tuple[str, str], Mistake] = {}
    for student, part in failed.items():
        alike = _without_numbers(part.name), _without_numbers(part.message)
        mistake = found.setdefault(alike, Mistake(part.name, part.message))
        mistake.students.append(student)
        seen = {example.answer for example in mistake.examples}
        if student in answers and answers[student] not in seen and len(seen) < EXAMPLES:
            mistake.examples.append(Example(student, answers[student], part.message))
    return sorted(found.values(), key=lambda mistake: -len(mistake.students))


def _leave_out_names(found: OfAssignment, people: dict[str, Person]) -> None:
    """Take out of each message and example what its student is called; what else tells who wrote it nobody can know."""
    for mistake in (mistake for of in found.questions for mistake in of.mistakes):
        for i, example in enumerate(mistake.examples):
            called = _words_for(people.get(example.student, Person(example.student)))
            answer, message = called.sub("…", example.answer), called.sub("…", example.message)
            mistake.examples[i] = Example(example.student, answer, message)
        for student in mistake.students[:1]:  # whose message it is
            mistake.message = _words_for(people.get(student, Person(student))).sub("…", mistake.message)


def _words_for(person: Person) -> re.Pattern[str]:
    words = [re.escape(w) for w in (person.id, person.email, person.first_name, person.last_name)]
    words = [word for word in words if len(word) >= SHORTEST_NAME]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else re.compile("(?!)")


def _without_numbers(text: str) -> str:
    return " ".join(NUMBER.sub("#", text).split())


# --- the course -------------------------------------------------------------------------------------------------------


def of_course(term: Term) -> list[OfStudent]:
    """Return how each student stands over the course: who falls behind first, and of these who has done so longest."""
    places: dict[str, dict[str, Place]] = {student: {} for student in term.people}
    for name, listed in term.assignments.items():
        held = Held(term, listed)
        known = {s: standing for s, standing in held.standings.items() if s in places}
        shares = {
            s: _share(_scores(held, standing), listed.questions) for s, standing in known.items() if standing.has_marks
        }
        there = [share for share in shares.values() if share is not None]
        middle = median(there) if there else None
        for student, standing in known.items():
            share = shares.get(student)
            behind: bool | None = None
            if standing.state == MISSING:
                behind = True
            elif standing.state not in (EXCUSED, NOT_DUE) and share is not None and middle is not None:
                behind = share < BEHIND * middle
            places[student][name] = Place(standing.state, share, behind)
    found = [OfStudent(student, of, *_since(of)) for student, of in places.items()]
    return sorted(found, key=lambda s: (-s.row, s.student))


def _since(places: dict[str, Place]) -> tuple[str, int]:
    """Return the first of the unbroken row of assignments in which a student is behind, up to the newest; its length.

    Those of which nothing can be said break no row.
    """
    row: list[str] = []
    for name, place in places.items():
        if place.behind is not None:
            row = [*row, name] if place.behind else []
    return (row[0], len(row)) if row else ("", 0)


# --- what is written --------------------------------------------------------------------------------------------------


def _called(person: Person) -> str:
    name = f"{person.first_name} {person.last_name}".strip()
    return f"{name} ({person.id})" if name else person.id


def _questions_csv(found: OfAssignment) -> str:
    rows: list[list[Any]] = [list(COLUMNS)]
    for of in found.questions:
        first = of.mistakes[0] if of.mistakes else None
        rows.append(
            [
                *(of.question.notebook, of.question.name, of.title, "by hand" if of.question.written else "checked"),
                *(of.question.possible, of.item.count, of.waiting, of.blank, _cell(of.item.mean), _cell(of.item.right)),
                *(_cell(of.item.discrimination), *map(_cell, of.item.interval or (None, None))),
                *((first.assertion, first.message, len(first.students)) if first else ("", "", "")),
                sum(len(mistake.students) for mistake in of.mistakes),
            ]
        )
    return _csv(rows)


def _course_csv(course: Sequence[OfStudent], called: dict[str, str]) -> str:
    rows: list[list[Any]] = [["student", "assignment", "state", "share", "behind", "behind_since"]]
    for of in course:
        for name, place in of.places.items():
            behind = "" if place.behind is None else "yes" if place.behind else "no"
            rows.append([called[of.student], name, place.state, _cell(place.share), behind, of.since])
    return _csv(rows)


def _csv(rows: Iterable[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([[no_formula(value) for value in row] for row in rows])
    return text.getvalue()


def _cell(number: float | None) -> float | str:
    return "" if number is None else round(number, 3)


def _lines(found: OfAssignment) -> Iterable[str]:
    """Yield what is said on the screen: what to look at first."""
    yield f"{found.listed.name}: {len(found.shares)} of {found.people} students have marks."
    if found.waiting:
        yield f"Answers that wait for a person: {found.waiting}. The numbers are those of what is marked."
    hardest = sorted((q for q in found.questions if q.item.mean is not None), key=lambda q: q.item.mean or 0.0)
    for of in hardest[:KINDS]:
        often = f"; most often: {of.mistakes[0].assertion}" if of.mistakes else ""
        yield f"  {of.title}: {of.item.mean:.0%} of its points{often}"


def _course_lines(course: Sequence[OfStudent], called: dict[str, str]) -> Iterable[str]:
    behind = [of for of in course if of.since]
    yield f"{len(behind)} of {len(course)} students are behind."
    for of in behind:
        yield f"  {called[of.student]}: since {of.since}"
