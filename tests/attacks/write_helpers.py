# attack: the course's helpers are opened for writing: their files, their folder and their compiled files
# gains: checks of the student's own, for everybody
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: writable
# include: wrong
from pathlib import Path

import helpers

folder = Path(helpers.__file__).parent
for path in (folder, folder.parent, *folder.rglob("*")):
    if writable(path):
        canary("WRITE", path)
