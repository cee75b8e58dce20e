"""A course that changes while it runs: what was graded is known by content, and no mark is lost or silently old."""

import csv
import json
import os
import shutil
import subprocess
import sys
import unicodedata

import nbformat
import pytest
import small_course
from nbgrader.plugins import CsvExportPlugin
from small_course import NAME, SmallCourse, here
from test_autograder import answers, judged
from test_door import downloaded, submitted, zipped

from workbook.authoring.assignment import completed
from workbook.grading import batch, workers
from workbook.grading.batch import Stopped
from workbook.term import door, lock, questions, students
from workbook.term.autograder import HardenedAutograde

FILE = f"{NAME}.ipynb"


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    monkeypatch.setenv("JUDGED", str(tmp_path / "judged"))
    return SmallCourse(tmp_path / "course", registered)


def mark(small, student, cell="words", points=2.5, comment="Well said."):
    """Give a mark and a comment, as formgrader's page does."""
    with small.gradebook() as gradebook:
        grade = gradebook.find_grade(cell, NAME, NAME, student)
        grade.manual_score, grade.needs_manual_grade = points, False
        answer = {"check-one": "one", "check-two": "two"}.get(cell, cell)
        gradebook.find_comment(answer, NAME, NAME, student).manual_comment = comment
        gradebook.db.commit()


def comment(small, student, cell="words"):
    with small.gradebook() as gradebook:
        return gradebook.find_comment(cell, NAME, NAME, student).comment


def edit(small, change):
    """Change the instructor's notebook by a function of its cells."""
    path = small.folder / "solutions" / NAME / FILE
    notebook = nbformat.read(path, as_version=4)
    change({cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}, notebook.cells)
    nbformat.write(notebook, path)


def graded_cell(grade_id, text, kind="code", **grade):
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}[kind]
    return make(text, id=f"id-{grade_id}", metadata={"nbgrader": completed({"grade_id": grade_id} | grade)})


def mend_test(small):
    """Mend a hidden test, and make the assignment known again."""

    def change(cells, _):
        cells["check-one"].source = cells["check-one"].source.replace("answer_one(3) == 6", "answer_one(4) == 8")

    edit(small, change)
    small.register()


def another_grader(monkeypatch):
    for module in (batch, workers):
        monkeypatch.setattr(module, "version", lambda: "another")


def three(small):
    """Grade three submissions, and mark one by hand."""
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.hand_in("ben", **answers("HALF", "RIGHT"))
    small.hand_in("chris", **answers("wrong", "RIGHT"))
    assert small.autograde(force=False)["success"]
    mark(small, "anna")


def lose_file(small):
    (small.folder / "gradebook.db").unlink()
    small.register()


def lose_assignment(small):
    with small.gradebook() as gradebook:
        gradebook.remove_assignment(NAME)
    small.register()


def lose_one(small):
    with small.gradebook() as gradebook:
        gradebook.remove_submission(NAME, "anna")


@pytest.mark.parametrize(("lose", "lost"), [(lose_file, 3), (lose_assignment, 3), (lose_one, 1)])
def test_marks_that_the_gradebook_has_lost_are_brought_back(small, lose, lost):
    three(small)
    before = {student: small.marks(student) for student in ("anna", "ben", "chris")}
    lose(small)
    done = small.autograde(force=False)
    assert done["success"]
    assert f"{lost} of {NAME} {'was' if lost == 1 else 'were'} graded, but the gradebook" in done["log"]
    assert "by hand" in done["log"]
    assert f"{NAME}: {lost} taken from results/ without a new run" in done["log"]
    assert judged(small) == ["anna", "ben", "chris"]
    after = {student: small.marks(student) for student in before}
    assert after == before | {"anna": before["anna"] | {"words": (None, None, True)}}
    assert "3 done before" in small.autograde(force=False)["log"]
    with small.gradebook() as gradebook:
        CsvExportPlugin(to=str(small.folder / "grades.csv")).export(gradebook)
    with (small.folder / "grades.csv").open() as file:
        assert {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)} == {
            "anna": 3,
            "ben": 2,
            "chris": 1,
        }


