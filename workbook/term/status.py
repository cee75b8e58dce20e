"""`workbook term status`: where a course stands, assignment by assignment, and what to do next. It changes nothing."""

import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import chdir, suppress
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.apps import NbGrader
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from workbook.term import aside, calendar, door, folders, gradebook, lock, pages
from workbook.term.calendar import Calendar
from workbook.term.folders import named
from workbook.term.gradebook import Listed
from workbook.term.return_feedback import in_exchange
from workbook.term.states import (
    ASSIGNMENT,
    EXCUSED,
    GRADED,
    GRADER,
    MISSING,
    NOT_DUE,
    NOT_GRADED,
    OLDER,
    SUBMISSION,
    UNKNOWN,
    WAITING,
    Held,
    Standing,
    Term,
    Unclear,
)

WIDTH = 12
OLDER_BECAUSE = {
    GRADER: "by an older grader",
    ASSIGNMENT: "of an older assignment",
    UNKNOWN: "that no kept result says",
}


@dataclass
class Exchange:
    """A course's folder in the exchange, to be looked at."""

    folder: Path
    check_owner: bool = True

    def newer(self, term: Term, assignment: str) -> list[str]:
        """Return the students of whom something lies there that is newer than what was collected."""
        found = set()
        gone = aside.left(term.root).keys() - term.people.keys()
        with suppress(OSError):
            for path in (self.folder / "inbound").iterdir():
                student, _, rest = path.name.partition(f"+{assignment}+")
                if not rest or not door.is_student(student) or student in gone:
                    continue
                with suppress(ValueError, OSError, KeyError):
                    when = door.moment(rest.rpartition("+")[0] or rest)
                    before, _ = door.handed_in(term.folder(term.directory.submitted_directory, student, assignment))
                    if (before is None or when > before) and (not self.check_owner or path.owner() == student):
                        found.add(student)
        return sorted(found)


@dataclass
class Pages:
    """Who has which page of feedback, of those whose marks stand."""

    current: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    none: list[str] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    released_old: list[str] = field(default_factory=list)
    unreleased: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    """Those whose pages cannot go through the exchange."""


def command(root: Path, names: list[str]) -> int:
    """Print how the course in a folder stands, and return the exit status."""
    if not (root / "nbgrader_config.py").exists():
        print("Start this at the top of the course, where its nbgrader_config.py is.", file=sys.stderr)
        return 1
    with chdir(root):
        app = NbGrader()
        app.load_config_file()
        directory = CourseDirectory(config=app.config)
        try:
            with gradebook.opened(directory.db_url) as session:
                return _print(app, directory, session, names)
        except DBAPIError as error:
            print(
                f"The gradebook does not answer: {error.orig}. If nbgrader was renewed, copy the gradebook and run "
                "`nbgrader db upgrade`.",
                file=sys.stderr,
            )
        except Unclear as error:
            print(error, file=sys.stderr)
    return 1


def _print(app: NbGrader, directory: CourseDirectory, session: Session | None, names: list[str]) -> int:
    listed = {one.name: one for one in gradebook.assignments(session)} if session else {}
    known = [*listed, *sorted(_elsewhere(directory) - listed.keys())]
    if unknown := [name for name in names if name not in known]:
        print(f"There is no assignment {', '.join(unknown)}; the course has {', '.join(known)}.", file=sys.stderr)
        return 1
    exchange = _exchange(app, directory)
    dates: Calendar | None = None
    try:
        dates = calendar.read(Path(directory.root))
    except calendar.Unclear as error:
        print(f"Due dates are in UTC, as the gradebook has them. {error}")
    if session is None:
        print("There is no gradebook yet.")
    term = Term(directory, app, session) if session else None
    idle = []
    for name in names or known:
        if term and name in listed:
            held = Held(term, listed[name])
            if not names and not _is_begun(held, exchange):
                idle.append(name)
                continue
            lines = list(_held(term, held, exchange, dates))
        else:
            handed_in = folders.of_students(directory, directory.submitted_directory, name)
            if not names and not handed_in:
                idle.append(name)
                continue
            lines = list(_unregistered(name, handed_in))
        print("\n".join(lines), end="\n\n")
    if idle:
        print(f"Nobody has handed in: {', '.join(idle)}.")
    for line in _people(term, exchange) if term else ():
        print(line)
    return 0


