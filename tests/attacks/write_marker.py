# attack: a mark is left wherever a later submission could find it, and marks that earlier ones left are looked for
# gains: messages from one submission to another
# expect: 0 points in check-0-1
# canary: output
# twice: the second run must not find the first one's mark
# %% exercise-0-1
# include: say
# include: wrong
import os
import tempfile
from pathlib import Path

for folder in {tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm", os.getcwd(), os.environ.get("XDG_RUNTIME_DIR", "/tmp")}:
    mark = Path(folder) / "workbook-attack-mark"
    if mark.exists():
        canary("WRITE", f"found {mark}")
    try:
        mark.touch()
    except OSError as error:
        print(type(error).__name__)
