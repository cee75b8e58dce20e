"""Students who leave a course, come back, or get another name: their work, marks and pages follow, and nothing is lost.

What nbgrader knows of a student lies in five places: three folders of its own, the grader's results and the gradebook.
`nbgrader db student remove` empties one of them, and takes all marks that were given by hand with it.
"""

import glob
import json
import logging
import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import chdir, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.apps import autogradeapp
from sqlalchemy.exc import SAWarning

from workbook.grading import batch
from workbook.grading.batch import Stopped
from workbook.grading.rebuild.submitted import shown
from workbook.grading.results import to_json
from workbook.term import aside as set_aside
from workbook.term import calendar, door, lock
from workbook.term.aside import MARKS, REMOVED
from workbook.term.autograder import HardenedAutograde
from workbook.term.states import EXCUSES
from workbook.term.submissions import Course, Submission, made_of

GRADE = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade")
COMMENT = ("auto_comment", "manual_comment")
PERSON = ("first_name", "last_name", "email", "lms_user_id")


def remove(student: str) -> int:
    """Take a student out of the course of the working folder; return the exit status."""
    return _within(partial(remove_from, student=door.normal(student)))


def restore(student: str) -> int:
    """Bring back a student who was taken out; return the exit status."""
    return _within(partial(restore_to, student=door.normal(student)))


def rename(old: str, new: str) -> int:
    """Give a student of the course in the working folder another name; return the exit status."""
    return _within(partial(rename_in, old=old, new=door.normal(new)))


def _within(step: Callable[[HardenedAutograde], str]) -> int:
    app = autogradeapp.AutogradeApp(log_level=logging.WARNING)
    app.initialize([])
    try:
        with chdir(app.coursedir.root), lock.all_held(app.coursedir), warnings.catch_warnings():
            # nbgrader's own way of adding a submission makes three that say nothing to an instructor.
            warnings.filterwarnings("ignore", category=SAWarning)
            print(step(HardenedAutograde(coursedir=app.coursedir, parent=app)))
    except Stopped as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def remove_from(converter: HardenedAutograde, student: str) -> str:
    """Take a student out of a course, and return what was done in words.

    Raises
    ------
    Stopped
        If the course has no such student.
    """
    root = Path(converter.coursedir.root)
    with chdir(root), Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as gradebook:
        folders = list(_folders(converter, student))
        row = _row(gradebook, student)
        if row is None and not folders:
            raise Stopped(f"There is no student {shown(student)!r} in the gradebook, nor work of one.")
        stamp = datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S")
        aside = root / REMOVED / student / stamp
        # First what cannot be made again.
        batch.keep(aside / MARKS, json.dumps(_known(row), indent=1, ensure_ascii=False).encode())
        for folder in folders:
            _move(folder, aside / folder.relative_to(root))
        if row is not None:
            gradebook.remove_student(student)
    return (
        f"{student} is no student of this course any more. Work, marks, comments and feedback are in "
        f"{aside.relative_to(root)}. `workbook term restore {_quoted(student)}` brings them back. What still lies in "
        "the exchange, in a platform's archive or in a roster is left out."
    )


def restore_to(converter: HardenedAutograde, student: str) -> str:
    """Bring back what `remove_from` has last taken out of a course, and return what was done in words.

    Raises
    ------
    Stopped
        If there is nothing to bring back, or something has taken its place.
    """
    root = Path(converter.coursedir.root)
    with chdir(root), Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as gradebook:
        found = sorted((root / REMOVED / student).glob(f"*/{MARKS}")) if not door.refusal(student) else []
        if not found:
            raise Stopped(f"There is nothing of a student {shown(student)!r} in {REMOVED}/.")
        if _row(gradebook, student) is not None:
            raise Stopped(f"{student} is in the gradebook. Take that one out first: `workbook term remove`.")
        aside = found[-1].parent
        known = json.loads(found[-1].read_bytes())
        folders = list(_folders(converter, student, aside))
        for folder in folders:
            if (root / folder.relative_to(aside)).exists():
                raise Stopped(f"{folder.relative_to(aside)} is there already. Move it away first.")
        missing = _enter(gradebook, student, known)
        for folder in folders:
            _move(folder, root / folder.relative_to(aside))
        # Kept under another name, not to be brought back twice.
        found[-1].rename(aside / f"restored {MARKS}")
    lost = f" Not in the gradebook any more, and so without marks: {', '.join(missing)}." if missing else ""
    return f"{student} is back, with {len(folders)} folders and all marks.{lost}"