def _held(term: Term, held: Held, exchange: Exchange | None, dates: Calendar | None) -> Iterator[str]:
    """Yield the lines about one assignment that the gradebook has."""
    name, standings = held.listed.name, held.standings.values()
    newer = exchange.newer(term, name) if exchange else []
    found = _pages(term, held, exchange)
    yield _head(held.listed, dates)
    yield from _lines(
        {
            "dates": _dates(held.listed, dates),
            "grading": lock.holder(lock.file_of(term.directory, name)),
            "handed in": _handed_in(held),
            "exchange": _some(newer, "{} newer than what was collected: {}"),
            "graded": _graded(held),
            "not graded": _not_graded(standings),
            "a person": _person(standings),
            "failed": _some(_those(standings, lambda s: s.failed and s.has_marks), "{} did not run to the end: {}"),
            "feedback": _joined(
                _some(found.current, "{} up to date", names=False),
                _some(found.stale, "{} older than the marks: {}"),
                _some(found.none, "{} without a page: {}"),
            ),
            "released": _joined(
                _some(found.released, "{} up to date", names=False),
                _some(found.released_old, "{} older than the marks: {}"),
                _some(found.unreleased, "{} not yet: {}"),
                _some(found.elsewhere, "{} to be sent by other means: {}"),
            ),
            "not a name": _some(held.misnamed, "{} in submitted, to be renamed: {}"),
            "removed": _some(held.removed, "{} not in the gradebook any more, but in folders: {}"),
            "note": held.trouble,
            "next": _next(held, newer, found),
        }
    )


def _head(listed: Listed, dates: Calendar | None) -> str:
    entry = dates.entries.get(listed.name) if dates else None
    due = entry.due if entry else listed.due
    return f"{listed.name}: {listed.possible:g} points{f', due {calendar.shown(due, dates)}' if due else ''}"


def _dates(listed: Listed, dates: Calendar | None) -> str:
    """Say if the gradebook has another date than the calendar, by which who has time is told below."""
    entry = dates.entries.get(listed.name) if dates else None
    if dates is None or entry is None or entry.due == listed.due:
        return ""
    there = dates.shown(listed.due) if listed.due else "none"
    return f"the gradebook has another, {there}: `workbook term calendar` enters that of {calendar.FILE}"


def _handed_in(held: Held) -> str:
    by_state = {state: [s.student for s in held.standings.values() if s.state == state] for state in _ABSENT}
    return _joined(
        f"{sum(s.handed_in for s in held.standings.values())} of {len(held.standings)}",
        *(_some(by_state[state], words) for state, words in _ABSENT.items()),
    )


_ABSENT = {MISSING: "{} missing: {}", NOT_DUE: "{} have time: {}", EXCUSED: "{} excused: {}"}


def _graded(held: Held) -> str:
    marked = [s for s in held.standings.values() if s.has_marks]
    if held.trouble:
        return f"{len(marked)}; whether by the assignment as it is cannot be said"
    older = [s for s in marked if s.why]
    by = Counter(version[:8] for s in marked if not s.why for version in s.by)
    parts = [f"{len(marked) - len(older)} up to date" + (f" (grader {', '.join(sorted(by))})" if by else "")]
    for part, words in OLDER_BECAUSE.items():
        those = [s for s in older if part in s.why]
        versions = sorted({version[:8] for s in those for version in s.by}) if part == GRADER else []
        shown = f"{words} ({', '.join(versions)})" if versions else words
        parts.append(_some([s.student for s in those], f"{{}} {shown}: {{}}"))
    return _joined(*parts) if marked else ""


def _not_graded(standings: Iterable[Standing]) -> str:
    those = [s for s in standings if s.state == NOT_GRADED]
    again = [s.student for s in those if SUBMISSION in s.why]
    return _joined(_some([s.student for s in those], "{}: {}"), _some(again, "of these {} handed in anew since: {}"))


def _person(standings: Iterable[Standing]) -> str:
    waiting = [s for s in standings if s.state == WAITING]
    answers = sum(len(s.written) for s in waiting)
    return _joined(
        _some(_those(waiting, lambda s: bool(s.written)), f"{{}} with written answers to mark ({answers}): {{}}"),
        _some(_those(waiting, lambda s: bool(s.doubtful)), "{} in doubt: {}"),
    )


