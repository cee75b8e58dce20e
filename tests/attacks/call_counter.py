# attack: answers by the number of the call, whatever the input
# gains: the 2/3 of a point that its answers to the visible tests are worth
# expect: at most 2/3 points in check-0-1
# canary: points
# %% exercise-0-1
import itertools

answers = itertools.chain([24.5, 1.5], itertools.repeat(24.5))


def compression(height, width, code_size):
    return next(answers)
