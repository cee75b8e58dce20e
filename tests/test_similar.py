"""What is exported for tools that look for likeness: what students wrote, by number, and nothing that was given."""

import ast
import csv

import pytest
import small_course
from small_course import NAME, SmallCourse, here
from test_term_status import answers

from workbook.grading import workers
from workbook.term import similar
from workbook.term.autograder import HardenedAutograde


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    return small


def test_each_student_has_a_folder_with_a_number_and_what_was_written(small, capsys):
    small.hand_in("anna", **answers("the same", words="In my words."))
    small.hand_in("ben", **answers("the same", "def ("))
    small.hand_in("carl")
    small.autograde()
    small.hand_in("dora", **answers())
    assert similar.command(small.folder, NAME) == 0
    said = capsys.readouterr().out
    folder = small.folder / "similar" / NAME
    with (folder / "who.csv").open(encoding="utf-8-sig", newline="") as file:
        who = {row["student"]: row["number"] for row in csv.DictReader(file)}
    assert who == {"anna": "001", "ben": "002", "carl": "003"}
    written = {str(p.relative_to(folder)): p.read_text() for p in folder.rglob("answers.*")}
    # carl has written nothing.
    assert set(written) == {
        *("code/001/answers.py", "code/002/answers.py", "words/001/answers.txt", "words/002/answers.txt"),
        *("base/code/answers.py", "base/words/answers.txt"),
    }
    anna = written["code/001/answers.py"]
    assert anna.count("# %% ") == 2
    assert "the same" in anna
    assert "assert" not in anna
    assert written["words/001/answers.txt"] == "In my words.\n"
    base = written["base/code/answers.py"]
    assert "raise NotImplementedError" in base
    assert "return 2 * x" not in base
    for path, text in written.items():
        assert not path.endswith(".py") or ast.parse(text)
    # Nobody is named but where a person has to know it, and nobody is compared.
    assert not any(name in text for text in written.values() for name in who)
    assert "not graded: dora" in said
    assert "anna" not in said


def test_an_answer_that_is_no_python_costs_its_student_no_other(small, capsys):
    small.hand_in("ben", one="def answer_one(:", two="def answer_two(x):\n    return 3 * x")
    small.autograde()
    assert similar.command(small.folder, NAME) == 0
    text = (small.folder / "similar" / NAME / "code" / "001" / "answers.py").read_text()
    assert "answer_one" not in text
    assert "return 3 * x" in text
    assert "Python cannot read are left out: ben" in capsys.readouterr().out


def test_an_export_takes_the_place_of_the_one_before(small):
    small.hand_in("anna", **answers())
    small.hand_in("ben", **answers())
    small.autograde()
    similar.command(small.folder, NAME)
    with small.gradebook() as gradebook:
        gradebook.remove_student("ben")
    similar.command(small.folder, NAME)
    assert [path.name for path in (small.folder / "similar" / NAME / "code").iterdir()] == ["001"]


def test_nothing_is_written_where_nothing_is_graded(small, capsys):
    assert similar.command(small.folder, NAME) == 1
    assert f"Run `workbook autograde {NAME}`" in capsys.readouterr().err
    assert not (small.folder / "similar").exists()
