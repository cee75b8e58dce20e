# attack: sys.exit(0) in a cell
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import sys

sys.exit(0)
