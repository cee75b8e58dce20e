"""Cells of the student's own, from the submission to the marks: what a person is asked, and when."""

import json
from contextlib import ExitStack
from dataclasses import replace

import nbformat
import pytest

from tests import small_course
from workbook.authoring import build
from workbook.authoring.assignment import completed, grade_id
from workbook.grading import batch
from workbook.grading.rebuild import rebuild, with_tasks
from workbook.grading.results import FAILED, GRADED, PERSON, CheckResult, Result, from_json
from workbook.grading.sandbox.wall import Walls
from workbook.grading.session import grade
from workbook.term.feedback import markdown2html

START = "00_start_here"


@pytest.fixture
def judged():
    """Return a function that grades a submission with a cell below the first answer, by a judge that gives points."""
    source = small_course.source()
    config = build.nbgrader_config(small_course.ROOT)

    def judged(below, points, outcome=GRADED):
        cells = [{"cell_type": c.cell_type, "metadata": c.metadata, "source": c.source} for c in source.cells]
        cells.insert(2, {"cell_type": "code", "metadata": {}, "source": below})
        job = batch.Job(
            assignment=small_course.NAME,
            notebook=small_course.NAME,
            student="ada",
            source=nbformat.writes(source),
            submission=json.dumps({"cells": cells}).encode(),
            trouble="",
            notes=(),
            settings=config,
            version="",
        )

        def judge(source, rebuilt, student, assignment, *_):
            checks = {n: CheckResult(n, p, 2.0, ()) for n, p in points.items()}
            return Result(assignment, student, outcome, (), rebuilt.notes, checks, rebuilt.notebook)

        return from_json(batch.grade_one(job, judge))

    return judged


WHY = "With it ran cell 3, beside it, which may change answer_one."


@pytest.mark.parametrize(
    ("below", "points", "outcome", "asked"),
    [
        ("answer_one = max", {"check-one": 2.0, "check-two": 0.0}, GRADED, False),
        ("answer_one = max", {"check-one": 1.9, "check-two": 2.0}, GRADED, True),
        ("answer_one = max", {"check-one": 2.0, "check-two": 0.0}, FAILED, True),
        ("print(answer_one(3))", {"check-one": 0.0, "check-two": 0.0}, GRADED, False),
    ],
    ids=["full marks", "points lost", "never at its end", "only looks"],
)
def test_a_person_is_asked_only_where_points_are_lost(judged, below, points, outcome, asked):
    result = judged(below, points, outcome)
    assert result.outcome == (PERSON if asked else outcome)
    assert result.doubts == ({"one": WHY} if asked else {})
    assert result.reasons == ((f"one: {WHY}",) if asked else ())


def test_what_a_person_is_asked_stands_beside_what_is_doubtful_anyway(judged, monkeypatch):
    real = batch.rebuild
    monkeypatch.setattr(batch, "rebuild", lambda *given: replace(real(*given), doubts={"one": "Odd.", "": "All odd."}))
    result = judged("answer_one = max", {"check-one": 1.0})
    assert result.doubts == {"one": f"Odd. {WHY}", "": "All odd."}


# --- in a kernel ---


@pytest.fixture(scope="module")
def start():
    """Return a function that grades notebook 00 with changes to the cells of its release, in walls."""
    assignment = next(a for a in build.assignments(small_course.ROOT) if a.name == START)
    with ExitStack() as stack:
        walls = stack.enter_context(Walls())

        def graded(texts, below):
            submission = json.loads(assignment.release.read_text(encoding="utf-8"))
            cells = []
            for cell in submission["cells"]:
                cells.append(cell | ({"source": texts[cell["id"]]} if cell["id"] in texts else {}))
                own = [below[cell["id"]]] if cell["id"] in below else []
                cells += [{"cell_type": "code", "metadata": {}, "source": text} for text in own]
            job = batch.Job(
                assignment=START,
                notebook=START,
                student="ada",
                source=nbformat.writes(assignment.notebook),
                submission=json.dumps(submission | {"cells": cells}).encode(),
                trouble="",
                notes=(),
                settings=build.nbgrader_config(small_course.ROOT),
                version="",
            )
            return from_json(batch.grade_one(job, lambda own, r, student, name, _: grade(own, r, student, walls, name)))

        yield graded


