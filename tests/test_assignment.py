"""What an assignment is: by what its cells are known, and that one module alone says so."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from workbook.authoring import assignment

PROJECT = Path(__file__).parents[1]
OTHERS = sorted({*PROJECT.glob("workbook/**/*.py"), *PROJECT.glob("helpers/**/*.py")} - {Path(assignment.__file__)})
# Written so that it does not match itself: markers, headings, stubs, the start of a check, names of graded cells.
SPELLED = re.compile(
    r"#[#]# (BEGIN|END)|HIDDEN[ ]TESTS|# Your code[ ]here|raise NotImplementedError[(]|checks\\?\.exercise\\?\(|"
    r"[#].*Exercise \(|(exercise|check|explain)-(\\d|\d|$)"
)
KEYS = {"grade_id", "solution", "locked"}  # "grade" is also an effort


def cell(kind="code", source="", **grade):
    new = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    return new(source, metadata={"nbgrader": {"grade_id": "a"} | grade} if grade else {})


CHECK = cell(grade=True, solution=False, points=2)
ANSWER = cell(grade=False, solution=True)
WRITTEN = cell("markdown", grade=True, solution=True, points=3)
OWN = cell()


@pytest.mark.parametrize(
    ("tells", "true_of"),
    [
        (assignment.is_check, [CHECK]),
        (assignment.is_answer, [ANSWER, WRITTEN]),
        (assignment.is_written_answer, [WRITTEN]),
        (assignment.is_graded, [CHECK, WRITTEN]),
        (assignment.grade_id, [CHECK, ANSWER, WRITTEN]),
    ],
)
def test_a_cell_is_known_by_what_nbgrader_knows_of_it(tells, true_of):
    assert [c for c in (CHECK, ANSWER, WRITTEN, OWN) if tells(c)] == true_of


def test_a_stub_is_recognised_line_by_line():
    made = assignment.stub("Exercise 1.1: it's missing")

    assert all(assignment.is_stub(f"    {line}") for line in made.splitlines())
    assert not assignment.is_stub("return 1")
    with pytest.raises(NotImplementedError, match=r"Exercise 1\.1: it's missing"):
        exec(made)


def test_what_is_hidden_in_a_check_is_found_by_its_lines():
    text = "with x:\n    a\n    ### BEGIN HIDDEN TESTS\n    b\n    ### END HIDDEN TESTS"

    assert assignment.hidden_lines(text) == (3, 5)
    assert assignment.hidden_lines("with x:\n    a") == (3, 3)
    assert assignment.HIDDEN.findall(text) == ["    b\n    "]
    assert assignment.REGION.sub("", text) == "with x:\n    a\n    "


def test_a_check_names_its_exercise():
    assert assignment.opened(f"with {assignment.opening('7.2')}:\n    pass") == "7.2"
    assert assignment.opened("x = 1") is None


def spellings(source: str) -> Iterator[str]:
    """Yield what a module says of the form of an assignment, outside its documentation."""
    tree = ast.parse(source)
    texts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in texts and (text in KEYS or SPELLED.search(text)):
                yield f"{node.lineno}: {text!r}"
            case ast.Attribute(attr="nbgrader" | "tags" | "workbook" as key, value=ast.Attribute(attr="metadata")):
                yield f"{node.lineno}: .metadata.{key}"
            case (
                ast.Subscript(value=ast.Attribute(attr="metadata"), slice=ast.Constant(value=key))
                | ast.Call(func=ast.Attribute(value=ast.Attribute(attr="metadata")), args=[ast.Constant(value=key), *_])
                | ast.Compare(left=ast.Constant(value=key), comparators=[ast.Attribute(attr="metadata")])
            ) if key in ("nbgrader", "tags", "workbook"):
                yield f"{node.lineno}: metadata, {key!r}"


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_no_other_module_spells_what_an_assignment_is(path: Path):
    assert list(spellings(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "line",
    [
        'REGION = re.compile(r"### BEGIN SOLUTION")',
        "hidden = '### END HIDDEN TESTS' in text",
        "number = re.search(r'checks\\.exercise\\(\"([\\d.]+)\"\\)', text)",
        "found = f'checks.exercise(\"{number}\")' in text",
        'EXERCISE = re.compile(r"^#{2,4} Exercise (\\d+)")',
        "name = f'exercise-{number}'",
        "name = 'check-1-2'",
        "cell.metadata.nbgrader.grade_id",
        'cell.metadata.get("nbgrader", {})',
        '"nbgrader" in cell.metadata',
        'cell.metadata["tags"]',
        'metadata.get("grade_id")',
        'grade["locked"]',
    ],
)
def test_a_spelling_is_found(line: str):
    assert list(spellings(f"def f():\n    {line}"))
