"""nbgrader's autograde in this course's way; marks, comments, penalties, feedback and export are nbgrader's own."""

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
import small_course
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbgrader.converters import Autograde
from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import IncludeHeaderFooter
from nbgrader.server_extensions.formgrader.handlers import template_path
from small_course import NAME, SmallCourse, here
from test_feedback import ATTACKS, PNG, dangers

from workbook.grading import batch, workers
from workbook.grading.results import PERSON, CheckResult, Result, clean_outputs, plain
from workbook.term import submissions
from workbook.term.autograder import HardenedAutograde
from workbook.term.marks import affected

RIGHT = {
    "one": "RIGHT = 1\ndef answer_one(x):\n    return 2 * x",
    "two": "RIGHT = 1\ndef answer_two(x):\n    return 3 * x",
}


class TwoPoints(LateSubmissionPlugin):
    """Takes two points from whatever comes late."""

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 2


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    monkeypatch.setenv("JUDGED", str(tmp_path / "judged"))
    return SmallCourse(tmp_path / "course", registered)


def answers(one="", two="", words="My answer."):
    texts = {"one": f"def answer_one(x):\n    return '{one}'", "two": f"def answer_two(x):\n    return '{two}'"}
    return {k: v for k, v in {**texts, "words": words}.items() if v}


def judged(small):
    """Return the students whose submissions were judged, in order."""
    lines = (small.folder.parent / "judged").read_text().splitlines()
    return [line.partition("judge ")[2] for line in lines if "judge " in line]


def notebook(small, student):
    return nbformat.read(small.autograded(student) / f"{NAME}.ipynb", as_version=4)


def test_marks_and_what_waits_for_a_person(small):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.hand_in("ben", **answers("HALF", "wrong"))
    small.hand_in("chris")
    assert small.autograde()["success"]
    assert small.marks("anna") == {
        "check-one": (2, None, False),
        "check-two": (1, None, False),
        "words": (None, None, True),
    }
    assert small.marks("ben") == {
        "check-one": (1, None, False),
        "check-two": (0, None, False),
        "words": (None, None, True),
    }
    assert small.marks("chris") == {
        "check-one": (0, None, False),
        "check-two": (0, None, False),
        "words": (0, None, False),
    }
    with small.gradebook() as gradebook:
        assert gradebook.find_comment("words", NAME, NAME, "chris").comment == "No response."
        assert gradebook.find_comment("words", NAME, NAME, "anna").comment is None
    assert sorted(os.listdir(small.autograded("anna"))) == [f"{NAME}.ipynb"]


def test_a_cell_that_wrote_to_stderr_costs_nothing(small):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.autograde()
    (cell,) = [c for c in notebook(small, "anna").cells if c.metadata.get("nbgrader", {}).get("grade_id") == "one"]
    assert (cell.outputs[0].name, cell.outputs[0].text) == ("stderr", "a note of anna")
    assert small.marks("anna")["check-one"][0] == 2


def test_what_could_not_run_to_its_end_is_marked_and_says_so(small):
    small.hand_in("anna", **answers("RIGHT", "FAIL"))
    done = small.autograde()
    assert done["success"]
    assert "took too long" in done["log"]
    assert small.marks("anna") == {
        "check-one": (2, None, False),
        "check-two": (0, None, False),
        "words": (None, None, True),
    }
    page = BeautifulSoup(small.feedback("anna"), "html.parser").get_text()
    assert "This notebook could not run to its end." in page
    assert "it took too long" in page


def test_what_the_examiner_could_not_judge_waits_for_a_person(small):
    small.hand_in("anna", **answers("RIGHT", "FAULT"))
    small.hand_in("ben", **answers("RIGHT", "RIGHT"))
    done = small.autograde()
    assert not done["success"]
    assert "1 need a person" in done["log"]
    assert "anna, 01_small: needs a person. the examiner lost its way" in done["log"]
    assert small.marks("anna") == {
        "check-one": (2, None, False),
        "check-two": (0, None, True),
        "words": (None, None, True),
    }
    assert small.marks("ben")["check-two"] == (1, None, False)


