# attack: messages to the grader with parts that are missing, of another kind, nested deeply, or of unknown names
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import sys

outputs = sys.stdout.outputs
deep = []
for depth in range(900):
    deep = [deep]
    if depth % 50 == 0:
        outputs.send(kind="stream", name="stdout", text=deep)
        outputs.send(kind="display", data=deep, metadata=deep, id=deep, update=True)
for message in (
    {},
    {"kind": None, "text": None},
    {"kind": "stream", "name": ["stdout"], "text": {"a": 1}},
    {"kind": "display", "data": {"text/html": {"a": [1]}, "text/plain": 7, "": None}, "metadata": 5},
    {"kind": "result", "data": [["text/plain", "1.0"]], "metadata": {}},
    {"kind": "error", "ename": 5, "evalue": None, "traceback": {"a": "b"}},
    {"kind": "clear"},
    {"kind": "done", "number": "1", "failed": "no"},
    {"kind": "parts", "parts": [{"name": "x", "passed": True, "of student": True}], "points": 1.0},
    {"kind": "ready", "watcher": 1},
):
    outputs.send(**message)
