# attack: the function raises what `except Exception` does not catch: KeyboardInterrupt, GeneratorExit, one of its own
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
class Sneaky(BaseException):
    pass


KINDS = [KeyboardInterrupt, GeneratorExit, Sneaky, StopIteration, StopAsyncIteration]


def compression(height, width, code_size):
    raise KINDS[height % len(KINDS)]
