# attack: half a million names in the notebook's namespace, for a grader that lists them
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
globals().update({f"name_{number}": number for number in range(500_000)})
globals().update({1: "a name that is no text", "": "no name", "a b": "two", "\ud800": "half a character"})
