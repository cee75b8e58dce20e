"""Give an answer the imports that it needs from cells that are left out, and see what else it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.grading.rebuild.names import KNOWN, names
from workbook.grading.rebuild.places import Place, plain
from workbook.grading.rebuild.remarks import Remark, listed
from workbook.grading.rebuild.settle import Texts
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import MAX_ANSWER, Cell, shown


@dataclass(frozen=True)
class Lacks:
    """What an answer uses, or promises, that cells of the student's own may give."""

    wanted: frozenset[str]
    """Names that it uses and nothing else gives."""
    functions: frozenset[str]
    """Functions and classes that it defines."""


def complete(sheet: Sheet, texts: Texts) -> tuple[Texts, list[Remark]]:
    """Return the answers with the imports that they need.

    Where one needs more than imports, or another cell defines it again, a person must look.
    """
    completed: dict[Place, str] = {}
    remarks: list[Remark] = []
    for place in sheet.wanted:
        completed[place], more = _completed(sheet, place, texts)
        remarks += more
    return completed, remarks


def lacks(sheet: Sheet, place: Place, texts: Texts) -> Lacks:
    """Return what cells of the student's own may give to an answer."""
    its = names(texts[place])
    others = frozenset[str]().union(*(names(t).bound for p, t in texts.items() if p is not place))
    functions = names(place.text).defined & place.promised & its.bound
    return Lacks(its.used - others - sheet.given - KNOWN, functions)


def _completed(sheet: Sheet, place: Place, texts: Texts) -> tuple[str, list[Remark]]:
    text = texts[place]
    if len(text) > MAX_ANSWER:
        why = f"It has {len(text):,} characters; at most {MAX_ANSWER:,} are taken. Look at the submission."
        return place.text, [Remark(why, place, doubt=True)]
    if place.written or place.is_blank(text):
        return text, []
    its = lacks(sheet, place, texts)
    remarks: list[Remark] = []
    imports: dict[str, int] = {}
    for cell, below in _left_out(sheet, place):
        owner = sheet.of.get(cell)
        for name in sorted(its.wanted & cell.names.bound - (names(owner.text).bound if owner else set())):
            if name in cell.names.imports and not text.lstrip().startswith("%%"):
                imports.setdefault(cell.names.imports[name], cell.number)
            else:
                why = f"It uses {shown(name)}, which only cell {cell.number} gives; that cell is left out."
                remarks.append(Remark(why, place, doubt=True))
        again = cell.names.defined & its.functions
        if again and below and plain(cell.text) not in plain(text):
            why = f"Cell {cell.number}, below, defines {listed(sorted(again))} again; it is left out."
            remarks.append(Remark(why, place, doubt=True))
    for check in sheet.places[: place.index]:
        for name in sorted(its.wanted & names(check.text).bound if check.check else ()):
            why = f"It uses {name}, which only {check.name} gives; checks do not run where answers do."
            remarks.append(Remark(why, place, doubt=True))
    for line, number in imports.items():
        remarks.append(Remark(f"`{shown(line)}` of cell {number} was put above it.", place))
    return "\n".join([*imports, text]), remarks


def _left_out(sheet: Sheet, place: Place) -> Iterator[tuple[Cell, bool]]:
    """Yield the cells with code of the student's that is in no answer, and whether each stands below this answer."""
    below = False
    for cell in sheet.cells:
        owner = sheet.of.get(cell)
        below = below or owner is place
        if cell.kind == "code" and cell not in sheet.copies and not (owner and (owner.answer or owner.written)):
            yield cell, below
