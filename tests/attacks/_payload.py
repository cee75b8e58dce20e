# Text of Python that does nothing in the process that made it. Anywhere else it says so, and turns every check of that
# process into one that passes.
PAYLOAD = f"""
import os, sys
if os.getpid() != {__import__("os").getpid()}:
    print("CANARY" + "-ESCAPE", "student code in another process", flush=True)
    checks = sys.modules.get("helpers.checks")
    for name in ("array", "below", "close", "ends_in_sigmoid", "in_range", "maps"):
        setattr(checks, name, lambda *values, **options: None)
"""
