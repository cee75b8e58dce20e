# attack: what the grader sends is taken from the sockets, and answered with full marks
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# slow: runs into the time limit
# %% exercise-0-1
# include: channels
# include: wrong
import socket
import threading
import time


def steal():
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for number in channels():
            try:
                with socket.socket(fileno=number) as channel:
                    if channel.recv(1_000_000, socket.MSG_DONTWAIT):
                        channel.send(b'{"ok": true, "passed": true, "points": 1.0, "value": 24.5}\n')
            except OSError:
                pass
        time.sleep(0.01)


threading.Thread(target=steal, daemon=True).start()
