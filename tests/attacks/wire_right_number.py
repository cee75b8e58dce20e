# attack: the function answers by itself, with the number of the question from its caller's frame, and then again
# gains: the 1/3 of a point that one right answer is worth
# expect: at most 1/3 points in check-0-1
# canary: points
# %% exercise-0-1
import sys


def compression(height, width, code_size):
    frame = sys._getframe()
    while frame is not None and "examiner" not in frame.f_locals:
        frame = frame.f_back
    if frame is not None:
        nonce = frame.f_locals["request"]["nonce"]
        for value in (["f", "0x1.88p+4"], True, ["f", "0x0p+0"]):
            frame.f_locals["examiner"].send({"nonce": nonce, "value": [value, False], "passed": True}, [])
    return 0.0
