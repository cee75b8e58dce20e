"""The folder of the played term: an instructor's course, an exchange, and what two platforms give and take back."""

import csv
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import nbformat
from nbgrader.api import Gradebook

from workbook import ROOT
from workbook.term import gradebook
from workbook.term.demo.assignment import CANVAS, EXCHANGE, MOODLE, NAME, STUDENTS, Student, filled, source

COURSE = "played"
SETTINGS = """\
import sys

sys.path.insert(0, {root!r})
from workbook.term import settings

c = get_config()
c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "notebooks"
settings.use(c)
c.Exchange.root = {exchange!r}
c.ExchangeCollect.check_owner = False  # here one user of the machine hands in for all
"""
OF_STUDENT = """\
c = get_config()
c.CourseDirectory.course_id = {course!r}
c.CourseDirectory.student_id = {student!r}
c.Exchange.root = {exchange!r}
"""
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments"
)
ZONE = ZoneInfo("Europe/Berlin")
LATE = timedelta(hours=20)
MOST_LINES = 5
# Lines that say that all goes as it should, and the bar of progress.
QUIET = re.compile(r"^\[.*\| (?:INFO|DEBUG)\]|it/s\]|submission/s|s/submission")


class Wrong(Exception):
    """Something is not as it must be; the text says what."""


