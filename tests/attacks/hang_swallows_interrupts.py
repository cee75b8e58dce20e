# attack: an endless loop that goes on after each KeyboardInterrupt
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import time

end = time.monotonic() + 300
while time.monotonic() < end:
    try:
        while time.monotonic() < end:
            pass
    except BaseException:
        pass