def test_a_doubtful_answer_keeps_its_mark_and_waits_for_a_person_with_a_comment(small):
    folder = small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    path = folder / f"{NAME}.ipynb"
    submitted = nbformat.read(path, as_version=4)
    # In another cell, and its own left as it was.
    other = nbformat.v4.new_code_cell(submitted.cells[1].source)
    submitted.cells[1].source = ""
    submitted.cells.append(other)
    nbformat.write(submitted, path)
    assert not small.autograde()["success"]
    assert small.marks("anna")["check-one"] == (2, None, True)
    assert small.marks("anna")["check-two"] == (1, None, False)
    with small.gradebook() as gradebook:
        comment = gradebook.find_comment("one", NAME, NAME, "anna").comment
    assert comment.startswith("A person will look at this. ")
    assert plain(comment) in BeautifulSoup(small.feedback("anna"), "html.parser").get_text()


def test_a_check_that_had_to_believe_something_waits_for_a_person_wherever_it_stands():
    cells = small_course.source().cells
    checks = {i: CheckResult(i, 1.0, 1.0, (), doubts=("it was called",)) for i in ("check-one", "check-two")}
    # Both checks are of the first answer's doings; a doubt about it alone would lead to the first check below it.
    doubts = {"one": "it was called"}
    result = Result(NAME, "anna", PERSON, (), (), checks, {}, doubts)

    assert affected(nbformat.v4.new_notebook(cells=cells), result) == {"check-one", "check-two"}


def broken(small):
    """Hand in, for one student each, what is no notebook that can be graded."""
    good = small.hand_in("zoe", **answers("RIGHT", "RIGHT")) / f"{NAME}.ipynb"
    outside = small.folder.parent / "outside.ipynb"
    shutil.copy(good, outside)
    for student in ("cut", "empty", "fifo", "folder", "hard", "link", "none", "page", "renamed"):
        (small.hand_in(student) / f"{NAME}.ipynb").unlink()
    (small.folder / f"submitted/cut/{NAME}/{NAME}.ipynb").write_bytes(good.read_bytes()[:500])
    (small.folder / f"submitted/empty/{NAME}/{NAME}.ipynb").touch()
    os.mkfifo(small.folder / f"submitted/fifo/{NAME}/{NAME}.ipynb")
    (small.folder / f"submitted/folder/{NAME}/{NAME}.ipynb").mkdir()
    os.link(outside, small.folder / f"submitted/hard/{NAME}/{NAME}.ipynb")
    (small.folder / f"submitted/link/{NAME}/{NAME}.ipynb").symlink_to(outside)
    (small.folder / f"submitted/page/{NAME}/{NAME}.ipynb").write_text("<html>Sign in</html>")
    (small.folder / f"submitted/none/{NAME}/report.pdf").touch()
    shutil.copy(good, small.folder / f"submitted/renamed/{NAME}/{NAME} (1).ipynb")
    return ["cut", "empty", "fifo", "folder", "hard", "link", "none", "page", "renamed"]


def test_a_broken_submission_waits_for_a_person_and_does_not_end_the_batch(small):
    students = broken(small)
    done = small.autograde()
    assert not done["success"]
    assert f"{len(students)} need a person" in done["log"]
    assert small.marks("zoe")["check-one"] == (2, None, False)
    for student in students:
        assert {needed for _, _, needed in small.marks(student).values()} == {True}
        assert [mark for mark, _, _ in small.marks(student).values()] == [0, 0, 0]
        with small.gradebook() as gradebook:
            assert "A person will look at this." in gradebook.find_comment("one", NAME, NAME, student).comment
        assert not any(p.is_symlink() for p in small.autograded(student).iterdir())
        assert "A person has yet to look at this." in small.feedback(student)
    assert judged(small) == ["zoe"]


def test_an_empty_folder_is_nobodys_work(small):
    small.hand_in("zoe", **answers("RIGHT", "RIGHT"))
    (small.hand_in("anna") / f"{NAME}.ipynb").unlink()
    done = small.autograde()
    assert done["success"]
    assert "is empty: there is nothing to grade." in done["log"]
    assert not small.autograded("anna").exists()


@pytest.mark.parametrize("minor", [0, 4])
def test_an_old_notebook_is_graded(small, minor):
    path = small.hand_in("anna", **answers("RIGHT", "RIGHT")) / f"{NAME}.ipynb"
    old = nbformat.read(path, as_version=4)
    old.nbformat_minor = minor
    for cell in old.cells:
        del cell["id"]
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.schema_version = 1
    nbformat.write(old, path)
    small.autograde()
    assert small.marks("anna")["check-one"] == (2, None, False)


