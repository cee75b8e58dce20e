"""Rebuilding a submission: whatever a notebook has been through, which text ends in which cell, and who is told."""

import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbgrader.utils import compute_checksum, determine_grade
from traitlets.config import Config

from workbook.authoring import build
from workbook.grading.rebuild import Unreadable, rebuild
from workbook.term import course

ASSIGNMENTS = {a.name: a for a in build.assignments(Path(__file__).parents[1])}
NAME = "01_dense_autoencoder"
LENGTH = len(nbformat.read(ASSIGNMENTS[NAME].release, as_version=4).cells)
WRITTEN = "Pixels lie between 0 and 1, and so do the values of a sigmoid."
# Two functions; what the tests below damage.
FIRST = '''def dense_parameters(n_inputs, n_outputs):
    """Return the number of weights and biases of one dense layer."""
    return n_inputs * n_outputs + n_outputs'''
SECOND = '''def autoencoder_parameters(n_pixels, code_size):
    """Return the number of parameters of Input(n_pixels) → Dense(code_size) → Dense(n_pixels)."""
    return dense_parameters(n_pixels, code_size) + dense_parameters(code_size, n_pixels)'''
BOTH = f"{FIRST}\n\n\n{SECOND}"
JOINED = f"{FIRST}\n\n{SECOND}"
OTHER = BOTH.replace("n_inputs * n_outputs", "n_outputs * n_inputs")
HELPED = BOTH.replace("n_inputs * n_outputs", "product(n_inputs, n_outputs)")
HELPER = "def product(a, b):\n    return a * b"
ANSWER = "exercise-1-2"
CHECK = "check-1-2"


class Submission:
    """A notebook of a student who has solved exercises 1.1 to 1.4 and answered the first question."""

    def __init__(self, notebook):
        self.notebook = notebook
        self.cells = notebook["cells"]

    def index(self, grade_id):
        return next(
            i for i, c in enumerate(self.cells) if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
        )

    def number(self, grade_id):
        return self.index(grade_id) + 1

    def cell(self, grade_id):
        return self.cells[self.index(grade_id)]

    def write(self, grade_id, text):
        self.cell(grade_id)["source"] = text

    def below(self, grade_id, text, kind="code"):
        self.insert(self.index(grade_id) + 1, text, kind)

    def above(self, grade_id, text, kind="code"):
        self.insert(self.index(grade_id), text, kind)

    def insert(self, at, text, kind="code"):
        cell = {"cell_type": kind, "metadata": {}, "source": text}
        self.cells.insert(at, cell | ({"outputs": [], "execution_count": None} if kind == "code" else {}))

    def unmark(self, grade_id):
        """Take from a cell all by which it is known, but its text."""
        cell = self.cell(grade_id)
        cell.pop("id", None)
        del cell["metadata"]["nbgrader"]
        return cell

    def double(self, grade_id, text):
        """Put a cell with the same mark and another text below; so JupyterLab splits and copies cells."""
        self.cells.insert(self.index(grade_id) + 1, copy.deepcopy(self.cell(grade_id)) | {"source": text, "id": "new"})

    def merge(self, first, last, into):
        """Merge the cells from one to another, with the metadata of one of them."""
        start, end = self.index(first), self.index(last)
        merged = self.cell(into) | {"source": "\n".join(c["source"] for c in self.cells[start : end + 1])}
        self.cells[start : end + 1] = [merged]

    def data(self):
        return json.dumps(self.notebook).encode()


def by_itself(number, text):
    """Return the code that runs a cell as the notebook does, where an error ends one cell and no other."""
    return f"# Cell {number} of the submission, by itself:\n_ = get_ipython().run_cell('''\\\n{text}\n''')"


def texts(notebook):
    """Return the text of each solution cell."""
    marks = [(c["metadata"].get("nbgrader", {}), c["source"]) for c in notebook["cells"]]
    return {m["grade_id"]: text for m, text in marks if m.get("solution")}


def joined(notebook):
    """Return a notebook with each cell's text in one piece."""
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    return notebook


@pytest.fixture(scope="module")
def config(project):
    return build.nbgrader_config(project)


@pytest.fixture(scope="module")
def source():
    return nbformat.read(ASSIGNMENTS[NAME].solution, as_version=4)


@pytest.fixture(scope="module")
def stubs():
    return texts(nbformat.read(ASSIGNMENTS[NAME].release, as_version=4))


@pytest.fixture
def half(source):
    release = nbformat.read(ASSIGNMENTS[NAME].release, as_version=4)
    filled = course.fill(release, source, {"1.1", "1.2", "1.3", "1.4"})
    half = Submission(joined(json.loads(nbformat.writes(filled))))
    half.write("explain-1-1", WRITTEN)
    half.write(ANSWER, BOTH)
    return half


@pytest.fixture
def grade(half, source, config, stubs):
    """Return a function that rebuilds the submission and compares it with the undamaged one.

    It takes the answers that should differ, and the whole notes, doubts, and what a person is asked if points are lost.
    """
    undamaged = texts(half.notebook)
    expected_cells = rebuild(source, half.data(), config).notebook.cells

    def grade(different=None, notes=(), doubts=None, if_lost=None, data=None):
        rebuilt = rebuild(source, data or half.data(), config)
        assert texts(rebuilt.notebook) == undamaged | {
            g: stubs[g] if text is None else text for g, text in (different or {}).items()
        }
        assert list(rebuilt.notes) == list(notes)
        assert rebuilt.doubts == (doubts or {})
        assert rebuilt.if_lost == (if_lost or {})
        for cell, expected in zip(rebuilt.notebook.cells, expected_cells, strict=True):
            assert cell | {"source": ""} == expected | {"source": ""}
            if not cell.metadata.get("nbgrader", {}).get("solution"):
                assert cell.source == expected.source

    return grade


# --- without damage ---


@pytest.mark.parametrize("name", ASSIGNMENTS)
@pytest.mark.parametrize("student", course.STUDENTS)
def test_an_undamaged_submission_gives_the_instructors_cells_with_the_students_answers(config, name, student):
    assignment = ASSIGNMENTS[name]
    source = nbformat.read(assignment.solution, as_version=4)
    release = nbformat.read(assignment.release, as_version=4)
    submission = course.fill(release, source, course.solved(source, student))
    for cell in build.code_cells(submission):
        cell.execution_count, cell.outputs = 1, [nbformat.v4.new_output("stream", text="<script>alert(1)</script>")]
    rebuilt = rebuild(source, nbformat.writes(submission).encode(), config)
    assert (rebuilt.notes, rebuilt.doubts, rebuilt.if_lost) == ((), {}, {})
    assert texts(rebuilt.notebook) == texts(submission)
    for cell, original, released in zip(rebuilt.notebook.cells, source.cells, submission.cells, strict=True):
        grade = cell.metadata.get("nbgrader", {})
        if not grade.get("solution"):
            assert cell.source == original.source
        assert (cell.id, cell.cell_type) == (original.id, original.cell_type)
        assert {k: v for k, v in cell.metadata.items() if k != "nbgrader"} == {
            k: v for k, v in released.metadata.items() if k != "nbgrader"
        }
        assert {k: v for k, v in grade.items() if k not in ("checksum", "cell_type")} == original.metadata.get(
            "nbgrader", {}
        )
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
    assert rebuilt.notebook.metadata == {k: v for k, v in source.metadata.items() if k != "workbook"}
    nbformat.validate(rebuilt.notebook)