def rename_in(converter: HardenedAutograde, old: str, new: str) -> str:
    """Give a student of a course another name, and return what was done in words.

    Raises
    ------
    Stopped
        If the course has no such student, or the name cannot be another's, or no student's.
    """
    root = Path(converter.coursedir.root)
    if why := door.refusal(new):
        raise Stopped(f"{shown(new)!r} is no name that a student may have: {why}")
    if old == new:
        raise Stopped(f"{shown(old)!r} has that name.")
    with chdir(root), Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as gradebook:
        # A name that is typed may be written in another way; one that must be renamed may be none.
        for name in dict.fromkeys((old, door.normal(old))):
            row, folders = _row(gradebook, name), list(_folders(converter, name))
            if row is not None or folders:
                old = name
                break
        else:
            raise Stopped(f"There is no student {shown(old)!r} in the gradebook, nor work of one.")
        to = {folder: _renamed(converter, folder, old, new) for folder in folders}
        if taken := [path for path in to.values() if path.exists()]:
            names = ", ".join(str(path.relative_to(root)) for path in taken)
            raise Stopped(f"{new} has work already: {names}. Two students cannot be made one; move one of them away.")
        other = _row(gradebook, new)
        if other is not None and other.submissions:
            raise Stopped(f"{new} is in the gradebook, with marks. Two students cannot be made one.")
        results = _results(converter, old) if row is not None else []
        for folder, place in to.items():
            _move(folder, place)
        for submission, of in results:
            _rewrite(converter, submission, new, of)
        if row is not None:
            if other is None:
                other = Student(id=new, **{key: getattr(row, key) for key in PERSON})
                gradebook.db.add(other)
                gradebook.db.flush()
            for handed_in in list(row.submissions):
                handed_in.student = other
            gradebook.db.flush()
            gradebook.db.delete(row)
            gradebook.db.commit()
            set_aside.rename(root, old, new)
    named = [file for file in (calendar.FILE, EXCUSES) if _names(root / file, old)]
    known = f"What comes under the name {old} is another student's; rename it where it comes from, too."
    if row is not None:
        known = (
            f"{set_aside.RENAMED} keeps that: a roster and a platform's archive may still say {old}. In the exchange "
            f"{old} is another student."
        )
    follow = f" {old} still stands in {' and '.join(named)}: write {new} there, or it counts no more." if named else ""
    return (
        f"{old} is {new} from now on: in {len(to)} folders{' and the gradebook' if row is not None else ''}. {known}"
        f"{follow}"
    )


def _row(gradebook: Gradebook, student: str) -> Any:
    with suppress(MissingEntry):
        return gradebook.find_student(student)
    return None


def _names(path: Path, student: str) -> bool:
    """Whether a file that a person has written speaks of a student."""
    with suppress(OSError):
        text = door.normal(path.read_text(encoding="utf-8-sig", errors="replace"))
        return re.search(rf"(?<![\w.@+-]){re.escape(student)}(?![\w.@+-])", text) is not None
    return False


def _steps(converter: HardenedAutograde) -> tuple[str, ...]:
    directory = converter.coursedir
    return (directory.submitted_directory, directory.autograded_directory, directory.feedback_directory, "results")


def _folders(converter: HardenedAutograde, student: str, root: Path | None = None) -> Iterator[Path]:
    """Yield a student's folders, one for each assignment and step: of the course, or set aside below a root."""
    directory = converter.coursedir
    if student in ("", ".", "..") or {"/", os.sep} & set(student):
        return
    for step in _steps(converter):
        # As `format_path` says it, but for the root.
        pattern = directory.directory_structure.format(
            nbgrader_step=glob.escape(step), student_id=glob.escape(student), assignment_id="*"
        )
        base = glob.escape(str(root or directory.root))
        yield from map(Path, sorted(glob.glob(os.path.join(base, pattern))))