def test_nothing_else_of_a_submission_is_copied(small):
    folder = small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    (folder / "numpy.py").write_text("raise SystemExit")
    (folder / "data").mkdir()
    (folder / "data" / "x.csv").touch()
    (folder / "gradebook.db").symlink_to(small.folder / "gradebook.db")
    os.mkfifo(folder / "timestamp.txt")
    (folder / "submission_secret.txt").write_text("../../x")
    # As nbgrader's own way may have left it.
    small.autograded("anna").mkdir(parents=True)
    (small.autograded("anna") / "keras.py").write_text("raise SystemExit")
    (small.autograded("anna") / "old").mkdir()
    (small.autograded("anna") / f"{NAME}.ipynb").symlink_to(small.folder / "gradebook.db")
    before = (small.folder / "gradebook.db").stat().st_ino
    small.autograde()
    assert sorted(os.listdir(small.autograded("anna"))) == [f"{NAME}.ipynb"]
    assert not (small.autograded("anna") / f"{NAME}.ipynb").is_symlink()
    assert (small.folder / "gradebook.db").stat().st_ino == before
    note = next(c for c in notebook(small, "anna").cells if "for-instructor" in c.metadata.get("tags", []))
    assert "numpy.py" in note.source
    assert "numpy.py" not in small.feedback("anna")


def test_a_date_that_is_none_waits_for_a_person(small):
    dates = {"anna": "no date", "ben": "9" * 30, "chris": "x" * 2000, "dan": "\udcff", "eve": f"{'9' * 30}h"}
    for student, when in dates.items():
        folder = small.hand_in(student, **answers("RIGHT", "RIGHT"))
        (folder / "timestamp.txt").write_bytes(when.encode(errors="surrogateescape"))
    assert "5 need a person" in small.autograde()["log"]
    assert small.marks("anna")["check-one"] == (2, None, True)


@pytest.mark.parametrize("student", ["<img src=x onerror=alert(1)>", '"x"', "=1+1", "a\nb"])
def test_a_folder_that_is_not_named_as_a_student_is_not_graded(small, student):
    small.hand_in(student, **answers("RIGHT", "RIGHT"))
    small.hand_in("anna-maria.o'neil+x@uni.example", **answers("RIGHT", "RIGHT"))
    done = small.autograde()
    assert not done["success"]
    assert "1 graded, 1 not done" in done["log"]
    with small.gradebook() as gradebook:
        assert [s.id for s in gradebook.students] == ["anna-maria.o'neil+x@uni.example"]


def test_grading_again_loses_nothing_that_a_person_did(small):
    small.hand_in("anna", **answers("HALF", "RIGHT"))
    small.autograde()
    with small.gradebook() as gradebook:
        where = (NAME, NAME, "anna")
        gradebook.find_grade("words", *where).manual_score = 2.5
        grade = gradebook.find_grade("check-one", *where)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 1.5, 0.25, False
        gradebook.find_comment("words", *where).manual_comment = "Nearly. <script>alert(1)</script>"
        gradebook.db.commit()
    small.hand_in("anna", **answers("RIGHT", "wrong"))
    assert small.autograde()["success"]
    assert small.marks("anna") == {
        "check-one": (2, 1.5, True),
        "check-two": (0, None, False),
        "words": (None, 2.5, True),
    }
    with small.gradebook() as gradebook:
        assert gradebook.find_grade("check-one", *where).extra_credit == 0.25
        assert gradebook.find_submission(NAME, "anna").score == 1.5 + 0.25 + 0 + 2.5
    page = small.feedback("anna")
    assert "Nearly." in page
    assert "<script>alert(1)" not in page


@pytest.fixture
def two(small):
    """Return a course whose assignment has two notebooks, both handed in and graded, and the path of the second."""
    source = small.folder / "solutions" / NAME / f"{NAME}.ipynb"
    shutil.copy(source, source.with_name("more.ipynb"))
    assert small.api.generate_assignment(NAME, force=True)["success"]
    path = small.hand_in("anna", **answers("RIGHT", "RIGHT")) / "more.ipynb"
    shutil.copy(path.with_name(f"{NAME}.ipynb"), path)
    small.autograde()
    return small, path


def test_a_notebook_no_longer_handed_in_keeps_no_marks(two):
    small, path = two
    path.unlink()
    done = small.autograde()
    assert done["success"]
    assert "handed in no more.ipynb: 0 points" in done["log"]
    with small.gradebook() as gradebook:
        assert gradebook.find_submission_notebook("more", NAME, "anna").score == 0


