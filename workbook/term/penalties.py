"""Keep dates and penalties in the gradebook in step with marks and with `calendar.toml`.

nbgrader reckons a penalty once, when it autogrades, from the marks of that moment. Here it is reckoned again wherever
marks are read: before feedback, an export and a return, and by `workbook term penalties`. How it is reckoned stays the
business of nbgrader's plugin (`c.AssignLatePenalties.plugin_class`), which is `ByCalendar` unless a course sets
another. Where nothing says what lateness costs, a penalty in the gradebook is one that a person has written, and stays.
"""

import logging
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from nbgrader.apps import ExportApp, NbGrader
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties

from workbook.term import calendar as calendars
from workbook.term.calendar import Calendar, Unclear, lasting

SQLITE = "sqlite:///"
init_notebooks, init_plugin = GenerateFeedback.init_notebooks, ExportApp.init_plugin


def install() -> None:
    """Have nbgrader's feedback and export read penalties that follow the marks."""
    GenerateFeedback.init_notebooks = _init_notebooks
    ExportApp.init_plugin = _init_plugin


class ByCalendar(LateSubmissionPlugin):  # type: ignore[misc]
    """Takes what the calendar says; of an assignment that is not in it, what nbgrader's own plugin takes."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Return what is taken from a notebook's points, or None for nothing."""
        # All that asks plugins for a penalty is, or is made like, nbgrader's preprocessor.
        assignment = getattr(self.parent, "assignment_id", "")
        calendar = calendars.read(_root(self))
        if calendar is None or assignment not in calendar.entries:
            usual: float | None = super().late_submission_penalty(student_id, score, total_seconds_late)
            return usual
        submissions = self.parent.gradebook.find_student(student_id).submissions
        late = calendar.lateness(student_id, {s.name: s.timestamp for s in submissions}).get(assignment)
        if late is None:
            return None
        whole = next(s.score for s in submissions if s.name == assignment)
        return calendar.penalty(assignment, late, score, score / whole if whole else 1) or None


class KeptPenalties(AssignLatePenalties):  # type: ignore[misc]
    """nbgrader's step of grading, which sets a penalty to 0 and gives a new one, where there is something to give."""

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Reckon the penalty of a notebook, if anything says how."""
        self.assignment_id = resources["nbgrader"]["assignment"]
        self.init_plugin()
        if reckons(self.plugin_inst, self.assignment_id):
            nb, resources = super().preprocess(nb, resources)
        return nb, resources


def reckons(plugin: LateSubmissionPlugin, assignment: str) -> bool:
    """Whether a course says what lateness costs: in its calendar, by nbgrader's setting, or by a plugin of its own."""
    if type(plugin) not in (ByCalendar, LateSubmissionPlugin) or plugin.penalty_method != "none":
        return True
    calendar = calendars.read(_root(plugin)) if isinstance(plugin, ByCalendar) else None
    return calendar is not None and assignment in calendar.entries


def _root(plugin: LateSubmissionPlugin) -> Path:
    """Return the folder of the course for which nbgrader made a plugin."""
    above = plugin.parent
    while above is not None:
        if coursedir := getattr(above, "coursedir", None):
            return Path(coursedir.root)
        above = above.parent
    return Path(CourseDirectory(config=plugin.config).root)


def agree(gradebook: Gradebook, calendar: Calendar) -> list[str]:
    """Give the gradebook the calendar's due dates and extensions, and say in sentences what changed."""
    changed: list[str] = []
    for name, entry in calendar.entries.items():
        try:
            assignment = gradebook.find_assignment(name)
        except MissingEntry:
            continue
        if assignment.duedate != entry.due:
            was = f"; the gradebook had {calendar.shown(assignment.duedate)}" if assignment.duedate else ""
            changed.append(f"{name}: due {calendar.shown(entry.due)}{was}.")
            assignment.duedate = entry.due
        changed += [line for submission in assignment.submissions for line in _extend(submission, calendar)]
    gradebook.db.commit()
    return changed


def dated(
    gradebook: Gradebook,
    assignment: str,
    student: str,
    when: datetime | None,
    calendar: Calendar | None,
    log: logging.Logger,
) -> None:
    """Enter when a submission was handed in, also if that is not known, and say whether it is late."""
    before = None
    with suppress(MissingEntry):
        before = gradebook.find_submission(assignment, student).timestamp
    # Also where there is none: the date of an earlier hand-in is not this one's.
    submission = gradebook.update_or_create_submission(assignment, student, timestamp=when)
    for line in _extend(submission, calendar):
        log.info("%s", line)
    gradebook.db.commit()
    if before is not None and when is None:
        log.warning(
            "%s, %s: it had a date (%s UTC), and has none now; it counts as in time.", student, assignment, before
        )
    if (seconds := _seconds_late(submission)) > 0:
        shown = calendar.shown(submission.duedate) if calendar else f"{submission.duedate} UTC"
        log.warning("%s, %s: handed in %s late; it was due %s.", student, assignment, lasting(seconds), shown)


