"""Marking by hand: what a person is shown, what becomes of a mark, and who is answered."""

import json
import socket
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager

import nbformat
import pytest
import small_course
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from small_course import NAME, SmallCourse, here
from test_feedback import PNG, dangers
from test_term_status import answers, mark

from workbook.authoring.assignment import REPLIED
from workbook.grading import workers
from workbook.term import reading, replies
from workbook.term.autograder import HardenedAutograde
from workbook.term.marked import difference
from workbook.term.marking import Mark, Marking, NotAsSeen

WORDS = NAME, "words"


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", registered)
    small.settings_file()
    return small


@contextmanager
def marking(small):
    with reading.term(small.folder) as term:
        yield Marking(term, NAME)


def by_student(found):
    return {answer.student: answer for answer in found}


def give(small, student, points, comment="", lines=()):
    with marking(small) as of:
        seen = by_student(of.answers(*WORDS))[student].seen
        return of.save(student, *WORDS, Mark(points, comment, lines), seen)


def test_a_person_sees_rubric_model_answer_and_all_answers_without_names(small):
    for student in ("anna", "ben", "carl"):
        small.hand_in(student, **answers(words=f"The words of {student[0]}."))
    small.hand_in("dora")
    small.autograde()
    with marking(small) as of:
        guide = of.guide(*WORDS)
        assert (guide.title, guide.worth, guide.model) == ("Exercise 1.2: Treble a number", 3, "Twice as many.")
        found = of.answers(*WORDS)
        assert of.counts() == {WORDS: (1, 4)}
        assert of.names()[by_student(found)["anna"].key] == "anna"
    assert [answer.key for answer in found] == sorted(answer.key for answer in found)
    assert {answer.student for answer in found if answer.blank} == {"dora"}
    # Nothing is written, so nothing is asked.
    assert {answer.student for answer in found if not answer.waiting} == {"dora"}
    assert "The words of b." in by_student(found)["ben"].html


def test_a_mark_reaches_the_gradebook_and_what_stood_there_is_kept(small):
    small.hand_in("anna", **answers(words="It doubles."))
    small.autograde()
    saved = give(small, "anna", 2.0, "Say why.", (True, False))
    assert (saved.waiting, saved.mark) == (False, Mark(2.0, "Say why.", (True, False)))
    assert small.marks("anna")["words"] == (None, 2.0, False)
    with small.gradebook() as gradebook:
        assert gradebook.find_comment("words", NAME, NAME, "anna").comment == "Say why."
    with marking(small) as of:
        (answer,) = of.answers(*WORDS)
        assert (answer.mark.lines, answer.changed) == ((True, False), "")
        assert of.comments(*WORDS) == ["Say why."]
    # Taken back.
    give(small, "anna", None)
    assert small.marks("anna")["words"] == (None, None, True)


def test_what_has_changed_since_the_last_mark_is_shown(small):
    small.hand_in("anna", **answers(words="It doubles the number."))
    small.autograde()
    give(small, "anna", 1.0, "Why?", (True,))
    small.hand_in("anna", **answers(words="It doubles the number, <b>as</b> asked."))
    small.autograde()
    with marking(small) as of:
        (answer,) = of.answers(*WORDS)
    assert answer.waiting
    assert "<ins>, &lt;b&gt;as&lt;/b&gt; asked</ins>" in answer.changed
    assert "It doubles the number" in answer.changed
    assert answer.before.startswith("1 points, 20")
    assert answer.before.endswith(": Why?")
    assert answer.mark.lines == ()  # they were of another text
    assert difference('["a b c", 1]', '["a c", 1]') == "a <del>b </del>c"


def test_nothing_is_written_over_that_was_not_seen(small):
    for student in ("anna", "ben"):
        small.hand_in(student, **answers(words="It doubles."))
    small.autograde()
    with marking(small) as of:
        seen = {student: answer.seen for student, answer in by_student(of.answers(*WORDS)).items()}
        mark(small, "anna", 3.0, comment="By another.")
        with pytest.raises(NotAsSeen):
            of.save("anna", *WORDS, Mark(0.0, "By me."), seen["anna"])
        small.hand_in("ben", **answers(words="It trebles."))
        small.autograde("ben")
        with pytest.raises(NotAsSeen):
            of.save("ben", *WORDS, Mark(3.0, ""), seen["ben"])
        with pytest.raises(KeyError):
            of.save("anna", NAME, "check-one", Mark(3.0, ""), seen["anna"])
    assert small.marks("anna")["words"] == (None, 3.0, False)
    assert small.marks("ben")["words"] == (None, None, True)