def test_the_source_is_left_as_it_was(half, source, config):
    before = copy.deepcopy(source)
    rebuild(source, half.data(), config)
    assert source == before


def test_nbgrader_knows_which_written_answers_were_given(half, source, config):
    cells = rebuild(source, half.data(), config).notebook.cells
    marks = {
        c.metadata.nbgrader.grade_id: determine_grade(c)
        for c in cells
        if c.cell_type == "markdown" and "nbgrader" in c.metadata
    }
    assert marks == {"explain-1-1": (None, 2.0), "explain-1-2": (0, 3.0), "explain-1-4": (0, 2.0)}


def test_checks_carry_hidden_tests_and_their_checksum(half, source, config):
    half.write(CHECK, "pass")
    cell = next(c for c in rebuild(source, half.data(), config).notebook.cells if c.id == CHECK)
    assert "### BEGIN HIDDEN TESTS" in cell.source
    assert cell.metadata.nbgrader.checksum == compute_checksum(cell)


def test_no_solution_of_the_instructor_reaches_a_submission(source, config):
    rebuilt = rebuild(source, json.dumps({"cells": []}).encode(), config)
    assert "### BEGIN SOLUTION" not in nbformat.writes(rebuilt.notebook)
    assert WRITTEN[:20] not in nbformat.writes(rebuilt.notebook)
    assert (rebuilt.notes, rebuilt.doubts) == (("The notebook is empty: nothing is answered.",), {})


