# attack: the process kills itself, and all threads with it
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome graded or failed
# canary: grader
# %% exercise-0-1
import os
import signal

os.kill(os.getpid(), signal.SIGKILL)
