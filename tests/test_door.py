"""What comes in: names, dates, files and archives of a student's choice stop nobody, and are nobody else's work."""

import csv
import errno
import getpass
import gzip
import io
import json
import logging
import os
import shutil
import stat
import subprocess
import sys
import tarfile
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import nbformat
import nbgrader.api
import pytest
import small_course
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jinja2 import FileSystemBytecodeCache
from nbconvert.exporters import templateexporter
from nbgrader.apps.api import NbGraderAPI
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import CsvExportPlugin, FileNameCollectorPlugin
from small_course import NAME, SmallCourse, here
from test_autograder import answers

from workbook.audit.signs import MARK, active_html
from workbook.grading import batch, workers
from workbook.grading.batch import Job
from workbook.grading.results import GRADED, from_json
from workbook.term import archives, door
from workbook.term.autograder import HardenedAutograde

# WORKBOOK_EXAMPLES=10000 makes the long ones longer: a whole term's takes about forty minutes, the others six together.
MANY = int(os.environ.get("WORKBOOK_EXAMPLES", "1000"))
HOW_MANY = pytest.mark.parametrize(
    "examples", [50, pytest.param(MANY, marks=[pytest.mark.long, pytest.mark.timeout(3000)])]
)
NO_DATES = {
    "words": "soon",
    "letters": f"2026-01-02 03:04:05 {'x' * 500}",
    "memory": "2026-01-02 03:04:05 /proc/self/mem",
    "before": "0000-01-02 03:04:05 UTC",
    "after": "9999-12-31 23:59:59 -2359",
    "number": "9" * 30,
    "february": "2026-02-30 03:04:05 UTC",
    "bytes": "\udcff",
}
posix = pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows, nor are there pipes")


def fuzz(examples, check, *strategies, slow=False):
    """Call a check with so many examples; the few of `make test` are the same each time.

    Where each takes seconds, the first that fails is shown as it is.
    """
    few = examples <= 50
    chosen = settings(
        max_examples=examples,
        deadline=None,
        derandomize=few,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate] if slow else list(Phase),
    )
    chosen(given(*strategies)(check))()


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    """Return a course with an exchange, whose judge needs no walls."""
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", registered)
    small.config.Exchange.root = str(tmp_path / "exchange")
    # All students are one user of this machine.
    small.config.ExchangeCollect.check_owner = False
    for folder in ("inbound", "outbound", "feedback"):
        (tmp_path / "exchange" / "autoencoders" / folder).mkdir(parents=True)
    small.api = NbGraderAPI(small.coursedir, config=small.config)
    return small


@pytest.fixture
def inbound(small, tmp_path):
    return tmp_path / "exchange" / "autoencoders" / "inbound"


def submitted(small):
    """Return what all files in submitted/ hold, by their paths there."""
    folder = small.folder / "submitted"
    assert not [p for p in folder.rglob("*") if p.is_symlink() or not (p.is_file() or p.is_dir())]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# --- names and dates ---


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-02 03:04:05.000000 UTC",
        "2026-01-02 03:04:05 UTC",
        "2026-01-02 03:04:05",
        "2026-01-02T03:04:05Z",
        "2026-01-02 05:04:05 +0200",
        "2026-01-02 04:04:05 Europe/Berlin",
    ],
)
def test_a_date_is_the_same_moment_however_it_is_written(text):
    assert door.moment(text) == datetime(2026, 1, 2, 3, 4, 5)
    assert door.moment(door.written(door.moment(text))) == door.moment(text)


@pytest.mark.parametrize("text", [*NO_DATES.values(), *(f"2026-01-02 03:04:05 {z}" for z in ("../../etc/x", "+99"))])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match=r"no date|no time zone|day is out|Invalid|offset|year"):
        door.moment(text)


@HOW_MANY
def test_any_text_is_a_date_of_this_century_or_none(examples):
    pieces = [
        "20",
        "2026-01-02",
        "-",
        ":",
        " ",
        "03:04:05",
        ".5",
        "+",
        "UTC",
        "Europe/Berlin",
        "../",
        "\n",
        "٣",
        "T",
        "9",
    ]
    pieces += ["1999-12-31", "2000-01-01 00:00:00", "23:59:59", "+2359", "-2359", "0", "Z", "\0"]
    texts = st.one_of(st.text(), st.lists(st.sampled_from(pieces)).map("".join))

    def check(text):
        try:
            when = door.moment(text)
        except ValueError:
            return
        assert when.tzinfo is None
        assert 1999 <= when.year <= 2100

    fuzz(examples, check, texts)


@pytest.mark.parametrize(
    "name",
    [
        "anna",
        "a",
        "Ben Carl_07",
        "anna-maria.o'neil+x@uni.example",
        "x" * 100,
        "Jürgen Öz",
        "李雷",
        "अनुष्का",
        "’t Hooft, G.",
    ],
)
def test_a_name_that_a_student_may_have(name):
    assert door.is_student(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        ".",
        ".a",
        "a ",
        "a/b",
        "a\\b",
        "a\n",
        "<b>",
        "a\u202eb",
        "a\0",
        "=1",
        "x" * 101,
        "a;b",
        "u\u0308",
        "李" * 99,
    ],
)
def test_a_name_that_none_may_have(name):
    assert not door.is_student(name)


# --- what lies in submitted/ already ---