def test_only_the_text_of_answers_is_taken(half, grade):
    half.notebook["metadata"] = {
        "kernelspec": {"name": "bash", "display_name": "Bash"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": "<script>"}}},
        "colab": {"provenance": []},
    }
    for cell in half.cells:
        cell["metadata"] |= {"tags": ["skip-execution"], "evil": "<script>", "colab": {"base_uri": "x"}}
        cell["attachments"] = {}
    half.cell(CHECK)["metadata"]["nbgrader"] |= {"points": 100, "grade": False, "solution": True, "locked": False}
    half.cell(ANSWER)["metadata"]["nbgrader"] |= {"points": 100, "grade": True, "solution": False, "schema_version": 1}
    grade()


def test_answers_are_taken_letter_by_letter(half, grade):
    text = "%%time\n!rm -rf /\n%pip install x\nget_ipython()\nprint('é \U0001f600')  \n\n### BEGIN HIDDEN TESTS\n"
    half.write(ANSWER, text)
    grade({ANSWER: text})


# --- lost marks ---


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_without_metadata_answers_are_known_by_the_cells_ids(config, name):
    assignment = ASSIGNMENTS[name]
    source = nbformat.read(assignment.solution, as_version=4)
    submission = course.fill(nbformat.read(assignment.release, as_version=4), source, course.solved(source, "full"))
    expected = texts(submission)
    for cell in submission.cells:
        cell.metadata = {"id": cell.pop("id"), "colab_type": "text"}
    rebuilt = rebuild(source, json.dumps(submission).encode(), config)
    assert texts(rebuilt.notebook) == expected
    assert (rebuilt.doubts, rebuilt.if_lost) == ({}, {})
    assert len(rebuilt.notes) == 1
    assert rebuilt.notes[0].startswith("Known by the cells' ids, for nbgrader's metadata are lost: exercise-")


@pytest.mark.parametrize("name", ASSIGNMENTS)
@pytest.mark.parametrize("student", course.STUDENTS)
def test_without_metadata_and_ids_answers_are_known_by_first_lines_or_place(config, name, student):
    assignment = ASSIGNMENTS[name]
    source = nbformat.read(assignment.solution, as_version=4)
    solved = course.solved(source, student)
    submission = course.fill(nbformat.read(assignment.release, as_version=4), source, solved)
    expected = texts(submission)
    given = [g for g, text in expected.items() if "NotImplementedError" not in text and "Write your" not in text]
    for cell in submission.cells:
        cell.metadata = {}
        del cell["id"]
    rebuilt = rebuild(source, json.dumps(submission).encode(), config)
    assert texts(rebuilt.notebook) == expected
    assert rebuilt.doubts == {}
    assert [n.partition(": nbgrader's metadata are lost; known by its ")[0] for n in rebuilt.notes] == given


def test_one_lost_mark_is_known_by_the_first_lines_also_elsewhere(half, grade):
    cell = half.unmark(ANSWER)
    grade(notes=["exercise-1-2: nbgrader's metadata are lost; known by its first lines: cell 15."])
    half.cells.remove(cell)
    half.cells.append(cell)
    grade(
        notes=[
            f"exercise-1-2: nbgrader's metadata are lost; known by its first lines: cell {LENGTH}.",
            f"exercise-1-2: put back in its place, from cell {LENGTH}.",
        ]
    )


def test_an_answer_with_other_first_lines_is_known_by_its_place(half, grade):
    text = BOTH.replace("n_inputs", "m").replace("n_pixels", "p")
    half.write(ANSWER, text)
    half.unmark(ANSWER)
    half.below(CHECK, "print(1)")
    grade(
        {ANSWER: text},
        notes=[
            "exercise-1-2: nbgrader's metadata are lost; known by its place: cell 15.",
            "Left out, as the student's own: cell 18.",
        ],
    )


def test_among_several_cells_in_its_place_the_one_that_gives_the_names_is_the_answer(half, grade):
    text = BOTH.replace("n_inputs", "m").replace("n_pixels", "p")
    half.write(ANSWER, text)
    half.above(ANSWER, "print(1)")
    half.below(ANSWER, "print(2)")
    half.unmark(ANSWER)
    grade(
        {ANSWER: text},
        notes=[
            "exercise-1-2: nbgrader's metadata are lost; known by its place: cell 16.",
            "Left out, as the student's own: cells 15 and 17.",
        ],
    )


def test_a_written_answer_is_known_by_its_place(half, grade):
    half.unmark("explain-1-1")
    grade(notes=["explain-1-1: nbgrader's metadata are lost; known by its place: cell 28."])


def test_an_answer_of_statements_is_known_by_its_place(half, grade):
    text = "codes = encoder.predict(x_test)\nreconstructions = decoder.predict(codes)"
    half.write("exercise-1-6", text)
    number = half.index("exercise-1-6") + 1
    half.unmark("exercise-1-6")
    known = f"exercise-1-6: nbgrader's metadata are lost; known by its place: cell {number}."
    grade({"exercise-1-6": text}, notes=[known])


def test_an_experiment_in_the_place_of_a_deleted_answer_is_doubtful(half, grade):
    half.write(ANSWER, "print(3)")
    half.unmark(ANSWER)
    grade(
        {ANSWER: "print(3)"},
        doubts={ANSWER: "nbgrader's metadata are lost; taken by its place, but perhaps not it: cell 15."},
    )


def test_the_named_stub_names_its_exercise(half, grade, stubs):
    half.write(ANSWER, stubs[ANSWER])
    half.unmark(ANSWER)
    half.write("exercise-1-6", "codes = 3\nraise NotImplementedError('Exercise 1.6: encode and decode')")
    cell = half.unmark("exercise-1-6")
    half.cells.remove(cell)
    half.cells.insert(0, cell)
    grade(
        {ANSWER: None, "exercise-1-6": cell["source"]},
        notes=[
            "exercise-1-6: nbgrader's metadata are lost; known by its first lines: cell 1.",
            "exercise-1-6: put back in its place, from cell 1.",
        ],
    )


def test_a_misspelt_grade_id_is_repaired(half, grade):
    half.cell(ANSWER)["metadata"]["nbgrader"]["grade_id"] = "exercise-1-2-copy"
    half.cells[half.index("exercise-1-2-copy")].pop("id")
    grade(
        notes=[
            "exercise-1-2: nbgrader's metadata are lost; known by its first lines: cell 15.",
            "The instructor's notebook has no exercise-1-2-copy, as cell 15 of the submission does.",
        ]
    )


def test_a_foreign_cell_is_noted_when_no_answer_is_missing(half, grade):
    half.below(ANSWER, "x = 1")
    half.cells[half.index(ANSWER) + 1]["metadata"] = {"nbgrader": {"grade_id": "<b>\nexercise-9-9"}}
    grade(
        notes=[
            "The instructor's notebook has no ?b??exercise-9-9, as cell 16 of the submission does.",
            "Left out, as the student's own: cell 16.",
        ]
    )


def test_a_foreign_cell_is_doubtful_when_an_answer_is_missing(half, grade):
    half.write(ANSWER, "x = 1")
    half.cell(ANSWER).pop("id")
    half.cell(ANSWER)["metadata"] = {"nbgrader": {"grade_id": "exercise-9-9"}}
    grade(
        {ANSWER: None},
        notes=[
            "exercise-1-2: missing in the submission; it counts as not answered.",
            "Left out, as the student's own: cell 15.",
        ],
        doubts={
            "": "The instructor's notebook has no exercise-9-9, as cell 15 of the submission does. "
            "It has exercise-1-2, which the submission lacks."
        },
    )


def test_another_notebook_is_doubtful_as_a_whole(grade, stubs):
    grade(
        dict.fromkeys(stubs),
        doubts={"": "None of its cells is to be graded here; perhaps it is another notebook."},
        data=ASSIGNMENTS["10_morphing"].release.read_bytes(),
    )


# --- the same mark twice ---


def test_a_copy_of_an_answer_does_not_matter(half, grade):
    half.double(ANSWER, BOTH + "  \n")
    grade(notes=["exercise-1-2: the same text stands in cells 15 and 16."])


@pytest.mark.parametrize("first", [True, False])
def test_an_untouched_stub_is_not_the_answer(half, grade, stubs, first):
    half.double(ANSWER, BOTH if first else stubs[ANSWER])
    half.write(ANSWER, stubs[ANSWER] if first else BOTH)
    grade(notes=[f"exercise-1-2: its untouched stub also stands in cell {15 if first else 16}."])


def test_of_two_answers_the_last_in_its_place_is_taken_as_python_does(half, grade):
    half.double(ANSWER, OTHER)
    grade(
        {ANSWER: OTHER},
        notes=["Left out, as the student's own: cell 15."],
        if_lost={
            ANSWER: "Different answers stand in cells 15 and 16; cell 16, the last that stands in its place, was taken."
        },
    )


def test_of_two_answers_one_elsewhere_is_not_taken(half, grade):
    half.double(ANSWER, OTHER)
    half.cells.append(half.cells.pop(half.index(ANSWER) + 1))
    grade(
        notes=[f"Left out, as the student's own: cell {LENGTH + 1}."],
        doubts={
            ANSWER: f"Different answers stand in cells 15 and {LENGTH + 1}; cell 15, the last that stands in its "
            "place, was taken."
        },
        if_lost={
            ANSWER: f"Cell {LENGTH + 1}, below, defines autoencoder_parameters and dense_parameters again; "
            "it is left out."
        },
    )


def test_a_copied_cell_that_became_an_experiment_is_not_another_answer(half, grade):
    experiment = "print(dense_parameters(3, 4))"
    half.double(ANSWER, experiment)
    grade({ANSWER: f"{BOTH}\n\n{experiment}"}, notes=[PIECES])
    half.cells.append(half.cells.pop(half.index(ANSWER) + 1))
    grade(
        notes=[
            f"exercise-1-2: of cells 15 and {LENGTH + 1} only cell 15 is a whole answer.",
            f"Left out, as the student's own: cell {LENGTH + 1}.",
        ]
    )


def test_two_written_answers_in_different_places_are_doubtful(half, grade):
    half.double("explain-1-1", "Another answer.")
    half.cells.append(half.cells.pop(half.index("explain-1-1") + 1))
    grade(
        notes=[f"Left out, as the student's own: cell {LENGTH + 1}."],
        doubts={
            "explain-1-1": f"Different answers stand in cells 28 and {LENGTH + 1}; "
            "cell 28, the last that stands in its place, was taken."
        },
    )


def test_the_same_id_everywhere_does_not_hide_marks(half, grade):
    for cell in half.cells:
        cell["id"] = ANSWER
    grade()


# --- answers in pieces ---

PIECES = "exercise-1-2: joined, as pieces of one answer: cells 15 and 16."


@pytest.mark.parametrize("marked", ["both", "first", "second"])
def test_an_answer_split_between_functions_is_joined(half, grade, marked):
    half.write(ANSWER, SECOND if marked == "second" else FIRST)
    if marked == "both":
        half.double(ANSWER, SECOND)
    elif marked == "first":
        half.below(ANSWER, SECOND)
    else:
        half.above(ANSWER, FIRST)
    grade({ANSWER: JOINED}, notes=[PIECES])


@pytest.mark.parametrize("marked", ["both", "first"])
@pytest.mark.parametrize("text", [BOTH, FIRST], ids=["whole", "half-finished"])
def test_an_answer_split_inside_a_function_is_joined_without_a_gap(half, grade, marked, text):
    lines = text.split("\n")
    half.write(ANSWER, "\n".join(lines[:2]))
    (half.double if marked == "both" else half.below)(ANSWER, "\n".join(lines[2:]))
    grade({ANSWER: text}, notes=[PIECES])


@pytest.mark.parametrize("where", ["above", "below"])
def test_a_helper_beside_the_answer_that_it_uses_is_taken_along(half, grade, where):
    half.write(ANSWER, HELPED)
    getattr(half, where)(ANSWER, HELPER)
    text = f"{HELPER}\n\n{HELPED}" if where == "above" else f"{HELPED}\n\n{HELPER}"
    grade({ANSWER: text}, notes=[PIECES])


def test_helpers_of_helpers_are_taken_along_and_experiments_between_are_not(half, grade):
    half.write(ANSWER, HELPED)
    half.above(ANSWER, "def times(a, b):\n    return a * b")
    half.above(ANSWER, "print('a test')")
    half.above(ANSWER, "Now the helper.", "markdown")
    half.above(ANSWER, "def product(a, b):\n    return times(a, b)")
    grade(
        {ANSWER: f"def times(a, b):\n    return a * b\n\ndef product(a, b):\n    return times(a, b)\n\n{HELPED}"},
        notes=[
            "exercise-1-2: joined, as pieces of one answer: cells 15, 18 and 19.",
            "Left out, as the student's own: cells 16 and 17.",
        ],
    )


@pytest.mark.parametrize("text", [HELPER + "\n\nprint(product(3, 4))", "product = lambda a, b: a * b"])
def test_whatever_stands_beside_and_gives_a_name_that_the_answer_uses_is_taken_along(half, grade, text):
    half.write(ANSWER, HELPED)
    half.above(ANSWER, text)
    # An error in what is printed is none of the answer's.
    above = by_itself(15, text) if "print" in text else text
    grade({ANSWER: f"{above}\n\n{HELPED}"}, notes=[PIECES])


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("reconstructions = reconstructions.clip(0, 1)", "reconstructions"),
        ("codes.sort()", "codes"),
        ("print(codes.shape)", ""),
    ],
)
def test_below_an_answer_of_statements_what_works_on_its_names_is_taken_along(half, grade, text, changed):
    statements = "codes = encoder.predict(x_test)\nreconstructions = decoder.predict(codes)"
    half.write("exercise-1-6", statements)
    half.below("exercise-1-6", "print('other')")
    half.below("exercise-1-6", text)
    number = half.index("exercise-1-6") + 1
    grade(
        {"exercise-1-6": f"{statements}\n\n{text}"},
        notes=[
            f"exercise-1-6: joined, as pieces of one answer: cells {number} and {number + 1}.",
            f"Left out, as the student's own: cell {number + 2}.",
        ],
        if_lost={"exercise-1-6": f"With it ran cell {number + 1}, beside it, which may change {changed}."}
        if changed
        else {},
    )


