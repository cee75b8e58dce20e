# attack: a regular expression that takes minutes, in C code that hears no interrupt
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import re

re.match("(a|aa)+$", "a" * 46 + "b")
