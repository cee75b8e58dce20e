# attack: a trace function, a profiler and a monitor watch every line that is executed around the calls
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong
import sys
import threading


def watch(frame, event, argument):
    if SECRET.search(repr((frame.f_code.co_consts, argument)).encode(errors="replace")):
        sys.settrace(None)
        canary("READ", f"a hidden test in {frame.f_code.co_name}")
    return watch


sys.settrace(watch)
sys.setprofile(watch)
threading.settrace(watch)
threading.setprofile(watch)
# %% exercise-0-2
repeat()
