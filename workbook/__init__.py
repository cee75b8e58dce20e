"""The course's own tools: four rooms, and the command `workbook` that opens them.

`authoring` makes notebooks from their sources, `grading` decides marks, `term` is what an instructor does around these,
`audit` judges the grading. Each may use the rooms before it, and none a later one.
"""

import sys
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder; where only the grader is installed, the folder of packages."""

IS_WHOLE = (ROOT / "pyproject.toml").exists()
"""Whether the course is here, and not the grader alone."""

# With this package jsonschema compiles a grammar of addresses when it is imported, for seconds, in each worker again.
# What it would check, an address with letters beyond ASCII, no notebook's format has. It stands here and not beside the
# commands because a worker's process does not import `__main__`.
sys.modules.setdefault("rfc3987_syntax", cast(Any, None))