def test_a_points_field_that_is_not_the_results_is_brought_in_again(small):
    three(small)
    with small.gradebook() as gradebook:
        gradebook.find_grade("check-two", NAME, NAME, "ben").auto_score = 0
        gradebook.db.commit()
    small.autograde(force=False)
    assert small.marks("ben")["check-two"] == (1, None, False)
    assert small.marks("anna")["words"] == (None, 2.5, False)


def test_a_lost_notebook_in_autograded_is_written_again_and_marks_by_hand_stay(small):
    three(small)
    shutil.rmtree(small.folder / "autograded")
    assert "3 taken from results/" in small.autograde(force=False)["log"]
    assert (small.autograded("anna") / FILE).exists()
    assert small.marks("anna")["words"] == (None, 2.5, False)
    assert judged(small) == ["anna", "ben", "chris"]


def test_what_was_graded_by_another_version_of_the_assignment_is_named_and_graded_again(small):
    three(small)
    mend_test(small)
    done = small.autograde(force=False)
    assert done["success"]
    assert f"3 of {NAME} were graded by the assignment as it was before: graded again." in done["log"]
    assert judged(small) == ["anna", "ben", "chris"] * 2
    assert small.marks("anna")["words"] == (None, 2.5, False)
    assert "3 done before" in small.autograde(force=False)["log"]
    assert len(small.results()) == 3


def test_what_was_graded_by_another_version_of_the_grader_is_named_and_graded_again(small, monkeypatch):
    three(small)
    another_grader(monkeypatch)
    done = small.autograde(force=False)
    assert f"3 of {NAME} were graded by another version of the grader: graded again." in done["log"]
    assert judged(small) == ["anna", "ben", "chris"] * 2


def test_what_was_graded_before_this_was_kept_is_named_without_a_reason(small, monkeypatch):
    three(small)
    for path in small.folder.glob("results/*/*/*.made-of"):
        path.unlink()
    assert "3 done before" in small.autograde(force=False)["log"]
    another_grader(monkeypatch)
    assert f"3 of {NAME} were graded before, but what was handed in" in small.autograde(force=False)["log"]


def test_a_mark_that_a_mended_test_changes_is_said(small):
    three(small)

    def change(cells, _):
        cells["check-one"].metadata.nbgrader.points = 4

    edit(small, change)
    small.register()
    log = small.autograde(force=False)["log"]
    assert f"anna, {NAME}: the grader's points changed: check-one 2 → 4." in log
    assert f"ben, {NAME}: the grader's points changed: check-one 1 → 2." in log
    assert "chris" not in log
    small.hand_in("anna", **answers("HALF", "RIGHT"))
    # That is no news: it is another answer.
    assert "points changed" not in small.autograde(force=False)["log"]


@pytest.mark.parametrize("when", ["", "2030-01-01 10:00:00 UTC"])
def test_another_hand_in_is_graded_with_or_without_a_date(small, when):
    small.hand_in("anna", when=when, **answers("wrong", "wrong"))
    small.autograde(force=False)
    small.hand_in("anna", when=when, **answers("RIGHT", "RIGHT"))
    log = small.autograde(force=False)["log"]
    assert f"1 of {NAME} was handed in anew, or replaced: graded again." in log
    assert small.marks("anna")["check-one"][0] == 2


@pytest.mark.parametrize("when", ["2030-01-03 10:00:00 UTC", "2029-12-31 10:00:00 UTC", ""])
def test_another_date_is_taken_over_and_nothing_is_graded_again(small, when):
    folder = small.hand_in("anna", when="2030-01-02 10:00:00 UTC", **answers("RIGHT", "RIGHT"))
    small.autograde(force=False)
    mark(small, "anna")
    (folder / "timestamp.txt").write_text(when)
    assert "given another date" in small.autograde(force=False)["log"]
    with small.gradebook() as gradebook:
        said = gradebook.find_submission(NAME, "anna").timestamp
    assert said == (door.moment(when) if when else None)
    assert judged(small) == ["anna"]
    assert small.marks("anna")["words"] == (None, 2.5, False)
    assert "1 done before" in small.autograde(force=False)["log"]


# --- marks by hand ---


