"""Bring a newer students' kit into one in which a student has begun, and leave the student's own work as it is.

A kit has a copy of this file as ``.ci/update``, which needs Python alone. What a kit gave, file by file and cell by
cell, its record says; whatever is not as it was given is the student's.
"""

import argparse
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

RECORD, SCRIPT = ".ci/kit.json", ".ci/update"
NOTEBOOKS = "notebooks/"
# What JupyterLab and Colab keep of a cell's looks.
LOOKS = ("jupyter", "cellView", "collapsed", "scrolled")
# What keeps one from changing or deleting it.
FIXED = ("deletable", "editable")
KINDS = ("code", "markdown", "raw")
WHERE = (
    "Say where the new kit is, its zip file or the folder in which it was unpacked: "
    "make update KIT=../NAME-students.zip, or without make: python .ci/update ../NAME-students.zip"
)

Cell = dict[str, Any]
Notebook = dict[str, Any]


class UpdateError(Exception):
    """Why there is no update; the message says what to do."""


class Unread(Exception):
    """Why a notebook cannot be read, or not merged."""


@dataclass(frozen=True)
class Given:
    """A cell as a kit gave it."""

    id: str
    name: str  # by which grading knows it, or nothing
    answer: bool  # whether students fill it in
    digest: str  # of its text; nothing where that is not known


@dataclass(frozen=True)
class Record:
    """What a kit says of itself."""

    version: str = ""
    made: int = 0  # seconds since 1970
    known_by: tuple[str, str] = ("", "")  # the keys of a cell's metadata at which its name stands
    files: Mapping[str, str] = field(default_factory=dict)  # with their digests
    cells: Mapping[str, list[Given]] = field(default_factory=dict)  # of each notebook


@dataclass
class Plan:
    """What an update will do."""

    writes: dict[str, bytes] = field(default_factory=dict)
    copies: dict[str, bytes] = field(default_factory=dict)  # by their path in the folder of copies
    as_new: set[str] = field(default_factory=set)  # those of the copies that are the new kit's, and not the student's
    gone: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # alone
    words: list[str] = field(default_factory=list)  # about what is the student's


@dataclass
class Merged:
    """A student's notebook with the course's cells as they are now, and what is to be said of it."""

    notebook: Notebook = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)  # cells of the course's that the student had changed
    asked: list[str] = field(default_factory=list)  # answers that stay though the cell is given otherwise now
    words: list[str] = field(default_factory=list)


def digest(content: str | bytes) -> str:
    """Return the fingerprint of a file or of a cell's text."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).hexdigest()


# --- a folder ---------------------------------------------------------------------------------------------------------


def update(folder: Path, new: Mapping[str, bytes]) -> list[str]:
    """Bring the files of a new kit into a folder that has an older one, and return what to tell its owner.

    Raises
    ------
    UpdateError
        If the new kit or the folder is none, or a file cannot be read or written.
    """
    there, here = whole(new), record_of(folder)
    _refuse(folder, here, there)
    aside = _free(folder, f"{NOTEBOOKS}before-{there.version}")
    try:
        plan = planned(folder, here, there, new, aside)
        for path, content in plan.copies.items():
            put(folder, f"{aside}/{path}", content)
        for path, content in plan.writes.items():
            put(folder, path, content)
        for path in plan.gone:
            (folder / path).unlink()
        put(folder, RECORD, _record(new[RECORD], here, plan.left))
    except OSError as error:
        raise UpdateError(
            f"{error.filename or folder} cannot be read or written ({error.strerror}). Nothing of yours is lost: a "
            f"file of yours is copied to {aside} before it is touched. Mend that, and give the same command again."
        ) from error
    if not (plan.writes or plan.gone or plan.words):
        return [f"{folder} is up to date: {there.version}."]
    more = [f"As they were before, your files lie in {aside}."] if plan.copies.keys() - plan.as_new else []
    return [f"{folder} is brought up to {there.version}.", *plan.words, *more]


def planned(folder: Path, here: Record, there: Record, new: Mapping[str, bytes], aside: str) -> Plan:
    """Return what is to be done in a folder, and do nothing."""
    plan = Plan()
    for path in sorted(there.files):
        if why := _blocked(folder, path):
            plan.words.append(f"{path} is left alone: {why}.")
            plan.left.append(path)
            continue
        present = (folder / path).read_bytes() if (folder / path).exists() else None
        if present == new[path]:
            continue
        if present is None or digest(present) == here.files.get(path):
            plan.writes[path] = new[path]
        elif path in there.cells:
            _plan_notebook(plan, path, present, new[path], here, there, aside)
        else:
            plan.writes[path], plan.copies[_copy(path)] = new[path], present
            plan.words.append(f"{path} was not as the course gave it. It is now; yours is {aside}/{_copy(path)}.")
    for path in sorted(here.files.keys() - there.files.keys()):
        if _blocked(folder, path) or not (folder / path).exists():
            continue
        if digest((folder / path).read_bytes()) == here.files[path]:
            plan.gone.append(path)
        else:
            plan.words.append(f"{path} is no more in the course, and was not as the course gave it. It stays.")
    return plan


def record_of(folder: Path) -> Record:
    """Return what the kit in a folder says of itself: nothing where that is missing or spoilt."""
    try:
        return read_record((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return Record()


def read_record(content: bytes) -> Record:
    """Read a kit's record.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        data = json.loads(content)
        first, second = map(str, data["known_by"])
        files = {str(path): str(known) for path, known in data["files"].items()}
        cells = {
            str(path): [Given(str(i), str(name), bool(answer), str(known)) for i, name, answer, known in given]
            for path, given in data["cells"].items()
        }
        record = Record(str(data["version"]), int(data["made"]), (first, second), files, cells)
    except (AttributeError, KeyError, RecursionError, TypeError) as error:
        raise ValueError("this is no kit's record") from error
    if not re.fullmatch(r"[\w.+-]+", record.version) or not all(map(_inside, files)) or cells.keys() - files.keys():
        raise ValueError("this is no kit's record")
    return record


