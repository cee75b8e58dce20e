"""Measure how much room the loss checks leave to right answers: every solution on many seeds at effort ``grade``."""

import json
import os
import platform
import statistics
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellExecutionError

from workbook.authoring import build

SEEDS = 20


def calibrate(root: Path, names: list[str], seeds: int = SEEDS) -> int:
    """Run the named solutions, or all, on `seeds` seeds, and keep each check's error as a share of its limit.

    The figures go to ``benchmarks/results/margins.json``. Returns 1 if a right answer failed: by a share above 1, or by
    any other assertion.
    """
    path = root / "benchmarks" / "results" / "margins.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    failures = 0
    for assignment in build.assignments(root):
        if names and assignment.name not in names:
            continue
        shares: dict[str, list[float]] = defaultdict(list)
        for seed in range(1, seeds + 1):
            checks, passed = _run(assignment, seed)
            failures += not passed
            for check in checks:
                shares[check["name"]].append(check["error"] / check["limit"])
        worst = {name: max(values) for name, values in shares.items()}
        for name, value in worst.items():
            print(
                f"{assignment.name}: {name}: at most {value:.2f} of its limit over {seeds} seeds",
                flush=True,
            )
        kept[assignment.name] = {
            name: {
                "seeds": seeds,
                "values": len(values),
                "smallest": round(min(values), 3),
                "median": round(statistics.median(values), 3),
                "largest": round(max(values), 3),
            }
            for name, values in shares.items()
        }
        kept["measured"] = {"python": platform.python_version(), "date": date.today().isoformat(), "effort": "grade"}
        path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 1 if failures else 0


def _run(assignment: build.Assignment, seed: int) -> tuple[list[dict[str, Any]], bool]:
    """Run one solution on one seed. Return what its loss checks measured, and whether all cells passed."""
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "margins"
        os.environ |= {"WORKBOOK_EFFORT": "grade", "WORKBOOK_SEED": str(seed), "WORKBOOK_MARGINS": str(record)}
        passed = True
        try:
            build.execute(assignment)
        except CellExecutionError as error:
            passed = False
            print(f"{assignment.name}, seed {seed}: {str(error).splitlines()[-1]}", flush=True)
        lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
        return [json.loads(line) for line in lines], passed
