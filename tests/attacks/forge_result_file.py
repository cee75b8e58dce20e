# attack: result files with full marks are left wherever a grader might look for its own
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import json
import tempfile
from pathlib import Path

check = {"grade_id": "check-0-1", "points": 1.0, "possible": 1.0, "parts": [], "fault": ""}
result = {"assignment": "00_start_here", "outcome": "graded", "reasons": [], "checks": {"check-0-1": check}}
for folder in (Path.cwd(), Path(tempfile.gettempdir())):
    for name in ("result.json", "results.json", "00_start_here.json", "results/00_start_here.json", "checks.json"):
        try:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(json.dumps(result))
        except OSError as error:
            print(type(error).__name__)
