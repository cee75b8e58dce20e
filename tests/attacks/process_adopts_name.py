# attack: a child calls itself by the grader's names, for a grader that finds its processes by them
# gains: nothing
# expect: 0 points in check-0-1
# canary: process
# %% exercise-0-1
# include: wrong
import os
import subprocess
import sys

sleep = "open('/proc/self/comm', 'w').write('wb-attack'); import time; time.sleep(300)"
for name in ("bwrap", "nbgrader autograde", "python -m workbook autograde"):
    subprocess.Popen([name, "-c", sleep], executable=sys.executable, stdout=subprocess.DEVNULL, start_new_session=True)
print(os.getpid())
