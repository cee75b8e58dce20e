"""Take along what students put below a task of nbgrader's: a person gives its points, and has to see it."""

import nbformat
from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import TAGS
from workbook.grading.rebuild.remarks import Remark
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import MAX_ANSWER
from workbook.grading.results import STUDENTS_OWN

TOO_LONG = "What stands below it has {:,} characters; at most {:,} are taken. Look at the submission."


def below_tasks(sheet: Sheet) -> tuple[dict[int, list[NotebookNode]], list[Remark]]:
    """Return, by a task's index, the cells below it by their text alone, and a doubt where they are too long."""
    taken: dict[int, list[NotebookNode]] = {}
    remarks: list[Remark] = []
    for place, cells in sheet.tasks.items():
        length = sum(len(cell.text) for cell in cells)
        if length > MAX_ANSWER:
            remarks.append(Remark(TOO_LONG.format(length, MAX_ANSWER), place, doubt=True))
            continue
        for cell in cells:
            given = {"id": f"students-own-{cell.number}", "metadata": {TAGS: [STUDENTS_OWN]}}
            code = cell.kind == "code"
            taken.setdefault(place.index, []).append(
                nbformat.v4.new_code_cell(cell.text, **given)
                if code
                else nbformat.v4.new_markdown_cell(cell.text, **given)
            )
            if cell.pictures:
                left = f"files attached to cell {cell.number}, such as pictures, were left out; look at them there."
                remarks.append(Remark(left, place))
    return taken, remarks


def with_tasks(notebook: NotebookNode, tasks: dict[int, list[NotebookNode]]) -> NotebookNode:
    """Put the cells below their tasks, in a notebook with the instructor's cells."""
    for index in sorted(tasks, reverse=True):
        notebook.cells[index + 1 : index + 1] = tasks[index]
    return notebook