def whole(new: Mapping[str, bytes]) -> Record:
    """Return what a new kit says of itself, if all its files are there and as it says.

    Raises
    ------
    UpdateError
        If they are not.
    """
    try:
        record = read_record(new[RECORD])
    except (KeyError, ValueError):
        raise UpdateError(f"The new kit is none: it has no {RECORD} that can be read. {WHERE}") from None
    for path, known in record.files.items():
        if digest(new.get(path, b"")) != known:
            raise UpdateError(
                f"The new kit is not whole: {path} is missing, or not as it was made. Get it once more, and do not "
                "work in it before the update. Nothing is changed."
            )
    return record


def put(folder: Path, path: str, content: bytes) -> None:
    """Put a file in place whole; a script can be run."""
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{place.name}.{os.getpid()}.new")
    new.unlink(missing_ok=True)
    try:
        with new.open("xb") as file:
            file.write(content)
        if place.exists():
            shutil.copymode(place, new)
        if content.startswith(b"#!"):
            new.chmod(new.stat().st_mode | 0o111)
        new.replace(place)
    finally:
        new.unlink(missing_ok=True)


def _record(new: bytes, here: Record, left: list[str]) -> bytes:
    """Return the new kit's record, which of what is left alone says what the old one did."""
    data = json.loads(new)
    for path in left:
        if path in here.cells:
            data["cells"][path] = [[old.id, old.name, old.answer, old.digest] for old in here.cells[path]]
    return json.dumps(data).encode() if left else new


def _refuse(folder: Path, here: Record, there: Record) -> None:
    ours = [path for path in there.cells if not _blocked(folder, path) and (folder / path).is_file()]
    if not ours or _blocked(folder, RECORD):
        raise UpdateError(f"{folder} is no students' kit: no notebook of the course lies in its folder notebooks.")
    if here.made > there.made:
        raise UpdateError(
            f"{folder} has {here.version}, and what was named is an older kit, {there.version}. Nothing is changed."
        )
    if os.name == "posix" and os.geteuid() == 0 and folder.stat().st_uid != 0:
        raise UpdateError(
            f"{folder} is another user's, who could not change what root has written. Give the command as that user."
        )


def _blocked(folder: Path, path: str) -> str:
    """Say why a path is not to be read or written, if so. A link leads to what is no part of the kit."""
    *above, last = path.split("/")
    for part in above:
        folder = folder / part
        if folder.is_symlink():
            return f"{part} is a link"
        if folder.exists() and not folder.is_dir():
            return f"{part} is no folder"
    place = folder / last
    if place.is_symlink():
        return "it is a link"
    return "it is no file" if place.exists() and not place.is_file() else ""


def _inside(path: str) -> bool:
    """Whether a path leads into the folder, on any system."""
    return not re.search(r"[\\:\0]", path) and not {"", ".", "..", ".git"} & set(path.split("/"))


def _free(folder: Path, path: str) -> str:
    names = (path, *(f"{path}-{number}" for number in range(2, 10_000)))
    return next(name for name in names if not os.path.lexists(folder / name))


