"""A check cell without a block of `helpers.checks`: all or nothing, or the number that its last expression returns.

It is judged as nbgrader judges it: an error gives nothing, whatever asserts, calls or loops raised it; a number at the
end so many points; all else full points. But it runs here, and only its calls go to the student's process. There the
names live too: one that it deletes or gives another value is deleted and changed there, so that the student's functions
see it.

What depends on the kind of an object that cannot come here is not guessed: it is `Unjudged`, and a person looks.
"""

import ast
import asyncio
import builtins
import contextlib
import functools
import inspect
import math
import os
import random
import re
import sys
import traceback
import types
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import numpy as np

from workbook.grading.examiner.student import Remote, RemoteObject, Student, Told, Unjudged
from workbook.grading.sandbox.inside.wire import WireError, Writer

PASSES = "the check passes"
FILE = "<check>"


class Mirrored(MutableMapping[str, Any]):
    """The names of a check, those of the student's kept the same in the student's process."""

    def __init__(self, names: dict[str, Any], student: Student, theirs: set[str]):
        self.names, self.student, self.theirs = names, student, theirs

    def __getitem__(self, name: str) -> Any:
        return self.names[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self.names[name] = value
        if name in self.theirs:
            self.student.put(name, value)

    def __delitem__(self, name: str) -> None:
        del self.names[name]
        if name in self.theirs:
            self.student.remove(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def run(source: str, names: dict[str, Any], student: Student, theirs: set[str]) -> Any:
    """Run a check's text, and return the value of its last expression, or None.

    `names` are the notebook's own and, under `theirs`, what the student's process holds.
    """
    body, here = seen(source).body, Mirrored(names, student, theirs)
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr):
        return _run(ast.Module(body, []), "exec", names, here)
    _run(ast.Module(body[:-1], []), "exec", names, here)
    return _run(ast.Expression(last.value), "eval", names, here)


def _run(tree: ast.Module | ast.Expression, mode: str, names: dict[str, Any], here: Mirrored) -> Any:
    """Run a part of a check, which may `await`."""
    code = compile(tree, FILE, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    found = eval(code, names, here)
    return asyncio.run(found) if code.co_flags & inspect.CO_COROUTINE else found


def seen(source: str) -> ast.Module:
    """Return a check's text, in which what looks at an object as such asks `BUILTINS`."""
    tree = ast.parse(source)
    AsCopies().visit(tree)
    return ast.fix_missing_locations(tree)


class AsCopies(ast.NodeTransformer):
    """Have `a is b` and `a.__class__` ask, since what the check has of the student's are copies and stand-ins."""

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Change `a is b` and `a is not b`."""
        self.generic_visit(node)
        match node:
            case ast.Compare(left=left, ops=[ast.Is() | ast.IsNot() as op], comparators=[right]):
                same = ast.Call(ast.Name("@same", ast.Load()), [left, right], [])
                return ast.copy_location(ast.UnaryOp(ast.Not(), same) if isinstance(op, ast.IsNot) else same, node)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Change `a.__class__`."""
        self.generic_visit(node)
        if node.attr == "__class__" and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Call(ast.Name("@class", ast.Load()), [node.value], []), node)
        return node


SINGLE = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, bool, type(None), type(...))


def is_same(a: Any, b: Any) -> bool:
    """Do what `is` does, where that can be told: of classes, None and the like, and of objects that stay there."""
    if isinstance(a, Remote) and isinstance(b, Remote):
        a._student.believed.add("comparisons")
        return bool(a._target == b._target)
    if any(isinstance(v, SINGLE) or v is NotImplemented for v in (a, b)):
        return a is b
    raise Unjudged(
        "whether two values are one object cannot be seen here, where the check has copies",
        "compare them with `==`, or ask in a cell of your own above the check (`same = f(x) is x`) and let the check "
        "look at `same`",
    )


