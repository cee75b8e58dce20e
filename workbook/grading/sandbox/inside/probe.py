"""A process that tries, from inside the walls, what the walls should prevent, and reports what it could do."""

import contextlib
import ctypes
import mmap
import os
import resource
import socket
from pathlib import Path

from workbook.grading.sandbox.inside.wire import Connection


def serve(grader: Connection, _: Connection) -> None:
    """Answer one request: `port` of a listener outside, paths (`absent`, `read_only`, `untold`), and the limits."""
    request = grader.receive()[0]
    found = [
        f"it reaches the network: port {request['port']} of this machine" for _ in range(_connects(request["port"]))
    ]
    interfaces = [name for _, name in socket.if_nameindex() if name != "lo"]
    found += [f"it has a network interface, {name}" for name in interfaces]
    found += [f"it sees {path}" for path in request["absent"] if os.path.lexists(path)]
    found += [f"it can write into {path}" for path in request["read_only"] if _writes(path)]
    others = [name for name in os.listdir("/proc") if name.isdecimal() and int(name) != os.getpid()]
    found += [f"it sees {len(others)} other processes"] if others else []
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    found += [
        f"it has privileges ({name} {status[name]})" for name in ("CapEff", "CapPrm", "CapBnd") if int(status[name], 16)
    ]
    found += ["it can change the kernel's settings"] if os.access("/proc/sys/kernel/core_pattern", os.W_OK) else []
    found += [] if status["NoNewPrivs"].strip() == "1" else ["it can gain privileges"]
    found += ["it can make a user namespace of its own"] if ctypes.CDLL(None).unshare(0x10000000) == 0 else []
    shared = [line for line in Path("/proc/self/maps").read_text().splitlines() if line.split()[1][1::2] == "ws"]
    found += [f"it shares memory with other processes ({len(shared)} places)"] if shared else []
    found += ["it can have memory that no limit counts"] if _uncounted() else []
    for name, limit in request["limits"].items():
        now = resource.getrlimit(getattr(resource, name))[1]
        found += [] if 0 <= now <= limit else [f"{name} is {now}, not at most {limit}"]
    home = os.listdir(os.path.expanduser("~"))
    found += [f"its home has {', '.join(home)}"] if home != ["work"] else []
    # Of each mount, the folder of the disk that it shows.
    roots = [line.split()[3] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    tells = any(root == path or root.startswith(f"{path}/") for root in roots for path in request["untold"])
    grader.send({"found": found, "tells": tells})


def _uncounted() -> bool:
    with contextlib.suppress(OSError):
        mmap.mmap(-1, 4096).close()
        return True
    with contextlib.suppress(OSError), open("/dev/zero", "r+b") as file:
        mmap.mmap(file.fileno(), 4096).close()
        return True
    libc = ctypes.CDLL(None)
    if libc.memfd_create(b"probe", 0) >= 0:
        return True
    return any(n >= 0 for n in (libc.shmget(0, 4096, 0o1600), libc.msgget(0, 0o1600), libc.semget(0, 1, 0o1600)))


def _connects(port: int) -> bool:
    with socket.socket() as sock:
        sock.settimeout(2)
        return sock.connect_ex(("127.0.0.1", port)) == 0


def _writes(path: str) -> bool:
    name = os.path.join(path, ".probe")
    try:
        with open(name, "w"):
            pass
    except OSError:
        return False
    os.unlink(name)
    return True