@posix
def test_dates_and_names_in_submitted_stop_nobody(small, inbound):
    """A second hand-in of whoever was graded before has a date that is none; the others go on, in every command."""
    students = [*NO_DATES, "pipe", "link", "zero", "folder", "gus"]
    for student in students:
        folder = small.hand_in(student, when="2026-01-02 03:04:05 UTC", **answers("wrong", "wrong"))
        (folder / "submission_secret.txt").write_text(student.encode().hex())
    assert small.autograde()["success"]
    for student in students:
        folder = small.hand_in(student, when="2026-02-02 03:04:05 UTC", **answers("RIGHT", "RIGHT"))
        (folder / "submission_secret.txt").write_text(student.encode().hex())
        if student == "gus":
            continue
        stamp = folder / "timestamp.txt"
        stamp.unlink()
        if student in NO_DATES:
            stamp.write_bytes(NO_DATES[student].encode(errors="surrogateescape"))
    os.mkfifo(small.folder / "submitted" / "pipe" / NAME / "timestamp.txt")
    (small.folder / "submitted" / "link" / NAME / "timestamp.txt").symlink_to("nothing")
    (small.folder / "submitted" / "zero" / NAME / "timestamp.txt").symlink_to("/dev/zero")
    (small.folder / "submitted" / "folder" / NAME / "timestamp.txt").mkdir()
    small.hand_in("<img src=x onerror=alert(1)>", **answers("RIGHT", "RIGHT"))

    def lists():
        rows = small.api.get_submissions(NAME)
        assert {row["student"] for row in rows} == set(students)
        assert {row["id"] for row in small.api.get_students()} == set(students)
        assert small.api.get_assignments()[0]["num_submissions"] == len(students)
        return {row["student"]: row for row in rows}

    lists()
    done = small.autograde(force=False)
    assert f"1 graded, {len(students) - 1} need a person" in done["log"]
    assert small.marks("gus")["check-one"] == (2, None, False)
    small.autograde()
    rows = lists()
    for student in set(students) - {"gus"}:
        assert small.marks(student)["check-one"] == (2, None, True), student
        assert rows[student]["timestamp"] is None
        assert rows[student]["autograded"]
    assert door.NO_DATE in small.feedback("words")
    assert small.api.generate_feedback(NAME)["success"]
    done = small.api.release_feedback(NAME)
    assert done["success"], done
    # No page needs a date.
    assert "not released" not in done.get("log", "")
    assert len(list((inbound.parent / "feedback").iterdir())) == len(students)
    export = [sys.executable, "-m", "nbgrader", "export"]
    subprocess.run(export, cwd=small.folder, check=True)
    assert (small.folder / "grades.csv").read_text().count("2026-02-02") == 1


# --- nbgrader collect ---


def put(inbound, student, when="2026-01-02 03:04:05 UTC", random="+x", text="mine"):
    folder = inbound / f"{student}+{NAME}+{when}{random}"
    folder.mkdir()
    (folder / f"{NAME}.ipynb").write_text(text)
    (folder / "timestamp.txt").write_text(when)
    return folder


@posix
def test_a_hand_in_that_is_none_is_named_once_and_stops_nobody(small, inbound):
    put(inbound, "zoe")
    put(inbound, "soon", "soon")
    put(inbound, "letters", f"2026-01-02 03:04:05 {'x' * 100}")
    put(inbound, "year", "0000-01-02 03:04:05 UTC")
    put(inbound, "<img src=x>")
    put(inbound, "bidi\u202e")
    put(inbound, "line\nWARNING")
    put(inbound, "..")
    shutil.rmtree(put(inbound, "many"))
    many = put(inbound, "many")
    for number in range(101):
        (many / f"{number}.ipynb").touch()
    os.mkfifo(inbound / f"pipe+{NAME}+2026-01-02 03:04:05 UTC+x")
    (inbound / f"broken+{NAME}+2026-01-02 03:04:05 UTC+x").symlink_to("nothing")
    (inbound / f"zero+{NAME}+2026-01-02 03:04:05 UTC+x").symlink_to("/dev/zero")
    (inbound / f"plain+{NAME}+2026-01-02 03:04:05 UTC+x").touch()
    inside = put(inbound, "inside")
    (inside / "zero.ipynb").symlink_to("/dev/zero")
    os.mkfifo(inside / "pipe.ipynb")
    done = small.api.collect(NAME)
    assert done["success"], done
    assert {name.split("/")[0] for name in submitted(small)} == {"zoe", "inside"}
    for name in ("soon", "letters", "year", "?img src=x?", "bidi?", "line?WARNING", "many"):
        assert done["log"].count(f"Not collected: {name}+") == 1, name
    for name in ("pipe", "broken", "zero", "plain"):
        assert f"Not collected: {name}+{NAME}+2026-01-02 03:04:05 UTC+x is no folder that can be read" in done["log"]
    assert "zero.ipynb is a link" in done["log"]
    assert not (small.folder / NAME).exists()


@posix
def test_a_full_disk_does_not_cost_what_was_collected_before(small, inbound, monkeypatch):
    from workbook.term.collect import PlainCollect

    put(inbound, "anna", text="old")
    assert small.api.collect(NAME)["success"]
    before = submitted(small)
    put(inbound, "anna", "2026-01-03 03:04:05 UTC", text="new")

    def full(self, src, dest, log=None):
        shutil.copytree(src, dest)
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(PlainCollect, "do_copy", full)
        assert "No space left on device" in small.api.collect(NAME, update=True)["log"]
    assert submitted(small) == before
    small.api.collect(NAME, update=True)
    assert submitted(small)[f"anna/{NAME}/{NAME}.ipynb"] == b"new"


