"""Which exercises passed: kept in the learner's work folder, shown at the end of a notebook and on the start page.

The list of notebooks and exercises is ``syllabus.json``, written by the build from the notebooks' own text.
"""

import json
import os
import sys
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from helpers import work

SYLLABUS = Path(__file__).with_name("syllabus.json")


@cache
def syllabus() -> dict[str, dict[str, Any]]:
    """Return what the course consists of: by the notebook's name, in order, a dict with these keys.

    ``title``; ``about``, what it teaches; ``minutes``, for reading and exercises; ``colab``, its address there;
    ``exercises``, a dict from number to title; ``makers``, a dict from words for a cell to the names that it makes and
    that other cells use.
    """
    course: dict[str, dict[str, Any]] = json.loads(SYLLABUS.read_text(encoding="utf-8"))
    return course


def title(number: str) -> str:
    """Return the title of exercise ``number``, such as ``"1.2"``, or an empty string for one that is not listed."""
    return next((n["exercises"][number] for n in syllabus().values() if number in n["exercises"]), "")


def cell_of(number: str) -> str:
    """Return words for the cell to fill in of an exercise."""
    return f"the cell of exercise {number}"


def maker(name: str | None, number: str = "") -> str:
    """Return words for the cell that makes a name in the notebook of an exercise, or in the one that runs here."""
    for notebook, about in syllabus().items():
        if number in about["exercises"] if number else notebook == Path.cwd().name:
            return next((cell for cell, names in about.get("makers", {}).items() if name in names), "")
    return ""


def record(number: str, passed: bool) -> None:
    """Remember whether the last run of a check passed."""
    state = passed_so_far()
    if state.get(number) == passed:
        return
    state[number] = passed
    path = _file()
    # A new file put in place of the old one: a kernel killed here leaves the old one whole.
    new = path.with_suffix(f".{os.getpid()}.new")
    try:
        new.write_text(json.dumps(state, indent=1), encoding="utf-8")
        new.replace(path)
    except OSError as error:  # a check's answer matters more than its record
        print(f"(The list of passed exercises, {path}, could not be written: {error.strerror}.)")
        with suppress(OSError):
            new.unlink(missing_ok=True)


def passed_so_far() -> dict[str, bool]:
    """Return ``{number: whether its last check passed}`` for every check that has been run.

    A file that holds anything else is set aside, with a word.
    """
    path = _file()
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        why = f"cannot be read ({type(error).__name__})"
    else:
        if isinstance(state, dict) and all(isinstance(passed, bool) for passed in state.values()):
            return state
        why = "holds something else than it should"
    aside = path.with_name("progress.set-aside.json")
    try:
        path.replace(aside)
        done = f"it is set aside as {aside.name}"
    except OSError:
        done = "it is left unused"
    print(f"(The list of passed exercises, {path}, {why}: {done}, and the list begins anew.)")
    return {}


def table(notebook: str) -> "Table":
    """Return the table of a notebook's exercises: passed, failed, or not run yet.

    Parameters
    ----------
    notebook : str
        The notebook's name, such as ``"01_dense_autoencoder"``.
    """
    if notebook not in syllabus():
        raise ValueError(f"there is no notebook {notebook!r}; the course has {', '.join(syllabus())}.")
    state = passed_so_far()
    words = {True: "passed", False: "not passed", None: "not run yet"}
    return Table([(n, t, words[state.get(n)]) for n, t in syllabus()[notebook]["exercises"].items()])


def overview() -> "Overview":
    """Return the whole course at a glance: what each notebook teaches, how much of it passed, and what comes next."""
    return Overview(syllabus(), passed_so_far(), colab="google.colab" in sys.modules)