def test_points_that_a_person_gave_for_it_are_for_a_person_again(two):
    small, path = two
    with small.gradebook() as gradebook:
        grade = gradebook.find_grade("words", "more", NAME, "anna")
        grade.manual_score, grade.needs_manual_grade = 2.5, False
        gradebook.db.commit()
    path.unlink()
    done = small.autograde()
    assert not done["success"]
    assert "There is no more.ipynb" in done["log"]
    with small.gradebook() as gradebook:
        grade = gradebook.find_grade("words", "more", NAME, "anna")
        assert (grade.manual_score, grade.needs_manual_grade) == (2.5, True)
    assert (small.autograded("anna") / "more.ipynb").exists()  # where that person marks


def test_an_empty_notebook_has_no_points_and_needs_nobody(small):
    folder = small.hand_in("anna")
    nbformat.write(nbformat.v4.new_notebook(), folder / f"{NAME}.ipynb")
    done = small.autograde()
    assert done["success"]
    assert "The notebook is empty" in done["log"]
    assert [auto for auto, *_ in small.marks("anna").values() if auto] == []


def test_where_the_assignment_names_no_kernel_the_submission_must_be_in_python(small):
    source = small.folder / "solutions" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    del notebook.metadata["kernelspec"]
    nbformat.write(notebook, source)
    assert small.api.generate_assignment(NAME, force=True)["success"]
    for student, language in {"anna": "python", "ben": "R <b>"}.items():
        path = small.hand_in(student, **answers("RIGHT", "RIGHT")) / f"{NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata.kernelspec = {"name": "mine", "display_name": "Mine", "language": language}
        nbformat.write(notebook, path)
    done = small.autograde()
    assert "ben, 01_small: it is for a kernel of R ?b?" in done["log"]
    assert "1 graded, 1 not done" in done["log"]
    assert not small.autograded("ben").exists()


def test_a_notebook_deleted_from_autograded_is_graded_again_by_its_name(small):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.autograde()
    graded = small.autograded("anna") / f"{NAME}.ipynb"
    graded.unlink()
    assert "1 done before" in small.autograde(force=False)["log"]
    small.coursedir.notebook_id = NAME
    assert "1 taken from results/" in small.autograde(force=False)["log"]
    assert graded.exists()


def test_what_a_kill_left_half_saved_is_saved_again(small, monkeypatch):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    with monkeypatch.context() as patch:
        patch.setattr(HardenedAutograde, "_save", lambda *_: 1 / 0)
        small.autograde(force=False)
    small.autograded("anna").mkdir(parents=True)
    assert "1 taken from results/" in small.autograde(force=False)["log"]
    assert (small.autograded("anna") / f"{NAME}.ipynb").exists()


def test_a_submission_is_graded_once_and_brought_in_as_often_as_asked(small):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.hand_in("ben", **answers("FAULT", "RIGHT"))
    small.autograde()
    kept = small.results()
    assert len(kept) == 2
    # What the grader itself could not judge is tried again, until a person has marked it.
    assert "1 need a person, 1 done before" in small.autograde(force=False)["log"]
    assert sorted(judged(small)) == ["anna", "ben", "ben"]
    with small.gradebook() as gradebook:
        grade = gradebook.find_grade("check-one", NAME, NAME, "ben")
        grade.manual_score, grade.needs_manual_grade = 1, False
        gradebook.db.commit()
    assert "2 done before" in small.autograde(force=False)["log"]
    assert sorted(judged(small)) == ["anna", "ben", "ben"]
    small.autograde()
    assert sorted(judged(small)) == ["anna", "ben", "ben", "ben"]
    assert small.results() == kept
    small.hand_in("anna", **answers("RIGHT", "wrong"))
    small.autograde("anna")
    assert sorted(judged(small)) == ["anna", "anna", "ben", "ben", "ben"]
    assert small.marks("anna")["check-two"][0] == 0
    assert len(small.results()) == 2


@pytest.mark.parametrize("force", [False, True])
def test_a_result_that_cannot_be_read_or_is_missing_is_made_again(small, force):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.autograde()
    ((name, data),) = small.results().items()
    (small.folder / name).write_bytes(data[:100])
    small.autograde(force=force)
    assert small.results() == {name: data}
    (small.folder / name).unlink()
    small.autograde(force=force)
    assert small.results() == {name: data}
    assert judged(small) == ["anna", "anna", "anna"]


