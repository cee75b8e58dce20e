# attack: files of 100 MB are written into every folder that takes them, up to 3 GB in all, and then removed
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os
import tempfile

block, written, paths = bytes(100_000_000), 0, []
for folder in (tempfile.gettempdir(), os.getcwd(), "/dev/shm"):
    try:
        for number in range(10):
            paths.append(os.path.join(folder, f"workbook-attack-{number}"))
            with open(paths[-1], "wb") as file:
                written += file.write(block)
    except OSError as error:
        print(folder, type(error).__name__)
for path in paths:
    if os.path.exists(path):
        os.remove(path)
print(written)
