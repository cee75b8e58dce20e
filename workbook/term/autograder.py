"""nbgrader's autograde, with this course's way of running and judging submissions in the place of its own.

`nbgrader autograde` and formgrader's button make an `Autograde` converter each. Its lists of preprocessors and its
exporter can be set, but before any of these is asked, nbgrader copies every file of a submission to ``autograded/``,
opens whatever stands at the notebook's name, and ends the whole batch at one notebook in an old format. So the
converter itself is replaced: `nbgrader_config.py` calls `install`, and `HardenedAutograde` does for courses that enable
it what is below, and nbgrader's own work for all others.

Marks, late penalties and the gradebook are nbgrader's own: its preprocessors read the marks from the graded notebook.
"""

import contextlib
import glob
import json
import logging
import os
import re
import shutil
import sys
import traceback
import warnings
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import nbformat
from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from nbgrader.apps import api, autogradeapp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import CheckCellMetadata
from sqlalchemy.exc import OperationalError, SAWarning
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm
from traitlets import Bool

from workbook.grading import batch, workers
from workbook.grading.batch import Job, Stopped
from workbook.grading.rebuild.submitted import shown
from workbook.grading.results import FAILED, GRADED, PERSON, Result, from_json, report
from workbook.term import beside, door, lock, marks, penalties
from workbook.term import calendar as calendars
from workbook.term.submissions import Course, Submission, feedback_secret, made_of

if TYPE_CHECKING:
    from workbook.grading.sandbox.wall import Zygote

UNEXECUTED = (
    "--no-execute: nothing is run, and nothing is judged here. The marks are those that the outputs in the submissions "
    "say, which their authors can write."
)
FAULT = "fault.txt"
NOT_DONE, DONE_BEFORE, KEPT = "not done", "done before", "kept"
OLDER, DATE, LOST = "older", "date", "lost"
# Why what was graded is not done; the first three are parts of `submissions.made_of`.
AGAIN = {
    "assignment": "{} graded by the assignment as it was before: graded again.",
    "grader": "{} graded by another version of the grader: graded again.",
    "submission": "{} handed in anew, or replaced: graded again.",
    OLDER: "{} graded before, but what was handed in, the assignment or the grader has changed: graded again.",
    DATE: "{} given another date of handing in: it is taken over.",
    LOST: "{} graded, but the gradebook or autograded/ has lost it: brought back from results/. Marks and comments by "
    "hand that were in a lost gradebook come back only with a copy of it.",
}
WORDS = {
    GRADED: "graded",
    KEPT: "taken from results/ without a new run",
    FAILED: "could not run to their end",
    PERSON: "need a person",
    NOT_DONE: "not done",
    DONE_BEFORE: "done before (--force does them again)",
}


class Made(NamedTuple):
    """Where a result is kept, and how it came there."""

    path: Path
    of: dict[str, str]
    """As `submissions.made_of` says it."""
    fresh: bool
    """Whether it was made in this run."""


def install() -> None:
    """Put `HardenedAutograde` where nbgrader's command and formgrader look for their converter."""
    autogradeapp.Autograde = HardenedAutograde
    api.Autograde = HardenedAutograde


