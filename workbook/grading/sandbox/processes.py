"""A process inside the walls, seen from outside: what it may use, and the watch on what it does use."""

import contextlib
import os
import signal
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psutil

from workbook.grading.sandbox.inside.wire import Connection, WireError

if TYPE_CHECKING:
    from workbook.grading.sandbox.wall import Zygote

GIB = 2**30
PATIENCE = 5  # how many times longer than its limits something may take where others keep the processors busy
# Threads of a submission that would run at one moment. What has more than the first is worth less to the kernel; what
# has more than the second runs when nobody else would, and its waiting is its own doing.
FEW, MANY = 4, 30


@dataclass(frozen=True)
class Limits:
    """What one process of a submission, with all that it starts, may use."""

    memory: int = 4 * GIB  # bytes
    addresses: int = 64 * GIB  # bytes of address space: what was only read takes no memory but in tables of pages
    disk: int = GIB  # bytes of temporary files, in memory; and of the largest file
    processes: int = 200  # and threads
    files: int = 512  # that are open in one process
    all_files: int = 4_096  # that are open in all: a socket can hold memory that counts for no process
    seconds: int = 900  # of processor time
    cell_seconds: float = 120  # that one cell has had (`Clock`)
    total_seconds: float = 900  # that the whole submission has had


class Process:
    """A process inside the walls, with a connection to it."""

    def __init__(self, zygote: "Zygote", pid: int, watcher: int, connection: Connection, limits: Limits):
        self.zygote, self.pid, self.watcher, self.connection = zygote, pid, watcher, connection
        self.limits = limits
        self.ended = ""  # why the grader ended it
        self.crowds = False  # whether it has ever had very many threads that would run
        self.peer: socket.socket | None = None  # an examiner's end of its talk with the kernel, for one in its place
        # Processor times: of each of its processes, when it was last looked at; and seconds, of those that are no more.
        self._used: tuple[dict[psutil.Process, Any], float] = {}, 0.0
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

    def status(self, seconds: float) -> int | None:
        """Return how it ended, or None where it has not within this time."""
        end = time.monotonic() + seconds
        with contextlib.suppress(WireError, OSError):
            while (found := self.zygote.reap(self.pid)) is None and time.monotonic() < end:
                time.sleep(0.01)
            return found
        return None

    def processor_seconds(self) -> float:
        """Return the processor time that it has used together with all that it started."""
        known, ended = self._used
        times = known.values()
        own = sum(t.user + t.system for t in times)
        # Which of the two is greater depends on how long the ended ones lived, and on whether somebody waited for them.
        return float(own + max(ended, sum(t.children_user + t.children_system for t in times)))

    def waiting_seconds(self) -> float:
        """Return how long its threads, and those of all that it started, were ready to run while others ran."""
        return sum(map(_delay, _descendants(self.watcher)))

    def _guard(self) -> None:
        """Watch what it uses together with its children, which the limits of a single process do not bound."""
        while not self._over.wait(0.2):
            family = _descendants(self.watcher)
            self._count(family)
            if sum(map(_threads, family)) > self.limits.processes:
                self.ended = f"it started more than {self.limits.processes} processes"
            elif sum(map(_own_memory, family)) > self.limits.memory:
                self.ended = f"it used more than {self.limits.memory / GIB:g} GB of memory"
            elif sum(map(_open_files, family)) > self.limits.all_files:
                self.ended = f"it had more than {self.limits.all_files} files open"
            elif self.processor_seconds() > self.limits.seconds:
                self.ended = f"it used more than {self.limits.seconds} seconds of processor time"
            if self.ended:
                with contextlib.suppress(WireError, OSError):
                    self.zygote.signal(self.pid, signal.SIGTERM)
                return
            self._put_behind([task for pid in family for task in _tasks(pid)])

    def _put_behind(self, tasks: list[str]) -> None:
        """Let others run before it, if it has many threads that would run."""
        running = sum(map(_would_run, tasks))
        self.crowds = self.crowds or running > MANY
        if running > FEW:
            # On from this process's own, which may be low itself.
            nice = 19 if self.crowds else min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)
            for task in tasks:
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, int(task.rpartition("/")[2]), nice)

    def _count(self, family: list[int]) -> None:
        """Note the processor time of its processes; an ended one's is what it had used when it was last looked at."""
        known, ended = self._used
        times = {}
        for pid in family:
            with contextlib.suppress(psutil.Error):
                process = psutil.Process(pid)
                times[process] = process.cpu_times()
        # In one step, for a clock asks from another thread.
        self._used = times, ended + sum(t.user + t.system for p, t in known.items() if p not in times)


