"""The worked solutions' definitions, as code that can be run without the notebook around it.

What a function of a solution needs: imports, other definitions and plain values, of all cells before its check.
"""

import ast
from collections.abc import Iterable

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import hidden_lines, judging_calls, opened
from workbook.authoring.names import names as names_of
from workbook.authoring.names import without_magics


def compared(source: str) -> dict[str, ast.Call]:
    """Return the hidden calls of `checks.same` in a check, by the name of the answer."""
    first, last = hidden_lines(source)
    named = {}
    for function, call in [found for s in ast.parse(without_magics(source)).body for found in judging_calls(s)]:
        if function == "same" and first < call.lineno < last:
            match call.args:
                case [ast.Name(id=name), ast.Constant(value=str(said)), ast.Name()] if name == said:
                    named[name] = call
    return named


def definitions(notebook: NotebookNode, check: NotebookNode) -> str:
    """Return the code by which the answers that a check compares come to be; nothing if it compares none."""
    return _closure(notebook, check, set(compared(check.source)) if opened(check.source) else set())


def needed_of(notebook: NotebookNode, check: NotebookNode, statements: Iterable[ast.stmt]) -> str:
    """Return the code by which what some statements of a check look up comes to be."""
    text = "\n".join(map(ast.unparse, statements))
    return _closure(notebook, check, set(names_of(text).used | names_of(text).inside))


def imports(notebook: NotebookNode) -> str:
    """Return the imports that stand in a notebook's cells, by themselves."""
    found: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            body = ast.parse(without_magics(cell.source)).body
            found += [ast.unparse(s) for s in body if isinstance(s, ast.Import | ast.ImportFrom)]
    return "\n".join(found)


def _closure(notebook: NotebookNode, check: NotebookNode, wanted: set[str]) -> str:
    if not wanted:
        return ""
    statements: list[tuple[ast.stmt, str]] = []
    for cell in notebook.cells[: notebook.cells.index(check)]:
        if cell.cell_type == "code" and not opened(cell.source):
            source = without_magics(cell.source)
            statements += [(statement, _text(statement, source)) for statement in ast.parse(source).body]
    taken: list[str] = []
    # From the last to the first: what a name is when the check runs is what it was given last.
    for statement, text in reversed(statements):
        if bound := names_of(text).bound & wanted:
            taken.append(text)
            if isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign):
                wanted -= bound
            wanted |= names_of(text).used | names_of(text).inside
            if not isinstance(statement, ast.FunctionDef | ast.ClassDef):  # what these need counts their parameters
                wanted |= names_of(text).needed
    return "\n\n".join(reversed(taken))


def _text(statement: ast.stmt, source: str) -> str:
    """Return a statement as it is written: what `ast.unparse` writes depends on Python's version."""
    first = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", ()))])
    return "\n".join(source.splitlines()[first - 1 : statement.end_lineno])
