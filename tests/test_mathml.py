"""TeX as MathML: all formulas of the course, and nothing of a formula but its characters."""

import re
from xml.etree import ElementTree

import nbformat
import pytest
from bs4 import BeautifulSoup

from workbook.authoring import build
from workbook.term.feedback import to_html
from workbook.term.mathml import mathml

OWN = nbformat.v4.new_markdown_cell("")


def inside(tex, **options):
    made = mathml(tex, **{"display": False} | options)
    return made and re.sub(r"^<math[^>]*>|</math>$", "", made)


@pytest.mark.parametrize(
    ("tex", "made"),
    [
        ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
        (r"\frac1K", "<mfrac><mn>1</mn><mi>K</mi></mfrac>"),
        (r"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"),
        (r"\binom n2", '<mrow><mo>(</mo><mfrac linethickness="0"><mi>n</mi><mn>2</mn></mfrac><mo>)</mo></mrow>'),
        (r"\hat x", '<mover accent="true"><mi>x</mi><mo stretchy="false">^</mo></mover>'),
        (r"\mathbb E", '<mi mathvariant="normal">𝔼</mi>'),
        (r"\mathbb{R}", '<mi mathvariant="normal">ℝ</mi>'),
        (r"\mathrm{KL}", '<mi mathvariant="normal">KL</mi>'),
        ("a - b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>"),
        ("f'", "<msup><mi>f</mi><mo>′</mo></msup>"),
        (r"\text{if } x", "<mrow><mtext>if&#160;</mtext><mi>x</mi></mrow>"),
        (r"\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"),
        (r"\log x", '<mrow><mi>log</mi><mspace width="0.1667em"/><mi>x</mi></mrow>'),
        (r"\log(x)", '<mrow><mi>log</mi><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo></mrow>'),
        ("x < 2", "<mrow><mi>x</mi><mo>&lt;</mo><mn>2</mn></mrow>"),
    ],
)
def test_a_formula_is_what_it_says(tex, made):
    assert inside(tex) == made


def test_limits_stand_below_and_above():
    assert inside(r"\sum_{i=1}^n x", display=True).startswith('<mrow><munderover><mo movablelimits="true">∑</mo><mrow>')
    assert "<munder><munder>" in inside(r"\underbrace{x}_{y}")


def test_rows_and_columns_are_a_table():
    made = inside(r"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise.} \end{cases}")
    table = BeautifulSoup(made, "html.parser").mtable
    assert [[cell.get_text() for cell in row.find_all("mtd")] for row in table.find_all("mtr")] == [
        ["1", "x>0"],
        ["0", "otherwise."],
    ]


@pytest.mark.parametrize(
    "tex",
    [
        *(
            r"\foo",
            r"\href{a}{b}",
            "{",
            "}",
            "a_",
            r"\frac1",
            r"\left( x",
            r"\begin{cases} 1",
            "x__2",
            "x_1_2",
            "a & b",
            "",
        ),
        *(r"\begin{tabular}a\end{tabular}", r"\text{$x$}", r"\text{\foo}", "{" * 100, r"\hat" * 400 + "x", "x" * 2001),
    ],
)
def test_what_is_not_known_is_left_as_it_was_written(tex):
    assert mathml(tex, display=False) is None
    assert "<math" not in to_html(f"${tex}$")


def test_each_formula_of_the_course_is_known_and_well_formed(project):
    found = 0
    for assignment in build.assignments(project):
        for cell in assignment.notebook.cells:
            if cell.cell_type == "markdown":
                page = BeautifulSoup(to_html(cell.source, OWN), "html.parser")
                for code in page.find_all(["code", "pre", "annotation"]):
                    code.decompose()
                for formula in page.find_all("math"):
                    ElementTree.fromstring(str(formula))
                    found += 1
                assert "$" not in page.get_text(), cell.source
    assert found > 500


def test_a_screen_reader_has_the_tex_too():
    assert 'alttext="a &lt; &quot;b&quot;"' in mathml('a < "b"', display=False)
    assert mathml("x", display=True).startswith('<math display="block"')
