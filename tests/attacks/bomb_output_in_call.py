# attack: 100 MB on stdout and stderr while a check calls the function
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import os
import sys


def compression(height, width, code_size):
    for _ in range(15):
        print("x" * 1_000_000)
        print("y" * 1_000_000, file=sys.stderr)
        os.write(1, b"z" * 1_000_000)
    return 0.0