def follow(coursedir: CourseDirectory, parent: Any, kept: list[str] | None = None) -> list[str]:
    """Bring dates, extensions and penalties of all submissions up to date; return in sentences what changed.

    `parent` is of nbgrader's, and has the course's settings. Penalties that a person has written are named in `kept`.

    Raises
    ------
    Unclear
        If the calendar cannot be understood.
    """
    calendar = calendars.read(Path(coursedir.root))
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        changed = agree(gradebook, calendar) if calendar else []
        punished = gradebook.db.query(SubmittedNotebook).filter(SubmittedNotebook.late_submission_penalty > 0)
        with_penalty = {notebook.assignment_id for notebook in punished}
        for submission in gradebook.db.query(SubmittedAssignment).all():
            if _seconds_late(submission) > 0 or submission.id in with_penalty:
                step = AssignLatePenalties(parent=parent)
                step.gradebook, step.assignment_id, step.student_id = gradebook, submission.name, submission.student_id
                step.init_plugin()
                if reckons(step.plugin_inst, submission.name):
                    changed += _penalise(gradebook, submission, step)
                elif kept is not None and submission.id in with_penalty:
                    kept.append(f"{submission.student_id}, {submission.name}: {submission.late_submission_penalty:g}")
    return changed


def _penalise(gradebook: Gradebook, submission: SubmittedAssignment, step: AssignLatePenalties) -> Iterator[str]:
    """Give each notebook of a submission the penalty that nbgrader would give it now."""
    seconds = _seconds_late(submission)
    for notebook in submission.notebooks:
        penalty = None
        if seconds > 0:
            penalty = step.plugin_inst.late_submission_penalty(submission.student_id, notebook.score, seconds)
            penalty = step._check_late_penalty(notebook, penalty) if penalty is not None else None
        before = notebook.late_submission_penalty or 0
        if abs((penalty or 0) - before) > 1e-9:
            notebook.late_submission_penalty = penalty
            gradebook.db.commit()
            where = f"{submission.student_id}, {notebook.name}"
            yield f"{where}: the penalty for lateness is {penalty or 0:g}; it was {before:g}."


def _extend(submission: SubmittedAssignment, calendar: Calendar | None) -> Iterator[str]:
    """Give a submission its student's extension by the calendar."""
    entry = calendar.entries.get(submission.name) if calendar else None
    if calendar is None or entry is None:
        return
    due = entry.due_for(submission.student_id)
    extension = due - entry.due or None
    if (submission.extension or None) == extension:
        return
    where = f"{submission.student_id}, {submission.name}"
    if extension is None:
        was = lasting(submission.extension / timedelta(seconds=1))
        yield f"{where}: the extension of {was} in the gradebook is not in {calendars.FILE}, and counts no longer."
    else:
        yield f"{where}: due {calendar.shown(due)}."
    submission.extension = extension


def _seconds_late(submission: SubmittedAssignment) -> float:
    # Of an assignment without a due date, nbgrader cannot add an extension to it.
    late: float = submission.total_seconds_late if submission.assignment.duedate else 0.0
    return late


def _init_notebooks(converter: GenerateFeedback) -> None:
    try:
        changed = follow(converter.coursedir, converter)
    except Unclear as error:
        converter.log.error("%s", error)
        raise NbGraderException(str(error)) from None
    for line in changed:
        converter.log.warning("%s", line)
    init_notebooks(converter)


def _init_plugin(app: ExportApp) -> None:
    try:
        changed = follow(app.coursedir, app)
    except Unclear as error:
        app.fail(str(error))
    for line in changed:
        app.log.warning("%s", line)
    init_plugin(app)


def recompute() -> int:
    """Print what changes in the gradebook of the course in the working folder, and return the exit status."""
    app = NbGrader(log_level=logging.WARNING)
    app.initialize([])
    kept: list[str] = []
    try:
        changed = follow(app.coursedir, app, kept)
    except Unclear as error:
        print(error, file=sys.stderr)
        return 1
    for line in changed:
        print(line)
    if kept:
        print(f"Left as somebody has written them, for nothing here says what lateness costs: {'; '.join(kept)}.")
    print(f"{len(changed)} change{'s' * (len(changed) > 1)}." if changed else "Penalties are those of the marks.")
    return 0


def show() -> int:
    """Print the calendar of the course in the working folder, and enter its dates into the gradebook.

    What may be a slip is named. Return the exit status.
    """
    app = NbGrader(log_level=logging.WARNING)
    app.initialize([])
    root = Path(app.coursedir.root)
    try:
        calendar = calendars.read(root)
    except Unclear as error:
        print(error, file=sys.stderr)
        return 1
    if calendar is None:
        print(f"There is no {root / calendars.FILE}: due dates are those in the gradebook, in UTC.")
        return 0
    for line in calendar.lines():
        print(line)
    url = app.coursedir.db_url
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists():
        print("There is no gradebook yet.")
        return 0
    with Gradebook(url, app.coursedir.course_id) as gradebook:
        changed = agree(gradebook, calendar)
        slips = list(_slips(app.coursedir, gradebook, calendar))
    for line in changed:
        print(f"In the gradebook now: {line}")
    if changed:
        print("`workbook term penalties` brings penalties up to date; feedback, export and return do so by themselves.")
    for line in slips:
        print(f"Look: {line}")
    return 1 if slips else 0


def _slips(directory: CourseDirectory, gradebook: Gradebook, calendar: Calendar) -> Iterator[str]:
    students = {student.id for student in gradebook.students}
    known = {assignment.name for assignment in gradebook.assignments}
    for name, entry in calendar.entries.items():
        source = Path(directory.format_path(directory.source_directory, ".", name))
        if name not in known and not source.is_dir():
            yield f"there is no assignment {name}."
        for student in entry.extensions:
            if students and student not in students:
                yield f"{name}: the gradebook has no student {student!r}, who has an extension."
    for name in sorted(known - set(calendar.entries)):
        yield f"{name} is in the gradebook, and has no dates here."
