# attack: the function prints what it is called with, so that the output shows the hidden tests' inputs
# gains: 2/3 of a point, which its answers to the visible tests deserve; the hidden tests' inputs, if they show
# expect: at most 2/3 points in check-0-1
# canary: output
# %% exercise-0-1
# include: published
# include: say


def compression(height, width, code_size):
    if (height, width, code_size) not in PUBLISHED:
        canary("HIDDEN", f"{height} {width} {code_size}")
    return height * width / code_size if (height, width, code_size) in PUBLISHED else 0.0