def _copy(path: str) -> str:
    """Return the path of a copy among the copies, which lie in notebooks, for JupyterLab shows nothing else."""
    return path.removeprefix(NOTEBOOKS)


# --- a notebook -------------------------------------------------------------------------------------------------------


def _plan_notebook(plan: Plan, path: str, present: bytes, new: bytes, here: Record, there: Record, aside: str) -> None:
    """Plan what becomes of a notebook in which the student has begun."""
    as_new = _copy(path).removesuffix(".ipynb") + ".new.ipynb"
    try:
        mine = read(present)
        merged = merge(mine, read(new), here.cells.get(path, []), there.cells[path], there.known_by)
        if merged.notebook != mine:
            plan.writes[path], plan.copies[_copy(path)] = written(merged.notebook), present
    except Unread as error:
        plan.copies[as_new] = new
        plan.as_new.add(as_new)
        plan.left.append(path)
        plan.words.append(f"{path} is left alone: {error}. As the course has it now, it is {aside}/{as_new}.")
        return
    words = list(merged.words)
    if merged.changed:
        cells = ", ".join(merged.changed)
        words.append(
            f"these cells are the course's, and you had changed them: {cells}. They are as the course has them"
            f" now; yours are in {aside}/{_copy(path)}"
        )
    if merged.asked:
        plan.copies[as_new] = new
        plan.as_new.add(as_new)
        cells = ", ".join(merged.asked)
        words.append(
            f"the course has changed what it gives in {cells}, and your answer is kept as it is. Compare it "
            f"with {aside}/{as_new}"
        )
    plan.words += [f"{path}: {word}." for word in words]


def merge(mine: Notebook, new: Notebook, was: list[Given], given: list[Given], known_by: tuple[str, str]) -> Merged:
    """Put the course's cells as they are now into a student's notebook.

    Parameters
    ----------
    mine, new
        The student's notebook, and the one of the new kit.
    was, given
        The cells that the old and the new kit gave.
    known_by
        The keys of the metadata at which a cell's name stands.

    Raises
    ------
    Unread
        If the student's has none of the course's cells.
    """
    was = was or [Given(cell.id, cell.name, cell.answer, "") for cell in given]
    follows = _successors(was, given)
    added = sorted(set(range(len(given))) - set(follows.values()))
    # What the new kit adds is there already where an update was stopped halfway.
    known = [*was, *(given[place] for place in added)]
    follows |= {len(was) + n: place for n, place in enumerate(added)}
    found = _recognised(mine["cells"], known, len(was), known_by)
    if all(number is None for number in found):
        raise Unread("none of its cells is known as one of the course's")
    result = Merged()
    at: dict[int, tuple[Cell, Given]] = {}
    behind: dict[int, list[Cell]] = {}  # the student's own cells stay behind the course's cell that is before them
    last = -1
    for cell, number in zip(mine["cells"], found, strict=True):
        if number is None:
            behind.setdefault(last, []).append(cell)
        elif number in follows:
            last = follows[number]
            at[last] = cell, known[number]
        elif digest(text(cell)) != (old := known[number]).digest:  # else it goes, as from the course
            if old.answer:
                behind.setdefault(last, []).append(_unnamed(cell, known_by))
                result.words.append(f"{_called(old, cell)} is no more in the course; your answer stays, ungraded")
            elif text(cell).strip():
                result.changed.append(_called(old, cell))
    cells = behind.get(-1, [])
    for place, (cell, now) in enumerate(zip(new["cells"], given, strict=True)):
        if place in at:
            cells.append(_with_own(result, *at[place], cell, now, known_by))
        else:
            cells.append(cell)
            if now.name in {old.name for old in was} - {""}:
                result.words.append(f"{now.name} was missing; it is there again, as the course gives it")
        cells += behind.get(place, [])
    result.notebook = mine | {"metadata": new["metadata"] | mine["metadata"], "cells": _with_ids(cells)}
    result.notebook["nbformat_minor"] = max(new["nbformat_minor"], mine["nbformat_minor"])
    return result


def read(content: bytes) -> Notebook:
    """Read a notebook.

    Raises
    ------
    Unread
        If it is none, or one of a form that is not known here.
    """
    try:
        notebook = json.loads(content)
    except (ValueError, RecursionError):
        raise Unread("it cannot be read as a notebook") from None
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:
        raise Unread("it has not the form that Jupyter has today; open it in JupyterLab, save it, and try again")
    cells, minor = notebook.get("cells"), notebook.get("nbformat_minor")
    formed = isinstance(cells, list) and isinstance(minor, int) and isinstance(notebook.get("metadata"), dict)
    if not formed or not all(map(_is_cell, cells or [])):
        raise Unread("its cells cannot be read")
    return notebook


