"""Make the notebook that is graded: the instructor's own, with the text of a submission's solution cells in it.

Everything else in a submission is left behind: other cells, metadata, outputs, attachments. A solution cell is known by
its nbgrader grade_id. Where a submission lost that, or has it twice, or holds an answer in pieces, the text is still
taken if it is certain whose it is, with a note for the instructor. Where it is not certain, a person must look; then
the likeliest text is taken, so that what does not depend on it can be graded.

A text is never changed in meaning: pieces are joined in the order in which the student's own notebook runs them, and
all of it runs where student code runs. So no repair can earn anything that the student's own cell could not.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode
from traitlets.config import Config

from workbook.authoring.names import KNOWN, Names, names
from workbook.grading.rebuild.places import Place, instructor, plain, telling_lines
from workbook.grading.rebuild.submitted import MAX_ANSWER, Cell, read_cells, shown

# So many cells above and below an answer are looked at for a piece of it.
NEAR = 10
# So many cells or names are listed in a sentence.
LISTED = 10


@dataclass(frozen=True)
class Rebuilt:
    """The notebook to grade, and what an instructor should know about it."""

    notebook: NotebookNode
    """The instructor's cells, hidden tests included, without outputs; the submission's text in solution cells."""
    notes: tuple[str, ...]
    """Certain repairs, and what was left out."""
    doubts: dict[str, str]
    """By grade_id, why a person must look at that answer; by "", at the whole submission."""


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
    cells, notes = read_cells(submission)
    match = _Match(places, cells)
    for place, text in match.answers().items():
        notebook.cells[place.index].source = text
    return Rebuilt(notebook, (*notes, *match.notes), {k: " ".join(v) for k, v in match.doubts.items()})


class _Match:
    """The search for the answers to the instructor's cells in one submission's cells."""

    def __init__(self, places: list[Place], cells: list[Cell]):
        self.places = places
        self.cells = cells
        self.notes: list[str] = []
        self.doubts: dict[str, list[str]] = {}
        self.read: dict[Cell, Names] = {}
        self.of: dict[Cell, Place] = {}
        """Whose text a cell holds; cells of the student's own are not in it."""
        released = {plain(p.text) for p in places}
        self.copies = {c for c in cells if plain(c.text) in released}
        """Cells with a text that the instructor wrote, wherever they stand."""
        self.given = frozenset[str]().union(
            *(p.promised if p.answer else names(p.text).bound for p in places if p.kind == "code" and not p.check)
        )
        """Names that the instructor's cells bind where answers run, or ask answers to bind."""

    def answers(self) -> dict[Place, str]:
        """Return the text of each answer."""
        wanted = [p for p in self.places if p.answer]
        self._recognise()
        if not any(p.grade_id for p in self.of.values()):
            self._doubt(None, "None of its cells is to be graded here; perhaps it is another notebook.")
            return {p: p.text for p in wanted}
        self._cut_merged()
        self._recognise_edited()
        for place in [p for p in wanted if p not in self.of.values()]:
            self._search(place)
        self._report_strange([p for p in wanted if p not in self.of.values()])
        texts = {place: self._settle(place) for place in wanted}
        for place in wanted:
            if place.is_blank(texts[place]):
                texts[place] = self._guess(place, texts)
        self._report_unanswered(texts)
        self._report_own()
        self._report_changed()
        return {p: self._complete(p, texts) for p in wanted}

    # --- whose is a cell? ---

    def _recognise(self) -> None:
        """Know cells by their grade_id, by the instructor's text, and by their id."""
        by_grade_id = {p.grade_id: p for p in self.places if p.grade_id}
        by_id = {p.id: p for p in self.places}
        texts = Counter(plain(p.text) for p in self.places)
        by_text = {plain(p.text): p for p in self.places if texts[plain(p.text)] == 1}
        by_their_ids: list[str] = []
        for cell in self.cells:
            place = by_grade_id.get(cell.grade_id or "") or by_text.get(plain(cell.text))
            if place is None:
                place = next((by_id[i] for i in cell.ids if i in by_id), None)
                if place and place.answer:
                    by_their_ids.append(place.name)
            if place:
                self.of[cell] = place
        if by_their_ids:
            self._note(None, f"Known by the cells' ids, for nbgrader's metadata are lost: {_list(by_their_ids)}.")
        # One of the instructor's own cells may stand there once; its copies count as the student's cells.
        for place, found in self._found().items():
            if not place.answer:
                keep = next((c for c in found if plain(c.text) == plain(place.text)), found[0])
                for cell in found:
                    if cell is not keep:
                        del self.of[cell]

    def _cut_merged(self) -> None:
        """Cut out of a cell what the instructor wrote, where it is missing because cells were merged."""
        for cell in list(self.cells):
            if cell in self.copies or len(cell.text) > MAX_ANSWER:
                continue
            pieces = self._pieces(cell)
            if not pieces:
                continue
            self.of.pop(cell, None)
            at = self.cells.index(cell)
            self.cells[at : at + 1] = [piece for piece, _ in pieces]
            for piece, place in pieces:
                if place:
                    self.of[piece] = place
                if place and not place.answer:
                    self.copies.add(piece)
            parts = _list([p.name if p else "other text" for _, p in pieces])
            self._note(None, f"Cut apart: cell {cell.number}, which holds {parts}.")

    def _pieces(self, cell: Cell) -> list[tuple[Cell, Place | None]]:
        """Return a cell cut at each missing cell of the instructor whose text stands in it, with the pieces' places."""
        present = set(self.of.values())
        missing = [p for p in self.places if p not in present and not p.answer and p.telling]
        start = self.of.get(cell) or next((p for p in missing if _block(cell.text, p.text)), None)
        if start is None:
            return []
        # From the answer before, if that is somewhere else, to the answer after.
        elsewhere = [p.index for p in self.places if p.answer and p in present and p is not start]
        first = max((i for i in elsewhere if i < start.index), default=-1)
        last = min((i for i in elsewhere if i > start.index), default=len(self.places))
        cuts: list[tuple[int, int, Place | None]] = []
        position = 0
        for place in self.places[first + 1 : last]:
            if (place in missing or (place is start and not place.answer)) and (
                found := _block(cell.text, place.text, position)
            ):
                cuts.append((*found, place))
                position = found[1]
        if all(cut is start for _, _, cut in cuts):
            return []
        pieces: list[tuple[Cell, Place | None]] = []
        position = 0
        for at, end, cut in [*cuts, (len(cell.text), len(cell.text), None)]:
            text = cell.text[position:at].strip("\n")
            if text.strip():
                owners = [p for p in self.places[first + 1 : cut.index if cut else last] if p.answer]
                owner = start if start in owners else None
                pieces.append((Cell(cell.number, cell.kind, text, pictures=cell.pictures), owner))
            if cut:
                pieces.append((Cell(cell.number, cut.kind, cut.text), cut))
                position, first = end, cut.index
        return pieces

    def _recognise_edited(self) -> None:
        """Know by their lines, between known cells, the instructor's cells that have neither mark nor id."""
        for free, missing in self._gaps():
            lines_of = {c: _lines(c.text) for c in free if missing}
            for place in missing:
                lines = _lines(place.text)
                for cell in [c for c in free if c not in self.of]:
                    alike = cell.kind == place.kind and 2 * len(lines & lines_of[cell]) >= len(lines)
                    if plain(cell.text) == plain(place.text) or (alike and not place.answer):
                        self.of[cell] = place
                        break

    def _search(self, place: Place) -> None:
        """Look for an answer that has lost its mark: by its first lines, or by where it stands."""
        free = [c for c in self.cells if c not in self.of and c not in self.copies and c.text.strip()]
        marked = [c for c in free if place.marks & set(telling_lines(c.text))]
        here, certain = self._in_gap(place)
        found = [c for c in free if c in marked or (c in here and (certain or not marked))]
        if marked or (found and certain):
            how = "first lines" if marked else "place"
            self._note(place, f"nbgrader's metadata are lost; known by its {how}: {_cells(found)}.")
        elif found:
            self._doubt(
                place, f"nbgrader's metadata are lost; taken by its place, but perhaps not it: {_cells(found)}."
            )
        for cell in found:
            self.of[cell] = place

    def _in_gap(self, place: Place) -> tuple[list[Cell], bool]:
        """Return the cells that may be an answer by where they stand, and whether they must be."""
        for free, missing in self._gaps():
            if place not in missing:
                continue
            # A cell with another mark has its place elsewhere.
            free = [c for c in free if c.text.strip() and c not in self.copies and not c.grade_id]
            alike = [c for c in free if c.kind == place.kind]
            if len(free) == len(missing) and (len(free) == 1 or [c.kind for c in free] == [p.kind for p in missing]):
                alike = [free[missing.index(place)]]
                alone = True
            else:
                alone = not any(p.kind == place.kind for p in missing if p is not place)
            if place.written:
                return alike, alone
            complete = [c for c in alike if place.promised <= self._names(c).bound]
            if complete and place.promised:
                return complete, True
            telling = not place.promised or any(place.promised & self._names(c).bound for c in alike)
            return alike, alone and telling and len(alike) == 1
        return [], True

    def _gaps(self) -> list[tuple[list[Cell], list[Place]]]:
        """Return, between known cells that follow each other in the right order, unknown cells and missing places."""
        present = set(self.of.values())
        order = self._in_order()
        gaps: list[tuple[list[Cell], list[Place]]] = []
        free: list[Cell] = []
        before = -1
        for cell in [*self.cells, None]:
            if cell is None or cell in order:
                end = self.of[cell].index if cell else len(self.places)
                gaps.append((free, [p for p in self.places[before + 1 : end] if p not in present]))
                free, before = [], end
            elif cell not in self.of:
                free.append(cell)
        return gaps

    def _in_order(self) -> set[Cell]:
        """Return the most known cells that stand in the instructor's order; the others have been moved."""
        ends: list[Cell] = []
        previous: dict[Cell, Cell | None] = {}
        for cell in self.cells:
            if cell in self.of:
                at = bisect_left(ends, self.of[cell].index, key=lambda end: self.of[end].index)
                previous[cell] = ends[at - 1] if at else None
                ends[at : at + 1] = [cell]
        chain: set[Cell] = set()
        last = ends[-1] if ends else None
        while last:
            chain.add(last)
            last = previous[last]
        return chain

    def _found(self) -> dict[Place, list[Cell]]:
        found: dict[Place, list[Cell]] = {}
        for cell in self.cells:
            if cell in self.of:
                found.setdefault(self.of[cell], []).append(cell)
        return found

    # --- which text is the answer? ---

    def _settle(self, place: Place) -> str:
        """Return the text of one answer from the cells that are known to hold it, or its stub."""
        found = [c for c in self.cells if self.of.get(c) is place]
        filled = [c for c in found if not place.is_blank(c.text)]
        if filled and len(filled) < len(found):
            self._note(place, f"its untouched stub also stands in {_cells([c for c in found if c not in filled])}.")
        chosen = self._choose(place, filled)
        for cell in filled:
            if cell not in chosen:
                del self.of[cell]  # from here on a cell of the student's own
        taken = {plain(c.text) for c in chosen}
        self.copies |= {c for c in self.cells if c not in chosen and plain(c.text) in taken}
        cells = self._take_along(place, chosen, found)
        for cell in cells:
            self.of[cell] = place
        self._report_form(place, cells)
        return _join(place, cells) or place.text

    def _choose(self, place: Place, filled: list[Cell]) -> list[Cell]:
        """Return the cells that are the answer, of those that have its mark and are not blank."""
        fitting = self._fitting(place, filled)
        distinct: dict[str, Cell] = {}
        for cell in [*fitting, *filled]:
            distinct.setdefault(plain(cell.text), cell)
        cells = [c for c in filled if c in distinct.values()]
        if len(cells) < len(filled):
            self._note(place, f"the same text stands in {_cells(filled)}.")
        if len(cells) < 2:
            return cells
        whole = names(_join(place, cells))
        complete = [c for c in cells if self._names(c).parses and place.promised <= self._names(c).bound]
        cut_in_two = whole.parses and not all(self._names(c).parses for c in cells)
        one = cut_in_two or (len(complete) < 2 and place.promised <= whole.bound and not _kept_apart(cells))
        if self._follow(cells) and len(cells) <= NEAR and (place.written or one):
            self._note(place, f"joined, as pieces of one answer: {_cells(cells)}.")
            return cells
        if len(complete) == 1 and not place.written:
            self._note(place, f"of {_cells(cells)} only {_cells(complete)} is a whole answer.")
            return complete
        choice = complete or cells
        here = [c for c in choice if c in fitting]
        which = "the last that stands in its place" if here else "the last"
        chosen = (here or choice)[-1]
        self._doubt(place, f"Different answers stand in {_cells(cells)}; cell {chosen.number}, {which}, was taken.")
        return [chosen]

    def _take_along(self, place: Place, chosen: list[Cell], found: list[Cell]) -> list[Cell]:
        """Return an answer's cells and those right above and below that are pieces of it.

        Of code, a piece goes on with a statement, or binds a name that the answer should, or one that the answer uses
        and nothing else gives; below an answer that is no function, also what uses its names. In the student's notebook
        all that runs just there.
        """
        around = chosen or found
        if not around:
            return []
        above = self._own_cells(place, range(self.cells.index(around[0]) - 1, -1, -1))
        below = self._own_cells(place, range(self.cells.index(around[-1]) + 1, len(self.cells)))
        if place.written:
            cells = [*chosen, *below] if chosen else [*above[::-1], *below]
            if cells != chosen:
                self._note(place, _how(chosen, cells))
            return cells
        taken = list(chosen)
        for cell in [*below, *above] * 2:
            if cell in taken:
                continue
            longer = [c for c in self.cells if c in taken or c is cell]
            now, its = names(_join(place, taken)), self._names(cell)
            goes_on = taken and cell in below and not its.parses and names(_join(place, longer)).parses
            helps = its.bound & (place.promised - now.bound | (now.used - self.given - KNOWN))
            works_on = place.statements and cell in below and (its.used | its.bound) & place.promised & now.bound
            if goes_on or (cell.kind == "code" and (helps or works_on)):
                taken = longer
        if taken == chosen:
            return chosen
        if _kept_apart(taken):
            self._doubt(place, f"A cell magic keeps {_cells(taken)} apart, which seem to be one answer.")
            return chosen
        whole = place.promised <= names(_join(place, taken)).bound
        if chosen or (whole and not set(taken) & set(above)):
            self._note(place, _how(chosen, taken))
        else:
            self._doubt(place, f"Its cell is not filled in; taken from beside it, but perhaps not it: {_cells(taken)}.")
        return taken

    def _own_cells(self, place: Place, numbers: range) -> list[Cell]:
        """Return the student's own cells of the right kind, from an answer up or down to the next known cell."""
        found: list[Cell] = []
        for number in numbers:
            cell = self.cells[number]
            if cell in self.of or len(found) == NEAR:
                break
            if cell.text.strip() and cell not in self.copies and not (place.written and cell.kind == "code"):
                found.append(cell)
        return found

    def _guess(self, place: Place, texts: dict[Place, str]) -> str:
        """Return what may be an answer whose cell is missing or not filled in, or its stub."""
        if place.written or not place.promised:
            return texts[place]
        own = [c for c in self._own() if place.promised <= self._names(c).bound]
        if own:
            cell = own[-1]
            self.of[cell] = place
            self._doubt(
                place, f"It is not answered in its place; cell {cell.number}, elsewhere, was taken for the answer."
            )
            return cell.text
        defined = names(place.text).defined & place.promised
        changed = [c.number for c, p in self.of.items() if not p.answer and defined & self._names(c).defined]
        others = [p.name for p, text in texts.items() if p is not place and defined & names(text).defined]
        where = [f"cell {n}" for n in changed] + others
        if where:
            self._doubt(place, f"It is not answered in its place; for {_list(sorted(defined))} see {_list(where)}.")
        return texts[place]

    def _fitting(self, place: Place, cells: list[Cell]) -> list[Cell]:
        """Return those of the cells with one place that stand between what should stand around it."""
        known = self._in_order()
        fitting: list[Cell] = []
        between: list[Cell] = []
        before = -1
        for cell in [*self.cells, None]:
            if cell is None or (cell in known and self.of[cell] is not place):
                after = self.of[cell].index if cell else len(self.places)
                fitting += between if before < place.index < after else []
                between, before = [], after
            elif self.of.get(cell) is place:
                between.append(cell)
        return [c for c in cells if c in fitting]

    def _follow(self, cells: list[Cell]) -> bool:
        """Whether no other known cell stands between these."""
        between = self.cells[self.cells.index(cells[0]) : self.cells.index(cells[-1])]
        return all(c in cells or c not in self.of or self.of[c] is self.of[cells[0]] for c in between)

    def _names(self, cell: Cell) -> Names:
        """Return the names of a cell; each is read once."""
        if cell not in self.read:
            self.read[cell] = names(cell.text)
        return self.read[cell]

    def _own(self) -> list[Cell]:
        """Return the student's own cells: with text, and neither the instructor's nor part of an answer."""
        return [c for c in self.cells if c not in self.of and c not in self.copies and c.text.strip()]

    # --- what should the instructor know? ---

    def _report_strange(self, missing: list[Place]) -> None:
        """Report cells that come from elsewhere."""
        known = {p.grade_id for p in self.places}
        strange = [c for c in self.cells if c.grade_id and c.grade_id not in known]
        if strange:
            words = sorted({shown(c.grade_id or "") for c in strange})
            sentence = f"The instructor's notebook has no {_list(words)}, as {_cells(strange)} of the submission does."
            if missing:
                self._doubt(None, f"{sentence} It has {_list([p.name for p in missing])}, which the submission lacks.")
            else:
                self._note(None, sentence)

    def _report_form(self, place: Place, cells: list[Cell]) -> None:
        """Report what was odd about the cells of an answer."""
        for cell in cells:
            if cell.kind != place.kind:
                self._note(place, f"cell {cell.number} had become a {cell.kind} cell; its text was taken.")
            if cell.pictures:
                self._note(
                    place, f"files attached to cell {cell.number}, such as pictures, were left out; look at them there."
                )
        if cells and not self._fitting(place, cells):
            self._note(place, f"put back in its place, from {_cells(cells)}.")

    def _report_unanswered(self, texts: dict[Place, str]) -> None:
        """Report answers of which nothing was found but the stub, if even that."""
        found = self._found()
        words = [c for c in self._own() if c.kind != "code"]
        for place, text in texts.items():
            if place not in found and place.written and words:
                self._doubt(place, f"Missing in the submission; perhaps it is in {_cells(words)}.")
            elif place not in found:
                self._note(place, "missing in the submission; it counts as not answered.")
            elif text == place.text and not any(plain(c.text) for c in found[place]):
                self._note(place, "empty in the submission; it counts as not answered.")

    def _report_own(self) -> None:
        """Report the student's own cells."""
        if own := self._own():
            self._note(None, f"Left out, as the student's own: {_cells(own)}.")
        if torn := [
            c for c in own if c.kind == "code" and c.text.lstrip("\n")[:1].isspace() and not self._names(c).parses
        ]:
            self._doubt(
                None,
                f"It begins in the middle of something, and nothing was found that it goes on with: {_cells(torn)}.",
            )

    def _report_changed(self) -> None:
        """Report the instructor's code cells that are changed or missing; the instructor's text is graded."""
        found = self._found()
        code = [p for p in self.places if p.kind == "code" and not p.answer]
        if lost := [p.name for p in code if p not in found]:
            self._note(None, f"Missing in the submission and put back: {_list(lost)}.")
        if changed := [p.name for p in code if p in found and plain(found[p][0].text) != plain(p.text)]:
            self._note(None, f"Changed in the submission and put back: {_list(changed)}.")

    def _complete(self, place: Place, texts: dict[Place, str]) -> str:
        """Return the text of an answer, with the imports that it needs from cells that are left out.

        Where it needs more than imports from them, or one of them defines it again, a person must look.
        """
        text = texts[place]
        if len(text) > MAX_ANSWER:
            self._doubt(
                place, f"It has {len(text):,} characters; at most {MAX_ANSWER:,} are taken. Look at the submission."
            )
            return place.text
        if place.written or place.is_blank(text):
            return text
        others = frozenset[str]().union(*(names(t).bound for p, t in texts.items() if p is not place))
        wanted = names(text).used - others - self.given - KNOWN
        defined = names(place.text).defined & place.promised & names(text).bound
        below = False
        imports: dict[str, int] = {}
        for cell in self.cells:
            owner = self.of.get(cell)
            below = below or owner is place
            if cell.kind != "code" or cell in self.copies or (owner and (owner.answer or owner.written)):
                continue
            its = self._names(cell)
            for name in sorted(wanted & its.bound - (names(owner.text).bound if owner else set())):
                if name in its.imports and not text.lstrip().startswith("%%"):
                    imports.setdefault(its.imports[name], cell.number)
                else:
                    self._doubt(
                        place, f"It uses {shown(name)}, which only cell {cell.number} gives; that cell is left out."
                    )
            again = its.defined & defined
            if again and below and plain(cell.text) not in plain(text):
                self._doubt(place, f"Cell {cell.number}, below, defines {_list(sorted(again))} again; it is left out.")
        for check in self.places[: place.index]:
            for name in sorted(wanted & names(check.text).bound if check.check else ()):
                self._doubt(
                    place, f"It uses {name}, which only {check.name} gives; checks do not run where answers do."
                )
        for line, number in imports.items():
            self._note(place, f"`{shown(line)}` of cell {number} was put above it.")
        return "\n".join([*imports, text])

    def _note(self, place: Place | None, sentence: str) -> None:
        self.notes.append(f"{place.name}: {sentence}" if place else sentence)

    def _doubt(self, place: Place | None, sentence: str) -> None:
        self.doubts.setdefault(place.name if place else "", []).append(sentence)


