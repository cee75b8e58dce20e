"""`workbook term similar`: what students wrote, in the form that tools read which look for likeness.

It compares nothing and says nothing of anybody. Numbers stand for students, so that the folder can be given on; whose
each is stands in one file beside it.
"""

import ast
import csv
import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import grade_id, is_answer, is_written_answer
from workbook.grading import batch
from workbook.term import folders, marks, reading
from workbook.term.export import no_formula
from workbook.term.reading import CannotRead
from workbook.term.states import Held, Term

FOLDER = "similar"
CODE, WORDS = "answers.py", "answers.txt"
HOW = """\
# Look for likeness

`code/NUMBER/answers.py` has the code that a student wrote, and `words/NUMBER/answers.txt` the answers in words. Given
cells are not in it, nor answers that are as they were released. `base` has what stood in the answers before anybody
wrote in them; the tools leave out what is like it. Whose each number is, `who.csv` says; it is not for others.

Both tools run on your machine and send nothing anywhere. In this folder:

    java -jar jplag.jar -l python3 -bc base/code code      # JPlag: https://github.com/jplag/JPlag
    java -jar jplag.jar -l text -bc base/words words
    dolos run -f web -l python --ignore base/code/answers.py code/*/answers.py    # Dolos: https://dolos.ugent.be

`java -jar jplag.jar --help` and `dolos run --help` say what your version takes.

What they find is likeness, and likeness is no proof of anything. A short exercise has few right solutions, and who
follows the hints writes what the hints say. Two students may have learned together as you asked them to. Read the two
answers side by side, look whether an unusual mistake is the same in both, and ask both before you think further.
"""


def command(root: Path, name: str) -> int:
    """Write the folders of an assignment, and return the exit status."""
    try:
        with reading.term(root) as term:
            reading.assignment(term, name)
            folder, lines = export(term, name)
    except CannotRead as error:
        print(error, file=sys.stderr)
        return 1
    for line in lines:
        print(line)
    print(f"Written: {folder}. How to go on, {folder / 'HOW.md'} says.")
    return 0


def export(term: Term, name: str) -> tuple[Path, list[str]]:
    """Write the folders, in the place of what an earlier call wrote; return where, and what was left out.

    Raises
    ------
    CannotRead
        If the assignment's release is not there, or nothing is graded.
    """
    folder = term.root / FOLDER / name
    standings = Held(term, term.assignments[name]).standings
    graded = {student: standing.graded for student, standing in standings.items() if standing.graded}
    if not graded:
        raise CannotRead(f"Nothing of {name} is graded yet. Run `workbook autograde {name}`.")
    released = [_released(term, name, notebook) for notebook in sorted(term.assignments[name].notebooks)]
    for part in ("code", "words", "base"):
        shutil.rmtree(folder / part, ignore_errors=True)
    batch.keep(folder / "base" / "code" / CODE, _joined(text for nb in released for text in _code(nb, {})))
    batch.keep(folder / "base" / "words" / WORDS, _joined(text for nb in released for text in _words(nb, {})))
    who, broken = [["number", "student"]], []
    for number, (student, notebooks) in enumerate(graded.items(), 1):
        who.append([f"{number:03}", student])
        read = [nb for path in notebooks.values() if (nb := marks.graded_notebook(path)) is not None]
        code = [text for nb in read for text in _code(nb, marks.blank(nb))]
        words = [text for nb in read for text in _words(nb, marks.blank(nb))]
        whole = [text for text in code if _can_be_read(text)]
        broken += [student] if len(whole) < len(code) else []
        if whole:
            batch.keep(folder / "code" / f"{number:03}" / CODE, _joined(whole))
        if words:
            batch.keep(folder / "words" / f"{number:03}" / WORDS, _joined(words))
    table = io.StringIO()
    csv.writer(table).writerows([no_formula(value) for value in row] for row in who)
    batch.keep(folder / "who.csv", table.getvalue().encode("utf-8-sig"))
    batch.keep(folder / "HOW.md", HOW.encode())
    lines = [f"{len(graded)} students."]
    if ungraded := [s for s, standing in standings.items() if standing.handed_in and not standing.graded]:
        lines.append(f"Left out, because they are not graded: {folders.named(ungraded)}.")
    if broken:
        lines.append(f"Of these, answers that Python cannot read are left out: {folders.named(broken)}.")
    return folder, lines


def _released(term: Term, name: str, notebook: str) -> NotebookNode:
    path = Path(term.directory.format_path(term.directory.release_directory, ".", name)) / f"{notebook}.ipynb"
    if not path.is_file():
        raise CannotRead(f"There is no {path}. Run `nbgrader generate_assignment {name} --force`.")
    found: NotebookNode = nbformat.read(path, as_version=4)
    return found


def _code(notebook: NotebookNode, blank: dict[str, str]) -> Iterator[str]:
    """Yield what was written in code, answer by answer, without what is as it was released."""
    for cell in notebook.cells:
        if is_answer(cell) and cell.cell_type == "code" and grade_id(cell) not in blank:
            yield f"# %% {grade_id(cell)}\n{cell.source.rstrip()}\n"


def _words(notebook: NotebookNode, blank: dict[str, str]) -> Iterator[str]:
    for cell in notebook.cells:
        if is_written_answer(cell) and grade_id(cell) not in blank:
            yield f"{cell.source.rstrip()}\n"


def _can_be_read(code: str) -> bool:
    """Whether it is Python; one answer that is not keeps a tool from reading the others."""
    try:
        ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _joined(texts: Iterator[str] | list[str]) -> bytes:
    return "\n".join(texts).encode(errors="replace")
