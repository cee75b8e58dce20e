# attack: a hook prints the text of every cell that is run later, hidden tests with it
# gains: the text of the hidden tests
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: decoys
# include: wrong


def reveal(info):
    if SECRET.search(info.raw_cell.encode()):
        canary("READ", info.raw_cell)


get_ipython().events.register("pre_run_cell", reveal)
# %% exercise-0-2
repeat()
