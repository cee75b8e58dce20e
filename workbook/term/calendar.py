"""When work is due and what lateness costs: `calendar.toml` at the top of a course, which all commands read.

Here it is read and reckoned with; the gradebook is `penalties`' business. Moments are kept as nbgrader keeps them, in
UTC and without a time zone; whatever is shown has the course's zone beside it.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, available_timezones

FILE = "calendar.toml"
DAY = 86_400
SECONDS = {"hour": 3_600, "day": DAY, "week": 7 * DAY}
OF_COURSE = ("zone", "penalty", "late_days")
OF_ASSIGNMENT = ("due", "late_until", "penalty", "extensions")

LASTING = re.compile(r"\+?(\d{1,3}) (hour|day|week)s?")
PENALTY = re.compile(
    r"(?P<much>\d{1,3}(?:\.\d{1,3})?) ?(?P<unit>%|points?)(?: (?:per|a|each) (?P<each>hour|day|week))?"
)
ISO = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?) ?(Z|UTC|[+-]\d\d:\d\d)?", re.ASCII)
# 02.03.2026 is the 2nd of March to some and the 3rd of February to others.
TWO_DAYS = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b")
WRITE = "write it as 2026-03-02 18:00 (year, month, day, and the time)"


class Unclear(Exception):
    """What `calendar.toml` says has no meaning, or two; the text says where, and what to write."""


@dataclass(frozen=True)
class Penalty:
    """What lateness takes from a mark."""

    much: float = 0
    unit: str = "%"
    """``%`` of the points that were earned, or ``points``."""
    each: str = ""
    """For each ``hour``, ``day`` or ``week`` that has begun; once, if empty."""
    text: str = "none"

    def of(self, score: float, seconds: float, part: float = 1) -> float:
        """Return what is taken from a score; of points only this `part`, where they are shared among notebooks."""
        if seconds <= 0:
            return 0.0
        times = math.ceil(seconds / SECONDS[self.each]) if self.each else 1
        taken = times * (score * self.much / 100 if self.unit == "%" else self.much * part)
        return min(score, round(taken, 2))


@dataclass(frozen=True)
class Entry:
    """What the calendar says of an assignment."""

    due: datetime
    late_until: datetime | None = None
    penalty: Penalty = field(default_factory=Penalty)
    extensions: Mapping[str, datetime] = field(default_factory=dict)
    """By student, when it is due for them."""

    def due_for(self, student: str) -> datetime:
        """Return when it is due for a student."""
        return self.extensions.get(student, self.due)

    def closes_for(self, student: str) -> datetime | None:
        """Return until when a student can hand in at all: an extension moves that, too."""
        return self.late_until + (self.due_for(student) - self.due) if self.late_until else None


@dataclass(frozen=True)
class Lateness:
    """How late a submission is, and what of it counts."""

    seconds: float
    days: int = 0
    """Of the student's late days, those that it used."""
    closed: bool = False
    """Whether it came when nothing was taken any more."""

    @property
    def counted(self) -> float:
        """The seconds for which there is a penalty."""
        return max(0.0, self.seconds - self.days * DAY)


@dataclass(frozen=True)
class Calendar:
    """A course's dates."""

    path: Path
    zone: tzinfo
    zone_name: str
    late_days: int
    entries: Mapping[str, Entry]

    def shown(self, moment: datetime) -> str:
        """Return a moment as people read it, in the course's zone."""
        return _shown(moment, self.zone, self.zone_name)

    def lateness(self, student: str, handed_in: Mapping[str, datetime | None]) -> dict[str, Lateness]:
        """Return how late each submission of a student is; late days go to what is due first.

        A submission without a date counts as in time.
        """
        left, found = self.late_days, {}
        for name, entry in sorted(self.entries.items(), key=lambda item: (item[1].due, item[0])):
            when = handed_in.get(name)
            if when is None:
                continue
            seconds = max(0.0, (when - entry.due_for(student)).total_seconds())
            closes = entry.closes_for(student)
            closed = seconds > 0 and closes is not None and when > closes
            days = 0 if closed or not entry.penalty.much else min(left, math.ceil(seconds / DAY))
            left -= days
            found[name] = Lateness(seconds, days, closed)
        return found

    def penalty(self, assignment: str, late: Lateness, score: float, part: float = 1) -> float:
        """Return what is taken from a score."""
        return score if late.closed else self.entries[assignment].penalty.of(score, late.counted, part)

    def lines(self) -> Iterator[str]:
        """Yield what the calendar says, in words."""
        yield f"Times are those of {self.zone_name}."
        if self.late_days:
            yield f"Each student has {self.late_days} late days for the term: each makes a day of lateness free."
        for name, entry in sorted(self.entries.items(), key=lambda item: (item[1].due, item[0])):
            until = f"; until {self.shown(entry.late_until)}, then nothing is taken" if entry.late_until else ""
            yield f"{name}: due {self.shown(entry.due)}; penalty: {entry.penalty.text}{until}"
            for student, due in sorted(entry.extensions.items()):
                yield f"    {student}: due {self.shown(due)}"

    def for_students(self) -> str:
        """Return the dates as Markdown for all to read: nobody's extension is named."""
        rows = [
            f"| {name} | {self.shown(entry.due)} | {self.shown(entry.late_until) if entry.late_until else ''} | "
            f"{entry.penalty.text} |"
            for name, entry in sorted(self.entries.items(), key=lambda item: (item[1].due, item[0]))
        ]
        free = f" Each student has {self.late_days} late days for the term." if self.late_days else ""
        head = ["| notebook | due | taken until | lateness costs |", "| --- | --- | --- | --- |"]
        said = f"Times are those of {self.zone_name}.{free} Who has an extension finds it on the page of feedback."
        return "\n".join(["# When work is due", "", said, "", *head, *rows])


