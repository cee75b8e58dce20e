"""Results: the same bytes for the same result, marks that nbgrader reads, and outputs that nothing can hide in."""

import base64

import nbformat
import pytest
from nbgrader.utils import determine_grade

from workbook.grading.results import (
    FAILED,
    GRADED,
    PERSON,
    CheckResult,
    Limits,
    Part,
    Result,
    clean_outputs,
    from_json,
    outputs,
    plain,
    report,
    to_json,
    unjudged,
)

PASSED, WRONG = Part("the shape is right", True), Part("hidden test 1", False, "expected 4, found 5")
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"0" * 50).decode()
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + b"0" * 50).decode()


def check_cell(check):
    metadata = {"nbgrader": {"grade": True, "grade_id": check.grade_id, "points": check.possible, "solution": False}}
    return nbformat.v4.new_code_cell("assert True", outputs=outputs(check), metadata=metadata)


def result(**changes):
    checks = {"b": CheckResult("b", 0.5, 1.0, (PASSED, WRONG)), "a": CheckResult("a", 0.0, 2.0, (), fault="lost")}
    notebook = nbformat.v4.new_notebook(cells=[check_cell(c) for c in checks.values()])
    for number, cell in enumerate(notebook.cells):
        cell.id = str(number)
    content = {
        "assignment": "01",
        "student": "añna",
        "outcome": PERSON,
        "reasons": ("a: lost",),
        "notes": ("mended",),
        "checks": checks,
        "notebook": notebook,
        "doubts": {"": "why"},
    }
    return Result(**content | changes)


def test_a_result_survives_its_file_and_has_one_form_only():
    data = to_json(result())
    assert to_json(from_json(data)) == data
    assert from_json(data).checks == result().checks
    turned = result(checks=dict(reversed(result().checks.items())))
    assert to_json(turned) == data


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"3", b"{}", b'{"checks": 1}', to_json(result())[:-9]])
def test_bytes_that_are_no_result_are_refused(data):
    with pytest.raises(ValueError, match="|".join(["not a result", "Expecting", "Unterminated", "Invalid"])):
        from_json(data)


def test_halves_of_characters_do_not_keep_a_result_from_being_written():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = '\ud800'")])
    again = from_json(to_json(result(notebook=notebook)))
    assert again.notebook["cells"][0]["source"] == "x = '\ufffd'"


@pytest.mark.parametrize(
    ("check", "points"),
    [
        (CheckResult("c", 2.0, 2.0, (PASSED, PASSED)), 2),
        (CheckResult("c", 0.67, 2.0, (PASSED, WRONG, WRONG)), 0.67),
        (CheckResult("c", 0.0, 2.0, (PASSED, WRONG)), 0),
        (CheckResult("c", 0.0, 2.0, (WRONG, WRONG)), 0),
        (CheckResult("c", 0.0, 2.0, (), fault="the examiner died"), 0),
        (CheckResult("c", 0.0, 0.0, (PASSED,)), 0),
        (CheckResult("c", 0.5, 2.0, (PASSED,)), 0.5),
        (CheckResult("c", 0.0, 2.0, (PASSED,)), 0),
        (CheckResult("c", 1e-05, 2.0, (PASSED, WRONG)), 1e-05),
    ],
)
def test_nbgrader_reads_the_marks_of_a_check_from_its_outputs(check, points):
    assert determine_grade(check_cell(check)) == (points, check.possible)


def test_a_check_lists_what_passed_what_failed_and_why():
    text = outputs(CheckResult("c", 1.0, 2.0, (PASSED, WRONG)))[0].text
    assert text == (
        "1 of 2 points; 1 of 2 parts passed.\n✓ the shape is right\n✗ hidden test 1\n    expected 4, found 5\n"
    )
    assert "a person will. no memory" in outputs(CheckResult("c", 0.0, 2.0, (), fault="no memory"))[0].text


def test_a_submission_that_was_not_judged_waits_for_a_person():
    found = unjudged("01", "anna", result().notebook, "its file is a link", {"b": "doubtful", "": "older"})
    assert found.outcome == PERSON
    assert found.faulty
    assert found.doubts == {"b": "doubtful", "": "its file is a link"}
    assert [c.points for c in found.checks.values()] == [0, 0]
    for cell in found.notebook["cells"]:
        assert determine_grade(cell)[0] == 0
    assert to_json(from_json(to_json(found))) == to_json(found)


