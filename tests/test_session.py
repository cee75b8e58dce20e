"""The set-up of a notebook: effort, work folder, progress, and a start that writes nothing to stderr."""

import errno
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError

import pytest
from IPython.core.interactiveshell import InteractiveShell
from packaging.requirements import Requirement

from helpers import checks, effort, progress, session, work
from helpers.errors import CannotStart


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch):
    for name in ("WORKBOOK_EFFORT", "WORKBOOK_WORK", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("level", effort.LEVELS)
def test_the_variable_decides_the_effort(monkeypatch, level):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("WORKBOOK_EFFORT", level.upper())
    assert effort.level() == level
    assert effort.pick(full="full", quick="quick", grade="grade") == level


@pytest.mark.parametrize("run", ["autograde", "validate"])
def test_nbgrader_runs_at_effort_grade(monkeypatch, run):
    monkeypatch.setenv("NBGRADER_EXECUTION", run)
    assert effort.level() == "grade"


def test_without_a_gpu_the_effort_is_quick_and_with_one_full(monkeypatch):
    monkeypatch.setattr(effort, "_has_gpu", lambda: False)
    assert effort.level() == "quick"
    monkeypatch.setattr(effort, "_has_gpu", lambda: True)
    assert effort.level() == "full"


def test_an_unknown_effort_is_refused_with_the_choices(monkeypatch):
    monkeypatch.setenv("WORKBOOK_EFFORT", "fast")
    with pytest.raises(ValueError, match="'fast'; set it to one of full, quick, grade"):
        effort.level()


def test_assignments_share_one_work_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_EFFORT", "quick")
    for name in ("06_faces", "09_retrieval"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert work.folder() == tmp_path / "work"
    monkeypatch.chdir(tmp_path)
    assert work.folder() == tmp_path / "work"
    assert (tmp_path / "work").is_dir()


def test_a_graded_run_sees_no_work_of_another(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    monkeypatch.chdir(tmp_path)
    assert not work.folder().is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_progress_survives_a_new_kernel_and_a_damaged_file(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    progress.record("1.1", True)
    progress.record("1.2", False)
    code = "from helpers import progress; print(progress.passed_so_far())"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert seen.strip() == "{'1.1': True, '1.2': False}"
    (tmp_path / "progress.json").write_text('{"1.1": tr', encoding="utf-8")
    assert progress.passed_so_far() == {}
    progress.record("1.1", True)
    assert progress.passed_so_far() == {"1.1": True}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"[1, 2]", b'{"1.1": "yes"}', b'{"1.1": null}', b"[" * 100_000, None]
)
def test_a_list_of_progress_that_cannot_be_read_is_set_aside_with_a_word(monkeypatch, tmp_path, content, capsys):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    file = tmp_path / "progress.json"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    assert progress.passed_so_far() == {}
    assert f"{file}, " in (said := capsys.readouterr().out)
    assert "it is set aside as progress.set-aside.json" in said
    progress.record("1.1", True)
    assert progress.passed_so_far() == {"1.1": True}
    assert capsys.readouterr().out == ""
    assert content is None or (tmp_path / "progress.set-aside.json").read_bytes() == content


def test_the_table_lists_every_exercise_of_the_notebook(monkeypatch, tmp_path):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    progress.record("0.1", True)
    progress.record("0.2", False)
    table = progress.table("00_start_here")
    numbers = [number for number, _, _ in table.rows]
    assert numbers == list(progress.syllabus()["00_start_here"]["exercises"])
    assert [state for _, _, state in table.rows][:3] == ["passed", "not passed", "not run yet"]
    for text in (repr(table), table._repr_html_()):
        assert f"1 of {len(numbers)} exercises passed." in text
        assert progress.title("0.1") in text


def test_a_table_of_an_unknown_notebook_names_the_known_ones():
    with pytest.raises(ValueError, match="00_start_here"):
        progress.table("99_nothing")


def test_starting_writes_nothing_to_stderr_and_says_what_it_runs_on():
    code = "import helpers; helpers.start(); helpers.start(); import keras; keras.ops.ones(3)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "tensorflow" in done.stdout
    assert "Effort:" in done.stdout
    assert "Data:" in done.stdout


def test_importing_helpers_imports_no_heavy_package():
    modules = "checks, data, effort, metrics, noise, plots, progress, training, work"
    heavy = "('keras', 'tensorflow', 'sklearn', 'matplotlib.pyplot', 'scipy', 'ipywidgets')"
    code = f"import sys, helpers; from helpers import {modules}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- what a first run may lack ----------------------------------------------------------------------------------------


@pytest.fixture
def shell(capsys):
    """A shell that runs a cell as a notebook does, and returns what it shows, on one line."""
    shell = InteractiveShell()

    def shown(cell):
        shell.run_cell(cell)
        return " ".join(capsys.readouterr().out.split())

    yield shown
    shell.set_custom_exc((), None)


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_start_looks_for_what_pyproject_lists(project):
    listed = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    # A Python's own line narrows what the first says.
    ranges = {r.name: r.specifier for r in map(Requirement, reversed(listed))}
    assert {r.name: r.specifier for r in map(Requirement, session.NEEDED.values())} == ranges


@pytest.mark.parametrize("found", ["2.15.0", "3.12.4", "3.13rc1", "2.9", "1"])
def test_a_package_that_is_too_old_is_refused_before_it_is_imported(found):
    code = f"""
import importlib.metadata, sys
from helpers import session
installed = importlib.metadata.version
session.version = lambda name: {found!r} if name == "keras" else installed(name)
try:
    session.start()
except session.CannotStart as error:
    print("keras" in sys.modules, " ".join(str(error).split()))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    if found == "3.13rc1":
        assert "Effort: " in said
    else:
        assert said.startswith(f"False keras {found} is installed in {sys.executable}; the course needs 3.13 or newer.")
        assert '%pip install "keras>=3.13,<4"' in said


def test_a_package_newer_than_any_that_was_tried_gets_a_word_and_may_run(monkeypatch, capsys):
    monkeypatch.setattr(session, "_installed", lambda module: "4.0.1" if module == "keras" else "3")
    session._check_versions(["keras"])
    said = capsys.readouterr().out
    assert said.startswith("keras 4.0.1 is newer than what the course was tried with (below 4).")


def test_a_tensorflow_that_goes_by_another_name_is_taken_by_its_own_word(monkeypatch, capsys):
    def version(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(session, "version", version)
    session.start()
    assert f"tensorflow {sys.modules['tensorflow'].__version__}, keras 3" in capsys.readouterr().out


def test_a_kernel_of_another_python_is_told_which_one_to_choose(project):
    # -S: without the packages of this environment.
    command = [sys.executable, "-S", "-c", "import helpers; helpers.start()"]
    environment = os.environ | {"PYTHONPATH": str(project)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    words = " ".join(done.stderr.split())
    assert f"CannotStart: This notebook's kernel is {sys.executable}" in words
    assert "lacks anywidget, ipython" in words
    assert "Kernel → Change Kernel…" in words


def test_a_sentence_stands_in_a_notebook_where_a_traceback_would(shell, monkeypatch):
    monkeypatch.setattr(session, "find_spec", lambda name: None if name == "keras" else True)
    shown = shell("import helpers\nhelpers.start()")
    assert "lacks keras." in shown
    assert "Traceback" not in shown
    assert "session.py" not in shown
    monkeypatch.setattr(session, "OLDEST", (4, 0))
    shown = shell("helpers.start()")
    assert "the course needs Python 4.0 or newer" in shown
    assert "Traceback" not in shown


def test_a_tensorflow_that_cannot_be_loaded_gets_a_sentence(project, tmp_path):
    (tmp_path / "site" / "tensorflow").mkdir(parents=True)
    (tmp_path / "site" / "tensorflow" / "__init__.py").write_text(
        "raise ImportError('DLL load failed\\nand a flood of words')"
    )
    command = [sys.executable, "-c", "import helpers; helpers.start()"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), str(project)])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=tmp_path)
    assert "ImportError: DLL load failed\n" in done.stderr.partition("CannotStart")[2]
    assert "make the environment again: `make clean`" in " ".join(done.stderr.split())


def test_a_full_disk_is_announced_at_the_start_and_the_notebook_runs(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    monkeypatch.setattr(session.tempfile, "TemporaryFile", full)
    session._check_room()
    said = capsys.readouterr().out
    assert str(tmp_path) in said
    assert "the disk is full" in said
    assert "set WORKBOOK_WORK to another folder" in said


def test_no_folder_for_temporary_files_is_a_sentence(monkeypatch):
    def none():
        raise FileNotFoundError("No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(session.tempfile, "gettempdir", none)
    with pytest.raises(CannotStart, match="set TMPDIR"):
        session._check_room()


def test_a_check_counts_although_its_record_cannot_be_written(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    progress.record("1.1", True)
    monkeypatch.setattr("pathlib.Path.write_text", full)
    with checks.exercise("1.2"):
        pass
    said = capsys.readouterr().out
    assert "could not be written: No space left on device" in said
    assert "passed." in said
    assert progress.passed_so_far() == {"1.1": True}
    assert [p.name for p in tmp_path.iterdir()] == ["progress.json"]


def test_work_that_cannot_be_kept_where_it_should_goes_elsewhere_with_a_word(monkeypatch, tmp_path, capsys):
    (tmp_path / "file").touch()
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path / "file" / "work"))
    for _ in range(2):
        (work.folder() / "something").write_text("kept")
    said = capsys.readouterr().out
    assert said.count("Your work cannot be kept in") == 1
    assert str(work.folder()) in said


@pytest.mark.parametrize(
    ("error", "explained"),
    [
        ("OSError(28, 'No space left on device')", True),
        # h5py's words, by which Keras fails to save a model.
        (
            "OSError('Unable to synchronously flush file (errno = 28, error message = \\'No space left on device\\')')",
            True,
        ),
        ("FileNotFoundError(2, 'No such file')", False),
    ],
)
def test_a_file_that_finds_no_room_is_explained_and_other_errors_stay_as_they_are(shell, error, explained):
    shell("from helpers.errors import explain_to")
    shell("explain_to(get_ipython())")
    shown = shell(f"raise {error}")
    assert ("The disk is full" in shown) == explained
    assert ("Traceback" in shown) == (not explained)


# --- the overview -----------------------------------------------------------------------------------------------------


def test_the_overview_leads_to_the_first_exercise_that_has_not_passed():
    course, names = progress.syllabus(), list(progress.syllabus())
    fresh = progress.Overview(course, {})
    assert fresh.next == (names[0], "0.1")
    assert "Begin with" in fresh._repr_html_()
    some = dict.fromkeys(course[names[0]]["exercises"], True) | {"1.1": True, "1.2": False}
    begun = progress.Overview(course, some)
    assert begun.next == (names[1], "1.2")
    assert f"Next: exercise 1.2, {course[names[1]]['exercises']['1.2']}, in {course[names[1]]['title']}." in repr(begun)
    assert f"✓ {begun.passed(names[0])}&nbsp;of&nbsp;3" in begun._repr_html_()
    every = {number: True for about in course.values() for number in about["exercises"]}
    assert progress.Overview(course, every).next is None
    assert repr(progress.Overview(course, every)).endswith("You are through.")


def test_links_of_the_overview_lead_to_files_here_and_to_addresses_on_colab(project):
    course = progress.syllabus()
    here = re.findall('href="([^"]*)"', progress.Overview(course, {})._repr_html_())
    assert len(set(here)) == len(course)
    assert all((project / "notebooks" / link).exists() for link in here)
    there = re.findall('href="([^"]*)"', progress.Overview(course, {}, colab=True)._repr_html_())
    assert {link.rpartition("/")[2] for link in there} == {link.rpartition("/")[2] for link in here}
    assert all(link.startswith("https://colab.research.google.com/github/") for link in there)


def test_the_syllabus_says_what_each_notebook_teaches_and_how_long_it_takes():
    for about in progress.syllabus().values():
        assert about["about"]
        assert about["minutes"] > 0
