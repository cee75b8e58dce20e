# attack: the grader's own package and nbgrader's are imported, for the answers, the rebuild and the gradebook
# gains: a map of the grader; right answers from the corpus
# expect: 0 points in check-0-1
# canary: output
# %% exercise-0-1
# include: say
# include: wrong
from importlib.util import find_spec

for name in (
    *("workbook.grading.rebuild", "workbook.grading.batch", "workbook.grading.sandbox.wall", "workbook.audit.attacks"),
    *("workbook.term.course", "workbook.authoring.build", "tests.answers", "nbgrader_config"),
):
    try:
        found = find_spec(name)
    except ImportError:
        continue
    if found is not None:
        canary("READ", name)
