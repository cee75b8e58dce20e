# attack: the cell and the function stop in the debugger
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
import pdb

get_ipython().run_line_magic("pdb", "on")


def compression(height, width, code_size):
    pdb.set_trace()
    breakpoint()
    raise ValueError
