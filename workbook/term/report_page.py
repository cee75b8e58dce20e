"""The report of an assignment, and of the course, as a page: for the instructor, and without names for anybody."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from statistics import median
from typing import TYPE_CHECKING

from workbook.term import look
from workbook.term.items import FEWEST

if TYPE_CHECKING:
    from workbook.term.report import Mistake, OfAssignment, OfQuestion, OfStudent, Place

TENTHS = 10
LISTED = 3
"""So many kinds of failure of one question are described."""
LONGEST = 3_000
"""Characters of an answer that are shown."""


def of_assignment(found: "OfAssignment", called: Mapping[str, str]) -> str:
    """Return the page of an assignment; `called` has the names of students, or nothing where they are left out."""
    name = found.listed.name
    shares = sorted(found.shares.values())
    body = [f"<h1>{escape(name)}: what the marks say</h1>"]
    body.append(
        f"<p>{found.handed_in} of {found.people} students have handed in, and {len(shares)} have marks. "
        + (
            f"{_waiting(found.waiting)} for a person: every number here is one of what is marked.</p>"
            if found.waiting
            else "No answer waits for a person.</p>"
        )
    )
    if not called:
        body.append(
            '<p class="quiet">Names are left out. An example is what a student wrote, and may still tell who that was; '
            "<code>--names</code> puts the names in.</p>"
        )
    body += ["<h2>Distribution</h2>", *_distribution(shares)]
    body += ["<h2>Questions</h2>", *_questions(found)]
    body += ["<h2>Where answers fail</h2>", *_mistakes(found, called)]
    body += ["<h2>Attempts</h2>", f"<p>{_attempts(found.attempts)}</p>"]
    return look.page(f"Report: {name}", "\n".join(body))


def _waiting(count: int) -> str:
    return "1 answer still waits" if count == 1 else f"{count} answers still wait"


def _distribution(shares: Sequence[float]) -> list[str]:
    if not shares:
        return ["<p>There are no marks yet.</p>"]
    # A share of 1, or more by extra credit, belongs to the last column.
    tenths = [min(int(share * TENTHS + 1e-9), TENTHS - 1) if share > 0 else 0 for share in shares]
    counts = [tenths.count(tenth) for tenth in range(TENTHS)]
    labels = [f"{10 * tenth}" for tenth in range(TENTHS)]
    ranges = [f"{n} from {10 * i} to {10 * i + 10} %" for i, n in enumerate(counts) if n]
    alt = f"Histogram of the share of points that {len(shares)} students have: {'; '.join(ranges)}."
    return [
        look.histogram(counts, labels, alt),
        "<p>Students by the share of the points they have, in per cent; each column begins at its number. "
        f"Lowest {shares[0]:.0%}, median {median(shares):.0%}, highest {shares[-1]:.0%}.</p>",
    ]


def _questions(found: "OfAssignment") -> list[str]:
    means = {label: of.item.mean for label, of in _short(found.questions).items()}
    said = [f"{label} {'no marks' if mean is None else format(mean, '.0%')}" for label, mean in means.items()]
    rows = []
    for of in found.questions:
        kind = "by hand" if of.question.written else "checked"
        waiting = f", {of.waiting} wait" if of.waiting else ""
        rows.append(
            [
                f'{escape(of.title)}<br><span class="quiet">{escape(of.question.name)}, {kind}{waiting}</span>',
                f"{of.question.possible:g}",
                str(of.item.count),
                str(of.blank),
                _percent(of.item.right),
                _percent(of.item.mean),
                _discrimination(of),
            ]
        )
    head = ["Question", "Points", "Marks", "Left blank", "All points", "Mean share", "Discrimination"]
    alpha = (
        f"Cronbach's alpha, over the {found.complete} students with a mark for every question, is {found.alpha:.2f}: "
        "how far the questions measure one thing."
        if found.alpha is not None and found.complete >= FEWEST
        else f"For Cronbach's alpha {FEWEST} students with a mark for every question are needed; there are "
        f"{found.complete}."
    )
    return [
        look.bars(means, f"Mean share of the points of each question: {'; '.join(said)}."),
        look.table(head, rows, "Questions and how they were answered", numbers=6),
        '<p class="quiet">All points: the share of students who have all points of the question. Mean share: of its '
        "points. Discrimination: the correlation of its points with those of all other questions, with the interval of "
        "95 %. Near 0, those who do well elsewhere do no better here; below 0 they do worse, and the question should "
        f"be looked at. With fewer than {FEWEST} students none is given. {alpha}</p>",
    ]


def _mistakes(found: "OfAssignment", called: Mapping[str, str]) -> list[str]:
    parts = []
    for of in found.questions:
        if not of.mistakes:
            continue
        failed = sum(len(mistake.students) for mistake in of.mistakes)
        parts.append(f"<h3>{escape(of.title)}</h3>")
        parts.append(
            f"<p>{failed} answer{' fails' if failed == 1 else 's fail'}; those left blank are not counted.</p>"
        )
        for i, mistake in enumerate(of.mistakes[:LISTED]):
            parts += _mistake(mistake, failed, called, examples=i == 0)
        if more := sum(len(mistake.students) for mistake in of.mistakes[LISTED:]):
            parts.append(f"<p>{more} in other ways.</p>")
    if not parts:
        return ["<p>No answer fails a check.</p>"]
    return [
        "<p>Of each question, the assertion that failed first, and what it said. Failures that differ only in numbers "
        "are one.</p>",
        *parts,
    ]


def _mistake(mistake: "Mistake", failed: int, called: Mapping[str, str], *, examples: bool) -> list[str]:
    parts = [
        f"<p><strong>{len(mistake.students)} of {failed}</strong>: {escape(mistake.assertion)}"
        + (f"</p>\n<pre>{escape(mistake.message)}</pre>" if mistake.message else ".</p>")
    ]
    for number, example in enumerate(mistake.examples if examples else (), 1):
        who = escape(called.get(example.student, f"example {number}"))
        answer = example.answer[:LONGEST] + ("\n[…]" if len(example.answer) > LONGEST else "")
        said = f"<p>The check says:</p><pre>{escape(example.message)}</pre>" if example.message else ""
        parts.append(
            f"<details><summary>An answer, {who}</summary><pre><code>{escape(answer)}</code></pre>{said}</details>"
        )
    return parts


def _attempts(attempts: Mapping[str, int]) -> str:
    if not attempts:
        return "The exchange knows of no hand-in, so nothing is known of attempts."
    counts = sorted(attempts.values())
    return (
        f"The exchange has the hand-ins of {len(counts)} students: median {median(counts):g}, at most {counts[-1]}. "
        f"{sum(count > 1 for count in counts)} have handed in more than once."
    )


def of_course(course: "Sequence[OfStudent]", assignments: Sequence[str], called: Mapping[str, str]) -> str:
    """Return the page of the course."""
    behind = [of for of in course if of.since]
    numbers = {name: sum(bool(of.places[name].behind) for of in course if name in of.places) for name in assignments}
    judged = {
        name: sum(of.places[name].behind is not None for of in course if name in of.places) for name in assignments
    }
    shares = {_number(name): numbers[name] / judged[name] for name in assignments if judged[name]}
    body = ["<h1>Who falls behind, and since when</h1>"]
    body.append(
        f"<p>{len(behind)} of {len(course)} students are behind in the newest assignment that says something of them. "
        "Behind is who has not handed in and is not excused, or has less than half of what the median student has, of "
        "what is marked. Since: the first of the assignments without a break up to now.</p>"
    )
    if shares:
        said = "; ".join(f"{label} {share:.0%}" for label, share in shares.items())
        body.append(look.bars(shares, f"Share of the students who are behind, by assignment: {said}."))
        body.append("<p>Share of the students who are behind, by assignment.</p>")
    else:
        body.append("<p>No assignment has marks, or is past its date.</p>")
    if behind:
        there = [name for name in assignments if judged[name]]
        rows = [
            [escape(called[of.student]), f"{escape(of.since)} ({of.row})", *(_place(of.places.get(n)) for n in there)]
            for of in behind
        ]
        head = ["Student", "Since", *(escape(_number(name)) for name in there)]
        body.append(look.table(head, rows, "Students who are behind, the longest first"))
    return look.page("Report: the course", "\n".join(body))


def _place(place: "Place | None") -> str:
    if place is None:
        return ""
    words = place.state if place.share is None else f"{place.share:.0%}"
    return f'<span class="warn">▼ {words}</span>' if place.behind else words


def _number(assignment: str) -> str:
    """Return what an assignment is called where there is little room."""
    found = re.match(r"\d+", assignment)
    return found[0] if found else assignment[:8]


def _short(questions: "Sequence[OfQuestion]") -> "dict[str, OfQuestion]":
    """Return questions by what they are called where there is little room: a number, and a sign for those in words."""
    found: dict[str, OfQuestion] = {}
    for of in questions:
        label = ", ".join(re.findall(r"\d+\.\d+", of.title)) + (" ✎" if of.question.written else "")
        found[of.question.name if label in found or not label.strip(" ✎") else label] = of
    return found


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _discrimination(of: "OfQuestion") -> str:
    if of.item.discrimination is None or of.item.interval is None:
        return "–"
    low, high = of.item.interval
    return f"{of.item.discrimination:.2f} [{low:.2f}, {high:.2f}]"