def test_marks_and_comments_of_answers_that_did_not_change_stay_done(small):
    small.hand_in("anna", **answers("HALF", "RIGHT"))
    small.autograde()
    mark(small, "anna")
    mark(small, "anna", "check-one", 1.5, "Nearly.")
    for _ in range(2):
        small.autograde()
        assert small.marks("anna") == {
            "check-one": (1, 1.5, False),
            "check-two": (1, None, False),
            "words": (None, 2.5, False),
        }
    assert comment(small, "anna") == "Well said."
    # Another answer to one question.
    small.hand_in("anna", **answers("HALF", "RIGHT", "Other words."))
    small.autograde(force=False)
    assert small.marks("anna") == {
        "check-one": (1, 1.5, False),
        "check-two": (1, None, False),
        "words": (None, 2.5, True),
    }
    mark(small, "anna", points=3)
    small.hand_in("anna", **answers("RIGHT", "RIGHT", "Other words."))
    small.autograde(force=False)
    assert small.marks("anna") == {
        "check-one": (2, 1.5, True),
        "check-two": (1, None, False),
        "words": (None, 3, False),
    }
    small.autograde()
    assert small.marks("anna")["check-one"] == (2, 1.5, True)


def test_a_comment_on_code_that_changed_is_for_a_person_to_look_at(small):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.autograde()
    with small.gradebook() as gradebook:
        gradebook.find_comment("one", NAME, NAME, "anna").manual_comment = "A loop would do."
        gradebook.db.commit()
    small.autograde()
    assert small.marks("anna")["check-one"] == (2, None, False)
    small.hand_in("anna", **answers("RIGHT, with a loop", "RIGHT"))
    small.autograde(force=False)
    assert small.marks("anna")["check-one"] == (2, None, True)
    assert small.marks("anna")["check-two"] == (1, None, False)
    assert comment(small, "anna", "one") == "A loop would do."


def test_a_doubt_that_a_person_has_settled_is_settled(small):
    folder = small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    (folder / "timestamp.txt").write_text("no date")
    assert "1 need a person" in small.autograde()["log"]
    for cell, points in (("check-one", 2), ("check-two", 1), ("words", 3)):
        mark(small, "anna", cell, points)
    done = small.autograde()
    assert done["success"], done["log"]
    assert not any(asked for _, _, asked in small.marks("anna").values())
    # Another doubt is another question.
    (folder / "for_a_person.txt").write_text("It came twice.")
    assert "1 need a person" in small.autograde()["log"]
    assert all(asked for _, _, asked in small.marks("anna").values())


def test_a_question_with_other_points_is_marked_again(small):
    three(small)
    mark(small, "ben")

    def change(cells, _):
        cells["words"].metadata.nbgrader.points = 6

    edit(small, change)
    small.register()
    small.autograde(force=False)
    assert small.marks("anna")["words"] == (None, 2.5, True)
    assert comment(small, "anna") == "Well said."


def test_a_task_is_marked_again_where_other_cells_stand_below_it(small):
    def change(_, cells):
        cells.append(graded_cell("task", "Draw what you like.", "markdown", task=True, locked=True, points=2))

    edit(small, change)
    small.register()

    def hand_in(text):
        path = small.hand_in("anna", **answers("RIGHT", "RIGHT")) / FILE
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(text, id="mine"))
        nbformat.write(notebook, path)
        small.autograde(force=False)

    hand_in("print('a drawing')")
    mark(small, "anna", "task", 1)
    small.autograde()
    assert small.marks("anna")["task"][1:] == (1, False)
    hand_in("print('another drawing')")
    assert small.marks("anna")["task"][1:] == (1, True)


def test_a_kill_while_marks_are_saved_forgets_no_question(small, monkeypatch):
    small.hand_in("anna", **answers("RIGHT", "RIGHT"))
    small.autograde()
    mark(small, "anna")
    small.hand_in("anna", **answers("RIGHT", "RIGHT", "Other words."))

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("workbook.term.autograder._tidy", killed)
        assert not small.autograde(force=False)["success"]
    small.autograde(force=False)
    assert small.marks("anna")["words"] == (None, 2.5, True)


# --- work beside the notebook ---


def copy_of(small, student, name, **given):
    """Put a copy of the notebook beside it, with these answers."""
    other = small.hand_in(f"{student}-copy", **given) / FILE
    target = small.folder / "submitted" / student / NAME / name
    shutil.copy(other, target)
    shutil.rmtree(other.parent.parent)
    return target


