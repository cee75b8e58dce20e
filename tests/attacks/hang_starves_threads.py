# attack: a busy thread never lets another one run, an agent's for instance
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
# include: wrong
import sys
import threading
import time


def busy():
    end = time.monotonic() + 300
    while time.monotonic() < end:
        pass


sys.setswitchinterval(1000)
threading.Thread(target=busy, daemon=True).start()
