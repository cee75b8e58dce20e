"""What people made of messages: whether what a check says of a wrong answer names its cause.

Rated by somebody who sees only answer and message, and kept beside the answers, in ``tests/answers/ratings.tsv``: the
exercise, the answer's origin and title, ``C`` where the message names the cause, ``S`` where it tells a symptom, ``M``
where it misleads, and a fingerprint of the message. Another message has to be rated anew.
"""

import csv
import zlib
from collections.abc import Iterable
from pathlib import Path

from workbook.authoring.corpus import ANSWERS, Case

COLUMNS = ("exercise", "origin", "title", "rating", "message")
CAUSE, SYMPTOM, MISLEADS = "CSM"

Ratings = dict[tuple[str, str, str, str], str]


def fingerprint(message: str) -> str:
    """Return what tells one message from another; numbers in it may be others at each run."""
    return f"{zlib.crc32(''.join(c for c in message if not c.isdigit()).encode()):08x}"


def read(path: Path = ANSWERS / "ratings.tsv") -> Ratings:
    """Return the ratings, by exercise, origin, title and message; none without that file."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(r["exercise"], r["origin"], r["title"], r["message"]): r["rating"] for r in rows}


def write(rows: Iterable[tuple[Case, str, str]], path: Path = ANSWERS / "ratings.tsv") -> None:
    """Add ratings of answers and messages to those that are there."""
    known = read(path)
    for case, message, rating in rows:
        if rating not in (CAUSE, SYMPTOM, MISLEADS):
            raise ValueError(f"{rating!r} is no rating; use {CAUSE}, {SYMPTOM} or {MISLEADS}.")
        known[case.number, case.origin, case.title, fingerprint(message)] = rating
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*key[:3], rating, key[3]) for key, rating in sorted(known.items()))


def of(ratings: Ratings, case: Case, message: str) -> str:
    """Return the rating of a message, or nothing."""
    return ratings.get((case.number, case.origin, case.title, fingerprint(message)), "")
