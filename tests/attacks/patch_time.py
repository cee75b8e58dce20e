# attack: clocks stand still and sleeping takes no time, so that limits measured in the kernel never end
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
# include: wrong
import time

clock = time.monotonic
now, wall, counter = clock(), time.time(), time.perf_counter()
time.monotonic, time.time, time.perf_counter = (lambda: now), (lambda: wall), (lambda: counter)
time.sleep = lambda seconds: None
end = clock() + 300
while clock() < end:
    pass