def no_identity(*_: Any) -> Any:
    """Stand for `id` and what else tells where a value lies."""
    raise Unjudged(
        "where a value lies in memory cannot be seen here, where the check has copies",
        "ask in a cell of your own above the check (`shared = np.shares_memory(f(x), x)`) and let the check look at "
        "`shared`",
    )


def has(value: Any, name: str) -> bool:
    """Do what `hasattr` does."""
    if not isinstance(value, Remote):
        return hasattr(value, name)
    with contextlib.suppress(AttributeError):
        value._student.get(value._target, name)
        return True
    return False


def can_be_called(value: Any) -> bool:
    """Do what `callable` does."""
    return bool(value._callable) if isinstance(value, Remote) else callable(value)


def names_of(*value: Any) -> list[str]:
    """Do what `dir` does."""
    if value and isinstance(value[0], Remote):
        return [str(name) for name in value[0]._student.operate("dir", value[0])]
    return dir(*value)


def no_code(*_: Any, **__: Any) -> Any:
    """Stand for `eval` and the like, which would run a text of the student's here."""
    raise Unjudged(
        "a text is not run as code where checks are judged, for it may be the student's",
        "ask for a function instead of a text",
    )


def opened(file: Any, *more: Any, **options: Any) -> Any:
    """Do what `open` does; a file that the student's code wrote is not here."""
    try:
        return open(file, *more, **options)
    except FileNotFoundError:
        raise no_file() from None


def no_file() -> Unjudged:
    """Return why a check that needs a file is not judged."""
    return Unjudged(
        "the check needs a file that is not here, such as one that the student's code wrote",
        "have the code return what it writes, or call it and read the file in one cell of your own above the check "
        "(`save('out.txt'); written = open('out.txt').read()`) and let the check look at `written`",
    )


FILES = re.compile(r"\b(?:exists|is_?file|is_?dir|listdir|iterdir|r?glob|stat|getsize)\(")


# No sentence of these says what an object says of itself: that is the student's text, in which a hidden test can stand.
def kind_of(value: Any, *more: Any) -> Any:
    """Do what `type` does, for all that is here."""
    if isinstance(value, Remote):
        raise Unjudged("the type of an object that stays in the student's process cannot be seen here")
    return type(value, *more)


# What else looks at a class goes on meaning the real one.
def is_of(value: Any, kinds: Any) -> bool:
    """Do what `isinstance` does; of an object of the student's, ask there."""
    kinds = tuple(type if kind is kind_of else kind for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))
    if isinstance(value, Remote):
        return any(value.is_of(kind) for kind in kinds)
    return isinstance(value, tuple(kind for kind in kinds if not isinstance(kind, Remote)))


def is_below(kind: Any, kinds: Any) -> bool:
    """Do what `issubclass` does, for classes that are here."""
    if isinstance(kind, Remote):
        raise Unjudged("whose subclass a class is that stays in the student's process cannot be seen here")
    return issubclass(kind, kinds)


BUILTINS = dict(vars(builtins)) | {"type": kind_of, "isinstance": is_of, "issubclass": is_below}
BUILTINS |= {"@same": is_same, "@class": kind_of, "id": no_identity, "hasattr": has, "callable": can_be_called}
BUILTINS |= {"dir": names_of, "eval": no_code, "exec": no_code, "compile": no_code, "open": opened}
"""For a check, and for the helpers that it calls: a function keeps those with which it was made."""


def no_figure(*_: Any, **__: Any) -> Any:
    """Stand for what returns the figure that pyplot has at the moment."""
    raise Unjudged(
        "the figure that the student's code draws with pyplot lies in its own process",
        "have the function return its axes: `ax.get_title()` and `ax.lines[0].get_ydata()` are judged",
    )


