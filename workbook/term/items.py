"""Statistics of an assignment's questions: how hard each is, and whether it tells apart what the others tell apart.

The measures are those of classical test theory. They are numbers about questions, not about people.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pvariance

FEWEST = 10
"""With fewer students a correlation says nothing, and none is given."""
TWO_SIDED = 1.96
"""Standard errors on each side of an interval of 95 %."""


@dataclass(frozen=True)
class Item:
    """What is known of one question; None where there is too little to say it."""

    count: int
    """The students who have a mark for it."""
    mean: float | None
    """The mean share of its points, from 0 to 1: its difficulty, with 1 for the easiest."""
    right: float | None
    """The share of the students who have all its points."""
    discrimination: float | None
    """The correlation of its points with those of all other questions, from -1 to 1 (corrected item-total)."""
    interval: tuple[float, float] | None
    """Of the discrimination, 95 % by Fisher's transformation."""


def item(shares: Sequence[float], others: Sequence[float | None]) -> Item:
    """Return the statistics of one question.

    shares: of each student, the part of the question's points, where 1 are all; others: of the same students, the part
    of the points of all other questions, None where these have no marks.
    """
    if not shares:
        return Item(0, None, None, None, None)
    pairs = [(share, other) for share, other in zip(shares, others, strict=True) if other is not None]
    r = correlation([share for share, _ in pairs], [other for _, other in pairs]) if len(pairs) >= FEWEST else None
    right = sum(share >= 1 for share in shares) / len(shares)
    return Item(len(shares), fmean(shares), right, r, None if r is None else interval(r, len(pairs)))


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Pearson's correlation; with points of 0 and 1 that is the point-biserial. None where one is constant."""
    spread: float = math.sqrt(pvariance(first) * pvariance(second))
    if spread < 1e-12:
        return None
    means = fmean(first), fmean(second)
    together: float = fmean([(a - means[0]) * (b - means[1]) for a, b in zip(first, second, strict=True)])
    return float(together / spread)


def interval(r: float, count: int) -> tuple[float, float]:
    """Return the bounds of 95 % around a correlation of so many pairs."""
    if abs(r) >= 1 - 1e-9:
        return r, r
    half = TWO_SIDED / math.sqrt(count - 3)
    return math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half)


def reliability(table: Sequence[Sequence[float]]) -> float | None:
    """Return Cronbach's alpha of an assignment: how far its questions measure one thing; None where that is unknown.

    table: of each student who has all marks, the points of each question.
    """
    if len(table) < 2 or len(table[0]) < 2:
        return None
    total: float = pvariance([sum(row) for row in table])
    if total < 1e-12:
        return None
    questions = len(table[0])
    within: float = sum(pvariance(column) for column in zip(*table, strict=True))
    return questions / (questions - 1) * (1 - within / total)
