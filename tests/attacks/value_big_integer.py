# attack: an integer of ten million digits, which takes minutes to write down
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import sys

sys.set_int_max_str_digits(0)


def compression(height, width, code_size):
    return 1 << 33_000_000
