# attack: the function raises an error whose text, type and notes show what it was called with
# gains: 2/3 of a point, which its answers to the visible tests deserve; the hidden tests' inputs, if they show
# expect: at most 2/3 points in check-0-1
# canary: output
# %% exercise-0-1
# include: published
def compression(height, width, code_size):
    if (height, width, code_size) in PUBLISHED:
        return height * width / code_size
    text = "CANARY" + f"-HIDDEN {height} {width} {code_size}"
    error = type(text, (ValueError,), {})(text)
    error.add_note(text)
    raise error
