# attack: the record of passed exercises says that all are, in memory and in its file
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
everything = {f"{notebook}.{number}": True for notebook in range(11) for number in range(20)}
for number in everything:
    progress.record(number, passed=True)
progress.passed_so_far = lambda: everything
checks.progress = progress
