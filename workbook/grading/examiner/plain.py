"""A check cell without a block of `helpers.checks`: all or nothing, or the number that its last expression returns.

It is judged as nbgrader judges it: an error gives nothing, whatever asserts, calls or loops raised it; a number at the
end so many points; all else full points. But it runs here, and only its calls go to the student's process. There the
names live too: one that it deletes or gives another value is deleted and changed there, so that the student's functions
see it.

What depends on the kind of an object that cannot come here is not guessed: it is `Unjudged`, and a person looks.
"""

import ast
import builtins
import contextlib
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from workbook.grading.examiner.student import Remote, Student, Told, Unjudged
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
            try:
                self.student.put(name, value)
            except WireError:
                why = f"the check gives `{name}` a value that cannot go to the student's process"
                raise Unjudged(f"{why}, a {type(value).__name__}") from None

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
    names["__builtins__"] = dict(vars(builtins)) | {"type": kind_of, "isinstance": is_of, "issubclass": is_below}
    last = tree.body[-1] if tree.body else None
    here = Mirrored(names, student, theirs)
    if not isinstance(last, ast.Expr):
        exec(compile(tree, FILE, "exec"), names, here)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), FILE, "exec"), names, here)
    return eval(compile(ast.Expression(last.value), FILE, "eval"), names, here)


def kind_of(value: Any, *more: Any) -> Any:
    """Do what `type` does, for all that is here."""
    if isinstance(value, Remote):
        raise Unjudged(f"the type of {value!r}, an object that stays in the student's process, cannot be seen here")
    return type(value, *more)


# What else looks at a class goes on meaning the real one.
def is_of(value: Any, kinds: Any) -> bool:
    """Do what `isinstance` does; of an object of the student's, ask there."""
    kinds = tuple(type if kind is kind_of else kind for kind in (kinds if isinstance(kinds, tuple) else (kinds,)))
    if isinstance(value, Remote) or any(isinstance(kind, Remote) for kind in kinds):
        remotes = [kind for kind in kinds if isinstance(kind, Remote)]
        if isinstance(value, Remote):
            return any(value.is_of(kind) for kind in kinds)
        return any(isinstance(value, kind) for kind in kinds if kind not in remotes)
    return isinstance(value, kinds)


def is_below(kind: Any, kinds: Any) -> bool:
    """Do what `issubclass` does, for classes that are here."""
    if isinstance(kind, Remote):
        raise Unjudged(f"whose subclass {kind!r} is, a class that stays in the student's process, cannot be seen here")
    return issubclass(kind, kinds)


def points(value: Any, possible: float) -> float:
    """Return the points that the value of a check's last expression gives, as nbgrader reads it."""
    if value is None or isinstance(value, Remote):
        return possible
    with contextlib.suppress(Exception):
        return min(max(float(repr(value)), 0.0), possible)
    return possible


def line(error: BaseException) -> int:
    """Return the number of the check's line that an error came from."""
    return next((f.lineno or 0 for f in traceback.extract_tb(error.__traceback__) if f.filename == FILE), 0)


def words(error: Exception, explain: Callable[[Exception], str] | None) -> str:
    """Say what ended a check."""
    if isinstance(error, WireError):
        return f"does not pass yet: what your code made is {error}."
    if explain:
        return explain(error)
    text = str(error)
    if isinstance(error, AssertionError) and not isinstance(error, Told):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
