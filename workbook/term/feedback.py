"""What formgrader's pages and students' feedback show of a graded notebook: nothing that a browser runs.

The outputs are plain text and pictures already (`results.clean_outputs`); code is shown, not run. What is left is the
text that students wrote as Markdown, and comments. nbgrader's templates turn both into HTML with the filter
``markdown2html``, whatever nbconvert's `sanitize_html` says, so `nbgrader_config.py` puts the one below in its place,
and one in the place of ``highlight_code``, which can take half an hour for a text.
"""

import re
import secrets
from html import escape
from pathlib import Path

import bleach
import nbformat
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.utils import is_task
from traitlets import Bool
from traitlets.config import Config

from workbook.authoring.assignment import REPLY, grade_id, has_tag, is_answer, is_graded, titles
from workbook.grading.results import FOR_INSTRUCTOR, REPORT, STUDENTS_OWN
from workbook.term import look
from workbook.term.mathml import mathml

WEB = Path(__file__).with_name("web")
"""Where the pages' templates, styles and scripts are."""
# No `id` and no `class`: formgrader's own script finds its fields by these.
TAGS = frozenset(
    {"a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"}
    | {"h5", "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table", "tbody"}
    | {"td", "th", "thead", "tr", "u", "ul"}
)
LINK = re.compile(r"(?:https?://|mailto:|#)[^\s]*", re.IGNORECASE)
# nbconvert's time grows with the square of a text's length, or more; and so does a page in which tags are left open:
# HTML's rules open them again in each paragraph.
MAX_MARKDOWN, MAX_TAGS = 20_000, 300
MAX_FORMULAS = 200
FORMULA = re.compile(r"formula-[0-9a-f]{32}")
# What bleach leaves has all attributes in double quotes, and neither these nor < in a text.
TAG_OR_FORMULA = re.compile(rf'<[^"<>]*(?:"[^"]*"[^"<>]*)*>|{FORMULA.pattern}')
# More than a cell of this course has. The time for colours, too, grows with the square of a text's length.
MAX_COLOURED = 4_000
# MathJax makes links, classes, styles and characters of the writer's choice of these, or loads what does.
ACTING_TEX = re.compile(r"\\(?=(?:class|csname|cssId|data|href|require|style|unicode|url)(?![A-Za-z]))")
# From elsewhere, a picture would tell its owner who reads the page, and when.
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]*")


DATES = "workbook_dates"
"""What among nbgrader's resources of a notebook says when it was due and handed in."""


