# attack: files that Python, IPython, Jupyter and Keras read when they start are left for the next kernel
# gains: code of the student's own in the next submission's kernel
# expect: 0 points in check-0-1
# canary: output
# twice: the second run must not read the first one's files
# %% exercise-0-1
# include: say
# include: wrong
import os
import site
from pathlib import Path

if os.environ.get("WORKBOOK_ATTACKED"):
    canary("WRITE", "a file of the run before was read")
text = "import os; os.environ['WORKBOOK_ATTACKED'] = '1'\n"
home = Path.home()
# Only in a home that is thrown away: nobody's own folder is written to.
if not (home / ".bashrc").exists() and not (home / ".profile").exists():
    for path in (
        Path(site.getusersitepackages()) / "usercustomize.py",
        Path(site.getusersitepackages()) / "attack.pth",
        home / ".ipython/profile_default/startup/00-attack.py",
        home / ".ipython/profile_default/ipython_kernel_config.py",
        home / ".jupyter/jupyter_config.py",
        home / ".config/matplotlib/matplotlibrc",
    ):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        except OSError as error:
            print(type(error).__name__)
