# attack: 5,000 threads at once, each of which lives for 20 seconds
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import threading
import time

for number in range(5000):
    try:
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
    except (RuntimeError, MemoryError):
        print(f"stopped after {number}")
        break
