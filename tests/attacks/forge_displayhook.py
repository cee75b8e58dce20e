# attack: the displayhook shows full marks before the assertion fails, and again with every later cell
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
shell = get_ipython()


def show_marks(*_):
    shell.displayhook(1.0)


shell.events.register("pre_run_cell", show_marks)
shell.events.register("post_run_cell", show_marks)
show_marks()