def test_a_piece_that_begins_in_the_middle_of_something_is_doubtful(half, grade):
    lines = BOTH.split("\n")
    half.write(ANSWER, "\n".join(lines[:2]))
    half.insert(len(half.cells), "\n".join(lines[2:]))
    grade(
        {ANSWER: "\n".join(lines[:2])},
        notes=[f"Left out, as the student's own: cell {LENGTH + 1}."],
        doubts={
            "": f"It begins in the middle of something, and nothing was found that it goes on with: cell {LENGTH + 1}."
        },
        if_lost={ANSWER: f"Cell {LENGTH + 1}, below, defines autoencoder_parameters again; it is left out."},
    )


def test_a_helper_further_up_runs_above_the_first_answer_below_it(half, grade):
    half.write(ANSWER, HELPED)
    half.insert(4, HELPER)
    first = half.cell("exercise-1-1")["source"]
    grade(
        {ANSWER: HELPED, "exercise-1-1": f"{HELPER}\n\n{first}"},
        notes=["exercise-1-1: cell 5 of the student's own, which gives product, was put above it."],
    )


def test_a_helper_is_not_put_above_an_answer_that_is_no_code(half, grade):
    half.write(ANSWER, HELPED)
    half.write("exercise-1-1", "def to_vectors(images:")
    half.insert(4, HELPER)
    grade(
        {ANSWER: f"{HELPER}\n\n{HELPED}", "exercise-1-1": "def to_vectors(images:"},
        notes=["exercise-1-2: cell 5 of the student's own, which gives product, was put above it."],
    )


def test_helpers_of_helpers_and_what_changes_them_run_in_their_order(half, grade):
    half.write(ANSWER, BOTH.replace("n_inputs * n_outputs", "RULES['product'](n_inputs, n_outputs)"))
    for text in ["RULES['product'] = times", "RULES = {}", "print('a test')", HELPER.replace("product", "times")]:
        half.insert(4, text)
    first = half.cell("exercise-1-1")["source"]
    change = by_itself(8, "RULES['product'] = times")
    grade(
        {
            ANSWER: half.cell(ANSWER)["source"],
            "exercise-1-1": "\n\n".join([HELPER.replace("product", "times"), "RULES = {}", change, first]),
        },
        notes=[
            "Left out, as the student's own: cell 6.",
            "exercise-1-1: cell 7 of the student's own, which gives RULES, was put above it.",
            "exercise-1-1: cell 8 of the student's own, which gives RULES, was put above it.",
            "exercise-1-1: cell 5 of the student's own, which gives times, was put above it.",
        ],
    )


@pytest.mark.parametrize("where", ["below", "between", "above"])
def test_a_helper_written_into_the_instructors_cell_runs_too(half, grade, where):
    half.write(ANSWER, HELPED)
    lines = half.cells[2]["source"].split("\n")
    at = {"below": len(lines), "between": 1, "above": 0}[where]
    half.cells[2]["source"] = "\n".join([*lines[:at], HELPER, *lines[at:]])
    first = half.cell("exercise-1-1")["source"]
    grade(
        {ANSWER: HELPED, "exercise-1-1": f"{HELPER}\n\n{first}"},
        notes=[
            "Changed in the submission and put back: top__2.",
            "exercise-1-1: cell 3 of the student's own, which gives product, was put above it.",
        ],
    )


def test_a_helper_below_the_check_is_left_out(half, grade):
    half.write(ANSWER, HELPED)
    half.below(CHECK, HELPER)
    grade(
        {ANSWER: HELPED},
        notes=["Left out, as the student's own: cell 18."],
        if_lost={ANSWER: "It uses product, which only cell 18 gives; that cell is left out."},
    )