@posix
def test_warnings_about_one_user_have_an_end(small, inbound):
    for number in range(30):
        put(inbound, f"s{number}", "soon")
    log = small.api.collect(NAME)["log"]
    assert log.count("Not collected") == 20
    assert "… and 10 more warnings" in log


@posix
@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES)
def test_a_date_that_is_none_is_replaced_by_the_folders_and_a_person_is_told(small, inbound, text):
    (put(inbound, "anna") / "timestamp.txt").write_bytes(text.encode(errors="surrogateescape"))
    put(inbound, "ben")
    assert "For a person: anna+" in small.api.collect(NAME)["log"]
    kept = submitted(small)
    assert kept[f"anna/{NAME}/timestamp.txt"] == kept[f"ben/{NAME}/timestamp.txt"] == b"2026-01-02 03:04:05 UTC"
    assert f"ben/{NAME}/{door.FOR_PERSON}" not in kept
    when, why = door.handed_in(small.folder / "submitted" / "anna" / NAME)
    assert when == datetime(2026, 1, 2, 3, 4, 5)
    assert "did not give the date in the name of its folder" in why


@posix
def test_what_a_person_must_hear_stands_in_formgrader(small, inbound):
    notebook = nbformat.read(small.folder / "notebooks" / NAME / f"{NAME}.ipynb", as_version=4)
    for student in ("anna", "ben"):
        folder = put(inbound, student, text=nbformat.writes(notebook))
        # Of a student's, it does not come in.
        (folder / door.FOR_PERSON).write_text("hello")
    (inbound / f"anna+{NAME}+2026-01-02 03:04:05 UTC+x" / "timestamp.txt").write_text("soon")
    small.api.collect(NAME)
    assert "1 graded, 1 need a person" in small.autograde()["log"]
    with small.gradebook() as gradebook:
        comment = gradebook.find_comment("one", NAME, NAME, "anna").auto_comment
        assert "did not give the date in the name of its folder" in comment
        assert gradebook.find_submission(NAME, "anna").timestamp == datetime(2026, 1, 2, 3, 4, 5)
        assert "A person" not in (gradebook.find_comment("one", NAME, NAME, "ben").auto_comment or "")
    graded = (small.autograded("anna") / f"{NAME}.ipynb").read_text()
    assert "Also handed in" not in graded


@posix
@pytest.mark.skipif(os.name != "nt" and os.geteuid() != 0, reason="only root can give a folder to another")
def test_a_folder_of_another_user_replaces_nobodys_work(small, inbound):
    me = getpass.getuser()
    small.config.ExchangeCollect.check_owner = True
    small.api = NbGraderAPI(small.coursedir, config=small.config)
    put(inbound, me)
    assert small.api.collect(NAME)["success"]
    os.chown(put(inbound, me, "2026-03-03 03:04:05 UTC", text="another's"), 65534, 65534)
    log = small.api.collect(NAME, update=True)["log"]
    assert "was put into the exchange by nobody, not by the student whom it names" in log
    assert submitted(small)[f"{me}/{NAME}/{NAME}.ipynb"] == b"mine"


@posix
def test_a_folder_that_is_exchanged_after_it_was_looked_at_is_not_read(small, inbound, monkeypatch):
    from workbook.term.collect import PlainCollect

    secret = small.folder / "solutions" / NAME
    folder = put(inbound, "anna")
    put(inbound, "zoe")
    find = PlainCollect.init_src

    def swap(self):
        find(self)
        shutil.rmtree(folder)
        folder.symlink_to(secret)

    monkeypatch.setattr(PlainCollect, "init_src", swap)
    done = small.api.collect(NAME)
    assert done["success"]
    assert {name.split("/")[0] for name in submitted(small)} == {"zoe"}


KINDS = ("file", "file", "file", "link", "broken", "zero", "pipe", "socket", "device", "folder", "hard link", "sparse")
# Of which each may stand in a file's name.
DATES = ("2026-01-02 03:04:05 UTC", "2026-01-03 03:04:05.5 UTC", "soon", "", "9" * 30, NO_DATES["before"])
NAMES = ("anna", "ben", "..", ".", "a\nb", "<b>x", "b\u202en", "x" * 120, "anna+anna", "", "zoe ", f"anna+{NAME}")
FILES = (f"{NAME}.ipynb", "timestamp.txt", door.FOR_PERSON, "submission_secret.txt", "x.py", "a\u202eb.ipynb", "-n")


def make(path, kind, data, secret):
    match kind:
        case "file":
            # Not into a pipe that is there.
            with path.open("xb") as file:
                file.write(data)
        case "link":
            path.symlink_to(secret)
        case "broken":
            path.symlink_to("nothing")
        case "zero":
            path.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "socket":
            os.mknod(path, stat.S_IFSOCK | 0o600)
        case "device":  # /dev/zero; only root can make it
            os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))
        case "folder":
            path.mkdir()
            (path / "timestamp.txt").write_bytes(data)
        case "hard link":
            path.hardlink_to(secret)
        case "sparse":
            with path.open("xb") as file:
                file.truncate(100_000_000_000)


