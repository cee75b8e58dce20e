"""Building and verifying, on a course of one small assignment, through the real nbgrader and a real kernel."""

import json
import shutil
import sys

import nbformat
import pytest

from workbook import __main__ as main
from workbook.authoring import address, build, calibrate, times, verify

NAME = "00_sums"
SOURCE = '''# %% [markdown]
r"""
# 00 · Sums

{{badge}} {{times}}

### Exercise 0.1: Add two numbers
"""

# %% tags=["setup"]
if False:
    # %pip install {{install}}
    pass
from helpers import checks

print("ready")


# %% nbgrader={"grade_id": "exercise-0-1", "solution": true}
def add(a, b):
    """Return the sum."""
    ### BEGIN SOLUTION
    the_sum_of_both = a + b
    return the_sum_of_both
    ### END SOLUTION


# %% [markdown]
"""
<details><summary>Hint</summary>

Use a plus sign.

</details>
"""

# %% nbgrader={"grade_id": "check-0-1", "grade": true, "points": 2}
with checks.exercise("0.1"):
    assert add(1, 2) == 3
    ### BEGIN HIDDEN TESTS
    assert add(-1, 2.5) == 1.5, "secret"
    ### END HIDDEN TESTS

# %% [markdown] nbgrader={"grade_id": "explain-0-1", "grade": true, "points": 1, "solution": true}
"""
Because addition commutes.

**Rubric (1 point).** Says so.
"""
'''


