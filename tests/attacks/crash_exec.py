# attack: the kernel's process becomes another program, which ends with status 0
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
import os

os.execv("/bin/sh", ["sh", "-c", "exit 0"])
