"""Collect what a learning platform gave: notebooks, and archives of them, whose names say whose they are.

nbgrader's collector, or a plugin in its place, reads the names by the course's `named_regexp`. Here it is asked about
names that the platform gave and no others: what lies in an archive that a student packed is that student's, whatever
it is called inside. Only an archive that does not begin as a student's file does, and has no _ in its name or lies
alone, is the platform's own; the names in it are the platform's, and one archive more may lie inside. Everything is
read a file at a time, and each name is checked before it is part of a path.
"""

import gzip
import os
import re
import stat
import tarfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import dateutil.parser
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import find_all_notebooks

from workbook.grading.rebuild.submitted import MAX_FILE, Unreadable, open_file, shown
from workbook.term import door

MAX_NAME, MAX_DATE = 200, 60
# Of a platform's own archive, and of a student's.
MAX_DOWNLOAD, MAX_DOWNLOADED = 20_000_000_000, 10_000
MAX_UNPACKED, MAX_FILES = 100_000_000, 100
# What a file may unpack to. Text of a million characters that all repeat is nothing to fear.
MAX_RATIO, ALWAYS = 200, 1_000_000
NOTEBOOK = ".ipynb"
ARCHIVES = (".zip", ".tar.gz", ".gz")
ENTRY_OF_ZIP = b"PK\x01\x02"
# What a Mac puts beside files and into archives.
NO_FILE = re.compile(r"(?:.*/)?(?:\.[^./].*|__MACOSX/.*)", re.DOTALL)
# In submitted/ these are no student's to write: when it was handed in, where its feedback goes, who must look at it.
RESERVED = ("timestamp.txt", "submission_secret.txt", door.FOR_PERSON)
# nbgrader takes 2016-01-30-15-30-10, of its own example of a name, for three in the afternoon ten hours west.
DASHED = re.compile(r"(\d{4}-\d\d-\d\d)[-_ T](\d\d)[-.:](\d\d)[-.:](\d\d)", re.ASCII)
# What a browser, or JupyterLab, puts behind the name of a file that is there already.
COPY = re.compile(r"(?: ?\((\d{1,3})\)|-Copy(\d{1,3}))$", re.ASCII)
# In seconds. An archive keeps no finer dates.
ONE_MOMENT = 2
NOBODYS = (
    "it does not say in its name whose it is, by c.FileNameCollectorPlugin.named_regexp. "
    "A platform's own archive of what all handed in has no _ in its name, or lies alone."
)

collect_files, start = ZipCollectApp._collect_files, ZipCollectApp.start


def install() -> None:
    """Have each name checked that nbgrader's collector, or a plugin in its place, makes of what was downloaded."""
    ZipCollectApp._collect_files = _collect_files
    ZipCollectApp.start = _start


@dataclass(frozen=True)
class Origin:
    """Where a file that was unpacked comes from."""

    label: str
    asked: Path
    """The path by whose name the collector says whose it is: the file's own, or that of the student's archive."""
    names: Path
    """The folder in which the names are the platform's."""
    inside: PurePosixPath | None = None
    """The path in a student's archive."""
    written: float = 0.0
    """When it was last written, as seconds: the file that was downloaded, or its entry in the platform's archive."""