class Clock:
    """The time that a process has had since the clock was made.

    What it computed counts, and what it slept. That others kept the processors busy while it could have run does not,
    so that nobody's work fails for another's load; but a share of the wall time always counts, so that all ends.
    """

    def __init__(self, process: Process):
        self.process = process
        self.begun = time.monotonic(), process.processor_seconds(), process.waiting_seconds()

    def seconds(self) -> float:
        """Return the time in seconds."""
        return max(self._times())

    def starved(self, limit: float) -> bool:
        """Whether so many seconds are over only because others kept the processors busy."""
        share, own = self._times()
        return own < limit <= share

    def _times(self) -> tuple[float, float]:
        """Return the share of the wall time that counts always, and the time that was the process's own."""
        wall = time.monotonic() - self.begun[0]
        used = self.process.processor_seconds() - self.begun[1]
        waiting = 0.0 if self.process.crowds else self.process.waiting_seconds() - self.begun[2]
        return wall / PATIENCE, max(wall - max(waiting, 0.0), min(wall, used))


def memory_kills() -> int:
    """Return how many processes this machine has killed since it started because its memory was full."""
    with contextlib.suppress(OSError), open("/proc/vmstat", "rb") as file:
        for line in file:
            if line.startswith(b"oom_kill "):
                return int(line.split()[1])
    return 0


def _descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that these have."""
    if not os.path.exists(f"/proc/self/task/{threading.get_native_id()}/children"):
        with contextlib.suppress(psutil.Error):
            return [process.pid for process in psutil.Process(pid).children(recursive=True)]
    found: list[int] = []
    # One that ends at this moment must not keep the others from being counted. psutil would read of every process on
    # the machine who started it, which takes as long as there are processes.
    for task in _tasks(pid):
        with contextlib.suppress(OSError), open(f"{task}/children", "rb") as file:
            found += map(int, file.read().split())
    return [*found, *(below for child in found for below in _descendants(child))]


def _tasks(pid: int) -> list[str]:
    """Return the folders in which the system tells of a process's threads; none if it has ended."""
    with contextlib.suppress(OSError):
        return [f"/proc/{pid}/task/{task}" for task in os.listdir(f"/proc/{pid}/task")]
    return []


def _threads(pid: int) -> int:
    return len(_tasks(pid))


def _would_run(task: str) -> bool:
    """Whether a thread runs, or would if there were a processor."""
    with contextlib.suppress(OSError), open(f"{task}/stat", "rb") as file:
        # Its name stands in brackets before, and may hold some itself.
        return file.read().rpartition(b") ")[2].startswith(b"R")
    return False


def _open_files(pid: int) -> int:
    with contextlib.suppress(OSError):
        return len(os.listdir(f"/proc/{pid}/fd"))
    return 0


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


def _delay(pid: int) -> float:
    """Return the seconds that a process's threads were ready to run and did not; 0 if it has ended."""
    nanoseconds = 0
    for task in _tasks(pid):
        with contextlib.suppress(OSError), open(f"{task}/schedstat", "rb") as file:
            nanoseconds += int(file.read().split()[1])
    return nanoseconds / 1e9
