"""The walls around a submission: bubblewrap outside, a namespace of its own for each process inside.

`Walls` holds a fork server (`inside.zygote`) in bubblewrap, which forks the kernels that run students' cells and the
examiners that run check cells. It has no network, no writable system, and none of the course's files. It runs nothing
but imports, and each of its children gets walls of its own before it is told anything: an examiner gets the text of the
checks over its socket, after the fork. Memory is copied on writing, and the proof at the start fails if any of it is
shared. So an examiner is as far from a kernel as it would be from another server's; only the addresses at which its
libraries lie are the same. What leaves a wall is plain data (`inside.wire`), nothing else.

Workers on one machine have a fork server each, all forked from one: TensorFlow is imported once and in memory once.

Linux only. Elsewhere `Walls` says so and refuses, unless the environment variable ``WORKBOOK_UNCONFINED`` holds the
words of `OPT_OUT`. Then the same two processes run without walls, loudly, and every result tells of it.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from workbook import IS_WHOLE, ROOT
from workbook.grading.sandbox.bubblewrap import (
    COURSE,
    COVERED,
    START_SECONDS,
    as_user,
    bubblewrap,
    environment,
    missing,
    python,
    unprivileged,
)
from workbook.grading.sandbox.inside.wire import Connection, WireError
from workbook.grading.sandbox.inside.zygote import GRACE_SECONDS
from workbook.grading.sandbox.processes import Limits, Process

MAX_VALUES = 2_000_000  # in one message of a kernel's
# Of a course's folder, inside no process of a submission's.
PRIVATE = ("solutions", "source", "submitted", "gradebook.db", "nbgrader_config.py", "tests", "workbook/term", ".git")
OPT_OUT = "submissions may do what they like to this machine"
REFUSED = (
    f"{{problem}} Nothing is graded. docs/grading.md has a container in which it works (No bubblewrap?). "
    f"If you trust every submission as you trust yourself, set WORKBOOK_UNCONFINED='{OPT_OUT}'."
)
UNCONFINED = "Graded WITHOUT WALLS, because WORKBOOK_UNCONFINED was set: its code could do whatever its grader can."
TELLS = (
    "The walls hold, but code inside can read where the course's folder is, for no overlay can be mounted there: "
    "the kernel is older than 5.11, or the folder's file system does not allow it."
)


class Unconfined(Exception):
    """The walls cannot be built, or do not hold. `trace` is what a process inside said, if that is no sentence."""

    def __init__(self, words: str, trace: str = ""):
        super().__init__(words)
        self.trace = trace


class Zygote:
    """A fork server inside bubblewrap: a new one, or one that another process's `Zygote` has forked (`another`).

    A `light` one does not import TensorFlow.
    """

    def __init__(self, given: socket.socket | None = None, *, confined: bool = True, light: bool = False):
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        self.lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self.ready = False
        if given and given.fileno() >= 0:  # not one that was closed
            self.control = Connection(given)
            return
        ours, theirs = socket.socketpair()
        self.control = Connection(ours)
        user = unprivileged() if confined else None
        own = {"HOME": str(Path.home()), "PYTHONPATH": str(ROOT), "PATH": f"{sys.prefix}/bin:/usr/bin:/bin"}
        own["LD_LIBRARY_PATH"] = os.environ.get("LD_LIBRARY_PATH", "")
        command = ["-m", "workbook.grading.sandbox.inside.zygote", str(theirs.fileno())]
        command += ["light"] * light
        self.process = subprocess.Popen(
            bubblewrap([python(), *command]) if confined else [sys.executable, *command, "unconfined"],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
            env={} if confined else os.environ | environment() | own,
            start_new_session=True,
            **as_user(user),
        )
        theirs.close()

    def wait(self) -> None:
        """Wait until it has imported everything."""
        try:
            self.control.receive(START_SECONDS)
        except WireError as error:
            said = self._said()
            if "Traceback (most recent call last)" in said:
                problem = (
                    "In the walls, Python stopped before it could grade, perhaps at a package that is broken here."
                )
                raise Unconfined(REFUSED.format(problem=problem), said) from None
            problem = f"Bubblewrap did not start: {_end(said) or error}."
            raise Unconfined(REFUSED.format(problem=problem)) from None
        self.ready = True

    def another(self) -> socket.socket | None:
        """Have it fork a server of its kind, once it has imported everything, and return what to make a `Zygote` of.

        None if it has ended.
        """
        ours, theirs = socket.socketpair()
        with theirs, self.lock:
            try:
                socket.send_fds(self.control.sock, [json.dumps({"do": "serve"}).encode()], [theirs.fileno()])
            except OSError:
                ours.close()
                return None
        return ours

    def fork(self, role: str, limits: Limits, peer: socket.socket) -> Process:
        """Start a process; `peer` is the other end of what it says to the other process of its submission."""
        ours, theirs = socket.socketpair()
        request = {"do": "fork", "role": role, "limits": asdict(limits), "covered": COVERED}
        with self.lock:
            socket.send_fds(self.control.sock, [json.dumps(request).encode()], [theirs.fileno(), peer.fileno()])
            pid = self.control.receive(START_SECONDS)[0]["pid"]
        theirs.close()
        # This process has no walls: what a kernel says takes no more of its memory than a notebook's outputs should.
        connection = Connection(ours, values=MAX_VALUES, blobs=0) if role == "kernel" else Connection(ours)
        try:
            said, _ = connection.receive(START_SECONDS)
        except WireError as error:
            raise Unconfined(f"a {role} could not be confined: {_end(self._said()) or error}") from None
        return Process(self, pid, int(said["watcher"]), connection, limits)

    def load(self, names: Iterable[str]) -> None:
        """Make data sets for all that it forks from now on, where it has not done so; each takes half a second."""
        self._ask({"do": "load", "names": sorted(names)})

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to one of its children."""
        self._ask({"do": "signal", "pid": pid, "signal": int(number)})

    def reap(self, pid: int) -> int | None:
        """Return the exit status of a child that has ended."""
        status: int | None = self._ask({"do": "reap", "pid": pid})["status"]
        return status

    def close(self) -> None:
        """End it and all its children."""
        self.control.close()
        self.errors.close()
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5 if self.ready else 0)  # One that still imports does not see the end of its control.
            if self.process.poll() is None:
                # Its group, for what bubblewrap has just forked waits for it for ever.
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            self.control.sock.sendall(json.dumps(request).encode())
            return self.control.receive(START_SECONDS)[0]

    def _said(self) -> str:
        self.errors.seek(0)
        return self.errors.read().decode(errors="replace")


