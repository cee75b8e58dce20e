# attack: what a grader might print or read as a verdict stands on stdout and stderr, from Python and from below it
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import json
import os

verdict = json.dumps({"grade_id": "check-0-1", "points": 1.0, "passed": True, "status": "ok"})
for line in (verdict, "Exercise 0.1 (Work out the compression): passed.", "1.0", "check-0-1: 1/1", "autograded"):
    print(line)
    for stream in (1, 2):
        os.write(stream, f"\n{line}\n".encode())
