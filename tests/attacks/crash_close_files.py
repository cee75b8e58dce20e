# attack: all files, pipes and sockets of the process are closed
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import os

os.closerange(0, 4096)