def test_a_doubt_is_not_graded_again(small):
    folder = small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    (folder / "timestamp.txt").write_text("no date")
    small.autograde()
    assert "1 done before" in small.autograde(force=False)["log"]
    assert judged(small) == ["anna"]


def test_what_was_collected_anew_is_graded_anew(small):
    small.hand_in("anna", when="2030-01-01 10:00:00 UTC", **answers("wrong", "wrong"))
    small.autograde(force=False)
    small.hand_in("anna", when="2030-01-01 10:00:01 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde(force=False)
    assert small.marks("anna")["check-one"][0] == 2
    assert (small.autograded("anna") / "timestamp.txt").read_text() == "2030-01-01 10:00:01 UTC"


def test_a_run_that_ended_between_marks_and_notebook_is_mended(small, monkeypatch):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    keep = batch.keep

    def ending(path, data):
        if path.suffix == ".ipynb":
            raise KeyboardInterrupt
        keep(path, data)

    monkeypatch.setattr(batch, "keep", ending)
    assert not small.autograde(force=False)["success"]
    assert not (small.autograded("anna") / f"{NAME}.ipynb").exists()
    monkeypatch.setattr(batch, "keep", keep)
    assert small.autograde(force=False)["success"]
    assert small.marks("anna")["check-one"] == (2, None, False)
    assert judged(small) == ["anna"]


def test_checks_that_are_not_those_in_the_gradebook_are_not_used(small):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    path = small.folder / "solutions" / NAME / f"{NAME}.ipynb"
    changed = nbformat.read(path, as_version=4)
    changed.cells[3].source += "\nassert answer_one(5) == 10"
    nbformat.write(changed, path)
    done = small.autograde()
    assert not done["success"]
    assert f"nbgrader generate_assignment {NAME} --force" in done["log"]
    assert not small.autograded("anna").exists()
    small.register()
    assert small.autograde()["success"]


def test_the_courses_header_and_footer_belong_to_the_notebook(small, monkeypatch):
    monkeypatch.chdir(small.folder)
    for name in ("header", "footer"):
        cells = [nbformat.v4.new_markdown_cell("Rules."), nbformat.v4.new_code_cell(f"{name} = 1")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), small.folder / f"{name}.ipynb")
    small.config.IncludeHeaderFooter.header = "header.ipynb"
    small.config.IncludeHeaderFooter.footer = "footer.ipynb"
    small.config.GenerateAssignment.preprocessors.insert(0, IncludeHeaderFooter)
    small.register()
    small.hand_in("anna", **RIGHT)
    assert small.autograde()["success"]
    found = [cell.source for cell in notebook(small, "anna").cells]
    assert found[:2] + found[-2:] == ["Rules.", "header = 1", "Rules.", "footer = 1"]
    (small.folder / "footer.ipynb").unlink()
    assert "footer.ipynb, which c.IncludeHeaderFooter puts into each notebook." in small.autograde()["log"]


def test_an_assignment_or_submissions_that_are_not_there(small):
    assert "There is no submission of 01_small" in small.autograde()["log"]
    assert "The gradebook has no assignment 02_x" in small.api.autograde("02_x", "*")["log"]
    with small.gradebook() as gradebook:
        gradebook.add_assignment("03_x")
    assert "knows no notebook of 03_x. Run `nbgrader generate" in small.api.autograde("03_x", "*")["log"]
    small.coursedir.notebook_id = "01_smal"
    assert f"{NAME} has no notebook 01_smal; it has {NAME}." in small.autograde()["log"]


def test_a_gradebook_that_does_not_answer_is_named(small):
    small.hand_in("anna")
    small.coursedir.db_url = f"sqlite:///{small.folder}/nowhere/gradebook.db"
    done = small.autograde()
    assert not done["success"]
    assert "The gradebook does not answer: unable to open database file" in done["log"]


def test_a_course_that_does_not_ask_for_it_is_graded_by_nbgrader_itself(small, monkeypatch):
    called = []
    monkeypatch.setattr(Autograde, "start", lambda self: called.append(type(self)))
    small.config.HardenedAutograde.enabled = False
    api = type(small.api)(small.coursedir, config=small.config)
    api.autograde(NAME, "anna")
    assert called == [HardenedAutograde]


