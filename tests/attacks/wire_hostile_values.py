# attack: the agent's own answers, with the right number of the question, in which the value is what none should be
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import itertools
import sys

deep = ["l", []]
for _ in range(300):
    deep = ["l", [deep]]
values = itertools.cycle(
    [
        [["a", "|O", [1], 0], False],
        [["a", "<f8", [2**40], 0], False],
        [["a", "<f8", [-1, -1], 0], False],
        [["a", "<U0", [10**9, 10**9], 0], False],
        [["a", "f8,O", [1], 0], False],
        [["a", "<f8", [1], -1], False],
        [["i", "0x" + "f" * 10_000_000], False],
        [["f", "nan"], False],
        [["R", [0, 10**9, 1]], False],
        [["s", {"a": 1}], False],
        [["S", [["l", []]]], False],
        [["d", [[["l", []], None]]], False],
        [["m", "[" * 100_000, [], "x"], False],
        [["r", "../../x", True, "<script>document.title='workbook-xss'</script>"], False],
        [["T", ["a", "<U5", [1], 0]], False],
        [deep, False],
        [True, True, True],
        {"passed": True},
        "passed",
        None,
    ]
)
connection = sys.modules["workbook.grading.sandbox.inside.wire"].Connection
honest_send = connection.send


def send(self, head, blobs=None):
    if "nonce" in head:
        head = {"nonce": head["nonce"], "value": next(values), "passed": True, "parts": [], "points": 1.0}
        blobs = [b"x" * 8]
    return honest_send(self, head, blobs)


def compression(height, width, code_size):
    connection.send = send
    return 0.0
