# attack: 15,000 outputs of one name, and then each of 15,000 messages changes all of them
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import sys

send = sys.stdout.outputs.send
for update in (False, True):
    for _ in range(15_000):
        send(kind="display", data={"text/plain": "x"}, metadata={}, id="many", update=update)
