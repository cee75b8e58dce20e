# attack: files of 40 MB are written into every folder that takes them, deleted and kept open, up to 4 GB
# gains: the machine runs out of memory
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import os
import tempfile

held, size = [], 0
for place in ("/tmp", "/dev/shm", "/student", os.path.expanduser("~"), "/var/tmp", "/dev", "/run"):
    try:
        while size < 4_000:
            file = tempfile.TemporaryFile(dir=place)
            held.append(file)
            for _ in range(40):
                file.write(bytes(1_000_000))
                size += 1
            file.flush()
    except OSError as error:
        print(place, size, error.strerror)
# %% after
# include: say
if size > 1_200:
    canary("DISK", size)
