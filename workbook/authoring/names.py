"""What a piece of code binds and uses, read without running it."""

import ast
import builtins
import re
import symtable
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from workbook.authoring.changes import changes, is_safe, spent

MAX_CODE = 30_000
"""Letters: a longer text is not read as code."""
KNOWN = frozenset(dir(builtins)) | {"get_ipython", "display", "In", "Out", "_", "__name__", "__file__"}

# Lines that IPython understands and Python does not, with Python of the same effect on names.
_CELL_MAGIC = re.compile(r"\A\s*%%(?!time\b|capture\b|prun\b)")
_TIMED = re.compile(r"^([ \t]*)%(?:time|prun)[ \t]+(?!-)", re.MULTILINE)
_ASSIGNED_MAGIC = re.compile(r"^([ \t]*\w[\w, \t]*)=[ \t]*[%!].*$", re.MULTILINE)
_MAGIC = re.compile(r"^([ \t]*)(?:[%!?].*|[\w.]+\?+[ \t]*)$", re.MULTILINE)
_DEFINITION = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d]\w*")
# By these a text reaches any name that stands in it, as a word or within a string.
_REACHING = re.compile(
    r"\b(?:exec|eval|globals|locals|vars|setattr|delattr|get_ipython|__dict__|__main__)\b|^[ \t]*%run\b", re.MULTILINE
)
# Python 3.11 counts how deep the trees of all threads are as if they were one (python/cpython#106905).
_PARSING = threading.Lock()
DEEPEST = 1000
"""Levels of a tree: more than code needs. Each Python gives up at a depth of its own, beyond that."""
_TOO_MUCH = (SyntaxError, ValueError, RecursionError, MemoryError)


@dataclass(frozen=True)
class Names:
    """The global names of one text."""

    parses: bool = False
    bound: frozenset[str] = frozenset()
    """Names that the text gives a value, at its top level."""
    defined: frozenset[str] = frozenset()
    """Those of them that it gives by `def` or `class`."""
    used: frozenset[str] = frozenset()
    """Names that it looks up and does not bind."""
    inside: frozenset[str] = frozenset()
    """Names that its functions look up when they are called."""
    needed: frozenset[str] = frozenset()
    """Names that it looks up before it binds them, if it does; names within functions count too."""
    imports: dict[str, str] = field(default_factory=dict)
    """For each imported name an import statement of that name alone."""
    reached: frozenset[str] = frozenset()
    """Names that it may bind in a way that no reading shows, such as by `exec` or `globals`."""
    changed: frozenset[str] = frozenset()
    """Names that it binds, or whose value it may change or delete."""
    handed: frozenset[str] = frozenset()
    """Names whose value it gives to functions, which may change it too."""
    spent: frozenset[str] = frozenset()
    """Names that it binds to what is surely no function."""
    safe: bool = False
    """Whether it only defines, imports and names things, so that hardly anything in it can fail."""


@lru_cache(maxsize=512)
def names(text: str) -> Names:
    """Return the names of a text; of one that is no Python, only those that its lines plainly define."""
    if len(text) > MAX_CODE or _CELL_MAGIC.match(text):
        return Names()
    for candidate in (text, without_magics(text)):
        try:
            return _names(candidate)
        except _TOO_MUCH:
            continue
    defined = frozenset(_DEFINITION.findall(text))
    return Names(bound=defined, defined=defined, changed=defined)


def looked_up(text: str) -> set[str]:
    """Return every name that a cell of the instructor's looks up, wherever it stands in it."""
    return _found(ast.parse(without_magics(text)), ast.Load)


def reads(text: str) -> set[str]:
    """Return the global names that a cell of the instructor's needs from before, those that its functions use too."""
    text = without_magics(text)
    body = _parsed(text)
    bound, used = _top(body)
    return _needed(body) & (bound | used | {s.get_name() for s in _below(text) if s.is_global()})


def _needed(body: list[ast.stmt]) -> set[str]:
    needed: set[str] = set()
    made: set[str] = set()
    for statement in _flat(body):
        stored = _found(statement, ast.Store) | {getattr(statement, "name", "")}
        stored |= {name for name, _ in _imports([statement])}
        # `x = f(x)` needs x; a loop or a comprehension makes its own before it uses it.
        own = set() if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign) else stored
        targets = [node.target for node in ast.walk(statement) if isinstance(node, ast.comprehension)]
        needed |= _found(statement, ast.Load) - made - own.union(*(_found(target, ast.Store) for target in targets))
        made |= stored
    return needed


