"""The set-up of a notebook: effort, work folder, progress, and a start that writes nothing to stderr."""

import subprocess
import sys

import pytest

from helpers import effort, progress, work


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
