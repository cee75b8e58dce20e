"""Which exercises passed: remembered in the learner's work folder, shown in a table at the end of a notebook.

The list of exercises is ``syllabus.json``, written by the build from the notebooks' own headings.
"""

import json
import os
from functools import cache
from html import escape
from pathlib import Path

from helpers import work

SYLLABUS = Path(__file__).with_name("syllabus.json")


@cache
def syllabus() -> dict[str, dict]:
    """Return ``{notebook: {"title": str, "exercises": {number: title}}}``, in the order of the course."""
    return json.loads(SYLLABUS.read_text(encoding="utf-8"))


def title(number: str) -> str:
    """Return the title of exercise ``number``, such as ``"1.2"``, or an empty string for one that is not listed."""
    return next((n["exercises"][number] for n in syllabus().values() if number in n["exercises"]), "")


def record(number: str, passed: bool) -> None:
    """Remember whether the last run of a check passed."""
    state = passed_so_far()
    if state.get(number) == passed:
        return
    state[number] = passed
    path = _file()
    # A new file put in place of the old one: a kernel killed here leaves the old one whole.
    new = path.with_suffix(f".{os.getpid()}.new")
    new.write_text(json.dumps(state, indent=1), encoding="utf-8")
    new.replace(path)


def passed_so_far() -> dict[str, bool]:
    """Return ``{number: whether its last check passed}`` for every check that has been run."""
    try:
        state = json.loads(_file().read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return state if isinstance(state, dict) else {}


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