def _found(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, context)}


def _flat(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    # What stands in a `with` stands in the cell.
    for statement in body:
        if isinstance(statement, ast.With):
            for item in statement.items:
                made = [item.optional_vars] if item.optional_vars else []
                yield ast.Assign(made, item.context_expr)
            yield from _flat(statement.body)
        else:
            yield statement


def without_magics(text: str) -> str:
    """Return a cell's text as Python: what IPython alone understands gives way to something of the same effect."""
    return _MAGIC.sub(r"\1pass", _ASSIGNED_MAGIC.sub(r"\1= None", _TIMED.sub(r"\1", text)))


def _names(text: str) -> Names:
    body = _parsed(text)
    bound, used = _top(body)
    inside = set()
    for symbol in _below(text):
        if symbol.is_declared_global() and symbol.is_assigned():
            bound.add(symbol.get_name())
        if symbol.is_global() and symbol.is_referenced():
            inside.add(symbol.get_name())
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    changed, handed = changes(body)
    reached = set(_WORD.findall(text)) if _REACHING.search(text) else set()
    return Names(
        parses=True,
        bound=frozenset(bound),
        defined=frozenset(s.name for s in body if isinstance(s, definitions)),
        used=frozenset((used | inside) - bound),
        inside=frozenset(inside),
        needed=frozenset(_needed(body)),
        imports=dict(_imports(body)),
        reached=frozenset(reached),
        changed=frozenset(bound | changed | reached),
        handed=frozenset(handed),
        spent=frozenset(spent(body)),
        safe=all(map(is_safe, body)),
    )


def _parsed(text: str) -> list[ast.stmt]:
    with _PARSING:
        body = ast.parse(text).body
    level: list[ast.AST] = [*body]
    for _ in range(DEEPEST):
        level = [below for node in level for below in ast.iter_child_nodes(node)]
    if level:
        raise RecursionError
    return body


def _top(body: list[ast.stmt]) -> tuple[set[str], set[str]]:
    """Return which names statements bind, and which they look up, where they stand: not in the bodies of functions.

    `symtable` would say so too, but since Python 3.12 it counts a comprehension's own names among them.
    """
    bound: set[str] = set()
    used: set[str] = set()
    waiting: list[tuple[ast.AST, frozenset[str]]] = [(statement, frozenset()) for statement in body]
    while waiting:
        node, own = waiting.pop()
        below = list(ast.iter_child_nodes(node))
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                used |= {name} - own
            case ast.Name(id=name) | ast.ExceptHandler(name=str(name)):
                bound.add(name)
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                bound.add(name)
            case ast.alias(name=name, asname=alias):
                bound |= {alias or name.partition(".")[0]} - {"*"}
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
                inside = set(node.body)
                below = [child for child in below if child not in inside]
            case ast.Lambda():
                below = [node.args]
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                loops = node.generators
                waiting.append((loops[0].iter, own))  # what is looked up before any name of its own is made
                own = own.union(*(_found(loop.target, ast.Store) for loop in loops))
                below = [child for child in below if not isinstance(child, ast.comprehension)]
                below += [child for loop in loops for child in loop.ifs] + [loop.iter for loop in loops[1:]]
                below += [ast.Name(name, ast.Load()) for loop in loops for name in _found(loop.target, ast.Load)]
        # Parameters of types, of Python 3.12.
        own |= {parameter.name for parameter in getattr(node, "type_params", ())}
        waiting += [(child, own) for child in below]
    return bound, used


def _below(text: str) -> Iterator[symtable.Symbol]:
    """Yield the names of all functions, classes and comprehensions."""
    waiting = symtable.symtable(text, "answer", "exec").get_children()
    while waiting:
        scope = waiting.pop()
        waiting += scope.get_children()
        yield from scope.get_symbols()


def _imports(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for statement in body:
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                yield alias.asname or alias.name.partition(".")[0], ast.unparse(ast.Import([alias]))
        elif isinstance(statement, ast.ImportFrom):
            for alias in statement.names:
                one = ast.ImportFrom(statement.module, [alias], statement.level)
                yield alias.asname or alias.name, ast.unparse(one)
