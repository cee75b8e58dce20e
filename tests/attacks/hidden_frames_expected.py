# attack: the function looks in its callers' variables for the number that is expected of it, and returns that
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
import sys


def compression(height, width, code_size):
    frame = sys._getframe()
    while frame is not None:
        for name, value in frame.f_locals.items():
            if name in ("expected", "wanted", "target", "answer", "second") and isinstance(value, float | int):
                return value
        frame = frame.f_back
    return 0.0
