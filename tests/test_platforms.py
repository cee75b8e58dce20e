"""What Moodle and Canvas give and take back: submissions come in under their students' names, and marks find home."""

import csv
import gzip
import io
import json
import os
import stat
import unicodedata
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

import nbformat
import pytest
import small_course
from small_course import NAME, SmallCourse, here
from test_autograder import answers

from workbook.grading import workers
from workbook.grading.rebuild.submitted import Unreadable
from workbook.term import door, downloads, returning, roster, students
from workbook.term.autograder import HardenedAutograde
from workbook.term.platforms import person_key, read_name, safe_id, which
from workbook.term.sheet import NoTable, Sheet

FILE = f"{NAME}.ipynb"
PARTICIPANTS = (
    '\ufeff"First name","Last name","ID number","Email address",Groups\n'
    'Chidi,Okafor,,chidi@uni.example,"A; B"\n'
    "Zoë,Müller-Lüdenscheidt,,zoe@uni.example,\n"
    'Anne,"O\'Hara, Jr.",,anne@uni.example,\n'
    "Søren,Ørsted,,soren@uni.example,\n"
    "अनिल,कुमार,,anil@uni.example,\n"
    "李,雷,,lei@uni.example,\n"
)
MOODLE = {
    "Chidi Okafor": 2210001,
    "Zoë Müller-Lüdenscheidt": 2210002,
    "Anne OHara, Jr.": 2210003,
    "Søren Ørsted": 2210004,
    "अनिल कुमार": 2210005,
    "李 雷": 2210006,
}
CANVAS = [
    ("novakjana", "", 45231, 998871, FILE),
    ("pateldev", "_LATE", 45232, 998872, FILE),
    ("brauneva", "", 45233, 998873, f"{NAME}-1.ipynb"),
    ("björkåsa", "", 45234, 998874, f"{NAME} (1).ipynb"),
    ("rossipia", "_LATE", 45235, 998875, f"{NAME}-Copy1.ipynb"),
    ("kimminjun", "", 45236, 998876, f"{NAME}.ipynb.txt"),
]
GRADEBOOK = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Quiz 1 (811),01 Small (812),Current Score\r\n"
    ",,,,,,Manual Posting,\r\n"
    "    Points Possible,,,,,10.00,6.00,(read only)\r\n"
    '"Novák, Jana",45231,S1,novak,8175,9.00,,90.00\r\n'
    '"Patel, Dev",45232,S2,patel,8175,,1.00,\r\n'
    '"Braun, ""Evi"" Eva",45233,S3,braun,"8175, 8177",7.00,,70.00\r\n'
    '"Student, Test",99999,,x,8175,,,\r\n'
)


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    course = SmallCourse(tmp_path / "course", registered)
    course.settings_file()
    monkeypatch.chdir(course.folder)
    return course


def notebook(small, **given):
    """Return the bytes of the released notebook with these answers."""
    found = nbformat.read(small.folder / "notebooks" / NAME / FILE, as_version=4)
    for cell in found.cells:
        cell.source = given.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)
    return nbformat.writes(found).encode()


def zipped(files, path=None):
    """Write an archive, or return its bytes."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    if path is None:
        return made.getvalue()
    path.write_bytes(made.getvalue())
    return path


def moodle(files=None):
    """Return a download of Moodle's, a folder for each student."""
    given = files or {name: {FILE: name.encode()} for name in MOODLE}
    return {
        f"{name}_{MOODLE[name]}_assignsubmission_file_/{file}": data
        for name, of_one in given.items()
        for file, data in of_one.items()
    }


def canvas():
    return {f"{name}{late}_{user}_{file}_{given}": name.encode() for name, late, user, file, given in CANVAS}


def submitted(small):
    """Return what was collected, by path."""
    folder = small.folder / "submitted"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def collected(small):
    """Return the notebooks that will be graded, by student."""
    return {path.split("/")[0]: data for path, data in submitted(small).items() if path.endswith(f"/{FILE}")}


def enter(small, text, name="people.csv", **settings):
    (small.folder / name).write_text(text, encoding="utf-8")
    return roster.enter(small.folder / name, **settings)


def people(small):
    with small.gradebook() as gradebook:
        return {s.id: (s.first_name, s.last_name, s.email, s.lms_user_id) for s in gradebook.students}


# --- names ---


@pytest.mark.parametrize(
    ("path", "expected"),
    {
        f"Chidi Okafor_2210001_assignsubmission_file_/{FILE}": ("moodle", "Chidi Okafor", "2210001", FILE, False),
        f"Chidi Okafor_2210001_assignsubmission_file/a/{FILE}": (
            "moodle",
            "Chidi Okafor",
            "2210001",
            f"a/{FILE}",
            False,
        ),
        f"Chidi Okafor_2210001_assignsubmission_file_{FILE}": ("moodle", "Chidi Okafor", "2210001", FILE, False),
        f"okaforchidi_45232_998878_{FILE}": ("canvas", "okaforchidi", "45232", FILE, False),
        f"okaforchidi_LATE_45232_998878_{FILE}": ("canvas", "okaforchidi", "45232", FILE, True),
        f"okafor_c_LATE_45232_998878_{FILE}": ("canvas", "okafor_c", "45232", FILE, True),
        f"anon_Ab1x9_998878_{FILE}": ("canvas", "", "anon_Ab1x9", FILE, False),
        # What a student chose stands behind the numbers, and says nothing of them.
        f"eve_1_2_adam_LATE_3_4_{FILE}": ("canvas", "eve", "1", f"adam_LATE_3_4_{FILE}", False),
        f"Eve_7_assignsubmission_file_/Adam_8_assignsubmission_file_/{FILE}": (
            *("moodle", "Eve", "7", f"Adam_8_assignsubmission_file_/{FILE}", False),
        ),
        "okaforchidi_45232_998878_homework.ipynb": ("canvas", "okaforchidi", "45232", "homework.ipynb", False),
        f"anna_{FILE}": ("", "anna", "", FILE, False),
        f"student_12_{FILE}": ("", "student_12", "", FILE, False),
        f"anna_{NAME}-2.ipynb": ("", "anna", "", f"{NAME}-2.ipynb", False),
        f"anna_{NAME}.zip": ("", "anna", "", f"{NAME}.zip", False),
    }.items(),
)
def test_a_name_says_whose_and_what(path, expected):
    found = read_name(PurePosixPath(path), [NAME])
    assert (found.platform, found.person, found.number, found.file, found.late) == expected