@posix
@HOW_MANY
def test_whatever_lies_in_the_exchange_one_good_hand_in_is_collected(small, inbound, tmp_path, examples):
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    outside = sorted(p for p in tmp_path.iterdir())
    data = st.one_of(st.binary(max_size=50), st.sampled_from(DATES).map(str.encode))
    files = st.dictionaries(st.sampled_from(FILES), st.tuples(st.sampled_from(KINDS), data), max_size=4)
    # Characters that a file's name may have.
    odd = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=20)
    hand_in = st.tuples(
        st.one_of(st.sampled_from(NAMES), odd),
        st.one_of(st.sampled_from(DATES), odd),
        st.sampled_from(("", "+x")),
        st.sampled_from(KINDS[2:] + ("hand-in",) * 8),
        files,
    )

    def check(hand_ins):
        for folder in (inbound, small.folder / "submitted"):
            shutil.rmtree(folder, ignore_errors=True)
        inbound.mkdir()
        for student, when, random, kind, files in hand_ins:
            path = inbound / f"{student}+{NAME}+{when}{random}"
            try:
                if kind == "hand-in":
                    path.mkdir()
                    for name, (kind, data) in files.items():
                        make(path / name, kind, data, secret)
                else:
                    make(path, kind, b"", secret)
            except OSError:  # there already, or too long a name
                continue
        put(inbound, "zoe", text="good")
        done = small.api.collect(NAME)
        assert done["success"], done
        kept = submitted(small)
        assert kept[f"zoe/{NAME}/{NAME}.ipynb"] == b"good"
        for name, data in kept.items():
            assert data != b"SECRET"
            assert door.is_student(name.split("/")[0])
            # A student's own folder comes in as it is; the submission's date is the collector's.
            assert name.count("/") in (2, 3)
            if name.count("/") == 2 and name.endswith("timestamp.txt"):
                door.moment(data.decode())
        assert sorted(p for p in tmp_path.iterdir()) == outside

    fuzz(examples, check, st.lists(hand_in, max_size=4))


# --- nbgrader zip_collect ---


def zipped(files, method=ZIP_DEFLATED):
    with io.BytesIO() as data:
        with ZipFile(data, "w", method) as archive:
            for name, text in files:
                archive.writestr(name, text)
        return data.getvalue()


def tarred(files):
    with io.BytesIO() as data:
        with tarfile.open(fileobj=data, mode="w:gz") as archive:
            for name, text in files:
                member = tarfile.TarInfo(name)
                member.size = len(text)
                archive.addfile(member, io.BytesIO(text))
        return data.getvalue()


@contextmanager
def downloaded(small, **settings):
    """Yield the folder for what a platform gave, and collect it, as the command does, at the end."""
    for folder in ("downloaded", "submitted"):
        shutil.rmtree(small.folder / folder, ignore_errors=True)
    archive = small.folder / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    yield archive
    config = deepcopy(small.config)
    config.FileNameCollectorPlugin.update(settings)
    app = ZipCollectApp(config=config, log=logging.getLogger("zip_collect"))
    app.coursedir = small.coursedir
    small.coursedir.assignment_id = NAME
    app.init_plugins()
    app.extract_archive_files()
    app.process_extracted_files()


