"""What pages show of a graded notebook: text and pictures, whatever a student wrote."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter

from workbook.authoring import build
from workbook.grading.results import GRADED, Result, report
from workbook.term.feedback import MAX_MARKDOWN, MAX_TAGS, ForStudents, markdown2html

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
]
ACTIVE = {
    "script",
    "style",
    "iframe",
    "object",
    "embed",
    "svg",
    "math",
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


def test_an_answer_keeps_its_form():
    page = shown(
        "# T\n\n1. **a** *b* `c`\n\n| x |\n|---|\n| 1 |\n\n[l](https://keras.io) $x_1 < 2$\n\n```python\nx = 1\n```"
    )
    for piece in ("<h1>", "<ol>", "<strong>a", "<em>b", "<code>c", "<td>1", 'href="https://keras.io"', "$x_1 &lt; 2$"):
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
