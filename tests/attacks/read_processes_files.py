# attack: the files, the working folder and the root of every visible process are entered through /proc
# gains: the course's files, past every bind mount
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: others
# include: wrong
for process in others():
    base = f"/proc/{process}"
    for place in ("cwd", "root", "root/tmp", "root/home", "cwd/.."):
        try:
            names = os.listdir(f"{base}/{place}")
        except OSError:
            continue
        for name in names:
            if name in ("gradebook.db", "submitted", "solutions") or secret_in(f"{base}/{place}/{name}"):
                canary("READ", f"{base}/{place}/{name}")
    try:
        numbers = os.listdir(f"{base}/fd")
    except OSError:
        continue
    for number in numbers:
        if secret_in(f"{base}/fd/{number}"):
            canary("READ", f"{base}/fd/{number}")