def test_what_cannot_be_unpacked_is_named_and_stops_nobody(registered, tmp_path):
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    archive = small.folder / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    mine = [(f"work/bob_{NAME}.ipynb", b"anna's")]
    inner = zipped([(f"{NAME}.ipynb", b" " * 60_000_000)])
    given = {
        f"anna_{NAME}.zip": zipped(mine),
        f"broken_{NAME}.zip": zipped(mine)[:-30],
        f"damaged_{NAME}.zip": zipped([(f"{NAME}.ipynb", b"x" * 1000)]).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
        f"packed_{NAME}.ipynb.gz": gzip.compress(b"packed's"),
        f"torn_{NAME}.ipynb.gz": gzip.compress(b"x" * 1000)[:20],
        f"none_{NAME}.ipynb.gz": b"no gzip",
        f"bare_{NAME}.ipynb.gz": b"",
        f"tar_{NAME}.tar.gz": tarred([(f"../../bob_{NAME}.ipynb", b"tar's")]),
        f"bomb_{NAME}.zip": inner,
        f"nested_{NAME}.zip": zipped([("a.zip", zipped([("b.zip", inner)]))]),
        f"many_{NAME}.zip": zipped([(f"{n}.txt", b"") for n in range(101)]),
        f"two_{NAME}.zip": zipped([(f"a/{NAME}.ipynb", b"1"), (f"b/{NAME}.ipynb", b"2")]),
        "anna_homework.zip": zipped([(f"bob_{NAME}.ipynb", b"anna's")]),
        f"lzma_{NAME}.zip": zipped([(f"{NAME}.ipynb", b"1")], ZIP_LZMA),
        f"film_{NAME}.zip": zipped([("film.mp4", b" " * 31_000_000), ("a&b", b""), (f"{NAME}.ipynb", b"film's")]),
        f"empty_{NAME}.zip": zipped([]),
        f"..._{NAME}.ipynb": b"outside",
        f".._{NAME}.ipynb": b"outside",
        f"twice_{NAME}.ipynb": b"1",
        f"twice_{NAME}.zip": zipped(mine),
        f"zoe_{NAME}.ipynb": b"good",
        "all.zip": zipped(
            [
                (f"carl_{NAME}.ipynb", b"carl's"),
                (f"dora_{NAME}.zip", zipped(mine)),
                (f"Eve Smith_12_file_/bob_{NAME}.ipynb", b"eve's"),
                (f"../bob_{NAME}.ipynb", b"eve's"),
                ("loose.zip", zipped(mine)),
            ]
        ),
    }
    if os.name != "nt":
        given[f"<img src=x onerror=alert(1)>_{NAME}.ipynb"] = b"page"
        given[f"bi\u202edi_{NAME}.ipynb"] = b"page"
    for name, data in given.items():
        (archive / name).write_bytes(data)
    command = [sys.executable, "-m", "nbgrader", "zip_collect", NAME]
    done = subprocess.run(command, cwd=small.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Not all was collected" in done.stderr
    assert submitted(small) == {
        f"{student}/{NAME}/{NAME}.ipynb": data
        for student, data in {
            "anna": b"anna's",
            "packed": b"packed's",
            "tar": b"tar's",
            "zoe": b"good",
            "carl": b"carl's",
            "dora": b"anna's",
            "film": b"film's",
        }.items()
    }
    for name, why in {
        f"broken_{NAME}.zip": "it cannot be read (File is",
        f"damaged_{NAME}.zip": "it cannot be read (Bad",
        f"torn_{NAME}.ipynb.gz": "it cannot be read (Compressed file ended",
        f"none_{NAME}.ipynb.gz": f"none_{NAME}.ipynb.gz cannot be read: Not a gzipped file",
        f"bare_{NAME}.ipynb.gz": "it is empty",
        f"bomb_{NAME}.zip": "it unpacks to far more than it is",
        f"nested_{NAME}.zip": "it has another archive inside",
        f"many_{NAME}.zip": "it has more than 100 files",
        f"two_{NAME}.zip": f"it has two files {NAME}.ipynb inside",
        f"lzma_{NAME}.zip": "it is packed in an unusual way",
        f"empty_{NAME}.zip": "it has no notebook inside",
        f".._{NAME}.ipynb": "it is of '..', which is no name that a student may have",
        f"twice_{NAME}.ipynb and twice_{NAME}.zip": f"each is {NAME}.ipynb of twice, and no date says which is newer",
        f"Eve Smith_12_file_/bob_{NAME}.ipynb in all.zip": "it lies in a folder",
        f"../bob_{NAME}.ipynb in all.zip": "it leads out of its folder",
        "anna_homework.zip": "it does not say in its name whose it is",
        "loose.zip in all.zip": "it does not say in its name whose it is",
    }.items():
        assert f"Not collected: {name}: {why}" in done.stderr
    assert "<img" not in done.stderr
    assert sorted(p.name for p in small.folder.parent.iterdir()) == ["course"]


def test_a_students_archive_is_read_no_further_than_its_bounds(small, monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 2_000_000)
    noise = os.urandom(1_500_000)
    with downloaded(small) as archive:
        both = [(f"{NAME}.ipynb", noise), ("02_more.ipynb", noise)]
        (archive / f"anna_{NAME}.zip").write_bytes(zipped(both))
        (archive / f"ben_{NAME}.tar.gz").write_bytes(tarred(both))
        (archive / f"carl_{NAME}.ipynb.gz").write_bytes(gzip.compress(b" " * 50_000_000))
        (archive / f"zoe_{NAME}.ipynb").write_bytes(b"good")
    assert list(submitted(small)) == [f"zoe/{NAME}/{NAME}.ipynb"]


FILE = f"{NAME}.ipynb"
SUBMITTED = f"{NAME}/{FILE}"
WHEN = "2026-01-02-03-04-05"
# The one of nbgrader's documentation; what Moodle and others need; and one that looks for the name at the end.
BLACKBOARD = r".+_(?P<student_id>\w+)_attempt_(?P<timestamp>[0-9\-]+)_(?P<file_id>\w+)"
MOODLE = r".*/(?P<student_id>[^/_]+)_\d+_assignsubmission_file_/?(?P<file_id>\w+)"
FOLDERS = r".+ps1_(?P<student_id>\w+)\W+(?P<file_id>.+)"
AT_THE_END = r".*/(?P<file_id>\w+)-(?P<student_id>\w+)"
DATED = r".*/(?P<student_id>\w+) (?P<timestamp>.+) (?P<file_id>\w+)"
# What a platform gave, by the regular expression of the course; what is collected, and what the log says.
GIVEN = {
    "moodle": (
        MOODLE,
        {
            "CS101-Small-12.zip": [
                (f"Anna Smith_1_assignsubmission_file_/{FILE}", b"anna"),
                ("Ben_2_assignsubmission_file_/mine.zip", zipped([(f"Eve_3_x/{NAME} (1).ipynb", b"ben")])),
                (f"Eve_3_assignsubmission_file_/Ben_2_assignsubmission_file_/{FILE}", b"eve"),
                ("Carl_4_assignsubmission_file_/Q&A.rar", b"Rar!"),
                ("Dora_5_assignsubmission_file_/mine.ipynb", b"dora"),
                ("Dora_5_assignsubmission_file_/v1.2.zip", zipped([("mine.v1.ipynb", b"1"), ("m.v2.ipynb", b"2")])),
            ]
        },
        {f"Anna Smith/{SUBMITTED}": b"anna", f"Ben/{SUBMITTED}": b"ben"}
        | {f"Dora/{NAME}/{name}.ipynb": text for name, text in (("mine", b"dora"), ("mine.v1", b"1"), ("m.v2", b"2"))},
        f"Ben_2_assignsubmission_file_/{FILE} in CS101-Small-12.zip: it lies in a folder",
    ),
    "blackboard, with underscores": (
        BLACKBOARD,
        {
            "gradebook_CS101_ps1.zip": [
                (f"ps1_anna_attempt_{WHEN}_{FILE}", b"anna"),
                (f"ps1_ben_attempt_{WHEN}_a.zip", zipped([(f"ps1_anna_attempt_2026-02-02-03-04-05_{FILE}", b"ben")])),
                (f"ps1_eve_attempt_{WHEN}_x_anna_attempt_2026-02-02-03-04-05_{FILE}", b"eve"),
            ]
        },
        {f"{name}/{SUBMITTED}": name.encode() for name in ("anna", "ben")}
        | {f"{name}/{NAME}/timestamp.txt": b"2026-01-02 03:04:05" for name in ("anna", "ben")},
        "its name can be read as of eve and as of anna",
    ),
    "a name that a Mac wrote": (
        "",
        {f"Ju\u0308rgen_{FILE}": b"file", "all.zip": [(f"Li\u0301a_{FILE}", b"packed")]},
        {f"J\u00fcrgen/{SUBMITTED}": b"file", f"L\u00eda/{SUBMITTED}": b"packed"},
        "",
    ),
    "the newest of several": (
        BLACKBOARD,
        {f"ps1_anna_attempt_2026-01-0{day}-03-04-05_{FILE}": f"{day}".encode() for day in (1, 2, 3)},
        {f"anna/{SUBMITTED}": b"3", f"anna/{NAME}/timestamp.txt": b"2026-01-03 03:04:05"},
        "Replacing previously collected",
    ),
    "a student's archive alone": ("", {"eve_homework.zip": [(f"anna_{FILE}", b"eve")]}, {}, "whose it is"),
    "the student behind": (
        AT_THE_END,
        {f"{NAME}-anna.ipynb": b"anna", f"{NAME}-anna-eve.ipynb": b"eve"},
        {f"anna/{SUBMITTED}": b"anna"},
        "its name can be read as of eve and as of anna",
    ),
    "no date": (
        DATED,
        {f"eve soon {FILE}": b"eve", f"anna 2026-01-02T05:04:05+0200 {FILE}": b"anna"},
        {f"anna/{SUBMITTED}": b"anna", f"anna/{NAME}/timestamp.txt": b"2026-01-02 03:04:05"},
        "its date 'soon' cannot be read",
    ),
    "a date of their own": (
        FOLDERS,
        {f"ps1_eve/files/{FILE}": b"eve", "ps1_eve/timestamp.txt": b"2020-01-01", "ps1_ben/.hidden.ipynb": b"x"},
        {f"eve/{NAME}/files/{FILE}": b"eve"},
        "it would be timestamp.txt, a name that no file here may have",
    ),
}


@pytest.mark.parametrize("case", GIVEN)
def test_the_platforms_names_are_read_by_the_courses_own_settings(case, small, caplog):
    regexp, given, expected, says = GIVEN[case]
    settings = {"named_regexp": regexp} if regexp else {}
    with downloaded(small, valid_ext=[".ipynb", ".txt"], **settings) as archive:
        for name, data in given.items():
            (archive / name).parent.mkdir(exist_ok=True, parents=True)
            (archive / name).write_bytes(zipped(data) if isinstance(data, list) else data)
    assert submitted(small) == expected
    assert says in caplog.text


def test_a_plugin_says_whose_a_file_is(small, tmp_path):
    class Numbers(FileNameCollectorPlugin):
        def collect(self, submitted_file):
            number = Path(submitted_file).name.split("_")[0]
            return {"student_id": {"17": "anna", "18": "../ben"}.get(number, number), "file_id": f"{NAME}.x"}

    small.config.ZipCollectApp.collector_plugin = Numbers
    with downloaded(small, named_regexp="") as archive:
        for number in ("17", "18", "<b>"):
            (archive / f"{number}_x.ipynb").write_text(number)
        (archive / "17_y.txt").write_text("no notebook")
        (archive / "link_x.ipynb").symlink_to(small.folder / "gradebook.db")
    assert submitted(small) == {f"anna/{SUBMITTED}": b"17"}


STUDENTS = ("anna", "bob", "..", "<b>", "a\u202eb", "x" * 120, "c d", "-n", "")
TOPICS = (NAME, "02_other", "no topic", "01_é")


def strategies():
    """Return strategies for what a student packed, and for what a platform gave: student, rest of the name, bytes."""
    text = st.sampled_from((".ipynb", ".ipynb", ".txt", ".zip", ".gz"))
    inside = st.builds(
        lambda place, who, topic, suffix: f"{place}{who}_{topic}{suffix}",
        st.sampled_from(("", "", "a/", "../", "/", "\\", "._")),
        st.sampled_from(STUDENTS),
        st.sampled_from(TOPICS),
        text,
    )
    harm = st.tuples(st.integers(0, 400), st.binary(max_size=3), st.sampled_from(("none", "none", "cut", "write")))

    def harmed(data, suffix, harm):
        place, piece, how = harm
        if how == "cut":
            return data[:place]
        # A tar has no sum of what it holds, which says whose it is.
        if how == "write" and suffix != ".tar.gz":
            return data[:place] + piece + data[place + len(piece) :]
        return data

    def packed(student, topic, names, suffix, harm):
        files = [(name, student.encode(errors="replace")) for name in names]
        content = student.encode(errors="replace")
        data = {".zip": zipped, ".tar.gz": tarred}[suffix](files) if "r.gz" in suffix or suffix == ".zip" else content
        if suffix == ".ipynb.gz":
            data = gzip.compress(content)
        # A notebook's own bytes say whose it is, so these stay.
        return student, f"_{topic}{suffix}", data if suffix == ".ipynb" else harmed(data, suffix, harm)

    one = st.builds(
        packed,
        st.sampled_from(STUDENTS),
        st.sampled_from(TOPICS),
        st.lists(inside, max_size=4),
        st.sampled_from((".ipynb", ".zip", ".tar.gz", ".ipynb.gz")),
        harm,
    )
    return one, harm, harmed


@HOW_MANY
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_whatever_a_platform_gives_each_file_is_its_owners(small, examples, tmp_path):
    one, harm, harmed = strategies()
    outside = sorted(tmp_path.rglob("solutions/**/*")) + sorted(tmp_path.iterdir())

    def check(loose, together, kind, harm):
        with downloaded(small) as archive:
            for student, rest, data in loose:
                if "/" not in student:
                    (archive / f"{student[:100]}{rest}").write_bytes(data)
            files = [(f"{student}{rest}", data) for student, rest, data in together]
            packed = {".zip": zipped, ".tar.gz": tarred}[kind](files)
            (archive / f"all{kind}").write_bytes(harmed(packed, kind, harm))
            (archive / f"zoe_{NAME}.ipynb").write_bytes(b"zoe")
        kept = submitted(small)
        assert kept.pop(f"zoe/{NAME}/{NAME}.ipynb") == b"zoe"
        for name, data in kept.items():
            student, assignment, _ = name.split("/")
            assert door.is_student(student)
            assert assignment == NAME
            # The longest was cut to what a file's name may have.
            assert data.startswith(student.encode())
        assert sorted(tmp_path.rglob("solutions/**/*")) + sorted(tmp_path.iterdir()) == outside

    fuzz(
        examples,
        check,
        st.lists(one, max_size=3),
        st.lists(one, max_size=3),
        st.sampled_from((".zip", ".tar.gz")),
        harm,
    )


# --- notebooks ---


def notebooks(released):
    """Return a strategy for what may be handed in as a notebook: others than the released one, or anything."""
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=10,
    )
    # Of a cell, and of a notebook, each part may be anything.
    parts = ("cell_type", "source", "metadata", "outputs", "id", "attachments", "execution_count")
    change = st.tuples(st.integers(0, 7), st.sampled_from(parts), values)
    top = st.tuples(st.sampled_from(("cells", "metadata", "nbformat", "nbformat_minor", "worksheets")), values)

    def notebook(changes, tops):
        made = json.loads(released)
        for number, part, value in changes:
            made["cells"][number][part] = value
        return json.dumps(made | dict(tops)).encode()

    grade = {"grade_id": "one", "solution": True}
    whole = st.builds(notebook, st.lists(change, max_size=4), st.lists(top, max_size=1))
    nbgrader = st.builds(
        lambda number, key, value: notebook([(number, "metadata", {"nbgrader": grade | {key: value}})], []),
        st.integers(0, 7),
        st.sampled_from(("grade_id", "grade", "points", "locked", "schema_version", "checksum")),
        values,
    )
    cut = st.builds(lambda data, end: data[:end], whole, st.integers(0, len(released)))
    return st.one_of(st.binary(), values.map(json.dumps).map(str.encode), whole, nbgrader, cut)