class BoundedExtractor(ExtractorPlugin):  # type: ignore[misc]
    """nbgrader's extractor, for archives that may hold anything."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Copy what was downloaded, and unpack the archives in it, each into a folder of its own."""
        self.origins: dict[str, Origin] = {}
        top = Path(extracted_path)
        alone = len([name for name in os.listdir(archive_path) if not NO_FILE.fullmatch(name)]) == 1
        for folder, _, names in os.walk(archive_path):
            for name in sorted(names):
                given = os.path.relpath(os.path.join(folder, name), archive_path).replace(os.sep, "/")
                if NO_FILE.fullmatch(given):
                    continue
                with self._naming(given, name), open_file(Path(folder), name, MAX_DOWNLOAD) as file:
                    path = top / _checked(given)
                    written = os.fstat(file.fileno()).st_mtime
                    if not self._is_archive(name):
                        self._put(path, _read(file, MAX_FILE), Origin(given, path, top, written=written))
                    elif path.parent == top and self._is_platforms(path, alone):
                        self._unpack_platforms(file, path, given)
                    else:
                        self._unpack_students(_read(file, MAX_FILE), path, given, top, written)

    def _is_archive(self, name: str) -> bool:
        return name.endswith(ARCHIVES) and os.path.splitext(name)[1] in self.zip_ext

    def _is_platforms(self, path: Path, alone: bool) -> bool:
        # Without a released notebook it cannot be seen how students' files begin.
        theirs = "_" not in path.name or (alone and _released(self.parent))
        return bool(theirs) and not _begins_as_students(self.parent, _asked(path))

    def _unpack_platforms(self, file: IO[bytes], path: Path, given: str) -> None:
        folder = path.with_name(_stem(path.name))
        for entry in _entries(file, given, MAX_DOWNLOADED, MAX_DOWNLOAD):
            if NO_FILE.fullmatch(entry.name):
                continue
            label = f"{entry.name} in {given}"
            with self._naming(label, entry.name):
                inside = _checked(entry.name)
                # Some who pack a folder pack what is in it, and some the folder.
                names = folder / inside.parts[0] if inside.parts[0] == folder.name else folder
                if self._is_archive(entry.name):
                    self._unpack_students(entry.read(MAX_FILE), folder / inside, label, names, entry.written)
                else:
                    origin = Origin(label, folder / inside, names, written=entry.written)
                    self._put(folder / inside, entry.read(MAX_FILE), origin)

    def _unpack_students(self, data: bytes, path: Path, label: str, names: Path, written: float) -> None:
        found: dict[PurePosixPath, bytes] = {}
        endings = self.parent.collector_plugin_inst.valid_ext
        room = MAX_UNPACKED
        for entry in _entries(BytesIO(data), path.name, MAX_FILES, room):
            inside = PurePosixPath(entry.name.replace("\\", "/"))
            if NO_FILE.fullmatch(entry.name):
                continue
            if self._is_archive(inside.name):
                raise Unreadable("it has another archive inside; ask the student to hand in the notebook itself.")
            if inside.suffix == NOTEBOOK:
                inside = PurePosixPath(inside.name)
            try:
                inside = _checked(str(inside))
                if inside in found:
                    raise Unreadable(f"it has two files {inside} inside; ask the student which one counts.")
                found[inside] = entry.read(min(MAX_FILE, room))
            except Unreadable:
                # A film beside the notebook is no reason to leave out the notebook.
                if inside.suffix in endings:
                    raise
                continue
            room -= len(found[inside])
        if not any(inside.suffix in endings for inside in found):
            raise Unreadable("it has no notebook inside; ask the student to hand it in.")
        for inside, content in found.items():
            # In a folder of the archive's whole name: two that differ in their endings alone are two hand-ins.
            self._put(path / inside, content, Origin(label, _asked(path), names, inside, written))

    def _put(self, path: Path, data: bytes, origin: Origin) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            raise Unreadable("another file of this name was there already; rename one of them.") from None
        self.origins[str(path)] = origin

    @contextmanager
    def _naming(self, label: str, name: str) -> Iterator[None]:
        """Name a file that cannot be taken, and go on."""
        try:
            yield
        except Unreadable as error:
            why = error
        except Exception as error:  # what the readers of archives raise at bytes of a student's choice has no end
            said = shown(str(error) or "it is damaged", MAX_NAME)
            why = Unreadable(f"it cannot be read ({said}). Ask for it again.")
        else:
            return
        wanted = self._is_archive(name) or os.path.splitext(name)[1] in self.parent.collector_plugin_inst.valid_ext
        _leave_out(self.parent, label, why if wanted else _Nobodys(str(why)))


class _Nobodys(Unreadable):
    """A file that is no work of a student's, as far as its name says."""


class _Known(FileNameCollectorPlugin):  # type: ignore[misc]
    """A collector that has been asked already."""

    def __init__(self, known: dict[str, dict[str, Any]]):
        super().__init__()
        self.known = known

    def collect(self, submitted_file: str) -> dict[str, Any]:
        """Return what is known of a file."""
        return self.known[submitted_file]


