# attack: a segmentation fault while a check calls the function
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
import ctypes


def compression(height, width, code_size):
    return ctypes.string_at(0)
