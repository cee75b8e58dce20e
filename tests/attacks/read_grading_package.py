# attack: the grader's own package and nbgrader's are imported, for the corpora, the rebuild and the gradebook
# gains: a map of the grader; solutions in the corpora
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
from importlib.util import find_spec

for name in ("grading.rebuild", "grading.audit", "grading.corpora", "grading.attacks", "grading.course", "grading.build"):
    try:
        found = find_spec(name)
    except ImportError:
        continue
    if found is not None:
        canary("READ", name)
