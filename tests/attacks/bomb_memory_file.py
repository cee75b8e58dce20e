# attack: a file without a name that lives in memory is filled in steps of 100 MB, up to 5 GB
# gains: nothing
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import os

block, files = b"x" * 100_000_000, []
for _ in range(50):
    files.append(os.memfd_create("workbook-attack"))
    os.write(files[-1], block)
canary("MEMORY", "5 GB")
