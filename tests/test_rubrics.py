"""What the instructor's notebooks say of how answers in words are to be marked."""

import nbformat
import pytest

from workbook.authoring import build
from workbook.authoring.assignment import completed
from workbook.term.rubrics import Line, guides, split


@pytest.mark.parametrize(
    ("rubric", "worth", "lines", "note"),
    [
        ("**Rubric.** 1 point: a. 2 points: b.", 3, [(1, "a."), (2, "b.")], ""),
        ("**Rubric (2 points).** 1 point for a,\nin words. 1 point: B: c.", 2, [(1, "a, in words."), (1, "B: c.")], ""),
        ("**Rubric.** 1 point: a. 0.5 points: b. ½ point: c.", 2, [(1, "a."), (0.5, "b."), (0.5, "c.")], ""),
        ("**Rubric.** 1 point: a. A guess is free.", 1, [(1, "a.")], "A guess is free."),
        ("**Rubric.** 2 points.", 3, [(3, "2 points.")], ""),
        ("**Rubric.** 1 point: a.", 3, [(3, "1 point: a.")], ""),
    ],
)
def test_a_rubric_is_lines_that_make_up_the_points_or_one_line(rubric, worth, lines, note):
    assert split(f"Because.\n\n{rubric}", worth) == ("Because.", tuple(Line(*line) for line in lines), note)


def test_an_answer_without_a_rubric_is_compared_with_the_model():
    assert split("Because.", 2) == ("Because.", (Line(2, "as good as the model answer"),), "")


def test_each_rubric_of_the_course_has_lines_that_make_up_its_points(project):
    found = 0
    for assignment in build.assignments(project):
        for guide in guides(assignment.notebook).values():
            found += 1
            assert len(guide.lines) > 1, guide.name
            assert sum(line.points for line in guide.lines) == guide.worth
            assert guide.model
            assert guide.title.split()[-1] in guide.asked
    assert found > 30


def test_a_question_may_be_asked_before_an_exercise_and_answered_after_it():
    def cell(text, **nbgrader):
        return nbformat.v4.new_markdown_cell(text, metadata={"nbgrader": completed(nbgrader)} if nbgrader else {})

    cells = [
        cell("Idea.\n\n**Question 1.1.** Why?"),
        cell("### Exercise 1.1: Do it"),
        cell("Because.", grade_id="explain-1-1", grade=True, solution=True, points=1),
        cell("And now?"),
        cell("Now.", grade_id="explain-1-2", grade=True, solution=True, points=1),
    ]
    found = guides(nbformat.v4.new_notebook(cells=cells))
    assert [(g.title, g.asked) for g in found.values()] == [
        ("Question 1.1", "**Question 1.1.** Why?"),
        ("Exercise 1.1: Do it", "And now?"),
    ]