@pytest.mark.parametrize("name", [f"{NAME}-Copy1.ipynb", f"{NAME} (1).ipynb", "Untitled.ipynb"])
def test_an_untouched_notebook_beside_a_finished_one_is_for_a_person(small, name):
    small.hand_in("anna")
    copy_of(small, "anna", name, **answers("RIGHT", "RIGHT"))
    done = small.autograde(force=False)
    assert not done["success"]
    assert f"needs a person. The notebook is as it was released, and {name} beside it is not." in done["log"]
    assert all(asked for _, _, asked in small.marks("anna").values())
    assert name in comment(small, "anna", "one")
    assert "1 done before" in small.autograde(force=False)["log"]
    # What the sentence says helps.
    folder = small.folder / "submitted" / "anna" / NAME
    (folder / name).rename(folder / FILE)
    assert small.autograde(force=False)["success"]
    assert small.marks("anna")["check-one"] == (2, None, False)


def test_an_answer_that_only_the_copy_has_is_for_a_person(small):
    small.hand_in("anna", one=answers("RIGHT")["one"], words="My answer.")
    copy_of(small, "anna", f"{NAME}-Copy1.ipynb", **answers("RIGHT", "RIGHT"))
    assert "1 need a person" in small.autograde(force=False)["log"]
    assert small.marks("anna") == {
        "check-one": (2, None, False),
        "check-two": (0, None, True),
        "words": (None, None, True),
    }


def test_a_copy_without_nbgraders_names_or_that_cannot_be_read_is_for_a_person(small):
    small.hand_in("anna")
    path = copy_of(small, "anna", "mine.ipynb", **answers("RIGHT", "RIGHT"))
    bare = nbformat.read(path, as_version=4)
    for cell in bare.cells:
        cell.metadata = {}
    nbformat.write(bare, path)
    small.hand_in("ben")
    (small.folder / "submitted" / "ben" / NAME / "mine.ipynb").write_text("{")
    assert "2 need a person" in small.autograde(force=False)["log"]


def test_a_copy_that_has_nothing_more_asks_nobody(small):
    small.hand_in("anna")
    copy_of(small, "anna", f"{NAME}-Copy1.ipynb")
    small.hand_in("ben", **answers("RIGHT", "wrong"))
    copy_of(small, "ben", f"{NAME}-Copy1.ipynb", **answers("wrong"))
    small.hand_in("chris")
    other = copy_of(small, "chris", "02_other.ipynb", **answers("RIGHT", "RIGHT"))
    text = other.read_text()
    for cell in ("one", "two", "words"):
        text = text.replace(f'"grade_id": "{cell}"', f'"grade_id": "other-{cell}"')
    other.write_text(text)
    assert "3 graded" in small.autograde(force=False)["log"]


# --- names ---