ALLOWED = {("builtins", "input"), ("sys", "stdin"), ("sys", "stdout"), ("sys", "stderr")}
"""What a check may put something else in the place of: the student's code meets it too."""
LONG = (str, bytes, list, dict, set, tuple, range)
MAX_FRESH = 1_000  # parts of a value that is taken anew after each call
MAX_FILES = 20 * 2**20  # bytes that a check writes for the student's code
ELSEWHERE = {
    "numpy": dict.fromkeys(("shares_memory", "may_share_memory"), no_identity),
    "pickle": dict.fromkeys(("load", "loads", "Unpickler"), no_code),
    "matplotlib.pyplot": dict.fromkeys(("gca", "gcf", "get_fignums"), no_figure),
}
LOOKING = ("inspect", "dataclasses")  # modules whose functions look at what an object is
written: set[str] | None = None
"""The files that a check has opened for writing, while there is one."""


def _hear(event: str, given: tuple[Any, ...]) -> None:
    if written is not None and event == "open" and isinstance(given[0], str | bytes | os.PathLike):
        path, mode, flags = given
        if set(mode or "") & set("wax+") or (mode is None and flags & (os.O_WRONLY | os.O_RDWR)):
            written.add(os.fspath(os.fsdecode(path)))


@functools.cache
def listen() -> None:
    """Begin to hear which files are opened; this cannot be ended."""
    sys.addaudithook(_hear)


class Watched:
    """What a check without a block does here, and the student's code has to see: a `Watch`, while it is entered."""

    def __init__(self, student: Student, text: str, names: dict[str, Any], theirs: set[str]):
        self.names, self.marks = names, {name: _mark(names[name]) for name in theirs & names.keys()}
        words = set(re.findall(r"\w+", text))
        self.student, self.stdin, self.input = student, sys.stdin, builtins.input
        self.asked: Callable[..., str] = builtins.input
        named = {name: module for name, module in list(sys.modules.items()) if set(name.split(".")) <= words}
        self.modules = {"builtins": builtins, "os": os} | named
        self.sent: dict[str, bytes] = {}  # files, as they were when a call last saw them
        self.stack = contextlib.ExitStack()

    def __enter__(self) -> None:
        """Begin."""
        global written
        listen()
        written, self.student.watch = set(), self
        Unjudged.raised.clear()
        for of, module in (("random", random), ("numpy", np.random)):
            self._put(module, "seed", self._seeding(of, module.seed))
        for name, functions in ELSEWHERE.items():
            for function, stand_in in functions.items() if name in sys.modules else ():
                self._put(sys.modules[name], function, stand_in)
        for name in LOOKING:
            for function, value in list(vars(sys.modules.get(name)).items()) if name in sys.modules else ():
                if isinstance(value, types.FunctionType) and not function.startswith("_"):
                    self._put(sys.modules[name], function, _looking(value))
        self.before = {name: dict(vars(module)) for name, module in self.modules.items()}
        self.environ = dict(os.environ)

    def __exit__(self, *_: Any) -> None:
        """End: what the check has put in the place of something is taken back."""
        global written
        written, self.student.watch = None, None
        for name, value in self._replaced():
            setattr(self.modules[name], value, self.before[name][value])
        sys.stdin = self.stdin
        self.stack.close()

    def _put(self, module: Any, name: str, value: Any) -> None:
        self.stack.callback(setattr, module, name, getattr(module, name))
        setattr(module, name, value)

    def _seeding(self, of: str, seed: Callable[..., None]) -> Callable[..., None]:
        def seeding(value: Any = None, *more: Any) -> None:
            seed(value, *more)
            if value is not None:
                self.student.seed(of, value)

        return seeding

    def _replaced(self) -> Iterator[tuple[str, str]]:
        for name, before in self.before.items():
            now = vars(self.modules[name])
            changed = (key for key, value in before.items() if now.get(key, value) is not value)
            yield from ((name, key) for key in changed if not key.startswith("_"))

    def before_call(self, writer: Writer) -> dict[str, Any]:
        """Return the files that the check has written, and whether it answers `input`."""
        for name, key in self._replaced():
            if (name, key) not in ALLOWED and callable(self.before[name][key]):
                raise Unjudged(
                    f"the check puts something in the place of `{name}.{key}`, which the student's code does not meet",
                    "give it to the function as an argument; of `input`, `sys.stdin`, `sys.stdout` and seeds the "
                    "student's code hears",
                )
        if dict(os.environ) != self.environ:
            raise Unjudged("the check changes `os.environ`, which the student's code does not meet", "pass a value")
        files = {}
        for path in sorted(written or ()):
            with contextlib.suppress(OSError), open(path, "rb") as file:
                content = file.read(MAX_FILES)
                if self.sent.get(path) != content:
                    files[path] = self.sent[path] = content
        self.asked = builtins.input
        asked = builtins.input is not self.input or sys.stdin is not self.stdin
        return {"input": asked} | ({"files": writer.encode(files)} if files else {})

    def after_call(self) -> None:
        """Take the values that the student's names have now, but of those that the check has changed by itself."""
        same = [n for n, mark in self.marks.items() if mark and n in self.names and _mark(self.names[n]) == mark]
        if same:
            with contextlib.suppress(Told, WireError):
                self.names |= (found := self.student.fresh(same))
                self.marks |= {name: _mark(value) for name, value in found.items()}

    def answer(self, prompt: str) -> dict[str, Any]:
        """Answer what the student's code asks by `input`."""
        try:
            return {"text": str(self.asked(prompt))}
        except Exception:
            return {}


