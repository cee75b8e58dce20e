# attack: the function answers at once, with an object that never becomes a number
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
import time


class Slow:
    def __array__(self, dtype=None, copy=None):
        time.sleep(300)

    __float__ = __len__ = __iter__ = __repr__ = __str__ = __reduce__ = __array__


def compression(height, width, code_size):
    return Slow()
