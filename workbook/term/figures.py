"""What a student saw on the own machine: the outputs in the notebook that was handed in.

Grading runs a notebook again, at another effort and on other data, so the graded one shows other figures than those
that an answer speaks of. What was handed in is shown as its student's word: nobody has checked it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import NBGRADER, grade_id, is_answer, is_graded
from workbook.grading.rebuild.submitted import MAX_CELLS, MAX_FILE, Unreadable, read_file
from workbook.grading.results import Limits, clean_outputs, plain

# What the set-up cell prints, and what `helpers.data` announces.
CIRCUMSTANCES = re.compile(r"^(?:Effort|Data): .*|^.*\bstand-in\b.*", re.MULTILINE)
MAX_CIRCUMSTANCES = 5
MAX_OUTPUTS = 12
"""So many outputs are shown beside an answer: those nearest to it."""

Cells = list[dict[str, Any]]


def handed_in(folder: Path, notebook: str) -> Cells:
    """Return the cells of a notebook as they were handed in; none, if it cannot be read."""
    try:
        content = json.loads(read_file(folder, f"{notebook}.ipynb", MAX_FILE))
        cells = content["cells"]
    except (Unreadable, OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return [cell for cell in cells[:MAX_CELLS] if isinstance(cell, dict)] if isinstance(cells, list) else []


def circumstances(cells: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the lines in which a notebook says at which effort and on which data it ran."""
    found: dict[str, None] = {}
    for output in (output for cell in cells for output in _outputs(cell)):
        if isinstance(output, Mapping) and output.get("output_type") == "stream":
            found |= dict.fromkeys(line.strip() for line in CIRCUMSTANCES.findall(plain(output.get("text"))))
    return list(islice(found, MAX_CIRCUMSTANCES))


def around(cells: Cells, name: str) -> list[NotebookNode]:
    """Return the outputs about which an answer may speak, as plain text and pictures.

    These are the outputs from the answer before to the answer behind: a question may ask to predict what the cells
    below it show.
    """
    answers = [i for i, cell in enumerate(cells) if is_answer(_node(cell))]
    place = next((i for i in answers if grade_id(_node(cells[i])) == name), None)
    if place is None:
        return []
    first = max((i for i in answers if i < place), default=-1) + 1
    last = min((i for i in answers if i > place), default=len(cells))
    shown = [cell for cell in cells[first:last] if not is_graded(_node(cell))]
    found = [output for cell in shown for output in clean_outputs(_outputs(cell), Limits(characters=4_000))]
    return found[-MAX_OUTPUTS:]


def html(outputs: Iterable[NotebookNode]) -> str:
    """Return outputs that are clean as HTML; a picture without words is named as such."""
    parts = []
    for output in outputs:
        if output.output_type == "stream":
            parts.append(f"<pre>{escape(output.text)}</pre>")
        elif output.output_type == "error":
            parts.append(f"<pre>{escape(f'{output.ename}: {output.evalue}')}</pre>")
        else:
            form = next((form for form in output.data if form.startswith("image/")), "")
            if not form:
                parts.append(f"<pre>{escape(output.data['text/plain'])}</pre>")
                continue
            words = output.metadata.get(form, {}).get("alt", "a figure of the student's, without words")
            data = escape(output.data[form], quote=True)
            parts.append(f'<img alt="{escape(words, quote=True)}" src="data:{form};base64,{data}">')
    return "\n".join(parts)


def _outputs(cell: Mapping[str, Any]) -> list[Any]:
    outputs = cell.get("outputs")
    return outputs if cell.get("cell_type") == "code" and isinstance(outputs, list) else []


def _node(cell: Mapping[str, Any]) -> NotebookNode:
    """Return a cell with nothing but what nbgrader knows of it, if that is of the form it should have."""
    metadata = cell.get("metadata")
    known = metadata.get(NBGRADER) if isinstance(metadata, Mapping) else None
    found: NotebookNode = nbformat.from_dict({"metadata": {NBGRADER: known} if isinstance(known, Mapping) else {}})
    return found