@HOW_MANY
def test_whatever_a_notebook_holds_it_is_graded_or_a_persons(small, examples):
    source = (small.folder / "solutions" / NAME / f"{NAME}.ipynb").read_text()
    released = (small.folder / "notebooks" / NAME / f"{NAME}.ipynb").read_bytes()

    def check(data):
        job = Job(NAME, NAME, "anna", source, data, "", (), {}, batch.version())
        result = from_json(batch.grade_one(job, small_course.judge))
        assert result.outcome in (GRADED, "person", "failed")

    fuzz(examples, check, notebooks(released))


# --- the whole term ---

# What a page could take for more than text, and what a spreadsheet could.
HOSTILE = (
    f"<script>{MARK}</script>",
    f"<img src=x onerror={MARK}> <b onclick={MARK}>",
    "![a](attachment:b.png) ![c](x.png)",
    f"[x](javascript:{MARK})",
    f"$\\href{{javascript:{MARK}}}{{x}}$",
    "{{ 7 * 7 }} {% raise %}",
    "=cmd|'/c calc'!A1",
    "`" * 300,
    "[" * 300,
    "> " * 300,
    "\ud800 \x00 \u202e",
    "RIGHT",
    "HALF",
)


def handed_in_as(released):
    """Return a strategy for the answers of a whole notebook."""

    def notebook(texts):
        made = json.loads(released)
        for number, text in texts:
            made["cells"][number]["source"] = text
        return json.dumps(made).encode()

    texts = st.tuples(st.integers(0, 7), st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)))
    return st.builds(notebook, st.lists(texts, max_size=5))


