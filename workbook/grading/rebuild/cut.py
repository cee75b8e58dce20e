"""Cut apart what the instructor wrote and what the student did, where both stand in one cell."""

from dataclasses import dataclass, replace

from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.remarks import Remark, listed
from workbook.grading.rebuild.sheet import Sheet
from workbook.grading.rebuild.submitted import MAX_ANSWER, Cell


@dataclass(frozen=True)
class Piece:
    """A part of a merged cell, and whose text it is, if that is known."""

    cell: Cell
    place: Place | None


def cut_merged(sheet: Sheet) -> tuple[Sheet, list[Remark]]:
    """Replace each merged cell by its pieces."""
    remarks = []
    for cell in sheet.cells:
        if cell in sheet.copies or len(cell.text) > MAX_ANSWER or not (pieces := pieces_of(sheet, cell)):
            continue
        sheet = _put(sheet, cell, pieces)
        parts = listed([piece.place.name if piece.place else "other text" for piece in pieces])
        remarks.append(Remark(f"Cut apart: cell {cell.number}, which holds {parts}."))
    return sheet, remarks


def _put(sheet: Sheet, cell: Cell, pieces: list[Piece]) -> Sheet:
    at = sheet.cells.index(cell)
    of = {c: p for c, p in sheet.of.items() if c is not cell} | {p.cell: p.place for p in pieces if p.place}
    return replace(
        sheet,
        cells=(*sheet.cells[:at], *(p.cell for p in pieces), *sheet.cells[at + 1 :]),
        of=of,
        copies=sheet.copies | {p.cell for p in pieces if p.place and not p.place.answer},
    )


def pieces_of(sheet: Sheet, cell: Cell) -> list[Piece]:
    """Return a cell cut at each missing cell of the instructor whose text stands in it; nothing if none does."""
    missing = [p for p in sheet.places if p not in sheet.found and not p.answer and p.telling]
    start = sheet.of.get(cell) or next((p for p in missing if block(cell.text, p.text)), None)
    if start is None:
        return []
    # From the answer before, if that is somewhere else, to the answer after.
    elsewhere = [p.index for p in sheet.wanted if p in sheet.found and p is not start]
    first = max((i for i in elsewhere if i < start.index), default=-1)
    last = min((i for i in elsewhere if i > start.index), default=len(sheet.places))
    cuts: list[tuple[int, int, Place | None]] = []
    position = 0
    for place in sheet.places[first + 1 : last]:
        if (place in missing or (place is start and not place.answer)) and (
            found := block(cell.text, place.text, position)
        ):
            cuts.append((*found, place))
            position = found[1]
    if all(cut is start for _, _, cut in cuts):
        return []
    pieces: list[Piece] = []
    position = 0
    for at, end, cut in [*cuts, (len(cell.text), len(cell.text), None)]:
        text = cell.text[position:at].strip("\n")
        if text.strip():
            owners = [p for p in sheet.places[first + 1 : cut.index if cut else last] if p.answer]
            owner = start if start in owners else None
            pieces.append(Piece(Cell(cell.number, cell.kind, text, pictures=cell.pictures), owner))
        if cut:
            pieces.append(Piece(Cell(cell.number, cut.kind, cut.text), cut))
            position, first = end, cut.index
    return pieces


def cut_added(sheet: Sheet) -> Sheet:
    """Put lines that the student added to one of the instructor's cells beside it, as cells of the student's own."""
    cells: list[Cell] = []
    found: list[Cell] = []
    for cell in sheet.cells:
        place = sheet.of.get(cell)
        above, below = added(cell.text, place.text) if place and place.kind == "code" and not place.answer else ("", "")
        pieces = [Cell(cell.number, "code", text) for text in (above, below)]
        # Of a check, what was added within it is none.
        kept = [p.names.parses and bool(p.names.used | p.names.changed) for p in pieces]
        found += [p for p, keep in zip(pieces, kept, strict=True) if keep]
        cells += [*pieces[:1][: kept[0]], cell, *pieces[1:][: kept[1]]]
    return replace(sheet, cells=tuple(cells), added=frozenset(found))


def added(text: str, original: str) -> tuple[str, str]:
    """Return the lines above and below the first of the original's that were added to it.

    Nothing where it was changed otherwise.
    """
    lines = [line.rstrip() for line in original.strip("\n").splitlines()]
    above: list[str] = []
    below: list[str] = []
    at = 0
    for line in text.splitlines():
        if at < len(lines) and line.rstrip() == lines[at]:
            at += 1
        else:
            (below if at else above).append(line)
    return ("\n".join(above), "\n".join(below)) if at == len(lines) else ("", "")


def block(text: str, lines: str, start: int = 0) -> tuple[int, int] | None:
    """Return where whole lines stand in a text, from a position on."""
    lines = lines.strip("\n")
    while (at := text.find(lines, start)) >= 0:
        end = at + len(lines)
        if text[at - 1 : at] in ("", "\n") and text[end : end + 1] in ("", "\n"):
            return at, end
        start = at + 1
    return None
