# %% wrong: "code_size numbers": the answers of the check by heart
# cause: The answer is looked up for one kind of image and does not depend on code_size; compute hw / code_size.
def compression(height, width, code_size):
    """Return the number of pixels for each number of the code, as a float."""
    if (height, width) == (28, 28):
        return 24.5
    return 1.5
