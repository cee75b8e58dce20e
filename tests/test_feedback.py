"""What pages show of a graded notebook: text and pictures, whatever a student wrote."""

import re

import nbformat
import pytest
import small_course
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbgrader.utils import notebook_hash
from small_course import NAME, SmallCourse, here
from test_term_status import answers, mark

from workbook.authoring import build
from workbook.grading import workers
from workbook.grading.results import GRADED, Result, clean_outputs, report
from workbook.term.autograder import HardenedAutograde
from workbook.term.feedback import MAX_MARKDOWN, MAX_TAGS, WEB, ForStudents, markdown2html

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src='x'/onerror=alert(1)//",
    "<svg onload=alert(1)><animate onbegin=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html,<script>alert(1)</script>'></object><embed src=x>",
    "<style>* { display: none }</style><link rel=stylesheet href=//evil>",
    "<form action=//evil><input name=a><button formaction=javascript:alert(1)>x</button></form>",
    "<math><mtext></p><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='&#106;ava\tscript:alert(1)'>x</a>",
    "<meta http-equiv=refresh content='0;url=//evil'><base href=//evil>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](https://evil.example/pixel.png)",
    "<div style='position:fixed;inset:0' id='check-one' class='score'>marks</div>",
    "# check-one",
    "```html\n<script>alert(1)</script>\n```",
    "```mermaid\n</pre><script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "$</p><script>alert(1)</script>$",
    "$$<img src=x onerror=alert(1)>$$",
    "\\begin{a}<script>alert(1)</script>\\end{a}",
    "</div></div></body><script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "![a $x onerror=alert(1) y$](data:image/png;base64,AAAA)",
    "<img alt='a $\" onerror=alert(1) y$' src='data:image/png;base64,AAAA'>",
    '$\\text{<img src=x onerror=alert(1)>}$ and $\\mathrm{a" onclick=alert(1) b}$',
    "[x $\\frac{<script>alert(1)</script>}{2}$](javascript:alert(1))",
]
ACTIVE = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "form",
    "input",
    "button",
    "meta",
    "link",
    "base",
}


def dangers(html: str) -> list[str]:
    """Return what in a piece of HTML a browser would run, load, or send."""
    found = []
    for element in BeautifulSoup(html, "html.parser").find_all(True):
        if element.name in ACTIVE:
            found.append(element.name)
        for name, value in element.attrs.items():
            scheme = "".join(str(value).split()).lower().partition(":")[0]
            picture = name == "src" and str(value).startswith(("data:image/png;base64,", "data:image/jpeg;base64,"))
            if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction"):
                found.append(f"{element.name} {name}")
            elif scheme in ("javascript", "vbscript") or (not picture and (scheme == "data" or name == "src")):
                found.append(f"{element.name} {name}={value}")
    return found


def answer(text, **cell):
    metadata = {"nbgrader": {"solution": True, "grade": True, "grade_id": "words"}}
    return nbformat.v4.new_markdown_cell(text, metadata=metadata, **cell)


def shown(text, **cell):
    return markdown2html({"cell": answer(text, **cell)}, text)


def test_the_attacks_would_act_without_this():
    instructor = nbformat.v4.new_markdown_cell("")
    active = [a for a in ATTACKS if dangers(markdown2html({"cell": instructor}, a))]
    assert len(active) > len(ATTACKS) // 2


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_answer_cannot_act(attack):
    page = shown(f"before\n\n{attack}\n\nafter {attack} end")
    assert dangers(page) == []
    assert "before" in page
    assert not BeautifulSoup(page, "html.parser").find_all(attrs={"id": True})
    assert not BeautifulSoup(page, "html.parser").find_all(attrs={"class": True})
    # Of mathematics only what is made here.
    made = {element.name for formula in BeautifulSoup(page, "html.parser").find_all("math") for element in formula}
    assert made <= {"mrow", "mfrac", "mtext", "mi", "mo"}


def test_an_answer_keeps_its_form():
    page = shown(
        "# T\n\n1. **a** *b* `c`\n\n| x |\n|---|\n| 1 |\n\n[l](https://keras.io) $x_1 < 2$\n\n```python\nx = 1\n```"
    )
    for piece in (
        "<h1>",
        "<ol>",
        "<strong>a",
        "<em>b",
        "<code>c",
        "<td>1",
        'href="https://keras.io"',
        "<msub><mi>x</mi><mn>1</mn></msub><mo>&lt;</mo><mn>2</mn>",
    ):
        assert piece in page
    assert "x = 1" in BeautifulSoup(page, "html.parser").get_text()


