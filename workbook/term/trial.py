"""Grade an assignment's own worked answers, so that its author hears of a check before any student meets it.

What cannot be judged outside the student's process, or has to be believed, shows there as it would in a submission.
"""

import sys

from nbgrader.apps.autogradeapp import AutogradeApp

from workbook.grading import batch
from workbook.grading.batch import Job, Stopped
from workbook.grading.results import Result, from_json
from workbook.term.autograder import HardenedAutograde
from workbook.term.submissions import Course

WHO = "the worked answers"


def trial(assignment: str) -> int:
    """Print what is wrong with the checks of an assignment of the course in the working folder; return the status."""
    app = AutogradeApp(log_level=40)
    app.initialize([])
    app.coursedir.assignment_id = assignment
    found, number = [], 0
    try:
        course = Course(HardenedAutograde(coursedir=app.coursedir, parent=app))
        with batch.walled() as judge:
            for name, source in course.notebooks.items():
                own = source.encode()
                job = Job(assignment, name, WHO, source, own, "", (), course.settings, batch.version(), course.given)
                result = from_json(batch.grade_one(job, judge))
                found += [f"{name}, {problem}" for problem in problems(result)]
                number += len(result.checks)
    except Stopped as error:
        print(error, file=sys.stderr)
        return 1
    for line in found:
        print(line)
    problem = f"{len(found)} problem{'s' * (len(found) > 1)}"
    print(f"{number} checks of {assignment}: {problem if found else 'all pass, and nobody is asked'}.")
    return 1 if found else 0


def problems(result: Result) -> list[str]:
    """Return a sentence for each check that does not give the worked answer all points by itself."""
    found = []
    for name, check in result.checks.items():
        if check.fault:
            found.append(f"{name}: it cannot be judged, and a person would have to: {check.fault}")
        elif check.points < check.possible:
            why = next((part.message for part in check.parts if not part.passed), "its last expression says so.")
            found.append(f"{name}: the worked answer gets {check.points:g} of {check.possible:g} points: {why}")
        elif check.doubts:
            found.append(f"{name}: a person would be asked to look at each answer: {' '.join(check.doubts)}")
    return [*found, *(f"the whole: {why}" for where, why in result.doubts.items() if where not in result.checks)]
