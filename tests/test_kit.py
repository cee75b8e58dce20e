"""The students' kit: what is in it and what is not, its repository, and corrections for who has begun."""

import copy
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import nbformat
import numpy as np
import pytest
from test_build import NAME, SOURCE, edit, write
from test_release import TAG, VERSION, commit, git, number, project

from workbook.authoring import address, build, kit, release, update, verify
from workbook.authoring.address import Address, BuildError
from workbook.authoring.assignment import REGION, completed, is_claim, is_written_answer
from workbook.term import calendar

PROJECT = Path(__file__).parent.parent
PATH = "notebooks/01_one/01_one.ipynb"
OTHER = "notebooks/02_two/02_two.ipynb"
COPIES = "notebooks/before-1.2.1"
# A call of Keras' that helpers and an answer make alike.
COMMON = {"helpers/training/fitting.py: model.optimizer.build(model.trainable_variables)"}


# --- what is in it ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> dict[str, bytes]:
    """Return the files of the kit of this course as it lies here."""
    root = tmp_path_factory.mktemp("course")
    leave = shutil.ignore_patterns("__pycache__", "work", "*.edited-*", "before-*", ".ipynb_checkpoints")
    for name in ("README.md", "docs", kit.UPDATER, *kit.KIT):
        source, target = PROJECT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target, ignore=leave) if source.is_dir() else shutil.copy(source, target)
    return kit.files(root, address.of(PROJECT), "0" * 40, 1_700_000_000)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def texts_of(path: str, content: bytes) -> list[str]:
    """Return all that can be read in a file."""
    if path.endswith(".ipynb"):
        notebook = nbformat.reads(content.decode(), as_version=4)
        return [cell.source for cell in notebook.cells] + [json.dumps(c.get("outputs", [])) for c in notebook.cells]
    if path.endswith(".npz"):
        return strings(content)
    return [content.decode()]


def strings(content: bytes) -> list[str]:
    """Return the texts in a file of arrays, each of which is of plain numbers or texts."""
    from io import BytesIO

    found = []

    def gather(value):
        if isinstance(value, str):
            found.append(value)
        for part in value if isinstance(value, list) else value.items() if isinstance(value, dict) else ():
            for inner in part if isinstance(part, tuple) else (part,):
                gather(inner)

    with np.load(BytesIO(content), allow_pickle=False) as file:
        for key in file.files:
            array = file[key]  # refused where it is an object of Python's
            assert array.dtype.kind in "biufUS", (key, array.dtype)
            if array.dtype.kind in "US":
                for text in array.astype(str).ravel():
                    gather(json.loads(text) if key == "index" else str(text))
    return found


def course() -> list[nbformat.NotebookNode]:
    return [assignment.with_claims for assignment in build.assignments(PROJECT)]


def secret_lines() -> dict[str, str]:
    """Return each line of an answer, a hidden test, a rubric or a claim that says something, and where it stands."""
    lines = {}
    for notebook in course():
        for cell in notebook.cells:
            secret = [cell.source] if is_written_answer(cell) or is_claim(cell) else []
            secret += [found[2] for found in REGION.finditer(cell.source)]
            for line in "\n".join(secret).splitlines():
                if len(squeezed(line)) >= verify.TELLING:
                    lines[squeezed(line)] = cell.id
    return lines


def shown() -> str:
    """Return what the sources show: lines that an answer has in common with the notebooks' own text are no secret."""
    cells = [c for notebook in course() for c in notebook.cells if not is_written_answer(c) and not is_claim(c)]
    return squeezed("\n".join(REGION.sub("", cell.source) for cell in cells))


def test_no_worked_line_no_hidden_test_no_rubric_and_no_claim_is_in_the_kit(whole):
    visible = shown()
    lines = secret_lines()
    secret = {line: cell for line, cell in lines.items() if line not in visible}
    assert len(build.assignments(PROJECT)) == 13
    assert len(secret) > 0.9 * len(lines) > 1000
    texts = {path: squeezed("\n".join(texts_of(path, content))) for path, content in whole.items()}
    found = {(path, cell, line) for line, cell in secret.items() for path, text in texts.items() if line in text}
    assert {f"{path}: {line}" for path, _, line in found} == COMMON


def test_expected_values_are_data_and_no_code(whole):
    files = [path for path in whole if path.endswith(".npz") and "/cases/" in path]
    assert len(files) == 13
    for path in files:
        for text in strings(whole[path]):
            assert not any(word in text for word in ("def ", "import ", "lambda", "Lambda", "### ")), (path, text)


def test_what_a_kit_has_is_listed_and_nothing_else_comes_along(whole):
    tops = {path.partition("/")[0] for path in whole}
    assert tops == {*(name.partition("/")[0] for name in kit.KIT), "README.md"}
    assert {path for path in whole if path.startswith(".ci/")} == {
        *(".ci/environment", ".ci/jupyterlab/overrides.json", update.RECORD, update.SCRIPT)
    }
    assert {path for path in whole if path.startswith("notebooks/")} == {
        "notebooks/start.ipynb",
        *(f"notebooks/{a.name}/{a.name}.ipynb" for a in build.assignments(PROJECT)),
    }
    text = "\n".join("\n".join(texts_of(path, content)) for path, content in whole.items())
    for word in ("HIDDEN TESTS", "BEGIN SOLUTION", "**Rubric", "# %% wrong:", "# known:"):
        assert word not in text, word
    attacks = [path.stem for path in (PROJECT / "tests" / "attacks").iterdir() if "_" in path.stem.strip("_")]
    assert len(attacks) > 100
    assert [name for name in attacks if name in text] == []


