# attack: the limits on this process are raised
# gains: memory, processes and time of everybody else
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import os
import resource

for name in ("RLIMIT_AS", "RLIMIT_DATA", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CPU", "RLIMIT_CORE"):
    kind = getattr(resource, name)
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        try:
            resource.setrlimit(kind, (hard, hard + 1))
        except (ValueError, OSError):
            continue
        canary("ESCAPE", name)
try:
    os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0) - 1)
    canary("ESCAPE", "priority")
except OSError:
    pass
