"""What grading one submission found: as data, as a file, and as outputs of a notebook that nbgrader reads marks from.

All that a student's code can choose is bounded here and kept to plain text and checked pictures. It is shown to the
instructor in formgrader and to the student as feedback, and neither page may run anything that a submission says.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import TAGS, grade_id, is_check, points

GRADED, FAILED, PERSON = "graded", "failed", "person"
FOR_INSTRUCTOR = "for-instructor"  # tag of cells that feedback leaves out
REPORT = "grader-report"  # tag of cells that the grader adds
STUDENTS_OWN = "students-own"  # tag of cells below a task
MAX_MESSAGE = 2_000
MAX_LINE = 100
MAX_TRACE = 20_000

# Escape sequences of a terminal: colours and cursor movements; titles and links; the rest.
_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]?")
# Controls, marks that change the direction of writing, and halves of characters, which no file can hold.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_ADDRESS = re.compile(r"\b0x[0-9a-f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True)
class Part:
    """One assertion of a check cell."""

    name: str
    """What is asserted; of a hidden test only its number."""
    passed: bool
    message: str = ""
    """What was expected, what was found, the usual cause; empty when passed."""
    hidden: bool = False


@dataclass(frozen=True)
class CheckResult:
    """What one check cell found."""

    grade_id: str
    points: float
    """Earned."""
    possible: float
    parts: tuple[Part, ...]
    fault: str = ""
    """Why the examiner could not judge; then no points are earned and a person must look."""
    doubts: tuple[str, ...] = ()
    """What it had to believe; then the points are earned and a person must look."""


@dataclass(frozen=True)
class Result:
    """What is known about one submission."""

    assignment: str
    student: str
    outcome: str
    """``graded``, ``failed`` (it could not run to its end) or ``person`` (only a person can decide)."""
    reasons: tuple[str, ...]
    """Why it failed, or needs a person."""
    notes: tuple[str, ...]
    """For the instructor: what was repaired or left out."""
    checks: dict[str, CheckResult]
    """By grade_id."""
    notebook: dict[str, Any]
    """The graded notebook, as nbformat 4 JSON."""
    doubts: dict[str, str] = field(default_factory=dict)
    """By grade_id, why a person must look at that answer; by "", at the whole submission."""
    trace: str = ""
    """What Python said where the grader or the notebook's own cells were at fault; it is shown nowhere."""

    @property
    def faulty(self) -> bool:
        """Whether the grader itself failed somewhere, so that another attempt may find more."""
        return any(check.fault for check in self.checks.values())


@dataclass(frozen=True)
class Limits:
    """How much of one cell's outputs is kept."""

    characters: int = 20_000
    pictures: int = 20
    picture_bytes: int = 4_000_000
    """Of all the cell's pictures together."""
    outputs: int = 100


def to_json(result: Result) -> bytes:
    """Return a result as the bytes of its file: the same bytes for the same result."""
    text = json.dumps(_whole(asdict(result)), sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def from_json(data: bytes) -> Result:
    """Return the result that `to_json` wrote.

    Raises
    ------
    ValueError
        If these are other bytes.
    """
    try:
        content = json.loads(data)
        for key in ("reasons", "notes"):
            content[key] = tuple(content[key])
        content["checks"] = {
            name: CheckResult(
                **check | {"parts": tuple(Part(**part) for part in check["parts"]), "doubts": tuple(check["doubts"])}
            )
            for name, check in content["checks"].items()
        }
        return Result(**content)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"This is not a result: {error!r}.") from None


