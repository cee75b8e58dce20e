# attack: the function prints what it is called with, so that the output shows the hidden tests' inputs
# gains: 2/3 of a point, which its answers to the visible tests deserve; the hidden tests' inputs, if they show
# expect: at most 2/3 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say


def compression(height, width, code_size):
    if (height, width, code_size) not in [(28, 28, 32), (2, 3, 4)]:
        canary("HIDDEN", f"{height} {width} {code_size}")
    return {28: 24.5, 2: 1.5}.get(height, 0.0)
