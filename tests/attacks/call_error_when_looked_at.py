# attack: the name that a check asks for is an object that raises groups of errors as soon as anybody looks at it
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome graded or failed
# canary: grader
# %% exercise-0-1
class Trap:
    @property
    def __class__(self):
        raise ExceptionGroup("group", [ValueError(), BaseExceptionGroup("inner", [SystemExit()])])

    def __call__(self, *sizes):
        raise UnicodeDecodeError("utf-8", b"", 0, 1, "x")


compression = Trap()