@contextmanager
def noisy():
    """Open a judge whose submissions show whatever they can."""
    nasty = "\n".join(ATTACKS)
    found = [
        {"output_type": "display_data", "data": {"text/html": nasty, "image/svg+xml": nasty, "text/plain": nasty}},
        {"output_type": "display_data", "data": {"image/png": PNG, "text/markdown": nasty, "text/latex": nasty}},
        {"output_type": "display_data", "data": {"application/javascript": "alert(1)"}},
        {"output_type": "display_data", "data": {"image/png": '" onerror="alert(1)'}},
        {"output_type": "error", "ename": nasty, "evalue": nasty, "traceback": [nasty]},
        {"output_type": "stream", "name": "stdout", "text": nasty},
    ]

    def judge(*arguments):
        result = small_course.judge(*arguments)
        next(c for c in result.notebook.cells if c.cell_type == "code").outputs = clean_outputs(found)
        return result

    yield judge


def pages(small, student):
    """Return a student's feedback and the same notebook in formgrader."""
    formgrader = HTMLExporter(config=small.config, template_name="formgrade", extra_template_basedirs=[template_path])
    path = small.autograded(student) / f"{NAME}.ipynb"
    names = {"assignment_id": NAME, "notebook_id": NAME, "student": student, "submission_id": "1"}
    page, _ = formgrader.from_filename(str(path), resources={"total": 1, "index": 0} | names)
    return small.feedback(student), page


def test_nothing_that_a_student_wrote_acts_on_a_page(small, monkeypatch):
    small.hand_in("ben", **answers("RIGHT", "RIGHT"))
    (small.folder / "submitted" / "ben" / NAME / "notes.txt").touch()
    small.autograde()
    usual = pages(small, "ben")
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(noisy))
    nasty = "\n\n".join(ATTACKS)
    folder = small.hand_in("anna", one=f"'''RIGHT\n{nasty}'''", words=f"{nasty}\n\n![x](attachment:x)")
    (folder / "<img src=x onerror=alert(1)>.txt").touch()
    # What formgrader shows of the handed-in outputs comes from this file.
    handed_in = json.loads((folder / f"{NAME}.ipynb").read_text())
    output = {"output_type": "stream", "name": "stdout", "text": f"Effort: {nasty}\n{nasty}"}
    shown = {"cell_type": "code", "source": "", "metadata": {}, "execution_count": 1, "outputs": [output]}
    handed_in["cells"].insert(-1, shown)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(handed_in))
    small.autograde("anna")
    with small.gradebook() as gradebook:
        gradebook.find_comment("one", NAME, NAME, "anna").manual_comment = nasty
        gradebook.db.commit()
    for page, plain_page in zip(pages(small, "anna"), usual, strict=True):
        whole = BeautifulSoup(page, "html.parser")
        body = whole.find(id="notebook-container") or whole.main
        assert "alert(1)" in body.get_text()
        # nbgrader's own scripts, styles and buttons, and no more.
        assert sorted(dangers(page)) == sorted(dangers(plain_page))
        # The output's; those of two attacks are pictures, too.
        assert len({picture["src"] for picture in body.find_all("img", src=True)}) == 2
        assert len(body.find_all(id="check-one")) <= 1


