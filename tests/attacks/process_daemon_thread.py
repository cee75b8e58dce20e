# attack: a thread left running writes into later outputs, and changes answers after they were looked at
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import builtins
import threading
import time


def meddle():
    end = time.monotonic() + 60
    while time.monotonic() < end:
        print("1.0")
        globals()["compression"] = lambda *sizes: 0.0
        builtins.compression = lambda *sizes: 24.5
        time.sleep(0.05)


threading.Thread(target=meddle, daemon=True).start()
