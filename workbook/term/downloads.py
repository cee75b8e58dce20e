"""Collect what Moodle, Canvas or another platform gave for an assignment: an archive, or a folder of its files.

Whose a file is, is said by what the platform wrote in front of its name, and by the roster in the gradebook. What a
student chose says only which notebook it is. Beside the results it is kept how the platform calls each student, so that
marks and pages find their way back.
"""

import json
import logging
import os
import re
import shlex
import shutil
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, tzinfo
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_notebooks

from workbook.grading import batch
from workbook.grading.rebuild.submitted import MAX_FILE, Unreadable, read_file, shown
from workbook.term import archives, aside, calendar, door
from workbook.term.gradesheets import Row, Worksheet
from workbook.term.platforms import (
    CANVAS,
    MOODLE,
    MOODLE_FOLDER,
    Handed,
    Which,
    is_notebook,
    person_key,
    read_name,
    safe_id,
    which,
)
from workbook.term.roster import Roster, of_gradebook, of_left
from workbook.term.sheet import NoTable

RECORD = "platform.json"
MAX_BESIDE = 20
LATE = "The platform marked it as late, and its archive has no times."


@dataclass(frozen=True)
class Record:
    """How a platform calls a student's submission."""

    platform: str
    number: str
    person: str
    way_back: str
    file_number: int = 0
    late: bool = False


@dataclass(frozen=True)
class Found:
    """A file of a download."""

    handed: Handed
    label: str
    """Where it was, to be shown."""
    file: str
    """What the student called it."""
    content: Path | None
    """A copy of it, if it may be wanted."""
    which: Which | None = None

    @property
    def data(self) -> bytes:
        """What is in it."""
        assert self.content is not None
        return self.content.read_bytes()

    @property
    def order(self) -> tuple[bool, int, int, bool]:
        """The greater, the newer: not by dates, which archives do not have, but by the platforms' numbers."""
        assert self.which is not None
        exact = self.file.casefold() == f"{self.which.notebook}.ipynb".casefold()
        return not self.which.copy, self.handed.file_number, self.which.attempt, exact


