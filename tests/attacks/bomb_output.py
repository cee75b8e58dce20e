# attack: 200 MB on stdout
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
for _ in range(200):
    print("x" * 1_000_000)
