# attack: a list that contains itself, in a dictionary that contains both
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    ring = []
    ring.append({"ring": ring, "tuple": (ring,)})
    return ring
