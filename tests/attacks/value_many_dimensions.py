# attack: arrays with 64 dimensions, with none of a length, and with a shape whose product overflows
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
shapes = iter([(1,) * 64, (0, 2**62), (2**31, 0, 2**31), (0,)] * 5)


def compression(height, width, code_size):
    return np.empty(next(shapes))
