"""What a piece of code may do to values that it was given, read generously: what may change counts as changed."""

import ast
import builtins
from collections.abc import Iterable, Iterator

# Methods of arrays, frames, models and plain values by which people look at them.
_LOOKING = frozenset(
    "all any argmax argmin astype call compute_output_shape copy count count_params describe evaluate format "
    "get get_config get_layer get_weights head index info item items join keys max mean min numpy predict "
    "predict_on_batch ravel reshape round std sum summary tail tolist transpose values var".split()
)
# Python's own functions, but for those by which one reaches into a value.
_HARMLESS = frozenset(dir(builtins)) - {"delattr", "eval", "exec", "next", "setattr"} | {"display"}

_NO_FUNCTION = (
    ast.Constant,
    ast.BinOp,
    ast.UnaryOp,
    ast.Compare,
    ast.JoinedStr,
    ast.List,
    ast.Tuple,
    ast.Dict,
    ast.Set,
)
# Names that stand for parts of each other, one after the other: more than code has.
LONGEST = 10


def changes(body: Iterable[ast.stmt]) -> tuple[set[str], set[str]]:
    """Return which names' values statements may change or delete, and which names' values they give to functions.

    Names that are only bound are left out. What stands in functions counts: they may be called.
    """
    changed: set[str] = set()
    handed: set[str] = set()
    shared: list[tuple[set[str], set[str]]] = []  # names that may stand for a part of what others stand for
    for statement in body:
        for node in ast.walk(statement):
            match node:
                case ast.Attribute(value=value, ctx=ast.Store() | ast.Del()):
                    changed |= _root(value)
                case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()):
                    changed |= _root(value)
                case ast.AugAssign(target=ast.Name(id=name)):
                    changed.add(name)
                case ast.Assign(targets=targets, value=value):
                    shared += [(_stored(target), _roots(value)) for target in targets]
                case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                    shared.append((_stored(target), _roots(value)))
                case ast.comprehension(target=target, iter=value):
                    shared.append((_stored(target), _roots(value)))
                case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
                    shared.append((_stored(target), _roots(value)))
                case ast.NamedExpr(target=target, value=value):
                    shared.append((_stored(target), _roots(value)))
                case ast.Call(func=function, args=args, keywords=keywords):
                    if isinstance(function, ast.Attribute) and function.attr not in _LOOKING:
                        changed |= _root(function.value)
                    if not (isinstance(function, ast.Name) and function.id in _HARMLESS):
                        given = [*args, *(keyword.value for keyword in keywords)]
                        for value in given:
                            handed |= _roots(value)
    for _ in range(LONGEST):
        more = {name for parts, wholes in shared if parts & changed for name in wholes} - changed
        if not more:
            break
        changed |= more
    return changed, handed


def spent(body: Iterable[ast.stmt]) -> set[str]:
    """Return names that statements give to what cannot be called, or to the result of a call of the same name.

    As `area = area(3, 4)`, after which there is no function `area`.
    """
    found: set[str] = set()
    for statement in body:
        for node in ast.walk(statement):
            match node:
                case ast.Assign(targets=targets, value=value):
                    names = {target.id for target in targets if isinstance(target, ast.Name)}
                    found |= names if isinstance(value, _NO_FUNCTION) else names & _called(value)
                case ast.For(target=target):
                    found |= _stored(target)
    return found


def _called(value: ast.expr) -> set[str]:
    calls = [node.func for node in _outside(value) if isinstance(node, ast.Call)]
    return {function.id for function in calls if isinstance(function, ast.Name)}


def is_safe(statement: ast.stmt) -> bool:
    """Whether a statement only defines, imports or names something."""
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return not statement.decorator_list
        case ast.ClassDef(body=body):
            return not statement.decorator_list and all(map(is_safe, body))
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(value=ast.Constant()):
            return True
        case ast.Assign(targets=[ast.Name()], value=value):
            plain = (ast.Constant, ast.Lambda, ast.Tuple, ast.List, ast.Dict)
            return isinstance(value, plain) and not any(isinstance(n, ast.Call) for n in _outside(value))
    return False


def _outside(value: ast.expr) -> Iterator[ast.AST]:
    """Yield what is worked out where a value stands, not in a function's body."""
    return iter(()) if isinstance(value, ast.Lambda) else ast.walk(value)


def _root(value: ast.expr) -> set[str]:
    """Return the name of which a value is an attribute, an item, or what a method of it returned."""
    while True:
        match value:
            case ast.Name(id=name):
                return {name}
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Starred(value=inner):
                value = inner
            case ast.Call(func=ast.Attribute(value=inner)):
                value = inner
            case _:
                return set()


def _roots(value: ast.expr) -> set[str]:
    """Return the names of values that may be part of a value."""
    match value:
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return set[str]().union(*map(_roots, parts))
        case ast.Call(func=ast.Name(), args=args):  # such as zip and enumerate
            return set[str]().union(*map(_roots, args))
    return _root(value)


def _stored(target: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(target) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
