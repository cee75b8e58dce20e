# attack: messages to the grader that are large in every part but the text: 1 GB in all, more than an output may be
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
# include: wrong
import sys

outputs, long = sys.stdout.outputs, "x" * 5_000_000
for _ in range(50):
    outputs.send(kind="error", ename=long, evalue=long, traceback=[long, long])
