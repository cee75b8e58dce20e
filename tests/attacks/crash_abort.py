# attack: the process aborts
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
import os

os.abort()
