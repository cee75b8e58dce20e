"""Carry to an answer what it uses of the student's own cells further up: helpers, constants, imports.

A cell is carried to the first answer below it, so that it runs where it does in the student's own notebook.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from workbook.authoring.names import KNOWN, names
from workbook.grading.rebuild.answer import Answer, Answers
from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.remarks import Remark, listed
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import Cell, shown

# A helper may need a helper, which may need another.
DEEPEST = 10
# More than a person writes.
MOST = 100


def carry(sheet: Sheet, answers: Answers) -> tuple[Sheet, Answers, list[Remark]]:
    """Return the answers with what they use and nothing else gives, if it stands above them."""
    remarks: list[Remark] = []
    left = MOST
    for _ in range(DEEPEST):
        before = answers
        for place in sheet.wanted:
            found = list(islice(_helpers(sheet, place, answers), left))
            left -= len(found)
            for cell, what in found:
                host = _host(sheet, place, cell, answers)
                answers = {**answers, host: _with(sheet, answers[host], cell)}
                sheet = sheet.holding([cell], host)
                remarks += _said(sheet, host, cell, what)
        if answers is before:
            break
    for place in sheet.wanted:
        answers, more = _with_imports(sheet, place, answers)
        remarks += more
    return sheet, answers, remarks


def lacks(sheet: Sheet, place: Place, answers: Answers) -> frozenset[str]:
    """Return the names that an answer uses and nothing else that runs gives."""
    if place.written or answers[place].blank:
        return frozenset()
    others = frozenset[str]().union(*(a.names.bound for p, a in answers.items() if p is not place))
    imported = {name for line in answers[place].imports for name in names(line).bound}
    return answers[place].names.used - others - sheet.given - KNOWN - imported


def own_code(sheet: Sheet) -> list[Cell]:
    """Return the cells with code of the student's that are in no answer: own ones, and the instructor's, changed."""
    cells = []
    lines = {c.number for c in sheet.added}
    for cell in sheet.cells:
        owner = sheet.of.get(cell)
        changed = owner and not owner.answer and not owner.written and cell.number not in lines
        if cell.kind == "code" and cell not in sheet.copies and (changed or not owner):
            cells.append(cell)
    return cells


def gives(sheet: Sheet, cell: Cell) -> frozenset[str]:
    """Return the names that a cell of the student's gives and the instructor's text of it does not."""
    owner = sheet.of.get(cell)
    return cell.names.bound - (names(owner.text).bound if owner else frozenset())


def above(sheet: Sheet, answer: Answer, cell: Cell) -> bool:
    """Whether a cell stands above an answer in the submission."""
    return bool(answer.cells) and sheet.position[cell] < sheet.position[_first(answer)]


def _first(answer: Answer) -> Cell:
    return (answer.chosen or answer.cells)[0]


def _helpers(sheet: Sheet, place: Place, answers: Answers) -> Iterator[tuple[Cell, frozenset[str]]]:
    """Yield the student's own cells above an answer that give what it lacks, or change it, and the names of that."""
    answer = answers[place]
    wanted = lacks(sheet, place, answers)
    carried = [c for a in answers.values() for c in a.cells if c not in a.chosen and above(sheet, answer, c)]
    helped = answer.names.used & frozenset[str]().union(*(c.names.bound for c in carried)) - sheet.given
    for cell in own_code(sheet):
        its = cell.names
        if cell not in sheet.of and its.parses and above(sheet, answer, cell):
            what = (its.bound & wanted - its.imports.keys()) | (its.changed & (helped | wanted - its.bound))
            if what:
                yield cell, what


def _host(sheet: Sheet, place: Place, cell: Cell, answers: Answers) -> Place:
    """Return the first answer with code below a cell, at the latest the one that needs it."""
    code = [
        p for p, a in answers.items() if not p.written and not a.blank and a.names.parses and p.index <= place.index
    ]
    below = [p for p in code if above(sheet, answers[p], cell)]
    return min(below, key=lambda p: sheet.position[_first(answers[p])], default=place)


def _with(sheet: Sheet, answer: Answer, cell: Cell) -> Answer:
    return replace(answer, cells=tuple(c for c in sheet.cells if c in answer.cells or c is cell))


def _said(sheet: Sheet, host: Place, cell: Cell, what: frozenset[str]) -> list[Remark]:
    gives = listed([shown(name) for name in sorted(what)])
    remarks = [Remark(f"cell {cell.number} of the student's own, which gives {gives}, was put above it.", host)]
    if spoilt := cell.names.changed & sheet.given - sheet.modules:
        why = f"With it ran cell {cell.number}, which may change {listed(sorted(spoilt))}."
        remarks.append(Remark(why, host, if_lost=True))
    return remarks


def _with_imports(sheet: Sheet, place: Place, answers: Answers) -> tuple[Answers, list[Remark]]:
    """Put the imports that an answer lacks above it, wherever they stand."""
    wanted = lacks(sheet, place, answers)
    lines: dict[str, int] = {}
    for cell in own_code(sheet):
        for name in sorted(wanted & gives(sheet, cell) & cell.names.imports.keys()):
            lines.setdefault(cell.names.imports[name], cell.number)
    remarks = [Remark(f"`{shown(line)}` of cell {n} was put above it.", place) for line, n in lines.items()]
    return {**answers, place: replace(answers[place], imports=tuple(lines))} if lines else answers, remarks
