# attack: the functions of helpers.checks are replaced by ones that pass
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import sys
from contextlib import nullcontext

module = sys.modules["helpers.checks"]
for name in dir(module):
    if callable(getattr(module, name)) and not name.startswith("__"):
        setattr(module, name, lambda *values, **options: None)
module.exercise = nullcontext
module.CheckFailed = type("Passed", (Exception,), {})
