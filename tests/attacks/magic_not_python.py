# attack: text that is no Python, or takes the parser long: brackets 200 deep, a very long line, control characters
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
def compression(height, width, code_size):
    return ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
### BEGIN HIDDEN TESTS
### END HIDDEN TESTS
### BEGIN SOLUTION
