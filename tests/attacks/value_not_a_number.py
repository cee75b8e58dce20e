# attack: NaN and infinity, of which no comparison says that they are too far away
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
def compression(height, width, code_size):
    return float("nan") if height == 28 else np.float64("inf")