@pytest.fixture
def course(tmp_path, project):
    """Return the root of a project with one assignment, not built yet."""
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(project / name, tmp_path / name)
    for room in ("workbook", "helpers"):
        shutil.copytree(project / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    write(tmp_path, SOURCE)
    return tmp_path


@pytest.fixture
def built(course):
    build.build(course, [])
    return course


def write(root, source):
    path = build.Assignment(root, NAME).source
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def assignment(root):
    return build.Assignment(root, NAME)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_built_course_has_no_problems(built):
    assert verify.problems(built) == []


def test_the_release_has_stubs_that_name_the_exercise_and_no_secret(built):
    text = assignment(built).release.read_text(encoding="utf-8")
    assert "raise NotImplementedError('Exercise 0.1: add two numbers')" in text
    for secret in ("the_sum_of_both", "secret", "commutes", "Rubric", "HIDDEN", "SOLUTION"):
        assert secret not in text
    assert "*Write your answer here.*" in text
    assert not list(assignment(built).release.parent.glob("*.py"))


def test_answers_for_who_studies_alone_are_left_out_by_one_setting(course):
    write(course, SOURCE + '\n# %% [markdown] tags=["seen"]\n"""\nThe sum, as it should have been seen.\n"""\n')
    build.build(course, [])
    assert "as it should have been seen" in assignment(course).release.read_text(encoding="utf-8")
    edit(course / "nbgrader_config.py", "remove_cell_tags = set()", 'remove_cell_tags = {"seen"}')
    build.build(course, [])
    assert "as it should have been seen" not in assignment(course).release.read_text(encoding="utf-8")
    assert "as it should have been seen" in assignment(course).solution.read_text(encoding="utf-8")


def test_the_solution_is_executed_and_free_of_what_changes(built):
    notebook = nbformat.read(assignment(built).solution, as_version=4)
    outputs = {c.id: c.outputs for c in notebook.cells if c.cell_type == "code"}
    assert outputs["check-0-1"][0].text.startswith("Exercise 0.1")
    assert "widgets" not in notebook.metadata
    assert all("execution" not in c.metadata for c in notebook.cells)
    nbformat.validate(notebook)


def test_of_a_widget_the_figure_is_kept_without_ids_that_change():
    view = {"version_major": 2, "version_minor": 1, "model_id": "0123"}
    data = {"application/vnd.jupyter.widget-view+json": view, "image/png": "iVBORw0KGgo=", "text/plain": "A figure."}
    kept = build._kept(nbformat.v4.new_output("execute_result", data=data))
    assert kept.data == {"image/png": "iVBORw0KGgo=", "text/plain": "A figure."}


def test_placeholders_are_filled_in(built):
    text = assignment(built).release.read_text(encoding="utf-8")
    here = address.of(built)
    assert f"%pip install {here.package}" in text
    assert here.on_colab(f"notebooks/{NAME}/{NAME}.ipynb") in text
    assert "{{" not in text


def test_the_set_up_cell_is_folded_and_made_by_the_build(course):
    start = SOURCE.index("if False")
    write(course, SOURCE.replace(SOURCE[start : SOURCE.index("\n\n\n", start)], "# {{setup}}"))
    (cell,) = (c for c in assignment(course).notebook.cells if "setup" in c.metadata.get("tags", []))
    assert cell.source.startswith("# @title ")
    assert cell.source.endswith("helpers.start()")
    assert f"\n    %pip install --quiet --no-deps {address.of(course).package}\n" in cell.source
    assert cell.metadata == {"tags": ["setup", "hide-input"], "jupyter": {"source_hidden": True}, "cellView": "form"}


def test_words_for_accidents_are_no_reason_to_execute_anew(built, monkeypatch):
    before = build.code_digest(assignment(built).notebook)
    monkeypatch.setattr(build, "RESTARTED", "")
    assert build.code_digest(assignment(built).notebook) == before


def test_a_check_is_folded_to_a_line_in_the_source_the_solution_and_the_release(built):
    one = assignment(built)
    written = [nbformat.read(path, as_version=4) for path in (one.solution, one.release)]  # the release is nbgrader's
    for notebook in (one.notebook, *written):
        (check,) = (c for c in notebook.cells if c.id == "check-0-1")
        assert check.source.startswith(f'# @title Check 0.1: run me\nwith checks.exercise("0.1"):{build.RESTARTED}\n')
        assert check.metadata.jupyter == {"source_hidden": True}
        assert check.metadata.cellView == "form"
        assert check.metadata.tags == ["hide-input"]
        (answer,) = (c for c in notebook.cells if c.id == "exercise-0-1")
        assert not {"jupyter", "cellView", "tags"} & set(answer.metadata)


def test_building_again_executes_nothing_and_changes_nothing(built, monkeypatch):
    before = {p: p.read_bytes() for p in built.rglob("*.ipynb")}
    monkeypatch.setattr(build, "execute", lambda a: pytest.fail("executed again"))
    build.build(built, [])
    assert {p: p.read_bytes() for p in built.rglob("*.ipynb")} == before


def test_new_prose_keeps_the_outputs_and_new_code_does_not(built, monkeypatch):
    executed = []
    real = build.execute
    monkeypatch.setattr(build, "execute", lambda a: executed.append(a.name) or real(a))
    edit(assignment(built).source, "# 00 · Sums", "# 00 · Adding")
    build.build(built, [])
    assert executed == []
    assert verify.problems(built) == []
    edit(assignment(built).source, 'print("ready")', 'print("set")')
    build.build(built, [])
    assert executed == [NAME]
    assert verify.problems(built) == []


MENDED = {
    "hidden": ("assert add(-1, 2.5) == 1.5", "assert add(-1, 3.5) == 2.5"),
    "visible": ("assert add(1, 2) == 3", "assert add(2, 2) == 4"),
}


@pytest.mark.parametrize("part", MENDED)
def test_a_mended_check_executes_nothing_and_the_other_outputs_stay(built, monkeypatch, capsys, part):
    before = nbformat.read(assignment(built).solution, as_version=4)
    release = assignment(built).release.read_text(encoding="utf-8")
    monkeypatch.setattr(build, "execute", lambda a: pytest.fail("executed again"))
    edit(assignment(built).source, *MENDED[part])
    assert "cell check-0-1: the executed notebook is stale or edited; run `make build`." in found(built)
    build.build(built, [])
    assert f"changed and not run: check-0-1. `workbook trial {NAME}` tries them" in capsys.readouterr().out
    assert verify.problems(built) == []
    after = nbformat.read(assignment(built).solution, as_version=4)
    for old, new in zip(before.cells, after.cells, strict=True):
        if new.id == "check-0-1":
            assert MENDED[part][1] in new.source
            assert old.outputs
            assert (new.outputs, new.execution_count) == ([], None)
        else:
            assert new == old
    assert (assignment(built).release.read_text(encoding="utf-8") != release) == (part == "visible")
    # Other code is executed as before, and then the check has run, too.
    monkeypatch.undo()
    edit(assignment(built).source, 'print("ready")', 'print("set")')
    build.build(built, [])
    assert build.not_run(nbformat.read(assignment(built).solution, as_version=4)) == []


def test_a_check_that_is_added_or_renamed_executes_nothing(built, monkeypatch, capsys):
    monkeypatch.setattr(build, "execute", lambda a: pytest.fail("executed again"))
    edit(assignment(built).source, '"grade_id": "check-0-1"', '"grade_id": "check-0-1a"')
    more = '\n# %% nbgrader={"grade_id": "check-0-1b", "grade": true, "points": 1}\nassert add(0, 0) == 0\n'
    source = assignment(built).source
    source.write_text(source.read_text(encoding="utf-8") + more, encoding="utf-8")
    build.build(built, [])
    notebook = nbformat.read(assignment(built).solution, as_version=4)
    assert build.not_run(notebook) == ["check-0-1a", "check-0-1b"]
    # `make check` names them, as `make release` will, and finds no fault in them.
    monkeypatch.setattr(main, "ROOT", built)
    monkeypatch.setattr(sys, "argv", ["workbook", "check"])
    capsys.readouterr()
    main.main()
    said = capsys.readouterr().out
    assert f"{NAME}: changed and not run: check-0-1a, check-0-1b." in said
    assert f"`workbook build --force {NAME}`" in said
    assert notebook.cells[1].outputs


def test_outputs_edited_by_hand_are_found_after_a_check_is_mended_too(built):
    path = assignment(built).solution
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs[0].text = "steady\n"
    nbformat.write(notebook, path)
    edit(assignment(built).source, *MENDED["hidden"])
    build.build(built, [])
    assert "edited by hand" in found(built)


def test_an_edited_release_is_kept_when_it_is_built_again(built, capsys):
    edit(assignment(built).release, "Use a plus sign.", "My own note.")
    edit(assignment(built).source, "# 00 · Sums", "# 00 · Adding")
    build.build(built, [])
    kept = assignment(built).release.with_name(f"{NAME}.edited-1.ipynb")
    assert "My own note." in kept.read_text(encoding="utf-8")
    assert kept.name in capsys.readouterr().out
    assert "My own note." not in assignment(built).release.read_text(encoding="utf-8")
    build.build(built, [])
    assert len(list(kept.parent.glob("*.edited-*"))) == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("import sys; print('late', file=sys.stderr)", "stderr"),
        ("import os; print(os.getcwd())", "path of this machine"),
        ("object()", "address that changes"),
    ],
)
def test_outputs_unfit_to_keep_stop_the_build(course, line, words):
    write(course, SOURCE.replace('print("ready")', line))
    with pytest.raises(build.BuildError, match=rf"{NAME}, cell top__1: .*{words}"):
        build.build(course, [])


