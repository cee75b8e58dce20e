# attack: 200 MB on file descriptors 1 and 2, past Python's own streams
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os

for _ in range(100):
    os.write(1, b"x" * 1_000_000)
    os.write(2, b"y" * 1_000_000)
