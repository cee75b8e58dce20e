"""Reading what was handed in: only a plain file of bounded size, and every cell that can be read from it."""

import json
import os
import re
import socket
from pathlib import Path

import nbformat
import pytest

from workbook.grading.rebuild import submitted
from workbook.grading.rebuild.submitted import Unreadable, other_files, read_cells, read_file, read_submission, shown

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Title\n", "and text"], "id": "a"},
        {
            "cell_type": "code",
            "metadata": {"nbgrader": {"grade_id": "exercise-1-1", "solution": True}},
            "source": "x = 1\ny = 2",
            "outputs": [],
            "execution_count": 3,
            "id": "b",
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}
PLAIN = [("markdown", "# Title\nand text", None), ("code", "x = 1\ny = 2", "exercise-1-1")]


def read(notebook):
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    cells, notes = read_cells(data)
    return [(c.kind, c.text, c.grade_id) for c in cells], notes


def with_cell(**cell):
    return {"cells": [{"cell_type": "code", "metadata": {}, "source": ""} | cell]}


@pytest.fixture(params=["by folder", "by path"])
def folder(tmp_path, monkeypatch, request):
    """Return a student's folder, read as where one file can be opened below another, and as on Windows."""
    if request.param == "by path":
        monkeypatch.setattr(submitted.os, "supports_dir_fd", set())
    folder = tmp_path / "bitdiddle" / "01"
    folder.mkdir(parents=True)
    (folder / "01.ipynb").write_bytes(b"{}")
    return folder


# --- files ---


def test_reads_the_named_notebook(folder):
    (folder / "numpy.py").write_text("raise SystemExit")
    assert read_submission(folder, "01") == b"{}"


def test_a_missing_notebook_is_reported_with_what_is_there(folder):
    (folder / "01.ipynb").rename(folder / "01 (1).ipynb")
    with pytest.raises(Unreadable, match=r"no 01.ipynb; the folder has 01 \(1\).ipynb. If that is it, rename it"):
        read_submission(folder, "01")


@pytest.mark.parametrize("name", ["../01", "01/01", "/etc/01"])
def test_a_name_that_leads_elsewhere_is_a_mistake_of_the_caller(folder, name):
    with pytest.raises(ValueError, match="not a plain file name"):
        read_file(folder, name, 10)


def test_an_empty_or_missing_folder_is_reported(folder):
    (folder / "01.ipynb").unlink()
    for place in (folder, folder / "none"):
        with pytest.raises(Unreadable, match=r"There is no 01.ipynb in the folder; ask the student"):
            read_submission(place, "01")


def make_link(path, secret):
    path.symlink_to(secret)


def make_broken_link(path, secret):
    path.symlink_to(path.with_name("nothing"))


def make_hard_link(path, secret):
    path.hardlink_to(secret)


def make_folder(path, secret):
    path.mkdir()


def make_pipe(path, secret):
    os.mkfifo(path)


def make_socket(path, secret):
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(path.parent)  # the path of a socket must be short
        server.bind(path.name)


def make_large(path, secret):
    with path.open("wb") as file:
        file.truncate(submitted.MAX_FILE + 1)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (make_link, "is a link, not a file; ask the student"),
        (make_broken_link, "is a link, not a file; ask the student"),
        (make_hard_link, r"has 2 names \(hard links\), so it may be another's file"),
        (make_folder, "is a folder or a device, not a file; ask the student"),
        (make_pipe, "is a folder or a device, not a file; ask the student"),
        (make_socket, "is a folder or a device, not a file; ask the student"),
        (make_large, "has 30.0 MB; at most 30 are read. Ask the student to clear the outputs"),
    ],
)
def test_anything_but_a_plain_file_is_refused(folder, monkeypatch, make, why):
    monkeypatch.chdir(folder)
    secret = folder.parents[1] / "secret.ipynb"
    secret.write_bytes(b'{"secret": 1}')
    (folder / "01.ipynb").unlink()
    make(folder / "01.ipynb", secret)
    with pytest.raises(Unreadable, match=f"01.ipynb {why}"):
        read_submission(folder, "01")


def test_a_device_is_refused():
    with pytest.raises(Unreadable, match="null is a folder or a device"):
        read_file(Path("/dev"), "null", 10)


def test_a_folder_that_is_a_link_is_refused(folder):
    link = folder.with_name("02")
    link.symlink_to(folder)
    with pytest.raises(Unreadable, match="The folder 02 is a link"):
        read_submission(link, "01")
    assert other_files(link, "01") == ()


def test_a_file_in_the_place_of_the_folder_is_refused(folder):
    with pytest.raises(Unreadable, match=r"01\.ipynb cannot be read: Not a directory"):
        read_submission(folder / "01.ipynb", "01")