def test_a_name_that_only_a_check_above_gives_is_reported_if_points_are_lost(half, grade):
    # The first stands before the check, so it is simply wrong.
    changed = {cell: half.cell(cell)["source"] + "\nprint(because)" for cell in ("exercise-1-1", "exercise-1-4")}
    for cell, text in changed.items():
        half.write(cell, text)
    why = "It uses because, which only check-1-1 gives; checks do not run where answers do."
    grade(changed, if_lost={"exercise-1-4": why})


@pytest.mark.parametrize("where", ["own cell", "set-up"])
def test_an_import_that_an_answer_uses_is_put_above_it(half, grade, where):
    text = BOTH.replace("n_inputs * n_outputs", "math.prod((n_inputs, n_outputs))")
    half.write(ANSWER, text)
    if where == "set-up":
        half.cells[2]["source"] += "\nimport math, os"
    else:
        half.insert(2, "import math, os\nprint(os.getcwd())")
    grade(
        {ANSWER: "import math\n" + text},
        notes=[
            "Changed in the submission and put back: top__2."
            if where == "set-up"
            else "Left out, as the student's own: cell 3.",
            "exercise-1-2: `import math` of cell 3 was put above it.",
        ],
    )


def test_an_import_is_put_below_a_cell_magic(half, grade):
    code = BOTH.replace("n_inputs * n_outputs", "math.prod((n_inputs, n_outputs))")
    half.write(ANSWER, f"%%time\n{code}")
    half.insert(2, "import math\nprint(math.pi)")
    grade(
        {ANSWER: f"%%time\nimport math\n{code}"},
        notes=["Left out, as the student's own: cell 3.", "exercise-1-2: `import math` of cell 3 was put above it."],
    )


def test_experiments_and_notes_are_left_out(half, grade):
    half.below(ANSWER, "x_train = 3\nencoder, decoder = 1, 2\nimport numpy as np\nprint(dense_parameters(3, 4))")
    half.below(ANSWER, "My thoughts", "markdown")
    half.insert(0, "")
    grade(
        notes=["Left out, as the student's own: cells 17 and 18."],
        if_lost={
            "exercise-1-1": "Cell 18, below, changes x_train; it is left out.",
            "exercise-1-4": "It uses x_train, which cell 18 changes; that cell is left out.",
        },
    )


def test_a_definition_below_the_check_is_left_out_and_so_is_a_draft_above(half, grade):
    half.above(ANSWER, FIRST.replace("+ n_outputs", ""))
    grade(notes=["Left out, as the student's own: cell 15."])
    half.below(CHECK, FIRST.replace("+ n_outputs", "+ 1"))
    grade(
        notes=["Left out, as the student's own: cells 15 and 19."],
        if_lost={ANSWER: "Cell 19, below, defines dense_parameters again; it is left out."},
    )


def test_pieces_of_a_written_answer_are_joined(half, grade):
    half.below("explain-1-1", "And more.", "markdown")
    half.below("explain-1-1", "print('an experiment')")
    grade(
        {"explain-1-1": f"{WRITTEN}\n\nAnd more."},
        notes=[
            "explain-1-1: joined, as pieces of one answer: cells 28 and 30.",
            "Left out, as the student's own: cell 29.",
        ],
    )


def test_two_cells_with_the_mark_of_a_written_answer_are_joined(half, grade):
    half.double("explain-1-1", "And more.")
    grade(
        {"explain-1-1": f"{WRITTEN}\n\nAnd more."},
        notes=["explain-1-1: joined, as pieces of one answer: cells 28 and 29."],
    )


# --- corrections in cells of the student's own ---

# A right answer but for the bias, which three things leave out.
UNBIASED = f"""RULES = {{"bias": 0}}


class Rules:
    bias = 0


def bias():
    return max(RULES["bias"], Rules.bias)


def dense_parameters(n_inputs, n_outputs):
    return (n_inputs + bias()) * n_outputs


{SECOND}"""
MENDED = "def dense_parameters(n_inputs, n_outputs):\n    return (n_inputs + 1) * n_outputs"
CORRECTIONS = {
    "a second def": MENDED,
    "a decorated def": f"import functools\n\n@functools.lru_cache\n{MENDED}",
    "a lambda": "dense_parameters = lambda n_inputs, n_outputs: (n_inputs + 1) * n_outputs",
    "a partial": "import functools\ndense_parameters = functools.partial(lambda one, n, m: (n + one) * m, 1)",
    "a constant": "RULES = {'bias': 1}",
    "an item": "RULES['bias'] = 1",
    "an item that is deleted": "del RULES['bias']\nRULES.setdefault('bias', 1)",
    "an attribute": "Rules.bias = 1",
    "a method": "RULES.update(bias=1)",
    "an operator": "RULES |= {'bias': 1}",
    "an operator on an item": "RULES['bias'] += 1",
    "a walrus": "print(RULES := {'bias': 1})",
    "several at once": "RULES, other = {'bias': 1}, 2",
    "globals": "globals()['RULES'] = {'bias': 1}",
    "vars": "vars().update(RULES={'bias': 1})",
    "exec": "exec('RULES = {\"bias\": 1}')",
    "exec of lines": 'code = """\nRULES = {\'bias\': 1}\n"""\nexec(code)',
    "setattr": "setattr(Rules, 'bias', 1)",
    "a for": "for key in list(RULES):\n    RULES[key] = 1",
    "a while": "while RULES['bias'] < 1:\n    RULES['bias'] += 1",
    "a with": "import contextlib\nwith contextlib.suppress(KeyError):\n    RULES['bias'] = 1",
    "an if": "if not RULES['bias']:\n    RULES = {'bias': 1}",
    "a try": "try:\n    RULES['weight']\nexcept KeyError:\n    RULES['bias'] = 1",
    "a match": "match RULES:\n    case {'bias': 0}:\n        RULES['bias'] = 1",
    "another name": "mine = RULES\nmine['bias'] = 1",
    "a part": "for rules in [RULES]:\n    rules['bias'] = 1",
    "a function": "def mend(rules):\n    rules['bias'] = 1\n\nmend(RULES)",
    "a global": "def mend():\n    global RULES\n    RULES = {'bias': 1}\n\nmend()",
    "%%time": "%%time\nRULES = {'bias': 1}",
    "%%capture": "%%capture shown\nRULES['bias'] = 1\nprint('mended')",
    "%time": "%time RULES['bias'] = 1",
    "an error behind it": "RULES['bias'] = 1\nRULES['weight']",
    "a cell in a string": "get_ipython().run_cell('RULES = {\"bias\": 1}')",
}


