"""What a course keeps of students who have left it, or had another name: lists of platforms go on having them."""

import csv
import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbook.grading import batch

REMOVED = "removed"
"""The folder of a course where lies what was taken out of it."""
MARKS = "gradebook.json"
"""In it, what the gradebook had of a student; under another name once the student is back."""
RENAMED = "renamed.csv"


def left(root: Path) -> dict[str, dict[str, Any]]:
    """Return who was taken out of a course and has not come back, each with what the gradebook said of the person."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((root / REMOVED).glob(f"*/*/{MARKS}")):
        with suppress(OSError, ValueError):
            found[path.parents[1].name] = dict(json.loads(path.read_bytes()).get("student") or {})
    return found


def left_records(root: Path, name: str) -> dict[Path, str]:
    """Return the files of this name below the results of who has left, each with whose it is."""
    students = left(root)
    return {
        path: student
        for student in students
        for path in sorted((root / REMOVED / student).glob(f"*/results/**/{name}"))
    }


def renamed(root: Path) -> dict[str, str]:
    """Return the former names of students, each with the one that has taken its place."""
    with suppress(OSError):
        text = (root / RENAMED).read_bytes().decode("utf-8-sig", errors="replace")
        return {row[0]: row[1] for row in list(csv.reader(text.splitlines()))[1:] if len(row) == 2}
    return {}


def rename(root: Path, old: str, new: str) -> None:
    """Keep that a student has another name from now on."""
    names = {former: new if now == old else now for former, now in renamed(root).items()} | {old: new}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("old", "new"))
    writer.writerows((former, now) for former, now in names.items() if former != now)
    batch.keep(root / RENAMED, text.getvalue().encode())
