"""Every command of the page for instructors is given, as the page writes it, in a course that is where it is meant."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbook.term.demo import course
from workbook.term.demo.assignment import STUDENTS
from workbook.term.demo.course import Played

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "instructors.md").read_text(encoding="utf-8")
NAME = "01_dense_autoencoder"
NOTEBOOK = f"{NAME}/{NAME}.ipynb"
PROGRAMS = ("workbook", "nbgrader", "make", "git", "source", "python")
# The course of the page: this project's own settings, and an exchange of the test's.
SETTINGS = """\
load_subconfig("nbgrader_config.py", path={root!r})
c = get_config()
c.CourseDirectory.course_id = {course!r}
c.Exchange.root = {exchange!r}
c.ExchangeCollect.check_owner = False
"""
LEA = next(student for student in STUDENTS if student.id == "lea")


def written() -> list[str]:
    """Return the commands of the page, in its order: lines of blocks, and pieces of code in the text."""
    found = []
    for block, span in re.findall(r"^```\w*\n(.*?)^```|`([^`]+)`", PAGE, re.MULTILINE | re.DOTALL):
        lines = [line.partition("  #")[0].strip() for line in block.splitlines()] or [" ".join(span.split())]
        found += [line for line in lines if line.startswith(PROGRAMS) and line.split()[0] in PROGRAMS and " " in line]
    return list(dict.fromkeys(found))


# --- what the course is like before a command ---


def with_students(term: Played) -> None:
    term.write_roster()
    shutil.copy(term.given / "people.csv", term.course / "participants.csv")


def with_the_pages_calendar(term: Played) -> None:
    text = re.search(r"^```toml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[1]
    (term.course / "calendar.toml").write_text(text, encoding="utf-8")
    term.run("nbgrader db student add ben@uni.example")


def with_time(term: Played) -> None:
    term.run("nbgrader db student remove ben@uni.example")  # who is of the page's calendar alone
    term.write_calendar()


def with_an_answer(term: Played) -> None:
    (term.place("lea") / NOTEBOOK).write_bytes(term.answers(LEA))


def with_canvas(term: Played) -> None:
    term.write_canvas()
    (term.course / "FILE.zip").write_bytes((term.given / "canvas.zip").read_bytes())


def with_moodle(term: Played) -> None:
    term.write_moodle("submissions")
    for name in ("submissions.zip", "Grades.csv"):
        shutil.copy(term.given / name, term.course)


def with_a_plain_file(term: Played) -> None:
    archive = term.course / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    (archive / f"anna_{NAME}.ipynb").write_bytes(term.answers(LEA))


def with_all_dated(term: Played) -> None:
    folder = term.course / "submitted" / "dev" / NAME
    (folder / "timestamp.txt").write_text("2026-03-02 18:00:00 UTC")
    (folder / "for_a_person.txt").unlink()


def with_marks_by_hand(term: Played) -> None:
    for student in term.marks()[1]:
        term.mark(student, 1)


def with_tables(term: Played) -> None:
    term.write_canvas_gradebook()
    text = (term.given / "canvas.csv").read_text(encoding="utf-8-sig").replace("01 Middle", NAME)
    (term.course / "gradebook.csv").write_text(text, encoding="utf-8")


def with_a_question_more(term: Played) -> None:
    term.write_source(("mean", "spread", "median"), slip=False)


# The command as the page has it; what is done before; who gives it; and what is written for words in capitals.
GIVEN: list[tuple[str, Callable[[Played], None] | None, str, dict[str, str]]] = [
    ("workbook --help", None, "", {}),
    (f"nbgrader generate_assignment {NAME} --force", None, "", {}),
    (f"workbook trial {NAME}", None, "", {}),
    ("workbook term roster participants.csv", with_students, "", {}),
    ("nbgrader db student add NAME", None, "", {"NAME": "anna"}),
    ('nbgrader db assignment add NN_topic --duedate="2026-11-06 17:00:00"', None, "", {}),
    ("workbook term calendar", with_the_pages_calendar, "", {}),
    (f"nbgrader release_assignment {NAME} --force", with_time, "", {}),
    (f"nbgrader fetch_assignment {NAME} --course autoencoders", None, "lea", {}),
    ("nbgrader validate NOTEBOOK", with_an_answer, "lea", {"NOTEBOOK": NOTEBOOK}),
    (f"nbgrader submit {NAME} --course autoencoders", None, "lea", {}),
    (f"nbgrader collect {NAME}", None, "", {}),
    (f"workbook term collect {NAME} FILE.zip", with_canvas, "", {}),
    (f"workbook term collect {NAME} submissions.zip --worksheet Grades.csv --zone Europe/Berlin", with_moodle, "", {}),
    (f"nbgrader zip_collect {NAME}", with_a_plain_file, "", {}),
    (f"workbook autograde {NAME}", with_all_dated, "", {}),
    (f"nbgrader autograde {NAME}", None, "", {}),
    ("workbook term penalties", with_marks_by_hand, "", {}),
    ("workbook term replies", None, "", {}),
    (f"workbook term report {NAME}", None, "", {}),
    ("workbook term report", None, "", {}),
    (f"workbook term similar {NAME}", None, "", {}),
    (f"nbgrader generate_feedback {NAME}", None, "", {}),
    (f"nbgrader release_feedback {NAME}", None, "", {}),
    (f"nbgrader fetch_feedback {NAME} --course autoencoders", None, "lea", {}),
    (f"workbook term return {NAME} --moodle Grades.csv", None, "", {}),
    (f"workbook term return {NAME} --canvas gradebook.csv", with_tables, "", {}),
    ("nbgrader export", None, "", {}),
    ("nbgrader export --CourseExport.questions=True", None, "", {}),
    ("workbook term status", None, "", {}),
    (f"workbook term status {NAME}", None, "", {}),
    ("workbook term questions NN_topic", with_a_question_more, "", {}),
    ("nbgrader generate_assignment NN_topic --force", None, "", {}),
    ("workbook trial NN_topic", None, "", {}),
    ("workbook term remove NAME", None, "", {"NAME": "jana"}),
    ("workbook term restore NAME", None, "", {"NAME": "jana"}),
    ("workbook term rename OLD NEW", None, "", {"OLD": "anil", "NEW": "'Anil Kumar'"}),
    ("nbgrader db student remove NAME --force", None, "", {"NAME": "soren"}),
]
WHOLE = "it works on the whole project, and test_build, test_release, test_audit or test_kit runs it on a small one"
# The command as the page has it; why it is not given here; and what is, to see that it exists.
ELSEWHERE = {
    "source .venv/bin/activate": ("it changes the shell", ""),
    "workbook term demo --keep ../played-term": ("test_term_demo runs it", "workbook term demo --help"),
    "make course": ("test_course plays it", "make"),
    "make instructor": ("it is a server with a browser; test_browser drives it", "make"),
    f"workbook term mark {NAME}": ("it is a server with a browser; test_pages drives it", "workbook term mark --help"),
    "make build": (WHOLE, "make"),
    "make check": (WHOLE, "make"),
    "make audit": (WHOLE, "make"),
    "make release": (WHOLE, "make"),
    "make update": ("it is for students; test_kit runs it", "make"),
    "make build REPOSITORY=ada/autoencoders": (WHOLE, "make"),
    "workbook kit ../autoencoders --git": (WHOLE, "workbook kit --help"),
    "workbook kit FOLDER --update": (WHOLE, "workbook kit --help"),
    "git -C ../autoencoders push --follow-tags origin HEAD": ("it needs a repository elsewhere", ""),
    "python -m workbook": ("it is `workbook` by another name, as all these commands are given here", ""),
    "python -m workbook term collect": ("the same", ""),
    "python -m pip install tzdata": ("it needs a package index, and is for Windows", ""),
}


def test_each_command_of_the_page_stands_in_one_of_the_two_tables():
    assert set(written()) == {line for line, *_ in GIVEN} | ELSEWHERE.keys()


@pytest.mark.long
@pytest.mark.walls
@pytest.mark.timeout(1800)
def test_each_command_of_the_page_does_what_it_is_given_for(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "SETTINGS", SETTINGS)
    monkeypatch.setattr(course, "COURSE", "autoencoders")
    monkeypatch.setattr(course, "NAME", NAME)
    term = Played(tmp_path / "term")
    term.make()
    term.write_source(slip=False)
    for line, before, student, words in GIVEN:
        if before:
            before(term)
        for word, meant in {**words, "NN_topic": NAME}.items():
            line = re.sub(rf"(?<=[ =]){word}\b", meant, line)
        term.run(line, student=student)  # which fails unless its status is 0
    assert (term.course / "questions.csv").stat().st_size > 1000
    assert {path.suffix for path in (term.course / "reports").iterdir()} >= {".csv", ".html"}
    assert (term.course / "similar" / NAME / "HOW.md").exists()
    assert (term.course / "returned" / NAME / "moodle_feedback.zip").stat().st_size > 1000
    assert list((term.place("lea") / NAME / "feedback").glob(f"*/{NAME}.html"))
    assert {path.name for path in (term.course / "submitted").iterdir()} >= {"jana", "Anil Kumar", "anna", "lea"}


@pytest.mark.parametrize("shown", sorted({shown for _, shown in ELSEWHERE.values() if shown} - {"make"}))
def test_what_is_run_elsewhere_has_help(shown):
    program, *arguments = shown.split()
    line = [sys.executable, "-m", program, *arguments]
    done = subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: ")


def test_what_make_is_told_to_do_it_offers():
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    offered = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    asked = {line.split()[1] for line, (_, shown) in ELSEWHERE.items() if shown == "make"} - {"update"}  # of the kit
    assert asked <= set(re.findall(r"^  make ([a-z-]+)", offered, re.MULTILINE))


LIKE_WINDOWS = """
import asyncio, multiprocessing.connection, subprocess, tarfile, tempfile, zipfile
import IPython, bleach, numpy, psutil, sqlalchemy.exc, tqdm.contrib.logging
import nbconvert.filters.markdown_mistune, nbgrader.apps, nbgrader.converters, nbgrader.plugins
import os, signal, socket, sys
for module, names in (
    (socket, ["AF_UNIX"]),
    (signal, ["SIGALRM", "SIGHUP", "SIGKILL"]),
    (os, ["O_DIRECTORY", "O_NOFOLLOW", "fchmod", "fork", "geteuid", "getuid", "killpg", "pwrite"]),
):
    for name in names:
        delattr(module, name)
for name in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[name] = None
sys.platform = "win32"
from workbook.term import calendar, commands, downloads, penalties, questions, returning, roster, settings, status
from workbook.term import students
print("loaded")
"""


def test_nbgraders_settings_ask_for_nothing_that_windows_lacks():
    """By them all of nbgrader's commands begin, also those that a student gives there."""
    done = subprocess.run(
        [sys.executable, "-c", LIKE_WINDOWS], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "loaded\n", done.stderr