def _start(app: ZipCollectApp) -> None:
    """Collect, and say at the end whether something was left out."""
    app.left_out = False
    try:
        start(app)
    except re.error as error:
        app.fail(f"c.FileNameCollectorPlugin.named_regexp is no regular expression: {error}.")
    if app.left_out:
        app.fail("Not all was collected; the warnings above say what was not, and why.")


def _collect_files(app: ZipCollectApp, src_files: list[str]) -> dict[str, Any]:
    """Do what nbgrader does, with the files of which it is clear whose they are."""
    origins: dict[str, Origin] = getattr(app.extractor_plugin_inst, "origins", {})
    known: dict[str, dict[str, Any]] = {}
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    refused: dict[str, Unreadable] = {}
    labels = {}
    for name in src_files:
        path = Path(name)
        origin = origins.get(name)
        labels[name] = label = origin.label if origin else name
        try:
            if path.is_symlink():  # of another extractor's
                raise Unreadable("it is a link, not a file.")
            if path.suffix in app.collector_plugin_inst.valid_ext:
                known[name] = found = _whose(app, path, origin)
                same[found["student_id"], found["file_id"]].append(name)
            elif not origin or not origin.inside:
                raise _Nobodys("it has none of the endings in c.FileNameCollectorPlugin.valid_ext.")
        except Unreadable as error:
            # All files of an archive have the same fault.
            refused.setdefault(label, error)
    for (student, file), names in same.items():
        if len(names) < 2 or all(known[name]["timestamp"] for name in names):
            continue
        newest = _newest(names, origins)
        for name in names:
            if name != newest:
                del known[name]
        which = " and ".join(shown(labels[name], 4 * MAX_NAME) for name in names)
        if newest:
            taken = shown(labels[newest], 4 * MAX_NAME)
            app.log.warning("%s: each is %s of %s. Taken is the newest by its date: %s.", which, file, student, taken)
        else:
            why = f"each is {file} of {student}, and no date says which is newer; none is taken. Leave one of them."
            refused[which] = Unreadable(why)
    for label, reason in refused.items():
        _leave_out(app, label, reason)
    app.collector_plugin_inst = _Known(known)
    collected: dict[str, Any] = collect_files(app, list(known))
    return collected


def _newest(names: list[str], origins: dict[str, Origin]) -> str:
    """Return which of a student's files for one notebook was written last; nothing if that cannot be told.

    Of files of one moment the one that a browser has numbered highest came last.
    """
    written: dict[str, float] = {}
    number: dict[str, list[int]] = {}
    for name in names:
        origin = origins.get(name)
        written[name] = origin.written if origin else os.stat(name).st_mtime
        called = (origin.asked, origin.inside) if origin else (Path(name), None)
        copies = [COPY.search(path.stem) if path else None for path in called]
        number[name] = [int(copy[1] or copy[2]) if copy else 0 for copy in copies]
    last = max(written.values())
    newest = [name for name in names if last - written[name] < ONE_MOMENT]
    highest = [name for name in newest if number[name] == max(number[n] for n in newest)]
    return highest[0] if len(highest) == 1 else ""


def _whose(app: ZipCollectApp, path: Path, origin: Origin | None) -> dict[str, Any]:
    """Return what nbgrader needs to know of a file."""
    asked = origin.asked if origin else path
    plugin = app.collector_plugin_inst
    info = plugin.collect(str(asked))
    if not info and COPY.search(asked.stem):
        asked = asked.with_name(COPY.sub("", asked.stem) + asked.suffix)
        info = plugin.collect(str(asked))
    if not info:
        raise _Nobodys(NOBODYS)
    if plugin.named_regexp and (found := re.match(plugin.named_regexp, str(asked))):
        _check_reading(found, origin.names if origin else None)
    student, file_id, when = info.get("student_id"), info.get("file_id"), info.get("timestamp")
    for key, value in (("student_id", student), ("file_id", file_id)):
        if not isinstance(value, str):
            raise Unreadable(f"{type(plugin).__name__} gives no text as its {key}; mend it, or the named_regexp.")
    student = door.normal(student)
    if why := door.refusal(student):
        raise Unreadable(f"it is of {shown(student)!r}, which is no name that a student may have: {why} Rename it.")
    file_id = _in_archive(app, origin.inside) if origin and origin.inside else os.path.splitext(file_id)[0]
    if COPY.sub("", file_id) in _released(app):
        file_id = COPY.sub("", file_id)
    file_id += path.suffix
    # Parts of a path, and shown in pages, like the names of students.
    if not all(map(door.is_student, file_id.split("/"))) or file_id in RESERVED:
        raise Unreadable(f"it would be {shown(file_id, MAX_NAME)}, a name that no file here may have.")
    if isinstance(when, str):
        when = _moment(when) if when else None
    return {"student_id": student, "file_id": file_id, "timestamp": when}


