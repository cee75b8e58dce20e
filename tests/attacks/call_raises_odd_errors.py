# attack: errors of kinds that are hard to make again elsewhere, named like others, with texts and lines of no kind
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome graded or failed
# canary: grader
# %% exercise-0-1
class Odd(ExceptionGroup, KeyError):
    __name__ = "AssertionError"
    name = {"a": 1}


ERRORS = {
    28: lambda: Odd("passed", [OSError()]),
    2: lambda: type("x\x00\n" * 100, (UnicodeEncodeError,), {})("utf-8", "\ud800", 0, 1, "x"),
    32: lambda: type("StopIteration", (StopIteration,), {})(["text"]),
}


def compression(height, width, code_size):
    raise ERRORS.get(height, lambda: NameError(name="directions"))()
