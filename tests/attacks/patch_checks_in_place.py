# attack: the code of the functions in helpers.checks is replaced, whoever holds a reference to them
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import types

for function in vars(checks).values():
    if isinstance(function, types.FunctionType) and not function.__closure__ and function.__name__ != "exercise":
        function.__code__ = (lambda *values, **options: None).__code__
        function.__defaults__ = function.__kwdefaults__ = None