def outputs(check: CheckResult) -> list[NotebookNode]:
    """Return the outputs of a check cell: a list for people to read, and the points in a form that nbgrader reads.

    nbgrader gives all points to a cell without a result or an error, those that a result names, and none after an
    error.
    """
    passed = sum(part.passed for part in check.parts)
    lines = [f"{check.points:g} of {check.possible:g} points; {passed} of {len(check.parts)} parts passed."]
    for part in check.parts:
        lines.append(f"{'✓' if part.passed else '✗'} {plain(part.name)}")
        lines += [f"    {line}" for line in plain(part.message).splitlines()]
    if check.fault:
        lines.append(f"The grader could not judge this check; a person will. {plain(check.fault)}")
    shown = [nbformat.v4.new_output("stream", name="stdout", text="\n".join(lines) + "\n")]
    if check.fault or not passed:
        words = "This check was not judged." if check.fault else "No part of this check passed."
        shown.append(nbformat.v4.new_output("error", ename="Check", evalue=words, traceback=[words]))
    elif check.points < check.possible:  # also where all parts passed: an expression at the end gives so many
        shown.append(nbformat.v4.new_output("execute_result", data={"text/plain": repr(check.points)}))
    return shown


def clean_outputs(found: Iterable[Mapping[str, Any]], limits: Limits | None = None) -> list[NotebookNode]:
    """Return a student's outputs as plain text, PNG and JPEG, bounded; whatever else they hold is left out.

    A picture keeps the words that stand for it. HTML, Markdown, SVG, LaTeX, JavaScript and widgets are left out,
    because the pages that show a notebook run them.
    Nearly all that is shown in one of these forms comes with a plain text too.
    """
    limits = limits or Limits()
    kept: list[NotebookNode] = []
    characters, pictures, picture_bytes = limits.characters, limits.pictures, limits.picture_bytes
    whole = True
    for output in _joined(found):
        if len(kept) == limits.outputs or characters <= 0:
            whole = False
            break
        kind = output.get("output_type")
        if kind == "stream":
            text = plain(output.get("text"), characters)
            name = "stderr" if output.get("name") == "stderr" else "stdout"
            clean = nbformat.v4.new_output("stream", name=name, text=text)
        elif kind == "error":
            ename, evalue = plain(output.get("ename"), 200), plain(output.get("evalue"), MAX_MESSAGE)
            lines = output.get("traceback")
            trace = "\n".join(line for line in lines if isinstance(line, str)) if isinstance(lines, list) else ""
            text = plain(trace, characters, end=True) or f"{ename}: {evalue}"
            clean = nbformat.v4.new_output("error", ename=ename, evalue=evalue, traceback=text.split("\n"))
        elif kind in ("display_data", "execute_result") and isinstance(output.get("data"), Mapping):
            data, said = {}, {}
            text = ""
            for form, magic in _PICTURES.items():
                if form not in output["data"]:
                    continue
                picture = _picture(output["data"][form], magic, picture_bytes) if pictures > 0 else b""
                if picture:
                    pictures, picture_bytes = pictures - 1, picture_bytes - len(picture)
                    data[form] = base64.b64encode(picture).decode()
                    if words := _alternative(output.get("metadata"), form):
                        said[form] = {"alt": words}
                else:
                    whole = False
            if "text/plain" in output["data"]:
                text = data["text/plain"] = plain(output["data"]["text/plain"], characters)
            if not data:
                continue
            clean = nbformat.v4.new_output(kind, data=data, metadata=said)
        else:
            continue
        characters -= len(text)
        kept.append(clean)
    if not whole:
        words = "[The rest of this cell's output is left out.]\n"
        kept.append(nbformat.v4.new_output("stream", name="stdout", text=words))
    return kept