@pytest.fixture
def parameters(half, source, config):
    """Return a function that rebuilds the submission and runs the answer as a notebook does.

    It returns the number of parameters of an autoencoder of 3 pixels and a code of 2, and what was rebuilt.
    """

    def parameters():
        rebuilt = rebuild(source, half.data(), config)
        assert rebuilt.doubts == {}
        shell = InteractiveShell(config=Config(HistoryManager={"enabled": False}))
        shell.run_cell(texts(rebuilt.notebook)[ANSWER])
        return shell.user_ns["autoencoder_parameters"](3, 2), rebuilt

    return parameters


RIGHT, UNBIASED_RESULT = (3 * 2 + 2) + (2 * 3 + 3), 3 * 2 + 2 * 3


@pytest.mark.parametrize("text", CORRECTIONS.values(), ids=CORRECTIONS)
def test_a_correction_in_the_next_cell_counts(half, parameters, text):
    half.write(ANSWER, UNBIASED)
    half.below(ANSWER, text)
    found, rebuilt = parameters()
    assert found == RIGHT
    assert rebuilt.notes == (PIECES,)
    assert rebuilt.if_lost.keys() <= {ANSWER}


def test_a_correction_between_the_hint_and_the_check_counts(half, parameters):
    half.write(ANSWER, UNBIASED)
    half.above(CHECK, CORRECTIONS["an item"])
    found, rebuilt = parameters()
    assert found == RIGHT
    assert rebuilt.notes == ("exercise-1-2: joined, as pieces of one answer: cells 15 and 17.",)


def test_the_answer_that_is_corrected_is_wrong(half, parameters):
    half.write(ANSWER, UNBIASED)
    assert parameters()[0] == UNBIASED_RESULT


def test_several_corrections_run_in_their_order_and_an_error_ends_one_only(half, parameters):
    half.write(ANSWER, UNBIASED)
    for text in ["RULES['bias'] = 1", "RULES['weight'] += 1", "RULES['bias'] = 5"]:
        half.below(ANSWER, text)
    found, rebuilt = parameters()
    assert found == RIGHT
    assert rebuilt.if_lost == {ANSWER: "With it ran cells 16, 17 and 18, beside it, which may change RULES."}


@pytest.mark.parametrize(
    "text", ["def dense_parameters(n_inputs, n_outputs:", f"1 / 0\n{UNBIASED}", f"{UNBIASED}\nx ="], ids=repr
)
def test_a_correction_counts_below_an_answer_that_fails(half, parameters, text):
    half.write(ANSWER, text)
    half.below(ANSWER, BOTH)
    assert parameters()[0] == RIGHT


@pytest.mark.parametrize(
    "text",
    [
        "dense_parameters = dense_parameters(3, 4)",
        "dense_parameters = round(dense_parameters(3, 4) / 2)",
        "dense_parameters = 3 * 4 + 4",
        "for dense_parameters in (3, 4):\n    print(dense_parameters)",
        "print(dense_parameters(3, 4), dense_parameters.__doc__)",
        "1 / 0",
        "result = [dense_parameters(n, 4) for n in range(3)]",
        "map(dense_parameters, [1], [2])",
        "dense_parameters(3, 4",
        "%%timeit\ndense_parameters = 3",
        "%timeit dense_parameters(3, 4)",
        "%%bash\ndense_parameters=3",
        "x_train = x_train[:10]",
    ],
)
def test_an_experiment_costs_a_right_answer_nothing(half, parameters, text):
    half.below(ANSWER, text)
    found, rebuilt = parameters()
    assert found == RIGHT
    assert texts(rebuilt.notebook)[ANSWER] == BOTH
    assert rebuilt.notes == ("Left out, as the student's own: cell 16.",)


@pytest.mark.parametrize("text", ["dense_parameters = dense_parameters(3, 4)", "dense_parameters = lambda n, m: 0"])
@pytest.mark.parametrize("below", [ANSWER, CHECK])
def test_where_a_cell_may_cost_points_a_person_is_asked_if_they_are_lost(half, grade, text, below):
    half.below(below, text)
    taken = "lambda" in text and below == ANSWER
    number = 16 if below == ANSWER else 18
    grade(
        {ANSWER: f"{BOTH}\n\n{text}"} if taken else {},
        notes=[PIECES if taken else f"Left out, as the student's own: cell {number}."],
        if_lost={
            ANSWER: "With it ran cell 16, beside it, which may change dense_parameters."
            if taken
            else f"Cell {number}, below, changes dense_parameters; it is left out."
        },
    )


@pytest.mark.parametrize("text", ["globals()['dense_parameters'] = max", "exec('def dense_parameters(n, m): pass')"])
def test_what_a_cell_beside_an_untouched_stub_may_give_is_taken_and_a_person_looks(half, source, config, stubs, text):
    half.write(ANSWER, stubs[ANSWER])
    half.below(ANSWER, text)
    rebuilt = rebuild(source, half.data(), config)
    assert texts(rebuilt.notebook)[ANSWER] == text
    assert rebuilt.doubts.keys() == {ANSWER}


def test_a_correction_above_the_first_line_of_a_check_counts(half, parameters):
    half.write(ANSWER, UNBIASED)
    half.write(CHECK, f"RULES['bias'] = 1\n{half.cell(CHECK)['source']}")
    found, rebuilt = parameters()
    assert found == RIGHT
    assert "Changed in the submission and put back: check-1-2." in rebuilt.notes


# --- answers beside an untouched stub ---


def test_an_answer_below_its_untouched_stub_is_taken(half, grade, stubs):
    half.write(ANSWER, stubs[ANSWER])
    half.below(ANSWER, SECOND)
    half.below(ANSWER, "print('between')")
    half.below(ANSWER, FIRST)
    grade(
        {ANSWER: JOINED},
        notes=[
            "exercise-1-2: its cell is not filled in; taken from beside it: cells 16 and 18.",
            "Left out, as the student's own: cell 17.",
        ],
    )


@pytest.mark.parametrize("where", ["above", "below"])
@pytest.mark.parametrize("blank", ["stub", "empty"])
def test_a_written_answer_beside_its_stub_is_taken(half, grade, stubs, where, blank):
    half.write("explain-1-1", stubs["explain-1-1"] if blank == "stub" else "\n")
    getattr(half, where)("explain-1-1", WRITTEN, "markdown")
    number = 28 if where == "above" else 29
    grade(notes=[f"explain-1-1: its cell is not filled in; taken from beside it: cell {number}."])


@pytest.mark.parametrize(("where", "text"), [("above", BOTH), ("below", FIRST), ("above", SECOND)])
def test_an_answer_above_its_stub_or_in_part_is_doubtful(half, grade, stubs, where, text):
    half.write(ANSWER, stubs[ANSWER])
    getattr(half, where)(ANSWER, text)
    number = 15 if where == "above" else 16
    grade(
        {ANSWER: text},
        doubts={ANSWER: f"Its cell is not filled in; taken from beside it, but perhaps not it: cell {number}."},
    )


