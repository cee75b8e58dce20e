"""A whole course through nbgrader's own commands: what students get, what they are marked, and what comes back."""

import csv
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from small_course import NAME, SmallCourse

from workbook.authoring import build
from workbook.authoring.assignment import sections
from workbook.term import course

pytestmark = pytest.mark.timeout(3000)  # a course of all assignments is played


NAMES = [a.name for a in build.assignments(Path(__file__).parents[1])]
SHORT = ["03_linear_autoencoder_and_pca"]
# Courses that take about as long as each other, so that workers can share them.
OTHERS = [[n for n in NAMES if n[:2] in part.split()] for part in ("05 07", "06 08 00", "09 10", "01 02 04", "11 12")]
assert sorted([*SHORT, *(name for part in OTHERS for name in part)]) == NAMES


def course_of(names, *marks):
    """Return a parameter: a course of these assignments, which a worker takes by itself."""
    return pytest.param(names, id=f"part {' '.join(n[:2] for n in names)}", marks=marks)


@pytest.fixture(scope="module", params=[*(course_of(names, pytest.mark.long) for names in OTHERS), course_of(SHORT)])
def played(request, tmp_path_factory, project):
    """Return a course that has been played to its end with these assignments, and its grades."""
    demonstration = course.Course(project, tmp_path_factory.mktemp("course"), request.param)
    return demonstration, demonstration.play()


@pytest.mark.walls
def test_each_student_gets_exactly_the_points_of_what_they_solved(played):
    demonstration, grades = played
    assert len(grades) == 3 * len(demonstration.assignments)
    for grade in grades:
        assert (grade.assignment, grade.student, grade.points) == (grade.assignment, grade.student, grade.expected)
        if grade.student == "full":
            assert grade.points == grade.possible > 0
        if grade.student == "blank":
            assert grade.points == 0
    assert any(0 < g.points < g.possible for g in grades if g.student == "half")


@pytest.mark.walls
def test_written_answers_wait_for_a_person_and_blank_ones_do_not(played):
    demonstration, grades = played
    written = {
        a.name
        for a in demonstration.assignments
        for c in a.notebook.cells
        if c.cell_type == "markdown" and c.metadata.get("nbgrader", {}).get("grade")
    }
    assert written
    for grade in grades:
        assert grade.waiting == (grade.student == "full" and grade.assignment in written), grade


@pytest.mark.walls
def test_a_full_solution_is_graded_without_an_error_in_any_cell(played):
    demonstration, _ = played
    for assignment in demonstration.assignments:
        path = demonstration.instructor / "autograded" / "full" / assignment.name / f"{assignment.name}.ipynb"
        for cell in build.code_cells(nbformat.read(path, as_version=4)):
            for output in cell.outputs:
                assert output.output_type != "error", (assignment.name, cell.id, output.evalue)
                assert output.get("name") != "stderr", (assignment.name, cell.id, output.text)


@pytest.mark.walls
def test_students_get_neither_sources_nor_solutions(played):
    demonstration, _ = played
    for assignment in demonstration.assignments:
        fetched = demonstration.folder / "students" / "blank" / assignment.name
        assert [p.name for p in fetched.glob("*") if p.is_file()] == [f"{assignment.name}.ipynb"]


@pytest.mark.walls
def test_feedback_reaches_the_student_and_names_what_failed(played):
    demonstration, _ = played
    for assignment in demonstration.assignments:
        numbers = [n for n, _ in sections(assignment.notebook)]
        pages = list((demonstration.folder / "students" / "half" / assignment.name).glob("feedback/*/*.html"))
        assert len(pages) == 1
        text = pages[0].read_text(encoding="utf-8")
        assert f"Exercise {numbers[0]}" in text
        assert f"Exercise {numbers[-1]}" in text
        assert re.search(r"is\s+not\s+finished: the stub is\s+still\s+there", text)


