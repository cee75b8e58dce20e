# attack: a timer raises SystemExit every few milliseconds, wherever the process is just then
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import signal
import time

end = time.monotonic() + 60


def interrupt(*_):
    if time.monotonic() > end:
        signal.setitimer(signal.ITIMER_REAL, 0)
    raise SystemExit(0)


signal.signal(signal.SIGALRM, interrupt)
signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
