"""The corpus of attacks: each can be read and applied, and makes the submission that it says. None is run here."""

import ast
import io
import json
import os
import re
import stat
import tarfile
import zipfile

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from workbook.audit import attacks, signs
from workbook.audit.attacks import Hole, Link, Pipe
from workbook.authoring import build

ATTACKS = attacks.attacks()
NAMES = [attack.name for attack in ATTACKS]
# Their answers are right, and must not lose their points.
HONEST = {"book_answer_twice", "book_kernelspec_other"}
# Their text is meant not to compile.
NOT_PYTHON = {"book_lone_surrogates", "magic_not_python"}

HEADER = {"attack": "a", "gains": "nothing", "expect": ["same as blank"], "canary": "points"}


@pytest.fixture(scope="module")
def releases(project):
    """Return the release notebooks that attacks start from, as JSON, by the assignment's name."""
    wanted = {attack.assignment for attack in ATTACKS}
    chosen = [a for a in build.assignments(project) if a.name in wanted]
    return {a.name: json.loads(a.release.read_text(encoding="utf-8")) for a in chosen}


@pytest.fixture
def write(tmp_path):
    """Return a function that reads a corpus of one attack, given the file's name and text."""

    def read(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return attacks.attacks(tmp_path)[0]

    return read


def code_of(attack):
    """Return the texts of the code cells that an attack writes."""
    texts = []
    for change in attack.changes:
        if change["op"] == "set" and change.get("path") == ["source"] and not change["cell"].startswith("explain-"):
            texts.append(change["value"])
        if change["op"] == "insert" and change["value"]["cell_type"] == "code":
            texts.append(change["value"]["source"])
    return [text for text in texts if isinstance(text, str)]


def test_the_corpus_is_large_and_has_every_kind_of_canary():
    assert len(ATTACKS) >= 90
    assert {attack.canary for attack in ATTACKS} == set(attacks.CANARIES)


@pytest.mark.parametrize("attack", ATTACKS, ids=NAMES)
def test_an_attack_changes_the_submission_and_not_the_release(attack, releases):
    release = releases[attack.assignment]
    before = json.dumps(release)
    data, files = attacks.apply(attack, release)
    assert json.dumps(release) == before
    assert files or data != before.encode()


@pytest.mark.parametrize(
    "attack", [a for a in ATTACKS if (attacks.CORPUS / f"{a.name}.py").exists()], ids=lambda attack: attack.name
)
def test_an_attack_of_new_texts_changes_nothing_else(attack, releases):
    written = {change["cell"]: change["value"] for change in attack.changes if change["op"] == "set"}
    inserted = [change["value"] for change in attack.changes if change["op"] == "insert"]
    data, files = attacks.apply(attack, releases[attack.assignment])
    made = json.loads(data)["cells"]
    assert not files
    assert written
    assert len([cell for cell in made if cell in inserted]) == len(inserted)
    kept = [cell for cell in made if cell not in inserted]
    for cell, original in zip(kept, releases[attack.assignment]["cells"], strict=True):
        assert cell == original | {"source": written.get(cell["id"], original["source"])}


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({"op": "set", "cell": "a", "path": ["metadata", "x"], "value": "y", "times": 3}, 'a {"x": "yyy"} b {}'),
        ({"op": "set", "path": ["nbformat"], "value": 3}, "a {} b {} 3"),
        ({"op": "remove", "cell": "a"}, "b {}"),
        ({"op": "remove", "cell": "a", "path": ["metadata"]}, "a None b {}"),
        ({"op": "insert", "before": "b", "value": {"id": "c", "metadata": {}}}, "a {} c {} b {}"),
        ({"op": "copy", "cell": "a", "after": "b", "set": {"id": "c"}, "times": 2}, "a {} b {} c {} c {}"),
        ({"op": "move", "cell": "a", "after": "b"}, "b {} a {}"),
        ({"op": "replace", "old": '"id": "a"', "parts": ['"id": "', ["c", 3], '"']}, "ccc {} b {}"),
    ],
)
def test_a_change_of_the_notebook_does_what_it_says(change, made, write):
    attack = write("a.json", json.dumps(HEADER | {"do": [change]}))
    release = {"cells": [{"id": "a", "metadata": {}}, {"id": "b", "metadata": {}}], "nbformat": 4}
    notebook = json.loads(attacks.apply(attack, release)[0])
    shown = [
        f"{cell['id']} {json.dumps(cell['metadata']) if 'metadata' in cell else None}" for cell in notebook["cells"]
    ]
    assert " ".join(shown + ["3"] * (notebook["nbformat"] == 3)) == made


@pytest.mark.parametrize(
    ("changes", "data"),
    [
        ([{"op": "text", "parts": ["[", ["ab", 2]]}], b"[abab"),
        ([{"op": "text", "parts": ["a"]}, {"op": "encode", "as": "utf-16-le"}], b"a\x00"),
        ([{"op": "text", "parts": [""]}, {"op": "append", "hex": "ff00"}], b"\xff\x00"),
    ],
)
def test_a_change_of_the_file_does_what_it_says(changes, data, write):
    assert attacks.apply(write("a.json", json.dumps(HEADER | {"do": changes})), {"cells": []})[0] == data


