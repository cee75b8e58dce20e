"""What formgrader shows above each answer that a person marks: how to, what the student saw, and what has changed.

It is put into the page while that is made, and only where formgrader makes it. No file has it, and no page of feedback.
"""

from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from pathlib import Path

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat.notebooknode import NotebookNode
from nbgrader.coursedir import CourseDirectory
from traitlets import Bool

from workbook.authoring.assignment import TAGS, grade_id
from workbook.grading.results import FOR_INSTRUCTOR
from workbook.term import figures, marked, marks
from workbook.term.figures import Cells
from workbook.term.marked import Kept
from workbook.term.rubrics import Guide, guides


class MarkingGuide(Preprocessor):
    """Put the guide above each answer of a page that formgrader makes."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Return the notebook with the guides in it; as it is, if this is another page."""
        if "submission_id" not in resources:
            return nb, resources
        directory = CourseDirectory(config=self.config)
        assignment, name, student = (resources[key] for key in ("assignment_id", "notebook_id", "student"))
        source = Path(directory.format_path(directory.source_directory, ".", assignment)) / f"{name}.ipynb"
        found: dict[str, Guide] = {}
        with suppress(Exception):  # a page without a guide is better than none
            found = guides(nbformat.read(source, as_version=4))
        kept = marked.read(directory, student, assignment).get(name, {})
        now = marks.answers(nb)
        folder = Path(directory.format_path(directory.submitted_directory, student, assignment))
        theirs = figures.handed_in(folder, name) if found else []
        cells = []
        for cell in nb.cells:
            if guide := found.get(grade_id(cell)):
                cells += [_how(guide), _saw(guide, theirs, nb.cells)]
                if before := kept.get(guide.name):
                    cells += _changed(before, now.get(guide.name, ""))
            cells.append(cell)
        nb.cells = cells
        return nb, resources


def _how(guide: Guide) -> NotebookNode:
    """Return a cell with what the instructor has written for who marks."""
    lines = "\n".join(f"- {line.points:g} point{'s' * (line.points != 1)}: {line.text}" for line in guide.lines)
    parts = [f"#### For who marks: {guide.title}, {guide.worth:g} points", lines, guide.note]
    if guide.model:
        parts.append(f"<details open><summary>Model answer</summary>\n\n{guide.model}\n\n</details>")
    text = "\n\n".join(part for part in parts if part)
    cell: NotebookNode = nbformat.v4.new_markdown_cell(text, metadata={TAGS: [FOR_INSTRUCTOR]})
    return cell


def _saw(guide: Guide, theirs: Cells, graded: Cells) -> NotebookNode:
    """Return a cell with what the student saw.

    It is one of code, as what stands in it is the student's: the page shows outputs as text and pictures.
    """
    said = [
        "As handed in; nobody has checked it:",
        *(figures.circumstances(theirs) or ["It says nothing of effort and data."]),
        "All other outputs on this page are those of the grading:",
        *(figures.circumstances(graded) or ["It says nothing of effort and data."]),
    ]
    near = figures.around(theirs, guide.name)
    outputs = [_stream("\n".join([*said, *([] if near else ["There is no output near this answer."]), ""])), *near]
    return _code("# What the student saw", outputs)


def _changed(kept: Kept, now: str) -> Iterator[NotebookNode]:
    """Yield a cell with what is other than when the answer was marked, if anything is."""
    if difference := marked.difference(kept.text, now):
        for tag, sign in (("<del>", "[-"), ("</del>", "-]"), ("<ins>", "{+"), ("</ins>", "+}")):
            difference = difference.replace(tag, sign)
        yield _code(f"# Changed since it was marked: {' '.join(kept.said.split())}", [_stream(unescape(difference))])


def _code(source: str, outputs: list[NotebookNode]) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(source, outputs=outputs, metadata={TAGS: [FOR_INSTRUCTOR]})
    return cell


def _stream(text: str) -> NotebookNode:
    output: NotebookNode = nbformat.v4.new_output("stream", text=text)
    return output
