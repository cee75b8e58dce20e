# attack: memory shared between processes is read: /dev/shm, System V segments and queues, POSIX queues
# gains: what siblings and the grader keep there
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
for folder in ("/dev/shm", "/dev/mqueue", "/run/shm"):
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        if secret_in(f"{folder}/{name}"):
            canary("READ", f"{folder}/{name}")
for kind in ("shm", "msg", "sem"):
    try:
        with open(f"/proc/sysvipc/{kind}") as file:
            for line in file.readlines()[1:]:
                canary("READ", f"System V {kind} {line.split()[1]}")
    except OSError:
        pass
