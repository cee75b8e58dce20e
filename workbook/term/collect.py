"""Collect what lies in the exchange as the work of those who put it there, and nothing but plain files.

Each student's own processes write into the exchange, under any name, whatever they like, and change it at any time.
nbgrader's collector follows links there with the instructor's rights: a link to a solution, or to another's submission,
would be handed in as an answer, and come back in the feedback. And one thing that it cannot read ends it for everybody.
"""

import os
import pwd
import shlex
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from nbgrader.exchange.default import ExchangeCollect

from workbook.grading.rebuild.submitted import MAX_FILE, Unreadable, read_file, shown
from workbook.term import aside, door, gradebook

MAX_FILES, MAX_DEPTH = 100, 5
MAX_OWN = 200
"""Bytes of what the collector itself puts into a submission."""
MAX_LINES = 20
"""Of warnings about what one user put into the exchange."""


class _Room(NamedTuple):
    """What a submission may still hold."""

    files: int
    size: int


class PlainCollect(ExchangeCollect):
    """nbgrader's collector, for the files of those in whose name they are handed in."""

    src_records: list[dict[str, Any]]

    def init_src(self) -> None:
        """Find the newest submission of each student."""
        self.warnings: dict[str, list[str]] = defaultdict(list)
        self.gone = self._gone()
        super().init_src()
        for record in self.src_records:
            if "refused" in record:
                self._warn(record["owner"], record["refused"])
        self.src_records = [record for record in self.src_records if "refused" not in record]

    def _gone(self) -> set[str]:
        """Return who was taken out of the course, and is not in its gradebook."""
        left = set(aside.left(Path(self.coursedir.root)))
        if not left:
            return left  # collecting asks no gradebook where it need not
        with gradebook.opened(self.coursedir.db_url) as session:
            return left - (gradebook.people(session) if session else {}).keys()

    def _path_to_record(self, path: str) -> dict[str, Any]:
        name = Path(path).name
        student, _, rest = name.partition(f"+{self.coursedir.assignment_id}+")
        record: dict[str, Any] = {"username": student, "filename": name, "timestamp": datetime.min}
        refused = f"Not collected: {shown(name, 200)}"
        try:
            with _folder(path) as folder:
                record["owner"] = _owner(folder)
            # The random letters at the end are an option of nbgrader's.
            record["timestamp"] = door.moment(rest.rpartition("+")[0] or rest)
        except Unreadable as error:
            record |= {"owner": "", "refused": f"{refused} {error}"}
        except ValueError:
            record["refused"] = f"{refused} has no date in its name; ask {shown(record['owner'])} to hand it in again."
        if student in self.gone:
            again = f"`workbook term restore {shlex.quote(student)}` brings all back."
            record["refused"] = f"{refused} is of {student}, who was taken out of the course. {again}"
        elif not door.is_student(student):
            record["refused"] = f"{refused} begins with no name that a student may have."
        elif self.check_owner and "refused" not in record and record["owner"] != student:
            record["refused"] = (
                f"{refused} was put into the exchange by {record['owner']}, not by the student whom it names. "
                "If all students are one user of this machine, set c.ExchangeCollect.check_owner = False."
            )
        if "refused" in record:
            # Kept apart from the student's own, of which the newest is taken.
            record["username"] = (name,)
        return record

    def copy_files(self) -> None:
        """Collect what was found, one after the other; what cannot be collected stops nobody."""
        collected = 0
        if not self.src_records and not self.warnings:
            self.log.warning("Nobody has handed in %s.", self.coursedir.assignment_id)
        for record in self.src_records:
            try:
                collected += self._collect(record)
            except (Unreadable, OSError) as error:
                # An error of copytree's has the words of many.
                why = error.strerror or "cannot be copied." if isinstance(error, OSError) else error
                self._warn(record["owner"], f"Not collected: {shown(record['filename'], 200)} {why}")
        for lines in self.warnings.values():
            for line in lines[:MAX_LINES]:
                self.log.warning("%s", line)
            if len(lines) > MAX_LINES:
                self.log.warning("… and %s more warnings of this kind.", len(lines) - MAX_LINES)
        self.log.info("%s: %s collected.", self.coursedir.assignment_id, collected)

    def _collect(self, record: dict[str, Any]) -> bool:
        """Collect one submission, unless it is there already."""
        directory, student, when = self.coursedir, record["username"], record["timestamp"]
        name = f"{student}, {directory.assignment_id}"
        dest = Path(directory.format_path(directory.submitted_directory, student, directory.assignment_id))
        if dest.is_dir():
            before, _ = door.handed_in(dest)
            newer = self.update and (before is None or when > before)
            if not newer and not (self.before_duedate and before != when):
                self.log.info("Already collected: %s.%s", name, "" if self.update else " --update takes newer ones.")
                return False
        with tempfile.TemporaryDirectory() as plain:
            with _folder(os.path.join(self.inbound_path, record["filename"])) as folder:
                # Once more, because it may have been another folder a moment ago.
                if _owner(folder) != record["owner"]:
                    raise Unreadable("was exchanged while it was collected; collect again.")
                self._take(folder, Path(plain), record)
            self.log.info("Collecting %s.", name)
            # Beside, and then in its place: a full disk must not cost the one that is there.
            fresh = dest.with_name(f".{dest.name}")
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.parent.mkdir(parents=True, exist_ok=True)
            try:
                self.do_copy(plain, str(fresh))
            except OSError:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            shutil.rmtree(dest, ignore_errors=True)
            fresh.rename(dest)
        return True

    def _take(self, folder: int, plain: Path, record: dict[str, Any]) -> None:
        """Copy the regular files of a submission's folder, and those below it, of bounded size and number."""
        where = f"Not collected from {shown(record['filename'], 200)}:"
        left = _Room(MAX_FILES, 1000 * self.coursedir.max_dir_size - MAX_OWN)
        for name in _names(folder, MAX_FILES, self.coursedir.ignore):
            if name in ("timestamp.txt", door.FOR_PERSON):
                continue
            try:
                left = _copy(folder, name, plain / name, left, self.coursedir.ignore)
            except (Unreadable, FileNotFoundError) as error:
                # Of a folder that cannot be copied as a whole nothing is left.
                shutil.rmtree(plain / name, ignore_errors=True)
                self._warn(record["owner"], f"{where} {error}")
        (plain / "timestamp.txt").write_text(door.written(record["timestamp"]))
        if not _says(folder, record["timestamp"]):
            why = "timestamp.txt did not give the date in the name of its folder, which now counts."
            (plain / door.FOR_PERSON).write_text(why)
            self._warn(record["owner"], f"For a person: {shown(record['filename'], 200)}: {why}")

    def _warn(self, owner: str, line: str) -> None:
        self.warnings[owner].append(line)