COMPRESSION = "def compression(height, width, code_size):\n    return pixels(height, width) / code_size * SCALE['by']"
NORMALISE = "def normalise(images):\n    return images / TOP"
SPLIT = """def split(images, validation_share):
    boundary = round(len(images) * validation_share)
    return images[:boundary], images[boundary:]


fashion = data.raw("fashion_mnist")
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_imagse)"""
MENDED_SPLIT = """def split(images, validation_share):
    boundary = round(len(images) * (1 - validation_share))
    return images[:boundary], images[boundary:]
fashion_train, fashion_validation = split(normalise(fashion.train_images), 0.2)
fashion_test = normalise(fashion.test_images)"""
MENDED_NORMALISE = """%%time
def normalise(images):
    images = images.astype("float32")
    return (images - images.min()) / (images.max() - images.min())
1 / 0"""


@pytest.mark.walls
def test_right_work_in_cells_of_the_students_own_gets_its_marks(start):
    result = start(
        {"exercise-0-1": COMPRESSION, "exercise-0-2": NORMALISE, "exercise-0-3": SPLIT},
        {
            "top__0": "def pixels(height, width):\n    return height * width\n\nSCALE = {}",
            "exercise-0-1": "SCALE['by'] = 1",
            "exercise-0-2": MENDED_NORMALISE,
            "exercise-0-3": MENDED_SPLIT,
            "check-0-3": "compression = compression(28, 28, 32)\nimport numpy as np\nnp.nothing",
        },
    )
    lost = {name: check.parts for name, check in result.checks.items() if not all(p.passed for p in check.parts)}
    assert lost == {}
    assert (result.outcome, result.checks["check-0-1"].points) == (GRADED, 1.0)


@pytest.mark.walls
def test_a_cell_that_spoils_an_answer_costs_points_only_until_a_person_has_looked(start):
    answer = "def compression(height, width, code_size):\n    return height * width / code_size"
    result = start({"exercise-0-1": answer}, {"exercise-0-1": "compression = lambda *sizes: 7"})
    assert result.checks["check-0-1"].points < 1
    assert result.outcome == PERSON
    assert result.doubts == {"exercise-0-1": "With it ran cell 11, beside it, which may change compression."}


# --- tasks: what stands below one is its answer, and a person's to judge ---

BELOW = [("markdown", "See <script>x</script>my plot."), ("code", "print(2)\nanswer_two = None"), ("raw", "By hand.")]


@pytest.fixture
def with_task():
    """Return the instructor's notebook with a task above its second answer, and a function that makes a submission."""
    source = small_course.source()
    task = nbformat.v4.new_markdown_cell("Plot it.\n\n=== BEGIN MARK SCHEME ===\n5\n=== END MARK SCHEME ===", id="t")
    task.metadata.nbgrader = completed({"grade_id": "plot", "task": True, "locked": True, "points": 5})
    source.cells.insert(4, task)
    texts = {"one": "def answer_one(x):\n    return 2 * x", "two": "def answer_two(x):\n    return 3 * x"}

    def submission(below):
        cells = [
            {"cell_type": c.cell_type, "metadata": c.metadata, "source": texts.get(grade_id(c), c.source)}
            for c in source.cells
        ]
        cells[5:5] = [{"cell_type": kind, "metadata": {"tags": ["x"]}, "source": text} for kind, text in below]
        return json.dumps({"cells": cells}).encode()

    return source, submission


def test_what_stands_below_a_task_is_for_the_person_who_reads_it(with_task):
    source, submission = with_task
    rebuilt = rebuild(source, submission(BELOW), build.nbgrader_config(small_course.ROOT))
    found = with_tasks(rebuilt.notebook, rebuilt.tasks).cells
    assert [(c.cell_type, c.source) for c in found[5:8]] == [*BELOW[:2], ("markdown", "By hand.")]
    assert "Left out" not in " ".join(rebuilt.notes)
    page = markdown2html({"cell": found[5]}, found[5].source)
    assert "my plot." in page
    assert "<script" not in page


def test_too_much_below_a_task_asks_for_a_person(with_task):
    source, submission = with_task
    rebuilt = rebuild(source, submission([("code", "#" * 100_001)]), build.nbgrader_config(small_course.ROOT))
    assert not rebuilt.tasks
    assert "Look at the submission." in rebuilt.doubts["plot"]


@pytest.mark.walls
def test_code_below_a_task_runs_and_takes_nothing_from_a_check(with_task):
    source, submission = with_task
    below = [*BELOW, ("code", "import os\nos._exit(1)")]
    rebuilt = rebuild(source, submission(below), build.nbgrader_config(small_course.ROOT))
    with Walls() as walls:
        result = grade(source, rebuilt, "ada", walls)
    assert result.checks["check-two"].points == 1
    assert result.outcome == GRADED
    assert result.notebook.cells[6].outputs[0].text == "2\n"
