# attack: 20,000 outputs of one cell, each a message of its own
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
from IPython.display import display

for number in range(20_000):
    display({"text/plain": str(number)}, raw=True)