def test_a_name_that_is_not_there_is_refused(course):
    with pytest.raises(build.BuildError, match="99_none; the course has 00_sums"):
        build.build(course, ["99_none"])


def found(root):
    return "\n".join(verify.problems(root))


def test_stale_products_are_found(built):
    edit(assignment(built).source, "a + b", "b + a")
    assert f"{NAME}, cell exercise-0-1: the executed notebook is stale" in found(built)
    write(built, SOURCE.replace("Use a plus sign.", "Add them."))
    text = found(built)
    assert "cell exercise-0-1__1: the executed notebook is stale or edited" in text
    assert "cell exercise-0-1__1: the release notebook is stale or edited" in text


def test_a_missing_product_is_found(built):
    assignment(built).release.unlink()
    assert "notebooks/00_sums/00_sums.ipynb is missing; run `make build`." in found(built)


def test_outputs_edited_by_hand_are_found(built):
    path = assignment(built).solution
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].outputs[0].text = "steady\n"
    nbformat.write(notebook, path)
    assert "edited by hand" in found(built)


def test_leaks_are_found(built):
    release = assignment(built).release
    edit(release, "Use a plus sign.", "the_sum_of_both = a + b")
    text = found(built)
    assert "cell exercise-0-1: a line of its solution or hidden test is released: the_sum_of_both = a + b" in text
    edit(release, "the_sum_of_both = a + b", 'assert add(-1, 2.5) == 1.5, \\"secret\\"')
    assert "cell check-0-1: a line of its solution or hidden test is released" in found(built)
    edit(release, 'assert add(-1, 2.5) == 1.5, \\"secret\\"', "Because addition commutes.")
    assert "cell explain-0-1: a line of its solution or hidden test is released" in found(built)


def test_the_start_page_shows_the_course_as_it_is_before_anybody_began(built):
    page = nbformat.read(build.start_file(built), as_version=4)
    (cell,) = (c for c in page.cells if c.cell_type == "code")
    assert cell.source.startswith("if False:")  # what the set-up cell does before `helpers.start()`
    assert cell.source.endswith("progress.overview()")
    html = cell.outputs[0].data["text/html"]
    assert f'href="{NAME}/{NAME}.ipynb"' in html
    assert "0&nbsp;of&nbsp;1" in html
    nbformat.validate(page)