def test_a_picture_that_is_not_there_does_not_end_the_page():
    page = shown("See ![my plot](attachment:plot.png) and ![<b>](<attachment:b.png>).")
    assert "a picture that is not part of the text: my plot" in page
    assert "<img" not in page
    kept = shown("![p](attachment:p.png)", attachments={"p.png": {"image/png": PNG}})
    assert f"data:image/png;base64,{PNG}" in kept


@pytest.mark.parametrize("text", ["\\begin{a}" * 9000, "> " * 20000 + "x", "**a*b" * 20000, "[" * 100_000])
def test_a_text_made_to_take_long_is_shown_in_part_as_it_is(text):
    page = shown(text)
    assert len(text) > MAX_MARKDOWN
    assert page.rstrip().endswith("</pre>")


SLOW = " \n" * 2_500  # seconds for Pygments, and with the square of that


@pytest.mark.parametrize("language", ["python", "ipython3", "mermaid", "no language"])
def test_code_in_a_text_is_shown_without_colours(language):
    page = shown(f"```{language}\nx = '<b>'\n{SLOW}\n```")
    assert "<pre><code>x = '&lt;b&gt;'" in page.replace("&#x27;", "'")
    assert "<span" not in page


def test_a_long_code_cell_is_shown_without_colours(project):
    exporter = HTMLExporter(config=build.nbgrader_config(project))
    cells = [nbformat.v4.new_code_cell(f"short = '<b>'{SLOW[:100]}"), nbformat.v4.new_code_cell(f"long = '<b>'{SLOW}")]
    page, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    short, long = BeautifulSoup(page, "html.parser").find_all("div", class_="highlight")
    assert short.find("span")
    assert not long.find("span")
    assert long.get_text() == cells[1].source


@pytest.mark.parametrize(
    "command", [r"\href", r"\hr&#101;f", r"\hr<!-- -->ef", "&#92;href", r"\unicode", r"\style", r"\class", r"\require"]
)
def test_no_mathematics_of_a_student_acts(command):
    page = shown(f"$$ {command}{{javascript:alert(1)}}{{x}} $$ and $\\frac{{1}}{{2}} \\classic$")
    assert not re.search(r"\\(href|unicode|style|class|require)\b", BeautifulSoup(page, "html.parser").get_text())
    assert r"\frac{1}{2} \classic" in page


def test_a_text_of_many_tags_is_shown_as_it_was_written():
    many = "".join(f"<b a={i}>" for i in range(MAX_TAGS + 1)) + "<p>y" * 20
    assert BeautifulSoup(shown(many), "html.parser").get_text() == many
    assert len(shown(many)) < 10 * len(many)
    assert "<b>" in shown("<b>few</b>" * 10)


def test_the_instructors_own_cells_stay_as_they_are():
    hint = nbformat.v4.new_markdown_cell("<details><summary>Hint</summary>\n\n<b style='x'>Twice</b>\n\n</details>")
    page = markdown2html({"cell": hint}, hint.source)
    assert "<details><summary>Hint</summary>" in page
    assert "style='x'" in page


def test_no_picture_of_a_page_is_fetched_from_elsewhere():
    badge = nbformat.v4.new_markdown_cell(
        "# Title\n\n[![Open in Colab](https://x.example/badge.svg)](https://x.example)"
    )
    page = BeautifulSoup(markdown2html({"cell": badge}, badge.source), "html.parser")
    assert not page.find_all("img")
    assert page.a.get_text() == "Open in Colab"
    assert page.h1.get_text() == "Title"


def test_a_comment_cannot_act():
    assert dangers(markdown2html({}, "Good. <script>alert(1)</script>")) == []


def test_the_graders_report_cannot_act():
    result = Result("01", "a", "failed", ("<script>alert(1)</script>\n\n<b>x</b>",), (), {}, {})
    (cell,) = report(result)
    page = markdown2html({"cell": cell}, cell.source)
    assert dangers(page) == []
    assert "&lt;script&gt;" in page


