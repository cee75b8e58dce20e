# attack: exit handlers, threads that are no daemons, and finalisers keep the process from ending
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import atexit
import threading
import time
import weakref


class Clinging:
    pass


clinging = Clinging()
weakref.finalize(clinging, time.sleep, 300)
atexit.register(time.sleep, 300)
threading._register_atexit(time.sleep, 300)
threading.Thread(target=time.sleep, args=(300,), daemon=False).start()
