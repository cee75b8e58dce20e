# attack: the process ends with status 0, without a word, as if all had been well
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
import os

os._exit(0)