def test_a_replacement_that_finds_nothing_is_an_error(write):
    attack = write("a.json", json.dumps(HEADER | {"do": [{"op": "replace", "old": "nowhere", "parts": []}]}))
    with pytest.raises(ValueError, match="nowhere"):
        attacks.apply(attack, {"cells": []})


@pytest.mark.parametrize("attack", ATTACKS, ids=NAMES)
def test_an_attack_expects_less_than_full_marks_of_checks_that_exist(attack, releases):
    assert attack.canary in attacks.CANARIES
    graded = [c["metadata"]["nbgrader"] for c in releases[attack.assignment]["cells"] if "nbgrader" in c["metadata"]]
    points = {cell["grade_id"]: cell["points"] for cell in graded if cell["grade"]}
    assert set(re.findall(r"points in (\S+)", " ".join(attack.expect))) <= set(points)
    assert bool(signs.broken(attack, "graded", points)) == (attack.name not in HONEST)


@pytest.mark.parametrize("attack", [a for a in ATTACKS if a.name not in NOT_PYTHON], ids=lambda attack: attack.name)
def test_an_attack_is_code_that_does_not_contain_its_canary(attack):
    for text in code_of(attack):
        # As a cell is compiled, where `await` may stand outside a function.
        compile(TransformerManager().transform_cell(text), attack.name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        assert "CANARY-" not in text, "a traceback that shows this line would look like a success"


def test_cells_are_inserted_around_the_first_cell_that_is_named(releases, write):
    header = "# attack: a\n# gains: nothing\n# expect: same as blank\n# canary: points\n"
    cells = "# %% before\nb = 1\n# %% exercise-0-2\nx = 1\n# %% after\na = 1\n# %% raw\nr\n# %% markdown\nm\n"
    attack = write("a.py", header + cells)
    data, _ = attacks.apply(attack, releases["00_start_here"])
    made = json.loads(data)["cells"]
    at = [cell["id"] for cell in made].index("exercise-0-2")
    around = [(cell["cell_type"], cell["source"]) for cell in made[at - 1 : at + 4]]
    assert around == [("code", "b = 1"), ("code", "x = 1"), ("markdown", "m"), ("raw", "r"), ("code", "a = 1")]


def test_a_header_with_a_missing_or_unknown_key_is_refused(write):
    with pytest.raises(ValueError, match=r"a\.py: the header has no gains, expect"):
        write("a.py", "# attack: a\n# canary: points\n# %% exercise-0-1\nx = 1\n")
    known = "# attack: a\n# gains: nothing\n# expect: same as blank\n# canary: points\n"
    with pytest.raises(ValueError, match=r"a\.py: the header has an unknown color"):
        write("a.py", f"{known}# color: red\n# %% exercise-0-1\nx = 1\n")


def test_expectations_hold_or_are_named(write):
    lines = ["at most 2/3 points in check-0-1", "0 points in check-0-2", "outcome graded or failed"]
    header = "# attack: a\n# gains: nothing\n# canary: points\n" + "".join(f"# expect: {line}\n" for line in lines)
    attack = write("a.py", f"{header}# %% exercise-0-1\nx = 1\n")
    assert signs.broken(attack, "graded", {"check-0-1": 2 / 3}) == []
    assert signs.broken(attack, "failed", {"check-0-1": 0.7, "check-0-2": 0}) == [lines[0]]
    assert signs.broken(attack, "person", {"check-0-2": 0.1}) == lines[1:]


def test_more_points_are_no_gain_where_a_person_is_told_to_look(write):
    header = "# attack: a\n# gains: nothing\n# canary: points\n# expect: at most 1 points in check-0-1 or a person\n"
    attack = write("a.py", f"{header}# known: because\n# %% exercise-0-1\nx = 1\n")
    assert attack.known == "because"
    assert signs.broken(attack, "person", {"check-0-1": 2}, {"check-0-1"}) == []
    assert signs.broken(attack, "person", {"check-0-1": 2}, {"check-0-2"}) == list(attack.expect)


def test_blank_means_no_points_at_all_and_a_line_that_says_nothing_is_an_error(write):
    header = "# attack: a\n# gains: nothing\n# canary: points\n"
    blank = write("a.py", f"{header}# expect: same as blank\n# %% exercise-0-1\nx = 1\n")
    assert signs.broken(blank, "failed", {}) == []
    assert signs.broken(blank, "graded", {"check-0-1": 0, "bonus": 0.5}) == ["same as blank"]
    vague = write("a.py", f"{header}# expect: few points\n# %% exercise-0-1\nx = 1\n")
    with pytest.raises(ValueError, match="few points"):
        signs.broken(vague, "graded", {})


def test_canaries_are_found_in_outputs_and_not_in_sources():
    outputs = [{"output_type": "stream", "name": "stdout", "text": ["x CANARY-READ /etc\n", "CANARY-NET"]}]
    cells = [{"source": "CANARY-WRITE", "outputs": outputs}, {"cell_type": "markdown", "source": "CANARY-WRITE"}]
    assert signs.canaries({"cells": cells}) == {"CANARY-READ", "CANARY-NET"}


@pytest.mark.parametrize(
    "page",
    [
        "<script>document.title='workbook-xss'</script>",
        "<p><img src=x onerror=\"document.title='workbook-xss'\"></p>",
        "<a href=\"java\nscript:document.title='workbook-xss'\">x</a>",
        "<iframe srcdoc='&lt;script&gt;workbook-xss&lt;/script&gt;'></iframe>",
        "<style>body { background: url('workbook-xss') }</style>",
        "<form id=workbook-xss></form>",
        "<p>$\\href{javascript:document.title='workbook-xss'}{x}$</p>",
        '<script type=\'application/json\'>{"a": "</script><script>workbook-xss</script>"}</script>',
    ],
)
def test_markup_that_acts_is_found(page):
    assert signs.active_html(f"<html><body><script>var a = 1</script>{page}</body></html>")


@pytest.mark.parametrize(
    "page",
    [
        "&lt;script&gt;document.title='workbook-xss'&lt;/script&gt;",
        "<pre>&lt;img src=x onerror=workbook-xss&gt; \\href{javascript:workbook-xss}{x}</pre>",
        '<p title="workbook-xss">workbook-xss <img alt="workbook-xss" src="data:image/png;base64,AA=="></p>',
        '<script type=\'application/json\'>{"a": "workbook-xss"}</script>',
    ],
)
def test_markup_that_is_only_shown_is_not(page):
    assert signs.active_html(f"<html><body>{page}</body></html>") == []


def test_control_characters_are_named_and_ordinary_text_has_none():
    assert signs.control_characters("é – 😀\n\t`x` is 3 × 4") == set()
    assert signs.control_characters("\x1b[2Jdone\u202e\r\x9b") == {"\x1b", "\u202e", "\r", "\x9b"}


def test_submitted_files_are_placed_as_they_are(tmp_path):
    (tmp_path / "source").write_text("secret", encoding="utf-8")
    folder = tmp_path / "submitted"
    files = {
        "a/b.txt": b"text",
        "soft": Link("../source"),
        "hard": Link("../source", hard=True),
        "nowhere": Link("../nowhere", hard=True),
        "pipe": Pipe(),
        "hole": Hole(2**40),
    }
    attacks.place(folder, "n.ipynb", b"notebook", files)
    assert (folder / "n.ipynb").read_bytes() == b"notebook"
    assert (folder / "a/b.txt").read_bytes() == b"text"
    assert os.readlink(folder / "soft") == "../source"
    assert (folder / "hard").stat().st_nlink == 2
    assert os.readlink(folder / "nowhere") == "../nowhere"
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)
    assert (folder / "hole").stat().st_size == 2**40
    assert (folder / "hole").stat().st_blocks == 0


