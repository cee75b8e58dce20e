# attack: an array of 2 GB
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    return np.zeros(250_000_000)