@pytest.mark.parametrize("path", [FILE, "homework.ipynb", f"work/anna_{FILE}", "grades.csv", f"_{FILE}"])
def test_a_name_that_says_nobodys(path):
    assert read_name(PurePosixPath(path), [NAME]) is None


def test_a_name_of_two_readings_is_refused():
    with pytest.raises(Unreadable, match="as of anna and as of anna_01"):
        read_name(PurePosixPath("anna_01_small.ipynb"), ["01_small", "small"])


@pytest.mark.parametrize(
    ("file", "expected"),
    {
        FILE: (NAME, 0, False),
        f"{NAME}-1.ipynb": (NAME, 1, False),
        f"{NAME} (2).ipynb": (NAME, 2, False),
        f"{NAME}(3).ipynb": (NAME, 3, False),
        f"{NAME}-1 (12).ipynb": (NAME, 12, False),
        f"{NAME}-Copy1.ipynb": (NAME, 1, True),
        f"{NAME} - Copy.ipynb": (NAME, 0, True),
        f"{NAME}.ipynb.txt": (NAME, 0, False),
        f"{NAME.upper()}.IPYNB": (NAME, 0, False),
        f"anna_{FILE}": (NAME, 0, False),
        f"work/{FILE}": (NAME, 0, False),
        "homework.ipynb": None,
        f"{NAME}_old.ipynb": None,
    }.items(),
)
def test_which_notebook_a_file_is(file, expected):
    found = which(file, [NAME])
    assert (found and (found.notebook, found.attempt, found.copy)) == expected


@pytest.mark.parametrize("name", [*MOODLE, "Nguyễn Thị Hà", "ประเสริฐ สมบัติ", "=cmd()", "...", "<b>", "", "-", "x" * 300])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_name_becomes_one_that_a_student_may_have(name, form):
    made = safe_id(unicodedata.normalize(form, name), "7", "moodle")
    assert door.is_student(made)
    assert made == safe_id(name, "7", "moodle")


def test_names_are_the_same_whatever_platforms_leave_out():
    assert person_key("O’Hara-Müller, Anne") == person_key("o'haraMU\u0308LLER anne")
    assert person_key("Anna") != person_key("Änna")


# --- collecting ---


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("with_roster", [False, True])
def test_all_of_two_platforms_are_collected_under_their_own_names(small, tmp_path, with_roster, form, capsys):
    """The case platform_names."""
    if with_roster:
        assert enter(small, PARTICIPANTS) == 0
    for given in (moodle(), canvas()):
        named = {unicodedata.normalize(form, name): data for name, data in given.items()}
        assert downloads.collect(NAME, zipped(named, tmp_path / "Course-Assignment-4711.zip")) == 0
    out = capsys.readouterr().out
    assert out.count("6 collected (6 new), 0 not.") == 2
    found = collected(small)
    assert len(found) == 12
    if with_roster:
        mail = {"Chidi Okafor": "chidi", "Zoë Müller-Lüdenscheidt": "zoe", "अनिल कुमार": "anil", "李 雷": "lei"}
        assert {name: found[f"{mail[name]}@uni.example"].decode() for name in mail} == {name: name for name in mail}
    else:
        assert found["अनिल कुमार"].decode() == "अनिल कुमार"
        assert found["Anne OHara Jr"].decode() == "Anne OHara, Jr."
    assert {name for name, *_ in CANVAS} <= set(found)
    assert all(door.is_student(student) for student in found)
    kept = downloads.records(small.coursedir, NAME)
    assert kept["pateldev"].number == "45232"
    assert kept["pateldev"].late
    assert kept["pateldev"].way_back == "pateldev_LATE_45232_998872_"
    assert "is not in the roster" in out if with_roster else "is not in the roster" not in out
    assert "has no times" in out


def test_a_folder_with_both_platforms_files_is_read_as_one(small, tmp_path):
    for name, data in (moodle() | canvas()).items():
        path = tmp_path / "download" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "download" / ".DS_Store").write_bytes(b"")
    assert downloads.collect(NAME, tmp_path / "download") == 0
    assert len(collected(small)) == 12


@pytest.mark.parametrize("around", ["", "Assignment 1/", "a/b/"])
def test_folders_around_a_download_do_not_matter(small, tmp_path, around):
    given = {around + name: data for name, data in moodle().items()} | {"__MACOSX/._x": b""}
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 0
    assert len(collected(small)) == 6


def test_moodles_files_without_folders(small, tmp_path):
    given = {name.replace("/", ""): data for name, data in moodle().items()}
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 0
    assert collected(small)["Chidi Okafor"] == b"Chidi Okafor"


def test_names_in_utf8_that_do_not_say_so_are_read(small, tmp_path):
    """As Canvas writes them."""
    data = zipped({f"bjXXrk_45234_998874_{FILE}": b"1"})
    name = f"bj\u00f6rk_45234_998874_{FILE}".encode()
    path = tmp_path / "x.zip"
    path.write_bytes(data.replace(f"bjXXrk_45234_998874_{FILE}".encode(), name))
    assert downloads.collect(NAME, path) == 0
    assert collected(small) == {"björk": b"1"}


