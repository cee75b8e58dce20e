"""Permissions by which users of one machine get at what they should not are named, with the command that mends them."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

if os.name == "nt":
    pytest.skip("nbgrader has no exchange on Windows", allow_module_level=True)

from workbook.term import permissions


@pytest.fixture
def folder():
    """Return a folder that everybody can reach, as none of pytest's can be."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def course(folder, monkeypatch):
    """Return the folder of a course, in which nothing is open but what must be."""
    monkeypatch.setattr(permissions, "_members", lambda group: frozenset())
    course, there = folder / "course", folder / "exchange" / "autoencoders"
    for path in (course / "solutions", course / "submitted", *(there / p for p in ("outbound", "inbound", "feedback"))):
        path.mkdir(parents=True)
    (course / "gradebook.db").touch()
    (course / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'autoencoders'\n"
        f"c.CourseDirectory.source_directory = 'solutions'\nc.Exchange.root = {str(folder / 'exchange')!r}\n"
    )
    course.chmod(0o700)
    there.parent.chmod(0o1777)
    for place in permissions.PLACES:
        (there / place.name).chmod(place.mode)
    return course


def mended(course) -> str:
    """Return the one problem of a course, after its command has mended it."""
    (problem,) = permissions.problems(course)
    subprocess.run(re.search("`(chmod .*)`", problem)[1], shell=True, check=True)
    assert permissions.problems(course) == []
    return problem


def test_nothing_is_said_where_nothing_is_open(course):
    assert permissions.problems(course) == []


def test_nothing_is_said_where_there_is_no_exchange(course):
    course.chmod(0o755)
    assert permissions.problems(course) != []
    (course.parent / "exchange").rename(course.parent / "elsewhere")
    assert permissions.problems(course) == []


@pytest.mark.parametrize("mode", [0o755, 0o711])
def test_a_course_that_others_enter_is_named_with_what_they_read_there(course, mode):
    course.chmod(mode)
    (course / "submitted").chmod(0o700)
    assert mended(course).startswith("Everybody on this machine can read solutions, gradebook.db of the course")


def test_a_course_in_a_folder_that_others_cannot_enter_is_closed(course):
    course.chmod(0o755)
    inner = course.parent / "closed"
    inner.mkdir(mode=0o700)
    assert permissions.problems(course.rename(inner / "course")) == []


def test_a_gradebook_elsewhere_is_looked_at_too(course):
    elsewhere = course.parent / "my gradebook.db"
    elsewhere.touch(0o644)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.db_url = 'sqlite:///{elsewhere}'\n")
    assert f"chmod go-rwx '{elsewhere}'" in mended(course)


def test_a_group_is_named_by_its_other_members_unless_it_is_the_instructors(course, monkeypatch):
    course.chmod(0o750)
    assert permissions.problems(course) == []
    me = permissions._user(os.getuid())
    monkeypatch.setattr(permissions, "_members", lambda group: frozenset([me, "ben", "anna"]))
    (course.parent / "exchange" / "autoencoders" / "inbound").chmod(0o2773)
    first, second = permissions.problems(course)
    assert first.startswith("anna, ben on this machine can read solutions")
    assert "inbound" in second
    with (course / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.groupshared = True\n")
    assert permissions.problems(course) == []


@pytest.mark.parametrize(
    ("place", "mode", "words"),
    [
        ("", 0o777, "Another folder can take the place of the course's"),
        ("", 0o755, "Nobody can hand in"),
        ("autoencoders", 0o777, "Other folders can take the place of these"),
        ("autoencoders", 0o700, "fetch assignments"),
        ("autoencoders/outbound", 0o757, "Assignments can be replaced"),
        ("autoencoders/inbound", 0o2777, "All submissions can be found and read"),
        ("autoencoders/inbound", 0o755, "Nobody can hand in"),
        ("autoencoders/feedback", 0o755, "All feedback can be found and read"),
        ("autoencoders/feedback", 0o700, "Nobody can fetch feedback"),
    ],
)
def test_a_wrong_mode_in_the_exchange_is_named(course, place, mode, words):
    (course.parent / "exchange" / place).chmod(mode)
    assert words in mended(course)


def test_an_exchange_that_not_everybody_reaches_is_named(course):
    course.parent.chmod(0o750)
    assert f"Not everybody can enter {course.parent}" in mended(course)


def test_a_folder_that_is_not_the_instructors_is_named(course, monkeypatch):
    uid = course.stat().st_uid
    others = course.parent / "exchange" / "autoencoders" / "inbound"
    real = Path.stat
    monkeypatch.setattr(Path, "stat", lambda self, **how: _of(real(self, **how), uid + 1 if self == others else None))
    (problem,) = permissions.problems(course)
    assert f"{others} belongs to " in problem


def _of(status, uid):
    fields = list(status)
    fields[4] = fields[4] if uid is None else uid
    return os.stat_result(fields)


@pytest.mark.parametrize("mode", [0o755, 0o711])
def test_homes_of_students_that_others_enter_are_named(course, monkeypatch, mode):
    home = course.parent / "anna"
    home.mkdir()
    home.chmod(mode)
    (course.parent / "exchange" / "autoencoders" / "inbound" / "anna+01+x").mkdir()
    account = type("Account", (), {"pw_dir": str(home), "pw_name": "anna"})
    monkeypatch.setattr(permissions.pwd, "getpwuid", lambda uid: account)
    assert f"look into homes of students: run `chmod go-rwx {home}`." in mended(course)


def test_make_check_says_it(course, project):
    course.chmod(0o755)
    with (course / "nbgrader_config.py").open() as file:
        settings = course.parent / "settings"
        settings.mkdir()
        (settings / "nbgrader_config.py").write_text(file.read())
    # The project's own folder, with an exchange: it may be open or not, and its exchange is.
    (course.parent / "exchange").chmod(0o777)
    done = subprocess.run(
        [sys.executable, "-m", "workbook", "check"],
        cwd=project,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(settings)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"run `chmod 1777 {course.parent / 'exchange'}`" in done.stdout
    assert done.returncode == 1
