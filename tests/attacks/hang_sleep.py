# attack: a sleep of five minutes
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import time

time.sleep(300)