def test_a_late_mark_without_a_time_asks_a_person_until_one_is_given(small, tmp_path, capsys):
    path = zipped(
        {f"pateldev_LATE_45232_998872_{FILE}": notebook(small, **answers("RIGHT", "RIGHT"))}, tmp_path / "x.zip"
    )
    assert downloads.collect(NAME, path) == 0
    assert "pateldev: late by Canvas, which gives no time. A person is asked" in capsys.readouterr().out
    assert not small.autograde()["success"]
    folder = small.folder / "submitted" / "pateldev" / NAME
    (folder / "timestamp.txt").write_text("2026-03-03 18:00:00 UTC")
    (folder / door.FOR_PERSON).unlink()
    assert downloads.collect(NAME, path) == 0
    assert "A person is asked" not in capsys.readouterr().out
    assert (folder / "timestamp.txt").read_text() == "2026-03-03 18:00:00 UTC"
    assert small.autograde()["success"]


def test_the_newest_attempt_is_taken_and_said_whose(small, tmp_path, capsys):
    given = {
        f"novakjana_45231_998871_{FILE}": b"first",
        f"novakjana_45231_998899_{NAME}-1.ipynb": b"second",
        f"anna_{FILE}": b"first",
        f"anna_{NAME} (2).ipynb": b"third",
        f"anna_{NAME} (1).ipynb": b"second",
        f"zoe_{FILE}": b"zoe's",
    }
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 0
    assert collected(small) == {"novakjana": b"second", "anna": b"third", "zoe": b"zoe's"}
    out = capsys.readouterr().out
    assert f"anna: anna_{NAME} (2).ipynb is the newest; older: anna_{FILE}, anna_{NAME} (1).ipynb." in out
    assert "novakjana: novakjana_45231_998899_01_small-1.ipynb is the newest" in out


def test_two_archives_of_one_student_stop_nobody(small, tmp_path):
    """The case duplicate_stops_collect."""
    given = {
        f"anna_{NAME}.zip": zipped({"old/" + FILE: b"old"}),
        f"anna_{NAME} (1).zip": zipped({FILE: b"new"}),
        f"ben_{NAME}.zip": zipped({FILE: b"ben's"}),
    }
    for name, data in given.items():
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    assert downloads.collect(NAME, tmp_path / "in") == 0
    assert collected(small) == {"anna": b"new", "ben": b"ben's"}


def test_where_nothing_says_which_is_newer_neither_is_taken(small, tmp_path, capsys):
    given = {f"J\u00fcrgen_{FILE}": b"1", f"Ju\u0308rgen_{FILE}": b"2", f"zoe_{FILE}": b"3"}
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 1
    assert collected(small) == {"zoe": b"3"}
    assert "no number says which is newer" in capsys.readouterr().err


def test_a_copy_lies_beside_for_a_person_to_see(small, tmp_path, capsys):
    files = {FILE: b"untouched", f"{NAME}-Copy1.ipynb": b"finished", "notes.txt": b"", "idea.ipynb": b"idea"}
    assert downloads.collect(NAME, zipped(moodle({"Chidi Okafor": files}), tmp_path / "x.zip")) == 0
    found = submitted(small)
    assert found[f"Chidi Okafor/{NAME}/{FILE}"] == b"untouched"
    assert found[f"Chidi Okafor/{NAME}/{NAME}-Copy1.ipynb"] == b"finished"
    assert found[f"Chidi Okafor/{NAME}/idea.ipynb"] == b"idea"
    assert f"Chidi Okafor: also {NAME}-Copy1.ipynb" in capsys.readouterr().out


def test_a_notebook_under_another_name_comes_in_for_a_person(small, tmp_path):
    given = moodle({"Chidi Okafor": {"homework.ipynb": notebook(small)}})
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 0
    done = small.autograde()
    assert "the folder has homework.ipynb" in done["log"]


