"""What `workbook term status` says of a course, in every state that a term brings, and that it changes nothing."""

import getpass
import os
import re
import shutil

import pytest
import small_course
from small_course import NAME, SmallCourse, here

from workbook.grading import batch, workers
from workbook.term import status
from workbook.term.autograder import HardenedAutograde

ME = getpass.getuser()
posix = pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows")


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    return small


@pytest.fixture
def inbound(small):
    """Return the folder into which students hand in."""
    root = small.folder.parent / "exchange"
    inbound = root / "autoencoders" / "inbound"
    inbound.mkdir(parents=True)
    root.chmod(0o777)
    for config in (small.config, small.api.config):
        config.Exchange.root = str(root)
    with (small.folder / "nbgrader_config.py").open("a") as file:
        file.write(f"get_config().Exchange.root = {str(root)!r}\n")
    return inbound


def answers(one="RIGHT", two="RIGHT", words="My answer."):
    texts = {"one": f"def answer_one(x):\n    return '{one}'", "two": f"def answer_two(x):\n    return '{two}'"}
    return texts | {"words": words}


def everything(folder):
    """Return what lies in a folder: bytes, times and rights of each file."""
    return {
        path: (path.lstat().st_mtime_ns, path.lstat().st_mode, path.read_bytes() if path.is_file() else None)
        for path in sorted(folder.rglob("*"))
        if "__pycache__" not in path.parts
    }


def said(small, capsys, *names):
    """Run the command, see that it changes nothing, and return what it says, by label; of one assignment."""
    before = everything(small.folder.parent)
    capsys.readouterr()
    assert status.command(small.folder, list(names)) == 0
    assert everything(small.folder.parent) == before
    printed = capsys.readouterr()
    assert printed.err == ""
    lines = re.findall(r"^  (\S.{10} )(\S.*)$", printed.out, re.MULTILINE)
    return {label.strip(): text for label, text in lines} | {"": printed.out}