def test_a_link_put_in_place_of_the_file_just_before_it_is_opened_is_not_followed(folder, monkeypatch):
    secret = folder.parents[1] / "secret"
    secret.write_bytes(b"secret")
    look = submitted._refuse_unless_plain

    def swap(*arguments):
        look(*arguments)
        (folder / "01.ipynb").unlink()
        (folder / "01.ipynb").symlink_to(secret)

    monkeypatch.setattr(submitted, "_refuse_unless_plain", swap)
    with pytest.raises(Unreadable, match=r"01.ipynb cannot be read"):
        read_submission(folder, "01")


def test_a_file_that_grows_while_it_is_read_is_refused(folder, monkeypatch):
    monkeypatch.setattr(submitted, "_refuse_unless_plain", lambda *arguments: None)
    (folder / "01.ipynb").write_bytes(b"x" * 100)
    with pytest.raises(Unreadable, match="at most"):
        read_file(folder, "01.ipynb", 99)
    assert read_file(folder, "01.ipynb", 100) == b"x" * 100


def test_other_files_are_listed_fit_to_be_shown(folder):
    (folder / "timestamp.txt").write_text("2025-01-01")
    assert other_files(folder, "01") == ()
    for name in ("numpy.py", "a\nb\x1b[31m", "<script>", "\u202egnp.exe", "x" * 200):
        (folder / name).touch()
    (folder / os.fsdecode(b"\xff")).touch()
    (folder / "data").mkdir()
    assert sorted(other_files(folder, "01")) == sorted(
        ["numpy.py", "a?b?[31m", "?script?", "?gnp.exe", "x" * 60 + "…", "?", "data"]
    )


def test_a_folder_that_cannot_be_listed_has_no_other_files(folder, monkeypatch):
    def refuse(_):
        raise PermissionError

    (folder / "numpy.py").touch()
    monkeypatch.setattr(os, "scandir", refuse)  # root may list any folder
    assert other_files(folder, "01") == ()


def test_no_more_than_twenty_other_files_are_listed(folder):
    for number in range(25):
        (folder / f"{number:02}").touch()
    assert other_files(folder, "01") == (*(f"{n:02}" for n in range(20)), "and 5 more")


def test_a_word_is_shown_on_one_line_without_markup():
    assert shown("explain-1-1") == "explain-1-1"
    assert shown('<img src="x">\n\ud800&') == '?img src="x"????'


# --- cells ---


def test_reads_each_cell_without_notes():
    assert read(NOTEBOOK) == (PLAIN, [])
    assert [c.number for c in read_cells(json.dumps(NOTEBOOK).encode())[0]] == [1, 2]


@pytest.mark.parametrize("minor", [0, 2, 4])
def test_reads_earlier_versions_of_format_4(minor):
    notebook = json.loads(json.dumps(NOTEBOOK)) | {"nbformat_minor": minor}
    for cell in notebook["cells"]:
        del cell["id"]
    assert read(notebook) == (PLAIN, [])


def test_reads_format_3():
    notebook = nbformat.reads(json.dumps(NOTEBOOK), as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("## A heading"))
    old = nbformat.v4.downgrade(notebook)
    assert {c.cell_type for c in old.worksheets[0].cells} == {"markdown", "code", "heading"}
    cells, notes = read(old)
    assert cells == [*PLAIN, ("markdown", "## A heading", None)]
    assert notes == ["The notebook was in format 3; its cells were read all the same."]


