# attack: generators that never end, and one that runs the student's code while it is read
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import itertools


def endless():
    yield from itertools.repeat(24.5, 10**10)


def compression(height, width, code_size):
    return endless() if height == 28 else map(exit, itertools.count())