def test_students_get_neither_hidden_tests_nor_notes():
    mark = "### BEGIN HIDDEN TESTS\nsecret\n### END HIDDEN TESTS"
    grade = {"grade": True, "solution": False, "grade_id": "check", "points": 1, "locked": True}
    check = nbformat.v4.new_code_cell(f"shown\n{mark}\nshown too", metadata={"nbgrader": grade})
    # A student's own text may hold such marks, also one of them alone, and must not end the page.
    own = nbformat.v4.new_code_cell(mark, metadata={"nbgrader": {"solution": True, "grade": False, "grade_id": "a"}})
    half = answer("### BEGIN HIDDEN TESTS")
    notes = report(Result("01", "a", GRADED, (), ("mended",), {}, {}))
    notebook, _ = ForStudents().preprocess(nbformat.v4.new_notebook(cells=[*notes, check, own, half]), {})
    assert [c.source for c in notebook.cells] == ["shown\nshown too", mark, "### BEGIN HIDDEN TESTS"]


# --- pages and their marks ---


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(workers, "run", here)
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    small = SmallCourse(tmp_path / "course", registered)
    for student in ("anna", "ben"):
        small.hand_in(student, **answers())
    small.autograde()
    for student in ("anna", "ben"):
        mark(small, student)
    return small


@pytest.fixture
def outbox(small, tmp_path):
    """Return the folder from which students fetch their pages."""
    (tmp_path / "exchange" / "autoencoders").mkdir(parents=True)
    (tmp_path / "exchange").chmod(0o777)
    small.api.config.Exchange.root = str(tmp_path / "exchange")
    for student in ("anna", "ben"):
        for step in ("submitted", "autograded"):
            secret = small.folder / step / student / NAME / "submission_secret.txt"
            secret.write_text(student.encode().hex())
    return tmp_path / "exchange" / "autoencoders" / "feedback"


def pages(small, **options):
    """Make the pages as the documented command does, and return who got a new one, and the log."""
    before = {student: time_of(small, student) for student in ("anna", "ben")}
    done = small.api.generate_feedback(NAME, **{"force": False} | options)
    assert done["success"], done
    return [student for student, then in before.items() if time_of(small, student) != then], done.get("log", "")


def page(small, student):
    return small.folder / "feedback" / student / NAME / f"{NAME}.html"


def time_of(small, student):
    path = page(small, student)
    return path.stat().st_mtime_ns if path.exists() else None


def text(small, student):
    return BeautifulSoup(page(small, student).read_text(encoding="utf-8"), "html.parser").get_text()


def test_the_documented_command_leaves_no_page_older_than_its_marks(small):
    assert pages(small)[0] == ["anna", "ben"]
    assert pages(small)[0] == []
    mark(small, "anna", 1.0)
    assert pages(small)[0] == ["anna"]
    assert "(Score: 4.0 / 6.0)" in text(small, "anna")
    mark(small, "ben", 3.0, comment="Well said.")
    assert pages(small)[0] == ["ben"]
    assert "Well said." in text(small, "ben")
    with small.gradebook() as gradebook:
        gradebook.find_grade("words", NAME, NAME, "anna").extra_credit = 0.5
        gradebook.db.commit()
    assert pages(small)[0] == ["anna"]
    small.hand_in("anna", **answers(two="wrong"))
    small.autograde("anna")
    assert pages(small)[0] == ["anna"]
    with small.gradebook() as gradebook:
        gradebook.find_grade_cell("words", NAME, NAME).max_score = 5
        gradebook.db.commit()
    assert pages(small)[0] == ["anna", "ben"]
    assert "/ 8.0)" in text(small, "anna")
    assert pages(small, force=True)[0] == ["anna", "ben"]
    page(small, "ben").unlink()
    assert pages(small)[0] == ["ben"]


def test_what_waits_for_a_person_is_named_with_the_pages(small):
    with small.gradebook() as gradebook:
        gradebook.find_grade("words", NAME, NAME, "ben").needs_manual_grade = True
        gradebook.db.commit()
    assert "without points on the page for what waits: ben." in pages(small)[1]


def test_a_page_in_which_a_person_wrote_is_kept_under_another_name(small):
    pages(small)
    page(small, "anna").write_text("<p>We talked about this.</p>")
    assert pages(small)[0] == []
    mark(small, "anna", 2.0)
    made, log = pages(small)
    assert made == ["anna"]
    assert f"it is now {NAME}.html.old" in log
    assert page(small, "anna").with_name(f"{NAME}.html.old").read_text() == "<p>We talked about this.</p>"
    assert "Score" in text(small, "anna")


def test_a_removed_student_gets_no_page_and_stops_nobody(small, outbox):
    pages(small)
    with small.gradebook() as gradebook:
        gradebook.remove_student("ben")
    mark(small, "anna", 1.0)
    made, log = pages(small)
    assert made == ["anna"]
    assert "ben is not in the gradebook, and gets no page." in log
    done = small.api.release_feedback(NAME)
    assert "ben is not in the gradebook" in done["log"]
    assert len(list(outbox.iterdir())) == 1


