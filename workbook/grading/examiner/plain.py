"""A check cell without a block of `helpers.checks`: all or nothing, or the number that its last expression returns.

It is judged as nbgrader judges it: an error gives nothing, whatever asserts, calls or loops raised it; a number at the
end so many points; all else full points. But it runs here, and only its calls go to the student's process. There the
names live too: one that it deletes or gives another value is deleted and changed there, so that the student's functions
see it.

What depends on the kind of an object that cannot come here is not guessed: it is `Unjudged`, and a person looks.
"""

import ast
import builtins
import math
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

import numpy as np

from workbook.grading.examiner.student import Remote, RemoteObject, Student, Told, Unjudged
from workbook.grading.sandbox.inside.wire import WireError

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
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    here = Mirrored(names, student, theirs)
    if not isinstance(last, ast.Expr):
        exec(compile(tree, FILE, "exec"), names, here)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), FILE, "exec"), names, here)
    return eval(compile(ast.Expression(last.value), FILE, "eval"), names, here)


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
"""For a check, and for the helpers that it calls: a function keeps those with which it was made."""


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
    own = isinstance(error, TypeError | AttributeError) and not isinstance(error, Told)
    return own and any(text in str(error) for text in (RemoteObject.__name__, "do not inherit from BaseException"))


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
