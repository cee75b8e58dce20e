# attack: the process ends with status 0 while a check calls the function
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
import os


def compression(height, width, code_size):
    os._exit(0)