def _check_reading(found: re.Match[str], names: Path | None) -> None:
    """Refuse a name which says whose it is in a part of a student's choice.

    What a student chose stands behind what the platform wrote, or in front of it. So what is left without the part
    that was read, and what stands before or behind it, must not be another student's.
    """
    groups, text = found.re.groupindex, found.string
    if "student_id" not in groups or not found["student_id"]:
        return
    first, last = found.span("student_id")
    begin = len(str(names)) + 1 if names else 0
    if first < begin:
        raise _Nobodys(NOBODYS)
    if names and os.sep in text[begin:first] and text[begin:].split(os.sep)[0] != found["student_id"]:
        raise Unreadable(
            "it lies in a folder, whose files have names of a student's choice. "
            "Put the files themselves beside the others, each under its student's name."
        )
    if "file_id" not in groups or found["file_id"] is None:
        return
    file_first, file_last = found.span("file_id")
    if file_first >= last:
        others = [(text[:end], text[file_first:]) for end in range(begin + 1, first + 1)]
    else:
        others = [(text[:file_last], text[start:]) for start in range(last, len(text))]
    for before, behind in others:
        again = found.re.match(before + behind)
        if not again or again["student_id"] in (None, found["student_id"]):
            continue
        # In the file's own part it is no other student's.
        if again.end("student_id") <= len(before) if file_first >= last else again.start("student_id") >= len(before):
            raise Unreadable(
                f"its name can be read as of {shown(again['student_id'])} and as of {shown(found['student_id'])}. "
                "Rename it, or have c.FileNameCollectorPlugin.named_regexp say where a student's name begins and ends."
            )


def _begins_as_students(app: ZipCollectApp, asked: Path) -> bool:
    """Whether an archive's name begins as the names of students' files do: then a student chose what is in it."""
    regexp, text = app.collector_plugin_inst.named_regexp, str(asked)
    if not regexp:
        return False
    begin = len(str(asked.parent)) + 1
    ends = (text[:end] + name + NOTEBOOK for name in _released(app) for end in range(begin + 1, len(text)))
    for name in (text, *ends):
        found = re.match(regexp, name)
        if found and "student_id" in found.re.groupindex and found.start("student_id") >= begin:
            return True
    return False


def _in_archive(app: ZipCollectApp, inside: PurePosixPath) -> str:
    """Return which of the assignment's notebooks a file of a student's archive is, or its own name."""
    if inside.suffix == NOTEBOOK:
        for name in sorted(_released(app), key=len, reverse=True):
            # A browser puts (1) behind the name of what is there already.
            if re.fullmatch(rf"(?:.*[\W_])?{re.escape(name)}(?: ?\(\d+\))?", inside.stem):
                return name
    return str(inside.with_suffix(""))


def _released(app: ZipCollectApp) -> list[str]:
    directory = app.coursedir
    folder = directory.format_path(directory.release_directory, ".", directory.assignment_id)
    return [PurePosixPath(name).stem for name in find_all_notebooks(folder)]


def _moment(text: str) -> datetime:
    """Return what a date in a file's name says, in UTC and without a time zone."""
    if found := DASHED.fullmatch(text):
        text = f"{found[1]} {found[2]}:{found[3]}:{found[4]}"
    with suppress(ValueError):
        return door.moment(text)
    with suppress(ValueError, OverflowError):
        when = dateutil.parser.parse(text) if len(text) <= MAX_DATE else datetime.min
        if 2000 <= when.year < 2100:
            return when.astimezone(UTC).replace(tzinfo=None) if when.tzinfo else when
    raise Unreadable(f"its date {shown(text)!r} cannot be read; rename it, or mend the named_regexp.")


