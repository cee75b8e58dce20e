# attack: a stop signal to the process group, in which a process that watches this one may be; a child wakes it again
# gains: time without limits
# expect: 0 points in check-0-1
# canary: process
# slow: runs into the time limit
# %% exercise-0-1
# include: wrong
import os
import signal
import time

with open("/proc/self/comm", "w") as file:
    file.write("wb-attack")
if os.fork() == 0:
    os.setsid()
    time.sleep(300)
    os.kill(os.getppid(), signal.SIGCONT)
    os._exit(0)
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGTSTP, signal.SIGALRM):
    signal.signal(number, signal.SIG_IGN)
# Where nothing is graded, this stops the notebook's own kernel, until the child wakes it.
os.kill(0, signal.SIGSTOP)
end = time.monotonic() + 300
while time.monotonic() < end:
    time.sleep(1)
