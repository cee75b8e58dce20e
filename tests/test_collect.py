"""What is collected from the exchange: plain files, of those in whose name they are handed in."""

import getpass
import os
import stat
import subprocess
import sys

import pytest
from small_course import NAME, SmallCourse

from workbook.term import status, students
from workbook.term.autograder import HardenedAutograde

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows")

ME = getpass.getuser()


@pytest.fixture
def shared(registered, tmp_path):
    """Return a course, with an exchange into which everybody can hand in."""
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    with (small.folder / "nbgrader_config.py").open("a") as file:
        file.write(f"get_config().Exchange.root = {str(tmp_path / 'exchange')!r}\n")
    (tmp_path / "exchange" / "autoencoders" / "inbound").mkdir(parents=True)
    return small


def hand_in(shared, student, second=0, **files):
    """Put files into the exchange, and return their folder."""
    stamp = f"2026-01-02 03:04:{second:02} UTC"
    folder = shared.folder.parent / "exchange" / "autoencoders" / "inbound" / f"{student}+{NAME}+{stamp}+x"
    folder.mkdir()
    (folder / "timestamp.txt").write_text(stamp)
    for name, text in files.items():
        (folder / f"{name}.ipynb").write_text(text)
    return folder


def collect(shared, *options):
    """Run nbgrader's command, and return what it wrote and what it collected."""
    command = [sys.executable, "-m", "nbgrader", "collect", NAME, *options]
    done = subprocess.run(command, cwd=shared.folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = (shared.folder / "submitted").rglob("*.*")
    return done.stderr, {str(p.relative_to(shared.folder / "submitted")): p.read_text() for p in found}


def test_the_newest_files_of_each_student_are_collected(shared):
    hand_in(shared, ME, 1, one="old")
    (hand_in(shared, ME, 2, one="new", two="2") / ".ipynb_checkpoints").mkdir()
    log, found = collect(shared)
    assert found == {
        f"{ME}/{NAME}/one.ipynb": "new",
        f"{ME}/{NAME}/two.ipynb": "2",
        f"{ME}/{NAME}/timestamp.txt": "2026-01-02 03:04:02 UTC",
    }
    assert "WARNING" not in log


def test_who_was_taken_out_of_the_course_is_not_collected_again(shared, capsys):
    hand_in(shared, ME, one="1")
    with shared.gradebook() as gradebook:
        gradebook.add_student(ME)
    converter = HardenedAutograde(coursedir=shared.coursedir, config=shared.config)
    students.remove_from(converter, ME)
    log, found = collect(shared)
    assert found == {}
    assert f"is of {ME}, who was taken out of the course. `workbook term restore {ME}` brings all back." in log
    # And nobody is told to collect it.
    assert status.command(shared.folder, [NAME]) == 0
    assert "newer than what was collected" not in capsys.readouterr().out
    students.restore_to(converter, ME)
    assert f"{ME}/{NAME}/one.ipynb" in collect(shared)[1]


def test_the_command_of_the_page_takes_what_came_since(shared):
    hand_in(shared, ME, 1, one="old")
    collect(shared)
    hand_in(shared, ME, 2, one="new")
    _, found = collect(shared)
    assert found[f"{ME}/{NAME}/one.ipynb"] == "new"
    assert found[f"{ME}/{NAME}/timestamp.txt"] == "2026-01-02 03:04:02 UTC"
    hand_in(shared, ME, 3, one="newest")
    log, found = collect(shared, "--ExchangeCollect.update=False")
    assert found[f"{ME}/{NAME}/one.ipynb"] == "new"
    assert "--update takes newer ones." in log


def test_a_link_a_folder_and_a_pipe_stay_behind_with_a_word(shared):
    folder = hand_in(shared, ME, one="1")
    (folder / "link.ipynb").symlink_to(shared.folder / "gradebook.db")
    (folder / "deeper.ipynb").mkdir()
    os.mkfifo(folder / "pipe.ipynb")
    log, found = collect(shared)
    assert set(found) == {f"{ME}/{NAME}/one.ipynb", f"{ME}/{NAME}/timestamp.txt"}
    assert "link.ipynb is a link" in log
    assert "deeper.ipynb is a folder" in log
    assert "pipe.ipynb is a folder or a device" in log


def test_a_folder_comes_with_its_plain_files_or_not_at_all(shared):
    folder = hand_in(shared, ME, one="1")
    for name in ("data/deep/a.csv", "data/b.csv", "data/.ipynb_checkpoints/c.csv", "linked/d.csv", "a/b/c/d/e/f/g.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "linked" / "z.csv").symlink_to(shared.folder / "gradebook.db")
    (folder / "elsewhere").symlink_to(shared.folder)
    (folder / "many").mkdir()
    for n in range(100):
        (folder / "many" / f"{n}.csv").touch()
    log, found = collect(shared)
    assert found == {
        f"{ME}/{NAME}/one.ipynb": "1",
        f"{ME}/{NAME}/timestamp.txt": "2026-01-02 03:04:00 UTC",
        f"{ME}/{NAME}/data/deep/a.csv": "data/deep/a.csv",
        f"{ME}/{NAME}/data/b.csv": "data/b.csv",
    }
    for why in ("folders more than 5 deep", "elsewhere is a link", "z.csv is a link", "more than 100 files"):
        assert why in log


@pytest.mark.parametrize(("shared_by_a_group", "modes"), [(False, (0o700, 0o644)), (True, (0o2770, 0o664))])
def test_what_is_collected_is_for_the_instructors_alone(shared, shared_by_a_group, modes):
    hand_in(shared, ME, one="1")
    collect(shared, f"--CourseDirectory.groupshared={shared_by_a_group}")
    folder = shared.folder / "submitted" / ME / NAME
    assert tuple(stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "one.ipynb")) == modes


def test_a_link_in_the_place_of_a_folder_is_not_followed(shared):
    folder = hand_in(shared, ME, 1, one="another's")
    secret = shared.folder / "secret"
    folder.rename(secret)
    folder.symlink_to(secret)
    log, found = collect(shared)
    assert found == {}
    assert "is no folder that can be read" in log
    _, found = collect(shared, "--ExchangeFactory.collect=nbgrader.exchange.default.ExchangeCollect")
    assert found[f"{ME}/{NAME}/one.ipynb"] == "another's"


def test_the_command_goes_on_after_what_cannot_be_collected(shared):
    inbound = hand_in(shared, ME, 1, one="1").parent
    hand_in(shared, "anna", one="2").rename(inbound / f"anna+{NAME}+soon+x")
    (inbound / f"ben+{NAME}+2026-01-02 03:04:00 UTC+x").symlink_to("nothing")
    (inbound / f"chris+{NAME}+2026-01-02 03:04:00 UTC+x").symlink_to("/dev/zero")
    os.mkfifo(inbound / f"dan+{NAME}+2026-01-02 03:04:00 UTC+x")
    log, found = collect(shared)
    assert set(found) == {f"{ME}/{NAME}/one.ipynb", f"{ME}/{NAME}/timestamp.txt"}
    assert log.count("WARNING] Not collected: ") == 4


def test_more_than_a_submission_may_hold_stays_behind(shared):
    hand_in(shared, ME, one="1" * 2000, two="2" * 2000)
    log, found = collect(shared, "--CourseDirectory.max_dir_size=3")
    assert [name for name in found if name.endswith("ipynb")] == [f"{ME}/{NAME}/one.ipynb"]
    assert "two.ipynb has 0.0 MB" in log


def test_nobody_hands_in_for_another(shared):
    hand_in(shared, "anna", one="of somebody else")
    hand_in(shared, ME, one="mine")
    log, found = collect(shared)
    assert {name.split("/")[0] for name in found} == {ME}
    assert f"Not collected: anna+{NAME}+2026-01-02 03:04:00 UTC+x was put into the exchange by {ME}" in log
    # Where all students are one user of the machine, as in many containers.
    log, found = collect(shared, "--ExchangeCollect.check_owner=False")
    assert {name.split("/")[0] for name in found} == {ME, "anna"}
