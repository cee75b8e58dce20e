"""Which cells hold which of the instructor's texts: each step takes it, and hands it on with more known."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbook.authoring.names import names
from workbook.grading.rebuild.places import Place, given, plain
from workbook.grading.rebuild.submitted import Cell


@dataclass(frozen=True)
class Gap:
    """What lies between two known cells that follow each other in the instructor's order."""

    free: tuple[Cell, ...]
    """Unknown cells."""
    missing: tuple[Place, ...]
    """Places of which no cell is known."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The instructor's places, a submission's cells, and what is known of them."""

    places: tuple[Place, ...]
    cells: tuple[Cell, ...]
    of: Mapping[Cell, Place]
    """Whose text a cell holds; cells of the student's own are not in it."""
    copies: frozenset[Cell]
    """Cells with a text that the instructor wrote, or that is an answer already, wherever they stand."""
    added: frozenset[Cell] = frozenset()
    """Lines that the student put into one of the instructor's cells, as cells of the student's own."""

    def holding(self, cells: Iterable[Cell], place: Place) -> "Sheet":
        """Return a sheet that knows these cells to hold a place's text."""
        return replace(self, of={**self.of, **dict.fromkeys(cells, place)})

    @cached_property
    def wanted(self) -> tuple[Place, ...]:
        """The places of answers."""
        return tuple(p for p in self.places if p.answer)

    @cached_property
    def given(self) -> frozenset[str]:
        """The names that the instructor's cells bind where answers run, or ask answers to bind."""
        return given(self.places)

    @cached_property
    def modules(self) -> frozenset[str]:
        """The names that the instructor's cells import."""
        code = [p for p in self.places if not p.written and not p.answer and not p.check]
        return frozenset[str]().union(*(names(p.text).imports for p in code))

    def promised_until(self, place: Place) -> frozenset[str]:
        """Return the names that a place and the answers above it must bind before their check."""
        checks = [p.index for p in self.places[: place.index] if p.check]
        since = self.places[checks[-1] if checks else 0 : place.index + 1]
        return frozenset[str]().union(*(p.promised for p in since))

    @cached_property
    def found(self) -> Mapping[Place, Sequence[Cell]]:
        """The cells of each place of which there are any, in the submission's order."""
        found: dict[Place, list[Cell]] = {}
        for cell in self.cells:
            if cell in self.of:
                found.setdefault(self.of[cell], []).append(cell)
        return found

    @property
    def missing(self) -> list[Place]:
        """The answers of which no cell is known."""
        return [p for p in self.wanted if p not in self.found]

    @property
    def own(self) -> list[Cell]:
        """The student's own cells: with text, and neither the instructor's nor part of an answer."""
        return [c for c in self.cells if c not in self.of and c not in self.copies and c.text.strip()]

    @cached_property
    def tasks(self) -> Mapping[Place, Sequence[Cell]]:
        """What stands below each task, as far as the next of the instructor's cells: with text, the student's own."""
        found: dict[Place, list[Cell]] = {p: [] for p in self.places if p.task}
        task: Place | None = None
        for cell in self.cells:
            if cell in self.of or cell in self.copies:
                task = self.of.get(cell)
            elif task in found and cell.text.strip() and cell not in self.added:
                found[task].append(cell)
        return found

    @cached_property
    def in_order(self) -> frozenset[Cell]:
        """The most known cells that stand in the instructor's order; the others have been moved."""
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
        return frozenset(chain)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What lies between the known cells that have not been moved."""
        gaps: list[Gap] = []
        free: list[Cell] = []
        before = -1
        for cell in [*self.cells, None]:
            if cell is None or cell in self.in_order:
                end = self.of[cell].index if cell else len(self.places)
                missing = tuple(p for p in self.places[before + 1 : end] if p not in self.found)
                gaps.append(Gap(tuple(free), missing))
                free, before = [], end
            elif cell not in self.of:
                free.append(cell)
        return tuple(gaps)

    def fitting(self, place: Place, cells: Sequence[Cell]) -> list[Cell]:
        """Return those of the cells with one place that stand between what should stand around it."""
        fitting: list[Cell] = []
        between: list[Cell] = []
        before = -1
        for cell in [*self.cells, None]:
            if cell is None or (cell in self.in_order and self.of[cell] is not place):
                after = self.of[cell].index if cell else len(self.places)
                fitting += between if before < place.index < after else []
                between, before = [], after
            elif self.of.get(cell) is place:
                between.append(cell)
        return [c for c in cells if c in fitting]

    @cached_property
    def position(self) -> Mapping[Cell, int]:
        """Where each cell stands."""
        return {cell: at for at, cell in enumerate(self.cells)}

    def follow(self, cells: Sequence[Cell]) -> bool:
        """Whether no known cell of another place stands between these."""
        between = self.cells[self.position[cells[0]] : self.position[cells[-1]]]
        return all(c in cells or c not in self.of or self.of[c] is self.of[cells[0]] for c in between)


def opened(places: Sequence[Place], cells: Sequence[Cell]) -> Sheet:
    """Return the sheet of which nothing is known yet but what the instructor's cells say."""
    released = {plain(p.text) for p in places}
    return Sheet(tuple(places), tuple(cells), {}, frozenset(c for c in cells if plain(c.text) in released))
