"""The course's own pages in a real browser: where answers are marked, and what the report and students' feedback show.

Pictures of them are kept in test-artefacts, light and dark, at a laptop's and a phone's size.
"""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import eyes
import lab
import nbformat
import pytest
import small_course
from small_course import NAME, SmallCourse, here
from test_feedback import PNG
from test_term_status import answers, mark

from workbook.grading import workers
from workbook.term import report
from workbook.term.autograder import HardenedAutograde

pytestmark = [pytest.mark.long, lab.needs_browser]

SIXTY = [f"student-{number:02}" for number in range(60)]


@pytest.fixture(scope="module")
def browser():
    with lab.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def template(tmp_path_factory, registered):
    """Return a course in which sixty students have handed in and are graded, all but for the words."""
    small = SmallCourse(tmp_path_factory.mktemp("sixty") / "course", registered)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "run", here)
        patch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
        for number, student in enumerate(SIXTY):
            one = "RIGHT" if number % 3 else "wrong"
            words = f"It is $2x$, **twice** as many; so I think, number {number}."
            path = small.hand_in(student, **answers(one, words=words)) / f"{NAME}.ipynb"
            picture = nbformat.v4.new_output(
                "display_data", data={"image/png": PNG}, metadata={"image/png": {"alt": "a red point"}}
            )
            notebook = nbformat.read(path, as_version=4)
            said = nbformat.v4.new_output("stream", text="Effort: quick\nData: photographs\n")
            notebook.cells.insert(-1, nbformat.v4.new_code_cell("show()", outputs=[said, picture]))
            nbformat.write(notebook, path)
        small.autograde()
    small.settings_file()
    return small


@pytest.fixture
def small(template, tmp_path):
    """Return a copy of it."""
    copy = SmallCourse(tmp_path / "course", template.folder)
    copy.settings_file()
    return copy


