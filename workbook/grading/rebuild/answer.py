"""An answer as it will stand in its place: the text of its cells, as if they were one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.authoring.names import Names, names
from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.submitted import Cell


@dataclass(frozen=True, eq=False)
class Answer:
    """The cells that are an answer, in the order in which the student's own notebook runs them."""

    place: Place
    cells: tuple[Cell, ...] = ()
    chosen: tuple[Cell, ...] = ()
    """Those of them that have the answer's mark; the others were taken along."""
    imports: tuple[str, ...] = ()
    """What it needs besides, of cells that are left out."""

    @property
    def blank(self) -> bool:
        """Whether nothing is answered."""
        return self.place.is_blank(self.text)

    @cached_property
    def names(self) -> Names:
        """What it binds and uses as a whole."""
        return names(join(self.place, self.cells) or self.place.text)

    @cached_property
    def text(self) -> str:
        """What stands in its place: its text, or its stub."""
        whole = join(self.place, self.cells)
        if any(self._apart(n) for n in range(len(self.cells))):
            whole = "\n\n".join(
                _by_itself(c) if self._apart(n) else c.text.strip("\n") for n, c in enumerate(self.cells)
            )
        if self.imports:
            # A cell magic must stand first.
            first, _, rest = whole.lstrip().partition("\n") if whole.lstrip().startswith("%%") else ("", "", whole)
            whole = "\n".join([*filter(None, [first]), *self.imports, rest])
        return whole or self.place.text

    def _apart(self, number: int) -> bool:
        """Whether a cell must run by itself, as in the student's notebook, where an error ends one cell and no other.

        That is one with a cell magic, which must stand first and means all below; one of the student's own; one that
        is corrected below; and each where together they are no code.
        """
        cell, rest = self.cells[number], self.cells[number + 1 :]
        if self.place.written or len(self.cells) == 1 or cell.kind != "code":
            return False
        if cell.text.lstrip().startswith("%%"):
            return number > 0 or not cell.names.parses
        if not self.names.parses:
            return any(c.names.parses for c in self.cells)
        unsure = bool(rest) and cell.names.parses and not cell.names.safe
        return unsure and (cell not in self.chosen or any(self._corrects(c) for c in rest))

    def _corrects(self, cell: Cell) -> bool:
        """Whether a cell of the student's own gives what was asked for without what stands above it."""
        its = cell.names
        return cell not in self.chosen and its.parses and bool(its.bound & self.place.promised - its.needed)


Answers = Mapping[Place, Answer]


def join(place: Place, cells: Sequence[Cell]) -> str:
    """Return the text of cells as if they were one."""
    if len(cells) == 1:
        return cells[0].text
    whole = place.written or all(c.names.parses for c in cells)
    return ("\n\n" if whole else "\n").join(c.text.strip("\n") for c in cells)


def _by_itself(cell: Cell) -> str:
    """Return code by which the kernel runs a cell as it would in the student's notebook."""
    text = cell.text.strip("\n")
    plain = "\\" not in text and "'''" not in text and not text.endswith("'")
    literal = f"'''\\\n{text}\n'''" if plain else repr(text)
    return f"# Cell {cell.number} of the submission, by itself:\n_ = get_ipython().run_cell({literal})"
