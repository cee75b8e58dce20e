"""What an instructor should know about a submission, in sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbook.grading.rebuild.places import Place
from workbook.grading.rebuild.submitted import Cell

# So many cells or names are listed in a sentence.
LISTED = 10


@dataclass(frozen=True)
class Remark:
    """One sentence, about one answer or, without a place, about the whole submission."""

    sentence: str
    place: Place | None = None
    doubt: bool = False
    """Whether a person must look."""
    if_lost: bool = False
    """Whether a person must look if the answer does not earn all its points."""


def notes(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """Return what is certain, each sentence with the name of the answer it is about."""
    return tuple(
        f"{r.place.name}: {r.sentence}" if r.place else r.sentence for r in remarks if not r.doubt and not r.if_lost
    )


def doubts(remarks: Iterable[Remark]) -> dict[str, str]:
    """Return why a person must look, by the answer's name; by "" what is about the whole submission."""
    return _by_answer(r for r in remarks if r.doubt)


def if_lost(remarks: Iterable[Remark]) -> dict[str, str]:
    """Return why a person must look at an answer that does not earn all its points, by its name."""
    return _by_answer(r for r in remarks if r.if_lost)


def _by_answer(remarks: Iterable[Remark]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for remark in remarks:
        found.setdefault(remark.place.name if remark.place else "", []).append(remark.sentence)
    return {name: " ".join(sentences) for name, sentences in found.items()}


def numbers(cells: Iterable[Cell]) -> str:
    """Return cells as words in a sentence."""
    found = sorted({c.number for c in cells})
    return f"cell {found[0]}" if len(found) == 1 else f"cells {listed([str(n) for n in found])}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence, cut if it is long."""
    words = words if len(words) <= LISTED else [*words[:LISTED], f"{len(words) - LISTED} more"]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
