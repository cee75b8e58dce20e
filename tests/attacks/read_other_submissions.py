# attack: files of submissions graded before or beside this one are looked for in temporary and working folders
# gains: other students' work
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
import glob
import tempfile

patterns = ["/tmp/*", "/tmp/*/*", "/tmp/*/*/*", "/var/tmp/*", "/var/tmp/*/*", "/run/user/*/*", "../*", "../../*/*/*"]
patterns += [f"{tempfile.gettempdir()}/*", f"{tempfile.gettempdir()}/*/*"]
for path in sorted({path for pattern in patterns for path in glob.glob(pattern, include_hidden=True)}):
    if os.path.isfile(path) and secret_in(path):
        canary("READ", path)
