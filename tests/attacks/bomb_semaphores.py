# attack: ten sets of System V semaphores, 2 MB each: memory of the kernel's, which counts for no process
# gains: nothing
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
import ctypes

libc = ctypes.CDLL(None)
sets = [libc.semget(0, 32_000, 0o1600) for _ in range(10)]
for number in sets:
    if number >= 0:
        canary("MEMORY", "2 MB of semaphores")
        libc.semctl(number, 0, 0)  # IPC_RMID: gone again
