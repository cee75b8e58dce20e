# attack: 400 GB of addresses, of which a byte in each 2 MB is read: no memory but 800 MB of the kernel's tables
# gains: nothing
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import mmap

size, step = 400 * 2**30, 2**21
held = mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)
for place in range(0, size, step):
    held[place]
canary("MEMORY", "tables of pages")