def test_the_course_keeps_its_word_about_itself(whole):
    record = update.whole(whole)
    assert record.version == address.of(PROJECT).version
    assert set(record.files) == whole.keys() - {update.RECORD}
    assert sum(given.answer for cells in record.cells.values() for given in cells) > 60
    for path, cells in record.cells.items():
        ids = [cell.id for cell in nbformat.reads(whole[path].decode(), as_version=4).cells]
        assert [given.id for given in cells] == ids
        assert len({given.id for given in cells}) == len(cells)


# --- an update: notebooks ---------------------------------------------------------------------------------------------


def text(source, name="", **more):
    return nbformat.v4.new_markdown_cell(source, id=name) | more


def code(source, name="", **more):
    return nbformat.v4.new_code_cell(source, id=name) | more


def graded(cell, **grade):
    return cell | {"metadata": {"nbgrader": completed({"grade_id": cell["id"]} | grade)}}


def stub(number=1, words="Return a number."):
    return graded(code(f'def f{number}():\n    """{words}"""\n    raise NotImplementedError', f"exercise-1-{number}"),
                  solution=True)  # fmt: skip


def check(number=1, wanted=1, points=1):
    cell = graded(code(f"assert f{number}() == {wanted}", f"check-1-{number}"), grade=True, points=points)
    cell["metadata"] |= {"editable": False, "deletable": False, "jupyter": {"source_hidden": True}}
    return cell


def written(number=1):
    return graded(text("*Write here.*", f"explain-1-{number}"), grade=True, solution=True, points=2)


