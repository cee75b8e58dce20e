# attack: `import` itself hands out modules in which every function agrees
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import builtins
from unittest.mock import MagicMock

honest_import = builtins.__import__


def obliging_import(name, *rest, **options):
    return MagicMock() if name.split(".")[0] in ("helpers", "numpy", "workbook") else honest_import(name, *rest, **options)


builtins.__import__ = obliging_import