def mark(small, student, points=3.0, question="words", comment=None):
    """Do what a person does in formgrader."""
    with small.gradebook() as gradebook:
        grade = gradebook.find_grade(question, NAME, NAME, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        if comment:
            gradebook.find_comment("words", NAME, NAME, student).manual_comment = comment
        gradebook.db.commit()


def test_a_course_without_a_gradebook_gets_none(tmp_path, small, capsys):
    (small.folder / "gradebook.db").unlink()
    lines = said(small, capsys)
    assert "There is no gradebook yet." in lines[""]
    assert f"Nobody has handed in: {NAME}." in lines[""]
    small.hand_in("anna")
    lines = said(small, capsys)
    assert lines["handed in"] == "1: anna"
    assert lines["next"] == f"nbgrader generate_assignment {NAME} --force"
    assert not (small.folder / "gradebook.db").exists()


@posix
def test_each_step_of_a_term_is_followed_by_the_next(small, inbound, capsys):
    with small.gradebook() as gradebook:
        for student in ("anna", "ben", "carl"):
            gradebook.add_student(student)
        gradebook.update_or_create_assignment(NAME, duedate="2020-01-01 12:00:00")
    assert said(small, capsys)[""].startswith(f"Nobody has handed in: {NAME}.")
    for student in ("anna", "ben"):
        folder = small.hand_in(student, when="2020-01-01 11:00:00 UTC", **answers())
        (folder / "submission_secret.txt").write_text(student.encode().hex())
    lines = said(small, capsys, NAME)
    assert lines[""].startswith(f"{NAME}: 6 points, due Wed 2020-01-01 12:00 UTC\n")
    assert lines["handed in"] == "2 of 3; 1 missing: carl"
    assert lines["not graded"] == "2: anna, ben"
    assert lines["next"] == f"workbook autograde {NAME}"
    small.autograde(force=False)
    lines = said(small, capsys)
    assert lines["graded"].startswith("2 up to date")
    assert lines["a person"] == "2 with written answers to mark (2): anna, ben"
    assert lines["next"].startswith("make instructor")
    mark(small, "anna")
    mark(small, "ben")
    lines = said(small, capsys)
    assert lines["feedback"] == "2 without a page: anna, ben"
    assert lines["next"] == f"nbgrader generate_feedback {NAME}"
    assert small.api.generate_feedback(NAME, force=False)["success"]
    lines = said(small, capsys)
    assert lines["feedback"] == "2 up to date"
    assert lines["released"] == "2 not yet: anna, ben"
    assert lines["next"] == f"nbgrader release_feedback {NAME}"
    assert small.api.release_feedback(NAME)["success"]
    lines = said(small, capsys)
    assert lines["released"] == "2 up to date"
    assert lines["next"].startswith("nothing; `nbgrader export`")
    # A mark changes: the page is too old, and so is the one that was released.
    mark(small, "anna", 1.0)
    lines = said(small, capsys)
    assert lines["feedback"] == "1 up to date; 1 older than the marks: anna"
    assert lines["released"] == "1 up to date; 1 older than the marks: anna"
    assert lines["next"] == f"nbgrader generate_feedback {NAME}"
    assert small.api.generate_feedback(NAME, force=False)["success"]
    lines = said(small, capsys)
    assert lines["feedback"] == "2 up to date"
    assert lines["released"] == "1 up to date; 1 older than the marks: anna"
    assert lines["next"] == f"nbgrader release_feedback {NAME}"
    assert small.api.release_feedback(NAME)["success"]
    assert said(small, capsys)["released"] == "2 up to date"


def test_what_waits_for_a_person_and_what_failed(small, capsys):
    small.hand_in("anna", **answers())
    small.hand_in("ben", **answers(one="FAULT"))
    small.hand_in("carl", **answers(one="FAIL"))
    (small.hand_in("dora") / f"{NAME}.ipynb").write_text("{")
    small.hand_in("<b>", **answers())
    small.autograde()
    lines = said(small, capsys)
    assert lines["a person"].startswith("3 with written answers to mark (3): anna, ben, carl; 2 in doubt: ben, dora")
    assert lines["failed"] == "1 did not run to the end: carl"
    assert lines["not a name"] == "1 in submitted, to be renamed: ?b?"
    assert lines["next"].startswith("make instructor")


def test_what_a_newer_hand_in_a_grader_and_an_assignment_made_old_is_named(small, capsys, monkeypatch):
    for student in ("anna", "ben"):
        small.hand_in(student, when="2020-01-01 11:00:00 UTC", **answers(words=small_course.source().cells[-1].source))
    small.autograde()
    for student in ("anna", "ben"):
        mark(small, student)
    assert said(small, capsys)["graded"].startswith("2 up to date (grader ")
    small.hand_in("ben", when="2020-01-01 11:00:00 UTC", **answers(two="HALF"))
    lines = said(small, capsys)
    assert lines["not graded"] == "1: ben; of these 1 handed in anew since: ben"
    assert lines["next"] == f"workbook autograde {NAME}"
    small.autograde(force=False)
    mark(small, "ben")
    assert said(small, capsys)["graded"].startswith("2 up to date")
    # A later date of the same work counts, too.
    (small.folder / "submitted" / "ben" / NAME / "timestamp.txt").write_text("2020-01-03 11:00:00 UTC")
    assert said(small, capsys)["not graded"] == "1: ben; of these 1 handed in anew since: ben"
    small.autograde(force=False)
    mark(small, "ben")
    version = batch.version()
    monkeypatch.setattr(batch, "version", lambda *_: version[::-1])
    lines = said(small, capsys)
    assert re.fullmatch(r"0 up to date; 2 by an older grader \(\w{8}\): anna, ben", lines["graded"])
    assert lines["next"] == f"workbook autograde {NAME}"
    monkeypatch.setattr(batch, "version", lambda *_: version)
    path = small.folder / "solutions" / NAME / f"{NAME}.ipynb"
    path.write_text(path.read_text().replace("a hidden message", "another hidden message"))
    lines = said(small, capsys)
    assert "The checks in" in lines["note"]
    assert lines["next"] == f"nbgrader generate_assignment {NAME} --force"
    small.register()
    lines = said(small, capsys)
    assert lines["graded"] == "0 up to date; 2 of an older assignment: anna, ben"
    assert lines["next"] == f"workbook autograde {NAME}"


def test_a_lost_gradebook_and_lost_results_are_named(small, capsys):
    for student in ("anna", "ben"):
        small.hand_in(student, **answers())
    small.autograde()
    shutil.rmtree(small.folder / "results" / "anna")
    lines = said(small, capsys)
    assert lines["graded"].endswith("1 that no kept result says: anna")
    assert lines["next"] == f"workbook autograde {NAME}"
    (small.folder / "gradebook.db").unlink()
    small.register()
    lines = said(small, capsys)
    assert lines["not graded"] == "2: anna, ben"
    assert lines["next"] == f"workbook autograde {NAME}"


def test_a_removed_student_is_named_with_what_is_left_of_them(small, capsys):
    for student in ("anna", "ben"):
        small.hand_in(student, **answers())
    small.autograde()
    mark(small, "anna")
    with small.gradebook() as gradebook:
        gradebook.remove_student("ben")
    lines = said(small, capsys)
    assert lines["handed in"] == "1 of 1"
    assert lines["removed"] == "1 not in the gradebook any more, but in folders: ben"
    assert lines["next"] == "workbook term remove ben"
    for step in ("submitted", "autograded"):
        shutil.rmtree(small.folder / step / "ben")
    assert "removed" not in said(small, capsys)


@posix
def test_what_lies_in_the_exchange_and_is_newer_is_to_be_collected(small, inbound, capsys):
    for second, student in enumerate((ME, ME, "someone_else")):
        stamp = f"2026-01-02 03:04:0{second} UTC"
        folder = inbound / f"{student}+{NAME}+{stamp}+x"
        folder.mkdir()
        shutil.copy(small.folder / "notebooks" / NAME / f"{NAME}.ipynb", folder)
        (folder / "timestamp.txt").write_text(stamp)
    (inbound / "odd").mkdir()
    lines = said(small, capsys)
    # The other's was not put there by that student, and is not collected.
    assert lines["exchange"] == f"1 newer than what was collected: {ME}"
    assert lines["next"] == f"nbgrader collect {NAME} --update"
    assert small.api.collect(NAME, update=True)["success"]
    lines = said(small, capsys)
    assert "exchange" not in lines
    assert lines["next"] == f"workbook autograde {NAME}"


@posix
def test_a_page_that_cannot_go_through_the_exchange_is_named(small, inbound, capsys):
    small.hand_in("anna", **answers())
    small.autograde()
    mark(small, "anna")
    small.api.generate_feedback(NAME)
    lines = said(small, capsys)
    assert lines["released"] == "1 to be sent by other means: anna"
    assert lines["next"].startswith("nothing")


def test_due_dates_are_those_of_the_calendar_in_its_zone(small, capsys):
    small.hand_in("anna", **answers())
    with small.gradebook() as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-02 17:00:00")
    assert said(small, capsys)[""].startswith(f"{NAME}: 6 points, due Mon 2026-03-02 17:00 UTC\n")
    dates = small.folder / "calendar.toml"
    dates.write_text(f'zone = "Europe/Berlin"\n[{NAME}]\ndue = 2026-03-02 18:00:00\n')
    lines = said(small, capsys)
    assert lines[""].startswith(f"{NAME}: 6 points, due Mon 2026-03-02 18:00 CET\n")
    assert "dates" not in lines
    dates.write_text(f'zone = "Europe/Berlin"\n[{NAME}]\ndue = 2026-03-03 18:00:00\n')
    lines = said(small, capsys)
    assert lines[""].startswith(f"{NAME}: 6 points, due Tue 2026-03-03 18:00 CET\n")
    assert lines["dates"].startswith("the gradebook has another, Mon 2026-03-02 18:00 CET: `workbook term calendar`")
    dates.write_text('zone = "Berlin"\n')
    assert "'Berlin' is no time zone" in said(small, capsys)[""]


def test_who_is_excused_is_neither_missing_nor_waited_for(small, capsys):
    with small.gradebook() as gradebook:
        gradebook.add_student("anna")
        gradebook.update_or_create_assignment(NAME, duedate="2020-01-01 12:00:00")
    (small.folder / "excused.csv").write_text(f"assignment,student_id,reason\n{NAME},anna,ill\n{NAME},zoe,\n")
    lines = said(small, capsys, NAME)
    assert lines["handed in"] == "0 of 1; 1 excused: anna"
    assert "excused.csv names what the gradebook does not have: zoe." in lines[""]
    (small.folder / "excused.csv").write_text(f"{NAME}: anna\n{NAME}: ben\n")
    assert status.command(small.folder, []) == 1
    assert "the first line is assignment,student_id" in capsys.readouterr().err


def test_there_is_time_left_until_it_is_due(small, capsys):
    with small.gradebook() as gradebook:
        gradebook.add_student("anna")
        gradebook.add_student("ben")
        gradebook.update_or_create_assignment(NAME, duedate="2099-01-01 12:00:00")
    small.hand_in("ben", **answers())
    assert said(small, capsys)["handed in"] == "1 of 2; 1 have time: anna"


def test_what_cannot_be_said_is_said_in_a_sentence(small, capsys, tmp_path):
    assert status.command(small.folder, ["02_none"]) == 1
    assert capsys.readouterr().err == f"There is no assignment 02_none; the course has {NAME}.\n"
    assert status.command(tmp_path, []) == 1
    assert "at the top of the course" in capsys.readouterr().err
    (small.folder / "gradebook.db").write_text("no database, but long enough to be looked at " * 100)
    assert status.command(small.folder, []) == 1
    assert "The gradebook does not answer: file is not a database" in capsys.readouterr().err


def test_a_course_without_its_secret_says_so_and_makes_none(small, capsys):
    small.hand_in("anna", **answers())
    small.autograde()
    (small.folder / "grading_secret").unlink()
    assert "There is no grading_secret" in said(small, capsys)["note"]