class ForStudents(Preprocessor):
    """Leave out of feedback what is not for students: hidden tests, and notes for the instructor; and say the dates.

    What is left gets what its page shows besides: what each exercise is called, and how to reply to its mark.
    """

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Take them out of a graded notebook, and leave with the rest what the page needs."""
        clear = ClearHiddenTests(config=Config(ClearHiddenTests=self.config.ClearHiddenTests))
        nb.cells = [cell for cell in nb.cells if not has_tag(cell, FOR_INSTRUCTOR)]
        for cell in nb.cells:
            # Not in a student's own cell, which may hold the marks of a hidden test, and not both of them.
            if is_graded(cell) and not is_answer(cell):
                clear._remove_hidden_test_region(cell)
        called = titles(nb)
        for cell in nb.cells:
            if name := grade_id(cell):
                cell.metadata["workbook_title"], cell.metadata["workbook_reply"] = called[name], REPLY.format(name)
        resources["look"] = look.STYLE + (WEB / "returned.css").read_text(encoding="utf-8")
        if said := resources.get("nbgrader", {}).get(DATES):
            nb.cells.insert(0, nbformat.v4.new_markdown_cell(said, id="dates"))
        return nb, resources


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """Return Markdown as HTML; unless it is an instructor's cell, without anything that acts.

    Students' text stands in solution cells, and in tagged ones below a task; all other cells of a graded notebook are
    the instructor's own. nbgrader's templates render comments where no cell is known.
    """
    return to_html(source, context.get("cell"))


def to_html(source: str, cell: NotebookNode | None = None) -> str:
    """Return Markdown of a cell, or that stands in none, as HTML, as `markdown2html` says."""
    cell = cell or nbformat.from_dict({})
    options = {"escape": False, "attachments": cell.get("attachments", {}), "exclude_anchor_links": True}
    own = cell and not (is_answer(cell) or is_task(cell) or has_tag(cell, REPORT) or has_tag(cell, STUDENTS_OWN))
    if own:
        return str(MarkdownWithMath(renderer=_Renderer(**options)).render(source))
    if source.count("<") > MAX_TAGS:
        return f"<pre>{escape(source)}</pre>"  # where MathJax does not look
    renderer = _StudentsRenderer(**options)
    renderer.formulas = {}
    try:
        rendered = MarkdownWithMath(renderer=renderer).render(source[:MAX_MARKDOWN])
    except RecursionError:
        rendered = f"<pre>{escape(source[:MAX_MARKDOWN])}</pre>"
    if len(source) > MAX_MARKDOWN:
        rendered += f"<pre>{escape(source[MAX_MARKDOWN:])}</pre>"
    clean = bleach.clean(rendered, tags=TAGS, attributes=_allowed, protocols=["http", "https", "mailto", "data"])
    # At the end: a command could be written with entities, or around a comment.
    clean = ACTING_TEX.sub(r"\\backslash ", clean)
    return TAG_OR_FORMULA.sub(renderer.put_in, clean)


_MATHML = re.compile(r'<math[^>]* alttext="([^"]*)">.*?</math>')


class _Renderer(IPythonRenderer):
    def inline_math(self, body: str) -> str:
        return self.formula(body, display=False) or super().inline_math(body)

    def block_math(self, body: str) -> str:
        return self.formula(body, display=True) or super().block_math(body)

    def latex_environment(self, name: str, body: str) -> str:
        whole = body if name.startswith("equation") else f"\\begin{{{name}}}{body}\\end{{{name}}}"
        return self.formula(whole, display=True) or super().latex_environment(name, body)

    def formula(self, tex: str, *, display: bool) -> str | None:
        return mathml(tex, display=display)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # nbconvert ends at a picture whose file is not there, and an answer is taken without its attached files.
        name = url.removeprefix("attachment:")
        if name != url and name not in self.attachments:
            return f"<em>[a picture that is not part of the text: {escape(text)}]</em>"
        words = _MATHML.sub(r"$\1$", text)
        if url.lower().startswith(("http:", "https:")):
            return words  # such as a badge: nothing of a page is fetched from elsewhere
        return super().image(words, url, title)


class _StudentsRenderer(_Renderer):
    # As MathML and as TeX. They are put into the page when all else of the text is clean, in the place of a name that
    # nobody can guess.
    formulas: dict[str, tuple[str, str]]

    def formula(self, tex: str, *, display: bool) -> str | None:
        made = mathml(tex, display=display)
        if made is None or len(self.formulas) >= MAX_FORMULAS:
            return None
        name = f"formula-{secrets.token_hex(16)}"
        self.formulas[name] = made, escape(f"${' '.join(tex.split())}$", quote=True)
        return name

    def put_in(self, match: re.Match[str]) -> str:
        """Return what stands for a name in the page: in a tag, as a picture's words, the TeX."""
        if match[0].startswith("<"):
            return FORMULA.sub(lambda name: self.formulas.get(name[0], ("", name[0]))[1], match[0])
        return self.formulas.get(match[0], (match[0], ""))[0]

    def block_code(self, code: str, info: str | None = None) -> str:
        # In no language of the student's choice: none of the colours would stay.
        return f"<pre><code>{escape(code)}</code></pre>\n"


class HighlightCode(Highlight2HTML):
    """A code cell as HTML, a long one without colours."""

    def __call__(self, source: str, language: str | None = None, metadata: NotebookNode | None = None) -> str:
        """Return the HTML."""
        if len(source) <= MAX_COLOURED:
            coloured: str = Highlight2HTML.__call__(self, source, language, metadata)
            return coloured
        return f'<div class="highlight"><pre>{escape(source)}</pre></div>'


def _allowed(tag: str, name: str, value: str) -> bool:
    match tag, name:
        case "a", "href":
            return LINK.fullmatch(value) is not None
        case "img", "src":
            return PICTURE.fullmatch(value) is not None
        case ("img", "alt") | ("td" | "th", "align") | ("ol", "start"):
            return True
    return False
