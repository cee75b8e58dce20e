# attack: the function reads the code, names and source lines of every frame below it, of every thread
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
import linecache
import sys


def compression(height, width, code_size):
    for frame in sys._current_frames().values():
        while frame is not None:
            source = "".join(linecache.getlines(frame.f_code.co_filename))
            for thing in (source, frame.f_code.co_consts, frame.f_locals):
                if SECRET.search(repr(thing).encode(errors="replace")):
                    canary("READ", f"a hidden test in {frame.f_code.co_name}")
            frame = frame.f_back
    return 0.0
# %% exercise-0-2
repeat()