class Overview:
    """The notebooks with links and the learner's progress, as HTML where there is a browser and as text elsewhere.

    Parameters
    ----------
    course
        As `syllabus` returns it.
    state
        As `passed_so_far` returns it.
    colab
        Whether links lead to Colab, where a notebook does not lie beside the others.
    """

    def __init__(self, course: dict[str, dict[str, Any]], state: dict[str, bool], *, colab: bool = False):
        self.course, self.state, self.colab = course, state, colab

    def passed(self, notebook: str) -> int:
        """Return how many of a notebook's exercises passed."""
        return sum(self.state.get(number, False) for number in self.course[notebook]["exercises"])

    @property
    def next(self) -> tuple[str, str] | None:
        """The first exercise that has not passed: its notebook and its number. None when all have."""
        numbers = ((name, number) for name, about in self.course.items() for number in about["exercises"])
        return next(((name, number) for name, number in numbers if not self.state.get(number)), None)

    @property
    def summary(self) -> tuple[str, str]:
        """How much passed, and what to do next, in one sentence each; the second one ends in a notebook's title."""
        total = sum(len(about["exercises"]) for about in self.course.values())
        done = f"{sum(map(self.passed, self.course))} of {total} exercises passed."
        if self.next is None:
            return done, "You are through."
        name, number = self.next
        if not any(self.state.values()):
            return done, "Begin with"
        return done, f"Next: exercise {number}, {self.course[name]['exercises'][number]}, in"

    def __repr__(self) -> str:
        width = max((len(about["title"]) for about in self.course.values()), default=0)
        rows = [
            f"{about['title']:<{width}}  {about['minutes']:>4} min  {self.passed(name):>3} of {len(about['exercises'])}"
            for name, about in self.course.items()
        ]
        what, where = self.summary, self.course[self.next[0]]["title"] + "." if self.next else ""
        return "\n".join([*rows, " ".join([*what, where]).strip()])

    def _repr_html_(self) -> str:
        left = 'style="text-align:left"'
        heads = f"<th {left}>Notebook</th><th {left}>What it teaches</th><th>Time</th><th>Passed</th>"
        rows = []
        for name, about in self.course.items():
            passed, count = self.passed(name), len(about["exercises"])
            mark = "✓ " if passed == count else ""
            rows.append(
                f"<tr><td {left}><b>{self._link(name)}</b></td><td {left}>{escape(about['about'])}</td>"
                f"<td>{about['minutes']}&nbsp;min</td><td>{mark}{passed}&nbsp;of&nbsp;{count}</td></tr>"
            )
        done, what = self.summary
        where = f" <b>{self._link(self.next[0])}</b>." if self.next else ""
        hours = round(sum(about["minutes"] for about in self.course.values()) / 60)
        return (
            f"<p>{done} {escape(what)}{where}</p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
            f"<p>Reading and exercises take about {hours} hours in all.</p>"
        )

    def _link(self, name: str) -> str:
        about = self.course[name]
        address = about["colab"] if self.colab else f"{name}/{name}.ipynb"
        return f'<a href="{escape(address)}">{escape(about["title"])}</a>'


class Table:
    """Rows of (number, title, state), shown as HTML where there is a browser and as text elsewhere."""

    def __init__(self, rows: list[tuple[str, str, str]]):
        self.rows = rows

    @property
    def summary(self) -> str:
        """How many passed, in one sentence."""
        passed = sum(state == "passed" for _, _, state in self.rows)
        return f"{passed} of {len(self.rows)} exercises passed."

    def __repr__(self) -> str:
        width = max((len(t) for _, t, _ in self.rows), default=0)
        return "\n".join([*(f"{n:>5}  {t:<{width}}  {s}" for n, t, s in self.rows), self.summary])

    def _repr_html_(self) -> str:
        marks = {"passed": "✓", "not passed": "✗", "not run yet": "–"}
        rows = "".join(
            f'<tr><td>{escape(n)}</td><td style="text-align:left">{escape(t)}</td>'
            f'<td style="text-align:left">{marks[s]} {s}</td></tr>'
            for n, t, s in self.rows
        )
        return (
            '<table><thead><tr><th>Exercise</th><th style="text-align:left">Title</th>'
            f'<th style="text-align:left">Check</th></tr></thead><tbody>{rows}</tbody></table><p>{self.summary}</p>'
        )


def _file() -> Path:
    return work.folder() / "progress.json"
