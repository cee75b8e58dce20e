import os
import re

# What the audit hides in places that no submission may read, and the text of a hidden test. The expression does not
# match itself, so that finding this very source in memory proves nothing.
SECRET = re.compile(rb"workbook-decoy-[0-9]{8}|compression\(3[2], 48, 6\)")


def secret_in(path, limit=4_000_000):
    """Return whether the first bytes of a file hold a secret; False where it cannot be read or would block."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        return SECRET.search(os.read(descriptor, limit)) is not None
    except OSError:
        return False
    finally:
        os.close(descriptor)