def _pages(term: Term, held: Held, exchange: Exchange | None) -> Pages:
    found = Pages()
    directory, listed = term.directory, held.listed
    for standing in held.standings.values():
        if not standing.has_marks or standing.entry is None:
            continue
        student = standing.student
        folder = term.folder(directory.feedback_directory, student, listed.name)
        states: set[str] = set()
        places: list[tuple[Path, Path | None]] = []
        for name, graded in standing.graded.items():
            if sheet := standing.entry.sheets.get(name):
                states.add(pages.state(folder, name, graded, sheet, listed.questions))
                place = in_exchange(exchange.folder / "feedback", graded.parent, name) if exchange else None
                places.append((pages.page_in(folder, name), place))
        if not states or (states == {pages.NO_PAGE} and standing.state == WAITING):
            continue
        # The worst of an assignment's notebooks.
        worst = next(state for state in (pages.STALE, pages.NO_PAGE, pages.CURRENT) if state in states)
        {pages.STALE: found.stale, pages.NO_PAGE: found.none, pages.CURRENT: found.current}[worst].append(student)
        if exchange:
            _released(found, student, worst, places)
    return found


def _released(found: Pages, student: str, state: str, places: list[tuple[Path, Path | None]]) -> None:
    there = [(page, place) for page, place in places if place]
    released = [place.is_file() for _, place in there]
    if any(released) and (state != pages.CURRENT or not all(_same(page, place) for page, place in there)):
        found.released_old.append(student)
    elif state == pages.CURRENT:
        (found.elsewhere if len(there) < len(places) else found.released if all(released) else found.unreleased).append(
            student
        )


def _same(page: Path, place: Path) -> bool:
    with suppress(OSError):
        return page.read_bytes() == place.read_bytes()
    return False


def _next(held: Held, newer: list[str], found: Pages) -> str:
    """Return the next thing to do, as a command."""
    name, standings = held.listed.name, held.standings.values()
    states = {standing.state for standing in standings}
    if "`nbgrader generate_assignment" in held.trouble:
        return f"nbgrader generate_assignment {name} --force"
    if held.removed:
        return f"workbook term remove {shlex.quote(held.removed[0])}"
    if newer:
        return f"nbgrader collect {name} --update"
    if NOT_GRADED in states or any(s.why for s in standings):
        return f"workbook autograde {name}"
    if WAITING in states:
        return f"make instructor   (Formgrader, Manual Grading, {name})"
    if found.none or found.stale:
        return f"nbgrader generate_feedback {name}"
    if found.unreleased or found.released_old:
        return f"nbgrader release_feedback {name}"
    if GRADED in states or OLDER in states:
        return "nothing; `nbgrader export` writes the marks"
    return "wait for work to be handed in"


def _unregistered(name: str, handed_in: Iterable[str]) -> Iterator[str]:
    yield f"{name}: not in the gradebook"
    yield from _lines(
        {"handed in": _some(list(handed_in), "{}: {}"), "next": f"nbgrader generate_assignment {name} --force"}
    )


def _people(term: Term, exchange: Exchange | None) -> Iterator[str]:
    """Yield what concerns no single assignment."""
    strangers = sorted({student for _, student in term.excused} - term.people.keys())
    odd = sorted({name for name, _ in term.excused} - term.assignments.keys())
    if strangers or odd:
        yield f"excused.csv names what the gradebook does not have: {named([*odd, *strangers])}."
    if exchange is None:
        yield "There is no exchange of this course on this machine: nothing is said of what was released."


def _is_begun(held: Held, exchange: Exchange | None) -> bool:
    name = held.listed.name
    return bool(held.submitted or held.entries or held.misnamed or (exchange and exchange.newer(held.term, name)))


def _elsewhere(directory: CourseDirectory) -> set[str]:
    """Return the assignments that have a source."""
    sources = Path(directory.format_path(directory.source_directory, ".", "*")).parent
    return {path.name for path in sources.glob("*") if any(path.glob("*.ipynb"))}


def _exchange(app: NbGrader, directory: CourseDirectory) -> Exchange | None:
    if os.name == "nt":
        return None
    root = Path(ExchangeFactory(config=app.config).List(coursedir=directory, config=app.config).root)
    folder = root / directory.course_id
    return Exchange(folder, app.config.ExchangeCollect.get("check_owner", True)) if folder.is_dir() else None


def _lines(content: dict[str, str]) -> Iterator[str]:
    for label, text in content.items():
        if text:
            yield f"  {label:<{WIDTH}}{text}"


def _those(standings: Iterable[Standing], which: Callable[[Standing], bool]) -> list[str]:
    return [s.student for s in standings if which(s)]


def _some(students: list[str], words: str, *, names: bool = True) -> str:
    """Return words with how many there are, and who; nothing if there is none."""
    if not students:
        return ""
    return words.format(len(students), named(students)) if names else words.format(len(students))


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