def book(*cells):
    return nbformat.from_dict({"cells": copy.deepcopy(list(cells)), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


FIRST = (text("# One", "top__0"), code("import numpy", "top__1"), stub(), text("A hint.", "exercise-1-1__1"), check())
FIRST += (text("Look.", "check-1-1__1"), code("print(f1())", "check-1-1__2"), written())


def kit_of(version, *cells, made=0, other=(), **files):
    """Return the files of a kit with one notebook, or two."""
    contents = {PATH: book(*cells)} | ({OTHER: book(*other)} if other else {})
    made_of = {path: f"{nbformat.writes(notebook)}\n".encode() for path, notebook in contents.items()}
    made_of |= {path.replace("__", "/"): content for path, content in files.items()}
    made_of[update.SCRIPT] = b"#!/usr/bin/env python3\n" + (PROJECT / kit.UPDATER).read_bytes()
    here = Address("ada/kit", version)
    return made_of | {update.RECORD: kit._record(made_of, here, "0" * 40, made or int(version.replace(".", "")))}


def unpacked(folder, files):
    for path, content in files.items():
        update.put(folder, path, content)
    return folder


@pytest.fixture
def mine(tmp_path) -> Path:
    """Return the folder of a student."""
    return unpacked(tmp_path / "mine", kit_of("1.2.0", *FIRST))


def read(folder, path=PATH):
    return nbformat.read(folder / path, as_version=4)


def work(folder, *changes, path=PATH):
    """Change a notebook as a student does: each change gets its list of cells."""
    notebook = read(folder, path)
    for change in changes:
        change(notebook.cells)
    nbformat.write(notebook, folder / path)


def at(cells, name):
    return next(n for n, cell in enumerate(cells) if cell.id == name)


def say(name, source):
    def change(cells):
        cells[at(cells, name)].source = source

    return change


def own(behind, source):
    def change(cells):
        cells.insert(at(cells, behind) + 1, nbformat.v4.new_code_cell(source))

    return change


def gone(name):
    def change(cells):
        del cells[at(cells, name)]

    return change


def changed(*cells, **by):
    """Return cells with others in the place of some, by their id."""
    names = {name.replace("_", "-", 2): cell for name, cell in by.items()}
    return [names.get(cell["id"], cell) for cell in cells]


def sources(folder, path=PATH):
    return [cell.source for cell in read(folder, path).cells]


MENDED = changed(*FIRST, check_1_1=check(wanted=2, points=3))


def test_what_nobody_has_begun_is_replaced(mine):
    words = update.update(mine, kit_of("1.2.1", *MENDED))
    assert words == [f"{mine} is brought up to 1.2.1."]
    assert (mine / PATH).read_bytes() == kit_of("1.2.1", *MENDED)[PATH]
    assert not (mine / COPIES).exists()


def test_answers_own_cells_and_written_answers_stay_in_a_corrected_notebook(mine):
    work(
        mine,
        say("exercise-1-1", "def f1():\n    return 1"),
        own("exercise-1-1", "f1()  # let me see"),
        own("top__1", "mine = 3"),
        say("explain-1-1", "Since it is so."),
        lambda cells: cells[at(cells, "exercise-1-1")].update(execution_count=7),
    )
    before = (mine / PATH).read_bytes()
    words = update.update(mine, kit_of("1.2.1", *MENDED))
    assert sources(mine) == [
        *("# One", "import numpy", "mine = 3", "def f1():\n    return 1", "f1()  # let me see", "A hint."),
        *("assert f1() == 2", "Look.", "print(f1())", "Since it is so."),
    ]
    cells = {cell.id: cell for cell in read(mine).cells}
    assert cells["check-1-1"].metadata.nbgrader.points == 3
    assert cells["exercise-1-1"].execution_count == 7
    nbformat.validate(read(mine))
    assert words == [f"{mine} is brought up to 1.2.1.", f"As they were before, your files lie in {COPIES}."]
    assert (mine / COPIES / "01_one" / "01_one.ipynb").read_bytes() == before


def test_a_cell_of_the_courses_that_was_changed_is_named_and_kept_in_the_copy(mine):
    work(mine, say("check-1-1", "assert True"), say("top__1", "import numpy as my"), say("check-1-1__1", " "))
    words = "\n".join(update.update(mine, kit_of("1.2.1", *MENDED)))
    assert sources(mine) == [cell["source"] for cell in MENDED]
    assert "you had changed them: the one that begins with “import numpy as my”, check-1-1." in words
    assert f"yours are in {COPIES}/01_one/01_one.ipynb" in words
    assert "assert True" in (mine / COPIES / "01_one" / "01_one.ipynb").read_text()


def test_own_cells_stay_where_they_were_though_a_new_cell_shifts_the_ids(mine):
    work(mine, own("check-1-1__2", "last = f1()"), say("check-1-1__1", "Look at my note."))
    new = [*FIRST[:5], text("New.", "check-1-1__1"), text("Look.", "check-1-1__2"), code("print(f1())", "check-1-1__3")]
    update.update(mine, kit_of("1.2.1", *new, written()))
    assert sources(mine)[4:] == ["assert f1() == 1", "New.", "Look.", "print(f1())", "last = f1()", "*Write here.*"]


def test_what_was_deleted_is_there_again(mine):
    work(mine, gone("check-1-1"), gone("exercise-1-1__1"), say("exercise-1-1", "def f1():\n    return 1"))
    words = "\n".join(update.update(mine, kit_of("1.2.1", *MENDED)))
    assert [cell.id for cell in read(mine).cells] == [cell["id"] for cell in MENDED]
    assert "check-1-1 was missing; it is there again" in words
    assert "return 1" in sources(mine)[2]


def test_a_question_that_is_added_comes_with_its_stub_and_one_that_is_removed_leaves_the_answer(mine):
    both = (*FIRST, stub(2), check(2), stub(3), check(3))
    unpacked(mine, kit_of("1.2.0", *both))
    work(mine, say("exercise-1-2", "def f2():\n    return 2"))
    words = "\n".join(update.update(mine, kit_of("1.2.1", *FIRST, stub(4), check(4))))
    assert sources(mine)[-3:] == [both[-4]["source"].partition("\n")[0] + "\n    return 2", *(
        cell["source"] for cell in (stub(4), check(4)))]  # fmt: skip
    kept = read(mine).cells[-3]
    assert "nbgrader" not in kept.metadata
    assert "exercise-1-2 is no more in the course; your answer stays, ungraded" in words
    assert "f3" not in "".join(sources(mine))
    assert "exercise-1-3" not in words


def test_a_stub_takes_its_new_words_and_an_answer_to_the_old_ones_is_named(mine):
    unpacked(mine, kit_of("1.2.0", *FIRST, stub(2)))
    work(mine, say("exercise-1-1", "def f1():\n    return 1"))
    new = [*changed(*FIRST, exercise_1_1=stub(words="Return 2.")), stub(2, "Return 3.")]
    words = "\n".join(update.update(mine, kit_of("1.2.1", *new)))
    assert "def f1():\n    return 1" in sources(mine)
    assert sources(mine)[-1] == new[-1]["source"]
    assert f"has changed what it gives in exercise-1-1, and your answer is kept as it is. Compare it with {COPIES}" in (
        words
    )
    assert "Return 2." in (mine / COPIES / "01_one" / "01_one.new.ipynb").read_text()
    assert "exercise-1-2" not in words


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xff\xfe\x00",
        b"<<<<<<< HEAD\n{}\n=======\n",
        b"[" * 100_000,
        b"[]",
        b'{"nbformat": 3, "worksheets": []}',
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": {}}',
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [3]}',
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "code", "metadata": {}}]}',
        b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}',
    ],
    ids="empty bytes conflict deep list three dict number sourceless none".split(),
)
def test_a_notebook_that_cannot_be_read_is_left_alone_and_named_and_the_others_are_not(tmp_path, broken):
    folder = unpacked(tmp_path / "mine", kit_of("1.2.0", *FIRST, other=[*FIRST]))
    (folder / PATH).write_bytes(broken)
    words = "\n".join(update.update(folder, kit_of("1.2.1", *MENDED, other=MENDED)))
    assert (folder / PATH).read_bytes() == broken
    assert f"{PATH} is left alone: " in words
    assert (folder / COPIES / "01_one" / "01_one.new.ipynb").read_bytes() == kit_of("1.2.1", *MENDED)[PATH]
    assert sources(folder, OTHER)[4] == "assert f1() == 2"
    # Once it is mended, it is known again what it was given as.
    work_of_mine = kit_of("1.2.0", *FIRST)[PATH].replace(b"A hint.", b"My hint.")
    (folder / PATH).write_bytes(work_of_mine)
    assert "“My hint.”" in "\n".join(update.update(folder, kit_of("1.2.2", *MENDED, other=MENDED)))
    assert sources(folder)[4] == "assert f1() == 2"


def test_a_second_time_nothing_happens(mine):
    work(mine, say("exercise-1-1", "def f1():\n    return 1"), own("top__0", "1"))
    update.update(mine, kit_of("1.2.1", *MENDED))
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    assert update.update(mine, kit_of("1.2.1", *MENDED)) == [f"{mine} is up to date: 1.2.1."]
    assert {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()} == before


