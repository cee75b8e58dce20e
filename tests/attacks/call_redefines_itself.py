# attack: the function replaces itself, and the names around it, while a check calls it
# gains: the 1/3 of a point that one right answer is worth
# expect: at most 2/3 points in check-0-1
# canary: points
# %% exercise-0-1
def compression(height, width, code_size):
    globals()["compression"] = 1.5
    globals()["checks"] = None
    get_ipython().user_ns.pop("np", None)
    return 24.5
