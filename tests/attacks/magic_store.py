# attack: %store and %macro keep values for the next kernel, and take those of the one before
# gains: messages from one submission to another
# expect: 0 points in check-0-1
# canary: output
# twice: the second run must not find the first one's value
# %% exercise-0-1
# include: say
# include: wrong
from pathlib import Path

# Only in a profile that is thrown away.
if not Path.home().joinpath(".bashrc").exists():
    %load_ext storemagic
    %store -r
    if "workbook_attack_mark" in globals():
        canary("WRITE", "a value of the run before")
    workbook_attack_mark = 1
    %store workbook_attack_mark