def test_stopped_halfway_it_goes_on(mine):
    work(mine, say("exercise-1-1", "def f1():\n    return 1"), own("check-1-1__2", "last = f1()"))
    record = (mine / update.RECORD).read_bytes()
    new = [*FIRST[:5], text("New.", "check-1-1__1"), text("Look.", "check-1-1__2"), code("print(f1())", "check-1-1__3")]
    new += [written(), stub(2), check(2)]
    update.update(mine, kit_of("1.2.1", *new))
    once = sources(mine)
    (mine / update.RECORD).write_bytes(record)
    work(mine, say("exercise-1-2", "f2 = abs"))
    words = "\n".join(update.update(mine, kit_of("1.2.1", *new)))
    assert sources(mine) == [source if "def f2" not in source else "f2 = abs" for source in once]
    assert "had changed" not in words


def test_a_notebook_from_colab_is_known_by_names_and_text(mine):
    def saved(cells):
        for n, cell in enumerate(cells):
            cell.metadata["id"] = f"colab{n}"

    work(mine, say("exercise-1-1", "def f1():\n    return 1"), own("exercise-1-1__1", "f1()"), saved)
    notebook = json.loads((mine / PATH).read_bytes())
    notebook["nbformat_minor"] = 0
    for cell in notebook["cells"]:
        del cell["id"]
        cell["source"] = "".join(cell["source"])
    (mine / PATH).write_text(json.dumps(notebook))
    words = "\n".join(update.update(mine, kit_of("1.2.1", *MENDED)))
    assert sources(mine) == [
        *("# One", "import numpy", "def f1():\n    return 1", "A hint.", "f1()", "assert f1() == 2", "Look."),
        *("print(f1())", "*Write here.*"),
    ]
    assert "had changed" not in words
    nbformat.validate(read(mine))


def test_of_an_answer_and_its_copy_both_stay(mine):
    def twice(cells):
        place = at(cells, "exercise-1-1")
        second = copy.deepcopy(cells[place])
        second.id, second.source = "copy", "def f1():\n    return 2"
        cells.insert(place, second)
        cells[place + 1].source = "def f1():\n    return 1"

    work(mine, twice)
    update.update(mine, kit_of("1.2.1", *MENDED))
    assert sources(mine)[2:4] == ["def f1():\n    return 2", "def f1():\n    return 1"]
    assert [cell.id for cell in read(mine).cells][2:4] == ["copy", "exercise-1-1"]


def test_what_a_cell_showed_stays_if_its_text_does(mine):
    def run(cells):
        for cell in cells:
            if cell.cell_type == "code":
                cell.outputs = [nbformat.v4.new_output("stream", text="passed")]
                cell.metadata.pop("jupyter", None)  # opened

    work(mine, run, say("exercise-1-1", "def f1():\n    return 1"))
    update.update(mine, kit_of("1.2.1", *MENDED))
    cells = {cell.id: cell for cell in read(mine).cells}
    assert [bool(cells[name].outputs) for name in ("top__1", "exercise-1-1", "check-1-1", "check-1-1__2")] == [
        *(True, True, False, True)
    ]
    assert cells["check-1-1"].metadata.jupyter == {"source_hidden": True}  # which is new, and folded again
    assert not cells["check-1-1"].metadata.editable


def test_without_a_record_all_that_differs_is_kept(mine):
    work(mine, say("exercise-1-1", "def f1():\n    return 1"), say("exercise-1-1__1", "My hint."), own("top__0", "1"))
    before = (mine / PATH).read_bytes()
    for spoilt in (None, b"{", b"[]", b'{"known_by": 3}'):
        (mine / PATH).write_bytes(before)
        shutil.rmtree(mine / COPIES, ignore_errors=True)
        (mine / update.RECORD).unlink() if spoilt is None else (mine / update.RECORD).write_bytes(spoilt)
        words = "\n".join(update.update(mine, kit_of("1.2.1", *MENDED)))
        assert sources(mine)[1] == "1"
        assert "def f1():\n    return 1" in sources(mine)
        assert "assert f1() == 2" in sources(mine)
        assert "“My hint.”" in words
        assert (mine / COPIES / "01_one" / "01_one.ipynb").read_bytes() == before


@pytest.mark.parametrize("seed", range(20))
def test_whatever_a_student_does_nothing_is_lost_and_all_that_is_given_is_there(tmp_path, seed):
    chance = random.Random(seed)
    old = [*FIRST, stub(2), check(2), text("Bye.", "check-1-2__1")]
    new = [cell for cell in old if chance.random() < 0.8]
    for n in range(3):
        new.insert(chance.randrange(len(new) + 1), text(f"New {n}.", f"new__{n}"))
    new = [cell | {"source": cell["source"] + " Again."} if chance.random() < 0.3 else cell for cell in new]
    folder = unpacked(tmp_path / "mine", kit_of("1.2.0", *old))

    def anything(cells):
        for n in range(8):
            if not cells:
                return
            place = chance.randrange(len(cells))
            what = chance.choice(["delete", "say", "own", "move", "twice"])
            if what == "delete" and len(cells) > 3:
                del cells[place]
            elif what == "say":
                cells[place].source = f"I say {n}"
            elif what == "own":
                cells.insert(place, nbformat.v4.new_code_cell(f"own = {n}"))
            elif what == "move":
                cells.insert(chance.randrange(len(cells)), cells.pop(place))
            elif what == "twice":
                second = copy.deepcopy(cells[place])
                second.id = f"twice{n}"
                cells.insert(place, second)

    work(folder, anything)
    before = sources(folder)
    kept = (folder / PATH).read_bytes()
    words = update.update(folder, kit_of("1.2.1", *new))
    after = sources(folder)
    given = {cell["source"] for cell in old}
    named = "\n".join(words)
    for source in before:
        assert source in given or source in after or f"“{source}”" in named or "you had changed them" in named
    assert [own for own in before if own.startswith("own =") and own not in after] == []
    if kept != kit_of("1.2.0", *old)[PATH]:
        assert (folder / COPIES / "01_one" / "01_one.ipynb").read_bytes() == kept
    fixed = [cell["source"] for cell in new if not cell["metadata"].get("nbgrader", {}).get("solution")]
    assert [source for source in fixed if source not in after] == []
    ids = [cell.id for cell in read(folder).cells]
    assert [i for i in ids if i in {cell["id"] for cell in new}] == [cell["id"] for cell in new]
    nbformat.validate(read(folder))
    assert update.update(folder, kit_of("1.2.1", *new)) == [f"{folder} is up to date: 1.2.1."]


