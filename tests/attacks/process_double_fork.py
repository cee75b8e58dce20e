# attack: a daemon outlives the kernel: forked twice, in a session of its own, deaf to signals, for five minutes
# gains: nothing
# expect: 0 points in check-0-1
# canary: process
# %% exercise-0-1
# include: wrong
import os
import signal
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        with open("/proc/self/comm", "w") as file:
            file.write("wb-attack")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)
        time.sleep(300)
    os._exit(0)
os.wait()
