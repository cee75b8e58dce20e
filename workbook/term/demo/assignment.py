"""The assignment of the played term: two functions and a question in words, and what its students hand in."""

from dataclasses import dataclass

import nbformat
from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import (
    GRADE_ID,
    HIDDEN_BEGIN,
    HIDDEN_END,
    NBGRADER,
    SOLUTION_BEGIN,
    completed,
    grade_id,
)

NAME = "01_middle"
MOODLE, CANVAS, EXCHANGE = "Moodle", "Canvas", "exchange"
SLIP, MENDED = "assert spread([-1, -4]) == -3", "assert spread([-1, -4]) == 3"
"""A hidden test that no right answer passes, and as it was meant."""
ANSWERS = {
    "mean": ("return sum(values) / len(values)", "return sum(values)"),
    "spread": ("return max(values) - min(values)", "return max(values)"),
    "median": ("return sorted(values)[len(values) // 2]", "return values[0]"),
}
"""Of each function, the body of a right and of a wrong one."""
TASKS = {
    "mean": ("the mean of some numbers", "assert mean([2, 4]) == 3", "assert mean([1, 2]) == 1.5"),
    "spread": ("the largest number minus the smallest one", "assert spread([1, 4]) == 3", SLIP),
    "median": ("the middle one of an odd number of values", "assert median([3, 1, 2]) == 2", "assert median([5]) == 5"),
}
"""Of each function, what it returns, a visible test, and a hidden one."""
WORDS = "Which of the two changes more when one of a hundred numbers is wrong, and why?"
RUBRIC = "The spread: one number can be the largest. **Rubric.** 1 point for the answer, 1 for the reason."


@dataclass(frozen=True)
class Student:
    """Who takes part, and what is handed in at first."""

    id: str
    first: str
    last: str
    platform: str
    number: str = ""
    """The platform's, of the student."""
    right: str = ""
    """The functions that are right, in words; all others are wrong."""
    words: str = ""
    """The answer to the question, if there is one."""
    late: bool = False
    absent: bool = False

    @property
    def email(self) -> str:
        """The address."""
        return f"{self.id}@uni.example"


STUDENTS = (
    Student("amira", "Amira", "Haddad", MOODLE, "4711001", "mean spread", "The spread, by its largest number."),
    Student("ben", "Ben", "Okafor", MOODLE, "4711002", "spread", "The spread."),
    Student("zoe", "Zoë", "Müller-Lüdenscheidt", MOODLE, "4711003", "mean spread", "The spread: its ends.", late=True),
    Student("anil", "अनिल", "कुमार", MOODLE, "4711004", "mean"),
    Student("soren", "Søren", "Ørsted", MOODLE, "4711005", "mean spread", "The spread, I think."),
    Student("dev", "Dev", "Patel", CANVAS, "45232", "mean spread", "The spread: one end moves.", late=True),
    Student("eva", "Eva", "Braun", CANVAS, "45233", "spread", "The spread."),
    Student("jana", "Jana", "Novák", CANVAS, "45231", "mean spread", "The spread; the mean shares it out."),
    Student("min", "Min-jun", "Kim", CANVAS, "45236", absent=True),
    Student("lea", "Lea", "Rossi", EXCHANGE, "", "mean spread", "The spread, whose end it may be."),
    Student("mio", "Mio", "Sato", EXCHANGE),
    Student("noor", "Noor", "Jansen", EXCHANGE, "", "mean spread", "The spread."),
)


def source(names: tuple[str, ...] = ("mean", "spread"), slip: bool = True) -> NotebookNode:
    """Return the instructor's notebook with the tasks of these functions; with a slip in a hidden test, or mended."""
    cells = [_text("# The middle of some numbers", "title")]
    for name in names:
        what, shown, hidden = TASKS[name]
        hidden = hidden if slip else hidden.replace(SLIP, MENDED)
        solution = "\n    ".join([SOLUTION_BEGIN, ANSWERS[name][0], SOLUTION_BEGIN.replace("BEGIN", "END")])
        cells.append(_code(f"{_head(name, what)}    {solution}", name, solution=True))
        test = "\n".join([shown, HIDDEN_BEGIN, hidden, HIDDEN_END])
        cells.append(_code(test, f"test-{name}", grade=True, points=2))
    cells.append(_text(WORDS, "question"))
    cells.append(_text(RUBRIC, "why", grade=True, solution=True, points=2))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made: NotebookNode = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return made


def filled(release: NotebookNode, right: str, words: str) -> bytes:
    """Return a released notebook with a student's answers, as the student's own program writes it."""
    for cell in release.cells:
        name = grade_id(cell)
        if name in ANSWERS:
            good, bad = ANSWERS[name]
            cell.source = _head(name, TASKS[name][0]) + f"    {good if name in right.split() else bad}"
        elif name == "why" and words:
            cell.source = words
    text: str = nbformat.writes(release)
    return text.encode()


def _head(name: str, what: str) -> str:
    return f'def {name}(values):\n    """Return {what}."""\n'


def _code(text: str, name: str, **given: float) -> NotebookNode:
    metadata = {NBGRADER: completed({GRADE_ID: name} | given)}
    made: NotebookNode = nbformat.v4.new_code_cell(text, id=name, metadata=metadata)
    return made


def _text(text: str, name: str, **given: float) -> NotebookNode:
    metadata = {NBGRADER: completed({GRADE_ID: name} | given)} if given else {}
    made: NotebookNode = nbformat.v4.new_markdown_cell(text, id=name, metadata=metadata)
    return made