def test_a_mark_given_here_is_not_asked_for_again(small):
    small.hand_in("anna", **answers())
    small.autograde()
    give(small, "anna", 0.0)
    small.autograde()
    assert small.marks("anna")["words"] == (None, 0.0, False)


# --- what the student saw ---


def with_outputs(small, student, outputs, *, announced="Effort: quick (fewer epochs)\nData: photographs\n"):
    """Give the handed-in notebook outputs, as JupyterLab saves them."""
    path = small.folder / "submitted" / student / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    setup = nbformat.v4.new_code_cell("start()", outputs=[nbformat.v4.new_output("stream", text=announced)])
    shown = nbformat.v4.new_code_cell("show()", outputs=outputs)
    place = next(i for i, c in enumerate(notebook.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == "words")
    notebook.cells[place:place] = [shown]
    notebook.cells.insert(0, setup)
    nbformat.write(notebook, path)


def test_the_figures_are_those_that_were_handed_in_with_effort_and_data(small):
    small.hand_in("anna", **answers())
    picture = nbformat.v4.new_output(
        "display_data",
        data={"image/png": PNG, "text/html": "<script>x</script>"},
        metadata={"image/png": {"alt": 'A "b" <i>'}},
    )
    with_outputs(small, "anna", [picture, nbformat.v4.new_output("stream", text="loss <b>0.263</b>")])
    small.autograde()
    with marking(small) as of:
        html = of.figures("anna", *WORDS)
    assert "Effort: quick (fewer epochs)" in html
    assert "Data: photographs" in html
    assert 'alt="A &quot;b&quot; &lt;i&gt;"' in html
    assert f"data:image/png;base64,{PNG}" in html
    assert "loss &lt;b&gt;0.263&lt;/b&gt;" in html
    assert dangers(html) == []


@pytest.mark.parametrize(
    "content",
    [b"{", b'{"cells": 3}', b'{"cells": [3, {"outputs": 3, "cell_type": "code", "metadata": 3}]}', b"[" * 99999],
)
def test_what_cannot_be_read_shows_no_figure_and_stops_nobody(small, content):
    small.hand_in("anna", **answers())
    small.autograde()
    (small.folder / "submitted" / "anna" / NAME / f"{NAME}.ipynb").write_bytes(content)
    with marking(small) as of:
        assert "shows no output near this answer" in of.figures("anna", *WORDS)


# --- formgrader's page ---


def test_formgrader_shows_the_guide_and_nobody_else_does(small):
    small.hand_in("anna", **answers(words="It doubles."))
    small.autograde()
    give(small, "anna", 1.0, "Why?")
    small.hand_in("anna", **answers(words="It doubles <b>it</b>."))
    with_outputs(small, "anna", [nbformat.v4.new_output("stream", text="\n \n[x](javascript:alert(1)) <script>0.263")])
    small.autograde()
    exporter = HTMLExporter(config=small.config)
    path = small.autograded("anna") / f"{NAME}.ipynb"
    names = {"assignment_id": NAME, "notebook_id": NAME, "student": "anna"}
    page = BeautifulSoup(exporter.from_filename(path, resources=names | {"submission_id": "1"})[0], "html.parser")
    text = page.get_text()
    assert text.index("For who marks: Exercise 1.2") < text.index("Twice as many.") < text.index("It doubles it.")
    assert text.index("What the student saw") < text.index("Effort: quick") < text.index("0.263")
    assert "It doubles{+ <b>it</b>+}." in text
    assert "javascript" not in str(page.find_all("a"))
    for other in (exporter.from_filename(path, resources=names)[0], small.feedback("anna")):
        assert "Twice as many." not in other
        assert "For who marks" not in other
        assert "0.263" not in other


# --- replies ---


def reply(small, student, text):
    path = small.folder / "submitted" / student / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell(text))
    nbformat.write(notebook, path)


def test_a_reply_comes_with_the_next_hand_in_and_is_listed(small, capsys):
    small.hand_in("anna", when="2026-01-02 03:04:05 UTC", **answers())
    reply(small, "anna", "**Reply to words:** I did say why.\nIn the second line.")
    small.hand_in("ben", **answers())
    reply(small, "ben", "Reply to `none`: What?")
    small.hand_in("carl", **answers())
    small.autograde()
    with marking(small) as of:
        assert of.replies_to(*WORDS) == {"anna": "I did say why.\nIn the second line."}
    assert replies.command(small.folder, "") == 0
    said = capsys.readouterr().out
    assert f"anna, to {NAME}, words; handed in with {NAME} on 2026-01-02 03:04:05 UTC\n    I did say why.\n" in said
    assert "ben, to none (no such question)" in said
    assert "carl" not in said
    # Grading takes it for what it is: no part of an answer.
    with marking(small) as of:
        assert "I did say why" not in by_student(of.answers(*WORDS))["anna"].html


