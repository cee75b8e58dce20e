"""The attacks that grading must withstand: one small file each in ``tests/attacks``.

An attack changes the notebook of a release, or hands in files beside it. To add one, add a file; its name is the
attack's. There are two forms. ``NAME.py`` is what a student writes::

    # attack: what it tries
    # gains: what it wins at most; "nothing" for nearly all
    # expect: 0 points in check-0-1
    # canary: output
    # %% exercise-0-1
    the whole new text of the cell with this id

The header's keys:

``expect``
    What must hold afterwards, in one or more lines: ``0 points in CHECK``, ``at most 2/3 points in CHECK``, ``outcome
    failed``, ``outcome graded or failed``, or ``same as blank`` (no points at all). After points, `` or a person``:
    more of them are no gain where the instructor is told why to look at this check.
``canary``
    Where a success shows, besides in the points: ``output`` (the word CANARY- in an output of the graded notebook),
    ``html`` (markup with ``workbook-xss`` that acts on a page of feedback), ``control`` (control characters in
    messages), ``process`` (a process called ``wb-attack`` that outlives the grading), ``grader`` (a grader that hangs,
    ends or fills the machine), or just ``points``. `signs` looks for the first four.
``notebook``
    The assignment, ``00_start_here`` unless it is named.
``known``
    Why it gains something all the same, which nothing here can prevent. An audit counts it apart, and is surprised when
    it gains nothing any more.
``slow``, ``twice``
    Why it takes long; why it must be graded two times in a row to show anything.

``# include: NAME`` puts the text of ``_NAME.py`` in its place. Besides the ids of cells, ``# %% before``, ``after``,
``markdown`` and ``raw`` insert a cell around the first cell that is named. An attack must end by itself, write only to
temporary folders and the notebook's own, and talk to nobody but 127.0.0.1: somebody will run it by mistake.

``NAME.json`` holds the same header and a list of changes, ``do``, to the notebook's JSON and the submitted files; see
`apply` for the changes there are.
"""

import copy
import gzip
import io
import json
import os
import re
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook import ROOT

CORPUS = ROOT / "tests" / "attacks"
NEEDED, OPTIONAL = ("attack", "gains", "expect", "canary"), ("notebook", "known", "slow", "twice")
CANARIES = ("output", "html", "control", "process", "grader", "points")
# An audit hides this text wherever no submission may read, and the attacks look for it (``_decoys.py``): in the
# grader's environment, in a gradebook, in another submission, in a home and a temporary folder, in shared memory.
DECOY = "workbook-decoy-73102946"


@dataclass(frozen=True)
class Attack:
    """One attack: what it tries, what must hold afterwards, and the changes that make it."""

    name: str
    tries: str
    gains: str
    expect: tuple[str, ...]
    canary: str
    assignment: str
    known: str
    slow: str
    twice: str
    changes: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Link:
    """A submitted link. A hard link's target is looked up from the submission's folder, as a symbolic one's is.

    Where a hard link's target does not exist, the link is a symbolic one.
    """

    target: str
    hard: bool = False


@dataclass(frozen=True)
class Pipe:
    """A submitted named pipe."""


@dataclass(frozen=True)
class Hole:
    """A submitted file of this many bytes that takes no room on the disk."""

    size: int


File = bytes | Link | Pipe | Hole


def attacks(corpus: Path = CORPUS) -> list[Attack]:
    """Return the attacks in the order of their names.

    Raises
    ------
    ValueError
        When a file lacks a part of its header, or has one that is not known.
    """
    paths = sorted(p for p in corpus.iterdir() if p.suffix in (".py", ".json") and not p.name.startswith("_"))
    return [_read(path) for path in paths]


