# attack: the user's namespace is a dictionary that answers every name with something obliging
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
import builtins
from contextlib import nullcontext
from unittest.mock import MagicMock


class Obliging(dict):
    def __missing__(self, name):
        if hasattr(builtins, name):
            raise KeyError(name)
        return lambda *values, **options: nullcontext()

    def __contains__(self, name):
        return True

    def get(self, name, default=None):
        return self[name]


get_ipython().user_ns = Obliging(get_ipython().user_ns)
get_ipython().user_ns["checks"] = MagicMock()
