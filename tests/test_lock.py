"""Several people at one gradebook: nothing is lost, and a second grader is told who is at it."""

import errno
import getpass
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import textwrap

import pytest
import small_course
from small_course import NAME, ROOT, SmallCourse
from test_autograder import database  # noqa: F401 - a fixture
from test_batch import command, started, wait_for
from test_term_status import answers, mark

from workbook.grading.batch import Stopped
from workbook.term import lock
from workbook.term.autograder import HardenedAutograde

fcntl = pytest.importorskip("fcntl", reason="Windows has no such locks, and nothing is graded there")

ME = getpass.getuser()


def refused(path):
    """Return what is said to whoever comes second."""
    with pytest.raises(Stopped) as caught, lock.held(path, "grading 01"):
        pass
    return str(caught.value)


def test_a_second_grader_is_told_who_it_is_and_since_when(tmp_path):
    path = tmp_path / "results" / "01.lock"
    with lock.held(path, "grading 01"):
        words = refused(path)
        assert re.match(
            rf"{ME} \(\S+, process {os.getpid()} on {re.escape(socket.gethostname())}\) is grading 01 since "
            r"\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d\d:\d\d\. Run this again when it is done",
            words,
        )
    assert path.read_bytes() == b""
    with lock.held(path, "grading 01"):
        pass
    with pytest.raises(KeyError), lock.held(path, "grading 01"):
        raise KeyError
    with lock.held(path, "grading 01"):
        pass


HOLD = """
    import sys, time
    from pathlib import Path
    from workbook.term import lock
    with lock.held(Path(sys.argv[1]), "grading 01"):
        print("held", flush=True)
        time.sleep(600)
"""


def test_whoever_was_killed_holds_nothing(tmp_path):
    path = tmp_path / "01.lock"
    line = [sys.executable, "-c", textwrap.dedent(HOLD), str(path)]
    with started(line, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}) as holder:
        assert holder.stdout.readline() == "held\n"
        assert f"process {holder.pid} on" in refused(path)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert json.loads(path.read_bytes())["process"] == holder.pid
        with lock.held(path, "grading 01"):
            assert json.loads(path.read_bytes())["process"] == os.getpid()


def test_a_process_that_is_gone_while_its_child_is_not(tmp_path, monkeypatch):
    path = tmp_path / "01.lock"
    with lock.held(path, "grading 01"):
        monkeypatch.setattr(lock, "_lives", lambda process: False)
        assert f"`fuser {path}` names it" in refused(path)


def test_what_another_machine_wrote_counts_until_it_is_deleted(tmp_path):
    path = tmp_path / "01.lock"
    said = {"user": "eve", "host": "elsewhere", "process": 7, "program": "workbook", "since": "2026-01-02 03:04+01:00"}
    path.write_text(json.dumps(said))
    words = refused(path)
    assert words.startswith("eve (workbook, process 7 on elsewhere) has been grading 01 since 2026-01-02 03:04+01:00")
    assert f"delete {path} and run this again" in words
    path.unlink()
    with lock.held(path, "grading 01"):
        pass


def test_where_a_file_system_has_no_locks_the_file_says_who_it_is(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    path = tmp_path / "01.lock"
    with lock.held(path, "grading 01"):
        assert f"process {os.getpid()} on" in refused(path)
    path.write_text(json.dumps({"user": ME, "host": socket.gethostname(), "process": 2**22 + 1}))
    with lock.held(path, "grading 01"):
        pass


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    monkeypatch.setenv("JUDGED", str(tmp_path / "judged"))
    monkeypatch.setenv("GO_ON", str(tmp_path / "go_on"))
    return SmallCourse(tmp_path / "course", registered)


def test_marking_and_collecting_while_somebody_grades_loses_nothing(small, tmp_path):
    inbound = tmp_path / "exchange" / "autoencoders" / "inbound"
    inbound.mkdir(parents=True)
    (tmp_path / "exchange").chmod(0o777)
    small.api.config.Exchange.root = str(tmp_path / "exchange")
    small.hand_in(ME, when="2026-01-02 03:04:05 UTC", **answers())
    assert small.autograde()["success"]
    small.hand_in("anna", **answers(one="WAIT RIGHT"))
    line, settings = command(small, "--workers", "1")
    with started(line, **settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as grading:
        wait_for(lambda: "judge anna" in (tmp_path / "judged").read_text())
        done = small.autograde(force=False)
        assert not done["success"]
        assert f"process {grading.pid} on" in done["log"]
        assert f"is grading {NAME} since" in done["log"]
        assert "Traceback" not in done["log"]
        mark(small, ME, 2.0, comment="Good.")
        newer = inbound / f"{ME}+{NAME}+2026-01-03 03:04:05 UTC+x"
        shutil.copytree(small.hand_in("copy", when="2026-01-03 03:04:05 UTC", **answers(one="HALF")), newer)
        shutil.rmtree(small.folder / "submitted" / "copy")
        assert small.api.collect(NAME, update=True)["success"]
        (tmp_path / "go_on").touch()
        out = grading.stdout.read()  # until it ends
    assert "1 graded" in out
    assert small.marks("anna")["check-one"][0] == 2
    assert small.marks(ME)["words"][1] == 2.0
    # What was collected meanwhile is graded by the next run.
    assert small.autograde(force=False)["success"]
    assert small.marks(ME)["check-one"][0] == 1
    assert small.marks(ME)["words"][1] == 2.0


def test_marks_given_while_others_are_saved_are_all_there(tmp_path, monkeypatch, database):  # noqa: F811
    """As fast as can be, in SQLite, which has one writer at a time, and in PostgreSQL."""
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", db_url=database)
    marked, others = [f"a{i}" for i in range(6)], [f"b{i}" for i in range(12)]
    for student in marked:
        small.hand_in(student, **answers())
    assert small.autograde()["success"]
    for student in others:
        small.hand_in(student, **answers())
    line, settings = command(small, "--workers", "1", "--force")
    if database:
        with (small.folder / "nbgrader_config.py").open("a") as file:
            file.write(f"get_config().CourseDirectory.db_url = {database!r}\n")
    given = dict.fromkeys(marked, 0.0)
    with started(line, **settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as grading:
        while grading.poll() is None:
            for student in marked:
                given[student] = given[student] % 3 + 0.5
                mark(small, student, given[student], comment=f"{given[student]}")
        out = grading.stdout.read()  # until it ends
    assert f"{len(marked) + len(others)} graded" in out
    for student in (*marked, *others):
        assert small.marks(student)["check-one"][0] == 2, student
    assert {student: small.marks(student)["words"][1] for student in marked} == given
    with small.gradebook() as gradebook:
        comments = {s: gradebook.find_comment("words", NAME, NAME, s).manual_comment for s in marked}
    assert comments == {student: f"{points}" for student, points in given.items()}