def apply(attack: Attack, release: Mapping[str, Any]) -> tuple[bytes, dict[str, File]]:
    """Return the submitted notebook, as the bytes of its file, and the files submitted beside it by relative name.

    A file with the notebook's own name takes its place. The changes, each a dictionary with a key ``op``:

    - ``set``: put ``value`` at ``path`` (keys and indices) of the cell ``cell``, or of the notebook without ``cell``.
      ``times`` repeats it.
    - ``remove``: take away what is at ``path``, or without ``path`` the cell.
    - ``insert``: put the new cell ``value`` ``before`` or ``after`` a cell.
    - ``copy``, ``move``: put a copy of ``cell``, with the entries of ``set`` changed, or the cell itself, there.
      ``times`` makes many copies.
    - ``replace``: change ``old``, which must occur, to ``parts`` in the file's text: strings, and pairs of a string and
      how often to repeat it. ``text``: make these the file's whole text.
    - ``encode``: write the file ``as`` another encoding, or as ``gzip``. ``append``: add ``hex`` bytes at its end.
    - ``file``: submit ``name`` with a content: ``text``, ``hex``, ``link``, ``hard_link``, ``pipe``, ``size``, ``zip``
      or ``tar`` (pairs of a member's name and its text; in a tar also ``{"link": target}``). With ``times`` the name
      has a place ``{}`` for a number.
    """
    content: Any = copy.deepcopy(dict(release))
    files: dict[str, File] = {}
    for change in attack.changes:
        match change["op"]:
            case "file":
                files |= dict.fromkeys(_names(change), _content(change))
            case "text":
                content = _joined(change["parts"])
            case "replace":
                content = content if isinstance(content, str) else json.dumps(content)
                if change["old"] not in content:
                    raise ValueError(f"{attack.name}: there is no {change['old']} in the notebook's text.")
                content = content.replace(change["old"], _joined(change["parts"]))
            case "encode":
                content = _encoded(_bytes(content), change["as"])
            case "append":
                content = _bytes(content) + bytes.fromhex(change["hex"])
            case _:
                _change_notebook(content, change)
    return _bytes(content), files


def place(folder: Path, name: str, notebook: bytes, files: Mapping[str, File]) -> None:
    """Write what `apply` returned into an empty folder, the notebook as ``name``.

    Raises
    ------
    ValueError
        When a file would lie outside the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not any(Path(other).parts[0] == name for other in files):
        (folder / name).write_bytes(notebook)
    for other, file in files.items():
        if Path(other).is_absolute() or ".." in Path(other).parts:
            raise ValueError(f"{other!r} lies outside the submission's folder; only an archive can hold such a name.")
        path = folder / other
        path.parent.mkdir(parents=True, exist_ok=True)
        match file:
            case bytes():
                path.write_bytes(file)
            case Link(target, hard=True) if (folder / target).exists():
                os.link(folder / target, path)
            case Link(target):
                path.symlink_to(target)
            case Pipe():
                os.mkfifo(path)
            case Hole(size):
                with path.open("wb") as opened:
                    opened.truncate(size)


def _read(path: Path) -> Attack:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        header = json.loads(text)
        changes = header.pop("do")
    else:
        header, changes = _cells(_included(text, path.parent))
    if missing := [key for key in NEEDED if not header.get(key)]:
        raise ValueError(f"{path.name}: the header has no {', '.join(missing)}.")
    if unknown := header.keys() - {*NEEDED, *OPTIONAL}:
        raise ValueError(f"{path.name}: the header has an unknown {', '.join(sorted(unknown))}.")
    return Attack(
        name=path.stem,
        tries=header["attack"],
        gains=header["gains"],
        expect=tuple(header["expect"]),
        canary=header["canary"],
        assignment=header.get("notebook", "00_start_here"),
        known=header.get("known", ""),
        slow=header.get("slow", ""),
        twice=header.get("twice", ""),
        changes=tuple(changes),
    )


def _included(text: str, folder: Path) -> str:
    def fragment(line: re.Match[str]) -> str:
        return (folder / f"_{line[1]}.py").read_text(encoding="utf-8")

    return re.sub(r"^# include: (\w+)\n", fragment, text, flags=re.MULTILINE)


def _cells(text: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the header of a ``.py`` attack and the changes that its cells are."""
    head, *parts = re.split(r"^# %% (\S+)\n", text, flags=re.MULTILINE)
    header: dict[str, Any] = {"expect": []}
    for key, value in re.findall(r"^# (\w+): (.+)$", head, re.MULTILINE):
        header[key] = [*header["expect"], value] if key == "expect" else value
    cells = [(title, body.rstrip("\n")) for title, body in zip(parts[::2], parts[1::2], strict=True)]
    anchor = next(title for title, _ in cells if title not in ("before", "after", "markdown", "raw"))
    changes: list[dict[str, Any]] = []
    for number, (title, body) in enumerate(cells):
        if title in ("before", "after", "markdown", "raw"):
            kind = title if title in ("markdown", "raw") else "code"
            cell: dict[str, Any] = {"cell_type": kind, "id": f"attack-{number}", "metadata": {}, "source": body}
            if kind == "code":
                cell |= {"outputs": [], "execution_count": None}
            changes.append({"op": "insert", "before" if title == "before" else "after": anchor, "value": cell})
        else:
            changes.append({"op": "set", "cell": title, "path": ["source"], "value": body})
    return header, changes


