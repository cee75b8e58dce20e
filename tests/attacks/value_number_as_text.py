# attack: the right numbers as text, as bytes and as a list of digits
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
def compression(height, width, code_size):
    right = str(height * width / code_size)
    return {28: right, 2: right.encode()}.get(height, list(right))