class Walls:
    """A fork server for kernels and examiners; proves at the start that what it forks is confined.

    Where it is given one (`Zygote.another`) that does not answer or confine, it starts its own.

    Raises
    ------
    Unconfined
        Where bubblewrap is missing or does not work, or a proof fails.
    """

    def __init__(self, limits: Limits | None = None, given: socket.socket | None = None):
        self.limits = limits or Limits()
        self.confined = _walls_are_wanted()
        self.tells = False  # whether the kernel says inside where the course's folder is
        self.note = "" if self.confined else UNCONFINED
        # Of a server that was given, whoever started it has asked.
        if self.confined and given is None and (problem := missing()):
            raise Unconfined(REFUSED.format(problem=problem))
        if self.note:
            print(f"\n*** {self.note} ***\n", file=sys.stderr, flush=True)
        self.zygote = Zygote(given, confined=self.confined)

    def __enter__(self) -> Self:
        try:
            try:
                self._hold()
            except Unconfined:
                # Of a server that was given, another process has the log that says why.
                if self.zygote.process:
                    raise
                self.zygote.close()
                self.zygote = Zygote(confined=self.confined)
                self._hold()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _hold(self) -> None:
        """Wait for the fork server, and see whether the walls hold."""
        self.zygote.wait()
        if self.confined and (found := self.prove()):
            raise Unconfined(REFUSED.format(problem=f"The walls do not hold: {'; '.join(found)}."))
        if self.tells:
            print(TELLS, file=sys.stderr, flush=True)

    def prove(self) -> list[str]:
        """Return what a process inside can do that it should not: an empty list."""
        with socket.create_server(("127.0.0.1", 0)) as listener, _pair() as (peer, _):
            process = self.zygote.fork("probe", self.limits, peer)
            request = {
                "port": listener.getsockname()[1],
                "absent": [str(place / name) for place in {Path.cwd(), *_project()} for name in PRIVATE],
                "read_only": [
                    "/",
                    "/usr",
                    "/etc",
                    COURSE,
                    f"{COURSE}/workbook",
                    python().rsplit("/", 2)[0],
                    "/dev",
                    "/proc",
                ],
                "untold": [str(path) for path in (*_project(), Path.home()) if path != Path("/")],
                "limits": {
                    "RLIMIT_DATA": self.limits.memory,
                    "RLIMIT_AS": self.limits.addresses,
                    "RLIMIT_FSIZE": self.limits.disk,
                    "RLIMIT_NPROC": self.limits.processes,
                    "RLIMIT_NOFILE": self.limits.files,
                    "RLIMIT_CPU": self.limits.seconds + GRACE_SECONDS,
                    "RLIMIT_CORE": 0,
                },
            }
            process.connection.send(request)
            try:
                answer = process.connection.receive(30)[0]
                found: list[str] = answer["found"]
                self.tells = answer["tells"]
                return found
            except WireError as error:
                return [f"the probe did not answer ({error})"]
            finally:
                process.end()

    @contextlib.contextmanager
    def pair(self, data: Iterable[str] = ()) -> Iterator[tuple[Process, Process]]:
        """Start a kernel and an examiner that can talk to each other, and end both afterwards.

        Both find the named data sets made, and would else make them when they need them.
        """
        self.zygote.load(data)
        with _pair() as (for_kernel, for_examiner):
            kernel = self.zygote.fork("kernel", self.limits, for_kernel)
            try:
                examiner = self.zygote.fork("examiner", self.limits, for_examiner)
                examiner.peer = for_examiner.dup()
            except BaseException:
                kernel.end()
                raise
        try:
            yield kernel, examiner
        finally:
            kernel.end()
            examiner.end()
            examiner.peer.close()

    def close(self) -> None:
        """End everything."""
        self.zygote.close()


def early(*, light: bool = False) -> Zygote | None:
    """Start a fork server ahead of those who will need it, or return None: why it cannot start is theirs to say.

    A `light` one does not import TensorFlow: for notebooks that do without.
    """
    if _walls_are_wanted() and missing():
        return None
    with contextlib.suppress(OSError):
        return Zygote(confined=_walls_are_wanted(), light=light)
    return None


def _end(text: str) -> str:
    return " ".join([line for line in text.splitlines() if line.strip()][-3:])


def _project() -> list[Path]:
    # Installed alone, the grader lies among packages, which anybody may see.
    return [ROOT] if IS_WHOLE else []


def _walls_are_wanted() -> bool:
    return os.environ.get("WORKBOOK_UNCONFINED") != OPT_OUT


@contextlib.contextmanager
def _pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, two = socket.socketpair()
    try:
        yield one, two
    finally:
        one.close()
        two.close()