@pytest.mark.parametrize("deleted", [True, False])
def test_an_answer_far_from_its_stub_is_doubtful(half, grade, stubs, deleted):
    text = BOTH.replace("n_inputs", "m").replace("n_pixels", "p")
    half.insert(len(half.cells), text)
    half.write(ANSWER, stubs[ANSWER])
    if deleted:
        del half.cells[half.index(ANSWER)]
    number = LENGTH if deleted else LENGTH + 1
    grade(
        {ANSWER: text},
        doubts={ANSWER: f"It is not answered in its place; cell {number}, elsewhere, was taken for the answer."},
    )


def test_an_answer_inside_another_answer_or_a_check_is_doubtful(half, grade, stubs):
    half.write(ANSWER, stubs[ANSWER])
    text = half.cell("exercise-1-3")["source"] + "\n\n" + FIRST
    half.write("exercise-1-3", text)
    half.write("check-1-3", SECOND)
    grade(
        {ANSWER: None, "exercise-1-3": text},
        notes=["Changed in the submission and put back: check-1-3."],
        doubts={
            ANSWER: "It is not answered in its place; for autoencoder_parameters and dense_parameters see "
            "cell 23 and exercise-1-3."
        },
    )


def test_a_deleted_or_emptied_answer_is_not_answered(half, grade):
    del half.cells[half.index(ANSWER)]
    half.write("exercise-1-3", " \n")
    grade(
        {ANSWER: None, "exercise-1-3": None},
        notes=[
            "exercise-1-2: missing in the submission; it counts as not answered.",
            "exercise-1-3: empty in the submission; it counts as not answered.",
        ],
    )


def test_a_deleted_written_answer_may_be_in_other_texts(half, grade):
    del half.cells[half.index("explain-1-1")]
    grade({"explain-1-1": None}, notes=["explain-1-1: missing in the submission; it counts as not answered."])
    half.insert(0, WRITTEN, "markdown")
    grade(
        {"explain-1-1": None},
        notes=["Left out, as the student's own: cell 1."],
        doubts={"explain-1-1": "Missing in the submission; perhaps it is in cell 1."},
    )


# --- merged, moved, retyped, changed ---


LOST = "exercise-1-2: nbgrader's metadata are lost; known by its first lines: cell 15."


def test_an_answer_merged_with_its_hint_and_check_is_cut_out(half, grade):
    half.merge(ANSWER, CHECK, ANSWER)
    grade(notes=["Cut apart: cell 15, which holds exercise-1-2, exercise-1-2__1 and check-1-2."])


def test_an_answer_merged_into_its_check_is_cut_out(half, grade):
    half.merge(ANSWER, CHECK, CHECK)
    grade(notes=["Cut apart: cell 15, which holds other text, exercise-1-2__1 and check-1-2.", LOST])


def test_an_answer_merged_with_its_check_past_the_hint_is_cut_out(half, grade):
    check = half.cells.pop(half.index(CHECK))
    half.write(ANSWER, f"{BOTH}\n{check['source']}\n\nprint('mine')")
    grade(
        notes=[
            "Cut apart: cell 15, which holds exercise-1-2, check-1-2 and other text.",
            "Left out, as the student's own: cell 15.",
        ]
    )


@pytest.mark.parametrize("marked", [True, False])
def test_answers_merged_with_all_between_are_cut_apart(half, grade, marked):
    half.merge(ANSWER, "check-1-3", "exercise-1-3")
    if not marked:
        half.unmark("exercise-1-3")
    grade(
        notes=[
            "Cut apart: cell 15, which holds other text, exercise-1-2__1, check-1-2, check-1-2__1, check-1-2__2, "
            f"check-1-2__3, {'exercise-1-3' if marked else 'other text'}, exercise-1-3__1 and check-1-3.",
            LOST,
            *([] if marked else [LOST.replace("exercise-1-2", "exercise-1-3")]),
        ]
    )


def test_a_written_answer_merged_with_the_text_below_is_cut_out(half, grade):
    below = half.cells.pop(half.index("explain-1-1") + 1)
    half.write("explain-1-1", f"{WRITTEN}\n\n{below['source']}")
    grade(notes=["Cut apart: cell 28, which holds explain-1-1 and explain-1-1__1."])


def test_a_check_copied_into_an_answer_stays_there(half, grade):
    text = f"{BOTH}\n\n{half.cell(CHECK)['source']}"
    half.write(ANSWER, text)
    grade({ANSWER: text})


def test_moved_cells_return_to_their_places(half, grade):
    answer, check, given = (half.index(ANSWER), half.index(CHECK), 4)
    moved = [half.cells[i] for i in (answer, check, given)]
    for cell in moved:
        half.cells.remove(cell)
    half.cells.extend(moved)
    grade(notes=[f"exercise-1-2: put back in its place, from cell {LENGTH - 2}."])


def test_all_cells_reversed_return_to_their_places(half, grade):
    half.cells.reverse()
    numbers = {g: half.number(g) for g in ("exercise-1-1", ANSWER, "exercise-1-3", "explain-1-1", "exercise-1-4")}
    grade(notes=[f"{g}: put back in its place, from cell {n}." for g, n in numbers.items()])


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_code_that_became_another_kind_of_cell_is_taken(half, grade, kind):
    half.cell(ANSWER)["cell_type"] = kind
    half.cell("explain-1-1")["cell_type"] = "code"
    grade(
        notes=[
            f"exercise-1-2: cell 15 had become a {kind} cell; its text was taken.",
            "explain-1-1: cell 28 had become a code cell; its text was taken.",
        ]
    )


def test_a_changed_kind_and_a_lost_mark_are_repaired_together(half, grade):
    half.cell(ANSWER)["cell_type"] = "raw"
    half.unmark(ANSWER)
    half.cell("explain-1-1")["cell_type"] = "raw"
    half.unmark("explain-1-1")
    grade(
        notes=[
            "exercise-1-2: nbgrader's metadata are lost; known by its first lines: cell 15.",
            "explain-1-1: nbgrader's metadata are lost; known by its place: cell 28.",
            "exercise-1-2: cell 15 had become a raw cell; its text was taken.",
            "explain-1-1: cell 28 had become a raw cell; its text was taken.",
        ]
    )


def test_the_instructors_cells_stay_as_they_are(half, grade):
    half.cells[2]["source"] += "\nEPOCHS = 1"
    half.write(CHECK, "pass")
    half.cells[0]["source"] = "My notebook"
    del half.cells[half.index("check-1-4")]
    grade(
        notes=[
            "Missing in the submission and put back: check-1-4.",
            "Changed in the submission and put back: top__2 and check-1-2.",
        ],
        if_lost={"exercise-1-4": "It uses EPOCHS, which cell 3 changes; that cell is left out."},
    )


