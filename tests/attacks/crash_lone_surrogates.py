# attack: half characters, which no file in UTF-8 can hold, in outputs, errors and results
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
from IPython.display import display

print("\ud800\udfff \x00 \udc80")
display({"text/plain": "\ud800", "text/html": "\udfff"}, raw=True)


def compression(height, width, code_size):
    if height == 2:
        raise ValueError("\ud800")
    return "\ud800"
