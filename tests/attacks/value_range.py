# attack: a range of 100,000,000,000 numbers, which takes no room until somebody makes an array of it
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    return range(10**11) if height == 28 else [range(10**7)] * 100
