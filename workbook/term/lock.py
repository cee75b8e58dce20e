"""One grading of an assignment at a time: whoever comes second is told who is at it, since when, and what to do.

The system keeps the lock, and lets it go when the process that holds it ends, however that ends. The file says who it
is; that counts by itself only where another machine wrote it, because folders that machines share may share no locks.
"""

import contextlib
import getpass
import glob
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from workbook.grading import batch
from workbook.grading.batch import Stopped

try:
    import fcntl
except ImportError:  # Windows, where nothing is graded
    fcntl = None  # type: ignore[assignment]

READ_SECONDS = 1.0
"""How long whoever comes second waits for the first to have written who it is."""


@contextlib.contextmanager
def held(path: Path, what: str, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock while the block lasts.

    Parameters
    ----------
    path
        Its file, which stays.
    what
        What is done meanwhile, as in "grading 01_small".
    shared
        Whether others of the file's group may hold it at another time.

    Raises
    ------
    Stopped
        If another process holds it.
    """
    if fcntl is None:
        yield
        return
    with _opened(path, shared) as file:
        locks = True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stopped(_taken(path, what, _waited_for(path))) from None
        except OSError:
            locks = False  # of this file system; then what the file says is all that is known
        before = _said(path)
        if before and before.get("host") != socket.gethostname():
            raise Stopped(_left(path, what, before))
        if before and not locks and _lives(before.get("process")):
            raise Stopped(_taken(path, what, before))
        try:
            os.pwrite(file, _who(), 0)
        except OSError as error:
            raise Stopped(batch.FULL if batch.is_full(error) else f"{path} cannot be written: {error}.") from None
        try:
            yield
        finally:
            os.ftruncate(file, 0)


@contextlib.contextmanager
def all_held(directory: CourseDirectory) -> Iterator[None]:
    """Hold the locks of all assignments of a course while folders of students are moved, or raise `Stopped`."""
    with contextlib.ExitStack() as stack:
        for folder in sorted(glob.glob(directory.format_path(directory.source_directory, ".", "*"))):
            name = os.path.basename(folder)
            if os.path.isdir(folder):
                what = f"at work on {name}"
                stack.enter_context(held(file_of(directory, name), what, shared=directory.groupshared))
        yield


def file_of(directory: CourseDirectory, assignment: str) -> Path:
    """Return the file of the lock under which an assignment is graded."""
    return Path(os.path.normpath(directory.format_path("results", ".", f"{assignment}.lock")))


def holder(path: Path) -> str:
    """Return who holds a lock, as far as its file says; nothing if nobody does."""
    said = _said(path)
    if not said or (said.get("host") == socket.gethostname() and not _lives(said.get("process"))):
        return ""
    return f"{_named(said)} since {said.get('since')}"


@contextlib.contextmanager
def _opened(path: Path, shared: bool) -> Iterator[int]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if shared:
            with contextlib.suppress(PermissionError):  # another's, who has done it
                os.fchmod(file, 0o660)
    except OSError as error:
        raise Stopped(batch.FULL if batch.is_full(error) else f"{path} cannot be written: {error}.") from None
    try:
        yield file
    finally:
        os.close(file)


def _who() -> bytes:
    program = Path(sys.argv[0])
    said = {
        "user": _user(),
        "host": socket.gethostname(),
        "process": os.getpid(),
        "program": (program.parent if program.name == "__main__.py" else program).name,
        "since": datetime.now().astimezone().isoformat(" ", "minutes"),
    }
    # So long that it covers what a process that was killed has left.
    return f"{json.dumps(said):<500}\n".encode()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # one without a name, as in a container
        return f"user {os.getuid()}"


def _said(path: Path) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        said = json.loads(path.read_bytes())
        return said if isinstance(said, dict) else {}
    return {}


def _waited_for(path: Path) -> dict[str, Any]:
    end = time.monotonic() + READ_SECONDS
    while not (said := _said(path)) and time.monotonic() < end:
        time.sleep(0.05)
    return said


def _taken(path: Path, what: str, said: dict[str, Any]) -> str:
    if not said:
        return f"Another process is {what} just now. Run this again when it is done."
    process = said.get("process")
    if said.get("host") == socket.gethostname() and not _lives(process):
        return (
            f"{_named(said)} was {what} from {said.get('since')} on. That process is gone, but one that it started is "
            f"not: `fuser {path}` names it. End that, and run this again."
        )
    return (
        f"{_named(said)} is {what} since {said.get('since')}. Run this again when it is done; it then goes on from "
        "there. If it hangs, stop it where it was started: what it has done is kept."
    )


def _left(path: Path, what: str, said: dict[str, Any]) -> str:
    return (
        f"{_named(said)} has been {what} since {said.get('since')}, and has not said that it ended. If that process is "
        f"gone (or its container), delete {path} and run this again."
    )


def _named(said: dict[str, Any]) -> str:
    return f"{said.get('user')} ({said.get('program')}, process {said.get('process')} on {said.get('host')})"


def _lives(process: object) -> bool:
    if not isinstance(process, int):
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True
