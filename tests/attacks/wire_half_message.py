# attack: the head of a message is written to every socket and pipe, and the rest never comes
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
# include: channels
import struct
import time


def compression(height, width, code_size):
    send(struct.pack("!I", 1000) + b'{"ok": true, ')
    time.sleep(300)
    return 0.0