def _join(place: Place, cells: list[Cell]) -> str:
    """Return the text of cells as if they were one."""
    if len(cells) == 1:
        return cells[0].text
    whole = place.written or all(names(c.text).parses for c in cells)
    return ("\n\n" if whole else "\n").join(c.text.strip("\n") for c in cells)


def _kept_apart(cells: list[Cell]) -> bool:
    """Whether a cell magic, which must stand first, forbids to join cells."""
    return any(c.text.lstrip().startswith("%%") for c in cells[1:])


def _how(chosen: list[Cell], cells: list[Cell]) -> str:
    """Say how cells came to be one answer."""
    if chosen:
        return f"joined, as pieces of one answer: {_cells(cells)}."
    return f"its cell is not filled in; taken from beside it: {_cells(cells)}."


def _block(text: str, block: str, start: int = 0) -> tuple[int, int] | None:
    """Return where whole lines stand in a text, from a position on."""
    block = block.strip("\n")
    while (at := text.find(block, start)) >= 0:
        end = at + len(block)
        if text[at - 1 : at] in ("", "\n") and text[end : end + 1] in ("", "\n"):
            return at, end
        start = at + 1
    return None


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


def _cells(cells: list[Cell]) -> str:
    numbers = sorted({c.number for c in cells})
    if len(numbers) == 1:
        return f"cell {numbers[0]}"
    return f"cells {_list([str(n) for n in numbers])}"


def _list(words: list[str]) -> str:
    """Return words as a list in a sentence, cut if it is long."""
    words = words if len(words) <= LISTED else [*words[:LISTED], f"{len(words) - LISTED} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
