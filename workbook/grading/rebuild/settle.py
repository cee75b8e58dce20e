"""Settle which text an answer is, where its cells are known: of several cells the one, or all of them as its pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workbook.grading.rebuild.beside import NEAR, take_along
from workbook.grading.rebuild.names import names
from workbook.grading.rebuild.places import Place, plain
from workbook.grading.rebuild.remarks import Remark, listed, numbers
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import Cell
from workbook.grading.rebuild.texts import join, kept_apart

Texts = Mapping[Place, str]
"""The text of each answer, or its stub."""


@dataclass(frozen=True)
class Choice:
    """The cells that are an answer, of those that have its mark."""

    cells: tuple[Cell, ...]
    remarks: tuple[Remark, ...] = ()


def settle(sheet: Sheet) -> tuple[Sheet, Texts, list[Remark]]:
    """Return the text of each answer from the cells that are known to hold it, or its stub."""
    texts: dict[Place, str] = {}
    remarks: list[Remark] = []
    for place in sheet.wanted:
        sheet, text, more = _settled(sheet, place)
        texts[place] = text
        remarks += more
    for place in sheet.wanted:
        if place.is_blank(texts[place]):
            sheet, texts[place], more = guess(sheet, place, texts)
            remarks += more
    return sheet, texts, remarks


def _settled(sheet: Sheet, place: Place) -> tuple[Sheet, str, list[Remark]]:
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
    return sheet, join(place, cells) or place.text, [*remarks, *more, *_odd(sheet, place, cells)]


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
    if sheet.follow(cells) and len(cells) <= NEAR and (place.written or _one(place, cells, complete)):
        return Choice(cells, (*same, Remark(f"joined, as pieces of one answer: {numbers(cells)}.", place)))
    if len(complete) == 1 and not place.written:
        only = f"of {numbers(cells)} only {numbers(complete)} is a whole answer."
        return Choice(tuple(complete), (*same, Remark(only, place)))
    candidates = complete or cells
    here = [c for c in candidates if c in fitting]
    which = "the last that stands in its place" if here else "the last"
    chosen = (here or candidates)[-1]
    why = f"Different answers stand in {numbers(cells)}; cell {chosen.number}, {which}, was taken."
    return Choice((chosen,), (*same, Remark(why, place, doubt=True)))


def _one(place: Place, cells: Sequence[Cell], complete: Sequence[Cell]) -> bool:
    """Whether code in several cells is one answer: cut in two, or whole only together."""
    whole = names(join(place, cells))
    cut_in_two = whole.parses and not all(c.names.parses for c in cells)
    return cut_in_two or (len(complete) < 2 and place.promised <= whole.bound and not kept_apart(cells))


def guess(sheet: Sheet, place: Place, texts: Texts) -> tuple[Sheet, str, list[Remark]]:
    """Return what may be an answer whose cell is missing or not filled in, or its stub."""
    if place.written or not place.promised:
        return sheet, texts[place], []
    if own := [c for c in sheet.own if place.promised <= c.names.bound]:
        cell = own[-1]
        why = f"It is not answered in its place; cell {cell.number}, elsewhere, was taken for the answer."
        return sheet.holding([cell], place), cell.text, [Remark(why, place, doubt=True)]
    defined = names(place.text).defined & place.promised
    where = [f"cell {c.number}" for c, p in sheet.of.items() if not p.answer and defined & c.names.defined]
    where += [p.name for p, text in texts.items() if p is not place and defined & names(text).defined]
    if not where:
        return sheet, texts[place], []
    why = f"It is not answered in its place; for {listed(sorted(defined))} see {listed(where)}."
    return sheet, texts[place], [Remark(why, place, doubt=True)]


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
