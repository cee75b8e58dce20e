# attack: no later error is shown or reported
# gains: nothing
# expect: 0 points in check-0-1
# canary: points
# %% exercise-0-1
# include: wrong
import sys

shell = get_ipython()
shell.set_custom_exc((BaseException,), lambda *_, **__: None)
shell.showtraceback = shell.showsyntaxerror = shell._showtraceback = lambda *_, **__: None
sys.excepthook = sys.unraisablehook = lambda *_: None
