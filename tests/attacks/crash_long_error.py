# attack: an error with a text of 50 MB and a chain of 5,000 causes
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    error = ValueError("x" * 50_000_000)
    for _ in range(5000):
        following = ValueError("y")
        following.__cause__ = error
        error = following
    raise error


compression(1, 1, 1)