def test_a_changed_cell_without_mark_and_id_is_known_by_its_lines(half, grade):
    half.cells[2]["source"] += "\nEPOCHS = 1"
    for cell in half.cells:
        del cell["id"]
    grade(
        notes=["Changed in the submission and put back: top__2."],
        if_lost={"exercise-1-4": "It uses EPOCHS, which cell 3 changes; that cell is left out."},
    )


def test_copies_of_the_instructors_cells_do_not_matter(half, grade):
    half.cells[20:20] = [
        copy.deepcopy(half.cell(CHECK)),
        copy.deepcopy(half.cells[0]),
        {"source": half.cells[2]["source"]},
    ]
    grade()


def test_attached_pictures_are_left_out_with_a_note(half, grade):
    half.cell("explain-1-1")["attachments"] = {"a.png": {"image/png": "AAAA"}}
    grade(notes=["explain-1-1: files attached to cell 28, such as pictures, were left out; look at them there."])


def test_an_overlong_answer_is_doubtful(half, grade):
    half.write(ANSWER, "x = 1\n" * 20_000)
    grade(
        {ANSWER: None},
        doubts={ANSWER: "It has 120,000 characters; at most 100,000 are taken. Look at the submission."},
    )


# --- old and odd files ---


def test_format_3_loses_nothing(half, grade):
    old = nbformat.v4.downgrade(nbformat.reads(half.data().decode(), as_version=4))
    grade(data=json.dumps(old).encode(), notes=["The notebook was in format 3; its cells were read all the same."])


@pytest.mark.parametrize("old", ["source", "submission", "both"])
@pytest.mark.parametrize("schema", [1, 2, 3])
def test_old_formats_of_nbformat_4_and_of_nbgrader_lose_nothing(half, source, config, old, schema):
    expected = texts(half.notebook)
    lines = len(source.cells)
    half.cells[4]["source"] = "Changed."
    source, submission = copy.deepcopy(source), copy.deepcopy(half.notebook)
    for notebook in {"source": [source], "submission": [submission], "both": [source, submission]}[old]:
        notebook["nbformat_minor"] = 4
        for cell in notebook["cells"]:
            del cell["id"]
            if mark := cell["metadata"].get("nbgrader"):
                mark["schema_version"] = schema
                for key in ("cell_type", "task")[: 3 - schema]:
                    mark.pop(key, None)
    rebuilt = rebuild(source, json.dumps(submission).encode(), config)
    assert texts(rebuilt.notebook) == expected
    assert (len(rebuilt.notebook.cells), rebuilt.doubts, rebuilt.if_lost) == (lines, {}, {})
    assert all("id" in cell for cell in rebuilt.notebook.cells) == (old == "submission")


def test_cells_without_a_name_are_called_by_their_number(half, source, config):
    source = copy.deepcopy(source)
    for cell in source.cells:
        del cell["id"]
    half.cells[2]["source"] += "\nEPOCHS = 1"
    half.unmark("explain-1-1")
    notes = rebuild(source, half.data(), config).notes
    assert "Changed in the submission and put back: the instructor's cell 3." in notes


def test_windows_line_ends_are_changed(half, grade):
    for cell in half.cells:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    grade(notes=["Line ends of Windows or of old Macs were changed into \\n."])


def test_what_is_no_notebook_is_refused(source, config):
    with pytest.raises(Unreadable, match=r"line 1 is not JSON\. Perhaps it is cut off"):
        rebuild(source, b"print(1)", config)


def test_two_damages_at_once(half, grade):
    half.double(ANSWER, SECOND)
    half.write(ANSWER, FIRST)
    half.cells.append(half.cells.pop(half.index("exercise-1-3")))
    for cell in half.cells:
        del cell["id"]
    number = half.index("exercise-1-4") + 1
    half.unmark("exercise-1-4")["cell_type"] = "markdown"
    grade(
        {ANSWER: JOINED},
        notes=[
            f"exercise-1-4: nbgrader's metadata are lost; known by its first lines: cell {number}.",
            PIECES,
            f"exercise-1-3: put back in its place, from cell {LENGTH + 1}.",
            f"exercise-1-4: cell {number} had become a markdown cell; its text was taken.",
        ],
    )


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_changes_nothing_but_answers_and_invents_no_line(half, source, config, seed):
    chance = random.Random(seed)
    odd = [None, 3, float("nan"), "", "x", [], {}, ["a", 1], {"nbgrader": {"grade_id": ANSWER}}, ANSWER, "top__2"]
    for _ in range(chance.randrange(1, 30)):
        cell = chance.choice(half.cells)
        what = chance.choice(["value", "double", "delete", "swap", "cut", "merge", "new"])
        at = chance.randrange(len(half.cells))
        if what == "value":
            cell[chance.choice(["id", "cell_type", "source", "metadata", "outputs"])] = copy.deepcopy(
                chance.choice(odd)
            )
        elif what == "double":
            half.cells.insert(at, copy.deepcopy(cell))
        elif what == "delete":
            half.cells.remove(cell)
        elif what == "swap":
            half.cells[at], half.cells[0] = half.cells[0], half.cells[at]
        elif what == "new":
            half.cells.insert(at, chance.choice(odd))
            half.cells = half.notebook["cells"] = [c for c in half.cells if isinstance(c, dict)]
        elif isinstance(cell.get("source"), str) and what == "cut":
            middle = chance.randrange(len(cell["source"]) + 1)
            half.cells.insert(at, copy.deepcopy(cell) | {"source": cell["source"][middle:]})
            cell["source"] = cell["source"][:middle]
        elif isinstance(cell.get("source"), str) and isinstance(half.cells[at].get("source"), str):
            cell["source"] += "\n" + half.cells[at]["source"]
    rebuilt = rebuild(source, half.data(), config)
    nbformat.validate(rebuilt.notebook)
    lines = {line.strip() for c in half.cells if isinstance(c.get("source"), str) for line in c["source"].splitlines()}
    untouched = rebuild(source, ASSIGNMENTS[NAME].release.read_bytes(), config).notebook
    for cell, expected in zip(rebuilt.notebook.cells, untouched.cells, strict=True):
        assert cell | {"source": ""} == expected | {"source": ""}
        if cell.source != expected.source:
            assert cell.metadata.nbgrader.solution
            assert {
                line.strip() for line in cell.source.splitlines() if "ubmission, by itself" not in line
            } <= lines | {"", "a", "x"}


def test_rebuilding_needs_no_tensorflow():
    code = "import sys, workbook.grading.rebuild; sys.exit(not sys.modules.keys().isdisjoint(sys.argv))"
    command = [sys.executable, "-c", code, "tensorflow", "keras", "helpers"]
    assert subprocess.run(command, cwd=Path(__file__).parents[1], check=False).returncode == 0
