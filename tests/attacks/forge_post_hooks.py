# attack: hooks around every cell undo failures: they forget the last error and publish a result
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
from IPython.display import publish_display_data

shell = get_ipython()


def mend(result=None):
    if result is not None:
        result.error_in_exec = result.error_before_exec = None
        result.result = 1.0
    publish_display_data({"text/plain": "1.0"})


shell.events.register("post_run_cell", mend)
shell.events.register("post_execute", mend)
