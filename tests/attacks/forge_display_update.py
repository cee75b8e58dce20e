# attack: a later cell rewrites the outputs of earlier ones through display ids, and clears its own
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
from IPython.display import clear_output, display

handles = [display(0.0, display_id=str(number)) for number in range(20)]
# %% exercise-0-2
for handle in handles:
    handle.update(1.0)
clear_output()
for name in ("check-0-1", "exercise-0-1"):
    display({"text/plain": "1.0"}, raw=True, display_id=name, update=True)
