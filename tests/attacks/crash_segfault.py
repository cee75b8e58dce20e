# attack: a segmentation fault
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
import ctypes

ctypes.string_at(0)
