# attack: 150 threads compute in C code for 10 seconds, to take the processors from others
# gains: others' work fails
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import hashlib
import threading
import time

end = time.monotonic() + 10


def burn():
    while time.monotonic() < end:
        hashlib.sha256(bytes(20_000_000)).digest()


threading.stack_size(2**18)
threads = [threading.Thread(target=burn, daemon=True) for _ in range(150)]
for thread in threads:
    thread.start()