# --- an update: files -------------------------------------------------------------------------------------------------


def test_helpers_are_replaced_a_changed_one_is_kept_and_what_the_course_never_gave_is_not_touched(tmp_path):
    folder = unpacked(
        tmp_path / "mine",
        kit_of("1.2.0", *FIRST, helpers__a=b"a = 1\n", helpers__b=b"b = 1\n", helpers__c=b"c\n", helpers__d=b"d\n"),
    )
    (folder / "helpers" / "b").write_text("b = my own\n")
    (folder / "helpers" / "d").write_text("d of mine\n")
    (folder / "helpers" / "e").write_text("e of mine\n")
    (folder / "notebooks" / "work").mkdir()
    (folder / "notebooks" / "work" / "progress.json").write_text("{}")
    new = kit_of("1.2.1", *FIRST, helpers__a=b"a = 2\n", helpers__b=b"b = 2\n", helpers__e=b"e\n")
    words = "\n".join(update.update(folder, new))
    texts = {path.name: path.read_text() for path in (folder / "helpers").iterdir()}
    assert texts == {"a": "a = 2\n", "b": "b = 2\n", "d": "d of mine\n", "e": "e\n"}
    kept = {path.name: path.read_text() for path in (folder / COPIES / "helpers").iterdir()}
    assert kept == {"b": "b = my own\n", "e": "e of mine\n"}
    assert f"helpers/b was not as the course gave it. It is now; yours is {COPIES}/helpers/b." in words
    assert "helpers/d is no more in the course" in words
    assert (folder / "notebooks" / "work" / "progress.json").read_text() == "{}"
    assert (folder / PATH).read_bytes() == new[PATH]


def test_a_link_is_left_alone_and_nothing_behind_it_is_written(tmp_path, mine):
    outside = tmp_path / "outside"
    outside.mkdir()
    shutil.move(mine / "notebooks" / "01_one", outside / "01_one")
    unpacked(mine, {OTHER: kit_of("1.2.0", *FIRST)[PATH]})
    (mine / "notebooks" / "01_one").symlink_to(outside / "01_one")
    before = (outside / "01_one" / "01_one.ipynb").read_bytes()
    words = "\n".join(update.update(mine, kit_of("1.2.1", *MENDED, other=MENDED)))
    assert f"{PATH} is left alone: 01_one is a link." in words
    assert (outside / "01_one" / "01_one.ipynb").read_bytes() == before


