"""Take along the student's own cells beside an answer that are pieces of it.

In the student's notebook all that runs just there.
"""

from collections.abc import Iterable, Sequence

from workbook.grading.rebuild.names import KNOWN, names
from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.remarks import Remark, numbers
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import Cell
from workbook.grading.rebuild.texts import join, kept_apart

# So many cells above and below an answer are looked at for a piece of it.
NEAR = 10


def take_along(
    sheet: Sheet, place: Place, chosen: Sequence[Cell], found: Sequence[Cell]
) -> tuple[Sequence[Cell], list[Remark]]:
    """Return an answer's cells and those right above and below that are pieces of it.

    chosen: the cells that are the answer; found: those with its mark, from which the stub is not taken.
    """
    around = chosen or found
    if not around:
        return [], []
    above = own_cells(sheet, place, range(sheet.cells.index(around[0]) - 1, -1, -1))
    below = own_cells(sheet, place, range(sheet.cells.index(around[-1]) + 1, len(sheet.cells)))
    if place.written:
        cells = [*chosen, *below] if chosen else [*above[::-1], *below]
        return cells, _how(place, chosen, cells)
    taken = _pieces(sheet, place, chosen, above, below)
    if kept_apart(taken) and taken != chosen:
        why = f"A cell magic keeps {numbers(taken)} apart, which seem to be one answer."
        return chosen, [Remark(why, place, doubt=True)]
    whole = place.promised <= names(join(place, taken)).bound
    if chosen or not taken or (whole and not set(taken) & set(above)):
        return taken, _how(place, chosen, taken)
    why = f"Its cell is not filled in; taken from beside it, but perhaps not it: {numbers(taken)}."
    return taken, [Remark(why, place, doubt=True)]


def _pieces(
    sheet: Sheet, place: Place, chosen: Sequence[Cell], above: Sequence[Cell], below: Sequence[Cell]
) -> list[Cell]:
    """Return the cells of code that are an answer.

    A piece goes on with a statement, or binds a name that the answer should, or one that the answer uses and nothing
    else gives; below an answer that is no function, also what uses its names.
    """
    taken = list(chosen)
    for cell in [*below, *above] * 2:
        if cell in taken:
            continue
        longer = [c for c in sheet.cells if c in taken or c is cell]
        now, its = names(join(place, taken)), cell.names
        goes_on = taken and cell in below and not its.parses and names(join(place, longer)).parses
        helps = its.bound & (place.promised - now.bound | (now.used - sheet.given - KNOWN))
        works_on = place.statements and cell in below and (its.used | its.bound) & place.promised & now.bound
        if goes_on or (cell.kind == "code" and (helps or works_on)):
            taken = longer
    return taken


def own_cells(sheet: Sheet, place: Place, at: Iterable[int]) -> list[Cell]:
    """Return the student's own cells of the right kind, from an answer up or down to the next known cell."""
    found: list[Cell] = []
    for index in at:
        cell = sheet.cells[index]
        if cell in sheet.of or len(found) == NEAR:
            break
        if cell.text.strip() and cell not in sheet.copies and not (place.written and cell.kind == "code"):
            found.append(cell)
    return found


def _how(place: Place, chosen: Sequence[Cell], cells: Sequence[Cell]) -> list[Remark]:
    """Say how cells came to be one answer."""
    if list(cells) == list(chosen):
        return []
    if chosen:
        return [Remark(f"joined, as pieces of one answer: {numbers(cells)}.", place)]
    return [Remark(f"its cell is not filled in; taken from beside it: {numbers(cells)}.", place)]