@pytest.mark.parametrize(
    "form",
    [
        "text/html",
        "text/markdown",
        "text/latex",
        "image/svg+xml",
        "application/javascript",
        "application/vnd.jupyter.widget-view+json",
        "application/pdf",
        "text/vnd.mermaid",
        "image/gif",
        "x",
    ],
)
def test_what_a_page_may_run_is_left_out(form):
    data = {form: "<script>1</script>", "text/plain": "kept"}
    found = clean_outputs([{"output_type": "display_data", "data": data, "metadata": {form: {"isolated": True}}}])
    assert [dict(o.data) for o in found] == [{"text/plain": "kept"}]
    assert found[0].metadata == {}
    assert clean_outputs([{"output_type": "display_data", "data": {form: "x"}, "metadata": {}}]) == []


def test_pictures_are_kept_and_only_pictures():
    data = {"image/png": PNG + "\n", "image/jpeg": JPEG}
    (kept,) = clean_outputs([{"output_type": "execute_result", "data": data}])
    assert kept.data == {"image/png": PNG, "image/jpeg": JPEG}
    for bad in (JPEG, PNG + '" onerror="alert(1)', "%%%", "", None, [PNG], base64.b64encode(b"<svg>").decode()):
        found = clean_outputs([{"output_type": "display_data", "data": {"image/png": bad}}])
        assert [o.output_type for o in found] == ["stream"]
        assert "left out" in found[0].text


def test_a_picture_keeps_the_words_that_stand_for_it():
    def words(metadata):
        (kept,) = clean_outputs([{"output_type": "display_data", "data": {"image/png": PNG}, "metadata": metadata}])
        return kept.metadata

    given = {"image/png": {"alt": "two\ncurves\x1b[31m <b>", "width": 9}, "x": 1}
    assert words(given) == {"image/png": {"alt": "two curves <b>"}}
    for nothing in ({}, None, 3, {"image/png": None}, {"image/png": {"alt": 3}}, {"image/jpeg": {"alt": "x"}}):
        assert words(nothing) == {}


def test_a_cell_that_writes_too_much_is_cut_with_a_note():
    limits = Limits(characters=100, pictures=2, picture_bytes=130, outputs=4)
    line = {"output_type": "stream", "name": "stdout", "text": "x" * 30}
    assert len(clean_outputs([line] * 1000, limits)[0].text) < 110
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["y" * 30] * 1000}
    (cut, note) = clean_outputs([error, line], limits)
    assert sum(map(len, cut.traceback)) < 110
    assert "left out" in note.text
    picture = {"output_type": "display_data", "data": {"image/png": PNG}}
    assert [o.output_type for o in clean_outputs([picture] * 9, limits)] == ["display_data"] * 2 + ["stream"]
    assert len(clean_outputs([error | {"traceback": []}] * 99, limits)) == 5


def test_a_traceback_keeps_its_end():
    error = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": [f"line {n}" for n in range(99)]}
    assert clean_outputs([error], Limits(characters=50))[0].traceback[-1] == "line 98"


def test_streams_are_joined_as_a_terminal_shows_them():
    def stream(text, name="stdout"):
        return {"output_type": "stream", "name": name, "text": text}

    (one, two) = clean_outputs([stream("1/2 ="), stream("\r2/2 =="), stream(["\n", "done"]), stream("e", "stderr")])
    assert (one.name, one.text, two.name, two.text) == ("stdout", "2/2 ==\ndone", "stderr", "e")


def test_outputs_of_a_wrong_form_are_left_out():
    strange = [
        None,
        3,
        {},
        {"output_type": 3},
        {"output_type": "stream"},
        {"output_type": "stream", "name": [], "text": 3},
        {"output_type": "display_data"},
        {"output_type": "display_data", "data": [1]},
        {"output_type": "execute_result", "data": {"text/plain": 3}},
        {"output_type": "error"},
        {"output_type": "error", "ename": 3, "evalue": {}, "traceback": [3, None]},
    ]
    for output in clean_outputs(strange):
        nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[output])]))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[0;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\", "xlink"),
        ("a\x00b\x08c\u202ed\ud800e\x1b", "abcde"),
        ("one\r\ntwo\rthree\r\n", "one\nthree\n"),
        (["a", "b"], "ab"),
        (["a", 3], ""),
        (3, ""),
        (None, ""),
    ],
)
def test_plain_text(text, shown):
    assert plain(text) == shown


def test_a_reason_cannot_become_anything_but_text():
    reason = "a\n\n# heading\n```\n</pre><script>1</script>\n- " + "word " * 60
    (outcome, notes) = report(result(reasons=(reason,), notes=(reason,)))
    for cell in (outcome, notes):
        head, _, block = cell.source.partition("\n\n")
        assert head.startswith("**")
        assert all(line.startswith("    ") and len(line) < 120 for line in block.splitlines())
        assert "<script>" in block
    assert "for-instructor" in notes.metadata.tags
    assert "for-instructor" not in outcome.metadata.tags


def test_a_graded_notebook_without_notes_gets_no_report():
    assert report(result(outcome=GRADED, notes=())) == []
    assert len(report(result(outcome=FAILED, notes=()))) == 1
