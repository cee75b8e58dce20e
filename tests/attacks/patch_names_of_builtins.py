# attack: the notebook defines functions with the names of built-in ones, which a check may call
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong


def float(*_):
    return 24.5


def isinstance(*_):
    return True


abs = len = max = min = sum = round = sorted = range = lambda *_, **__: 0
__builtins__ = {"abs": abs, "float": float, "isinstance": isinstance, "print": print}
__name__, __file__, __loader__ = "helpers.checks", "/dev/null", None
