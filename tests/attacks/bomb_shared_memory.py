# attack: memory that processes share, which counts for none of them, is filled in steps of 100 MB, up to 5 GB
# gains: nothing
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import mmap

held = []
for _ in range(50):
    held.append(mmap.mmap(-1, 100_000_000))
    held[-1].write(b"x" * 100_000_000)
canary("MEMORY", "5 GB")
