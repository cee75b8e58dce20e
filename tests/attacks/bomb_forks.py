# attack: 200 processes at once, each of which lives for 20 seconds
# gains: nothing
# expect: 0 points in check-0-1
# canary: process
# %% exercise-0-1
# include: wrong
import os
import time

for number in range(200):
    try:
        child = os.fork()
    except OSError:
        print(f"stopped after {number}")
        break
    if child == 0:
        try:
            with open("/proc/self/comm", "w") as file:
                file.write("wb-attack")
            time.sleep(20)
        finally:
            os._exit(0)