def written(notebook: Notebook) -> bytes:
    """Return a notebook as Jupyter writes it.

    Raises
    ------
    Unread
        If it is too deep.
    """
    try:
        return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a character, which JSON can hold
        return (json.dumps(notebook, indent=1, sort_keys=True) + "\n").encode()
    except RecursionError:
        raise Unread("it cannot be read as a notebook") from None


def text(cell: Cell) -> str:
    """Return a cell's text."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _is_cell(cell: Any) -> bool:
    if not isinstance(cell, dict) or cell.get("cell_type") not in KINDS or not isinstance(cell.get("metadata"), dict):
        return False
    source = cell.get("source")
    return isinstance(source, str) or (isinstance(source, list) and all(isinstance(line, str) for line in source))


def _name(cell: Cell, known_by: tuple[str, str]) -> str:
    of_grading = cell["metadata"].get(known_by[0])
    name = of_grading.get(known_by[1]) if isinstance(of_grading, dict) else None
    return name if isinstance(name, str) else ""


def _id(cell: Cell) -> str:
    """Return what a cell is known by; Colab keeps that among the metadata."""
    known = cell.get("id", cell["metadata"].get("id"))
    return known if isinstance(known, str) else ""


def _recognised(cells: list[Cell], known: list[Given], old: int, known_by: tuple[str, str]) -> list[int | None]:
    """Return for each cell which of the known ones it is, of which so many are old.

    It is known by its name, or else by its text or its id. Of a cell and its copy the one that has the id as well is
    meant, or else the first.
    """
    numbers: dict[tuple[str, str], list[int]] = {}
    for number, given in enumerate(known):
        keys = {("name", given.name), ("name and id", f"{given.name} {given.id}")} if given.name else set()
        keys |= {("text and id", f"{given.digest} {given.id}"), ("text", given.digest)}
        # A new cell without a name may have the id that was another's.
        keys |= {("id", given.id)} if number < old else set()
        for key in keys:
            numbers.setdefault(key, []).append(number)
    found: list[int | None] = [None] * len(cells)
    for way in ("name and id", "name", "text and id", "text", "id"):
        for place, cell in enumerate(cells):
            name = _name(cell, known_by)
            if found[place] is not None or bool(name) != way.startswith("name"):
                continue
            values = {"name": name, "id": _id(cell), "text": digest(text(cell)) if way.startswith("text") else ""}
            wanted = " ".join(values[part] for part in way.split(" and "))
            found[place] = next((n for n in numbers.get((way, wanted), []) if n not in found), None)
    return found


def _successors(was: list[Given], given: list[Given]) -> dict[int, int]:
    """Return where each cell that was given stands now, if it does.

    The ids of cells without a name count from the last one with a name, so that a new cell shifts them: what has the
    same text is the same cell, and only what is left over goes by its id.
    """
    names = {now.name: place for place, now in enumerate(given) if now.name}
    found = {number: names[old.name] for number, old in enumerate(was) if old.name in names}
    for part in ("digest", "id"):
        for number, old in enumerate(was):
            if old.name or number in found or not getattr(old, part):
                continue
            same = (p for p, now in enumerate(given) if not now.name and getattr(now, part) == getattr(old, part))
            if (place := next((p for p in same if p not in found.values()), None)) is not None:
                found[number] = place
    return found


def _with_own(result: Merged, own: Cell, old: Given, new: Cell, now: Given, known_by: tuple[str, str]) -> Cell:
    """Return a cell as the course gives it now, or the student's answer in it, and note what is to be said."""
    begun = text(own) != text(new) and digest(text(own)) != old.digest
    if begun and now.answer:
        if old.digest not in ("", now.digest):
            result.asked.append(_called(now, new))
        return _answer(own, new, known_by)
    if begun and text(own).strip():
        result.changed.append(_called(old, own))
    return _as_given(own, new, known_by)


def _answer(own: Cell, new: Cell, known_by: tuple[str, str]) -> Cell:
    """Return a student's answer, with what grading knows of the cell now."""
    kept = {key: value for key, value in own["metadata"].items() if key != known_by[0]}
    of_grading = {key: value for key, value in new["metadata"].items() if key == known_by[0]}
    return own | {"id": new["id"], "metadata": kept | of_grading}


