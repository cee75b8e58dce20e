# attack: built-in functions and exceptions are replaced by ones that make comparisons succeed
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import builtins


class AlwaysZero(float):
    def __new__(cls, *_):
        return 0.0


builtins.float = AlwaysZero
builtins.abs = builtins.round = lambda *_: 0.0
builtins.AssertionError = type("Nothing", (Exception,), {})
