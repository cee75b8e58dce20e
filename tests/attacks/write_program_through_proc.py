# attack: the program of this and of other processes is opened for writing through /proc/PID/exe
# gains: the grader's own program, changed
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: others
# include: writable
# include: wrong
for process in ("self", *others()):
    for name in ("exe", "mem", "cwd", "root"):
        if (process, name) not in [("self", "mem"), ("self", "cwd")] and writable(f"/proc/{process}/{name}"):
            canary("WRITE", f"/proc/{process}/{name}")
