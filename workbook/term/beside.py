"""Find work that lies beside the notebook which is graded: in a copy of it, under another name.

JupyterLab's *Duplicate*, a browser that saves a file twice, and a student who keeps versions all make such copies, and
a student may finish one and hand in both. Which of them counts only a person can say.
"""

import os
from itertools import islice
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import is_answer
from workbook.grading.rebuild.submitted import MAX_FILE, Unreadable, read_cells, read_file, shown
from workbook.term.marks import blank

NOTEBOOK = ".ipynb"
MAX_COPIES = 20
"""So many are looked at."""


def doubts(folder: Path, graded: NotebookNode, others: set[str]) -> dict[str, str]:
    """Return, by grade_id, why a person must look at an answer; by "", at the whole.

    folder: what was handed in; graded: the notebook of it that was graded; others: the names of the assignment's
    notebooks, which have marks of their own.
    """
    untouched = blank(graded)
    if not untouched:
        return {}
    whole = len(untouched) == sum(map(is_answer, graded.cells))
    found: dict[str, str] = {}
    for name in _copies(folder, others):
        answered = _answered(folder, name, untouched, unknown=whole)
        if whole and answered:
            return {
                "": f"The notebook is as it was released, and {shown(name)} beside it is not. If that is the work, put "
                "it in its place in submitted/, and grade again."
            }
        for answer in answered:
            found.setdefault(answer, f"It is as it was released, but not in {shown(name)} beside the notebook.")
    return found


def _copies(folder: Path, others: set[str]) -> list[str]:
    with os.scandir(folder) as entries:
        # A folder may hold millions of names.
        names = [entry.name for entry in islice(entries, 10_000) if entry.name.endswith(NOTEBOOK)]
    return sorted(n for n in names if n.removesuffix(NOTEBOOK) not in others and not n.startswith("."))[:MAX_COPIES]


def _answered(folder: Path, name: str, untouched: dict[str, str], *, unknown: bool) -> set[str]:
    """Return which of the untouched answers another notebook has.

    With ``unknown`` one that cannot be read, or has lost nbgrader's names, counts as having them all.
    """
    try:
        cells, _ = read_cells(read_file(folder, name, MAX_FILE))
    except (Unreadable, FileNotFoundError):
        return set(untouched) if unknown else set()
    if not any(cell.grade_id for cell in cells):
        return set(untouched) if unknown and any(cell.text.strip() for cell in cells) else set()
    return {
        cell.grade_id
        for cell in cells
        if cell.grade_id in untouched and cell.text.strip() and _plain(cell.text) != _plain(untouched[cell.grade_id])
    }


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
