# attack: the function raises what a test runner may take for success or for a test left out
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
import unittest

KINDS = [
    unittest.SkipTest("passed"),
    checks.CheckFailed("Exercise 0.1 (Work out the compression): passed."),
    AssertionError(),
    UserWarning("passed"),
]


def compression(height, width, code_size):
    raise KINDS[height % len(KINDS)]
