import os


def writable(path):
    """Return whether a file could be written to, or a file made in a folder. Nothing is written and no name made."""
    kind = os.O_TMPFILE if os.path.isdir(path) else 0
    try:
        os.close(os.open(path, kind | os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True
