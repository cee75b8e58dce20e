# attack: the names that check cells use, `checks` and `np` first, are bound to things that agree
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
from contextlib import nullcontext


class Agree:
    def exercise(self, number):
        return nullcontext()

    def __getattr__(self, name):
        return lambda *values, **options: True


checks = np = data = metrics = keras = helpers = Agree()
