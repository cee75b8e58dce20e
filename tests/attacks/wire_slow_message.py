# attack: an answer comes byte by byte, each within the time that is allowed between two
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
# include: channels
import time


def compression(height, width, code_size):
    for _ in range(300):
        send(b" ")
        time.sleep(1)
    return 0.0
