"""Make the notebook that is graded: the instructor's own, with the text of a submission's solution cells in it.

Everything else in a submission is left behind: metadata, outputs, attachments, what was changed in the instructor's
cells. A solution cell is known by its nbgrader grade_id. Where a submission lost that, or has it twice, or holds an
answer in pieces, the text is still taken if it is certain whose it is, with a note for the instructor. Where it is not
certain, a person must look; then the likeliest text is taken, so that what does not depend on it can be graded.

Of the student's own cells, those run with an answer that give it what it uses, or that change what it made before its
check. The others, which only look, run nowhere: experiments may fail, take long, or stand in any order. Which of both a
cell is, is read off its text, generously; where that may have cost points, a person must look if points are missing.
What stands below one of nbgrader's tasks is its answer: a person reads it, and it runs when all checks are judged.

A text is never changed in meaning: pieces are joined in the order in which the student's own notebook runs them, and
all of it runs where student code runs. So no repair can earn anything that the student's own cell could not.
"""

from dataclasses import dataclass, field

from nbformat.notebooknode import NotebookNode
from traitlets.config import Config

from workbook.grading.rebuild import remarks
from workbook.grading.rebuild.answer import Answer, Answers
from workbook.grading.rebuild.carry import carry
from workbook.grading.rebuild.cut import cut_added, cut_merged
from workbook.grading.rebuild.left_out import bounded, left_out
from workbook.grading.rebuild.places import instructor
from workbook.grading.rebuild.recognise import recognise, recognise_edited, strangers
from workbook.grading.rebuild.remarks import Remark
from workbook.grading.rebuild.report import report
from workbook.grading.rebuild.search import search
from workbook.grading.rebuild.settle import settle
from workbook.grading.rebuild.sheet import Sheet, opened
from workbook.grading.rebuild.submitted import is_reply, read_cells
from workbook.grading.rebuild.tasks import below_tasks


@dataclass(frozen=True)
class Rebuilt:
    """The notebook to grade, and what an instructor should know about it."""

    notebook: NotebookNode
    """The instructor's cells, hidden tests included, without outputs; the submission's text in solution cells."""
    notes: tuple[str, ...]
    """Certain repairs, and what was left out."""
    doubts: dict[str, str]
    """By grade_id, why a person must look at that answer; by "", at the whole submission."""
    if_lost: dict[str, str] = field(default_factory=dict)
    """By grade_id, why a person must look at that answer if its check does not earn all its points."""
    tasks: dict[int, list[NotebookNode]] = field(default_factory=dict)
    """By the index of a task, the student's own cells below it: a person reads them, and no check depends on them."""


def rebuild(source: NotebookNode, submission: bytes, config: Config) -> Rebuilt:
    """Return the instructor's notebook with a submission's answers.

    source: the instructor's notebook, with solutions and hidden tests; submission: the bytes of the student's file;
    config: nbgrader's settings, which say what stands in a solution's place.

    Raises
    ------
    Unreadable
        If the submission is no notebook.
    """
    notebook, places = instructor(source, config)
    cells, mended = read_cells(submission)
    cells = [cell for cell in cells if not is_reply(cell)]
    sheet, found, said = answers(opened(places, cells))
    for place, answer in found.items():
        notebook.cells[place.index].source = answer.text
    tasks, long = below_tasks(sheet)
    said += long
    return Rebuilt(notebook, (*mended, *remarks.notes(said)), remarks.doubts(said), remarks.if_lost(said), tasks)


def answers(sheet: Sheet) -> tuple[Sheet, Answers, list[Remark]]:
    """Return each answer, or its stub: each step knows more of the submission than the one before."""
    sheet, known = recognise(sheet)
    if not any(cell.text.strip() or cell.pictures for cell in sheet.cells):
        return (
            sheet,
            {p: Answer(p) for p in sheet.wanted},
            [*known, Remark("The notebook is empty: nothing is answered.")],
        )
    if any(p.grade_id for p in sheet.places) and not any(p.grade_id for p in sheet.found):
        foreign = Remark("None of its cells is to be graded here; perhaps it is another notebook.", doubt=True)
        return sheet, {p: Answer(p) for p in sheet.wanted}, [*known, foreign]
    sheet, cut = cut_merged(sheet)
    sheet = recognise_edited(sheet)
    sheet, searched = search(sheet)
    strange = strangers(sheet)
    sheet, found, settled = settle(cut_added(sheet))
    sheet, found, carried = carry(sheet, found)
    reported = [*report(sheet, found), *carried, *left_out(sheet, found)]
    found, cut_off = bounded(found)
    return sheet, found, [*known, *cut, *searched, *strange, *settled, *reported, *cut_off]
