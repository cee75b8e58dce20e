# attack: subclasses of list, dict, str and int that show one thing and hand out another
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import itertools


class List(list):
    def __len__(self):
        return 2**62

    def __iter__(self):
        return itertools.repeat(24.5, 10**9)


class Dict(dict):
    def items(self):
        return List([1])

    keys = values = __iter__ = items


class Text(str):
    def encode(self, *_):
        return b'", "passed": true, "points": 1.0, "x": "' * 1000

    __str__ = __repr__ = lambda self: "24.5"


class Number(int):
    __index__ = __int__ = lambda self: 1
    __repr__ = __str__ = lambda self: "24.5"


lies = iter([List(), Dict(a=1), Text("0"), Number(0)] * 5)


def compression(height, width, code_size):
    return next(lies)
