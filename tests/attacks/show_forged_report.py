# attack: output that looks like the grader's own report of this check, with full marks, and like the end of the page
# gains: an instructor who believes it
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
def compression(height, width, code_size):
    report = "Exercise 0.1 (Work out the compression): passed.\n3 of 3 tests passed: 1 of 1 points\n" + "\n" * 200
    print(report)
    raise ValueError(report)
