"""Find permissions by which users of this machine read or change what they should not; ``make check`` prints them.

A course with an exchange on this machine shares the machine with its students. Without one, nothing is looked at.
"""

import grp
import os
import pwd
import shlex
from collections.abc import Iterable, Iterator
from contextlib import chdir, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory

from workbook.term.submissions import COURSE_SECRET

OURS = (
    *("results", "removed", "downloaded", "returned", "reports", "similar"),
    *("grades.csv", "questions.csv", "excused.csv"),
)
READ, WRITE, ENTER = 4, 2, 1
STICKY = 0o1000
SQLITE = "sqlite:///"


class Place(NamedTuple):
    """A folder of a course's in the exchange: the rights that all users need there, and those that open it to them."""

    name: str
    mode: int  # as nbgrader makes it
    needed: int
    without: str
    opens: int
    to: str


PLACES = (
    Place("", 0o755, READ | ENTER, "Nobody can fetch assignments", WRITE, "Other folders can take the place of these"),
    Place("outbound", 0o755, READ | ENTER, "Nobody can fetch assignments", WRITE, "Assignments can be replaced"),
    Place("inbound", 0o2733, WRITE | ENTER, "Nobody can hand in", READ, "All submissions can be found and read"),
    Place("feedback", 0o711, ENTER, "Nobody can fetch feedback", READ | WRITE, "All feedback can be found and read"),
)


def problems(root: Path) -> list[str]:
    """Return one sentence for each problem of the course in this folder, with the command that mends it."""
    with chdir(root):
        app = NbGrader()
        app.load_config_file()
        course = CourseDirectory(config=app.config)
        root = Path(course.root)
        exchange = Path(ExchangeFactory(config=app.config).List(coursedir=course, config=app.config).root)
    if not exchange.is_dir():
        return []
    there = exchange / course.course_id
    return [
        *_in_the_course(root, course),
        *_on_the_way(exchange),
        *_in_the_exchange(there, root.stat().st_uid, course.groupshared),
        *_in_homes(there / "inbound"),
    ]


def _in_the_course(root: Path, course: CourseDirectory) -> Iterator[str]:
    steps = (
        course.source_directory,
        course.submitted_directory,
        course.autograded_directory,
        course.feedback_directory,
    )
    secret = [root / name for name in (*steps, *OURS, COURSE_SECRET, ".git")]
    if course.db_url.startswith(SQLITE):
        secret.append(root / course.db_url.removeprefix(SQLITE))
    for who, paths in _open(secret, course.groupshared).items():
        inside = all(path.is_relative_to(root) for path in paths)
        names = ", ".join(path.name for path in paths)
        yield f"{who} on this machine can read {names} of the course: {_mend('go-rwx', *([root] if inside else paths))}"


def _on_the_way(exchange: Path) -> Iterator[str]:
    for parent in exchange.parents:
        if not parent.stat().st_mode & ENTER:
            yield f"Not everybody can enter {parent}, where the exchange is: {_mend('o+x', parent)}"
    mode, mend = exchange.stat().st_mode, _mend("1777", exchange)
    if mode & 7 != 7:
        yield f"Nobody can hand in, because of the mode of the exchange: {mend}"
    elif not mode & STICKY:
        yield f"Another folder can take the place of the course's in the exchange, and get all work: {mend}"


def _in_the_exchange(course: Path, instructor: int, shared: bool) -> Iterator[str]:
    for place in PLACES:
        path = course / place.name
        if not path.is_dir():
            continue
        status, mend = path.stat(), _mend(f"{place.mode:o}", path)
        if status.st_uid != instructor and not shared:
            yield (
                f"{path} belongs to {_user(status.st_uid)}, not to the owner of the course: "
                "have root move it away, and release the assignments again."
            )
        elif status.st_mode & place.needed != place.needed:
            yield f"{place.without}, because of the mode of {path}: {mend}"
        elif _others(path, shared, place.opens):
            yield f"{place.to}, because of the mode of {path}: {mend}"


def _in_homes(inbound: Path) -> Iterator[str]:
    """Look at the homes of those who have handed in."""
    if not os.access(inbound, os.R_OK | os.X_OK):
        return
    homes = set()
    for uid in {entry.stat(follow_symlinks=False).st_uid for entry in os.scandir(inbound)}:
        with suppress(KeyError):
            homes.add(Path(pwd.getpwuid(uid).pw_dir))
    for who, paths in _open(sorted(homes), shared=False).items():
        yield f"{who} on this machine can look into homes of students: {_mend('go-rwx', *paths)}"


def _mend(mode: str, *paths: Path) -> str:
    by = "" if os.getuid() in (0, *(path.stat().st_uid for path in paths)) else " as root"
    return f"run `chmod {mode} {shlex.join(map(str, paths))}`{by}."


def _open(paths: Iterable[Path], shared: bool) -> dict[str, list[Path]]:
    """Return the paths that somebody but their owner can use, by who that is."""
    found: dict[str, list[Path]] = {}
    for path in paths:
        if path.exists() and (who := _others(path, shared, READ | WRITE | ENTER)):
            found.setdefault(who, []).append(path)
    return found


def _others(path: Path, shared: bool, rights: int) -> str:
    """Return who but its owner can reach a path and has one of these rights to it, or nothing.

    Instructors who share a course have a group for it (`shared`), which may do what each of them may.
    """
    status, above = path.stat(), [parent.stat() for parent in path.absolute().parents]
    if status.st_mode & rights and all(s.st_mode & ENTER for s in above):
        return "Everybody"
    group = status.st_gid
    members = sorted(_members(group) - {_user(status.st_uid)})
    if shared or not members or not status.st_mode >> 3 & rights:
        return ""
    enters = all((s.st_mode >> 3 if s.st_gid == group else s.st_mode) & ENTER for s in above)
    return ", ".join(members) if enters else ""


@cache
def _members(group: int) -> frozenset[str]:
    """Return the names of the users whose group this is."""
    named: list[str] = []
    with suppress(KeyError):
        named = grp.getgrgid(group).gr_mem
    return frozenset([*named, *(user.pw_name for user in pwd.getpwall() if user.pw_gid == group)])


def _user(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
