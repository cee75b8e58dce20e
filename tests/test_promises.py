"""What exercises promise is tested or free; what changes in text, check or list is a fault."""

import shutil
from pathlib import Path

import pytest

from workbook.authoring import build, promises, verify

PROJECT = Path(__file__).parents[1]

SOURCE = '''\
# %% [markdown]
"""
### Exercise 1.1: Scale

Divide by the largest number, of
which there is one. Keep the order; loop or not: yours.

- No number is *above* 1, e.g. not 1.5.

<details><summary>Hint</summary>

Use `max`.

</details>
"""


# %% nbgrader={"grade_id": "exercise-1-1", "solution": true}
def scale(numbers):
    """Return a new array (n,)."""
    ### BEGIN SOLUTION
    return numbers / numbers.max()
    ### END SOLUTION


def given(numbers):
    """Return what `scale` gives."""
    return scale(numbers)


# %% nbgrader={"grade_id": "check-1-1", "grade": true, "points": 1}
with checks.exercise("1.1"):
    checks.same(scale, "scale")
    assert scale([2, 1])[0] == 1, "the largest becomes 1."
    unused = "a word"

    ### BEGIN HIDDEN TESTS
    def cases(rng):
        yield checks.case("three numbers", rng.random(3))

    checks.same(scale, "scale", cases, strict=True)
    assert scale([4])[0] == 1, "hidden alone"
    ### END HIDDEN TESTS
'''
SAID = """\
[1.1]
Divide by the largest number, of which ... one.
Keep the order
    tested: checks.same(scale, "scale")
    tested: "three numbers"
loop or not: yours.
    free: what comes out is compared
No number is *above* 1, e.g. not 1.5.
    tested: assert scale([2, 1])[0] == 1
Return a new array (n,).
    tested: checks.same(... strict=True)
"""


@pytest.fixture
def assignment(tmp_path):
    made = build.Assignment(tmp_path, "01_small")
    for name in ("pyproject.toml", "nbgrader_config.py", "helpers/__init__.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    for path, text in ((made.source, SOURCE), (promises.file(made), SAID)):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return made


def edited(assignment, path, old, new):
    """Return the faults of an assignment whose source, or file of promises, has something else in this place."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return promises.faults(build.Assignment(assignment.root, assignment.name))


def test_what_is_all_said_has_no_fault(assignment):
    assert promises.faults(assignment) == []
    assert promises.table(assignment).split() == SAID.split()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("one. Keep", "one. Round it. Keep", "nothing says what tests 'Round it.'"),
        ("Keep the order;", "Keep the order and the type;", "nothing says what tests 'and the type;'"),
        (
            "(n,).",
            "(n,).\n\n    numbers: (n,), positive.\n    ",
            "nothing says what tests 'numbers: (n,), positive.'",
        ),
        ("Keep the order", "Let the order be", "the words 'Keep the order' do not stand in its text"),
        ('    assert scale([2, 1])[0] == 1, "the largest becomes 1."\n', "", "has the words 'assert scale([2, 1])"),
        ('"three numbers"', '"four numbers"', "no assertion that a reader sees has the words '\"three numbers\"'"),
    ],
)
def test_what_changes_in_text_or_check_is_a_fault_until_it_is_said(assignment, old, new, words):
    assert words in "\n".join(edited(assignment, assignment.source, old, new))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "assert scale([2, 1])[0] == 1",
            "hidden alone",
            "reader sees has the words 'hidden alone'",
        ),
        ("assert scale([2, 1])[0] == 1", "a word", "no assertion that a reader sees has the words 'a word'"),
        ("loop or not: yours.", "loop: yours.", "the words 'loop: yours.' do not stand in its text"),
        ("    free: what comes out is compared\n", "    ?\n", "say below it `tested: words of the check`"),
        ("    free: what comes out is compared\n", "    free:\n", "line 7: 'free:' is not `tested: …`"),
        ("[1.1]\n", "", "line 1 stands before the first exercise"),
        ("[1.1]\n", "[1.2]\n", "01_small.txt, [1.2]: the words 'Keep the order' do not stand"),
    ],
)
def test_what_is_said_wrong_is_a_fault(assignment, old, new, words):
    assert words in "\n".join(edited(assignment, promises.file(assignment), old, new))


def test_dots_leave_out_nothing_beyond_their_sentence(assignment):
    faults = edited(assignment, promises.file(assignment), " which ... one.\nKeep the order", " which ... order")
    assert "… order' do not stand" in "\n".join(faults)


def test_without_a_file_the_list_is_the_file_to_begin_with(assignment, capsys):
    promises.file(assignment).unlink()
    assert promises.command(assignment.root, []) == 1

    shown = capsys.readouterr()
    assert "01_small: 0 tested, 0 free, 0 explains; 4 faults." in shown.err
    promises.file(assignment).write_text(shown.out, encoding="utf-8")
    assert all("say below it" in fault for fault in promises.faults(assignment))


def test_a_name_that_is_not_there_is_refused(assignment, capsys):
    assert promises.command(assignment.root, ["02_other"]) == 1
    assert "There is no source for 02_other" in capsys.readouterr().err


@pytest.mark.parametrize("assignment", build.assignments(PROJECT), ids=lambda a: a.name)
def test_each_promise_of_the_course_is_tested_or_free(assignment):
    assert promises.faults(assignment) == []


def test_the_check_before_a_commit_names_them_too(assignment):
    faults = edited(assignment, assignment.source, "one. Keep", "one. Round it. Keep")
    assert faults
    assert set(faults) <= set(verify.problems(assignment.root))

    promises.file(assignment).unlink()
    assert sum("nothing says what tests" in problem for problem in verify.problems(assignment.root)) == 5
