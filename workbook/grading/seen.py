"""Which names of a notebook hold something made of test images: a check that looks at those needs the same images.

Read from the instructor's notebook alone, statement by statement. In doubt a name counts: then the check is judged with
the test images that everybody has.
"""

import ast
import contextlib
from collections.abc import Iterable

CHANGING = {"add", "append", "extend", "insert", "setdefault", "update"}  # methods of what holds other things
TEST = {"test", "test_images", "test_labels"}  # attributes of data sets


def made_of_test_images(source: str, known: set[str]) -> set[str]:
    """Return the names that are so after a cell, of which those in `known` were before it."""
    found = set(known)
    with contextlib.suppress(SyntaxError):
        for statement in ast.parse("\n".join(map(_without_magic, source.splitlines()))).body:
            found = _after(statement, found)
    return found


def _without_magic(line: str) -> str:
    return "pass" if line.startswith(("%", "!")) else line


def _after(statement: ast.stmt, known: set[str]) -> set[str]:
    inner = _inner(statement)
    bound, visible = _bound(statement) - inner, known - inner
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Tuple | ast.List):
        targets = statement.targets[0].elts
        # As many things on the right, be it within a loop over them: each belongs to one name.
        for node in ast.walk(statement.value):
            if isinstance(node, ast.Tuple | ast.List) and len(node.elts) == len(targets):
                whole = {id(n) for n in ast.walk(node)}
                if not _touches((n for n in ast.walk(statement.value) if id(n) not in whole), visible):
                    of = zip(targets, node.elts, strict=True)
                    return (known - bound) | _names(t for t, value in of if _touches(ast.walk(value), visible))
    if _touches(ast.walk(statement), visible):
        return known | bound
    # A name that is bound within a block may not be.
    return known - bound if isinstance(statement, ast.Assign) else known


def _inner(statement: ast.stmt) -> set[str]:
    """Return the names that are not the notebook's: those of a function's own, and of loops within a value."""
    scopes: list[ast.AST] = []
    for node in ast.walk(statement):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            scopes.append(node)
        elif isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            scopes += [generator.target for generator in node.generators]
    nodes = [n for scope in scopes for n in ast.walk(scope)]
    stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in nodes if isinstance(n, ast.arg)}


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names to which a statement gives a value, or of which it changes a part."""
    found = {getattr(statement, "name", "")} - {""}
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            found |= {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            function = node.value.func
            if (
                isinstance(function, ast.Attribute)
                and function.attr in CHANGING
                and isinstance(function.value, ast.Name)
            ):
                found.add(function.value.id)
    return found


def _touches(nodes: Iterable[ast.AST], known: set[str]) -> bool:
    return any(
        (isinstance(n, ast.Attribute) and n.attr in TEST)
        or (isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and n.id in known)
        for n in nodes
    )


def _names(targets: Iterable[ast.AST]) -> set[str]:
    return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
