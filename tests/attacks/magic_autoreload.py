# attack: modules are reloaded before each cell, from files of the student's own
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import sys
import tempfile
from pathlib import Path

path = Path(tempfile.mkdtemp(), "checks.py")
path.write_text(
    "from contextlib import nullcontext\nexercise = nullcontext\n"
    "def close(*values, **options): pass\ndef array(*values, **options): pass\n"
)
%load_ext autoreload
%autoreload 2
sys.modules["helpers.checks"].__file__ = str(path)
sys.modules["helpers.checks"].__spec__.origin = str(path)
sys.modules["helpers.checks"].__spec__.loader.path = str(path)