def collect(assignment: str, source: Path, worksheet: Path | None = None, zone: str = "") -> int:
    """Collect a download into ``submitted/`` of the course in the working folder; return the exit status.

    From Moodle's grading `worksheet` come times, which are those of the `zone`, and addresses.
    """
    app = NbGrader(log_level=logging.WARNING)
    app.initialize([])
    try:
        collector = Collector(app.coursedir, assignment, _wanted(app, assignment))
        if worksheet:
            collector.read_worksheet(Worksheet(worksheet), _zone(app.coursedir, zone))
        with tempfile.TemporaryDirectory() as folder:
            collector.collect(source, Path(folder))
    except (NoTable, calendar.Unclear, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    for line in collector.notes:
        print(line)
    for line in collector.left_out:
        print(f"Not collected: {line}", file=sys.stderr)
    print(collector.summary)
    return 1 if collector.left_out else 0


def records(coursedir: CourseDirectory, assignment: str) -> dict[str, Record]:
    """Return how a platform calls each student's submission of an assignment."""
    found = {}
    folder = Path(coursedir.root) / "results"
    for path in sorted(folder.glob(f"*/{assignment}/{RECORD}")):
        if record := read_record(path):
            found[path.parents[1].name] = record
    return found


def read_record(path: Path) -> Record | None:
    """Return a record that was kept, or None if there is none that can be read."""
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


class Collector:
    """Collects one download of an assignment; what is to be said about it is kept in `notes` and `left_out`."""

    def __init__(self, coursedir: CourseDirectory, assignment: str, wanted: frozenset[str] = frozenset()):
        self.directory, self.assignment, self.wanted = coursedir, assignment, wanted
        self.notebooks = _notebooks(coursedir, assignment)
        self.notes: list[str] = []
        self.left_out: list[str] = []
        self.rows: dict[str, tuple[Row, datetime | None]] = {}
        self.counts: dict[str, int] = defaultdict(int)
        self.roster = Roster([])
        root = Path(coursedir.root)
        if not _is_missing(coursedir.db_url):
            with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
                self.roster = of_gradebook(gradebook, root)
        self.gone = of_left(root, self.roster)
        self.gone_numbers: dict[tuple[str, str], str] = {}
        """By platform and its number, who has left; Moodle's numbers are others in each assignment."""
        for path, student in aside.left_records(root, RECORD).items():
            record = read_record(path) if student in self.gone.people else None
            if record and record.number and (record.platform == CANVAS or path.parent.name == assignment):
                self.gone_numbers[record.platform, record.number] = student

    @property
    def summary(self) -> str:
        """What became of the download, in a line."""
        words = {"new": "new", "replaced": "newer than before", "unchanged": "as before", "older": "older than before"}
        counts = ", ".join(f"{self.counts[key]} {word}" for key, word in words.items() if self.counts[key])
        total = sum(self.counts.values())
        return f"{self.assignment}: {total} collected{f' ({counts})' if counts else ''}, {len(self.left_out)} not."

    def read_worksheet(self, sheet: Worksheet, zone: tzinfo) -> None:
        """Take from Moodle's grading worksheet who the participants are, and when they handed in."""
        for row in sheet.rows:
            when = None
            try:
                local = sheet.when(row)
                when = calendar.resolve(local, zone) if local else None
            except calendar.Unclear as error:
                self.left_out.append(f"a time: {error}")
            self.rows[row.number] = row, when

    def collect(self, source: Path, folder: Path) -> None:
        """Collect an archive or a folder; `folder` is an empty one for what is in it."""
        groups: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for found in self._files(source, folder):
            handed = found.handed
            key = handed.number or unicodedata.normalize("NFC", handed.person)
            groups[handed.platform, key].append(found)
        if not groups and not self.left_out:
            raise Unreadable(f"{source} has nothing that is called as a student's submission of {self.assignment} is.")
        whose: dict[str, list[list[Found]]] = defaultdict(list)
        for files in groups.values():
            if gone := self._gone(files[0].handed):
                self.notes.append(
                    f"{files[0].label}: of {gone}, who was taken out of the course; not collected. `workbook term "
                    f"restore {shlex.quote(gone)}` brings all back."
                )
                continue
            try:
                whose[self._student(files[0].handed)].append(files)
            except Unreadable as error:
                self.left_out.append(f"{files[0].label}: {error}")
        for student, of_one in sorted(self._told_apart(whose).items()):
            self._take(student, of_one)
        self._say_of_times(groups)

    def _files(self, source: Path, folder: Path) -> Iterator[Found]:
        """Yield the files of a download that are somebody's."""
        given = list(self._given(source, folder))
        strip = _wrappers([path for path, _, _ in given])
        for path, content, label in given:
            path = PurePosixPath(*path.parts[strip:])
            try:
                handed = read_name(path, self.notebooks)
                if handed is None:
                    if content:
                        raise Unreadable("it does not say in its name whose it is.")
                    continue
                if content and path.name.endswith(archives.ARCHIVES):
                    yield from self._unpacked(handed, content.read_bytes(), path.name, folder, label)
                else:
                    yield Found(handed, label, handed.file, content, which(handed.file, self.notebooks))
            except Unreadable as error:
                self.left_out.append(f"{label}: {error}")

    def _given(self, source: Path, folder: Path) -> Iterator[tuple[PurePosixPath, Path | None, str]]:
        """Yield the path of each file, where a copy of it is if it may be wanted, and how it is called in messages."""
        number = 0
        for name, read in _contents(source):
            if archives.NO_FILE.fullmatch(name):
                continue
            label, copy = shown(name, 200), None
            try:
                path = archives.checked(name)
                if self._may_be_wanted(path.name):
                    number += 1
                    copy = folder / str(number)
                    copy.write_bytes(read(MAX_FILE))
            except Unreadable as error:
                self.left_out.append(f"{label}: {error}")
            except Exception as error:  # what the readers of archives raise at bytes of a student's choice has no end
                self.left_out.append(f"{label}: it cannot be read ({shown(str(error), 200)}). Ask for it again.")
            else:
                yield path, copy, label

    def _may_be_wanted(self, name: str) -> bool:
        return is_notebook(name) or name.endswith(archives.ARCHIVES) or name in self.wanted

    def _unpacked(self, handed: Handed, data: bytes, name: str, folder: Path, label: str) -> list[Found]:
        """Return the notebooks in a student's own archive."""
        attempt = which(re.sub(r"\.(?:zip|tar\.gz|gz)$", "", handed.file), self.notebooks)
        room, unpacked = archives.MAX_UNPACKED, list[Found]()
        try:
            for entry in archives.entries(BytesIO(data), name, archives.MAX_FILES, room):
                inside = PurePosixPath(entry.name.replace("\\", "/")).name
                if archives.NO_FILE.fullmatch(entry.name) or not self._may_be_wanted(inside):
                    continue
                if inside.endswith(archives.ARCHIVES):
                    raise Unreadable("it has another archive inside; ask the student to hand in the notebook itself.")
                inside = str(archives.checked(inside))
                if any(found.file == inside for found in unpacked):
                    raise Unreadable(f"it has two files {inside} inside; ask the student which one counts.")
                content = entry.read(min(MAX_FILE, room))
                room -= len(content)
                copy = folder / f"{len(os.listdir(folder))}-inside"
                copy.write_bytes(content)
                named = which(inside, self.notebooks)
                if named and attempt:
                    named = replace(named, attempt=max(named.attempt, attempt.attempt))
                unpacked.append(Found(handed, label, inside, copy, named))
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(f"it cannot be read ({shown(str(error), 200)}). Ask for it again.") from None
        if not any(is_notebook(found.file) for found in unpacked):
            raise Unreadable("it has no notebook inside; ask the student to hand it in.")
        return unpacked

    def _student(self, handed: Handed) -> str:
        """Return who handed in, as this course names them.

        Raises
        ------
        Unreadable
            If that is not clear.
        """
        others, name = self._called(handed)
        if handed.platform == CANVAS and (known := self.roster.by_number.get(handed.number)):
            person = self.roster.people[known]
            named = person.first_name or person.last_name
            if name and named and known not in self.roster.called(name):
                raise Unreadable(
                    f"Canvas' number {handed.number} is that of {known} in the gradebook, who is called "
                    f"{shown(' '.join(filter(None, (person.first_name, person.last_name))))} there, and not "
                    f"{shown(name)}. If the name has changed, `workbook term roster FILE.csv` takes it from Canvas' "
                    f"newest gradebook. If {known} is somebody else, that number is wrong in the gradebook: the same "
                    "command corrects it. Then collect again."
                )
            return known
        plain = unicodedata.normalize("NFC", handed.person)
        if not handed.platform and (plain in self.roster.people or plain in self.roster.former):
            return self.roster.former.get(plain, plain)
        for found in (*map(self.roster.reached, others), self.roster.called(name) | self.gone.called(name)):
            if len(found) == 1:
                return next(iter(found))
            if found:
                who = " and ".join(f"{s}{', who has left,' * (s in self.gone.people)}" for s in sorted(found))
                raise Unreadable(
                    f"{who} are both called {shown(name)}. Of Moodle's, --worksheet tells them "
                    "apart by addresses; of Canvas', its numbers in the roster do."
                )
        if handed.platform == MOODLE and person_key(name) == "participant":
            # Where names are hidden from who marks, all have this one.
            return safe_id(f"{name} {handed.number}", handed.number, handed.platform)
        student = safe_id(name, handed.number, handed.platform)
        if self.roster.has_names:
            self.notes.append(f"{shown(name) or handed.number} is not in the roster; collected as {student!r}.")
        return student

    def _called(self, handed: Handed) -> tuple[tuple[str, ...], str]:
        """Return the addresses and the name of who handed in, as far as the platform says them."""
        row = self.rows[handed.number][0] if handed.platform == MOODLE and handed.number in self.rows else None
        return (row.others, row.name or handed.person) if row else ((), handed.person)

    def _gone(self, handed: Handed) -> str:
        """Return who handed in, if it is one who was taken out of the course; nothing for all others."""
        plain = unicodedata.normalize("NFC", handed.person)
        if not handed.platform:
            return plain if plain in self.gone.people else ""
        by_number = self.gone_numbers.get((handed.platform, handed.number))
        if handed.platform == CANVAS:
            if handed.number in self.roster.by_number:
                return ""
            by_number = by_number or self.gone.by_number.get(handed.number)
        if by_number:
            return by_number
        others, name = self._called(handed)
        for other in others:
            if self.roster.reached(other):
                return ""
            if len(found := self.gone.reached(other)) == 1:
                return next(iter(found))
        # Where one of this name has left and another has not, the name alone does not say who it is.
        found = self.gone.called(name)
        return next(iter(found)) if len(found) == 1 and not self.roster.called(name) else ""

    def _told_apart(self, whose: dict[str, list[list[Found]]]) -> dict[str, list[Found]]:
        """Return what each student handed in; two who would get one name are told apart by the platform's numbers."""
        found = {}
        for student, groups in whose.items():
            if len(groups) == 1:
                found[student] = groups[0]
                continue
            numbers = {files[0].handed.number for files in groups}
            names = " and ".join(files[0].label for files in groups)
            if student in self.roster.people or "" in numbers or len(numbers) < len(groups):
                self.left_out.append(
                    f"{names}: each would be of {student}; leave one, or let the roster tell who is who."
                )
                continue
            for files in groups:
                found[f"{student} {files[0].handed.number}"] = files
            more = " They differ by assignment; with --worksheet or a roster names would not."
            moodle = any(files[0].handed.platform == MOODLE for files in groups)
            self.notes.append(f"{len(groups)} are called {student}: told apart by numbers.{more if moodle else ''}")
        return found

    def _take(self, student: str, files: list[Found]) -> None:
        """Collect what one student handed in."""
        contents: dict[str, bytes] = {}
        taken: list[Found] = []
        beside: list[Found] = []
        for name in self.notebooks:
            mine = sorted(
                (f for f in files if f.content and f.which and f.which.notebook == name), key=lambda f: f.order
            )
            if not mine:
                continue
            newest = mine[-1]
            if any(f.order == newest.order and f.data != newest.data for f in mine[:-1]):
                labels = " and ".join(f.label for f in mine if f.order == newest.order)
                self.left_out.append(
                    f"{student}: {labels} are each {name}, and no number says which is newer; leave one."
                )
                return
            contents[f"{name}.ipynb"] = newest.data
            taken.append(newest)
            # What lies beside it in one attempt is looked at; an older attempt is not.
            beside += [f for f in mine[:-1] if f.which and f.which.copy]
            if older := [f.label for f in mine[:-1] if f not in beside and f.order != newest.order]:
                self.notes.append(f"{student}: {newest.label} is the newest; older: {', '.join(older)}.")
        beside += [f for f in files if f.content and not f.which]
        if not contents and not any(is_notebook(f.file) for f in beside):
            texts = _typed(files)
            self.left_out.append(f"{student}: no notebook among {', '.join(f.label for f in files[:5])}.{texts}")
            return
        for number, f in enumerate(beside[:MAX_BESIDE], 1):
            contents.setdefault(_beside(f.file, number, self.wanted), f.data)
            if is_notebook(f.file):
                self.notes.append(f"{student}: also {shown(f.file)}, which the grader names and does not run.")
        first = taken[0].handed if taken else files[0].handed
        self._put(student, first, contents)

    def _put(self, student: str, handed: Handed, contents: dict[str, bytes]) -> None:
        """Put a submission into its place, unless it is there already."""
        dest = Path(self.directory.format_path(self.directory.submitted_directory, student, self.assignment))
        record_path = Path(self.directory.format_path("results", student, self.assignment)) / RECORD
        before = read_record(record_path)
        when = self.rows[handed.number][1] if handed.platform == MOODLE and handed.number in self.rows else None
        record = Record(handed.platform, handed.number, handed.person, handed.way_back, handed.file_number, handed.late)
        kind = "new"
        if dest.is_dir():
            kind = self._compared(dest, contents, record, before, when)
            there = door.handed_in(dest)[0]
            if kind == "unchanged" and when and there != when:
                known = f", not {there} UTC" if there else ""
                self.notes.append(f"{student}: handed in {when} UTC{known}.")
                _date(dest, when)
            if kind == "older":
                self.notes.append(f"{student}: what was collected before is newer; left as it is.")
        if kind in ("new", "replaced"):
            aside = self._put_files(dest, contents, when, LATE if handed.late and not when else "")
            if aside:
                self.notes.append(f"{student}: a newer submission; the one before is in {aside}.")
        if handed.late and kind != "older" and door.handed_in(dest)[0] is None:
            self.notes.append(
                f"{student}: late by Canvas, which gives no time. A person is asked; write when it came into "
                f"{dest / 'timestamp.txt'} (2026-03-02 18:00:00 UTC) and delete {door.FOR_PERSON} beside it."
            )
        if kind != "older" and handed.platform:
            batch.keep(record_path, (json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n").encode())
        self.counts[kind] += 1

    def _compared(
        self, dest: Path, contents: dict[str, bytes], record: Record, before: Record | None, when: datetime | None
    ) -> str:
        """Return what a submission is to the one that is there."""
        if all(_there(dest, name) == data for name, data in contents.items()):
            return "unchanged"
        there = door.handed_in(dest)[0]
        if when and there:
            return "older" if when < there else "replaced"
        if before and before.platform == record.platform and record.file_number < before.file_number:
            return "older"
        return "replaced"

    def _put_files(self, dest: Path, contents: dict[str, bytes], when: datetime | None, why: str) -> str:
        """Write a submission, and return where the one before it is now."""
        shared = self.directory.groupshared
        dest.parent.mkdir(parents=True, exist_ok=True)
        # Beside, and then in its place: a full disk must not cost the one that is there.
        fresh = dest.with_name(f".{dest.name}")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        for name, data in contents.items():
            (fresh / name).write_bytes(data)
        if why:
            (fresh / door.FOR_PERSON).write_text(why, encoding="utf-8")
        if when:
            (fresh / "timestamp.txt").write_text(door.written(when), encoding="utf-8")
        fresh.chmod(0o2770 if shared else 0o700)
        for path in fresh.iterdir():
            path.chmod(0o664 if shared else 0o644)
        aside = ""
        if dest.is_dir():
            kept = Path(self.directory.root) / "downloaded" / self.assignment / "replaced" / dest.parent.name
            kept.mkdir(parents=True, exist_ok=True)
            number = next(n for n in range(1, 10_000) if not (kept / str(n)).exists())
            shutil.move(dest, kept / str(number))
            aside = os.path.relpath(kept / str(number), self.directory.root)
        fresh.rename(dest)
        return aside

    def _say_of_times(self, groups: dict[tuple[str, str], list[Found]]) -> None:
        platforms = {platform for platform, _ in groups}
        if any(when for _, when in self.rows.values()) and platforms == {MOODLE}:
            return
        # The times in an archive are those of its making.
        if MOODLE in platforms:
            self.notes.append("Moodle's archive has no times, so all counts as in time; --worksheet FILE.csv has them.")
        if CANVAS in platforms:
            self.notes.append("Canvas' archive has no times: what it did not mark as late counts as in time.")
        if "" in platforms:
            self.notes.append("Files have no times that can be trusted: they count as in time, unless you date them.")


def _contents(source: Path) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Yield the names in an archive or a folder, and for each a function that reads it."""
    if source.is_dir():
        count = 0
        for folder, _, names in os.walk(source):
            for name in sorted(names):
                count += 1
                if count > archives.MAX_DOWNLOADED:
                    raise Unreadable(f"{source} has more than {archives.MAX_DOWNLOADED} files.")
                given = os.path.relpath(os.path.join(folder, name), source).replace(os.sep, "/")
                yield given, _reader(Path(folder), name)
    elif is_notebook(source.name) and source.is_file():
        yield source.name, _reader(source.parent, source.name)
    elif source.name.endswith(archives.ARCHIVES):
        try:
            with source.open("rb") as file:
                for entry in archives.entries(file, source.name, archives.MAX_DOWNLOADED, archives.MAX_DOWNLOAD):
                    yield entry.name, entry.read
        except archives.BROKEN as error:
            raise Unreadable(f"{source} cannot be read ({error}); download it again.") from None
    else:
        raise Unreadable(
            f"{source} is neither a folder nor an archive (.zip, .tar.gz); give what the platform gave you."
        )


def _reader(folder: Path, name: str) -> Callable[[int], bytes]:
    return lambda limit: read_file(folder, name, limit)


def _wrappers(paths: list[PurePosixPath]) -> int:
    """Return how many folders stand around everything, and are no student's."""
    count = 0
    while paths and all(len(path.parts) > count + 1 for path in paths):
        names = {path.parts[count] for path in paths}
        if len(names) > 1 or MOODLE_FOLDER.fullmatch(next(iter(names))):
            break
        count += 1
    return count


def _beside(file: str, number: int, wanted: frozenset[str]) -> str:
    """Return the name under which a file lies beside the notebook that is graded."""
    name = PurePosixPath(unicodedata.normalize("NFC", file)).name
    name = re.sub(r"(\.ipynb)\.(?:txt|json)$", r"\1", name, flags=re.IGNORECASE)
    if name in wanted or (door.is_student(name) and name not in archives.RESERVED):
        return name
    return f"file-{number}.ipynb"


def _typed(files: list[Found]) -> str:
    """Say, after a space, that a text or an address which a student typed on a platform's page is no notebook."""
    typed = next((f.handed for f in files if f.handed.kind != "file"), None)
    if typed is None:
        return ""
    what = "an address" if typed.kind == "link" else "a text"
    page = "Canvas'" if typed.platform == CANVAS else "Moodle's"
    return f" It is {what}, typed on {page} page: ask for the notebook as a file."


def _there(folder: Path, name: str) -> bytes | None:
    try:
        return read_file(folder, name, MAX_FILE)
    except (FileNotFoundError, Unreadable):
        return None


def _date(folder: Path, when: datetime) -> None:
    """Write when a submission was handed in, and take back the question that this answers."""
    (folder / "timestamp.txt").write_text(door.written(when), encoding="utf-8")
    if _there(folder, door.FOR_PERSON) == LATE.encode():
        (folder / door.FOR_PERSON).unlink()


def _notebooks(directory: CourseDirectory, assignment: str) -> list[str]:
    """Return the names of an assignment's notebooks."""
    if door.is_student(assignment):
        for place in (directory.release_directory, directory.source_directory):
            folder = directory.format_path(place, ".", assignment)
            if found := [PurePosixPath(name).stem for name in find_all_notebooks(folder)]:
                return sorted(found)
    raise Unreadable(f"There is no assignment {shown(assignment)} with a notebook in {directory.source_directory}.")


def _wanted(app: NbGrader, assignment: str) -> frozenset[str]:
    """Return the files beside notebooks that a course takes from its students."""
    named: dict[str, Any] = app.config.Autograde.get("exclude_overwriting", {})
    return frozenset(name for name in named.get(assignment, []) if PurePosixPath(name).name == name)


def _zone(directory: CourseDirectory, name: str) -> tzinfo:
    """Return the time zone of the times in a worksheet."""
    if name:
        return calendar.find_zone(name)
    if dates := calendar.read(Path(directory.root)):
        return dates.zone
    raise calendar.Unclear("In which time zone are the worksheet's times? Add --zone, such as --zone Europe/Berlin.")


def _is_missing(db_url: str) -> bool:
    prefix = "sqlite:///"
    return db_url.startswith(prefix) and not Path(db_url.removeprefix(prefix)).exists()
