# attack: the terminal that the grader was started in is opened, whose input an attacker could type into
# gains: commands typed in the instructor's name
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import os

for path in ("/dev/tty", "/dev/console", "/dev/tty0", *(f"/dev/pts/{number}" for number in range(20))):
    try:
        os.close(os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK))
    except OSError:
        continue
    canary("ESCAPE", path)