@contextmanager
def served(small):
    """Run `workbook term mark`, and yield the address that it prints."""
    command = [sys.executable, "-m", "workbook", "term", "mark", NAME, "--port=0", "--no-browser"]
    environment = os.environ | {"PYTHONPATH": str(lab.PROJECT)}
    with subprocess.Popen(command, cwd=small.folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield re.search(r"http://\S+", process.stdout.readline())[0]
        finally:
            process.terminate()


@pytest.fixture
def window(browser):
    """Return a window; what went wrong in it during the test fails the test."""
    window = lab.Window(browser)
    yield window
    assert window.complaints == []
    window.page.close()


def opened(window, address):
    window.page.goto(address)
    window.page.locator("article[aria-current]").wait_for()
    return window.page


def who(text):
    """Return who wrote an answer of this course, by what it says."""
    return f"student-{int(re.search('number ([0-9]+)', text)[1]):02}"


def test_sixty_answers_are_marked_by_keyboard_without_a_reload(small, window):
    loads = []
    window.page.on("load", lambda _: loads.append(1))
    with served(small) as address:
        page = opened(window, address)
        assert page.locator("article").count() == 60
        keys, current = page.keyboard, page.locator("article[aria-current]")
        given = {}
        for number in range(60):
            said = current.inner_text()
            student = who(said)
            points, comment = ((3.0, ""), (0.0, "Why?"), (1.5, f"Half, {number}."))[number % 3]
            keys.press({3.0: "1", 0.0: "0", 1.5: "p"}[points])
            if points == 1.5:
                keys.type("1.5")
                keys.press("Escape")
            if comment:
                keys.press("c")
                if number > 1 and comment == "Why?":  # as it was given before
                    page.locator("article[aria-current] .again button", has_text="Why?").first.wait_for()
                    place = page.locator("article[aria-current] .again button").all_inner_texts()
                    keys.press(f"Alt+{next(i for i, text in enumerate(place, 1) if text.endswith('Why?'))}")
                else:
                    keys.type(comment)
                keys.press("Control+Enter")
            else:
                keys.press("n")
            given[student] = points, comment or None
        page.get_by_text("60 of 60 marked").wait_for()
        page.locator("#unsaved:empty").wait_for(state="attached")
    assert loads == [1]
    assert sorted(given) == SIXTY
    with small.gradebook() as gradebook:
        for student, (points, comment) in given.items():
            grade = gradebook.find_grade("words", NAME, NAME, student)
            assert (grade.manual_score, grade.needs_manual_grade) == (points, False)
            assert gradebook.find_comment("words", NAME, NAME, student).comment == comment


def test_what_was_typed_and_where_outlive_a_reload_and_a_lost_server(small, window):
    with served(small) as address:
        page = opened(window, address)
        for _ in range(6):
            page.keyboard.press("j")
        before = page.locator("article[aria-current]").get_attribute("id")
        page.route("**/api/mark*", lambda route: route.abort())
        page.keyboard.press("c")
        page.keyboard.type("A long thought")
        page.get_by_text("Not saved, and kept here").wait_for()
        page.on("dialog", lambda dialog: dialog.accept())
        page.reload()
        current = page.locator("article[aria-current]")
        current.wait_for()
        assert current.get_attribute("id") == before
        assert current.locator("textarea").input_value() == "A long thought"
        page.unroute("**/api/mark*")
        current.get_by_text("Saved.").wait_for()
        assert [line for line in window.complaints if "ERR_FAILED" not in line] == []
        window.complaints.clear()
    with small.gradebook() as gradebook:
        comments = [c.comment for c in gradebook.db.query(type(gradebook.find_comment("words", NAME, NAME, SIXTY[0])))]
    assert comments.count("A long thought") == 1


def test_two_people_who_mark_one_answer_are_told(small, window):
    with served(small) as address:
        page = opened(window, address)
        words = page.locator("article[aria-current]").inner_text()
        student = who(words)
        mark(small, student, 2.0, comment="By another.")
        page.keyboard.press("0")
        trouble = page.get_by_role("alert")
        trouble.get_by_text("It now has 2 points, with the comment: By another.").wait_for()
        assert small.marks(student)["words"] == (None, 2.0, False)
        trouble.get_by_role("button", name="Save what stands here").click()
        page.locator("article[aria-current]").get_by_text("Saved.").wait_for()
        assert small.marks(student)["words"] == (None, 0.0, False)
        assert [line for line in window.complaints if "409" not in line] == []
        window.complaints.clear()


def test_the_page_for_marking_shows_what_a_person_needs_and_no_name(small, window):
    with served(small) as address:
        page = opened(window, address)
        page.get_by_role("heading", name="Model answer").wait_for()
        current = page.locator("article[aria-current]")
        current.get_by_role("img", name="a red point").wait_for()
        current.get_by_text("Effort: quick").first.wait_for()
        assert "student-" not in page.content()
        eyes.shots(page, lab.ARTEFACTS, "mark")
        assert eyes.trouble(page) == {}
        page.keyboard.press("i")
        current.get_by_text(re.compile(r"student-\d\d")).wait_for()
        page.keyboard.press("?")
        page.get_by_role("dialog").get_by_text("next answer that is not marked", exact=True).wait_for()
        eyes.shots(page, lab.ARTEFACTS, "mark_keys")
        assert eyes.trouble(page) == {}


def test_the_reports_can_be_read_by_every_eye(small, window):
    for name in (NAME, ""):
        assert report.command(small.folder, name, names=False) == 0
        window.page.goto((small.folder / "reports" / f"{name or 'course'}.html").as_uri())
        eyes.shots(window.page, lab.ARTEFACTS, f"report_{name or 'course'}")
        assert eyes.trouble(window.page) == {}


def test_feedback_is_whole_by_itself_and_can_be_read_by_every_eye(small, window):
    student = SIXTY[0]
    mark(small, student, 2.0, comment="Say *why*: $x_1 < 2$.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
        small.feedback(student)
    page = window.page
    page.goto((small.folder / "feedback" / student / NAME / f"{NAME}.html").as_uri())
    assert page.evaluate("document.querySelectorAll('script, link, iframe, object').length") == 0
    marks = page.get_by_role("navigation", name="Marks")
    marks.get_by_role("link", name="Exercise 1.1: Double a number").click()
    page.get_by_role("region", name="Check of Exercise 1.1: Double a number").get_by_text("0.0 / 2.0").wait_for()
    assert not page.get_by_text("Twice.", exact=True).is_visible()
    page.get_by_text("Hint", exact=True).click()
    page.get_by_text("Twice.", exact=True).wait_for()
    # Mathematics is drawn by the browser: a fraction of a line's width, and not its TeX.
    answer = page.get_by_role("region", name="Your answer to Exercise 1.2").filter(has_text="twice as many")
    formula = answer.locator("math").first
    assert 5 < formula.bounding_box()["width"] < 60
    assert "$" not in answer.inner_text()
    answer.get_by_text("Reply to words:").wait_for()
    eyes.shots(page, lab.ARTEFACTS, "feedback")
    assert eyes.trouble(page) == {}
