"""A process that has imported TensorFlow once, and forks a confined child for each kernel and each examiner.

It is started by `sandbox.wall` inside bubblewrap, where there is no network, a read-only system and nothing of the
course. Each child gets walls of its own inside those: other processes, files and children are out of its reach, what it
may use of memory, processors and files is bounded, and it has no privileges with which to change that.

For each further worker it forks a server of its own kind, which holds the same imports in the same memory.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import platform
import signal
import socket
import struct
import sys
import tempfile
from pathlib import Path
from typing import Any

from workbook.grading.sandbox.inside import calls
from workbook.grading.sandbox.inside.view import (
    CLONE_NEWNS,
    CLONE_NEWUSER,
    MS_BIND,
    MS_NOEXEC,
    MS_NOSUID_NODEV,
    MS_RDONLY,
    MS_REMOUNT,
    ROOM,
    give_up_privileges,
    must,
    own_namespaces,
)
from workbook.grading.sandbox.inside.wire import Connection, Gone

GRACE_SECONDS = 5  # of processor time, for a process that has had its own to be ended with a reason

CLONE_NEW = CLONE_NEWUSER | CLONE_NEWNS | 0x20000000 | 0x08000000 | 0x04000000 | 0x40000000  # and pid ipc uts net
READ_ONLY = ("/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs")
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22

HEAVY = ("keras", "tensorflow", "helpers")  # for seconds, and only where a notebook uses one of them
PRELOAD = """
    keras matplotlib.pyplot matplotlib_inline.backend_inline scipy.linalg scipy.stats scipy.ndimage sklearn.datasets
    sklearn.decomposition sklearn.neighbors IPython.core.interactiveshell IPython.display tqdm.auto ipywidgets PIL.Image
    helpers.animation helpers.checks helpers.data helpers.effort helpers.metrics helpers.noise helpers.plots
    helpers.pretrained helpers.progress helpers.session helpers.training helpers.widgets helpers.work tensorflow.data
