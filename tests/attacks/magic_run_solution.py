# attack: the instructor's notebook is run from where it might lie
# gains: full marks with the instructor's own answer
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import glob

for pattern in ("..", "../..", "../../..", "/*", "/*/*", "/*/*/*"):
    for path in glob.glob(f"{pattern}/solutions/00_start_here/00_start_here.ipynb"):
        get_ipython().run_line_magic("run", path)