@contextmanager
def _folder(path: str) -> Iterator[int]:
    """Open a folder that is no link, so that what is looked at is what is read."""
    try:
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        raise Unreadable(f"is no folder that can be read ({error.strerror}).") from None
    try:
        yield folder
    finally:
        os.close(folder)


def _names(folder: int, most: int, ignore: list[str]) -> list[str]:
    with os.scandir(folder) as entries:
        names = [entry.name for entry in islice(entries, most + 1)]
    if len(names) > most:
        raise Unreadable(f"holds more than {MAX_FILES} files; ask the student to hand in the notebook alone.")
    return sorted(n for n in names if not any(fnmatch(n, pattern) for pattern in ignore))


def _copy(folder: int, name: str, to: Path, left: _Room, ignore: list[str], depth: int = 0) -> _Room:
    """Copy a regular file, or a folder of such files, and return what room is left."""
    try:
        flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
        # Where a notebook is looked for, there must be no folder.
        below = None if name.endswith(".ipynb") else os.open(name, flags, dir_fd=folder)
    except OSError:
        below = None
    if below is None:
        data = read_file(folder, name, min(MAX_FILE, left.size))
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(data)
        return _Room(left.files - 1, left.size - len(data))
    try:
        if depth == MAX_DEPTH:
            raise Unreadable(f"has folders more than {MAX_DEPTH} deep; ask the student to hand in the notebook alone.")
        left = _Room(left.files - 1, left.size)
        for inner in _names(below, left.files, ignore):
            left = _copy(below, inner, to / inner, left, ignore, depth + 1)
        return left
    finally:
        os.close(below)


def _owner(folder: int) -> str:
    uid = os.fstat(folder).st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _says(folder: int, when: datetime) -> bool:
    """Whether a hand-in's own file says the same as its name."""
    with suppress(FileNotFoundError, Unreadable, ValueError):
        return door.moment(read_file(folder, "timestamp.txt", door.MAX_SMALL_FILE).decode().strip()) == when
    return False