def plain(text: object, limit: int = MAX_MESSAGE, *, end: bool = False) -> str:
    """Return a text as a terminal would leave it, without controls, and with at most ``limit`` characters and a note.

    With ``end`` the end is kept, not the beginning. What is no text counts as none.
    """
    if isinstance(text, list) and all(isinstance(line, str) for line in text):
        text = "".join(text)  # nbformat allows this form
    if not isinstance(text, str):
        return ""
    # Before the rest, which takes time in proportion.
    long = len(text) > 20 * limit
    text = (text[-20 * limit :] if end else text[: 20 * limit]) if long else text
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    # A progress bar returns to the beginning of its line and writes that once more.
    lines = (line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
    text = _UNSHOWN.sub("", "\n".join(lines))
    if len(text) <= limit and not long:
        return text
    return f"[…]\n{text[-limit:]}" if end else f"{text[:limit]}\n[…]\n"


def unjudged(
    assignment: str, student: str, notebook: Mapping[str, Any], reason: str, doubts: dict[str, str] | None = None
) -> Result:
    """Return the result of a submission that a person must look at before anything of it was judged."""
    graded = nbformat.from_dict(notebook)
    checks = {}
    for cell in graded.cells:
        if is_check(cell):
            check = CheckResult(grade_id(cell), 0.0, points(cell), (), fault=reason)
            checks[grade_id(cell)], cell.outputs = check, outputs(check)
    doubts = (doubts or {}) | {"": reason}
    return Result(assignment, student, PERSON, (reason,), (), checks, graded, doubts)


def trace(text: str) -> str:
    """Return what Python said of an error, as it says it each time: without the addresses of objects."""
    return _ADDRESS.sub("0x...", plain(text, MAX_TRACE, end=True))


def report(result: Result) -> list[NotebookNode]:
    """Return cells to put above a graded notebook: the outcome for both readers, and notes for the instructor."""
    cells = []
    heading = {FAILED: "This notebook could not run to its end.", PERSON: "A person has yet to look at this."}
    if result.outcome != GRADED:
        cells.append(_report_cell("grader-outcome", heading[result.outcome], result.reasons, [REPORT]))
    if result.notes:
        cells.append(_report_cell("grader-notes", "For the instructor", result.notes, [REPORT, FOR_INSTRUCTOR]))
    return cells


def _report_cell(name: str, heading: str, lines: Iterable[str], tags: list[str]) -> NotebookNode:
    # An indented block: Markdown gives no meaning to anything in it, and no line of it can end it.
    block = "\n".join(f"    {line}" for text in lines for line in _wrapped(text))
    metadata = {TAGS: tags, "editable": False, "deletable": False}
    cell: NotebookNode = nbformat.v4.new_markdown_cell(f"**{heading}**\n\n{block}", id=name, metadata=metadata)
    return cell


def _wrapped(text: str) -> list[str]:
    lines, line = [], "-"
    for word in plain(text).split():
        if len(line) + len(word) >= MAX_LINE and line.strip("- "):
            lines.append(line)
            line = " "
        line += f" {word}"
    return [*lines, line]


def _joined(found: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """Yield outputs, with streams of one name that follow each other as one."""
    waiting: dict[str, Any] | None = None
    pieces: list[str] = []
    for output in found:
        if not isinstance(output, Mapping):
            continue
        if output.get("output_type") == "stream":
            text: Any = output.get("text")
            text = "".join(t for t in text if isinstance(t, str)) if isinstance(text, list) else text
            if not isinstance(text, str):
                continue
            if waiting and waiting["name"] == output.get("name"):
                pieces.append(text)
                continue
        if waiting:
            yield waiting | {"text": "".join(pieces)}
        waiting = None
        if output.get("output_type") == "stream":
            waiting, pieces = {"output_type": "stream", "name": output.get("name")}, [text]
        else:
            yield output
    if waiting:
        yield waiting | {"text": "".join(pieces)}


def _picture(data: object, magic: bytes, limit: int) -> bytes:
    """Return a picture's bytes, or none if they are not of its form or too many."""
    if not isinstance(data, str) or len(data) > 2 * limit:
        return b""
    try:
        picture = base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return picture if picture.startswith(magic) and len(picture) <= limit else b""


def _alternative(metadata: object, form: str) -> str:
    """Return the words that stand for a picture, where its maker gave some."""
    of_form = metadata.get(form) if isinstance(metadata, Mapping) else None
    return " ".join(plain(of_form.get("alt")).split()) if isinstance(of_form, Mapping) else ""


def _whole(value: Any) -> Any:
    """Return JSON data without halves of characters, which would keep the notebook from being written."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_whole(k): _whole(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_whole(v) for v in value]
    return value
