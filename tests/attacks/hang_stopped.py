# attack: the kernel stops itself as Ctrl-Z would; a child wakes it after five minutes
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import os
import signal
import time

if os.fork() == 0:
    time.sleep(300)
    os.kill(os.getppid(), signal.SIGCONT)
    os._exit(0)
os.kill(os.getpid(), signal.SIGSTOP)
