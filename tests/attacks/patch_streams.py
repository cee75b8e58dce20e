# attack: the standard streams are gone, raise when they are used, or belong to a closed file
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import builtins
import sys


class Broken:
    def __getattr__(self, name):
        raise KeyboardInterrupt


sys.stdout = sys.__stdout__ = None
sys.stderr = sys.__stderr__ = sys.stdin = Broken()
builtins.print = Broken()
sys.displayhook = None
