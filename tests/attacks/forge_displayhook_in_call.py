# attack: the function shows full marks through the displayhook while a check calls it
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
import sys


def compression(height, width, code_size):
    sys.displayhook(1.0)
    get_ipython().displayhook(1.0)
    return 0.0
