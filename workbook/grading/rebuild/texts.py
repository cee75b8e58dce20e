"""Join the texts of cells to one."""

from collections.abc import Sequence

from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.submitted import Cell


def join(place: Place, cells: Sequence[Cell]) -> str:
    """Return the text of cells as if they were one."""
    if len(cells) == 1:
        return cells[0].text
    whole = place.written or all(c.names.parses for c in cells)
    return ("\n\n" if whole else "\n").join(c.text.strip("\n") for c in cells)


def kept_apart(cells: Sequence[Cell]) -> bool:
    """Whether a cell magic, which must stand first, forbids to join cells."""
    return any(c.text.lstrip().startswith("%%") for c in cells[1:])
