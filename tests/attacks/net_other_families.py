# attack: sockets of every family but the usual ones are opened: some share the machine's ports with no wall between
# gains: what listens on this machine, or a way out of it
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import contextlib
import socket

USUAL = {0, socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, getattr(socket, "AF_NETLINK", 16)}
for family in range(64):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        with contextlib.suppress(OSError):
            if family not in USUAL:
                socket.socket(family, kind).close()
                canary("NET", family)