def test_a_second_download_brings_what_is_new_and_leaves_the_rest(small, tmp_path, capsys):
    path = zipped(moodle(), tmp_path / "x.zip")
    downloads.collect(NAME, path)
    folder = small.folder / "submitted"
    (folder / "Søren Ørsted" / NAME / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    before = {p: p.stat().st_mtime_ns for p in folder.rglob(FILE)}
    changed = moodle() | moodle({"Chidi Okafor": {FILE: b"again"}})
    capsys.readouterr()
    assert downloads.collect(NAME, zipped(changed, path)) == 0
    out = capsys.readouterr().out
    assert "6 collected (1 newer than before, 5 as before), 0 not." in out
    assert "Chidi Okafor: a newer submission; the one before is in downloaded/01_small/replaced/Chidi Okafor/1." in out
    assert (small.folder / "downloaded/01_small/replaced/Chidi Okafor/1" / FILE).read_bytes() == b"Chidi Okafor"
    assert collected(small)["Chidi Okafor"] == b"again"
    assert (folder / "Søren Ørsted" / NAME / "timestamp.txt").read_text() == "2026-03-01 12:00:00 UTC"
    assert {p for p, when in before.items() if p.stat().st_mtime_ns != when} == {folder / "Chidi Okafor" / NAME / FILE}


def test_an_older_download_of_canvas_replaces_nothing(small, tmp_path, capsys):
    downloads.collect(NAME, zipped({f"novakjana_45231_998899_{NAME}-1.ipynb": b"second"}, tmp_path / "2.zip"))
    assert downloads.collect(NAME, zipped({f"novakjana_45231_998871_{FILE}": b"first"}, tmp_path / "1.zip")) == 0
    assert collected(small) == {"novakjana": b"second"}
    assert "novakjana: what was collected before is newer; left as it is." in capsys.readouterr().out


def test_two_of_one_name_are_told_apart_or_named(small, tmp_path, capsys):
    given = {f"Anna Li_{n}_assignsubmission_file_/{FILE}": str(n).encode() for n in (11, 12)}
    path = zipped(given, tmp_path / "x.zip")
    assert downloads.collect(NAME, path) == 0
    assert collected(small) == {"Anna Li 11": b"11", "Anna Li 12": b"12"}
    assert "2 are called Anna Li: told apart by numbers." in capsys.readouterr().out


def test_two_of_one_name_in_the_roster_are_told_apart_by_the_worksheet(small, tmp_path, capsys):
    enter(small, "id,first_name,last_name,email\nli1,Anna,Li,anna.li@x.example\nli2,Anna,Li,a.li@x.example\n")
    given = {f"Anna Li_{n}_assignsubmission_file_/{FILE}": str(n).encode() for n in (11, 12)}
    path = zipped(given, tmp_path / "x.zip")
    assert downloads.collect(NAME, path) == 1
    assert "li1 and li2 are both called Anna Li" in capsys.readouterr().err
    assert collected(small) == {}
    sheet = tmp_path / "Grades.csv"
    sheet.write_text(
        'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
        '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
        'Participant 11,"Anna Li",a.li@x.example,Submitted for grading,,6.00,Yes,'
        '"Monday, 2 March 2026, 5:59 PM",-,""\n'
        'Participant 12,"Anna Li",anna.li@x.example,Submitted for grading,,6.00,Yes,'
        '"Monday, 2 March 2026, 6:01 PM",-,""\n'
    )
    assert downloads.collect(NAME, path, sheet) == 1
    assert "In which time zone" in capsys.readouterr().err
    assert downloads.collect(NAME, path, sheet, "Europe/Berlin") == 0
    assert collected(small) == {"li2": b"11", "li1": b"12"}
    assert submitted(small)[f"li1/{NAME}/timestamp.txt"] == b"2026-03-02 17:01:00 UTC"
    assert "no times" not in capsys.readouterr().out


def test_times_that_come_later_are_added(small, tmp_path):
    path = zipped(moodle(), tmp_path / "x.zip")
    downloads.collect(NAME, path)
    (small.folder / "calendar.toml").write_text('zone = "Europe/Berlin"\n')
    sheet = tmp_path / "Grades.csv"
    sheet.write_text(
        'Identifier,"Full name","Last modified (submission)"\n'
        'Participant 2210001,"Chidi Okafor","Monday, 2 March 2026, 18:01"\nParticipant 2210002,Zoë,-\n'
        "Participant 2210003,Anne,gestern\n",
        encoding="utf-8",
    )
    assert downloads.collect(NAME, path, sheet) == 1  # one time cannot be read
    stamps = {name: data for name, data in submitted(small).items() if name.endswith("timestamp.txt")}
    assert stamps == {f"Chidi Okafor/{NAME}/timestamp.txt": b"2026-03-02 17:01:00 UTC"}


def test_a_number_of_canvas_in_the_roster_says_whose_unless_the_name_contradicts(small, tmp_path, capsys):
    enter(small, GRADEBOOK)
    given = {
        f"novákjana_45231_1_{FILE}": b"novak",
        f"patelevelyn_45232_2_{FILE}": b"patel",
        f"braunevieva_45233_3_{FILE}": b"braun",
    }
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 1
    assert collected(small) == {"novak": b"novak", "braun": b"braun"}
    err = capsys.readouterr().err
    assert "45232 is that of patel in the gradebook, who is called Dev Patel there, and not patelevelyn." in err
    # What the sentence says helps.
    assert "`workbook term roster FILE.csv`" in err
    enter(small, GRADEBOOK.replace("Patel, Dev", "Patel, Evelyn"))
    assert downloads.collect(NAME, tmp_path / "x.zip") == 0
    assert collected(small)["patel"] == b"patel"


def test_who_was_taken_out_comes_in_again_by_no_archive(small, tmp_path, capsys):
    enter(small, PARTICIPANTS)
    enter(small, "id,first_name,last_name,lms_user_id\njana@uni.example,Jana,Novák,45231\n")
    given = moodle() | {f"novákjana_45231_998871_{FILE}": b"jana"}
    path = zipped(given, tmp_path / "x.zip")
    assert downloads.collect(NAME, path) == 0
    before = collected(small)
    for student in ("soren@uni.example", "jana@uni.example"):
        assert students.remove(student) == 0
    capsys.readouterr()
    # Under another name, too, which Moodle's number tells.
    again = {name.replace("Søren Ørsted", "S. Ørsted"): data for name, data in given.items()}
    assert downloads.collect(NAME, zipped(again, path)) == 0
    assert set(collected(small)) == set(before) - {"soren@uni.example", "jana@uni.example"}
    said = capsys.readouterr().out
    assert "of soren@uni.example, who was taken out of the course; not collected" in said
    assert "of jana@uni.example, who was taken out of the course; not collected" in said
    # In the next assignment, Moodle has other numbers; then the name says it.
    (named,) = (name for name in given if name.startswith("Søren"))
    assert downloads.collect(NAME, zipped({named.replace("2210004", "99"): b"new"}, path)) == 0
    assert set(collected(small)) == set(before) - {"soren@uni.example", "jana@uni.example"}
    # And another of that name, who is still there, is not taken for the one who has left.
    with small.gradebook() as gradebook:
        gradebook.add_student("other", first_name="Søren", last_name="Ørsted")
    assert downloads.collect(NAME, zipped(given, path)) == 0
    assert downloads.collect(NAME, zipped({named.replace("2210004", "99"): b"new"}, path)) == 1
    assert "other and soren@uni.example, who has left, are both called Søren Ørsted" in capsys.readouterr().err
    assert students.restore("soren@uni.example") == 0
    assert collected(small)["soren@uni.example"] == before["soren@uni.example"]


def test_the_row_of_who_was_taken_out_stays_as_it_is_and_nothing_is_to_be_done(small, tmp_path, capsys):
    enter(small, PARTICIPANTS)
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}, "李 雷": {FILE: right}}), tmp_path / "x.zip"))
    table = tmp_path / "Grades.csv"
    table.write_text(worksheet({"Chidi Okafor": 2210001, "李 雷": 2210006}), encoding="utf-8")
    students.remove("lei@uni.example")
    assert returning.give_back(NAME, "moodle", table) == 0
    assert "The row of 李 雷, who was taken out of the course, is left as it is." in capsys.readouterr().out