def _as_given(own: Cell, new: Cell, known_by: tuple[str, str]) -> Cell:
    """Return a cell of the course's; if its text is what it was, it looks as it did, and shows what it did."""
    if text(own) != text(new) or own["cell_type"] != new["cell_type"]:
        return new
    looks = {key: value for key, value in own["metadata"].items() if key in LOOKS}
    kept = {key: value for key, value in own["metadata"].items() if key not in (known_by[0], *FIXED)}
    given = {key: value for key, value in new["metadata"].items() if key not in LOOKS}
    shown = {key: own[key] for key in ("source", "outputs", "execution_count") if key in own}
    return new | shown | {"metadata": kept | given | looks}


def _unnamed(cell: Cell, known_by: tuple[str, str]) -> Cell:
    """Return a cell as one of the student's own."""
    return cell | {"metadata": {k: value for k, value in cell["metadata"].items() if k not in (known_by[0], *FIXED)}}


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Return the cells, each with an id, no two the same: the course's keep theirs."""
    seen: set[str] = set()
    result = []
    for cell in cells:
        known = cell.get("id")
        if not isinstance(known, str) or not re.fullmatch(r"[\w-]{1,64}", known, re.ASCII) or known in seen:
            known = next(name for n in range(1, len(cells) + 2) if (name := f"own-{n}") not in seen)
        seen.add(known)
        result.append(cell | {"id": known})
    return result


def _called(given: Given, cell: Cell) -> str:
    """Return what to call a cell: its name, or how it begins."""
    first = next((line.strip() for line in text(cell).splitlines() if line.strip()), "")
    shown = "".join(c if c.isprintable() else "?" for c in first[:50])
    return given.name or f"the one that begins with “{shown}”"


# --- where the new kit comes from -------------------------------------------------------------------------------------


def files_of(kit: Path) -> dict[str, bytes]:
    """Return the files of a kit that is a zip file or a folder, or lies in one.

    Raises
    ------
    UpdateError
        If it cannot be read.
    """
    try:
        if kit.is_dir():
            places = [kit, *sorted(path for path in kit.iterdir() if path.is_dir())]
            top = next((place for place in places if (place / RECORD).is_file()), kit)
            paths = [RECORD, *record_of(top).files]
            return {path: (top / path).read_bytes() for path in paths if (top / path).is_file()}
        with ZipFile(kit) as packed:
            names = [name for name in packed.namelist() if not name.endswith("/")]
            begins = [name.removesuffix(RECORD) for name in names if f"/{name}".endswith(f"/{RECORD}")]
            start = min(begins, key=len, default="")
            return {name.removeprefix(start): packed.read(name) for name in names if name.startswith(start)}
    except (OSError, BadZipFile, RuntimeError) as error:
        raise UpdateError(f"{kit} cannot be read ({error}). {WHERE}") from None


def _published(folder: Path, file: Path) -> None:
    """Pack what the repository has of which a folder is a clone; nothing but git's own store of it is changed."""
    if not (folder / ".git").exists():
        raise UpdateError(WHERE)
    pack = ["archive", "--format=zip", f"--output={file}", "FETCH_HEAD"]
    for command in (["fetch", "--quiet", "origin", "HEAD"], pack):
        try:
            done = subprocess.run(["git", *command], cwd=folder, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            raise UpdateError(f"git is not installed. {WHERE}") from None
        if done.returncode != 0:
            raise UpdateError(f"The course's repository cannot be read: git says {' '.join(done.stderr.split())}")


def main() -> int:
    """Update the kit in which this script lies, by the new kit's own script."""
    parser = argparse.ArgumentParser(
        prog="update", description="Bring a correction of the course into this kit. Your answers and cells stay."
    )
    parser.add_argument("kit", nargs="?", type=Path, help="the new kit, a zip file or a folder; none in a git clone")
    parser.add_argument("--into", type=Path, default=Path(__file__).resolve().parents[1], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    own = Path(__file__).read_bytes()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # Windows' terminal does not have every character of a cell
    try:
        with tempfile.TemporaryDirectory() as temporary:
            kit = (arguments.kit or Path(temporary) / "kit.zip").expanduser()
            if not arguments.kit:
                _published(arguments.into, kit)
            new = files_of(kit)
            whole(new)
            if new.get(SCRIPT, own) != own:
                script = Path(temporary) / "update"
                script.write_bytes(new[SCRIPT])
                return subprocess.run([sys.executable, script, kit, "--into", arguments.into], check=False).returncode
            print("\n".join(update(arguments.into, new)))
    except UpdateError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
