"""Take along the student's own cells beside an answer that are pieces of it, or change what it made.

In the student's notebook all that runs just there.
"""

from collections.abc import Sequence

from workbook.authoring.names import KNOWN, Names, names
from workbook.grading.rebuild.answer import join
from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.remarks import Remark, listed, numbers
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import Cell

# So many cells above and below an answer are looked at for a piece of it.
NEAR = 30


def take_along(
    sheet: Sheet, place: Place, chosen: Sequence[Cell], found: Sequence[Cell]
) -> tuple[Sequence[Cell], list[Remark]]:
    """Return an answer's cells and those above and below that are pieces of it.

    chosen: the cells that are the answer; found: those with its mark, from which the stub is not taken.
    """
    around = chosen or found
    if not around:
        return [], []
    above = own_above(sheet, place, around[0])
    below = own_below(sheet, place, around[-1])
    if place.written:
        cells = [*chosen, *below] if chosen else [*above[::-1], *below]
        return cells, _how(place, chosen, cells)
    pieces = _pieces(sheet, place, chosen, above, below, around[-1])
    taken = _with_changes(sheet, place, pieces, above, below) if pieces else []
    whole = place.promised <= names(join(place, taken)).bound
    if chosen or not taken or (whole and not set(taken) & set(above)):
        return taken, [*_how(place, chosen, taken), *_changing(sheet, place, chosen, taken)]
    why = f"Its cell is not filled in; taken from beside it, but perhaps not it: {numbers(taken)}."
    return taken, [Remark(why, place, doubt=True)]


def _pieces(
    sheet: Sheet, place: Place, chosen: Sequence[Cell], above: Sequence[Cell], below: Sequence[Cell], last: Cell
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
        goes_on = taken and cell in below and sheet.follow([last, cell]) and _torn(cell)
        goes_on = goes_on and names(join(place, longer)).parses
        gives = its.bound if chosen else its.bound | its.reached
        helps = gives & (place.promised - now.bound | (now.used - sheet.given - KNOWN))
        works_on = place.statements and cell in below and not its.spent & now.defined
        works_on = works_on and bool((its.used | its.bound) & place.promised & now.bound)
        if goes_on or (cell.kind == "code" and (helps or works_on)):
            taken = longer
    return taken


def _torn(cell: Cell) -> bool:
    """Whether a cell may be the end of something that begins in another."""
    return not cell.names.parses and not cell.text.lstrip().startswith("%%")


def _with_changes(
    sheet: Sheet, place: Place, pieces: list[Cell], above: Sequence[Cell], below: Sequence[Cell]
) -> list[Cell]:
    """Return an answer's pieces and the cells that change what it made, or what it was given by a piece above it."""
    taken = pieces
    whole = names(join(place, pieces))
    relied = (whole.bound & whole.inside) | (whole.used - sheet.given - KNOWN)
    matter = sheet.promised_until(place) | whole.defined | relied
    for cell in [*below, *above]:
        if cell in taken or cell.kind != "code" or not cell.names.parses:
            continue
        if cell in below:
            changes = touched(cell.names, whole) & matter
            # To give the name of a function to its result is what experiments do, by accident.
            wanted = bool(changes) and not cell.names.spent & whole.defined
        else:
            helpers = [c.names.bound for c in above if c in taken]
            wanted = bool(touched(cell.names, whole) & frozenset[str]().union(*helpers))
        if wanted:
            taken = [c for c in sheet.cells if c in taken or c is cell]
    return taken


def touched(its: Names, answer: Names) -> frozenset[str]:
    """Return the names whose value a cell binds, changes or deletes, or gives to a function that may."""
    return its.changed | (its.handed - answer.defined)


def own_above(sheet: Sheet, place: Place, first: Cell) -> list[Cell]:
    """Return the student's own cells of the right kind from an answer up to the next known cell."""
    found: list[Cell] = []
    for cell in reversed(sheet.cells[: sheet.position[first]]):
        if cell in sheet.of or len(found) == NEAR:
            break
        if _fits(sheet, place, cell):
            found.append(cell)
    return found


def own_below(sheet: Sheet, place: Place, last: Cell) -> list[Cell]:
    """Return the student's own cells of the right kind from an answer down to the next known one, or its check.

    Below code that is also past the instructor's cells that are neither, for cells that do not need those.
    """
    found: list[Cell] = []
    passed: frozenset[str] = frozenset()
    for cell in sheet.cells[sheet.position[last] + 1 :]:
        owner = sheet.of.get(cell)
        if len(found) == NEAR or (owner and (place.written or owner.answer or owner.check)):
            break
        if owner:
            passed |= frozenset() if owner.written else names(owner.text).bound
        elif _fits(sheet, place, cell) and not passed & (cell.names.used | cell.names.changed):
            found.append(cell)
    return found


def _fits(sheet: Sheet, place: Place, cell: Cell) -> bool:
    return bool(cell.text.strip()) and cell not in sheet.copies and not (place.written and cell.kind == "code")


def _how(place: Place, chosen: Sequence[Cell], cells: Sequence[Cell]) -> list[Remark]:
    """Say how cells came to be one answer."""
    if list(cells) == list(chosen):
        return []
    if chosen:
        return [Remark(f"joined, as pieces of one answer: {numbers(cells)}.", place)]
    return [Remark(f"its cell is not filled in; taken from beside it: {numbers(cells)}.", place)]


def _changing(sheet: Sheet, place: Place, chosen: Sequence[Cell], taken: Sequence[Cell]) -> list[Remark]:
    """Say which cells may have spoilt an answer that was right without them."""
    made = names(join(place, chosen)).bound | (sheet.promised_until(place) - place.promised)
    changing = [c for c in taken if c not in chosen and c.names.changed & made]
    if not chosen or not changing:
        return []
    what = listed(sorted(frozenset[str]().union(*(c.names.changed & made for c in changing))))
    why = f"With it ran {numbers(changing)}, beside it, which may change {what}."
    return [Remark(why, place, if_lost=True)]