def test_who_hands_in_elsewhere_is_no_fault_of_what_goes_back(small, tmp_path, capsys):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    small.hand_in("by the exchange", **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"), waiting=["by the exchange"])
    table = tmp_path / "Grades.csv"
    table.write_text(worksheet({"Chidi Okafor": 2210001}), encoding="utf-8")
    capsys.readouterr()
    for given in (table, None):
        assert returning.give_back(NAME, "moodle", given) == 0
        said = capsys.readouterr()
        assert said.err == ""
        assert "Not collected from Moodle, and so nothing goes back there: by the exchange." in said.out


@pytest.mark.parametrize(("kind", "what"), [("text", "a text"), ("link", "an address")])
def test_what_was_typed_on_canvas_page_is_named(small, tmp_path, capsys, kind, what):
    given = {f"pateldev_LATE_45232_{kind}.html": b"<p>", f"novakjana_45231_998871_{FILE}": b"1"}
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 1
    assert list(collected(small)) == ["novakjana"]
    assert f"no notebook among pateldev_LATE_45232_{kind}.html. It is {what}, typed on Canvas' page" in (
        capsys.readouterr().err
    )


def test_nothing_that_an_archive_says_leads_elsewhere(small, tmp_path, capsys):
    link = ZipInfo(f"Link_7_assignsubmission_file_/{FILE}")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    given = {
        f"../Eve_1_assignsubmission_file_/{FILE}": b"out",
        f"Eve_2_assignsubmission_file_/../../../{FILE}": b"out",
        f"Eve_3_assignsubmission_file_/{FILE}/{FILE}": b"deep",
        link: b"/etc/passwd",
        f"Zip_8_assignsubmission_file_/{NAME}.zip": zipped({f"../../{FILE}": b"out", "b.zip": b""}),
        f"Bad_9_assignsubmission_file_/{NAME}.zip": b"PK\x03\x04 no archive",
        f"Bomb_10_assignsubmission_file_/{NAME}.ipynb.gz": gzip.compress(b" " * 60_000_000),
        f"Good_11_assignsubmission_file_/{FILE}": b"good",
        "Own_12_assignsubmission_file_/platform.json": b"{}",
        "Own_12_assignsubmission_file_/timestamp.txt": b"2026-01-01",
        "Own_12_assignsubmission_file_/for_a_person.txt": b"",
        f"Own_12_assignsubmission_file_/{FILE}": b"own",
    }
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in given.items():
            archive.writestr(name, data)
    (tmp_path / "x.zip").write_bytes(made.getvalue())
    assert downloads.collect(NAME, tmp_path / "x.zip") == 1
    err = capsys.readouterr().err
    assert err.count("leads out of its folder") == 2
    assert "is a link or a device" in err
    assert "Traceback" not in err
    found = submitted(small)
    assert found[f"Good/{NAME}/{FILE}"] == b"good"
    assert {name for name in found if name.startswith("Own")} == {f"Own/{NAME}/{FILE}"}
    assert b"out" not in found.values()
    assert not list(tmp_path.glob("*.ipynb"))


@pytest.mark.skipif(os.name == "nt", reason="links are rare there")
def test_a_link_in_a_folder_is_not_followed(small, tmp_path, capsys):
    folder = tmp_path / "in" / "Eve_1_assignsubmission_file_"
    folder.mkdir(parents=True)
    (folder / FILE).symlink_to(small.folder / "gradebook.db")
    (tmp_path / "in" / "Adam_2_assignsubmission_file_").symlink_to(small.folder / "solutions" / NAME)
    os.mkfifo(tmp_path / "in" / f"carl_{FILE}")
    (tmp_path / "in" / f"zoe_{FILE}").write_bytes(b"zoe")
    assert downloads.collect(NAME, tmp_path / "in") == 1
    assert collected(small) == {"zoe": b"zoe"}
    assert "is a link, not a file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.zip", b"", "empty"),
        ("x.zip", b"no archive", "cannot be read"),
        ("x.rar", b"", "neither a folder nor an archive"),
        ("missing.zip", None, "cannot be read"),
        ("x.zip", zipped({"readme.txt": b""}), "nothing that is called"),
        ("x.zip", zipped({FILE: b""}), "does not say in its name whose it is"),
    ],
)
def test_what_is_no_download_is_said(small, tmp_path, capsys, name, data, said):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert downloads.collect(NAME, tmp_path / name) == 1
    assert said in capsys.readouterr().err


def test_an_assignment_that_is_not_there_is_said(small, tmp_path, capsys):
    assert downloads.collect("02_none", zipped(moodle(), tmp_path / "x.zip")) == 1
    assert "There is no assignment 02_none" in capsys.readouterr().err


