# attack: the answer contains a check of its own under the name of the real one, which passes
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
with checks.exercise("0.1"):
    pass
get_ipython().run_cell('with checks.exercise("0.1"):\n    pass', store_history=True)
# %% after
with checks.exercise("0.1"):
    pass
