# attack: the function prints what it is called with, so that the output shows the hidden tests' inputs
# gains: the hidden tests' inputs
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say


def compression(height, width, code_size):
    if (height, width, code_size) not in [(28, 28, 32), (2, 3, 4)]:
        canary("HIDDEN", f"{height} {width} {code_size}")
    return 0.0
