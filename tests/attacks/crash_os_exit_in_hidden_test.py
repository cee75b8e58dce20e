# attack: the process ends when it sees an input that is not in the visible tests
# gains: the 2/3 of a point that its answers to the visible tests are worth
# expect: at most 2/3 points in check-0-1
# expect: outcome failed
# canary: points
# %% exercise-0-1
# include: published
import os


def compression(height, width, code_size):
    return height * width / code_size if (height, width, code_size) in PUBLISHED else os._exit(0)
