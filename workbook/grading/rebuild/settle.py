"""Settle which text an answer is, where its cells are known: of several cells the one, or all of them as its pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbook.authoring.names import names
from workbook.grading.rebuild.answer import Answer, Answers, join
from workbook.grading.rebuild.beside import take_along
from workbook.grading.rebuild.places import Place, plain
from workbook.grading.rebuild.remarks import Remark, listed, numbers
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import Cell

# So many cells may be one answer.
MAX_PIECES = 10


@dataclass(frozen=True)
class Choice:
    """The cells that are an answer, of those that have its mark."""

    cells: tuple[Cell, ...]
    remarks: tuple[Remark, ...] = ()


def settle(sheet: Sheet) -> tuple[Sheet, Answers, list[Remark]]:
    """Return each answer from the cells that are known to hold it, or its stub."""
    answers: dict[Place, Answer] = {}
    remarks: list[Remark] = []
    for place in sheet.wanted:
        sheet, answers[place], more = _settled(sheet, place)
        remarks += more
    for place in sheet.wanted:
        if answers[place].blank:
            sheet, answers[place], more = guess(sheet, place, answers)
            remarks += more
    return sheet, answers, remarks


def _settled(sheet: Sheet, place: Place) -> tuple[Sheet, Answer, list[Remark]]:
    found = sheet.found.get(place, [])
    filled = [c for c in found if not place.is_blank(c.text)]
    remarks = []
    if filled and len(filled) < len(found):
        blank = [c for c in found if c not in filled]
        remarks.append(Remark(f"its untouched stub also stands in {numbers(blank)}.", place))
    choice = choose(sheet, place, filled)
    remarks += choice.remarks
    sheet = _left(sheet, choice.cells, filled)
    cells, more = take_along(sheet, place, choice.cells, found)
    sheet = sheet.holding(cells, place)
    return sheet, Answer(place, tuple(cells), choice.cells), [*remarks, *more, *_odd(sheet, place, cells)]


def _left(sheet: Sheet, chosen: Sequence[Cell], filled: Sequence[Cell]) -> Sheet:
    """Return the sheet on which what was not chosen is the student's own, or a copy of what was."""
    of = {c: p for c, p in sheet.of.items() if c not in filled or c in chosen}
    taken = {plain(c.text) for c in chosen}
    copies = {c for c in sheet.cells if c not in chosen and plain(c.text) in taken}
    return replace(sheet, of=of, copies=sheet.copies | copies)


def choose(sheet: Sheet, place: Place, filled: Sequence[Cell]) -> Choice:
    """Return the cells that are the answer, of those that have its mark and are not blank."""
    fitting = sheet.fitting(place, filled)
    distinct: dict[str, Cell] = {}
    for cell in [*fitting, *filled]:
        distinct.setdefault(plain(cell.text), cell)
    cells = tuple(c for c in filled if c in distinct.values())
    same = (Remark(f"the same text stands in {numbers(filled)}.", place),) if len(cells) < len(filled) else ()
    if len(cells) < 2:
        return Choice(cells, same)
    complete = [c for c in cells if c.names.parses and place.promised <= c.names.bound]
    if sheet.follow(cells) and len(cells) <= MAX_PIECES and (place.written or _one(place, cells, complete)):
        return Choice(cells, (*same, Remark(f"joined, as pieces of one answer: {numbers(cells)}.", place)))
    if len(complete) == 1 and not place.written:
        only = f"of {numbers(cells)} only {numbers(complete)} is a whole answer."
        return Choice(tuple(complete), (*same, Remark(only, place)))
    candidates = complete or cells
    here = [c for c in candidates if c in fitting]
    which = "the last that stands in its place" if here else "the last"
    chosen = (here or candidates)[-1]
    why = f"Different answers stand in {numbers(cells)}; cell {chosen.number}, {which}, was taken."
    # Of code that follows each other the last counts, as Python has it.
    python = chosen in complete and chosen is cells[-1] and sheet.follow(cells) and not place.written
    return Choice((chosen,), (*same, Remark(why, place, doubt=not python, if_lost=python)))


def _one(place: Place, cells: Sequence[Cell], complete: Sequence[Cell]) -> bool:
    """Whether code in several cells is one answer: cut in two, or whole only together."""
    whole = names(join(place, cells))
    cut_in_two = whole.parses and not all(c.names.parses for c in cells)
    return cut_in_two or (len(complete) < 2 and place.promised <= whole.bound)


def guess(sheet: Sheet, place: Place, answers: Answers) -> tuple[Sheet, Answer, list[Remark]]:
    """Return what may be an answer whose cell is missing or not filled in, or its stub."""
    if place.written or not place.promised:
        return sheet, answers[place], []
    if own := [c for c in sheet.own if place.promised <= c.names.bound | c.names.reached]:
        cell = own[-1]
        why = f"It is not answered in its place; cell {cell.number}, elsewhere, was taken for the answer."
        return sheet.holding([cell], place), Answer(place, (cell,), (cell,)), [Remark(why, place, doubt=True)]
    defined = names(place.text).defined & place.promised
    where = [f"cell {c.number}" for c, p in sheet.of.items() if not p.answer and defined & c.names.defined]
    where += [p.name for p, other in answers.items() if p is not place and defined & other.names.defined]
    if not where:
        return sheet, answers[place], []
    why = f"It is not answered in its place; for {listed(sorted(defined))} see {listed(where)}."
    return sheet, answers[place], [Remark(why, place, doubt=True)]


def _odd(sheet: Sheet, place: Place, cells: Sequence[Cell]) -> list[Remark]:
    """Report what was odd about the cells of an answer."""
    remarks = []
    for cell in cells:
        if cell.kind != place.kind:
            remarks.append(Remark(f"cell {cell.number} had become a {cell.kind} cell; its text was taken.", place))
        if cell.pictures:
            left = f"files attached to cell {cell.number}, such as pictures, were left out; look at them there."
            remarks.append(Remark(left, place))
    if cells and not sheet.fitting(place, cells):
        remarks.append(Remark(f"put back in its place, from {numbers(cells)}.", place))
    return remarks