def test_what_one_handed_in_without_a_notebook_is_named(small, tmp_path, capsys):
    given = moodle({"Chidi Okafor": {"report.pdf": b""}, "李 雷": {FILE: b"1"}})
    given["Anne_5_assignsubmission_onlinetext_/onlinetext.html"] = b"<p>"
    assert downloads.collect(NAME, zipped(given, tmp_path / "x.zip")) == 1
    err = capsys.readouterr().err
    assert "Chidi Okafor: no notebook among" in err
    assert "Anne: no notebook among" in err
    assert list(collected(small)) == ["李 雷"]


def test_what_is_collected_is_for_the_instructors_alone(small, tmp_path):
    downloads.collect(NAME, zipped(moodle(), tmp_path / "x.zip"))
    folder = small.folder / "submitted" / "Chidi Okafor" / NAME
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


# --- the roster ---


def test_moodles_participants_are_entered_as_they_are(small, capsys):
    assert enter(small, PARTICIPANTS) == 0
    found = people(small)
    assert found["anne@uni.example"] == ("Anne", "O'Hara, Jr.", "anne@uni.example", None)
    assert found["anil@uni.example"][:2] == ("अनिल", "कुमार")
    assert "6 students in people.csv: 6 added, 0 changed; 0 no longer there." in capsys.readouterr().out


def test_canvas_gradebook_is_a_roster_too(small):
    assert enter(small, GRADEBOOK) == 0
    assert people(small) == {
        "novak": ("Jana", "Novák", None, "45231"),
        "patel": ("Dev", "Patel", None, "45232"),
        "braun": ('"Evi" Eva', "Braun", None, "45233"),
    }


def test_a_plain_list_changes_only_what_it_says(small, capsys):
    text = "id;first_name;last_name;email\nanna;Anna;Li;a@x.example\nben;Ben;;\n"
    assert enter(small, text) == 0
    with small.gradebook() as gradebook:
        gradebook.update_or_create_student("anna", lms_user_id="77")
        gradebook.add_student("zoe", first_name="Zoe")
    capsys.readouterr()
    assert enter(small, 'id,last_name\nanna,"Li, ""Jr."""\ncarl,C\nben,\n') == 0
    assert people(small) == {
        "anna": ("Anna", 'Li, "Jr."', "a@x.example", "77"),
        "ben": ("Ben", None, None, None),
        "carl": (None, "C", None, None),
        "zoe": ("Zoe", None, None, None),
    }
    out = capsys.readouterr().out
    assert "Changed: anna: last_name 'Li, \"Jr.\"', was 'Li'." in out
    assert "Added: carl (C)." in out
    assert "No longer there: zoe" in out
    assert "3 students in people.csv: 1 added, 1 changed; 1 no longer there." in out


def test_a_list_that_has_who_was_taken_out_enters_nobody_again(small, capsys):
    text = "id,last_name\nanna,A\nben,B\n"
    enter(small, text)
    students.remove("ben")
    assert enter(small, text) == 0
    assert list(people(small)) == ["anna"]
    assert "Left out: ben (B), who was taken out of the course. `workbook term restore ben`" in capsys.readouterr().out
    students.restore("ben")
    assert enter(small, text) == 0
    assert set(people(small)) == {"anna", "ben"}


def test_a_list_with_a_former_address_enters_nobody_once_more(small, capsys):
    enter(small, PARTICIPANTS)
    for old, new in (("zoe@uni.example", "zoe.m@uni.example"), ("zoe.m@uni.example", "zoe@new.example")):
        assert students.rename(old, new) == 0
    with small.gradebook() as gradebook:
        gradebook.update_or_create_student("zoe@new.example", email="zoe@new.example")
    before = people(small)
    capsys.readouterr()
    assert enter(small, PARTICIPANTS) == 0
    assert people(small) == before
    out = capsys.readouterr().out
    assert "zoe@uni.example is zoe@new.example here, as renamed.csv says." in out
    assert "0 added, 0 changed; 0 no longer there." in out


def test_a_new_address_of_an_old_name_is_said(small, capsys):
    enter(small, PARTICIPANTS)
    capsys.readouterr()
    assert enter(small, PARTICIPANTS.replace("zoe@uni.example", "zoe@new.example")) == 0
    out = capsys.readouterr().out
    assert "Look: zoe@new.example has the name of zoe@uni.example, who is no longer there." in out
    assert "`workbook term rename zoe@uni.example zoe@new.example`" in out
    assert students.rename("zoe@uni.example", "zoe@new.example") == 0


def test_rows_that_cannot_be_entered_are_named_and_stop_nobody(small, capsys):
    assert enter(small, "id,last_name\n<b>,X\n,Y\nanna,A\nanna,B\nANNA,C\nben," + "B" * 200 + "\n") == 1
    assert list(people(small)) == ["anna"]
    assert capsys.readouterr().err.count("Not entered: ") == 5


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "does not say by what students are known"),
        ("id,last_name\nanna,Müller\n".encode("cp1252"), "not in UTF-8"),
        (b"PK\x03\x04", "save it as CSV"),
        (b"id,last_name\n", "has no students"),
        (b'id,last_name\nanna,"M\n', "never closed"),
        (b"Identifier,Full name,Email address\nParticipant 1,Anna Li,a@x.example\n", "table of participants"),
    ],
)
def test_what_is_no_list_is_said(small, capsys, data, said):
    (small.folder / "people.csv").write_bytes(data)
    assert roster.enter(small.folder / "people.csv") == 1
    assert said in capsys.readouterr().err
    assert people(small) == {}


def test_the_column_of_ids_can_be_named(small, capsys):
    assert enter(small, PARTICIPANTS, id_column="Groups") == 1
    assert "'A; B' is no id that a student may have" in capsys.readouterr().err
    assert enter(small, PARTICIPANTS, id_column="none") == 1
    assert "has no column none" in capsys.readouterr().err


# --- giving back ---


