# attack: a text of 100 MB that starts like the right number
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    return "24.5" + " " * 100_000_000