""".split()
ROLES = {
    "kernel": "workbook.grading.sandbox.inside.kernel",
    "examiner": "workbook.grading.examiner.judge",
    "probe": "workbook.grading.sandbox.inside.probe",
}


def main() -> None:
    """Import everything, then fork a child for each request until the other side hangs up."""
    # Without walls: see `sandbox.wall.OPT_OUT`.
    libc = None if "unconfined" in sys.argv else ctypes.CDLL(None, use_errno=True)
    control = Connection(socket.socket(fileno=int(sys.argv[1])))
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    # Imports make hardly any garbage, and to look for it takes a fifth of their time. Nor need a child look through
    # what is here, which would copy all of it for each.
    gc.disable()
    for name in PRELOAD:
        if "light" in sys.argv and name.startswith(HEAVY):
            continue
        # A course of another kind may do without TensorFlow or the helpers; whoever needs them will say so.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    for name in ROLES.values():
        importlib.import_module(name)
    _format_traceback()
    gc.freeze()
    gc.enable()
    # Kept out of the children's reach: nobody but root may trace it or read its memory.
    if libc:
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    children: set[int] = set()
    ready = False
    while True:
        try:
            if not ready:
                control.send({"kind": "ready"})
                ready = True
            request, descriptors = _request(control.sock)
        except Gone:
            break
        if request["do"] == "serve":
            if os.fork() == 0:
                control.close()
                control, ready, children = Connection(socket.socket(fileno=descriptors.pop())), False, set()
                if libc:
                    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            for descriptor in descriptors:
                os.close(descriptor)
        elif request["do"] == "fork":
            pid = os.fork()
            if pid == 0:
                _child(libc, control.sock, request, descriptors)
            children.add(pid)
            for descriptor in descriptors:
                os.close(descriptor)
            control.send({"pid": pid})
        elif request["do"] == "load":
            _load_data(request["names"])
            control.send({})
        elif request["do"] == "signal":
            with contextlib.suppress(ProcessLookupError):
                if request["pid"] in children:
                    os.kill(request["pid"], request["signal"])
            control.send({})
        elif request["do"] == "reap":
            control.send({"status": _reap(request["pid"], children)})
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    os._exit(0)  # to clear away what was imported takes a while


def _load_data(names: list[str]) -> None:
    """Make data sets once for all children. They are read-only arrays, and no TensorFlow code runs for them."""
    # Where the helpers are missing, or a package of another's is called so, a name that a notebook calls is its own.
    with contextlib.suppress(ImportError, AttributeError):
        for name in names:
            getattr(importlib.import_module("helpers.data"), name)()


def _format_traceback() -> None:
    """Format a traceback: the first in a process takes ten times as long as the next, and most submissions have one."""
    from IPython.core.ultratb import AutoFormattedTB

    try:
        raise NotImplementedError
    except NotImplementedError:
        AutoFormattedTB(mode="Plain").text(*sys.exc_info())


def _request(sock: socket.socket) -> tuple[dict[str, Any], list[int]]:
    data, descriptors, _, _ = socket.recv_fds(sock, 65_536, 2)
    if not data:
        raise Gone("the grader has hung up")
    return json.loads(data), descriptors


def _reap(pid: int, children: set[int]) -> int | None:
    """Return how a child ended, or None while it runs. Its own children have ended with it."""
    if pid not in children:
        return 0
    found, status = os.waitpid(pid, os.WNOHANG)
    if not found:
        return None
    children.discard(pid)
    return os.waitstatus_to_exitcode(status)


def _child(libc: ctypes.CDLL | None, control: socket.socket, request: dict[str, Any], descriptors: list[int]) -> None:
    """Confine this process, then serve. Never returns."""
    # This process only watches: its child is the first of a new set of processes, which all end with it.
    try:
        control.close()
        os.setsid()
        watcher = str(os.getpid())
        if libc:
            libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # or this process could not name its own user below
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            watcher = os.readlink("/proc/self")  # as the grader outside knows it
            own_namespaces(libc, CLONE_NEW)
        pid = os.fork()
        if pid:
            for descriptor in descriptors:
                os.close(descriptor)
            signal.signal(signal.SIGINT, lambda *_: os.kill(pid, signal.SIGINT))
            signal.signal(signal.SIGTERM, lambda *_: os.kill(pid, signal.SIGKILL))
            while True:
                with contextlib.suppress(InterruptedError):
                    os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
        os.setsid()  # a signal to its group does not reach the process that watches it
        if libc:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            _confine(libc, request["limits"], request["covered"])
        _serve(request, descriptors, watcher, ROOM if libc else tempfile.mkdtemp())
    except BaseException as error:
        print(f"{request['role']}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(1)


def _serve(request: dict[str, Any], descriptors: list[int], watcher: str, room: str) -> None:
    first, second = (socket.socket(fileno=d) for d in descriptors)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    _close_others({first.fileno(), second.fileno()})
    os.makedirs(f"{room}/home/work")
    os.mkdir(f"{room}/tmp")
    os.chdir(f"{room}/home/work")
    os.environ |= {"HOME": f"{room}/home", "TMPDIR": f"{room}/tmp"}
    tempfile.tempdir = None  # this process's parent had looked for another
    signal.signal(signal.SIGINT, signal.default_int_handler)
    Connection(first).send({"kind": "confined", "watcher": watcher})
    role = importlib.import_module(ROLES[request["role"]])
    role.serve(Connection(first), Connection(second))


def _confine(libc: ctypes.CDLL, limits: dict[str, int], covered: list[str]) -> None:
    """Cover what is shared, set the limits, and give up every privilege; each step needs the privileges until then."""
    import resource  # Windows has none, and `sandbox.wall` says there what is missing.

    must(libc.mount(b"proc", b"/proc", b"proc", MS_NOSUID_NODEV | MS_NOEXEC, None), "mount /proc")
    for place in covered:
        options = f"size={limits['disk'] // len(covered)},nr_inodes=20000,mode=1777".encode()
        must(libc.mount(b"tmpfs", place.encode(), b"tmpfs", MS_NOSUID_NODEV, options), f"mount {place}")
    # Where the machine's memory is full, the kernel ends this first: neither the grader nor the fork server.
    Path("/proc/self/oom_score_adj").write_text("1000")
    # Nobody in here may make walls of their own, in which they would be privileged again.
    Path("/proc/sys/user/max_user_namespaces").write_text("0")
    # From this device, too, memory can be had that no limit counts.
    must(libc.mount(b"/dev/null", b"/dev/zero", None, MS_BIND, None), "cover /dev/zero")
    # The kernel's settings belong to root, whom a grader that is root cannot help being.
    for path in (p.encode() for p in READ_ONLY if os.path.exists(p)):
        must(libc.mount(path, path, None, MS_BIND, None), "bind the kernel's settings")
        must(
            libc.mount(None, path, None, MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID_NODEV | MS_NOEXEC, None),
            "close them",
        )
    for name, key in (
        ("RLIMIT_DATA", "memory"),
        ("RLIMIT_AS", "addresses"),
        ("RLIMIT_FSIZE", "disk"),
        ("RLIMIT_NPROC", "processes"),
        ("RLIMIT_NOFILE", "files"),
        ("RLIMIT_CPU", "seconds"),
    ):
        kind = getattr(resource, name)
        hard = resource.getrlimit(kind)[1]
        # The watch outside comes first, because it can say why.
        wanted = limits[key] + (GRACE_SECONDS if name == "RLIMIT_CPU" else 0)
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    give_up_privileges(libc)
    _filter(libc, platform.machine())


def _filter(libc: ctypes.CDLL, machine: str) -> None:
    """Refuse some system calls, as if the kernel had never heard of them."""
    steps = calls.program(machine)
    if not steps:
        return
    kept = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(kept))
    must(libc.prctl(PR_SET_SECCOMP, 2, ctypes.c_char_p(program), 0, 0), "refuse system calls")


def _close_others(kept: set[int]) -> None:
    for number in range(3, 4096):
        if number not in kept:
            with contextlib.suppress(OSError):
                os.close(number)


if __name__ == "__main__":
    main()
