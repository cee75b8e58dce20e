"""System calls that are refused inside the walls, by name, as a program of the kernel's own filter (seccomp)."""

import errno
import socket

AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32 = 0x40000000  # on x86_64, calls of another kind begin here
# Those that make memory which no limit counts, and large parts of the kernel that no notebook needs.
REFUSED = (
    *("memfd_create", "memfd_secret", "shmget", "msgget", "semget"),
    *("io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open", "userfaultfd"),
    *("add_key", "request_key", "keyctl"),
)
# Those that seem to succeed and do nothing. The kernel may share the processors among sessions: a submission is one.
PRETENDED = ("setsid",)
# The walls give a submission a network of its own, which other families (AF_VSOCK for one) know nothing of. The last
# one is AF_NETLINK, by which the C library asks what network there is; Python on macOS has no name for it.
FAMILIES = (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, 16)
SHARED_ANONYMOUS = 0x21  # flags of mmap, for memory that processes share and no limit counts
NUMBERS = {
    "x86_64": {
        "mmap": 9,
        "shmget": 29,
        "socket": 41,
        "socketpair": 53,
        "semget": 64,
        "msgget": 68,
        "setsid": 112,
        "add_key": 248,
        "request_key": 249,
        "keyctl": 250,
        "perf_event_open": 298,
        "memfd_create": 319,
        "bpf": 321,
        "userfaultfd": 323,
        "io_uring_setup": 425,
        "io_uring_enter": 426,
        "io_uring_register": 427,
        "memfd_secret": 447,
    },
    "aarch64": {
        "setsid": 157,
        "msgget": 186,
        "semget": 190,
        "shmget": 194,
        "socket": 198,
        "socketpair": 199,
        "add_key": 217,
        "request_key": 218,
        "keyctl": 219,
        "mmap": 222,
        "perf_event_open": 241,
        "memfd_create": 279,
        "bpf": 280,
        "userfaultfd": 282,
        "io_uring_setup": 425,
        "io_uring_enter": 426,
        "io_uring_register": 427,
        "memfd_secret": 447,
    },
}

LOAD, EQUAL, AT_LEAST, AND, ANSWER = 0x20, 0x15, 0x35, 0x54, 0x06  # the filter's instructions
ALLOWED, UNKNOWN, DONE = 0x7FFF0000, 0x00050000 | errno.ENOSYS, 0x00050000
NUMBER, MACHINE, ARGUMENTS = 0, 4, 16  # where they stand in what the filter looks at; an argument takes 8 bytes


def program(machine: str) -> list[tuple[int, int, int, int]]:
    """Return the filter's steps: instruction, steps to pass over if it holds, and if not, value.

    Nothing for a machine that is not in `NUMBERS`.
    """
    if machine not in NUMBERS:
        return []
    number = NUMBERS[machine]
    # An instruction, its value, and the labels to go on at if it holds, and if not; none is the next step.
    steps: list[tuple[int, int, str, str]] = [
        (LOAD, MACHINE, "", ""),
        (EQUAL, AUDIT_ARCH[machine], "", "refuse"),
        (LOAD, NUMBER, "", ""),
        (AT_LEAST, X32, "refuse", ""),
        *((EQUAL, number[name], "refuse", "") for name in REFUSED),
        *((EQUAL, number[name], "pretend", "") for name in PRETENDED),
        (EQUAL, number["socket"], "family", ""),
        (EQUAL, number["socketpair"], "family", ""),
        (EQUAL, number["mmap"], "", "allow"),
        (LOAD, ARGUMENTS + 3 * 8, "", ""),
        (AND, SHARED_ANONYMOUS, "", ""),
        (EQUAL, SHARED_ANONYMOUS, "refuse", "allow"),
    ]
    labels = {"family": len(steps)}
    steps += [(LOAD, ARGUMENTS, "", ""), *((EQUAL, int(family), "allow", "") for family in FAMILIES)]
    labels |= {"refuse": len(steps), "allow": len(steps) + 1, "pretend": len(steps) + 2}
    steps += [(ANSWER, UNKNOWN, "", ""), (ANSWER, ALLOWED, "", ""), (ANSWER, DONE, "", "")]
    return [
        (instruction, labels[then] - at - 1 if then else 0, labels[other] - at - 1 if other else 0, value)
        for at, (instruction, value, then, other) in enumerate(steps)
    ]
