# attack: memory is filled in steps of 100 MB, up to 8 GB
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
held = []
for _ in range(80):
    held.append(bytearray(b"x") * 100_000_000)