def worksheet(numbers, newline="\r\n"):
    lines = [
        '\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
        '"Last modified (submission)","Last modified (grade)","Feedback comments"'
    ]
    for name, number in numbers.items():
        lines.append(
            f'"Participant {number}","{name}",x{number}@uni.example,"Submitted for grading",,6.00,Yes,'
            f'"Monday, 2 March 2026, 5:59 PM",-,"one ""word"",\nand\tanother"'
        )
    return newline.join(lines) + newline


def graded(small, path, waiting=()):
    """Collect, grade, and give points for the written answers of all but some."""
    assert downloads.collect(NAME, path) == 0
    small.autograde()
    with small.gradebook() as gradebook:
        for submission in gradebook.find_assignment(NAME).submissions:
            if submission.student_id not in waiting:
                for grade in submission.notebooks[0].grades:
                    grade.needs_manual_grade = False
                gradebook.find_grade("words", NAME, NAME, submission.student_id).manual_score = 1.5
        gradebook.db.commit()
    assert small.api.generate_feedback(NAME)["success"]


def test_moodle_gets_back_what_it_gave_with_marks(small, tmp_path, capsys):
    right, half = notebook(small, **answers("RIGHT", "RIGHT")), notebook(small, **answers("HALF", "x"))
    given = {name: {FILE: half if name == "李 雷" else right} for name in MOODLE}
    path = zipped(moodle(given), tmp_path / "x.zip")
    graded(small, path, waiting=["Søren Ørsted"])
    table = tmp_path / "Grades-Course-4711.csv"
    numbers = {**MOODLE, "Nobody Else": 2210099}
    table.write_bytes(worksheet(numbers).encode())
    capsys.readouterr()
    assert returning.give_back(NAME, "moodle", table) == 1
    said = capsys.readouterr()
    assert "Søren Ørsted: its mark waits for a person." in said.err
    assert "the row of Nobody Else: nobody in the gradebook is that." in said.err
    back = small.folder / "returned" / NAME
    text = (back / table.name).read_bytes().decode()
    before = list(csv.reader(io.StringIO(worksheet(numbers), newline="")))
    after = list(csv.reader(io.StringIO(text, newline="")))
    marks = {row[1]: row[4] for row in after[1:]}
    assert marks == {
        **dict.fromkeys(MOODLE, "4.5"),
        "李 雷": "2.5",
        "Søren Ørsted": "",
        "Nobody Else": "",
    }
    assert [row[:4] + row[5:] for row in before] == [row[:4] + row[5:] for row in after]
    # Byte for byte, but for the marks.
    undone = text
    for mark in ("4.5", "2.5"):
        undone = undone.replace(f'"Submitted for grading",{mark},', '"Submitted for grading",,')
    assert undone.encode() == table.read_bytes()
    with ZipFile(back / "moodle_feedback.zip") as archive:
        names = archive.namelist()
        page = archive.read(f"李 雷_2210006_assignsubmission_file_/{NAME}.html").decode()
    assert set(names) == {
        f"{name}_{number}_assignsubmission_file_/{NAME}.html"
        for name, number in MOODLE.items()
        if name != "Søren Ørsted"
    }
    assert "(Score: 2.5 / 6.0)" in page
    # What Moodle gives the next time is told from what it has.
    assert returning.give_back(NAME, "moodle", back / table.name) == 1
    assert "is where the filled one would be" in capsys.readouterr().err


def test_canvas_gets_back_what_it_gave_with_marks(small, tmp_path, capsys):
    enter(small, GRADEBOOK)
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    given = {f"novákjana_45231_1_{FILE}": right, f"pateldev_45232_2_{NAME}-1.ipynb": right}
    graded(small, zipped(given, tmp_path / "x.zip"))
    table = tmp_path / "export.csv"
    table.write_bytes(GRADEBOOK.encode())
    capsys.readouterr()
    assert returning.give_back(NAME, "canvas", table) == 0
    out = capsys.readouterr().out
    assert "patel: 4.5, was 1.00." in out
    assert "braun: has no marks; the cell is left as it is." in out
    back = small.folder / "returned" / NAME
    expected = GRADEBOOK.replace("novak,8175,9.00,,", "novak,8175,9.00,4.5,").replace("8175,,1.00,", "8175,,4.5,")
    assert (back / "export.csv").read_bytes() == expected.encode()
    with ZipFile(back / "canvas_feedback.zip") as archive:
        assert archive.namelist() == [f"novákjana_45231_1_{NAME}.html", f"pateldev_45232_2_{NAME}.html"]


def test_pages_go_back_without_a_table_and_the_archive_is_the_same_each_time(small, tmp_path):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    path = small.folder / "returned" / NAME / "moodle_feedback.zip"
    assert returning.give_back(NAME, "moodle", None) == 0
    first = path.read_bytes()
    assert returning.give_back(NAME, "moodle", None) == 0
    assert path.read_bytes() == first


def test_a_page_that_is_older_than_its_mark_stays_behind(small, tmp_path, capsys):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    with small.gradebook() as gradebook:
        gradebook.find_grade("words", NAME, NAME, "Chidi Okafor").manual_score = 3
        gradebook.db.commit()
    assert returning.give_back(NAME, "moodle", None) == 1
    assert "Chidi Okafor: its page is older than its marks; run `nbgrader generate_feedback" in capsys.readouterr().err


def test_a_submission_that_came_after_grading_keeps_its_old_mark_here(small, tmp_path, capsys):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    path = zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip")
    graded(small, path)
    again = notebook(small, **answers("RIGHT", "RIGHT", "Another word."))
    downloads.collect(NAME, zipped(moodle({"Chidi Okafor": {FILE: again}}), path))
    assert returning.give_back(NAME, "moodle", None) == 1
    assert "what was handed in waits to be graded" in capsys.readouterr().err


