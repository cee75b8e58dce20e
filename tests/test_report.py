"""Reports: what a class's marks say of the questions, and who falls behind."""

import csv
import re

import pytest
import small_course
from bs4 import BeautifulSoup
from small_course import NAME, SmallCourse, here
from test_term_status import answers, mark

from workbook.grading import workers
from workbook.term import reading, report
from workbook.term.autograder import HardenedAutograde
from workbook.term.report import Place

WRONG = "the answer is a double"


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    return small


@pytest.fixture
def class_of_twelve(small):
    """Return a course whose first question twelve students answer: 6 right, 4 wrong, one by half, one not at all."""
    with small.gradebook() as gradebook:
        for number in range(12):
            gradebook.add_student(f"student-{number:02}", first_name=f"Vorname{number:02}", last_name="Ost")
    for number in range(12):
        one = "RIGHT" if number < 6 else f"wrong, says Vorname{number:02}, not Vorname11" if number < 10 else "HALF"
        given = answers(one, "RIGHT" if number < 9 else "wrong")
        if number == 11:
            del given["one"]
        small.hand_in(f"student-{number:02}", **given)
    small.autograde()
    for number in range(11):
        mark(small, f"student-{number:02}", 3.0 if number < 6 else 1.0)
    return small


def written(small, name=NAME, *, names=False):
    """Run the command, and return the page and the rows of the table beside it."""
    assert report.command(small.folder, name, names=names) == 0
    folder = small.folder / "reports"
    page = (folder / f"{name or 'course'}.html").read_text(encoding="utf-8")
    with (folder / f"{name or 'course'}.csv").open(encoding="utf-8-sig", newline="") as file:
        return BeautifulSoup(page, "html.parser"), list(csv.DictReader(file))


def test_the_numbers_are_those_of_the_marks(class_of_twelve, capsys):
    page, rows = written(class_of_twelve)
    found = {row["question"]: row for row in rows}
    one, two, words = found["check-one"], found["check-two"], found["words"]
    assert (one["marks"], one["blank"], one["waiting"]) == ("12", "1", "0")
    assert (float(one["mean_share"]), float(one["all_right"])) == (round(6.5 / 12, 3), 0.5)
    assert float(two["mean_share"]) == 0.75
    assert (words["kind"], words["marks"], words["waiting"]) == ("by hand", "11", "1")
    assert float(words["all_right"]) == round(6 / 11, 3)
    # Who has the first question right has the words right: it tells apart what they tell apart.
    assert float(one["low"]) < float(one["discrimination"]) < float(one["high"])
    assert float(one["discrimination"]) > 0.7
    text = page.get_text()
    assert "1 answer still waits for a person" in text
    assert "12 of 12 students have handed in" in text
    assert "Exercise 1.1: Double a number" in text
    assert "12 of 12 students have marks" in capsys.readouterr().out


def test_the_assertion_that_fails_most_often_comes_first_with_three_examples(class_of_twelve):
    page, rows = written(class_of_twelve)
    (one,) = [row for row in rows if row["question"] == "check-one"]
    assert (one["failed_assertion"], one["failed_so"], one["failed"]) == (WRONG, "4", "5")
    assert one["message"].startswith("expected 4, found 5")
    heading = next(h for h in page.find_all("h3") if "1.1" in h.get_text())
    shown = list(heading.find_next_siblings(["h3", "p", "details"]))
    own = shown[: next(i for i, tag in enumerate(shown) if tag.name == "h3")]
    assert "4 of 5" in own[1].get_text()
    examples = [tag.get_text() for tag in own if tag.name == "details"]
    assert len(examples) == 3
    assert all("def answer_one" in example and "expected 4, found 5" in example for example in examples)
    assert "hidden test 1" in own[-1].get_text()  # the one that is right by half


