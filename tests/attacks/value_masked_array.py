# attack: a masked array, whose comparisons are masked too and so never false
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
def compression(height, width, code_size):
    return np.ma.masked_all(())