def test_a_file_with_the_notebooks_name_takes_its_place(tmp_path):
    attacks.place(tmp_path / "link", "n.ipynb", b"notebook", {"n.ipynb": Link("/etc/passwd")})
    assert (tmp_path / "link/n.ipynb").is_symlink()
    attacks.place(tmp_path / "folder", "n.ipynb", b"notebook", {"n.ipynb/n.ipynb": b"{}"})
    assert (tmp_path / "folder/n.ipynb").is_dir()


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/tmp/x"])
def test_no_file_is_placed_outside(tmp_path, name):
    with pytest.raises(ValueError, match="outside"):
        attacks.place(tmp_path / "submitted", "n.ipynb", b"", {name: b"x"})
    assert not (tmp_path / "x").exists()


def test_archives_hold_the_names_that_no_folder_can(releases):
    attack = next(a for a in ATTACKS if a.name == "files_archives")
    _, files = attacks.apply(attack, releases[attack.assignment])
    zipped = zipfile.ZipFile(io.BytesIO(files["00_start_here.zip"])).namelist()
    with tarfile.open(fileobj=io.BytesIO(files["00_start_here.tar"])) as archive:
        tarred = archive.getmembers()
    assert any(name.startswith("../") for name in zipped)
    assert any(name.startswith("/") for name in zipped)
    assert any(member.issym() for member in tarred)


def test_every_other_submission_can_be_placed(releases, tmp_path):
    solutions = tmp_path / "solutions" / "00_start_here"
    solutions.mkdir(parents=True)
    (solutions / "00_start_here.ipynb").write_text("{}", encoding="utf-8")
    for attack in ATTACKS:
        if any(change["op"] == "file" and change.get("times", 1) < 100 for change in attack.changes):
            data, files = attacks.apply(attack, releases[attack.assignment])
            folder = tmp_path / "submitted" / attack.name / attack.assignment
            attacks.place(folder, f"{attack.assignment}.ipynb", data, files)
            assert all(os.path.lexists(folder / name) for name in files)
