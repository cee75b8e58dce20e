# attack: the cell opens a named pipe that nobody writes to
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import os
import tempfile
import threading

path = os.path.join(tempfile.mkdtemp(), "pipe")
os.mkfifo(path)
threading.Timer(300, lambda: os.open(path, os.O_WRONLY | os.O_NONBLOCK)).start()
open(path).read()
