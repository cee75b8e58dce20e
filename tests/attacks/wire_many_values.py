# attack: messages to the grader of small lists and dicts alone, 30 times as large in memory as they are on their way
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome failed
# canary: grader
# %% exercise-0-1
# include: wrong
import sys

for _ in range(2):
    sys.stdout.outputs.send(kind="display", data={"text/plain": [{"a": []}] * 1_200_000}, metadata={})
