"""nbgrader preprocessors of this course."""

from nbconvert.exporters.exporter import ResourcesDict
from nbformat.notebooknode import NotebookNode
from nbgrader.preprocessors import ClearSolutions

from workbook.authoring.assignment import BUILD, EXERCISE, stub


class NamedStubs(ClearSolutions):
    """nbgrader's ClearSolutions, with stubs that say which exercise is missing.

    The words come from the nearest heading above, such as ``### Exercise 1.2: Build the encoder``.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """Replace solutions by stubs and drop what the build keeps about the executed notebook."""
        self._missing = ""
        # A copy: this dictionary is the class's default, shared by every converter of the process.
        inherited: dict[str, str] = super().code_stub
        self.code_stub = dict(inherited)
        nb.metadata.pop(BUILD, None)
        made: tuple[NotebookNode, ResourcesDict] = super().preprocess(nb, resources)
        return made

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Replace one cell's solution; a heading sets the words of the stubs below it."""
        if cell.cell_type == "markdown" and (found := EXERCISE.findall(cell.source)):
            number, title = found[-1]
            self._missing = f"Exercise {number}: {title[0].lower()}{title[1:]}"
        self.code_stub["python"] = stub(self._missing)
        made: tuple[NotebookNode, ResourcesDict] = super().preprocess_cell(cell, resources, cell_index)
        return made
