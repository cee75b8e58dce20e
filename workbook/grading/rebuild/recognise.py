"""Know the instructor's cells in a submission: by nbgrader's marks, by their text, by the cells' ids."""

from collections import Counter
from dataclasses import replace

from workbook.grading.rebuild.places import Place, plain
from workbook.grading.rebuild.remarks import Remark, listed, numbers
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import Cell, shown


def recognise(sheet: Sheet) -> tuple[Sheet, list[Remark]]:
    """Know cells by their grade_id, by the instructor's text, and by their id."""
    by_grade_id = {p.grade_id: p for p in sheet.places if p.grade_id}
    by_id = {p.id: p for p in sheet.places if p.id}
    texts = Counter(plain(p.text) for p in sheet.places)
    by_text = {plain(p.text): p for p in sheet.places if texts[plain(p.text)] == 1}
    of: dict[Cell, Place] = {}
    by_their_ids: list[str] = []
    for cell in sheet.cells:
        place = by_grade_id.get(cell.grade_id or "") or by_text.get(plain(cell.text))
        if place is None:
            place = next((by_id[i] for i in cell.ids if i in by_id), None)
            if place and place.answer:
                by_their_ids.append(place.name)
        if place:
            of[cell] = place
    remarks = []
    if by_their_ids:
        remarks.append(Remark(f"Known by the cells' ids, for nbgrader's metadata are lost: {listed(by_their_ids)}."))
    return _once(replace(sheet, of=of)), remarks


def _once(sheet: Sheet) -> Sheet:
    """Let each of the instructor's own cells stand there once; its copies count as the student's cells."""
    spare: set[Cell] = set()
    for place, found in sheet.found.items():
        if not place.answer:
            keep = next((c for c in found if plain(c.text) == plain(place.text)), found[0])
            spare |= {c for c in found if c is not keep}
    return replace(sheet, of={c: p for c, p in sheet.of.items() if c not in spare})


def recognise_edited(sheet: Sheet) -> Sheet:
    """Know by their lines, between known cells, the instructor's cells that have neither mark nor id."""
    of = dict(sheet.of)
    for gap in sheet.gaps:
        lines_of = {c: _lines(c.text) for c in gap.free if gap.missing}
        for place in gap.missing:
            lines = _lines(place.text)
            for cell in [c for c in gap.free if c not in of]:
                alike = cell.kind == place.kind and 2 * len(lines & lines_of[cell]) >= len(lines)
                if plain(cell.text) == plain(place.text) or (alike and not place.answer):
                    of[cell] = place
                    break
    return replace(sheet, of=of)


def strangers(sheet: Sheet) -> list[Remark]:
    """Report cells that come from elsewhere."""
    known = {p.grade_id for p in sheet.places}
    strange = [c for c in sheet.cells if c.grade_id and c.grade_id not in known]
    if not strange:
        return []
    words = sorted({shown(c.grade_id or "") for c in strange})
    sentence = f"The instructor's notebook has no {listed(words)}, as {numbers(strange)} of the submission does."
    if not sheet.missing:
        return [Remark(sentence)]
    lacks = listed([p.name for p in sheet.missing])
    return [Remark(f"{sentence} It has {lacks}, which the submission lacks.", doubt=True)]


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}
