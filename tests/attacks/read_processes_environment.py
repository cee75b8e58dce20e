# attack: the environment and the command line of every visible process are read
# gains: secrets of the grader, such as the address of a database
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: others
# include: wrong
for process in others():
    for name in ("environ", "cmdline"):
        path = f"/proc/{process}/{name}"
        if secret_in(path):
            canary("READ", path)
    try:
        with open(f"/proc/{process}/cmdline") as file:
            words = file.read().replace("\0", " ")
    except OSError:
        continue
    if re.search("nbgrader|autograde|gradebook", words):
        canary("READ", words)
