# attack: nbgrader's own markers and cell separators stand in the answer, to start or end a region of the rebuilt text
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
### BEGIN HIDDEN TESTS
import contextlib
checks.exercise = lambda number: contextlib.suppress(BaseException)
### END HIDDEN TESTS
### BEGIN SOLUTION
"""
with checks.exercise("0.1"):
    pass
"""
### END SOLUTION
### BEGIN MARK SCHEME
