"""Measure how long each solution takes to run, and keep the figures that the notebooks print."""

import json
import os
import platform
import time
from datetime import date
from pathlib import Path

from helpers.quiet import caught_stderr
from workbook.authoring import build


def measure(root: Path, names: list[str]) -> int:
    """Run the named solutions, or all, from kernel start to last cell at effort ``quick``, and keep the seconds.

    The figures go to ``benchmarks/results/times.json`` under ``cpu`` or ``gpu``, whichever this machine has.
    """
    with caught_stderr():
        import tensorflow as tf

    os.environ["WORKBOOK_EFFORT"] = "quick"
    device = "gpu" if tf.config.list_physical_devices("GPU") else "cpu"
    path = root / "benchmarks" / "results" / "times.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    measured = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for assignment in build.assignments(root):
        if names and assignment.name not in names:
            continue
        start = time.monotonic()
        build.execute(assignment)
        seconds = round(time.monotonic() - start)
        print(f"{assignment.name}: {seconds} s on a {device.upper()}", flush=True)
        measured.setdefault(assignment.name, {})[device] = seconds
    measured[f"machine_{device}"] = {
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "tensorflow": tf.__version__,
        "date": date.today().isoformat(),
    }
    path.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0