def _change_notebook(notebook: dict[str, Any], change: Mapping[str, Any]) -> None:
    cells = notebook["cells"]
    index = _index(cells, change["cell"]) if "cell" in change else None
    match change["op"]:
        case "set" | "remove" if "path" in change:
            *path, last = change["path"]
            holder = notebook if index is None else cells[index]
            for key in path:
                holder = holder[key]
            if change["op"] == "set":
                holder[last] = change["value"] * change["times"] if "times" in change else change["value"]
            else:
                del holder[last]
        case "remove":
            del cells[index]
        case "insert":
            _put(cells, [change["value"]], change)
        case "copy":
            _put(cells, [copy.deepcopy(cells[index]) | change.get("set", {})] * change.get("times", 1), change)
        case "move":
            _put(cells, [cells.pop(index)], change)
        case unknown:
            raise ValueError(f"there is no change {unknown!r}.")


def _put(cells: list[dict[str, Any]], new: list[dict[str, Any]], change: Mapping[str, Any]) -> None:
    at = _index(cells, change["before"]) if "before" in change else _index(cells, change["after"]) + 1
    cells[at:at] = new


def _index(cells: list[dict[str, Any]], id: str) -> int:
    return [cell["id"] for cell in cells].index(id)


def _names(change: Mapping[str, Any]) -> list[str]:
    if "times" not in change:
        return [change["name"]]
    return [change["name"].format(number) for number in range(change["times"])]


def _content(change: Mapping[str, Any]) -> File:
    match change:
        case {"text": str(text)}:
            return text.encode()
        case {"hex": text}:
            return bytes.fromhex(text)
        case {"link": target}:
            return Link(target)
        case {"hard_link": target}:
            return Link(target, hard=True)
        case {"pipe": True}:
            return Pipe()
        case {"size": size}:
            return Hole(size)
        case {"zip": members}:
            archive = io.BytesIO()
            with zipfile.ZipFile(archive, "w") as writer:
                for name, text in members:
                    writer.writestr(zipfile.ZipInfo(name), text)
            return archive.getvalue()
        case {"tar": members}:
            archive = io.BytesIO()
            with tarfile.open(fileobj=archive, mode="w") as writer:
                for name, member in members:
                    entry, data = tarfile.TarInfo(name), b""
                    if isinstance(member, str):
                        data = member.encode()
                        entry.size = len(data)
                    else:
                        entry.type, entry.linkname = tarfile.SYMTYPE, member["link"]
                    writer.addfile(entry, io.BytesIO(data))
            return archive.getvalue()
    raise ValueError(f"the file {change['name']!r} has no content.")


def _joined(parts: list[Any]) -> str:
    return "".join(part if isinstance(part, str) else part[0] * part[1] for part in parts)


def _bytes(content: Any) -> bytes:
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


def _encoded(data: bytes, encoding: str) -> bytes:
    return gzip.compress(data, 1, mtime=0) if encoding == "gzip" else data.decode().encode(encoding)
