# attack: folders and files of the system are opened for writing
# gains: a place where the next run finds something
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: writable
# include: wrong
for path in ("/usr", "/usr/bin", "/usr/lib", "/etc", "/etc/passwd", "/etc/ld.so.cache", "/opt", "/srv", "/boot", "/bin/sh"):
    if writable(path):
        canary("WRITE", path)
for path in ("/var/lib", "/var/spool/cron", "/etc/cron.d", "/etc/profile.d", "/etc/ipython", "/etc/jupyter", "/lib64"):
    if writable(path):
        canary("WRITE", path)
