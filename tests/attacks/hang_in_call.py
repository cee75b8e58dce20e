# attack: the function never answers the check that calls it
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import time


def compression(height, width, code_size):
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            time.sleep(1)
        except BaseException:
            pass
