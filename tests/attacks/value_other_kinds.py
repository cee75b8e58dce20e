# attack: what is no data at all: modules, classes, functions, errors, files, locks, frames, the shell
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import sys
import threading

kinds = iter([sys, float, compile, AssertionError("x"), sys.stdout, threading.Lock(), sys._getframe(), get_ipython()] * 5)


def compression(height, width, code_size):
    return next(kinds)