def test_a_start_page_that_is_stale_or_holds_somebodys_progress_is_found(built):
    edit(build.start_file(built), "0&nbsp;of&nbsp;1", "1&nbsp;of&nbsp;1")
    assert any("notebooks/start.ipynb" in p for p in verify.problems(built))
    build.build(built, [])
    assert verify.problems(built) == []
    (built / "docs").mkdir()
    row = f"| [00 Sums](../notebooks/{NAME}/{NAME}.ipynb) | Adding. | a picture |"
    (built / "docs" / "notebooks.md").write_text(f"{row}\n")
    assert {p.split()[0] for p in verify.problems(built)} == {"helpers/syllabus.json", "notebooks/start.ipynb"}
    build.build(built, [])
    assert "Adding." in build.start_file(built).read_text(encoding="utf-8")


def test_the_readmes_table_has_title_time_and_address_of_each_notebook(built):
    row = "| [{}](notebooks/{}/{}.ipynb) | {} | A sum | [Colab]({}) |"
    page = f"It lies at {address.of(built).page}.\n\n"
    (built / "README.md").write_text(page + row.format("Old", NAME, NAME, 5, "https://example.org") + "\n")
    assert verify.problems(built) == ["README.md has another title, time or address of a notebook; run `make build`."]
    build.build(built, [])
    about = json.loads(build.syllabus(built))[NAME]
    right = row.format(about["title"], NAME, NAME, about["minutes"], assignment(built).on_colab)
    assert (built / "README.md").read_text() == f"{page}{right}\n"
    assert verify.problems(built) == []


def test_a_source_left_in_notebooks_is_found(built):
    shutil.copy(assignment(built).source, assignment(built).release.parent)
    assert "notebooks/00_sums/00_sums.py must not lie in notebooks/." in found(built)


def test_a_stub_that_differs_by_more_is_found(built):
    edit(assignment(built).release, "Return the sum.", "Return a sum.")
    assert "cell exercise-0-1: its stub differs from the source by more than the solution." in found(built)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<details>", "<p>", "exercise 0.1: no hint"),
        ('checks.exercise("0.1")', 'checks.exercise("0.2")', "exercise 0.1: no check cell"),
        ('"check-0-1"', '"exercise-0-1"', "cell exercise-0-1: 2 cells of this notebook have the same grade_id"),
        ("**Rubric (1 point).**", "Well.", "cell explain-0-1: a written answer needs a **Rubric**"),
        ('print("ready")', "print()\n" * 31, "cell top__1: 37 lines of code; at most 30"),
        ("    ### BEGIN SOLUTION\n", "", "cell exercise-0-1: no ### BEGIN SOLUTION"),
        (', "solution": true}\ndef', "}\ndef", "exercise 0.1: no cell to fill in"),
    ],
)
def test_a_broken_form_is_found(course, old, new, words):
    assert old in SOURCE
    write(course, SOURCE.replace(old, new))
    assert words in "\n".join(verify.form_problems(assignment(course).notebook))


def test_what_a_check_binds_and_another_cell_reads_is_named(course):
    read = SOURCE.replace("    assert add(1, 2)", "    total = 3\n    assert add(1, 2)", 1) + "\n# %%\nprint(total)\n"
    write(course, read)
    (problem,) = verify.name_problems(assignment(course).notebook)
    assert problem.startswith("cell check-0-1: the check gives `total` a value, and cell ")
    write(course, read.replace("total", "_total"))
    assert verify.name_problems(assignment(course).notebook) == []
    write(course, read.replace("print(total)", "total = 1\nprint(total)"))
    assert verify.name_problems(assignment(course).notebook) == []


def test_an_import_that_no_cell_uses_is_named(course):
    write(course, f"{SOURCE}\n# %%\nimport json\nimport math\n\n# %%\nmath.pi\n")
    (problem,) = verify.name_problems(assignment(course).notebook)
    assert problem.endswith("imports `json`, which no cell uses.")


def test_lines_too_wide_for_their_cell_are_named():
    code, text = "x = '" + "a" * 95 + "'", "word " * 23 + "word"
    wide = f"# %%\n{code}\n{code[:-2]}'\n# %% [markdown]\n{text}\n{text} words\n| {text} words |\nhttps://{text}"
    assert verify.width_problems(wide) == [
        "line 2 of its source has 101 columns; at most 100 here.",
        "line 6 of its source has 125 columns; at most 120 here.",
    ]


