# attack: the agent's own answers, with the right number of the question, whose value would take minutes to read
# gains: nothing
# expect: 0 points in check-0-1
# expect: outcome graded or failed
# canary: grader
# %% exercise-0-1
import itertools
import sys

one_hash = [["i", hex(k * (2**61 - 1))] for k in range(100_000)]
values = itertools.cycle(
    [
        [["a", "<f8", [10**4000] * 1000, 0], False],
        [["S", one_hash], False],
        [["d", [[number, None] for number in one_hash]], False],
        [["l", [["a", "|u1", [8], 0]] * 500_000], False],
    ]
)
connection = sys.modules["workbook.grading.sandbox.inside.wire"].Connection
honest_send = connection.send


def send(self, head, blobs=None):
    if "nonce" in head:
        head, blobs = {"nonce": head["nonce"], "value": next(values)}, [b"x" * 8]
    return honest_send(self, head, blobs)


def compression(height, width, code_size):
    connection.send = send
    return 0.0