NAMES = {
    "Mac": "Ju\u0308rgen Mu\u0308ller",
    "Devanagari": "अनुष्का शर्मा",
    "Thai": "สมชาย ใจดี",
    "Persian": "علی\u200cرضا",
    "Vietnamese": "Nguye\u0302\u0303n Thi\u0323",
    "Tamil": "கார்த்திக்",
    "apostrophe": "Siobhán O’Neill",
    "at the beginning": "’t Hooft",
    "okina": "Kaʻiulani",
    "accent": "D´Angelo",
    "comma": "Smith, Anna",
    "parentheses": "Li (Bob) Wei",
    "en dash": "Müller–Lüdenscheidt",
    "figure dash": "Anna‐Lena",
    "full stop": "Sammy Davis Jr.",
    "a space of another kind": "Anna\u00a0Smith",
    "dot": "Pau Martí·Vila",
    "old letters": "𐌰𐌽𐌽𐌰",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_every_name_that_a_person_bears_is_graded(small, name):
    with downloaded(small) as archive:
        (archive / f"{name}_{FILE}").write_bytes((small.folder / "notebooks" / NAME / FILE).read_bytes())
    proper = unicodedata.normalize("NFC", name).replace("\u00a0", " ")
    assert list(submitted(small)) == [f"{proper}/{NAME}/{FILE}"]
    small.hand_in(proper, **answers("RIGHT", "RIGHT"))
    assert small.autograde(force=False)["success"]
    assert small.marks(proper)["check-one"] == (2, None, False)
    assert {row["student"] for row in small.api.get_submissions(NAME)} == {proper}
    assert "hidden test 1" in small.feedback(proper)


@pytest.mark.parametrize("name", ["Ju\u0308rgen", "Anna\u00a0Smith", "Nguye\u0302\u0303n"])
def test_a_folder_in_another_spelling_gets_the_name_that_the_course_keeps(small, name):
    proper = door.normal(name)
    assert proper != name
    small.hand_in(name, **answers("RIGHT", "RIGHT"))
    done = small.autograde(force=False)
    assert done["success"], done["log"]
    assert "from now on: one name" in done["log"]
    assert [p.name for p in (small.folder / "submitted").iterdir()] == [proper]
    assert small.marks(proper)["check-one"] == (2, None, False)


def test_two_folders_of_one_name_are_told_and_none_is_overwritten(small):
    small.hand_in("Ju\u0308rgen", **answers("wrong", "wrong"))
    small.hand_in("J\u00fcrgen", **answers("RIGHT", "RIGHT"))
    done = small.autograde(force=False)
    assert r"'Ju\u0308rgen' and 'J\xfcrgen' are one name" in done["log"]
    assert "1 graded, 1 not done" in done["log"]
    assert len(list((small.folder / "submitted").iterdir())) == 2
    assert small.marks("J\u00fcrgen")["check-one"] == (2, None, False)


@pytest.mark.parametrize("twins", [("Siobhan O'Neill", "Siobhan O’Neill"), ("anna", "Anna"), ("A-B", "A–B")])
def test_names_that_look_alike_are_told(small, twins):
    for name in twins:
        small.hand_in(name, **answers("RIGHT", "RIGHT"))
    done = small.autograde(force=False)
    assert "look alike and are graded as 2 students" in done["log"]
    assert "2 graded" in done["log"]


@pytest.mark.parametrize(
    ("name", "character"),
    [
        ("a\\b", "'\\\\' (U+005C, REVERSE SOLIDUS)"),
        ("a<b", "(U+003C, LESS-THAN SIGN)"),
        ('a"b', "(U+0022, QUOTATION MARK)"),
        ("a\u202eb", "(U+202E, RIGHT-TO-LEFT OVERRIDE)"),
        ("a\tb", "(U+0009, a control character)"),
        ("=1", "begins with '=' (U+003D, EQUALS SIGN)"),
        ("anna 🙂", "(U+1F642, SLIGHTLY SMILING FACE)"),
        ("a/b", "(U+002F, SOLIDUS)"),
        ("a:b", "(U+003A, COLON)"),
        ("'", "no letter"),
        ("x" * 101, "longer than 100"),
        ("ส" * 90, "230 bytes"),
    ],
)
def test_what_no_name_may_have_is_named(small, name, character):
    assert character in door.refusal(name)
    if "/" in name or len(name) > 100 or len(name.encode()) > 200:
        return
    small.hand_in(name, **answers("RIGHT", "RIGHT"))
    done = small.autograde(force=False)
    assert "1 not done" in done["log"]
    assert character in done["log"]


# --- what a platform gave twice ---


def aged(path, seconds):
    os.utime(path, (1_800_000_000 + seconds,) * 2)


def test_of_two_files_of_one_student_the_newest_is_taken_and_the_others_in_any_case(small, caplog):
    with downloaded(small) as archive:
        # By its date, whatever its number.
        for name, text, age in (
            (f"anna_{NAME}.zip", b"new", 100),
            (f"anna_{NAME} (1).zip", b"old", 0),
            (f"ben_{NAME}.zip", b"old", 0),
            (f"ben_{NAME} (1).zip", b"new", 0),
        ):
            (archive / name).write_bytes(zipped([(FILE, text)]))
            aged(archive / name, age)
        for name, text, age in (
            (f"carl_{FILE}", b"old", 0),
            (f"carl_{NAME}-Copy1.ipynb", b"new", 50),
            (f"zoe_{FILE}", b"new", 0),
        ):
            (archive / name).write_bytes(text)
            aged(archive / name, age)
    assert submitted(small) == {f"{s}/{NAME}/{FILE}": b"new" for s in ("anna", "ben", "carl", "zoe")}
    for student, taken in (("anna", f"anna_{NAME}.zip"), ("ben", f"ben_{NAME} (1).zip")):
        assert f"each is {FILE} of {student}. Taken is the newest by its date: {taken}." in caplog.text


def test_two_archives_that_differ_in_their_ending_are_two_hand_ins(small):
    with downloaded(small) as archive:
        (archive / f"anna_{NAME}.zip").write_bytes(zipped([(FILE, b"new")]))
        aged(archive / f"anna_{NAME}.zip", 100)
        (archive / f"anna_{FILE}").write_bytes(b"old")
        aged(archive / f"anna_{FILE}", 0)
    assert submitted(small) == {f"anna/{NAME}/{FILE}": b"new"}


# --- questions ---


def add_question(_, cells):
    cells += [
        graded_cell(
            "three", "def answer_three(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", solution=True
        ),
        graded_cell("check-three", "assert answer_three(1) == 2", grade=True, locked=True, points=2),
    ]


def remove_words(cells, all_cells):
    all_cells.remove(cells["words"])


def take_over(small):
    converter = questions.KeptRelease(coursedir=small.coursedir, config=small.config)
    converter.force = True
    small.coursedir.assignment_id = NAME
    return questions.take_over_with(converter)


def released(small):
    return {p.name: p.read_bytes() for p in (small.folder / "notebooks" / NAME).iterdir()}


@pytest.mark.parametrize(("change", "said"), [(add_question, "check-three, three new"), (remove_words, "words gone")])
def test_another_set_of_questions_stops_with_a_sentence_and_the_release_stays(small, change, said):
    three(small)
    (small.folder / "notebooks" / NAME / "data.csv").write_text("1")
    before = released(small)
    edit(small, change)
    done = small.api.generate_assignment(NAME, force=True)
    assert not done["success"]
    for words in (said, f"`workbook term questions {NAME}`"):
        assert words in done["log"]
    assert "Traceback" not in done["log"]
    assert "Cannot add or remove cells" not in done["log"]
    assert released(small) == before
    assert f"`workbook term questions {NAME}`" in small.autograde(force=False)["log"]


def test_a_release_that_fails_for_any_reason_leaves_the_one_before(small):
    before = released(small)
    path = small.folder / "solutions" / NAME / FILE
    path.write_text("{")
    assert not small.api.generate_assignment(NAME, force=True)["success"]
    assert released(small) == before
    assert [p.name for p in (small.folder / "notebooks").iterdir()] == [NAME]


def test_before_anything_is_graded_questions_may_be_any(small):
    edit(small, add_question)
    assert small.api.generate_assignment(NAME, force=True)["success"]
    assert "check-three" in released(small)[FILE].decode()


def test_a_question_is_added_to_a_running_course(small, capsys):
    three(small)
    edit(small, add_question)
    assert take_over(small) == 0
    said = capsys.readouterr().out
    assert "check-three, three new." in said
    assert f"workbook autograde {NAME}" in said
    assert small.marks("anna")["words"] == (None, 2.5, False)
    assert small.marks("anna")["check-three"] == (None, None, True)
    done = small.autograde(force=False)
    assert "3 of 01_small were graded by the assignment as it was before" in done["log"]
    assert small.marks("anna") == {
        "check-one": (2, None, False),
        "check-two": (1, None, False),
        "check-three": (0, None, False),
        "words": (None, 2.5, False),
    }
    assert comment(small, "anna") == "Well said."
    small.hand_in("dora", three="RIGHT = 1\ndef answer_three(x):\n    return x", **answers("RIGHT", "RIGHT"))
    small.autograde(force=False)
    assert small.marks("dora")["check-three"] == (2, None, False)
    assert take_over(small) == 0
    assert "were taken over before" in capsys.readouterr().out


def test_a_question_is_removed_from_a_running_course_and_its_marks_lie_aside(small, capsys):
    three(small)
    edit(small, remove_words)
    assert take_over(small) == 0
    assert "words gone." in capsys.readouterr().out
    (aside,) = (small.folder / "removed").glob(f"{NAME} */marks.csv")
    with aside.open(newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["anna"]["manual_score"], rows["anna"]["comment"]) == ("2.5", "Well said.")
    assert small.autograde(force=False)["success"]
    assert small.marks("anna") == {"check-one": (2, None, False), "check-two": (1, None, False)}
    with small.gradebook() as gradebook:
        assert gradebook.find_assignment(NAME).max_score == 3
        assert gradebook.find_submission(NAME, "anna").score == 3
    assert small.feedback("anna")


def test_a_notebook_is_added_to_and_taken_out_of_a_running_course(small, capsys):
    three(small)
    source = small.folder / "solutions" / NAME / FILE
    more = nbformat.read(source, as_version=4)
    more.cells = more.cells[:4]
    nbformat.write(more, source.with_name("more.ipynb"))
    assert "more" in small.api.generate_assignment(NAME, force=True)["log"]
    assert take_over(small) == 0
    assert set(released(small)) == {FILE, "more.ipynb"}
    small.autograde(force=False)
    with small.gradebook() as gradebook:
        assert gradebook.find_submission_notebook("more", NAME, "anna").score == 0
    source.with_name("more.ipynb").unlink()
    assert take_over(small) == 0
    with small.gradebook() as gradebook:
        assert [n.name for n in gradebook.find_assignment(NAME).notebooks] == [NAME]
    assert small.autograde(force=False)["success"]
    assert small.marks("anna")["words"] == (None, 2.5, False)


def test_where_there_is_no_source_no_question_is_taken_for_gone(small, capsys):
    three(small)
    shutil.move(small.folder / "solutions" / NAME, small.folder / "elsewhere")
    assert take_over(small) == 1
    assert f"There is no notebook in solutions/{NAME}." in capsys.readouterr().err
    assert small.marks("anna")["words"] == (None, 2.5, False)


# --- students ---


def step(small, does, *names):
    converter = HardenedAutograde(coursedir=small.coursedir, config=small.config)
    return does(converter, *names)


def everything(small, student="anna"):
    small.feedback(student)
    folders = ("submitted", "autograded", "feedback", "results")
    return {p.relative_to(small.folder).as_posix() for f in folders for p in (small.folder / f / student).rglob("*.*")}


def test_a_student_is_taken_out_with_everything_and_brought_back(small):
    three(small)
    mark(small, "anna", "check-one", 1.5, "Nearly.")
    before, files = small.marks("anna"), everything(small)
    assert len(files) > 4
    said = step(small, students.remove_from, "anna")
    assert "workbook term restore anna" in said
    for folder in ("submitted", "autograded", "feedback", "results"):
        assert not (small.folder / folder / "anna").exists()
    kept = {
        p.relative_to(small.folder / "removed" / "anna").as_posix().partition("/")[2]
        for p in (small.folder / "removed" / "anna").rglob("*.*")
    }
    assert files <= kept
    with small.gradebook() as gradebook:
        assert [s.id for s in gradebook.students] == ["ben", "chris"]
    assert "2 done before" in small.autograde(force=False)["log"]
    assert small.api.generate_feedback(NAME)["success"]
    assert "is back" in step(small, students.restore_to, "anna")
    assert small.marks("anna") == before
    assert comment(small, "anna", "one") == "Nearly."
    assert everything(small) == files
    assert "3 done before" in small.autograde(force=False)["log"]
    with pytest.raises(Stopped, match="nothing of a student"):
        step(small, students.restore_to, "anna")


def test_a_student_whom_nobody_knows_is_not_removed(small):
    three(small)
    for name in ("dora", "../ben", "*", ".", ""):
        with pytest.raises(Stopped, match="There is no student"):
            step(small, students.remove_from, name)
    assert not (small.folder / "removed").exists()


def test_nothing_takes_the_place_of_who_came_back_otherwise(small):
    three(small)
    step(small, students.remove_from, "anna")
    small.hand_in("anna", **answers("wrong", "wrong"))
    with pytest.raises(Stopped, match="is there already"):
        step(small, students.restore_to, "anna")
    small.autograde(force=False)
    with pytest.raises(Stopped, match="is in the gradebook"):
        step(small, students.restore_to, "anna")


@pytest.mark.parametrize("file", ["calendar.toml", "excused.csv"])
def test_a_file_of_the_course_that_says_the_old_name_is_named(small, file):
    three(small)
    (small.folder / file).write_text("annabel, 01\n")
    assert "still stands" not in step(small, students.rename_in, "anna", "Anna")
    (small.folder / file).write_text('01_small,Anna\n"Anna" = "3 days"\n')
    assert f"Anna still stands in {file}: write Smith there" in step(small, students.rename_in, "Anna", "Smith")


def test_a_student_gets_another_name_and_nothing_is_graded_again(small):
    three(small)
    before, files = small.marks("anna"), everything(small)
    with small.gradebook() as gradebook:
        gradebook.update_or_create_student("anna", first_name="Anna", email="a@uni.example")
    assert "from now on" in step(small, students.rename_in, "anna", "Smith, Anna")
    assert small.marks("Smith, Anna") == before
    assert comment(small, "Smith, Anna") == "Well said."
    with small.gradebook() as gradebook:
        assert gradebook.find_student("Smith, Anna").email == "a@uni.example"
        assert [s.id for s in gradebook.students if s.id == "anna"] == []
    assert "3 done before" in small.autograde(force=False)["log"]
    assert judged(small) == ["anna", "ben", "chris"]
    now = everything(small, "Smith, Anna")
    assert {p for p in now if not p.startswith("results")} == {
        p.replace("/anna/", "/Smith, Anna/") for p in files if not p.startswith("results")
    }
    for folder in ("submitted", "autograded", "feedback", "results"):
        assert not (small.folder / folder / "anna").exists()
    (result,) = [p for p in small.results() if p.startswith("results/Smith, Anna")]
    assert json.loads((small.folder / result).read_bytes())["student"] == "Smith, Anna"


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("anna", "ben", "has work already"),
        ("anna", "a<b", "LESS-THAN SIGN"),
        ("anna", "../x", "FULL STOP"),
        ("dora", "eve", "There is no student"),
        ("anna", "anna", "has that name"),
    ],
)
def test_a_name_that_cannot_be_given_changes_nothing(small, old, new, why):
    three(small)
    before = sorted(p for p in small.folder.rglob("*") if p.is_file())
    with pytest.raises(Stopped, match=why):
        step(small, students.rename_in, old, new)
    assert sorted(p for p in small.folder.rglob("*") if p.is_file()) == before
    assert small.marks("anna")["words"] == (None, 2.5, False)


