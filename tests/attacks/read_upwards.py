# attack: the folders above this one, and where nbgrader keeps its own, are looked through by name
# gains: solutions, hidden tests, other students' work
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import os
from pathlib import Path

names = ("gradebook.db", "nbgrader_config.py", "source", "solutions", "submitted", "autograded", "feedback")
places = [Path.cwd(), *Path.cwd().parents, Path.home(), Path("/srv/nbgrader"), Path("/usr/local/share/nbgrader")]
if "PWD" in os.environ:
    places += Path(os.environ["PWD"]).parents
for place in places:
    for name in names:
        if os.access(place / name, os.R_OK):
            canary("READ", place / name)