def shown(moment: datetime, dates: Calendar | None) -> str:
    """Return a moment as people read it: in the zone of a course's calendar, or in UTC where it has none."""
    return dates.shown(moment) if dates else _shown(moment, UTC, "UTC")


def _shown(moment: datetime, zone: tzinfo, name: str) -> str:
    local = moment.replace(tzinfo=UTC).astimezone(zone)
    return f"{local:%a} {local:%Y-%m-%d %H:%M} {local.tzname() or name}"


def on_page(due: datetime | None, own: datetime | None, handed_in: datetime | None, dates: Calendar | None) -> str:
    """Return what a student reads of an assignment's dates: when it was due, also for this student, and handed in."""
    if due is None:
        return ""
    said = f"Due {shown(due, dates)}"
    if own is not None and own != due:
        said += f"; for you {shown(own, dates)}, by an extension"
    if handed_in is None:
        return f"{said}."
    late = (handed_in - (own or due)).total_seconds()
    return f"{said}. Handed in {shown(handed_in, dates)}, {f'{lasting(late)} late' if late > 0 else 'in time'}."


def lasting(seconds: float) -> str:
    """Return a time that has passed, in words."""
    minutes = math.ceil(seconds / 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{n} {unit}{'s' * (n > 1)}" for n, unit in ((days, "day"), (hours, "hour"), (minutes, "minute")) if n]
    return " ".join(parts[:2]) or "less than a minute"


def read(folder: Path) -> Calendar | None:
    """Return the calendar of the course in this folder, or None where it has none.

    Raises
    ------
    Unclear
        If there is one that cannot be understood.
    """
    path = folder / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise Unclear(f"{path} is not in UTF-8; save it in that encoding.") from None
    except OSError as error:
        raise Unclear(f"{path} cannot be read: {error.strerror}.") from None
    try:
        content = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise Unclear(_not_toml(path, text, error)) from None
    return _Reader(path, content).calendar()


def find_zone(name: str) -> ZoneInfo:
    """Return a time zone by its name.

    Raises
    ------
    Unclear
        If this machine knows none of this name.
    """
    known = available_timezones()
    if not known:
        raise Unclear("This machine has no list of time zones (Windows has none of its own): run `pip install tzdata`.")
    if name not in known:
        raise Unclear(f"{name!r} is no time zone; name one by a city, such as Europe/Berlin, or UTC.")
    return ZoneInfo(name)


def resolve(local: datetime, zone: tzinfo) -> datetime:
    """Return a moment of a zone's clocks in UTC.

    Raises
    ------
    Unclear
        If the clocks show this time twice, or never.
    """
    first, second = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first != second:
        shown = f"{local:%Y-%m-%d %H:%M}"
        # Where clocks go forward, the way back gives another time.
        if first.astimezone(zone).replace(tzinfo=None) != local:
            raise Unclear(f"{shown} does not exist in {zone}: the clocks go forward then; choose another time.")
        offsets = " or ".join(f"{local.replace(tzinfo=zone, fold=fold):%z}"[:3] + ":00" for fold in (0, 1))
        raise Unclear(f"{shown} is there twice in {zone}: the clocks go back then; add {offsets} to it.")
    return first.replace(tzinfo=None)


class _Reader:
    """Reads a calendar's content; what is wrong with it is said with the place where it stands."""

    def __init__(self, path: Path, content: dict[str, Any]):
        self.path, self.content = path, content
        self.where = path.name
        self.zone: tzinfo | None = None

    def calendar(self) -> Calendar:
        assignments = {key: value for key, value in self.content.items() if isinstance(value, dict)}
        self._check(set(self.content) - set(assignments), OF_COURSE)
        name = self.content.get("zone")
        if name is None:
            self._refuse('it names no time zone: add a line such as zone = "Europe/Berlin" at its top.')
        if not isinstance(name, str):
            self._refuse("zone is the name of one, in quotation marks.")
        try:
            self.zone = find_zone(name)
        except Unclear as error:
            self._refuse(f"zone: {error}")
        late_days = self.content.get("late_days", 0)
        if not isinstance(late_days, int) or isinstance(late_days, bool) or not 0 <= late_days <= 365:
            self._refuse(f"late_days: a whole number of days that each student has in a term, not {late_days!r}.")
        usual = self._penalty(self.content.get("penalty", "none"))
        entries = {}
        for assignment, given in assignments.items():
            self.where = f"{self.path.name}, [{assignment}]"
            entries[assignment] = self._entry(given, usual)
        return Calendar(self.path, self.zone, name, late_days, entries)

    def _entry(self, given: dict[str, Any], usual: Penalty) -> Entry:
        self._check(set(given), OF_ASSIGNMENT)
        if "due" not in given:
            self._refuse("it has no due date; add a line such as due = 2026-03-02 18:00:00.")
        due = self._moment("due", given["due"])
        late_until = self._moment("late_until", given["late_until"]) if "late_until" in given else None
        if late_until and late_until < due:
            self._refuse("late_until is before due.")
        extensions = given.get("extensions", {})
        if not isinstance(extensions, dict):
            self._refuse('extensions are lines such as anna = 2026-03-05 18:00:00, or anna = "3 days".')
        later = {student: self._extension(student, value, due) for student, value in extensions.items()}
        return Entry(due, late_until, self._penalty(given["penalty"]) if "penalty" in given else usual, later)

    def _extension(self, student: str, value: object, due: datetime) -> datetime:
        label = f"extension of {student}"
        if isinstance(value, dict):
            # anna.b = … without quotation marks is, to TOML, b of anna.
            self._refuse(f"{label}: a name with a full stop or an @ in it stands in quotation marks.")
        if isinstance(value, str) and (found := LASTING.fullmatch(value.strip())):
            # By the clocks: three days later it is due at the same time of day.
            assert self.zone is not None
            local = due.replace(tzinfo=UTC).astimezone(self.zone).replace(tzinfo=None)
            if found[2] == "hour":
                return due + timedelta(hours=int(found[1]))
            return self._resolved(label, local + timedelta(seconds=int(found[1]) * SECONDS[found[2]]))
        later = self._moment(label, value)
        if later < due:
            self._refuse(f"{label}: it ends before the work is due.")
        return later

    def _penalty(self, value: object) -> Penalty:
        text = value.strip() if isinstance(value, str) else ""
        if text == "none":
            return Penalty()
        if text == "zero":
            return Penalty(100, text="zero")
        found = PENALTY.fullmatch(text)
        if not found or (found["unit"] == "%" and float(found["much"]) > 100):
            self._refuse(
                f'penalty: {value!r} is none; write "none", "zero", "10% per day", "2 points per day" or "20%".'
            )
        return Penalty(float(found["much"]), "%" if found["unit"] == "%" else "points", found["each"] or "", text)

    def _moment(self, label: str, value: object) -> datetime:
        offset = None
        if isinstance(value, datetime):
            local, offset = value.replace(tzinfo=None), value.utcoffset()
        elif isinstance(value, date):
            self._refuse(f"{label}: {value} has no time of day; {WRITE}.")
        elif isinstance(value, str) and (found := ISO.fullmatch(value.strip())):
            with suppress(ValueError):
                given = datetime.fromisoformat(f"{found[1]} {found[2]}{(found[3] or '').replace('UTC', 'Z')}")
                return self._moment(label, given)
            self._refuse(f"{label}: there is no {value}.")
        elif isinstance(value, str) and TWO_DAYS.search(value):
            self._refuse(f"{label}: {value!r} could be two days; {WRITE}.")
        else:
            self._refuse(f"{label}: {value!r} is no date; {WRITE}.")
        if not 2000 <= local.year < 2100:
            self._refuse(f"{label}: {local:%Y-%m-%d} is not of this century.")
        return local - offset if offset is not None else self._resolved(label, local)

    def _resolved(self, label: str, local: datetime) -> datetime:
        assert self.zone is not None
        try:
            return resolve(local, self.zone)
        except Unclear as error:
            self._refuse(f"{label}: {error}")

    def _check(self, keys: set[str], known: tuple[str, ...]) -> None:
        for key in sorted(keys - set(known)):
            self._refuse(f"there is no {key!r}; what it may have is {', '.join(known)}.")

    def _refuse(self, why: str) -> NoReturn:
        raise Unclear(f"{self.where}: {why}")


def _not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"at line (\d+)", str(error))
    lines = text.splitlines()
    line = lines[int(found[1]) - 1].strip() if found and int(found[1]) <= len(lines) else ""
    where = f"{path.name}, line {found[1]}" if found else path.name
    if two := TWO_DAYS.search(line):
        return f"{where}: {two[0]!r} could be two days; {WRITE}."
    if re.search(r"=\s*\d{4}-\d\d-\d\d[ T]\d\d:\d\d\s*(?:#|$)", line):
        # TOML 1.0 wants seconds, too.
        return f"{where}: a time has seconds here: write {line.partition('#')[0].rstrip()}:00, or put it in quotes."
    if "@" in line.partition("=")[0]:
        return f"{where}: a name with an @ in it stands in quotation marks: {line!r}."
    return f"{where}: it cannot be read ({error}): {line!r}."
