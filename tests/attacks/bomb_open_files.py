# attack: as many files, pipes and sockets as the process may have are opened
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os

held = []
try:
    while len(held) < 100_000:
        held.append(os.open("/dev/null", os.O_RDONLY))
except OSError as error:
    print(len(held), error.strerror)
