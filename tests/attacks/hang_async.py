# attack: tasks left in the kernel's event loop keep it from its messages
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# slow: runs into the time limit
# %% exercise-0-1
# include: wrong
import asyncio
import time


async def hog():
    end = time.monotonic() + 300
    while time.monotonic() < end:
        time.sleep(1)


task = asyncio.get_running_loop().create_task(hog())
await asyncio.sleep(0)
