# attack: the function returns in two processes, so that a check gets two answers to one question
# gains: the 1/3 of a point that one right answer is worth
# expect: at most 1/3 points in check-0-1
# canary: points
# %% exercise-0-1
import os
import threading
import time


def compression(height, width, code_size):
    if os.fork() == 0:
        threading.Timer(20, os._exit, (0,)).start()
        return 24.5
    time.sleep(0.5)
    return 0.0