class HardenedAutograde(Autograde):
    """nbgrader's Autograde: rebuilds submissions, runs them behind walls, and judges them outside."""

    enabled = Bool(False, help="Whether to grade this way; otherwise as nbgrader does").tag(config=True)

    opener = staticmethod(batch.walled)
    zygote: "Zygote | None" = None
    """A fork server for `opener`, if one has been started."""
    workers = os.cpu_count() or 1
    scheduler = ""
    again = False
    """Whether to grade again what has a result."""
    progress = False
    summary = ""
    dates: calendars.Calendar | None = None

    # Fixed: a course's own list for nbgrader's way would run the notebook here.
    saving = (marks.SaveMarks, penalties.KeptPenalties, CheckCellMetadata)

    def start(self) -> None:
        """Grade the submissions that match `coursedir`'s student and assignment, and bring the marks into nbgrader.

        Raises
        ------
        NbGraderException
            At the end, if not all marks are final; before it, if nothing can be graded. The reasons are in the log.
        """
        if not self.enabled:
            super().start()
            return
        if not self.config.Execute.get("enabled", True):
            self.log.warning(UNEXECUTED)
            super().start()
            return
        # nbgrader's own use of SQLAlchemy, which is harmless and says nothing to who grades.
        warnings.filterwarnings("ignore", category=SAWarning)
        try:
            with contextlib.chdir(self.coursedir.root), self._alone(), workers.interruptible():
                outcomes = self._grade_all()
        except (Stopped, OperationalError) as error:
            sentence = str(error) if isinstance(error, Stopped) else _hopeless(error)
            if isinstance(error, Stopped) and error.trace:
                sentence += self._kept(Path(self.coursedir.format_path("results", ".", FAULT)), error.trace)
            self.log.error("%s", sentence)
            raise NbGraderException(sentence) from None
        counts = ", ".join(f"{outcomes[key]} {words}" for key, words in WORDS.items() if outcomes[key])
        self.summary = f"{self.coursedir.assignment_id}: {counts or 'nothing to do'}."
        if outcomes[PERSON] or outcomes[NOT_DONE]:
            self.log.error("%s", self.summary)
            raise NbGraderException(self.summary)
        self.log.info("%s", self.summary)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep others from grading the assignment at the same time, or raise `Stopped`, which says who does."""
        directory, name = self.coursedir, self.coursedir.assignment_id
        if not os.path.isdir(directory.format_path(directory.source_directory, ".", name)):
            yield  # nothing will be graded
            return
        with lock.held(lock.file_of(directory, name), f"grading {name}", shared=directory.groupshared):
            yield

    def _grade_all(self) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        course = Course(self)
        self._read_calendar()
        todo = []
        why: Counter[str] = Counter()
        found = list(self._submissions(course))
        self._tell_twins({submission.student for submission in found})
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            for submission in found:
                if refusal := door.refusal(submission.student):
                    self.log.error(
                        "The folder %r is not named as a student is: %s `workbook term rename OLD NEW` renames it.",
                        submission.student,
                        refusal,
                    )
                    outcomes[NOT_DONE] += 1
                elif (language := submission.language) != "python":
                    self.log.error(
                        "%s, %s: it is for a kernel of %s; only notebooks in Python are graded here. If it is in "
                        "Python, name the kernel in the assignment's own notebook.",
                        submission.student,
                        submission.notebook,
                        language,
                    )
                    outcomes[NOT_DONE] += 1
                elif self.force or self.again:
                    todo.append(submission)
                elif (undone := self._undone(gradebook, submission)) is not None:
                    todo.append(submission)
                    why[undone] += 1
                else:
                    outcomes[DONE_BEFORE] += 1
        for reason, words in AGAIN.items():
            if why[reason]:
                self.log.warning(words.format(f"{why[reason]} of {course.assignment} {_was(why[reason])}"))
        with contextlib.ExitStack() as stack:
            bar = stack.enter_context(tqdm(total=len(todo), unit="submission", disable=not self.progress))
            if self.progress:
                stack.enter_context(_above_the_bar(self.log))
            for submission, result, made in stack.enter_context(contextlib.closing(self._results(todo))):
                outcomes[self._bring_in(submission, result, made)] += 1
                bar.update()
                workers.heed_interrupt()
        return outcomes

    def _tell_twins(self, students: set[str]) -> None:
        """Name students whom a person may take for one, as an apostrophe written in two ways makes two of one."""
        alike: dict[str, list[str]] = {}
        for student in sorted(students):
            alike.setdefault(door.look(student), []).append(student)
        for twins in alike.values():
            if len(twins) > 1:
                names = " and ".join(map(ascii, twins))
                self.log.warning("%s look alike and are graded as %s students.", names, len(twins))

    def _read_calendar(self) -> None:
        """Read when work is due, and have the gradebook say the same."""
        try:
            self.dates = calendars.read(Path(self.coursedir.root))
        except calendars.Unclear as error:
            raise Stopped(str(error)) from None
        if self.dates:
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                for line in penalties.agree(gradebook, self.dates):
                    self.log.info("%s", line)

    def _submissions(self, course: Course) -> Iterator[Submission]:
        directory = self.coursedir.format_path
        submitted = self.coursedir.submitted_directory
        pattern = directory(submitted, "(?P<student>.*)", course.assignment, escape=True)
        excluded = self.coursedir.student_id_exclude.split(",")
        found = False
        for folder in sorted(_matching(directory(submitted, self.coursedir.student_id, course.assignment))):
            named = re.fullmatch(pattern, folder, re.DOTALL)
            if named is None or named["student"] in excluded:
                continue
            found = True
            student = self._properly_named(course, Path(folder), named["student"])
            folder = directory(submitted, student, course.assignment)
            missing = self._not_handed_in(course, Path(folder))
            if not os.listdir(folder):
                self.log.warning("%s is empty: there is nothing to grade.", folder)
                continue
            for name in course.notebooks:
                submission = Submission(self, course, student, name)
                if name not in missing or door.refusal(student) or self._is_marked(submission):
                    yield submission
                else:
                    self.log.warning("%s handed in no %s.ipynb: 0 points.", student, name)
                    self._nothing(submission)
        if not found:
            raise Stopped(f"There is no submission of {course.assignment} in {submitted}.")

    def _properly_named(self, course: Course, folder: Path, student: str) -> str:
        """Return the student's name in the form that the course keeps, and move what was handed in to that name."""
        name = door.normal(student)
        if name == student or door.refusal(name):
            return student
        directory = self.coursedir.format_path
        proper = Path(directory(self.coursedir.submitted_directory, name, course.assignment))
        if proper.exists() and not proper.samefile(folder):
            self.log.error(
                "%s and %s are one name, written in two ways. Keep one of the two folders.", ascii(student), ascii(name)
            )
            return student
        if not proper.exists():
            try:
                proper.parent.mkdir(parents=True, exist_ok=True)
                folder.rename(proper)
            except OSError as error:
                self.log.error("%s cannot be given the name %s: %s", folder, shown(name), error.strerror)
                return student
            with contextlib.suppress(OSError):
                folder.parent.rmdir()
            self.log.warning("%s is %s from now on: one name, written as it is elsewhere.", ascii(student), shown(name))
        return name

    def _not_handed_in(self, course: Course, folder: Path) -> set[str]:
        """Return the notebooks that are not in a folder, if nothing else there may be one of them."""
        present = {name for name in os.listdir(folder) if name.endswith(".ipynb")}
        missing = {name for name in course.all_notebooks if f"{name}.ipynb" not in present}
        # Something else may be one of them under another name, and none at all needs a person's look.
        return missing if present and len(present) == len(course.all_notebooks) - len(missing) else set()

    def _nothing(self, submission: Submission) -> None:
        """Give no points for a notebook that was not handed in, as nbgrader does, and keep none from before."""
        submission.autograded.unlink(missing_ok=True)
        where = (submission.notebook, submission.assignment, submission.student)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            self._know(gradebook, submission)
            gradebook.update_or_create_submission(submission.assignment, submission.student)
            for grade in gradebook.find_submission_notebook(*where).grades:
                grade.auto_score, grade.needs_manual_grade = 0, False
            gradebook.db.commit()

    def _know(self, gradebook: Gradebook, submission: Submission) -> None:
        """Enter a student into the gradebook, or refuse one that is not in it."""
        if self.create_student:
            # Where another process has entered the student a moment ago, that is found below.
            with contextlib.suppress(InvalidEntry):
                gradebook.update_or_create_student(submission.student)
                return
        try:
            gradebook.find_student(submission.student)
        except MissingEntry:
            raise Stopped(
                f"No student with ID {submission.student!r} is in the gradebook, and Autograde.create_student is off. "
                f"Run `nbgrader db student add {submission.student}`."
            ) from None

    def _undone(self, gradebook: Gradebook, submission: Submission) -> str | None:
        """Return why a submission is not done, or None if it is: of the reasons in `AGAIN`, or "" for any other.

        It is done if there is a result of just this submission, this assignment and this grader, and nbgrader has it:
        in the gradebook, and in ``autograded/``. There, as for nbgrader, the folder says so; the notebook in it, where
        that is graded by itself.
        """
        if submission.saving_path.exists():
            return ""
        job = submission.job()
        result = batch.kept(submission.result_path(job))
        if result is None:
            made, now = submission.made_of(), made_of(job)
            changed = [part for part in AGAIN if part in made and made[part] != now.get(part)]
            return next(iter(changed), OLDER if not made and submission.result_files() else "")
        where = (submission.notebook, submission.assignment, submission.student)
        graded = nbformat.from_dict(result.notebook)
        by_itself = self.coursedir.notebook_id != "*"
        there = submission.autograded if by_itself else submission.autograded.parent
        if not there.exists() or not marks.in_gradebook(gradebook, *where, graded):
            return LOST
        if gradebook.find_submission(*where[1:]).timestamp != door.handed_in(submission.folder)[0]:
            return DATE
        return None if not result.faulty or self._is_settled(submission, result) else ""

    def _is_marked(self, submission: Submission) -> bool:
        """Whether a person has given points for the notebook, as it was handed in before."""
        with (
            contextlib.suppress(MissingEntry),
            Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook,
        ):
            found = gradebook.find_submission_notebook(submission.notebook, submission.assignment, submission.student)
            return any(grade.manual_score or grade.extra_credit for grade in found.grades)
        return False

    def _is_settled(self, submission: Submission, result: Result) -> bool:
        """Whether a person has marked what the grader could not judge."""
        faulty = {name for name, check in result.checks.items() if check.fault}
        with (
            contextlib.suppress(MissingEntry),
            Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook,
        ):
            found = gradebook.find_submission_notebook(submission.notebook, submission.assignment, submission.student)
            return not any(grade.needs_manual_grade for grade in found.grades if grade.name in faulty)
        return False

    def _results(self, todo: list[Submission]) -> Generator[tuple[Submission, Result, Made], None, None]:
        """Yield the submissions with their results: first those that were ready, then the others as they are done."""
        waiting = []
        for submission in todo:
            job = submission.job()
            path = submission.result_path(job)
            result = None if self.again else batch.kept(path)
            # What the grader could not judge may succeed at another time.
            if result is not None and not result.faulty:
                yield submission, result, Made(path, made_of(job), fresh=False)
            else:
                waiting.append(submission)
        if not waiting:
            return
        of = {(s.student, s.notebook): s for s in waiting}
        # Read once more when it is their turn, so that they are not all in memory.
        jobs = (submission.job() for submission in waiting)
        crew = min(self.workers, len(waiting))
        light = not any(s.course.uses_tensorflow for s in waiting)
        run = workers.run(jobs, self.opener, crew, self.scheduler, self.zygote, light=light)
        with contextlib.closing(run) as done:
            for job, data in done:
                submission = of[job.student, job.notebook]
                self._keep(submission, job, data)
                yield submission, from_json(data), Made(submission.result_path(job), made_of(job), fresh=True)

    def _keep(self, submission: Submission, job: Job, data: bytes) -> None:
        """Write a result's file; older ones of the same notebook go when nbgrader has this one."""
        path = submission.result_path(job)
        try:
            batch.keep(submission.saving_path, b"")
            batch.keep(path, data)
        except OSError as error:
            raise Stopped(batch.FULL if batch.is_full(error) else f"{path} cannot be written: {error}.") from None

    def _kept(self, path: Path, trace: str) -> str:
        """Keep what Python said of a fault, and return a sentence, after a space, that says where."""
        try:
            batch.keep(path, trace.encode(errors="replace"))
        except OSError:
            return ""
        where = os.path.relpath(path, self.coursedir.root)
        return f" What Python said of it is in {where}, for whoever looks after the grader."

    def _bring_in(self, submission: Submission, result: Result, made: Made) -> str:
        """Bring a result into nbgrader, and return what became of the submission."""
        name = f"{submission.student}, {submission.notebook}"
        submission.fault_path.unlink(missing_ok=True)
        if result.trace:
            result = replace(result, notes=(*result.notes, self._kept(submission.fault_path, result.trace).strip()))
        before = submission.made_of()
        try:
            result, saved = self._save(submission, result, made)
        except Exception as error:
            if sentence := _hopeless(error):
                raise Stopped(sentence) from None
            where = self._kept(submission.fault_path, traceback.format_exc())
            self.log.error("%s: it was graded, but its marks could not be saved. Run this again.%s", name, where)
            return NOT_DONE
        for note in result.notes:
            self.log.info("%s: %s", name, note)
        # That another hand-in has other points is no news.
        if saved.changed and before.get("submission", made.of["submission"]) == made.of["submission"]:
            moved = ", ".join(f"{cell} {old:g} → {new:g}" for cell, (old, new) in saved.changed.items())
            self.log.warning("%s: the grader's points changed: %s.", name, moved)
        if result.outcome == PERSON and not saved.asked:
            self.log.info("%s: a person has looked at it.", name)
            return GRADED
        if result.outcome == GRADED:
            self.log.debug("%s: %s.", name, WORDS[GRADED if made.fresh else KEPT])
            return GRADED if made.fresh else KEPT
        words = "needs a person" if result.outcome == PERSON else "could not run to its end"
        self.log.warning("%s: %s. %s", name, words, " ".join(result.reasons))
        return result.outcome

    def _save(self, submission: Submission, result: Result, made: Made) -> tuple[Result, marks.Saved]:
        """Save marks and notebook, in this order, so that a kill in between is mended by the next run."""
        batch.keep(submission.saving_path, b"")
        seen = self._seen(submission, result, made)
        folder = submission.autograded.parent
        timestamp, why = door.handed_in(submission.folder)
        notebook = nbformat.from_dict(result.notebook)
        doubts: dict[str, str] = {}
        if "" not in result.doubts:
            doubts = beside.doubts(submission.folder, notebook, submission.course.all_notebooks)
        if why:
            doubts[""] = f"{doubts['']} {why}" if "" in doubts else why
        if doubts:
            reasons = (*result.reasons, *(f"{name}: {words}" if name else words for name, words in doubts.items()))
            joined = {n: f"{result.doubts[n]} {words}" if n in result.doubts else words for n, words in doubts.items()}
            result = replace(result, outcome=PERSON, reasons=reasons, doubts=result.doubts | joined)
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            self._know(gradebook, submission)
            penalties.dated(gradebook, submission.assignment, submission.student, timestamp, self.dates, self.log)
        notebook.cells[:0] = report(result)
        resources = self.init_single_notebook_resources(str(submission.folder / f"{submission.notebook}.ipynb"))
        resources["grading"], resources["seen"] = result, seen
        # Not through nbconvert's exporter, which would copy and validate the notebook again before each step.
        for step in self.saving:
            notebook, resources = step(parent=self)(notebook, resources)
        text = nbformat.writes(notebook) + "\n"
        _tidy(folder, {f"{name}.ipynb" for name in submission.course.all_notebooks})
        for name, content in (submission.course.given.files | submission.students_files()).items():
            batch.keep(folder / name, content)
        # What nbgrader needs to return feedback, and to see that there is a newer submission.
        if (stamp := door.stamp(submission.folder)) is not None:
            batch.keep(folder / "timestamp.txt", stamp.encode())
        if secret := feedback_secret(submission.folder):
            batch.keep(folder / "submission_secret.txt", secret)
        batch.keep(submission.autograded, text.encode())
        self.set_permissions(submission.assignment, submission.student)
        batch.keep(submission.made_of_path, json.dumps(made.of).encode())
        for old in submission.result_files():
            if old != made.path:
                old.unlink()
        submission.saving_path.unlink(missing_ok=True)
        return result, resources.get("saved", marks.Saved())

    def _seen(self, submission: Submission, result: Result, made: Made) -> marks.Seen:
        """Return what a person has seen who gave marks by hand: where ``autograded/`` has lost it, by older results."""
        before = marks.graded_notebook(submission.autograded)
        if before is None:
            older = submission.kept(but=made.path) or (None if made.fresh else result)
            if older is not None:
                before = nbformat.from_dict(older.notebook)
                before.cells[:0] = report(older)
        return marks.seen(before)


