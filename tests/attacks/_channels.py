import os
import select
import stat


def channels():
    """Return a copy of every socket and pipe that this process holds open, besides its standard streams."""
    found = []
    for number in map(int, os.listdir("/proc/self/fd")):
        try:
            mode = os.fstat(number).st_mode
            if number > 2 and (stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode)):
                found.append(os.dup(number))
        except OSError:
            pass
    return found


def send(data):
    """Write to every channel that takes something at this moment."""
    for number in channels():
        try:
            if select.select([], [number], [], 0)[1]:
                os.write(number, data)
        except (OSError, ValueError):
            pass
        finally:
            os.close(number)