def _mark(value: Any) -> Any:
    """Return what tells a value from any other, or nothing of one that is large, or a function."""
    parts = value.size if isinstance(value, np.ndarray) else len(value) if isinstance(value, LONG) else 0
    if isinstance(value, Remote) or parts > MAX_FRESH:
        return None
    writer = Writer()
    with contextlib.suppress(WireError):
        return str(writer.encode(value)), *writer.blobs
    return None


def _looking(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def look(*values: Any, **options: Any) -> Any:
        if any(isinstance(value, Remote) for value in values):
            raise Unjudged(f"`{function.__name__}` of an object in the student's process cannot be seen here")
        return function(*values, **options)

    return look


def points(value: Any, possible: float) -> float:
    """Return the points that the value of a check's last expression gives, as nbgrader reads it."""
    # NumPy's numbers, too, though nbgrader cannot read how these are written since NumPy 2.
    if isinstance(value, np.generic | np.ndarray) and value.ndim == 0 and value.dtype.kind in "iuf":
        value = float(value)
    if value is None or isinstance(value, Remote):
        return possible
    try:
        number = float(repr(value))
    except Exception:
        return possible
    return 0.0 if math.isnan(number) else min(max(number, 0.0), possible)


def is_hidden(error: BaseException, source: str, marks: tuple[str, str]) -> bool:
    """Tell whether an error came through a line of a check's hidden tests, which lie between these marks."""
    begin, end = marks
    hidden, inside = set(), False
    for number, text in enumerate(source.splitlines(), 1):
        inside = begin in text or (inside and end not in text)
        hidden |= {number} if inside else set()
    return any(f.filename == FILE and f.lineno in hidden for f in traceback.extract_tb(error.__traceback__))


def is_beyond(error: BaseException) -> bool:
    """Tell whether it is not the answer that an error speaks of, but what cannot be done with an object from here."""
    own = isinstance(error, TypeError | AttributeError | AssertionError) and not isinstance(error, Told)
    said = [text for text in error.args if isinstance(text, str)]  # an object of the student's writes what it likes
    return own and any(RemoteObject.__name__ in text or "do not inherit from BaseException" in text for text in said)


def words(error: BaseException, explain: Callable[[Any], str] | None) -> str:
    """Say what ended a check."""
    if isinstance(error, WireError):
        return f"does not pass yet: what your code made is {str(error).rstrip('.')}."
    text = str(error)
    if not isinstance(error, Exception):  # pytest's word on what it expected
        return text
    if explain:
        return explain(error)
    if isinstance(error, AssertionError) and not isinstance(error, Told):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