CHECK = SOURCE[SOURCE.index("with checks.exercise") : SOURCE.index("# %% [markdown] nbgrader")]
REGION = "    ### BEGIN HIDDEN TESTS\n    assert add(0, 0) == 0\n    ### END HIDDEN TESTS\n"


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (f"one = 1\n{CHECK}", "a check is one `with checks.exercise(...)` block"),
        (f"{CHECK}assert add(2, 2) == 4\n", "a check is one `with checks.exercise(...)` block"),
        (f"{CHECK}    assert add(1\n", "is no Python"),
        (CHECK.rstrip() + "\n" + REGION, "one hidden region"),
        (
            CHECK.partition("    ###")[0] + "    if True:\n" + REGION.replace("    ", " " * 8),
            "not inside one",
        ),
        (CHECK.partition("    assert")[0] + "    add(1, 2)\n", "no statement of the block asserts anything"),
        (CHECK.rstrip() + "\n    def same(x):\n        assert add(x, 0) == x\n", "what a function asserts"),
    ],
    ids="before after syntax two nested nothing function".split(),
)
def test_a_check_that_the_examiner_would_take_otherwise_is_found(course, check, words):
    write(course, SOURCE.replace(CHECK, check))
    (problem,) = verify.form_problems(assignment(course).notebook)
    assert problem.startswith("cell check-0-1: ")
    assert words in problem


def test_a_grade_id_used_by_two_assignments_is_found(built):
    other = build.Assignment(built, "01_more")
    other.source.parent.mkdir(parents=True)
    other.source.write_text(SOURCE, encoding="utf-8")
    assert "01_more, cell exercise-0-1: 00_sums has the same grade_id." in found(built)


def test_the_set_up_cell_must_be_the_same_everywhere(built):
    for name in ("01_more", "02_most"):
        other = build.Assignment(built, name)
        other.source.parent.mkdir(parents=True)
        changed = SOURCE if name == "01_more" else SOURCE.replace('print("ready")', 'print("other")')
        other.source.write_text(changed, encoding="utf-8")
    assert "02_most, the set-up cell differs" in found(built)


def test_nbgraders_own_command_makes_the_same_release(built, tmp_path):
    import subprocess
    import sys

    expected = assignment(built).release.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME, "--force"]
    subprocess.run(command, cwd=built, check=True, capture_output=True)
    assert assignment(built).release.read_text(encoding="utf-8") == expected
    assert [p.name for p in assignment(built).release.parent.iterdir()] == [f"{NAME}.ipynb"]


@pytest.mark.parametrize(("error", "status"), [(0.5, 0), (2.0, 1)])
def test_calibration_keeps_the_share_of_its_limit_that_each_loss_check_used(course, monkeypatch, error, status):
    for variable in ("WORKBOOK_EFFORT", "WORKBOOK_SEED", "WORKBOOK_MARGINS"):
        monkeypatch.setenv(variable, "")  # so that they are put back after the test
    write(course, SOURCE.replace("    assert add(1, 2) == 3", f"    checks.below({error}, 1.0, 'The error')"))
    assert calibrate.calibrate(course, [], seeds=2) == status
    kept = json.loads((course / "benchmarks" / "results" / "margins.json").read_text(encoding="utf-8"))
    assert kept[NAME]["The error"] == {"seeds": 2, "values": 2, "smallest": error, "median": error, "largest": error}


def test_measured_times_reach_the_notebooks_head(course, monkeypatch):
    monkeypatch.setenv("WORKBOOK_EFFORT", "")
    assert "at effort `quick` is not measured yet." in assignment(course).notebook.cells[0].source
    times.measure(course, [])
    measured = json.loads((course / "benchmarks" / "results" / "times.json").read_text(encoding="utf-8"))
    (seconds,) = measured[NAME].values()
    assert f"takes {seconds} seconds on a" in assignment(course).notebook.cells[0].source


def test_the_readmes_picture_is_the_one_that_the_notebook_draws(course):
    drawing = 'from helpers import plots\n\nplots.layer_widths([("image", 9), ("code", 2)])'
    tagged = f'# %% tags=["readme"]\n{drawing}\n\n# %% nbgrader={{"grade_id": "check-0-1"'
    write(course, SOURCE.replace('# %% nbgrader={"grade_id": "check-0-1"', tagged))
    build.build(course, [])
    picture = course / ".github" / f"{NAME}.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert verify.problems(course) == []
    picture.write_bytes(b"another")
    assert f".github/{NAME}.png is not the picture" in found(course)
