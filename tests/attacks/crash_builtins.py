# attack: built-in functions and exceptions are replaced by ones that nothing can work with
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: may run into the time limit
# %% exercise-0-1
# include: wrong
import builtins

builtins.abs = builtins.max = builtins.sum = builtins.round = lambda *_, **__: 0
builtins.all = builtins.any = builtins.callable = lambda *_: True
builtins.AssertionError = builtins.ValueError = type("Nothing", (Exception,), {"__new__": lambda *_: None})