def test_names_are_left_out_unless_asked_for(class_of_twelve):
    page, _ = written(class_of_twelve)
    assert not re.search(r"student-\d", str(page))
    # In its own student's example a name is left out; what others write about one nobody can know.
    assert page.get_text().count("says …, not Vorname11") == 3
    named, _ = written(class_of_twelve, names=True)
    assert "An answer, Vorname07 Ost (student-07)" in named.get_text()


def test_a_page_is_whole_by_itself_and_each_picture_has_words(class_of_twelve):
    for name in (NAME, ""):
        page, _ = written(class_of_twelve, name)
        assert not page.find_all(["script", "link", "img", "iframe"])
        pictures = page.find_all("svg")
        assert pictures
        assert all(len(picture["aria-label"]) > 40 and picture["role"] == "img" for picture in pictures)
        assert page.html["lang"] == "en"
        assert page.find("meta", attrs={"name": "viewport"})
        assert len(page.find_all("h1")) == 1


def test_an_answer_in_a_report_cannot_act(small):
    small.hand_in("anna", **answers("<script>alert(1)</script><img src=x onerror=alert(1)>"))
    small.autograde()
    page, _ = written(small)
    assert not page.find_all(["script", "img", "b"])
    assert "<script>alert(1)</script>" in page.get_text()


def test_who_has_missed_or_has_less_than_half_of_the_median_is_behind(small):
    with small.gradebook() as gradebook:
        gradebook.add_student("dora", first_name="Dora")
        gradebook.add_student("emil")
        gradebook.update_or_create_assignment(NAME, duedate="2020-01-01 12:00:00")
    for student, one in {"anna": "RIGHT", "ben": "RIGHT", "carl": "wrong"}.items():
        small.hand_in(student, when="2020-01-01 11:00:00 UTC", **answers(one, one))
    small.autograde()
    (small.folder / "excused.csv").write_text(f"assignment,student_id\n{NAME},emil\n")
    _, rows = written(small, "", names=True)
    found = {row["student"]: (row["behind"], row["behind_since"]) for row in rows}
    assert found == {
        "anna": ("no", ""),
        "ben": ("no", ""),
        "carl": ("yes", NAME),
        "Dora (dora)": ("yes", NAME),
        "emil": ("", ""),
    }
    page, rows = written(small, "")
    assert {row["student"] for row in rows} == {f"student {number}" for number in range(1, 6)}
    assert "Dora" not in str(page)


@pytest.mark.parametrize(
    ("row", "since"),
    [
        ({"1": False, "2": True, "3": True}, ("2", 2)),
        ({"1": True, "2": None, "3": True}, ("1", 2)),  # excused from the second
        ({"1": True, "2": False, "3": None}, ("", 0)),
        ({"1": True, "2": False, "3": True}, ("3", 1)),
        ({}, ("", 0)),
    ],
)
def test_since_when_is_the_first_without_a_break(row, since):
    assert report._since({name: Place("graded", None, behind) for name, behind in row.items()}) == since


def test_what_is_not_there_is_named(small, tmp_path, capsys):
    assert report.command(small.folder, "02_none", names=False) == 1
    assert f"The gradebook has no assignment 02_none; it has {NAME}." in capsys.readouterr().err
    assert report.command(tmp_path, NAME, names=False) == 1
    assert "Start this at the top of the course" in capsys.readouterr().err
    page, _ = written(small)
    assert "There are no marks yet." in page.get_text()


def test_attempts_are_those_that_the_exchange_has(small):
    inbound = small.folder.parent / "exchange" / "autoencoders" / "inbound"
    for name in (f"anna+{NAME}+2026-01-01 10:00:00 UTC", f"anna+{NAME}+2026-01-02 10:00:00 UTC+x", f"ben+{NAME}+2026"):
        (inbound / name).mkdir(parents=True)
    with (small.folder / "nbgrader_config.py").open("a") as file:
        file.write(f"get_config().Exchange.root = {str(inbound.parents[1])!r}\n")
    with small.gradebook() as gradebook:
        gradebook.add_student("anna")
    with reading.term(small.folder) as term:
        assert reading.hand_ins(term, NAME) == {"anna": 2}