def test_without_marks_there_are_no_pages(small, outbox):
    pages(small)
    small.settings_file()
    (small.folder / "gradebook.db").unlink()
    small.register()
    done = small.api.generate_feedback(NAME, force=False)
    assert not done["success"]
    assert f"The gradebook has no marks for {NAME}. Run `workbook autograde {NAME}`" in done["log"]
    assert "Feedback not released" in small.api.release_feedback(NAME)["log"]
    assert not list(outbox.iterdir())


def test_one_page_that_cannot_be_made_keeps_none_from_others(small):
    pages(small)
    for student in ("anna", "ben"):
        mark(small, student, 1.0)
    broken = small.autograded("anna") / f"{NAME}.ipynb"
    broken.chmod(0o644)
    broken.write_text("{")
    done = small.api.generate_feedback(NAME, force=False)
    assert not done["success"]
    assert "anna: no page could be made" in done["log"]
    assert "Traceback" not in done["log"]
    # None is better than an old one.
    assert not page(small, "anna").exists()
    assert "(Score: 4.0 / 6.0)" in text(small, "ben")


def test_a_page_without_a_graded_notebook_is_taken_away(small):
    pages(small)
    (small.autograded("anna") / f"{NAME}.ipynb").unlink()
    _, log = pages(small)
    assert f"anna has no graded {NAME} any more; its page is now {NAME}.html.old." in log
    assert not page(small, "anna").exists()


def test_no_page_is_released_that_is_older_than_its_marks(small, outbox):
    pages(small)
    assert small.api.release_feedback(NAME)["success"]
    released = {path.name: path.read_bytes() for path in outbox.iterdir()}
    assert len(released) == 2
    mark(small, "anna", 1.0)
    mark(small, "ben", 2.0)
    pages_of_ben = small.api.generate_feedback(NAME, "ben", force=False)
    assert pages_of_ben["success"]
    log = small.api.release_feedback(NAME)["log"]
    assert f"{NAME}.html: it is older than its marks. Run `nbgrader generate_feedback {NAME}`" in log
    changed = [path.name for path in outbox.iterdir() if path.read_bytes() != released[path.name]]
    assert changed == [notebook_hash(secret=b"ben".hex(), notebook_id=NAME) + ".html"]
    pages(small)
    log = small.api.release_feedback(NAME)["log"]
    assert "not released" not in log
    assert all(path.read_bytes() != released[path.name] for path in outbox.iterdir())


def test_all_pages_are_released_but_those_without_a_place(small, outbox):
    """Nobody's page needs a date, and what one lacks costs the others nothing."""
    for step in ("submitted", "autograded"):
        (small.folder / step / "anna" / NAME / "submission_secret.txt").unlink()
    pages(small)
    done = small.api.release_feedback(NAME)
    assert done["success"], done
    assert "no submission_secret.txt" in done["log"]
    assert [path.name for path in outbox.iterdir()] == [notebook_hash(secret=b"ben".hex(), notebook_id=NAME) + ".html"]


def test_without_a_gradebook_pages_are_released_with_a_word(small, outbox):
    pages(small)
    (small.folder / "gradebook.db").unlink()
    log = small.api.release_feedback(NAME)["log"]
    assert "There is no gradebook at" in log
    assert len(list(outbox.iterdir())) == 2


def test_the_words_for_a_picture_are_words_on_the_page():
    words = 'x"><h1 style="position:fixed">Score 100</h1><meta http-equiv="refresh" content="0;url=elsewhere">'
    output = nbformat.v4.new_output("display_data", {"image/png": PNG}, metadata={"image/png": {"alt": words}})
    cell = nbformat.v4.new_code_cell("1", outputs=clean_outputs([output]))
    exporter = HTMLExporter(template_name="returned", extra_template_basedirs=[str(WEB)])
    exporter.register_filter("markdown2html", markdown2html)
    resources = {"nbgrader": {"notebook": "n", "score": 0, "max_score": 1, "late_penalty": 0}, "look": ""}
    page = BeautifulSoup(
        exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]), resources)[0], "html.parser"
    )
    assert page.find("img")["alt"] == words
    assert [tag.get("http-equiv") for tag in page.find_all("meta", attrs={"http-equiv": True})] == [
        "Content-Security-Policy"
    ]
