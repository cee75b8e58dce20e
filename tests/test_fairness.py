"""A right submission beside each attack of the corpus: while that takes what it can, this one gets its full marks."""

import json
import os
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace

import nbformat
import pytest
from test_walls import check, graded, notebook, only

from workbook.audit import attacks
from workbook.authoring import build
from workbook.authoring.build import Assignment
from workbook.grading import batch, session
from workbook.grading.batch import Job
from workbook.grading.sandbox import processes, wall

# Whether a right submission is graded beside an attack depends on what else the machine does.
ALL = pytest.mark.skipif("WORKBOOK_EXAMPLES" not in os.environ, reason="WORKBOOK_EXAMPLES is not set: it asks for more")
pytestmark = [pytest.mark.walls, pytest.mark.long, pytest.mark.timeout(3000), ALL]

SECONDS = 3  # of an attack, in which right submissions are graded beside it; the one that is graded then ends it
DEFAULT = processes.Limits()
TENTH = replace(DEFAULT, seconds=90, cell_seconds=12, total_seconds=90)
LOADS = ("bomb", "hang", "process")  # that try to take much: beside these the limits are tried as they are, too

# Some work for the processor, for memory, for threads and for temporary files.
RIGHT = notebook(
    ("answer", "def double(x):\n    return 2 * x"),
    check("""
        checks.close(double(3), 6, "double(3)")
        checks.close(double(np.arange(3.0)), [0, 2, 4], "double(array)")
    """),
)
ANSWER = """
import tempfile, threading
model = keras.Sequential([keras.Input((64,)), layers.Dense(32, activation="relu"), layers.Dense(64)])
model.compile(optimizer="adam", loss="mse")
model.fit(np.ones((512, 64)), np.ones((512, 64)), epochs=2, verbose=0)
with tempfile.TemporaryFile() as file:
    file.write(bytes(20_000_000))
thread = threading.Thread(target=sorted, args=([3, 2, 1],))
thread.start()
thread.join()
def double(x):
    return 2 * x
"""


def groups():
    """Return the attacks by the first word of their names."""
    found = defaultdict(list)
    for attack in attacks.attacks():
        found[attack.name.partition("_")[0]].append(attack)
    return found


PARTS = [
    pytest.param(found, limits, id=f"part {kind} {name}")
    for kind, found in groups().items()
    for name, limits in {"tenth": TENTH, "default": DEFAULT}.items()
    if limits is TENTH or kind in LOADS
]


class Attacked(wall.Walls):
    """Walls of which a test may end what runs inside."""

    running = ()

    @contextmanager
    def pair(self, data=()):
        with super().pair(data) as self.running:
            yield self.running


@pytest.fixture(scope="module")
def shared():
    found = wall.early()
    yield found
    found.close()


def job(attack, root):
    """Return an attack as a job, or None where no notebook can be read."""
    assignment = Assignment(root, attack.assignment)
    submission, files = attacks.apply(attack, json.loads(assignment.release.read_text("utf-8")))
    if f"{assignment.name}.ipynb" in files:
        return None
    settings = json.loads(json.dumps(dict(build.nbgrader_config(root)), default=str))
    source = nbformat.writes(assignment.notebook, version=4)
    return Job(assignment.name, assignment.name, attack.name, source, submission, "", (), settings, "")


@pytest.mark.parametrize(("found", "limits"), PARTS)
def test_beside_an_attack_a_right_submission_gets_full_marks(shared, project, found, limits):
    lost = {}
    with (
        Attacked(limits, given=shared.another()) as attacked,
        wall.Walls(limits, given=shared.another()) as walls,
    ):
        for attack in found:
            made = job(attack, project)
            if made is None:
                continue

            def judge(source, rebuilt, student, name):
                return session.grade(source, rebuilt, student, attacked, name)

            attacker = threading.Thread(target=batch.grade_one, args=(made, judge), daemon=True)
            attacker.start()
            end, tries = time.monotonic() + SECONDS, 0
            while not tries or (attacker.is_alive() and time.monotonic() < end):
                tries += 1
                try:
                    result = graded(walls, RIGHT, [ANSWER])
                    if (result.outcome, only(result).points) != ("graded", 4):
                        lost[attack.name] = [result.reasons, only(result)]
                except Exception as error:
                    lost[attack.name] = repr(error)
            for process in attacked.running:
                process.end("the test is over")
            attacker.join()
    assert lost == {}
