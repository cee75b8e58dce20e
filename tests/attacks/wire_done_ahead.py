# attack: a cell says that it and all later ones are done, while it goes on and writes into their outputs
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
# include: wrong
import sys
import time

outputs = sys.stdout.outputs
for number in range(100):
    outputs.send(kind="done", failed=False, number=number)
end = time.monotonic() + 300
while time.monotonic() < end:
    print("Exercise 0.1: passed.")
    time.sleep(1)
