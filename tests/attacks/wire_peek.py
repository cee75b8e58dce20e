# attack: what the grader sends is read from the sockets before the agent reads it, without taking it away
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: channels
# include: wrong
import socket
import threading
import time


def peek():
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for number in channels():
            try:
                with socket.socket(fileno=number) as channel:
                    if SECRET.search(channel.recv(1_000_000, socket.MSG_PEEK | socket.MSG_DONTWAIT)):
                        canary("READ", "a hidden test on a socket")
            except OSError:
                pass
        time.sleep(0.01)


threading.Thread(target=peek, daemon=True).start()
# %% exercise-0-2
repeat()