def test_a_folder_that_no_student_may_have_can_be_renamed(small):
    small.hand_in('"Bob"', **answers("RIGHT", "RIGHT"))
    assert "`workbook term rename OLD NEW`" in small.autograde(force=False)["log"]
    step(small, students.rename_in, '"Bob"', "Bob")
    assert small.autograde(force=False)["success"]
    assert small.marks("Bob")["check-one"] == (2, None, False)


def test_the_steps_as_they_are_typed(small):
    three(small)
    small.settings_file()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(small_course.ROOT), *sys.path])}

    def typed(*words):
        line = [sys.executable, "-m", "workbook", "term", *words]
        return subprocess.run(line, cwd=small.folder, env=environment, capture_output=True, text=True, check=False)

    with lock.held(small.folder / "results" / f"{NAME}.lock", f"grading {NAME}"):
        for words in (("rename", "anna", "Anna Smith"), ("questions", NAME)):
            done = typed(*words)
            assert (done.returncode, done.stdout) == (1, "")
            assert f"is at work on {NAME} since" in done.stderr
    done = typed("rename", "anna", "Anna Smith")
    assert done.returncode == 0, done.stderr
    assert small.marks("Anna Smith")["words"] == (None, 2.5, False)
    done = typed("remove", "Nobody")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith("There is no student 'Nobody' in the gradebook, nor work of one.\n")
    edit(small, add_question)
    done = typed("questions", NAME)
    assert done.returncode == 0, done.stderr
    assert "check-three, three new." in done.stdout
    assert "Traceback" not in done.stderr
    # Whoever reads may stop reading.
    reader, writer = os.pipe()
    os.close(reader)
    line = [sys.executable, "-m", "workbook", "term", "status"]
    ended = subprocess.run(line, cwd=small.folder, env=environment, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert b"Traceback" not in ended.stderr