class Played:
    """The course in a folder, and what is done in it."""

    def __init__(self, folder: Path):
        self.folder, self.course, self.exchange = folder, folder / "course", folder / "exchange"
        self.given = folder / "platforms"
        """What Moodle and Canvas gave the instructor."""
        self.log = folder / "log.txt"
        self.environment = os.environ | {
            # nbgrader calls `alembic` by its name.
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
            # The settings of whoever plays this stay out of it.
            "JUPYTER_CONFIG_DIR": str(folder / "settings"),
        }
        for variable in ("WORKBOOK_EFFORT", "WORKBOOK_WORK"):
            self.environment.pop(variable, None)
        now = datetime.now(ZONE).replace(minute=0, second=0, microsecond=0, tzinfo=None)
        self.due = (now + timedelta(days=1)).replace(hour=18)
        self.must: dict[str, float] = {}
        """What each student must have."""

    def make(self) -> None:
        """Make the folders, the settings and the source."""
        for folder in (self.course, self.exchange, self.given):
            folder.mkdir(parents=True)
        # All students must be able to add to it.
        self.exchange.chmod(0o777)
        text = SETTINGS.format(course=COURSE, root=str(ROOT), exchange=str(self.exchange))
        (self.course / "nbgrader_config.py").write_text(text, encoding="utf-8")
        for student in _of(EXCHANGE):
            place = self.place(student.id)
            place.mkdir(parents=True)
            text = OF_STUDENT.format(course=COURSE, student=student.id, exchange=str(self.exchange))
            (place / "nbgrader_config.py").write_text(text, encoding="utf-8")
        self.write_source()

    def write_source(self, names: tuple[str, ...] = ("mean", "spread"), slip: bool = True) -> None:
        """Write the instructor's notebook."""
        path = self.course / "solutions" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(source(names, slip), path)

    def place(self, student: str) -> Path:
        """Return a student's own folder."""
        return self.folder / "students" / student

    # --- commands ---

    def run(self, line: str, *, student: str = "", status: int = 0, whole: bool = False) -> str:
        """Run a command as it is typed at the top of the course, or in a student's folder; show it, and what it says.

        Of much that it says, the beginning and the end are shown, unless the `whole` is wanted.

        Raises
        ------
        Wrong
            If it ends with another status.
        """
        place = self.place(student) if student else self.course
        print(f"    {student or 'course'}$ {line}", flush=True)
        program, *arguments = shlex.split(line)
        # nbgrader keeps a copy of what a user submitted there, and fetches feedback by it.
        environment = self.environment | {"JUPYTER_DATA_DIR": str(place / "jupyter")}
        done = subprocess.run(
            [sys.executable, "-m", program, *arguments],
            cwd=place,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        with self.log.open("a", encoding="utf-8") as log:
            log.write(f"{student or 'course'}$ {line}\n{done.stdout}[status {done.returncode}]\n\n")
        if done.returncode != status:
            raise Wrong(f"`{line}` ended with status {done.returncode}, not {status}. It said:\n{done.stdout}")
        told = [text for text in map(_plain, done.stdout.splitlines()) if text]
        if len(told) > MOST_LINES and not whole:
            # The last ones sum up.
            told[2:-2] = [f"… {len(told) - 4} lines more"]
        for text in told:
            print(f"        {text.replace(f'{self.folder}{os.sep}', '')}")
        return done.stdout

    def answers(self, student: Student, right: str | None = None) -> bytes:
        """Return the notebook that a student hands in, as it is released at the moment."""
        release = nbformat.read(self.course / "notebooks" / NAME / f"{NAME}.ipynb", as_version=4)
        return filled(release, student.right if right is None else right, student.words)

    def hand_in(self, student: Student, right: str | None = None) -> None:
        """Fetch, fill in and submit, as a student of the exchange does."""
        path = self.place(student.id) / NAME / f"{NAME}.ipynb"
        again = path.exists()
        if again:
            print(f"    ({student.id} puts the notebook of before aside, and copies the answers over.)")
            path.rename(self.place(student.id) / "before.ipynb")
        self.run(f"nbgrader fetch_assignment {NAME}{' --replace' * again}", student=student.id)
        path.write_bytes(self.answers(student, right))
        self.run(f"nbgrader submit {NAME}", student=student.id)

    # --- what the platforms give ---

    def write_roster(self) -> None:
        """Write the instructor's list of all students."""
        rows = [[s.id, s.first, s.last, s.email, s.number if s.platform == CANVAS else ""] for s in STUDENTS]
        (self.given / "people.csv").write_bytes(
            _table([["id", "first_name", "last_name", "email", "lms_user_id"], *rows])
        )

    def write_moodle(self, name: str, again: Mapping[str, str] | None = None) -> None:
        """Write an archive of Moodle's, and its grading worksheet; some have handed in again, with this right."""
        again = again or {}
        folders = {student: f"{student.first} {student.last}_{student.number}" for student in _of(MOODLE)}
        files = {
            f"{folder}_assignsubmission_file_/{NAME}.ipynb": self.answers(student, again.get(student.id))
            for student, folder in folders.items()
        }
        _zip(self.given / f"{name}.zip", files)
        self.write_worksheet(again)

    def write_worksheet(self, again: Iterable[str] = ()) -> None:
        """Write Moodle's grading worksheet, in which some have handed in again."""
        rows = [[*WORKSHEET.split(",")]]
        for student in _of(MOODLE):
            when = self.due + (LATE if student.late else -timedelta(hours=4 if student.id in again else 8))
            who = [f"Participant {student.number}", f"{student.first} {student.last}", student.email]
            handed_in = when.strftime("%A, %d %B %Y, %I:%M %p")
            rows.append([*who, "Submitted for grading", "", f"{self.possible():.2f}", "Yes", handed_in, "-", ""])
        (self.given / "Grades.csv").write_bytes(_table(rows))

    def write_canvas(self) -> None:
        """Write an archive of Canvas', of those who have handed in."""
        files = {}
        for student in (s for s in _of(CANVAS) if not s.absent):
            name = f"{student.last}{student.first}".replace("-", "").lower() + "_LATE" * student.late
            files[f"{name}_{student.number}_99{student.number}_{NAME}.ipynb"] = self.answers(student)
        _zip(self.given / "canvas.zip", files)

    def write_canvas_gradebook(self) -> None:
        """Write what Canvas exports of its gradebook."""
        rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01 Middle (812)"]]
        rows.append(["    Points Possible", "", "", "", "", f"{self.possible():.2f}"])
        rows += [[f"{s.last}, {s.first}", s.number, "", s.id, "8175", ""] for s in _of(CANVAS)]
        (self.given / "canvas.csv").write_bytes(_table(rows))

    def write_calendar(self, extension: str = "") -> None:
        """Write when the assignment is due."""
        lines = ['zone = "Europe/Berlin"', 'penalty = "1 point per day"', "", f"[{NAME}]"]
        lines += [f"due = {self.due}", f"late_until = {self.due + timedelta(days=7)}"]
        lines += ["", f"[{NAME}.extensions]", extension] if extension else []
        (self.course / "calendar.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        for text in lines:
            print(f"        {text}".rstrip())

    # --- marks ---

    def mark(self, student: str, points: float, question: str = "why") -> None:
        """Give a mark by hand, as formgrader's page writes it into the gradebook."""
        with Gradebook(self.database, COURSE) as book:
            grade = book.find_grade(question, NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = points, False
            book.db.commit()

    def marks(self) -> tuple[dict[str, float], set[str]]:
        """Return what each student has, less the penalty, and of whom a mark waits for a person."""
        with gradebook.opened(self.database) as session:
            entries = gradebook.entries(session, NAME) if session else {}
        scores = {who: max(0.0, entry.score - entry.penalty) for who, entry in entries.items()}
        return scores, {who for who, entry in entries.items() if any(s.waiting for s in entry.sheets.values())}

    def possible(self) -> float:
        """Return what the assignment is worth."""
        with gradebook.opened(self.database) as session:
            return sum(listed.possible for listed in gradebook.assignments(session)) if session else 0.0

    def see(self, waiting: Iterable[str] = (), /, **changed: float) -> None:
        """Look whether all have the marks that they had, but for those that changed, and who waits for a person.

        Raises
        ------
        Wrong
            If a mark is another, or somebody waits who should not.
        """
        self.must |= changed
        scores, asked = self.marks()
        for student in sorted({*self.must, *scores}):
            has, must = scores.get(student), self.must.get(student)
            if has != must:
                raise Wrong(f"{student} has {_said(has)}, and must have {_said(must)}.")
        if asked != set(waiting):
            raise Wrong(f"A person is asked about {_named(asked)}, and must be asked about {_named(waiting)}.")
        shown = ", ".join(f"{student} {points:g}" for student, points in changed.items())
        print(f"    Seen: {f'{shown} points; all others as before' if shown else 'all marks are as before'}.")

    @property
    def database(self) -> str:
        """The gradebook's address."""
        return f"sqlite:///{self.course / 'gradebook.db'}"


def _of(platform: str) -> list[Student]:
    return [student for student in STUDENTS if student.platform == platform]


def _plain(line: str) -> str:
    """Return a line of a command's output as it is shown; nothing of those that only say that all goes well."""
    line = line.rpartition("\r")[2].rstrip()
    return "" if QUIET.search(line) else re.sub(r"^\[.*? \| (?:WARNING|ERROR)\] ", "", line)


def _said(points: float | None) -> str:
    return "no marks" if points is None else f"{points:g} points"


def _named(students: Iterable[str]) -> str:
    return ", ".join(sorted(students)) or "nobody"


def _table(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _zip(path: Path, files: Mapping[str, bytes]) -> None:
    with ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
