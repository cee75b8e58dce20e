# attack: a list in a list in a list, 100,000 times
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    return deep
