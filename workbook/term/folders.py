"""nbgrader's folders of an assignment, by student."""

import glob
import os
import re
from collections.abc import Iterable
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from workbook.grading.rebuild.submitted import shown


def of_students(directory: CourseDirectory, step: str, assignment: str) -> dict[str, Path]:
    """Return the folders of an assignment in one step, such as ``submitted``, by what stands for a student's name.

    Empty ones, and those of students whom the course leaves out, are not among them.
    """
    pattern = re.compile(directory.format_path(step, "(?P<student>.*)", assignment, escape=True), re.DOTALL)
    excluded = directory.student_id_exclude.split(",")
    found = {}
    for path in sorted(glob.glob(directory.format_path(step, "*", assignment))):
        named = pattern.fullmatch(path)
        if named and named["student"] not in excluded and os.path.isdir(path) and os.listdir(path):
            found[named["student"]] = Path(path)
    return found


def named(students: Iterable[str], most: int = 8) -> str:
    """Return a list of students for a line of text, a long one in part."""
    found = [shown(student) for student in students]
    return ", ".join(found[:most]) + (f" and {len(found) - most} more" if len(found) > most else "")
