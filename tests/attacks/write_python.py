# attack: Python's program, its library and the installed packages are opened for writing
# gains: code of the student's own in every later process
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: writable
# include: wrong
import site
import sys
import sysconfig
from pathlib import Path

import IPython

targets = [sys.executable, os.path.realpath(sys.executable), sys.prefix, sys.base_prefix, *site.getsitepackages()]
targets += [*sysconfig.get_paths().values(), os.__file__, np.__file__, keras.__file__, IPython.__file__]
targets += [Path(np.__file__).parent, Path(keras.__file__).parent, *Path(site.getsitepackages()[0]).glob("*.pth")]
for path in targets:
    if writable(path):
        canary("WRITE", path)
