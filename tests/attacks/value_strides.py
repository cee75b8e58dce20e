# attack: an array of 8 TB that takes 8 bytes, because all its elements are the same one
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (10**6, 10**6), (0, 0))