@pytest.mark.walls
def test_feedback_on_a_blank_notebook_names_every_exercise_and_what_is_missing(played):
    demonstration, _ = played
    for assignment in demonstration.assignments:
        (page,) = (demonstration.folder / "students" / "blank" / assignment.name).glob("feedback/*/*.html")
        text = page.read_text(encoding="utf-8")
        numbers = [n for n, _ in sections(assignment.notebook)]
        assert [n for n in numbers if f"Exercise {n}" not in text] == []
        assert len(re.findall(r"\b0 of \d+ points; \d+ of \d+ parts passed\.", text)) == len(numbers)
        assert len(re.findall(r"is\s+not\s+finished|there\s+is\s+no", text)) >= len(numbers)


@pytest.mark.walls
def test_export_lists_every_mark(played):
    demonstration, grades = played
    with (demonstration.instructor / "grades.csv").open(encoding="utf-8-sig") as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}
    for g in grades:
        row = rows.pop((g.assignment, g.student))
        # Where words are to be read, no mark stands yet.
        assert (float(row["raw_score"]), row["state"]) == (g.points, "waiting" if g.waiting else "graded")
        assert row["score"] == ("" if g.waiting else row["raw_score"])
    assert rows == {}


@pytest.mark.walls
def test_generating_an_assignment_gives_the_release_that_is_kept_in_the_project(played):
    demonstration, _ = played
    for assignment in demonstration.assignments:
        made = build.Assignment(demonstration.instructor, assignment.name).release
        assert made.read_text(encoding="utf-8") == assignment.release.read_text(encoding="utf-8")


# The first, and the one with an answer that is a file. What validation says of all, the feedback above says too.
@pytest.mark.parametrize("name", ["00_start_here", "06_faces"])
def test_validating_a_release_names_each_unfinished_exercise(project, tmp_path, name):
    assignment = build.Assignment(project, name)
    copy = tmp_path / f"{assignment.name}.ipynb"
    copy.write_bytes(assignment.release.read_bytes())
    command = [sys.executable, "-m", "nbgrader", "validate", str(copy)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)
    assert "VALIDATION FAILED" in done.stdout
    for number, _ in sections(assignment.notebook):
        unfinished = r"is\s+not\s+finished"
        assert re.search(rf"Exercise {number} \(.*?\)\s+{unfinished}", done.stdout), done.stdout
    assert "Traceback" not in done.stdout


def test_what_a_learning_platform_gives_is_collected_by_the_files_names(registered, tmp_path):
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    archive = small.folder / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    with ZipFile(archive / "all of them.zip", "w") as file:
        for student in ("anna", "Ben Carl_07", "d_e-f"):
            file.writestr(f"{student}_{NAME}.ipynb", student)
        file.writestr(f"{NAME}.ipynb", "whose?")
        file.writestr("anna_notes.txt", "no notebook")
    (archive / f"g_{NAME}.ipynb").write_text("g")
    command = [sys.executable, "-m", "nbgrader", "zip_collect", NAME]
    done = subprocess.run(command, cwd=small.folder, capture_output=True, text=True, check=True)
    files = [p for p in (small.folder / "submitted").rglob("*") if p.is_file()]
    assert {str(p.relative_to(small.folder / "submitted")): p.read_text() for p in files} == {
        f"{student}/{NAME}/{NAME}.ipynb": student for student in ("anna", "Ben Carl_07", "d_e-f", "g")
    }
    whose = f"Not collected: {NAME}.ipynb in all of them.zip: it does not say in its name whose it is"
    assert whose in done.stderr


def test_the_demonstration_fails_when_a_grade_is_not_the_expected_one(monkeypatch, project, capsys):
    wrong = course.Grade("00_start_here", "half", 2, 3, 1, False)
    monkeypatch.setattr(course.Course, "play", lambda self: [wrong])
    assert course.demonstrate(project, ["00_start_here"]) == 1
    assert "1 grades are not the expected ones" in capsys.readouterr().out


def test_a_name_that_is_no_assignment_is_refused(project, tmp_path):
    with pytest.raises(SystemExit, match=r"no assignment 77_x; the course has 00_start_here"):
        course.Course(project, tmp_path, ["77_x"])