# --- the page's server ---


@pytest.fixture
def served(small, monkeypatch):
    """Return a course whose page is being served, and a function that asks it."""
    from tornado.ioloop import IOLoop

    from workbook.term import mark_server

    small.hand_in("anna", **answers(words="See <script>alert(1)</script>"))
    small.autograde()
    started, loop = threading.Event(), []
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run():
        async def start():
            loop.append(IOLoop.current())
            mark_server.application(of, "secret").listen(port, "127.0.0.1")
            started.set()

        with reading.term(small.folder) as term:
            nonlocal of
            of = Marking(term, NAME)
            io = IOLoop()
            io.add_callback(start)
            io.start()
            io.close()

    of = None
    thread = threading.Thread(target=run)
    thread.start()
    assert started.wait(60)

    def ask(path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", data, headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode(), answer.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), error.headers

    yield small, ask
    loop[0].add_callback(loop[0].stop)
    thread.join()


TOKEN = {"Authorization": "token secret"}


def test_nobody_is_answered_without_the_token_or_under_another_name(served):
    _, ask = served
    for path in ("", "?token=wrong", "api/questions", "api/names", "api/answers"):
        status, text, _ = ask(path)
        assert status == 403
        assert "secret" not in text
    assert ask("api/questions", Authorization="token wrong")[0] == 403
    assert ask("api/mark", {}, Authorization="token wrong")[0] == 403
    assert ask("?token=secret", Host="evil.example:80")[0] == 403
    status, text, headers = ask("?token=secret")
    assert status == 200
    assert f"Mark {NAME}" in text
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "https:" not in text


def test_the_page_asks_for_answers_and_sends_marks(served):
    small, ask = served
    (question,) = json.loads(ask("api/questions", **TOKEN)[1])
    assert (question["name"], question["marked"], question["count"]) == ("words", 0, 1)
    text = ask(f"api/answers?notebook={NAME}&name=words", **TOKEN)[1]
    content = json.loads(text)
    (answer,) = content["answers"]
    assert "anna" not in text
    assert dangers(answer["html"]) == []
    assert content["guide"]["model"] == "<p>Twice as many.</p>"
    sent = {"notebook": NAME, "name": "words", "key": answer["key"], "comment": "Good.", "lines": [True]}
    for points in (4, -1, "3", True, float("nan")):
        assert ask("api/mark", sent | {"points": points, "seen": answer["seen"]}, **TOKEN)[0] == 400
    status, text, _ = ask("api/mark", sent | {"points": 2.5, "seen": answer["seen"]}, **TOKEN)
    assert status == 200
    assert json.loads(text)["answer"]["score"] == 2.5
    assert small.marks("anna")["words"] == (None, 2.5, False)
    # The same once more is of a mark that is not there any more.
    status, text, _ = ask("api/mark", sent | {"points": 0, "seen": answer["seen"]}, **TOKEN)
    assert status == 409
    assert json.loads(text)["answer"]["score"] == 2.5
    assert ask("api/mark", sent | {"key": "none", "points": 0, "seen": ""}, **TOKEN)[0] == 404
    assert ask(f"api/answers?notebook={NAME}&name=check-one", **TOKEN)[0] == 404
    assert ask("api/mark?notebook=x", **TOKEN)[0] == 405


def test_extra_credit_from_formgrader_stays_what_it_is(small):
    small.hand_in("anna", **answers(words="Mine."))
    small.autograde()
    with small.gradebook() as book:
        grade = book.find_grade("words", NAME, NAME, "anna")
        grade.manual_score, grade.extra_credit = 2, 1
        book.db.commit()
    with marking(small) as of:
        assert by_student(of.answers(*WORDS))["anna"].mark.points == 2
    for points in (2, 3):
        assert give(small, "anna", points, "Once more.").mark.points == points
        with small.gradebook() as book:
            grade = book.find_grade("words", NAME, NAME, "anna")
            assert (grade.manual_score, grade.extra_credit) == (points, 1)


def test_a_reply_that_may_be_read_in_many_ways_takes_no_time():
    assert REPLIED.match("**_Reply to explain-1-2_**: why?")[1] == "explain-1-2"
    assert REPLIED.match("Reply to `a_b`: why?")[1] == "a_b"
    assert REPLIED.match("reply to " + "_" * 100_000) is None