def command(
    assignment: str, student: str, workers: int, scheduler: str, force: bool, zygote: "Zygote | None" = None
) -> int:
    """Grade an assignment of the course in the working folder, with a progress bar, and return the exit status.

    With ``force`` also what is done already, and again even where there is a result. `zygote` is a fork server for the
    workers, if one has been started.
    """
    # Warnings only: more would come between the lines of the progress bar.
    app = autogradeapp.AutogradeApp(log_level=logging.WARNING)
    app.initialize([])
    app.coursedir.assignment_id, app.coursedir.student_id = assignment, door.normal(student)
    converter = HardenedAutograde(coursedir=app.coursedir, parent=app)
    converter.enabled = converter.progress = True
    converter.workers, converter.scheduler, converter.again, converter.zygote = workers, scheduler, force, zygote
    try:
        converter.start()
    except NbGraderException:
        return 1
    except KeyboardInterrupt:
        print("Stopped. What is done is kept: run the same command again to go on.", file=sys.stderr)
        return 130
    print(converter.summary)
    return 0


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


@contextlib.contextmanager
def _above_the_bar(log: logging.Logger) -> Iterator[None]:
    """Let a log's lines appear above a progress bar."""
    # tqdm's handler would show lines of all levels.
    level = max((handler.level for handler in log.handlers), default=logging.WARNING)
    with logging_redirect_tqdm([log]):
        for handler in log.handlers:
            handler.setLevel(max(handler.level, level))
        yield


def _matching(pattern: str) -> list[str]:
    """Return the folders that a path of nbgrader's, with a star for all students, stands for."""
    return [p for p in glob.glob(pattern) if os.path.isdir(p)]


def _hopeless(error: BaseException | None) -> str:
    """Say why nothing can be saved any more, or nothing if the next submission may be saved."""
    while error:
        # So SQLite and PostgreSQL say it, and nbgrader passes it on as errors of other kinds.
        if batch.is_full(error) or "disk is full" in str(error) or "No space left" in str(error):
            return batch.FULL
        if isinstance(error, OperationalError):
            again = " Another program writes into it just now: run this again." if "is locked" in str(error) else ""
            return f"The gradebook does not answer: {error.orig}.{again}"
        error = error.__cause__ or error.__context__
    return ""


def _tidy(folder: Path, keep: set[str]) -> None:
    """Take everything but these files out of a folder: nbgrader's own way copies whatever a student handed in."""
    folder.mkdir(parents=True, exist_ok=True)
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        elif entry.name not in keep or entry.is_symlink():
            os.unlink(entry.path)
