"""The played term: what it leaves is what it says, and a mark that is not what it must be ends it with a sentence."""

import csv
import os
import re
import subprocess
import sys
from zipfile import ZipFile

import pytest
from nbgrader.api import Gradebook

from workbook.grading.sandbox import bubblewrap
from workbook.term.demo import course, story

NAME = "01_middle"
MARKS = {
    **{"amira": 6, "ben": 5, "zoe": 5, "anil": 3, "dev": 6, "eva": 3, "jana": 6, "lea": 8, "mio": 0, "noor": 5},
    "min": None,
}


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


@pytest.mark.long
@pytest.mark.walls
@pytest.mark.timeout(1800)
def test_the_played_term_ends_with_every_mark_as_it_must_be(tmp_path, project):
    kept = tmp_path / "kept"
    command = [sys.executable, "-m", "workbook", "term", "demo", "--keep", str(kept)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(project), *sys.path])}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert re.findall(r"^\[(\d+) of (\d+), \d+:\d\d\]", done.stdout, re.MULTILINE)[-1] == (str(len(story.STEPS)),) * 2
    # Not by what the played term reads, but by what an instructor looks at.
    exported = {row["student_id"]: row for row in rows(kept / "course" / "grades.csv")}
    assert {who: number(row["score"]) for who, row in exported.items()} == MARKS
    assert exported["zoe"]["late_submission_penalty"] == "1.0"
    assert exported["min"]["state"] == "not due"
    assert {row["state"] for who, row in exported.items() if who != "min"} == {"graded"}
    back = kept / "course" / "returned" / NAME
    moodle = {row["Email address"].partition("@")[0]: number(row["Grade"]) for row in rows(back / "Grades.csv")}
    assert moodle == {who: MARKS[who] for who in ("amira", "ben", "zoe", "anil")} | {"soren": None}
    canvas = {row["SIS Login ID"]: number(row["01 Middle (812)"]) for row in rows(back / "canvas.csv")}
    assert {who: mark for who, mark in canvas.items() if who} == {
        who: MARKS[who] for who in ("dev", "eva", "jana", "min")
    }
    with ZipFile(back / "moodle_feedback.zip") as archive:
        assert sorted(name.partition("_")[0] for name in archive.namelist()) == sorted(
            ["Amira Haddad", "Ben Okafor", "Zoë Müller-Lüdenscheidt", "अनिल कुमार"]
        )
        (zoe,) = (archive.read(name).decode() for name in archive.namelist() if name.startswith("Zoë"))
    assert "(Score: 5.0 / 8.0)" in zoe
    assert "20 hours late" in zoe
    pages = sorted((kept / "students" / "lea" / NAME / "feedback").glob(f"*/{NAME}.html"))
    assert ["(Score: 8.0 / 8.0)" in page.read_text(encoding="utf-8") for page in pages] == [False, True]
    # soren's marks lie aside, and his work came in again under no name.
    assert {path.name for path in (kept / "course" / "submitted").iterdir()} == MARKS.keys() - {"min"}
    assert list((kept / "course" / "removed" / "soren").glob("*/gradebook.json"))


def test_a_mark_that_is_not_what_it_must_be_is_told_in_a_sentence(tmp_path, monkeypatch, capsys):
    def step(term):
        """A mark is seen."""
        with Gradebook(term.database, course.COURSE) as book:
            book.add_assignment(NAME)
            book.add_student("amira")
            book.add_submission(NAME, "amira")
        term.see(amira=0)
        term.see(amira=6)

    monkeypatch.setattr(story, "STEPS", (step,))
    monkeypatch.setattr(bubblewrap, "missing", lambda: "")
    assert story.demo(tmp_path / "new") == 1
    said = capsys.readouterr()
    assert "Seen: amira 0 points" in said.out
    assert "The played term stops here: amira has 0 points, and must have 6 points." in said.err


def test_a_command_that_ends_otherwise_is_told_with_what_it_said(tmp_path, monkeypatch, capsys):
    def step(term):
        """A command that does not exist."""
        term.run("workbook term nothing")

    monkeypatch.setattr(story, "STEPS", (step,))
    monkeypatch.setattr(bubblewrap, "missing", lambda: "")
    assert story.demo(None) == 1
    assert "`workbook term nothing` ended with status 2, not 0. It said:\nusage: " in capsys.readouterr().err


def test_it_begins_only_where_it_can_and_in_a_new_folder(tmp_path, monkeypatch, capsys):
    (tmp_path / "mine").write_text("")
    monkeypatch.setattr(bubblewrap, "missing", lambda: "")
    assert story.demo(tmp_path) == 1
    assert "Name a new folder." in capsys.readouterr().err
    monkeypatch.setattr(bubblewrap, "missing", lambda: "This is no Linux.")
    assert story.demo(tmp_path / "new") == 1
    assert capsys.readouterr().err == "The played term grades submissions. This is no Linux.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