def test_what_colab_adds_does_not_disturb():
    notebook = json.loads(json.dumps(NOTEBOOK)) | {"nbformat_minor": 0}
    notebook["metadata"] = {"colab": {"provenance": []}, "accelerator": "GPU", "widgets": {"x": {"state": {}}}}
    for cell in notebook["cells"]:
        cell["metadata"] |= {"id": cell.pop("id"), "colab": {"base_uri": "https://localhost"}, "outputId": "7"}
    assert read(notebook) == (PLAIN, [])
    assert [c.ids for c in read_cells(json.dumps(notebook).encode())[0]] == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (lambda d: d, None),
        (lambda d: b"\n\n" + d + b"\r\n", None),
        (lambda d: d.replace(b"\n", b"\r\n"), None),
        (lambda d: d.replace(b'"metadata": {}', b'"metadata": {}, "new": {"x": [NaN, Infinity]}'), None),
        (lambda d: d.replace(b'"execution_count": 3', b'"execution_count": "three"'), None),
        (lambda d: b"\xef\xbb\xbf" + d, "not in UTF-8, as notebooks are, or began with a byte order mark"),
        (lambda d: d.decode().encode("utf-16"), "not in UTF-8, as notebooks are, or began with a byte order mark"),
        (lambda d: d.replace(rb"\n", rb"\r\n"), r"Line ends of Windows or of old Macs were changed into \n."),
        (lambda d: d.replace(rb"\n", rb"\r"), r"Line ends of Windows or of old Macs were changed into \n."),
        (
            lambda d: d.replace(b'"cells": [', b'"cells": [null, "x", [],'),
            "3 entries of the list of cells were no cells",
        ),
    ],
    ids=["none", "space", "crlf", "unknown", "count", "bom", "utf-16", "crlf-in-text", "cr-in-text", "no-cells"],
)
def test_what_a_file_has_been_through_does_not_change_its_cells(change, note):
    cells, notes = read(change(json.dumps(NOTEBOOK, indent=1).encode()))
    assert cells == PLAIN
    assert (len(notes) == 1 and note in notes[0]) if note else notes == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"source": ["a = 1", "b = 2"]}, ("code", "a = 1\nb = 2", None)),
        ({"source": ["a = 1\n", "b = 2\n"]}, ("code", "a = 1\nb = 2\n", None)),
        ({"source": []}, ("code", "", None)),
        ({"source": "a", "cell_type": "slide"}, ("raw", "a", None)),
        ({"source": "a", "cell_type": ["code"]}, ("raw", "a", None)),
        ({"source": "a", "metadata": None}, ("code", "a", None)),
        ({"source": "a", "metadata": {"nbgrader": []}}, ("code", "a", None)),
        ({"source": "a", "metadata": {"nbgrader": {"grade_id": {"x": 1}}}}, ("code", "a", None)),
        ({"source": "a", "id": 7, "metadata": {"id": []}}, ("code", "a", None)),
    ],
)
def test_odd_cells_are_read_as_what_they_are(cell, expected):
    assert read(with_cell(**cell)) == ([expected], [])


@pytest.mark.parametrize("source", [7, None, {"x": 1}, ["a", 1]])
def test_a_source_that_is_no_text_counts_as_empty(source):
    assert read(with_cell(source=source)) == (
        [("code", "", None)],
        ["Cell 1 has no text but something else; it counts as empty."],
    )


def test_half_characters_are_replaced_and_reported():
    cells, notes = read(b'{"cells": [{"cell_type": "code", "source": "a = \'\\ud800?\'"}]}')
    assert cells == [("code", "a = '\ufffd?'", None)]
    assert notes == ["Halves of characters, which no file can hold, were replaced by \ufffd."]


def test_attached_files_are_noticed_and_not_read():
    cells, _ = read_cells(json.dumps(with_cell(attachments={"a.png": {"image/png": "AAAA"}})).encode())
    assert cells[0].pictures


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty; ask the student"),
        (b" \n\0\0", "The file is empty; ask the student"),
        (b"Caf\xe9", "not text in UTF-8, from byte 3 on; ask the student"),
        (b"\n<!DOCTYPE html><html>", "a web page, not the notebook; ask the student for the .ipynb file"),
        (b'{"cells": [\n{"cell_type": "co', "line 2 is not JSON. Perhaps it is cut off; ask the student"),
        (b"print(1)", "line 1 is not JSON"),
        (b"PK\x03\x04\x14", "line 1 is not JSON"),
        (b"[]", "no notebook, for it has no cells"),
        (b"{}", "no notebook, for it has no cells"),
        (b'{"cells": {}}', "no notebook, for it has no cells"),
        (b'{"worksheets": 3}', "no notebook, for it has no cells"),
        (b"[" * 1_000_000, "nested deeper, or has longer numbers"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested deeper, or has longer numbers"),
        (b'{"cells": ' + b"9" * 5_000 + b"}", "nested deeper, or has longer numbers"),
        (
            b'{"cells": [' + b"1," * 3_000_000 + b"1]}",
            "more than 3,000,000 values; ask the student to clear the outputs",
        ),
        (b'{"cells": [' + b"{}," * 2_000 + b"{}]}", "It has 2001 cells; at most 2000 are read"),
        (b" " * 30_000_001, "has 30.0 MB; at most 30 are read"),
        (json.dumps({"cells": [{"source": "a" * 30_000}] * 34}).encode(), "more than 1,000,000 characters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_notebook_is_refused_with_a_sentence(data, why):
    with pytest.raises(Unreadable, match=re.escape(why)) as raised:
        read_cells(data)
    assert str(raised.value).endswith(".")
    assert len(str(raised.value)) < 200


def test_a_picture_in_a_text_does_not_make_it_too_long():
    cells, _ = read_cells(json.dumps({"cells": [{"source": "a" * 900_000}] * 20}).encode())
    assert len(cells) == 20


def test_large_outputs_do_not_matter():
    cells, notes = read(with_cell(source="x", outputs=[{"data": {"image/png": "A" * 20_000_000}}]))
    assert (cells, notes) == ([("code", "x", None)], [])
