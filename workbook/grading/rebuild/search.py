"""Look for answers that have lost their marks: by their first lines, or by where they stand."""

from workbook.grading.rebuild.places import Place, telling_lines
from workbook.grading.rebuild.remarks import Remark, numbers
from workbook.grading.rebuild.sheet import Gap, Sheet
from workbook.grading.rebuild.submitted import Cell


def search(sheet: Sheet) -> tuple[Sheet, list[Remark]]:
    """Look for each answer of which no cell is known."""
    remarks: list[Remark] = []
    for place in sheet.missing:
        marked = [c for c in sheet.own if place.marks & set(telling_lines(c.text))]
        here, certain = in_gap(sheet, place)
        found = [c for c in sheet.own if c in marked or (c in here and (certain or not marked))]
        if marked or (found and certain):
            how = "first lines" if marked else "place"
            remarks.append(Remark(f"nbgrader's metadata are lost; known by its {how}: {numbers(found)}.", place))
        elif found:
            why = f"nbgrader's metadata are lost; taken by its place, but perhaps not it: {numbers(found)}."
            remarks.append(Remark(why, place, doubt=True))
        sheet = sheet.holding(found, place)
    return sheet, remarks


def in_gap(sheet: Sheet, place: Place) -> tuple[list[Cell], bool]:
    """Return the cells that may be an answer by where they stand, and whether they must be."""
    gap = next((g for g in sheet.gaps if place in g.missing), None)
    if gap is None:
        return [], True
    alike, alone = _alike(sheet, gap, place)
    if place.written:
        return alike, alone
    complete = [c for c in alike if place.promised <= c.names.bound]
    if complete and place.promised:
        return complete, True
    telling = not place.promised or any(place.promised & c.names.bound for c in alike)
    return alike, alone and telling and len(alike) == 1


def _alike(sheet: Sheet, gap: Gap, place: Place) -> tuple[list[Cell], bool]:
    """Return the cells of a gap that are of a place's kind, and whether they can be no other place's."""
    # A cell with another mark has its place elsewhere.
    free = [c for c in gap.free if c.text.strip() and c not in sheet.copies and not c.grade_id]
    kinds = [p.kind for p in gap.missing]
    if len(free) == len(kinds) and (len(free) == 1 or [c.kind for c in free] == kinds):
        return [free[gap.missing.index(place)]], True
    return [c for c in free if c.kind == place.kind], kinds.count(place.kind) == 1
