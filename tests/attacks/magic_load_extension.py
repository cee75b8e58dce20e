# attack: an extension written on the spot takes over the shell
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import sys
import tempfile
from pathlib import Path

folder = tempfile.mkdtemp()
Path(folder, "obliging.py").write_text(
    "def load_ipython_extension(shell):\n"
    "    shell.input_transformers_cleanup.append(lambda lines: ['pass\\n'])\n"
    "    shell.events.register('pre_run_cell', lambda info: shell.displayhook(1.0))\n"
)
sys.path.insert(0, folder)
%load_ext obliging
