# attack: a signal goes to the whole process group and to the parent, which may be the grader
# gains: the end of everybody's grading
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os
import signal

# Where nothing is graded, the parent is somebody's Jupyter.
graded = "NBGRADER_EXECUTION" in os.environ or os.environ.get("WORKBOOK_EFFORT") == "grade"
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1) if graded else ():
    signal.signal(number, signal.SIG_IGN)
    os.kill(0, number)
    if os.getppid() > 1:
        os.kill(os.getppid(), number)