def test_a_page_without_the_newest_comment_stays_behind_though_its_sum_is_right(small, tmp_path, capsys):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    with small.gradebook() as gradebook:
        gradebook.find_comment("words", NAME, NAME, "Chidi Okafor").manual_comment = "Read 1.2 once more."
        gradebook.db.commit()
    assert returning.give_back(NAME, "moodle", None) == 1
    assert "Chidi Okafor: its page is older than its marks; run `nbgrader generate_feedback" in capsys.readouterr().err
    small.feedback("Chidi Okafor")
    assert returning.give_back(NAME, "moodle", None) == 0


def test_content_says_whether_a_mark_is_of_what_was_handed_in_last_and_dates_do_not(small, tmp_path, capsys):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    path = small.folder / "submitted" / "Chidi Okafor" / NAME / FILE
    # As a course is that was copied back.
    os.utime(path, (4_000_000_000,) * 2)
    assert returning.give_back(NAME, "moodle", None) == 0
    # As `nbgrader collect` leaves what a student wrote before the last grading.
    path.write_bytes(notebook(small, **answers("RIGHT", "RIGHT", "Another word.")))
    os.utime(path, (1_000_000_000,) * 2)
    assert returning.give_back(NAME, "moodle", None) == 1
    assert "Chidi Okafor: what was handed in waits to be graded; run `workbook auto" in capsys.readouterr().err


def test_the_mark_of_who_is_excused_stays_behind(small, tmp_path, capsys):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    (small.folder / "excused.csv").write_text(f"assignment,student_id\n{NAME},Chidi Okafor\n")
    # Nothing is to be done about that.
    assert returning.give_back(NAME, "moodle", None) == 0
    assert "Chidi Okafor: it is excused, as excused.csv says." in capsys.readouterr().out
    (small.folder / "excused.csv").write_text("anything\nelse\n")
    assert returning.give_back(NAME, "moodle", None) == 1
    assert "the first line is assignment,student_id" in capsys.readouterr().err


def test_penalties_of_the_calendar_are_in_what_goes_back(small, tmp_path):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    path = zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip")
    table = tmp_path / "Grades.csv"
    table.write_text(worksheet({"Chidi Okafor": 2210001}), encoding="utf-8")
    dates = f'zone = "Europe/Berlin"\npenalty = "1 point per day"\n[{NAME}]\ndue = 2026-03-02 12:00:00\n'
    (small.folder / "calendar.toml").write_text(dates)
    assert downloads.collect(NAME, path, table) == 0
    graded(small, path)
    assert returning.give_back(NAME, "moodle", table) == 0
    assert ",3.5,6.00," in (small.folder / "returned" / NAME / "Grades.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("platform", "text", "column", "said"),
    [
        ("moodle", "Participant,Mark\n1,\n", "", "has no column Grade"),
        ("moodle", "Identifier,Grade\nx,\n", "", "no grading worksheet"),
        ("moodle", 'Identifier,Grade,"Maximum Grade"\nParticipant 2210001,,100.00\n', "", "has 6 points, and 100"),
        ("canvas", "Student,ID\nx,1\n", "", "no gradebook of Canvas'"),
        ("canvas", GRADEBOOK.replace("01 Small", "First"), "", "which column is 01_small?"),
        ("canvas", GRADEBOOK, "Quiz", "has no column 'Quiz'"),
        ("canvas", GRADEBOOK, "Current Score", "is read only"),
    ],
)
def test_what_is_no_table_of_the_platform_is_said(small, tmp_path, capsys, platform, text, column, said):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    table = tmp_path / "table.csv"
    table.write_text(text, encoding="utf-8")
    assert returning.give_back(NAME, platform, table, column) == 1
    assert said in capsys.readouterr().err


def test_marks_in_the_platforms_points_and_signs(small, tmp_path):
    right = notebook(small, **answers("RIGHT", "RIGHT"))
    graded(small, zipped(moodle({"Chidi Okafor": {FILE: right}}), tmp_path / "x.zip"))
    table = tmp_path / "table.csv"
    table.write_text('ID;Bewertung;"Maximum Grade"\nTeilnehmer/in 2210001;;"100,00"\n', encoding="utf-8")
    assert returning.give_back(NAME, "moodle", table, "Bewertung", scale=True) == 0
    text = (small.folder / "returned" / NAME / "table.csv").read_text(encoding="utf-8")
    assert text == 'ID;Bewertung;"Maximum Grade"\nTeilnehmer/in 2210001;75;"100,00"\n'


# --- tables ---


@pytest.mark.parametrize(
    "data", [b'a,b\r\n"1, ""x""",2\r\n', "a;b\n\u00e9;2".encode("latin-1"), "a\tb\n1\t2\n".encode("utf-16")]
)
def test_a_table_gives_back_its_bytes(tmp_path, data):
    (tmp_path / "x.csv").write_bytes(data)
    sheet = Sheet(tmp_path / "x.csv")
    assert sheet.data() == data
    assert sheet.columns == ["a", "b"]
    sheet.fill(sheet.rows[0], 1, 'a"b')
    (tmp_path / "x.csv").write_bytes(sheet.data())
    assert Sheet(tmp_path / "x.csv").value(Sheet(tmp_path / "x.csv").rows[0], 1) == 'a"b'


def test_a_file_that_is_too_large_for_a_table_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("workbook.term.sheet.MAX_BYTES", 3)
    (tmp_path / "x.csv").write_bytes(b"a,b\n")
    with pytest.raises(NoTable, match="larger"):
        Sheet(tmp_path / "x.csv")


def test_the_record_of_a_platform_is_data_alone(tmp_path):
    path = tmp_path / downloads.RECORD
    for text in ("", "[]", '{"platform": 1}', json.dumps({"x": 1})):
        path.write_text(text)
        assert downloads.read_record(path) is None
