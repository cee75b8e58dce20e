# attack: a walk over all files from / looks for the course: secrets by their text, the gradebook by its name
# gains: solutions, hidden tests, other students' work
# expect: 0 points in check-0-1
# canary: output
# slow: 20 seconds where there is much to walk over
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
import time

end = time.monotonic() + 20
for folder, folders, files in os.walk("/"):
    if time.monotonic() > end:
        break
    # Libraries are many and not secret.
    folders[:] = [name for name in folders if name not in ("proc", "sys", "site-packages", "dist-packages")]
    for name in files:
        path = os.path.join(folder, name)
        if name == "gradebook.db" or (name.endswith((".ipynb", ".py", ".txt", ".json")) and secret_in(path)):
            canary("READ", path)
