import os


def parent(process):
    """Return a process's parent, or 0 if it cannot be read."""
    try:
        with open(f"/proc/{process}/stat") as file:
            return int(file.read().rsplit(")", 1)[1].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def others():
    """Return the visible processes that are neither this one nor its descendants."""
    found = []
    for process in (int(name) for name in os.listdir("/proc") if name.isdigit()):
        line = process
        while line not in (0, os.getpid()):
            line = parent(line)
        if line == 0:
            found.append(process)
    return found
