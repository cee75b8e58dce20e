# attack: a thread writes answers to every socket and pipe all the time, so that some stand there before the question
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: channels
# include: wrong
import json
import threading
import time

ANSWER = json.dumps({"ok": True, "passed": True, "points": 1.0, "value": 24.5}).encode() + b"\n"


def write():
    end = time.monotonic() + 30
    while time.monotonic() < end:
        send(ANSWER)
        time.sleep(0.01)


threading.Thread(target=write, daemon=True).start()
