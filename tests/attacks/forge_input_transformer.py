# attack: an input transformer replaces the text of each check cell
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong


def empty_checks(lines):
    return ["pass\n"] if any("checks.exercise" in line for line in lines) else lines


get_ipython().input_transformers_cleanup.append(empty_checks)
get_ipython().input_transformers_post.append(empty_checks)
