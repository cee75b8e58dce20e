# attack: recursion without end, with the limit lifted, runs through the end of the stack
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import sys

sys.setrecursionlimit(10**9)


class Mirror:
    def __repr__(self):
        return repr([self])


def compression(height, width, code_size):
    return len(repr(Mirror()))
