# attack: an audit hook, which cannot be taken away again, raises whenever this process opens, sends or imports
# gains: nothing
# expect: 0 points in check-0-1
# canary: grader
# %% exercise-0-1
# include: wrong
import sys


def forbid(event, arguments):
    if event.startswith(("open", "socket.", "os.", "compile", "exec", "import", "pickle.")):
        raise StopIteration


sys.addaudithook(forbid)