def test_where_notebooks_are_a_link_nothing_is_done(tmp_path, mine):
    shutil.move(mine / "notebooks", tmp_path / "elsewhere")
    (mine / "notebooks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(update.UpdateError, match="is no students' kit"):
        update.update(mine, kit_of("1.2.1", *MENDED))


def unwhole(new):
    new[PATH] = new[PATH][:-100]


def missing(new):
    del new[PATH]


def recordless(new):
    del new[update.RECORD]


def leading_out(new):
    record = json.loads(new[update.RECORD])
    record["files"]["../../x"] = update.digest(b"x")
    new |= {update.RECORD: json.dumps(record).encode(), "../../x": b"x"}


@pytest.mark.parametrize(
    ("accident", "words"),
    [
        (unwhole, f"The new kit is not whole: {PATH}"),
        (missing, f"The new kit is not whole: {PATH}"),
        (recordless, "The new kit is none"),
        (leading_out, "The new kit is none"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_new_kit_that_is_none_or_not_whole_is_refused_and_nothing_changes(mine, accident, words):
    new = kit_of("1.2.1", *MENDED)
    accident(new)
    before = {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()}
    with pytest.raises(update.UpdateError, match=words):
        update.update(mine, new)
    assert {path: path.read_bytes() for path in mine.rglob("*") if path.is_file()} == before


def test_an_older_kit_and_a_folder_that_is_none_are_refused(tmp_path, mine):
    with pytest.raises(update.UpdateError, match=r"an older kit, 1\.1\.9\. Nothing is changed\."):
        update.update(mine, kit_of("1.1.9", *FIRST))
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "none"):
        with pytest.raises(update.UpdateError, match="is no students' kit"):
            update.update(folder, kit_of("1.2.1", *FIRST))


def test_a_full_disk_costs_nothing(mine, monkeypatch):
    work(mine, say("exercise-1-1", "def f1():\n    return 1"))
    before = (mine / PATH).read_bytes()

    def full(folder, path, content):
        raise OSError(28, "No space left on device", str(folder / path))

    with monkeypatch.context() as patch:
        patch.setattr(update, "put", full)
        with pytest.raises(update.UpdateError, match="No space left on device"):
            update.update(mine, kit_of("1.2.1", *MENDED))
    assert (mine / PATH).read_bytes() == before
    update.update(mine, kit_of("1.2.1", *MENDED))
    assert "assert f1() == 2" in sources(mine)


# --- an update: by a student alone ------------------------------------------------------------------------------------


def run(folder, *arguments):
    """Run the kit's own script as it lies there, with Python's own modules alone."""
    command = [sys.executable, "-I", "-S", ".ci/update", *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def zipped(path, files, top="kit-1.2.1/"):
    with ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"{top}{name}", content)
    return path


@pytest.mark.parametrize("top", ["", "kit-1.2.1/", "a b/"])
def test_the_kits_own_script_takes_a_zip_file(tmp_path, mine, top):
    work(mine, say("exercise-1-1", "def f1():\n    return 1"))
    done = run(mine, zipped(tmp_path / "new.zip", kit_of("1.2.1", *MENDED), top))
    assert (done.returncode, done.stderr) == (0, "")
    assert "is brought up to 1.2.1." in done.stdout
    assert {"def f1():\n    return 1", "assert f1() == 2"} <= set(sources(mine))


@pytest.mark.parametrize("inner", [".", "kit-1.2.1"])
def test_the_kits_own_script_takes_an_unpacked_folder(tmp_path, mine, inner):
    unpacked(tmp_path / "new" / inner, kit_of("1.2.1", *MENDED))
    done = run(mine, "../new")
    assert (done.returncode, done.stderr) == (0, "")
    assert "assert f1() == 2" in sources(mine)


def test_the_new_kits_script_does_the_work(tmp_path, mine):
    new = kit_of("1.2.1", *MENDED)
    new[update.SCRIPT] = b"import sys\nprint('the newer one', len(sys.argv))\nsys.exit(3)\n"
    made = {path: content for path, content in new.items() if path != update.RECORD}
    new[update.RECORD] = kit._record(made, Address("ada/kit", "1.2.1"), "0" * 40, 121)
    done = run(mine, zipped(tmp_path / "new.zip", new))
    assert (done.returncode, done.stdout) == (3, "the newer one 4\n")


def test_without_a_kit_or_with_another_file_there_is_a_sentence(tmp_path, mine):
    (tmp_path / "page.zip").write_text("<html>404</html>")
    with ZipFile(tmp_path / "other.zip", "w") as packed:
        packed.writestr("thesis.txt", "…")
    for arguments in ((), ("../page.zip",), ("../other.zip",), ("../nothing.zip",)):
        done = run(mine, *arguments)
        assert done.returncode == 1
        assert "make update KIT=../NAME-students.zip" in done.stderr
        assert "Traceback" not in done.stderr


def test_make_update_is_the_same(tmp_path, mine):
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    shutil.copy(PROJECT / "Makefile", mine)
    zipped(tmp_path / "new kit.zip", kit_of("1.2.1", *MENDED))
    done = subprocess.run(
        ["make", "update", "KIT=../new kit.zip"], cwd=mine, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "assert f1() == 2" in sources(mine)


# --- folder and repository --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def committed(tmp_path_factory) -> Path:
    """Return a course of one small assignment, a release, in a repository; its kit's repository is another."""
    root = project(tmp_path_factory.mktemp("private") / "course")
    write(root, SOURCE)
    number(root, VERSION)
    build.build(root, [], repository="ada/kit")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


@pytest.fixture
def private(committed, tmp_path, monkeypatch) -> Path:
    """Return a copy of it, for a user whom git knows."""
    (tmp_path / "gitconfig").write_text("[user]\nname = A\nemail = a@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    return Path(shutil.copytree(committed, tmp_path / "course"))


@pytest.fixture
def checked(monkeypatch):
    """What `make check` finds is shown elsewhere."""
    monkeypatch.setattr(verify, "problems", lambda root: [])


def files_in(folder):
    paths = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def correct(root, version="1.2.1"):
    """Mend a visible check and release that, as an instructor does."""
    edit(build.Assignment(root, NAME).source, "assert add(1, 2) == 3", "assert add(2, 2) == 4")
    number(root, version)
    commit(root)


def test_a_folder_has_what_the_release_packs(private, tmp_path, monkeypatch):
    monkeypatch.setattr(release.book, "make", lambda root, site: site.mkdir())
    words = kit.make(private, tmp_path / "kit")
    release.make(private, private / "build" / "release")
    with ZipFile(private / "build" / "release" / f"autoencoder-workbook-{VERSION}-students.zip") as packed:
        released = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
    assert files_in(tmp_path / "kit") == released
    assert words == [f"{tmp_path / 'kit'}, release {VERSION}, has {len(released)} files."]
    assert not (tmp_path / "kit" / ".git").exists()
    assert (tmp_path / "kit" / ".ci" / "environment").stat().st_mode & 0o111
    text = b"\n".join(released.values())
    for secret in (b"the_sum_of_both", b"Because addition commutes", b"HIDDEN TESTS"):
        assert secret not in text


def test_when_work_is_due_stands_in_the_kit_without_names_and_may_change_after_a_release(private, tmp_path, checked):
    text = f"""
        zone = "Europe/Berlin"
        penalty = "10% per day"
        [{NAME}]
        due = 2026-03-02 18:00:00
        extensions = {{ anna = "3 days" }}
    """
    (private / "calendar.toml").write_text(text)
    commit(private)
    folder = tmp_path / "kit"
    kit.make(private, folder, repository=True, dates=calendar.read(private).for_students())
    assert f"| {NAME} | Mon 2026-03-02 18:00 CET |  | 10% per day |" in (folder / "dates.md").read_text()
    assert not any(b"anna" in content for content in files_in(folder).values())
    # A release stays what it is, and a date is no part of it.
    (private / "calendar.toml").write_text(text.replace("03-02", "03-04"))
    commit(private)
    kit.make(private, folder, repository=True, dates=calendar.read(private).for_students())
    assert "Wed 2026-03-04 18:00 CET" in git(folder, "show", "HEAD:dates.md")
    assert "Mon 2026-03-02 18:00 CET" in git(folder, "show", f"{TAG}:dates.md")


def test_badges_and_installation_lead_to_the_kits_repository(private, tmp_path, checked):
    kit.make(private, tmp_path / "kit")
    files = files_in(tmp_path / "kit")
    badge = f"https://colab.research.google.com/github/ada/kit/blob/{TAG}/notebooks/{NAME}/{NAME}.ipynb"
    released = files[f"notebooks/{NAME}/{NAME}.ipynb"].decode()
    assert badge in released
    assert f"https://github.com/ada/kit/releases/download/{TAG}/" in released
    assert "https://github.com/ada/kit>" in files["README.md"].decode()
    assert [path for path, content in files.items() if address.of(PROJECT).repository.encode() in content] == []


def test_as_a_repository_it_has_a_commit_a_tag_and_nothing_else(private, tmp_path, checked):
    folder = tmp_path / "kit"
    words = kit.make(private, folder, repository=True)
    assert set(git(folder, "ls-files").split()) == set(files_in(folder))
    assert git(folder, "tag", "--points-at", "HEAD").split() == [TAG]
    assert git(folder, "log", "--format=%s").splitlines() == [f"The students' kit of release {VERSION}"]
    assert git(folder, "status", "--porcelain") == ""
    assert git(folder, "branch", "--show-current").strip() == "main"
    assert f"git -C {folder} push --follow-tags origin HEAD" in words[1]
    assert json.loads((folder / update.RECORD).read_text())["commit"] == git(private, "rev-parse", "HEAD").strip()
    # Again, and after a commit that changes nothing for students.
    (private / "docs" / "mine.md").write_text("A note.\n")
    commit(private)
    assert "for students nothing is new" in kit.make(private, folder, repository=True)[0]
    assert len(git(folder, "log", "--format=%s").splitlines()) == 1


def test_a_correction_is_a_commit_and_a_tag_of_its_own(private, tmp_path, checked):
    folder = tmp_path / "kit"
    kit.make(private, folder, repository=True)
    (folder / "timetable.md").write_text("Mondays.\n")
    correct(private, VERSION)
    with pytest.raises(BuildError, match=f"has the tag {TAG} already, and for students something is new"):
        kit.make(private, folder, repository=True)
    number(private, "1.2.1")
    commit(private)
    kit.make(private, folder, repository=True)
    assert git(folder, "tag", "--points-at", "HEAD").split() == ["v1.2.1"]
    assert git(folder, "tag", "--points-at", "HEAD~1").split() == [TAG]
    assert git(folder, "status", "--porcelain") == "?? timetable.md\n"
    assert "assert add(2, 2) == 4" in git(folder, "show", f"v1.2.1:notebooks/{NAME}/{NAME}.ipynb")
    assert "assert add(2, 2) == 4" not in git(folder, "show", f"{TAG}:notebooks/{NAME}/{NAME}.ipynb")


def test_a_file_that_the_course_has_no_more_goes(private, tmp_path, checked):
    kit.make(private, tmp_path / "kit", repository=True)
    (private / "helpers" / "glimpse.py").write_text('"""New."""\n')
    number(private, "1.2.1")
    commit(private)
    kit.make(private, tmp_path / "kit", repository=True)
    assert "helpers/glimpse.py" in git(tmp_path / "kit", "ls-files").split()
    (private / "helpers" / "glimpse.py").unlink()
    number(private, "1.2.2")
    commit(private)
    kit.make(private, tmp_path / "kit", repository=True)
    assert not (tmp_path / "kit" / "helpers" / "glimpse.py").exists()
    assert "helpers/glimpse.py" not in git(tmp_path / "kit", "ls-files").split()
    assert git(tmp_path / "kit", "status", "--porcelain") == ""


def test_of_main_there_is_a_commit_and_no_tag(private, tmp_path, checked):
    number(private, "1.3.0.dev0")
    commit(private)
    words = kit.make(private, tmp_path / "kit", repository=True)
    assert git(tmp_path / "kit", "tag") == ""
    assert words[-1].startswith("It has no tag")
    correct(private, "1.3.0.dev0")
    kit.make(private, tmp_path / "kit", repository=True)
    assert len(git(tmp_path / "kit", "log", "--format=%s").splitlines()) == 2


def test_a_repository_elsewhere_than_the_badges_lead_is_named(private, tmp_path, checked):
    folder = tmp_path / "kit"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "remote", "add", "origin", "git@github.com:ada/other.git")
    words = kit.make(private, folder, repository=True)
    assert "Its badges lead to https://github.com/ada/kit, and it is pushed to git@github.com:ada/other.git" in words[1]
    git(folder, "remote", "set-url", "origin", "git@github.com:ada/kit.git")
    assert "Publish it" in kit.make(private, folder, repository=True)[1]


def test_a_commit_that_fails_can_be_made_up_for(private, tmp_path, checked, monkeypatch):
    with monkeypatch.context() as patch:
        (tmp_path / "nobody").write_text("[user]\nuseConfigOnly = true\n")
        patch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "nobody"))
        with pytest.raises(BuildError, match="The kit is written, and not committed: git says"):
            kit.make(private, tmp_path / "kit", repository=True)
    kit.make(private, tmp_path / "kit", repository=True)
    assert git(tmp_path / "kit", "tag", "--points-at", "HEAD").split() == [TAG]


def uncommitted(root, folder):
    (root / "README.md").write_text("Mine.")


def stale(root, folder):
    edit(build.Assignment(root, NAME).source, "Use a plus sign.", "Add.")
    commit(root)


def another(root, folder):
    folder.mkdir()
    (folder / "thesis.txt").write_text("…")


def begun(root, folder):
    kit.make(root, folder)
    with (folder / "notebooks" / NAME / f"{NAME}.ipynb").open("a") as file:
        file.write("\n")
    correct(root)


def in_the_way(root, folder):
    kit.make(root, folder)
    (folder / "helpers" / "glimpse.py").write_text("Mine.\n")
    (root / "helpers" / "glimpse.py").write_text('"""New."""\n')
    commit(root)


@pytest.mark.parametrize(
    ("accident", "words"),
    [
        (uncommitted, "What lies here is not what is committed: README.md"),
        (stale, "`make check` finds 3 problems"),
        (another, "is not empty, and no students' kit: it has thesis.txt"),
        (begun, f"somebody has worked: notebooks/{NAME}/{NAME}.ipynb, 1 in all"),
        (in_the_way, "somebody has worked: helpers/glimpse.py, 1 in all"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_would_lose_something_or_is_not_right_is_refused(private, tmp_path, accident, words):
    folder = tmp_path / "kit"
    accident(private, folder)
    before = files_in(folder)
    with pytest.raises(BuildError, match=words):
        kit.make(private, folder, repository=True)
    assert files_in(folder) == before
    assert not (folder / ".git").exists()


def test_the_course_itself_is_no_place_for_it(private, checked):
    for folder in (private, private / "kit", private / "notebooks"):
        with pytest.raises(BuildError, match="lies in the course"):
            kit.make(private, folder)
    kit.make(private, private / "build" / "kit")


def test_a_kit_that_a_stopped_command_has_left_half_new_is_gone_on_with(private, tmp_path, checked):
    folder = tmp_path / "kit"
    kit.make(private, folder)
    record = (folder / update.RECORD).read_bytes()
    correct(private)
    kit.make(private, folder)
    whole = files_in(folder)
    (folder / update.RECORD).write_bytes(record)
    kit.make(private, folder)
    assert files_in(folder) == whole


# --- a student and a course, from kit to correction -------------------------------------------------------------------


def begin(folder):
    """Answer the exercise, add a cell, answer in words."""
    path = f"notebooks/{NAME}/{NAME}.ipynb"
    answer = "def add(a, b):\n    return b + a"
    work(
        folder,
        say("exercise-0-1", answer),
        own("exercise-0-1", "add(5, 6)"),
        say("explain-0-1", "Order does not matter."),
        path=path,
    )
    return {answer, "add(5, 6)", "Order does not matter."}


def test_the_command_brings_a_correction_to_who_has_begun(private, tmp_path):
    def workbook(*arguments):
        command = [sys.executable, "-m", "workbook", "kit", *map(str, arguments)]
        return subprocess.run(command, cwd=private, capture_output=True, text=True, check=False)

    folder = tmp_path / "kit"
    done = workbook("../kit")
    assert done.returncode == 0, done.stderr
    answers = begin(folder)
    correct(private)
    done = workbook("../kit")
    assert done.returncode == 1
    assert "somebody has worked" in done.stderr
    done = workbook("../kit", "--update")
    assert done.returncode == 0, done.stderr
    assert "is brought up to 1.2.1." in done.stdout
    after = sources(folder, f"notebooks/{NAME}/{NAME}.ipynb")
    assert answers <= set(after)
    assert any("assert add(2, 2) == 4" in source for source in after)
    assert "no students' kit" in workbook("../nowhere", "--update").stderr
    assert "not allowed with" in workbook("../kit", "--update", "--git").stderr


def test_a_clone_of_the_kit_fetches_the_correction(private, tmp_path, checked):
    public, folder = tmp_path / "public.git", tmp_path / "clone"
    kit.make(private, tmp_path / "kit", repository=True)
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(public))
    git(tmp_path / "kit", "push", "--quiet", "--follow-tags", str(public), "HEAD")
    git(tmp_path, "clone", "--quiet", str(public), str(folder))
    answers = begin(folder)
    head = git(folder, "rev-parse", "HEAD")
    correct(private)
    kit.make(private, tmp_path / "kit", repository=True)
    git(tmp_path / "kit", "push", "--quiet", "--follow-tags", str(public), "HEAD")
    done = run(folder)
    assert (done.returncode, done.stderr) == (0, "")
    after = sources(folder, f"notebooks/{NAME}/{NAME}.ipynb")
    assert answers <= set(after)
    assert any("assert add(2, 2) == 4" in source for source in after)
    # The student's own branch is the student's; copies are none of its business.
    assert git(folder, "rev-parse", "HEAD") == head
    assert "before-" not in git(folder, "status", "--porcelain")
    shutil.rmtree(public)
    done = run(folder)
    assert done.returncode == 1
    assert "The course's repository cannot be read: git says" in done.stderr