def guilty(fails, hand_ins):
    """Return the fewest hand-ins, found by halving, with which something fails."""
    half = len(hand_ins) // 2
    for part in (hand_ins[:half], hand_ins[half:]):
        if 0 < len(part) < len(hand_ins) and fails(part):
            return guilty(fails, part)
    return hand_ins


def test_of_many_hand_ins_the_guilty_one_is_found():
    for number in range(7):
        assert guilty(lambda part, number=number: number in part, list(range(7))) == [number]
    assert guilty(lambda part: {1, 5} <= set(part), list(range(7))) == list(range(7))
    assert guilty(lambda part: {1, 2} <= set(part), list(range(7))) == [1, 2]


@pytest.fixture
def quick(monkeypatch, tmp_path):
    """Keep what nbgrader makes anew for each submission: a gradebook's tables and queries, and compiled templates."""
    monkeypatch.setattr(nbgrader.api, "create_engine", cache(nbgrader.api.create_engine))
    monkeypatch.setattr(nbgrader.api.Base.metadata, "create_all", lambda **_: None)
    compiled = tmp_path / "compiled"
    compiled.mkdir()
    kept = partial(templateexporter.Environment, bytecode_cache=FileSystemBytecodeCache(compiled))
    monkeypatch.setattr(templateexporter, "Environment", kept)


