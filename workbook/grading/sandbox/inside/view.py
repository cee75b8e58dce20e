"""The first to run inside bubblewrap: it lays all files out anew, so that nothing tells where they come from.

Of each folder that is seen inside, the kernel tells (`/proc/self/mountinfo`) which one of the disk it is: the course's,
or one in the home of whoever made Python's environment. Of an overlay it tells only what the overlay was told, here
that it lies over `.`; and what lies on top takes away the files that name a folder of the disk themselves.

It ends by becoming the command that it is given. It runs without any package.
"""

import ctypes
import json
import os
import stat
import sys
from pathlib import Path

ROOM = "/student"  # where a process may write: its home and its temporary files
CLONE_NEWUSER, CLONE_NEWNS = 0x10000000, 0x00020000
MS_RDONLY, MS_NOSUID_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1,
    2 | 4,
    8,
    1 << 5,
    1 << 12,
    1 << 14,
    1 << 18,
)
MNT_DETACH = 2
PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 24, 38


def main() -> None:
    """Lay out what the first argument says, and become what the others are."""
    plan, command, here = json.loads(sys.argv[1]), sys.argv[2:], os.getcwd()
    libc = ctypes.CDLL(None, use_errno=True)
    own_namespaces(libc, CLONE_NEWUSER | CLONE_NEWNS)
    must(libc.mount(b"tmpfs", ROOM.encode(), b"tmpfs", MS_NOSUID_NODEV, b"mode=755"), f"mount {ROOM}")
    new = f"{ROOM}/new"
    os.mkdir(new)
    must(libc.mount(b"tmpfs", new.encode(), b"tmpfs", MS_NOSUID_NODEV, b"mode=755"), "mount a new root")
    for path in filter(os.path.lexists, plan["shown"]):
        if os.path.islink(path):
            _make_room(new + path)
            os.symlink(os.readlink(path), new + path)
        else:
            _bind(libc, path, new + path)
    for path in plan["copied"]:
        _make_room(new + path)
        Path(new + path).write_bytes(Path(path).read_bytes())
    for path, text in plan["written"].items():
        _make_room(new + path)
        Path(new + path).write_text(text)
    for number, (path, hidden) in enumerate(plan["veiled"].items()):
        _veil(libc, path, new + path, f"{ROOM}/{number}", hidden)
    for path in plan["empty"]:
        os.makedirs(new + path, exist_ok=True)
    must(libc.mount(b"tmpfs", (new + ROOM).encode(), b"tmpfs", MS_NOSUID_NODEV, b"mode=755"), f"mount {ROOM}")
    os.chdir(new)
    # The old root lies then above the new one, and is taken away.
    must(libc.pivot_root(b".", b"."), "change the root")
    must(libc.umount2(b".", MNT_DETACH), "leave the old root")
    flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID_NODEV
    must(libc.mount(None, b"/", None, flags, None), "make the root read-only")
    os.chdir(here)
    give_up_privileges(libc)
    os.execvp(command[0], command)


def own_namespaces(libc: ctypes.CDLL, kinds: int) -> None:
    """Enter new namespaces, of users and mounts among them, in which nobody is root."""
    user, group = os.getuid(), os.getgid()
    must(libc.unshare(kinds), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"1000 {user} 1")
    Path("/proc/self/gid_map").write_text(f"1000 {group} 1")
    must(libc.mount(None, b"/", None, MS_PRIVATE | MS_REC, None), "make mounts private")


def give_up_privileges(libc: ctypes.CDLL) -> None:
    """Give up every privilege for good."""
    for capability in range(64):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    must(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    must(libc.capset(header, (ctypes.c_uint32 * 6)()), "give up capabilities")


def must(result: int, what: str) -> None:
    """Raise an error if a call of the C library's did not succeed."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def _veil(libc: ctypes.CDLL, path: str, place: str, top: str, hidden: list[str]) -> None:
    """Lay an overlay over a folder, without some of its files."""
    os.mkdir(top)
    os.makedirs(place)
    try:
        for name in hidden:
            _make_room(f"{top}/{name}")
            os.mknod(f"{top}/{name}", stat.S_IFCHR, os.makedev(0, 0))  # which says to an overlay that there is nothing
        os.chdir(path)
        options = f"lowerdir={top}:.".encode()
        must(libc.mount(b"overlay", place.encode(), b"overlay", MS_RDONLY | MS_NOSUID_NODEV, options), "overlay")
    except OSError:
        # Older kernels let nobody do so, and some file systems cannot lie below. `Walls` says what it means.
        _bind(libc, path, place)


def _bind(libc: ctypes.CDLL, path: str, place: str) -> None:
    _make_room(place)
    if os.path.isdir(path):
        os.makedirs(place, exist_ok=True)
    else:
        Path(place).touch()
    must(libc.mount(path.encode(), place.encode(), None, MS_BIND | MS_REC, None), f"bind {path}")


def _make_room(path: str) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        sys.exit(str(error))
