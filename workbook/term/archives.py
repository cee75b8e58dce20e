"""Collect what a learning platform gave: notebooks, and archives of them, whose names say whose they are.

What is named STUDENT_NN_topic is that student's, whatever an archive among it says inside. Only an archive without any
_ in its name is the platform's own, for what a student uploads is named STUDENT_ and the student's own word: the names
in it are the platform's, and one archive more may lie inside. Everything is read a file at a time and written under
names made here, so that no name in an archive is ever part of a path.
"""

import gzip
import os
import re
import stat
import tarfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from workbook.grading.rebuild.submitted import MAX_FILE, Unreadable, open_file, shown
from workbook.term import door

MAX_NAME = 200
# Of a platform's own archive, and of a student's.
MAX_DOWNLOAD, MAX_DOWNLOADED = 20_000_000_000, 10_000
MAX_UNPACKED, MAX_FILES = 100_000_000, 100
# What a file may unpack to. Text of a million characters that all repeat is nothing to fear.
MAX_RATIO, ALWAYS = 200, 1_000_000
NOTEBOOK = ".ipynb"
ARCHIVES = (".zip", ".tar.gz", ".gz")
FILE_ID = re.compile(r"\w{1,100}", re.ASCII)
INSIDE = re.compile(r"(?:.*_)?(?P<file_id>\d\d_\w{1,100})\.ipynb", re.ASCII)
ENTRY_OF_ZIP = b"PK\x01\x02"


class ByFolder(FileNameCollectorPlugin):  # type: ignore[misc]
    """nbgrader's collector by names, for what `BoundedExtractor` has sorted into folders by these names."""

    def whose(self, name: str) -> tuple[str, str]:
        """Return the student and the notebook that a file's name says.

        Raises
        ------
        Unreadable
            If it says neither, or what is no name.
        """
        # A Mac writes ü as u and a mark of its own.
        name = unicodedata.normalize("NFC", name)
        if len(name) > MAX_NAME or shown(name, MAX_NAME) != name:
            raise Unreadable("it has a name that is too long, or has signs that are none of a name; rename it.")
        found = re.match(self.named_regexp, f"/{_stem(name)}{NOTEBOOK}")
        if not found:
            raise Unreadable(
                "it does not say in its name whose it is; name it STUDENT_NN_topic. "
                "A platform's own archive of what all handed in has no _ in its name."
            )
        student, file_id = found["student_id"], found["file_id"]
        if not door.is_student(student) or not FILE_ID.fullmatch(file_id):
            raise Unreadable(f"it is of {student!r}, which is no name that a student may have; rename it.")
        return student, file_id

    def collect(self, submitted_file: str) -> dict[str, str]:
        """Return whose a file is, for nbgrader."""
        path = Path(submitted_file)
        return {"student_id": path.parent.name, "file_id": path.stem}


class BoundedExtractor(ExtractorPlugin):  # type: ignore[misc]
    """nbgrader's extractor, for archives that may hold anything."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Sort the notebooks in what was downloaded into a folder for each student."""
        self.extracted = Path(extracted_path)
        self.origins: dict[tuple[str, str], str] = {}
        names: ByFolder = self.parent.collector_plugin_inst
        for name in sorted(os.listdir(archive_path)):
            with self._naming(name), open_file(Path(archive_path), name, MAX_DOWNLOAD) as file:
                if not _is_archive(name) or "_" in name:
                    self._take(names, name, partial(_read, file))
                    continue
                for entry in _entries(file, name, MAX_DOWNLOADED, MAX_DOWNLOAD):
                    with self._naming(f"{entry.name} in {name}"):
                        self._take(names, entry.name, entry.read)

    def _take(self, names: ByFolder, name: str, read: Callable[[int], bytes]) -> None:
        """Take what has a name that the platform gave."""
        if not name.endswith((NOTEBOOK, *ARCHIVES)):
            self.log.info("Neither a notebook nor an archive: %s", shown(name, MAX_NAME))
        elif "/" in name or "\\" in name:
            raise Unreadable(
                "it lies in a folder, whose files have names of a student's choice. "
                "Unpack it, and put the files themselves beside the others, each under its student's name."
            )
        elif not _is_archive(name):
            self._put(*names.whose(name), read(MAX_FILE), name)
        else:
            student, _ = names.whose(name)
            for file_id, data in _notebooks(name, read(MAX_FILE)).items():
                self._put(student, file_id, data, name)

    def _put(self, student: str, file_id: str, data: bytes, origin: str) -> None:
        path = self.extracted / student / f"{file_id}{NOTEBOOK}"
        if first := self.origins.get((student, file_id)):
            path.unlink(missing_ok=True)
            raise Unreadable(f"it and {first} are both {file_id} of {student}; neither is taken. Leave one of them.")
        self.origins[student, file_id] = origin
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)

    @contextmanager
    def _naming(self, name: str) -> Iterator[None]:
        """Name a file that cannot be taken, and go on."""
        try:
            yield
        except Unreadable as error:
            self.log.warning("Not collected: %s: %s", shown(name, 2 * MAX_NAME), error)
        except Exception as error:  # what the readers of archives raise at bytes of a student's choice has no end
            self.log.warning(
                "Not collected: %s: it cannot be read (%s). Ask for it again.",
                shown(name, 2 * MAX_NAME),
                shown(str(error) or "it is damaged", MAX_NAME),
            )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class _Entry:
    """A file in an archive."""

    name: str
    read: Callable[[int], bytes]


def _notebooks(name: str, data: bytes) -> dict[str, bytes]:
    """Return the notebooks in a student's own archive by what they are, which is all that the names inside say."""
    found: dict[str, bytes] = {}
    room = MAX_UNPACKED
    for entry in _entries(BytesIO(data), name, MAX_FILES, MAX_UNPACKED):
        inside = PurePosixPath(entry.name.replace("\\", "/")).name
        # A Mac adds files whose names begin so.
        if inside.startswith("._"):
            continue
        if _is_archive(inside):
            raise Unreadable("it has another archive inside; ask the student to hand in the notebook itself.")
        named = INSIDE.fullmatch(inside)
        if not named:
            continue
        file_id = named["file_id"]
        if file_id in found:
            raise Unreadable(f"it has two notebooks {file_id} inside; ask the student which one counts.")
        found[file_id] = entry.read(min(MAX_FILE, room))
        room -= len(found[file_id])
    if not found:
        raise Unreadable("it has no notebook NN_topic.ipynb inside; ask the student to hand it in.")
    return found


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
                yield _Entry(info.filename, partial(_unzip, archive, info))
    elif name.endswith(".tar.gz"):
        bounded = _Bounded(gzip.GzipFile(fileobj=file), unpacked)
        with tarfile.open(fileobj=bounded, mode="r|") as tar:  # type: ignore[call-overload]
            for number, member in enumerate(tar, 1):
                if number > most:
                    raise _too_many(most)
                if member.isreg():
                    yield _Entry(member.name, partial(_read, tar.extractfile(member)))
    else:
        yield _Entry(_stem(name) + NOTEBOOK, partial(_read, _Bounded(gzip.GzipFile(fileobj=file), unpacked)))


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
