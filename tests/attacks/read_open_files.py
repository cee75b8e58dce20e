# attack: files and folders that this process inherited open are read, and left through `..`
# gains: whatever the grader had open
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
import stat

for number in map(int, os.listdir("/proc/self/fd")):
    try:
        mode = os.fstat(number).st_mode
        if stat.S_ISDIR(mode):
            above = os.open("..", os.O_RDONLY, dir_fd=number)
            found = {*os.listdir(number), *os.listdir(above)} & {"gradebook.db", "solutions", "source", "submitted"}
            os.close(above)
            if found:
                canary("READ", found)
        elif stat.S_ISREG(mode) and SECRET.search(os.pread(number, 4_000_000, 0)):
            canary("READ", os.readlink(f"/proc/self/fd/{number}"))
        elif number > 2 and os.isatty(number):
            canary("ESCAPE", "a terminal")
    except OSError:
        pass
