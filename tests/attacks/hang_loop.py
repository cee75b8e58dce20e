# attack: an endless loop
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import time

end = time.monotonic() + 300
while time.monotonic() < end:
    pass
