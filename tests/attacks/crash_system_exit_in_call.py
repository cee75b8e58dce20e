# attack: the function raises SystemExit(0) while a check calls it
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    raise SystemExit(0)