def test_late_penalties_manual_marks_feedback_and_export(tmp_path, monkeypatch, database):
    """A whole story, on each database that there is."""
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", db_url=database, plugin=TwoPoints)
    with small.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2030-01-01 12:00:00")
    small.hand_in("anna", when="2030-01-01 11:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.hand_in("ben", when="2030-01-02 11:00:00 UTC", **answers("RIGHT", "HALF", words="\x00\u2028Ω ‘quoted’"))
    (small.hand_in("zoe") / f"{NAME}.ipynb").write_text("{")
    done = small.autograde()
    assert "1 need a person" in done["log"]
    with small.gradebook() as gradebook:
        for student, mark in {"anna": 3, "ben": 2}.items():
            gradebook.find_grade("words", NAME, NAME, student).manual_score = mark
        gradebook.find_comment("words", NAME, NAME, "ben").manual_comment = "Good."
        gradebook.db.commit()
    # The penalty follows the marks that a person gave.
    small.autograde()
    with small.gradebook() as gradebook:
        found = {
            s.student.id: (s.score, s.late_submission_penalty) for s in gradebook.find_assignment(NAME).submissions
        }
    assert found == {"anna": (6, None), "ben": (4.5, 2), "zoe": (0, None)} or found == {
        "anna": (6, 0),
        "ben": (4.5, 2),
        "zoe": (0, 0),
    }
    page = BeautifulSoup(small.feedback("ben"), "html.parser").get_text()
    for piece in (
        "Good.",
        "Late submission penalty (Score: -2.0)",
        "2.5 / 6.0",
        "✗ hidden test 1",
        "expected 4, found 5: <b>",
    ):
        assert piece in page
    assert small_course.HIDDEN not in page
    assert "a hidden message" not in page
    assert small_course.HIDDEN in (small.autograded("ben") / f"{NAME}.ipynb").read_text()
    small.settings_file()
    with (small.folder / "nbgrader_config.py").open("a") as file:
        file.write(f"c = get_config()\nc.CourseDirectory.db_url = {database!r}\n" if database else "c = get_config()\n")
        # The export reckons penalties anew, by the course's own rule.
        file.write("c.AssignLatePenalties.plugin_class = 'test_autograder.TwoPoints'\n")
    command = [sys.executable, "-m", "nbgrader", "export"]
    subprocess.run(command, cwd=small.folder, check=True, capture_output=True)
    with (small.folder / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {student: float(row["raw_score"]) for student, row in rows.items()} == {"anna": 6, "ben": 4.5, "zoe": 0}
    assert float(rows["ben"]["late_submission_penalty"]) == 2
    assert (rows["zoe"]["state"], rows["zoe"]["score"]) == ("waiting", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """Return the address of a database: nbgrader's default, and a PostgreSQL server's."""
    if request.param == "sqlite":
        yield ""
        return
    pytest.importorskip("psycopg2", reason="psycopg2, the driver for PostgreSQL, is not installed")
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    found = str(bins[-1]) if bins else shutil.which("pg_ctl")
    if not found:
        pytest.skip("PostgreSQL's server is not installed (Debian: apt install postgresql)")
    # Not below pytest's folder, which only its owner enters.
    with tempfile.TemporaryDirectory() as folder:
        yield from server(Path(found).resolve().parent, Path(folder))


def server(programs, folder):
    """Run a PostgreSQL server on a socket in a folder of its own, and yield the address of its database."""
    # The server refuses to run as root.
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        shutil.chown(folder, "postgres")

    def run(program, *arguments):
        done = subprocess.run(
            [programs / program, *arguments], cwd=folder, capture_output=True, text=True, check=False, **user
        )
        assert done.returncode == 0, done.stdout + done.stderr

    data = folder / "data"
    run("initdb", "--pgdata", data, "--username=grader", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    run("pg_ctl", "--pgdata", data, "--log", folder / "log", "--options", options, "--wait", "start")
    try:
        yield f"postgresql+psycopg2://grader@/postgres?host={folder}"
    finally:
        run("pg_ctl", "--pgdata", data, "--mode=immediate", "stop")


def test_a_secret_of_the_courses_own_is_made_once_for_its_owner_and_is_part_of_a_results_name(tmp_path):
    before = os.umask(0)
    try:
        secret = submissions.course_secret(tmp_path)
    finally:
        os.umask(before)
    path = tmp_path / "grading_secret"

    assert len(secret) == 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert submissions.course_secret(tmp_path) == secret
    job = batch.Job("a", "a", "ada", "", b"", "", (), {}, "", batch.Given(secret=secret))
    assert job.fingerprint != replace(job, given=batch.Given(secret="another")).fingerprint
    path.write_text("")
    with pytest.raises(batch.Stopped, match="is damaged"):
        submissions.course_secret(tmp_path)


def test_all_submissions_are_judged_with_the_courses_secret(small, monkeypatch):
    seen = []

    @contextmanager
    def opener(*_):
        yield lambda *given: seen.append(given[4].secret) or small_course.judge(*given)

    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(opener))
    for student in ("ada", "ben"):
        small.hand_in(student, **answers("RIGHT", "RIGHT"))
    small.autograde()

    assert seen == [(small.folder / "grading_secret").read_text()] * 2


@pytest.mark.long
@pytest.mark.walls
def test_the_authors_own_answers_show_which_checks_cannot_be_judged(tmp_path, monkeypatch):
    cells = [
        nbformat.v4.new_code_cell(
            "class Stack(list):\n    pass\n\n\nclass DataFrame:\n    shape = (1, 1)\n\n\n"
            "stack, df = Stack(), DataFrame()",
            id="a",
        ),
        nbformat.v4.new_code_cell("assert len(stack) == 0", id="b"),
        nbformat.v4.new_code_cell("assert issubclass(Stack, list)", id="c"),
        nbformat.v4.new_code_cell("assert len(stack) == 1, 'it is empty'", id="d"),
        nbformat.v4.new_code_cell("assert df == 3", id="e"),
        nbformat.v4.new_code_cell("assert df.shape == (1, 1)", id="f"),
    ]
    for cell in cells:
        kind = {"solution": True} if cell.id == "a" else {"grade": True, "points": 1, "locked": True}
        usual = {"grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
        cell.metadata.nbgrader = {**usual, "grade_id": cell.id, **kind}
    source = tmp_path / "source" / "ps1" / "p1.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), source)
    settings = "c = get_config()\nfrom workbook.term import settings\nsettings.use(c)\n"
    (tmp_path / "nbgrader_config.py").write_text(settings)
    monkeypatch.chdir(tmp_path)
    environment = os.environ | {"PYTHONPATH": str(small_course.ROOT)}
    subprocess.run([sys.executable, "-m", "nbgrader", "generate_assignment", "ps1"], check=True, env=environment)
    done = subprocess.run(
        [sys.executable, "-m", "workbook", "trial", "ps1"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    said = done.stdout
    assert "p1, b" not in said
    assert "p1, c: it cannot be judged, and a person would have to: whose subclass" in said
    assert "p1, e: it cannot be judged, and a person would have to: `df` is a DataFrame" in said
    assert "`x.to_numpy()`" in said
    assert "p1, f" not in said
    assert "p1, d: the worked answer gets 0 of 1 points: it is empty" in said


def _given(small, monkeypatch):
    """Grade, and return what each submission was given."""
    seen = {}

    @contextmanager
    def opener(*_):
        yield lambda *asked: seen.__setitem__(asked[2], asked[4]) or small_course.judge(*asked)

    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(opener))
    small.autograde()
    return seen


def test_files_handed_in_that_cannot_be_read_or_are_too_many_end_nothing(small, monkeypatch):
    small.config.Autograde.exclude_overwriting = {NAME: ["data/more.csv", "one.csv", "two.csv"]}
    monkeypatch.setattr(submissions, "MAX_GIVEN", 2**20)
    for student in ("ada", "ben"):
        folder = small.hand_in(student, **answers("RIGHT", "RIGHT"))
        for name in ("one", "two"):
            (folder / f"{name}.csv").write_bytes(bytes(600_000))
        (folder / "data").mkdir()
        (folder / "data" / "more.csv").write_text("1")
    opened = os.open

    def refused(path, *options, **more):
        if path == "data":
            raise PermissionError(13, "Permission denied")
        return opened(path, *options, **more)

    monkeypatch.setattr(os, "open", refused)
    seen = _given(small, monkeypatch)
    assert [sorted(given.students) for given in seen.values()] == [["one.csv"]] * 2


def test_hidden_tests_lie_where_the_courses_settings_say(small, monkeypatch):
    small.config.ClearHiddenTests.begin_test_delimeter = "SECRET"
    small.config.ClearHiddenTests.end_test_delimeter = "PUBLIC"
    small.register()
    small.hand_in("ada", **answers("RIGHT", "RIGHT"))
    seen = _given(small, monkeypatch)
    assert [given.marks for given in seen.values()] == [("SECRET", "PUBLIC")]


def test_what_cannot_be_saved_is_told_in_words_and_the_traceback_is_kept(small, monkeypatch):
    def fail(*_):
        raise KeyError("a slip in a plugin")

    monkeypatch.setattr(HardenedAutograde, "saving", (lambda **_: fail,))
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    log = small.autograde()["log"]
    where = f"results/anna/{NAME}/{NAME}.fault.txt"
    assert f"its marks could not be saved. Run this again. What Python said of it is in {where}" in log
    assert "Traceback" not in log
    assert "KeyError" not in log
    assert "KeyError: 'a slip in a plugin'" in (small.folder / where).read_text()


@pytest.mark.parametrize(("text", "light"), [("import numpy", True), ("from tensorflow import keras", False)])
def test_tensorflow_is_imported_only_for_notebooks_that_name_it(small, monkeypatch, text, light):
    source = nbformat.read(small.folder / "solutions" / NAME / f"{NAME}.ipynb", as_version=4)
    source.cells.insert(0, nbformat.v4.new_code_cell(text, id="imports"))
    nbformat.write(source, small.folder / "solutions" / NAME / f"{NAME}.ipynb")
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    asked = []
    monkeypatch.setattr(workers, "run", lambda *more, **options: asked.append(options) or here(*more))
    small.autograde()
    assert asked == [{"light": light}]
