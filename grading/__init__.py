"""What instructors and authors run: building, verifying, releasing and grading the notebooks."""

import sys

# With this package jsonschema compiles a grammar of addresses when it is imported, for seconds, in each worker again.
# What it would check, an address with letters beyond ASCII, no notebook's format has. It stands here and not beside the
# commands because a worker's process does not import `__main__`.
sys.modules.setdefault("rfc3987_syntax", None)