def _leave_out(app: ZipCollectApp, label: str, why: Unreadable) -> None:
    app.log.warning("Not collected: %s: %s", shown(label, 4 * MAX_NAME), why)
    if not isinstance(why, _Nobodys):
        app.left_out = True


def _checked(name: str) -> PurePosixPath:
    """Return a name as a path, if it is fit to be part of one."""
    path = PurePosixPath(door.composed(name))
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Unreadable("it leads out of its folder; put the file itself beside the others.")
    seen = "".join(character for character in str(path) if character not in door.JOINERS)
    if len(name) > MAX_NAME or "\\" in name or shown(seen, MAX_NAME) != seen:
        raise Unreadable("it has a name that is too long, or has signs that are none of a name; rename it.")
    return path


def _asked(archive: Path) -> Path:
    """Return the name that a notebook would have in the place of a student's archive."""
    return archive.with_name(_stem(archive.name) + NOTEBOOK)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class _Entry:
    """A file in an archive."""

    name: str
    read: Callable[[int], bytes]
    written: float = 0.0
    """When, as seconds, if the archive's dates are of this machine's zone."""


def _entries(file: IO[bytes], name: str, most: int, unpacked: int) -> Iterator[_Entry]:
    """Yield the files in an archive of at most `most`, each to be read before the next."""
    size = os.fstat(file.fileno()).st_size if not isinstance(file, BytesIO) else len(file.getvalue())
    if not size:
        raise Unreadable("it is empty; ask the student to hand it in again.")
    unpacked = min(unpacked, max(ALWAYS, MAX_RATIO * size))
    if name.endswith(".zip"):
        # The module would make an object of each before it can be asked how many there are.
        if isinstance(file, BytesIO) and file.getvalue().count(ENTRY_OF_ZIP) > most:
            raise _too_many(most)
        with ZipFile(file) as archive:
            found = [info for info in archive.infolist() if not info.is_dir()]
            if len(found) > most:
                raise _too_many(most)
            for info in found:
                yield _Entry(info.filename, partial(_unzip, archive, info), _seconds(info))
    elif name.endswith(".tar.gz"):
        bounded = _Bounded(gzip.GzipFile(fileobj=file), unpacked)
        with tarfile.open(fileobj=bounded, mode="r|") as tar:  # type: ignore[call-overload]
            for number, member in enumerate(tar, 1):
                if number > most:
                    raise _too_many(most)
                if member.isreg():
                    yield _Entry(member.name, partial(_read, tar.extractfile(member)), float(member.mtime))
    else:
        yield _Entry(_stem(name) + NOTEBOOK, partial(_read, _Bounded(gzip.GzipFile(fileobj=file), unpacked)))


def _seconds(info: ZipInfo) -> float:
    with suppress(ValueError, OverflowError):  # a date may be any numbers
        return datetime(*info.date_time).timestamp()
    return 0.0


def _unzip(archive: ZipFile, info: ZipInfo, limit: int) -> bytes:
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unreadable("it is packed in an unusual way; ask the student to hand in the notebook itself.")
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        raise Unreadable("it is a link or a device, not a file; ask the student to hand in the file itself.")
    with archive.open(info) as file:
        return _read(_Bounded(file, max(ALWAYS, MAX_RATIO * info.compress_size)), limit)


def _read(file: _Readable, limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(f"it has more than {limit / 1e6:.1f} MB; ask the student to clear the outputs.")
    return data


class _Bounded:
    """A file of which only so much can be read."""

    def __init__(self, file: _Readable, most: int):
        self.file, self.left = file, most

    def read(self, size: int) -> bytes:
        data = self.file.read(min(size, self.left + 1))
        self.left -= len(data)
        if self.left < 0:
            raise Unreadable("it unpacks to far more than it is; ask the student to hand in the notebook itself.")
        return data


def _too_many(most: int) -> Unreadable:
    return Unreadable(f"it has more than {most} files; ask the student to hand in the notebook alone.")


def _is_archive(name: str) -> bool:
    return name.endswith(ARCHIVES)


def _stem(name: str) -> str:
    """Return a name without what says its kind."""
    for suffix in ARCHIVES:
        name = name.removesuffix(suffix)
    return name.removesuffix(NOTEBOOK)