def good_notebook(released):
    made = json.loads(released)
    for cell in made["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") in ("one", "two"):
            cell["source"] = "RIGHT = 1"
    return json.dumps(made)


def mostly(often, *seldom):
    """Return a strategy that takes the first of these four times of five; of equal ones, hypothesis keeps one."""
    return st.sampled_from((often,) * 4 * len(seldom) + seldom).flatmap(lambda chosen: chosen)


def hand_ins(released):
    """Return a strategy for a hand-in: whether it lies in submitted/, student, date, and its files as `make` has them.

    {} in a student's name stands for a number, which keeps hand-ins apart.
    """
    data = st.one_of(st.binary(max_size=50), st.sampled_from(DATES).map(str.encode), st.just(b"ab12"))
    files = st.dictionaries(st.sampled_from(FILES[1:]), st.tuples(st.sampled_from(KINDS), data), max_size=3)
    notebook = st.tuples(
        mostly(st.just("file"), st.sampled_from(KINDS)), mostly(handed_in_as(released), notebooks(released))
    )
    given = st.sampled_from(("anna{}", "Ben C{}", "Öz{}", "e'e{}", "f@g.h{}", "-x{}", "a.b{}"))
    odd = st.text(st.characters(codec="utf-8", exclude_characters="/\0{}"), min_size=1, max_size=20)
    return st.tuples(
        st.booleans(),
        mostly(given, st.sampled_from(NAMES), odd),
        mostly(st.sampled_from(DATES[:2]), st.sampled_from(DATES), odd),
        st.builds(lambda first, others: {FILES[0]: first} | others, notebook, files),
    )


@posix
@pytest.mark.parametrize("examples", [20, pytest.param(MANY, marks=[pytest.mark.long, pytest.mark.timeout(9000)])])
def test_whatever_students_hand_in_the_term_goes_on(small, inbound, quick, tmp_path, examples):
    """Hand-ins, a hundred at a time and a good one, go through every command, and onto formgrader's pages."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    released = (small.folder / "notebooks" / NAME / f"{NAME}.ipynb").read_bytes()
    good = good_notebook(released)
    gradebook = (small.folder / "gradebook.db").read_bytes()

    def play(numbered):
        for name in ("submitted", "autograded", "feedback", "results"):
            shutil.rmtree(small.folder / name, ignore_errors=True)
        shutil.rmtree(inbound)
        inbound.mkdir()
        (small.folder / "gradebook.db").write_bytes(gradebook)
        for number, (direct, student, when, files) in numbered:
            student = student.replace("{}", f"{number}")
            path = inbound / f"{student}+{NAME}+{when}+{number}"
            if direct and student.strip("."):
                path = small.folder / "submitted" / student / NAME
            try:
                path.mkdir(parents=direct)
                for name, (kind, content) in files.items():
                    make(path / name, kind, content, secret)
            except OSError:  # there already, too long a name, or nobody's but root's to make
                continue
        put(inbound, "zoe", text=good)
        log = small.api.collect(NAME)["log"]
        for force in (True, False):
            log += small.autograde(force=force)["log"]
        marks = small.marks("zoe")
        assert (marks["check-one"], marks["check-two"]) == ((2, None, False), (1, None, False))
        for command in (small.api.generate_feedback, small.api.release_feedback):
            done = command(NAME)
            assert done["success"], done
            log += done["log"]
        assert "Traceback" not in log
        assert "SECRET" not in log
        students = {path.name for path in (small.folder / "submitted").iterdir() if door.is_student(path.name)}
        for student in students:
            page = (small.folder / "feedback" / student / NAME / f"{NAME}.html").read_text(encoding="utf-8")
            assert not active_html(page), student
            assert "SECRET" not in page
        listed = [
            small.api.get_submissions(NAME),
            small.api.get_students(),
            *(small.api.get_student_submissions(student) for student in students),
        ]
        json.dumps([small.api.get_assignments(), small.api.get_notebook_submissions(NAME, NAME), *listed])
        assert {row["student"] for row in listed[0]} == {row["id"] for row in listed[1]} == students
        with small.gradebook() as opened:
            CsvExportPlugin(to=str(small.folder / "grades.csv"), parent=None).export(opened)
        with (small.folder / "grades.csv").open(newline="") as file:
            assert {row["student_id"] for row in csv.DictReader(file)} == students
        graded.append(len(students) - 1)

    def fails(numbered):
        try:
            play(numbered)
        except Exception:
            return True
        return False

    made, graded = [], []
    fuzz(examples, lambda hand_in: made.append(hand_in), hand_ins(released), slow=True)
    made = list(enumerate(made))
    for start in range(0, len(made), 100):
        together = made[start : start + 100]
        if fails(together):
            found = guilty(fails, together)
            print("The term does not go on with", *found, sep="\n")
            play(found)
            pytest.fail("a batch failed, and no longer does")
    print(f"{len(made)} hand-ins, of which {sum(graded)} were graded")
    assert sum(graded) > examples / 4


def test_an_empty_date_is_none_and_asks_for_nobody(tmp_path):
    (tmp_path / "timestamp.txt").touch()
    assert door.handed_in(tmp_path) == (None, "")
