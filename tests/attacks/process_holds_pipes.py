# attack: a daemon keeps the kernel's pipes and sockets open, for whoever waits for their end
# gains: nothing
# expect: 0 points in check-0-1
# canary: process
# %% exercise-0-1
import os
import time

if os.fork() == 0:
    with open("/proc/self/comm", "w") as file:
        file.write("wb-attack")
    time.sleep(300)
    os._exit(0)
os._exit(0)