def _renamed(converter: HardenedAutograde, folder: Path, old: str, new: str) -> Path:
    """Return a folder's path with another student's name."""
    directory = converter.coursedir
    for step in _steps(converter):
        if Path(directory.format_path(step, old, folder.name)) == folder:
            return Path(directory.format_path(step, new, folder.name))
    raise Stopped(f"{folder} is not where c.CourseDirectory.directory_structure says.")


def _move(folder: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    folder.rename(to)
    with suppress(OSError):
        folder.parent.rmdir()


def _results(converter: HardenedAutograde, student: str) -> list[tuple[Submission, Any]]:
    """Return a student's submissions of which there is a result that holds, each with its result."""
    found = []
    with Gradebook(converter.coursedir.db_url, converter.coursedir.course_id) as gradebook:
        names = [s.assignment.name for s in gradebook.find_student(student).submissions]
    for name in names:
        converter.coursedir.assignment_id = name
        try:
            course = Course(converter)
        except Stopped:
            continue  # it has changed, and is graded again in any case
        for notebook in course.notebooks:
            submission = Submission(converter, course, student, notebook)
            result = batch.kept(submission.result_path(submission.job()))
            if result is not None:
                found.append((submission, result))
    return found


def _rewrite(converter: HardenedAutograde, submission: Submission, new: str, result: Any) -> None:
    """Let a result be another student's, whose folders are those of before: it need not be made again."""
    there = Submission(converter, submission.course, new, submission.notebook)
    job = there.job()
    batch.keep(there.result_path(job), to_json(replace(result, student=new)))
    batch.keep(there.made_of_path, json.dumps(made_of(job)).encode())
    for old in there.result_files():
        if old != there.result_path(job):
            old.unlink()


def _known(row: Any) -> dict[str, Any]:
    """Return all that a gradebook knows of a student."""
    if row is None:
        return {}
    return {
        "student": {key: getattr(row, key) for key in PERSON},
        "submissions": [
            {
                "assignment": submission.assignment.name,
                "timestamp": submission.timestamp and submission.timestamp.isoformat(),
                "extension": submission.extension and submission.extension.total_seconds(),
                "notebooks": {
                    notebook.name: {
                        "late_submission_penalty": notebook.late_submission_penalty,
                        "grades": {g.name: {key: getattr(g, key) for key in GRADE} for g in notebook.grades},
                        "comments": {c.name: {key: getattr(c, key) for key in COMMENT} for c in notebook.comments},
                    }
                    for notebook in submission.notebooks
                },
            }
            for submission in row.submissions
        ],
    }


def _enter(gradebook: Gradebook, student: str, known: dict[str, Any]) -> list[str]:
    """Bring back what `_known` has returned, and return the names of what the gradebook has no place for any more."""
    missing: list[str] = []
    if not known:
        return missing
    gradebook.add_student(student, **known["student"])
    for kept in known["submissions"]:
        name = kept["assignment"]
        try:
            submission = gradebook.add_submission(name, student)
        except MissingEntry:
            missing.append(name)
            continue
        submission.timestamp = kept["timestamp"] and datetime.fromisoformat(kept["timestamp"])
        submission.extension = None if kept["extension"] is None else timedelta(seconds=kept["extension"])
        places = {notebook.name: notebook for notebook in submission.notebooks}
        for notebook_name, said in kept["notebooks"].items():
            notebook = places.get(notebook_name)
            if notebook is None:
                missing.append(f"{name}/{notebook_name}")
                continue
            notebook.late_submission_penalty = said["late_submission_penalty"]
            for rows, values in ((notebook.grades, said["grades"]), (notebook.comments, said["comments"])):
                by_name = {row.name: row for row in rows}
                missing += [f"{name}/{notebook_name}/{cell}" for cell in values if cell not in by_name]
                for cell, row in by_name.items():
                    for key, value in values.get(cell, {}).items():
                        setattr(row, key, value)
        gradebook.db.commit()
    return missing


def _quoted(student: str) -> str:
    return student if student.isalnum() else f'"{student}"'
