# attack: each call takes nearly as long as one may
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: ten seconds for each call
# %% exercise-0-1
import time


def compression(height, width, code_size):
    time.sleep(10)
    return 0.0
