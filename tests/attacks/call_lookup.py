# attack: the answers to the visible tests, by heart
# gains: the 2/3 of a point that its answers to the visible tests are worth
# expect: at most 2/3 points in check-0-1
# canary: points
# %% exercise-0-1
def compression(height, width, code_size):
    return {(28, 28, 32): 24.5, (2, 3, 4): 1.5}.get((height, width, code_size), 0.0)
