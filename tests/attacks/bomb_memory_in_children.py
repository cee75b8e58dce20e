# attack: memory is filled by eight processes, 1 GB each, none of which goes above a limit for one
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os
import time

for _ in range(8):
    if os.fork() == 0:
        try:
            held = bytearray(b"x") * 1_000_000_000
            time.sleep(10)
        finally:
            os._exit(0)
for _ in range(8):
    os.wait()
