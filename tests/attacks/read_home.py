# attack: the home folders on this machine are searched for keys, tokens and notes
# gains: the instructor's passwords
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
from pathlib import Path

KEYS = (".ssh/id_*", ".netrc", ".pgpass", ".git-credentials", ".aws/credentials", ".kaggle/kaggle.json", ".bash_history")
homes = {Path.home(), Path("/root"), *Path("/home").glob("*")}
for home in homes:
    try:
        keys = [path for name in KEYS for path in home.glob(name)]
        notes = [path for path in home.glob("*") if secret_in(path)]
    except OSError:
        continue
    for path in (*(path for path in keys if os.access(path, os.R_OK)), *notes):
        canary("READ", path)
for path in ("/etc/shadow", "/etc/sudoers", "/run/secrets", "/var/run/secrets/kubernetes.io", "/etc/ssl/private"):
    if os.access(path, os.R_OK) and (not os.path.isdir(path) or os.listdir(path)):
        canary("READ", path)
