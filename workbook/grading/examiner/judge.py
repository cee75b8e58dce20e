"""The examiner's process: runs check cells, and never a line that a student wrote.

It knows the notebook's own cells only. What a check needs of the student's comes as plain data from the student's
process (`wire`, `exchange`), at the moment of the check; functions are called there, with inputs chosen here.

A check cell is one `with checks.exercise(...)` block. Each of its statements that asserts something is a *part* that
counts by itself; the others prepare. A statement that failed spoils the later ones that need what it should have made
or changed. One that uses nothing of the student's cannot fail by a student's mistake: then the check is at fault.
"""

import ast
import builtins
import contextlib
import inspect
import io
import itertools
import random
import secrets
import time
import warnings
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from workbook.authoring.assignment import PARTS, asserts, hidden_lines, judging_calls
from workbook.grading.sandbox.inside import exchange
from workbook.grading.sandbox.inside.wire import Connection, Gone, Reader, TooMuch, WireError, Writer

ANSWER_SECONDS = 60.0
MAX_MESSAGE = 4_000  # characters of what is said of a part; the repr of an answer can have millions
MAX_REQUESTS = 20_000  # of one check to the student's process; an object may pretend to have items for ever
NEEDS = "not looked at, because it needs what failed above."
# Nothing of the student's: neither a value nor an error's text, in which the hidden inputs could stand.
HIDDEN = "does not pass; what it looks at is not shown."

# What a model of the student's own classes, which stays in the student's process, says of itself. No behaviour shows
# whether it is true.
FACTS = frozenset(
    """
    count_params get_weights layers non_trainable_weights trainable_variables trainable_weights variables weights
    """.split()
)
BELIEVED = "the {0} of a model of the submission's own class were judged as that class tells them."
PASSED_ON = (
    "the submission's own code decoded what other code of its own had encoded; images may have passed from one to the "
    "other beside the code."
)


class Late(WireError):
    """The student's process did not answer."""


class Student:
    """The student's process, seen from here."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.begin(ANSWER_SECONDS)

    def begin(self, seconds: float) -> None:
        """Begin a check, in which the student's process may take so long for all its answers."""
        self.left, self.requests = seconds, 0
        self.models: dict[str, tuple[str, Any]] = {}  # a check may change those that it was given
        self.believed: set[str] = set()  # facts
        self.functions: set[str] = set()  # what has a name that should be a function's, and not a model's
        self.others: set[str] = set()  # what came here in any other way; one object may be both
        self.passed_on = False  # whether something there decoded what something else there had encoded
        # By what made something there: shapes that it was given, and gave.
        self.made: dict[str, set[tuple[Any, ...]]] = {}

    def doubts(self) -> list[str]:
        """Return what had to be believed since the check began."""
        facts = [BELIEVED.format(", ".join(sorted(self.believed)))] if self.believed else []
        return [*facts, *([PASSED_ON] if self.passed_on else [])]

    def name(self, name: str, *, is_function: bool) -> dict[str, Any]:
        """Return the value of a name there, by that name, or nothing if there is no such name."""
        reply, blobs = self._ask({"do": "names", "names": [name]}, Writer())
        found, others = reply.get("value"), set(self.others)
        if not isinstance(found, dict) or name not in found:
            return {}
        value = self._reader(blobs).decode(found[name])
        if is_function and isinstance(value, Remote):
            self.functions.add(value._target[1])
            self.others = others
        return {name: value}

    def get(self, target: list[Any], name: str) -> Any:
        """Return an attribute of an object there."""
        if name in FACTS:
            self.believed.add(name.removeprefix("get_").replace("_", " "))
        if name == "count_params":
            return lambda: sum(int(np.size(w)) for w in self.get(target, "get_weights")())
        return self._value({"do": "get", "on": target, "name": name}, Writer())

    def item(self, target: list[Any], key: Any) -> Any:
        """Return an item of an object there."""
        writer = self._writer()
        return self._value({"do": "item", "on": target, "key": writer.encode(key)}, writer)

    def length(self, target: list[Any]) -> int:
        """Return the length of an object there."""
        return int(self._value({"do": "length", "on": target}, Writer()))

    def pull_back(self, target: list[Any], inputs: np.ndarray, upstream: np.ndarray) -> Any:
        """Return the gradients of a model there."""
        self.believed.add("gradients")
        writer = self._writer()
        given = {"inputs": writer.encode(np.asarray(inputs)), "upstream": writer.encode(np.asarray(upstream))}
        return self._value({"do": "pull back", "on": target, **given}, writer)

    def call(self, target: list[Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        """Call an object there.

        Raises
        ------
        AssertionError
            If the call changed an array that it was given. The array here stays as it is: what the check compares with
            must not be the student's to write.
        """
        writer = self._writer()
        request = {
            "do": "call",
            "on": target,
            "arguments": writer.encode(list(arguments)),
            "options": writer.encode(dict(options)),
        }
        reply, blobs = self._ask(request, writer)
        result, changed = reply["value"]
        assert not changed, "your code changed an array that it was given; work on a copy of it."
        value = self._reader(blobs).decode(result)
        self._compare(str(target[1]), (*arguments, *options.values()), value)
        return value

    def _compare(self, name: str, arguments: tuple[Any, ...], result: Any) -> None:
        """Note where something there turns what another one could have made into what that other one was given.

        Shapes decide, not values: these may come back rounded, mixed or with noise, and mean the same.
        """
        pairs, functions = _pairs(arguments, result), self.functions - self.others
        for maker, made in self.made.items():
            back = {(back, given) for given, back in pairs} & made - (pairs if maker == name else set())
            self.passed_on |= bool(back) and not {maker, name} <= functions
        # Nor can be seen here what is in an object that stays there: arrays are expected.
        self.passed_on |= name not in functions and _holds_remote(result)
        self.made.setdefault(name, set()).update(pairs)

    def _value(self, request: dict[str, Any], writer: Writer) -> Any:
        reply, blobs = self._ask(request, writer)
        return self._reader(blobs).decode(reply["value"])

    def _ask(self, request: dict[str, Any], writer: Writer) -> tuple[dict[str, Any], list[bytes]]:
        self.requests += 1
        assert self.requests <= MAX_REQUESTS, (
            "your object has more parts than a check can look at; return plain numbers."
        )
        # An answer must name the request that it answers: one sent in advance names none.
        nonce, begin = secrets.token_hex(8), time.monotonic()
        try:
            self.connection.send({**request, "nonce": nonce}, writer.blobs, min(ANSWER_SECONDS, self.left))
            reply, blobs = self.connection.receive(min(ANSWER_SECONDS, self.left))
        except (Gone, TooMuch):
            raise
        except WireError as error:
            raise Late(str(error)) from None
        finally:
            self.left -= time.monotonic() - begin
        if not isinstance(reply, dict) or reply.get("nonce") != nonce:
            raise Late("an answer to another question")
        if "error" in reply:
            raise _error(reply["error"])
        return reply, blobs

    def _writer(self) -> Writer:
        return Writer(self._encode_remote, exchange.encode_model, exchange.encode_tensor)

    def _encode_remote(self, value: Any, writer: Writer) -> list[Any] | None:
        target: list[Any] | None = value._target if isinstance(value, Remote) else None
        return target

    def _reader(self, blobs: list[bytes]) -> Reader:
        return Reader(blobs, {"m": self._model, "T": exchange.decode_tensor, "r": self._remote})

    def _model(self, data: list[Any], reader: Reader) -> Any:
        # One model there is one model here, as long as it does not change.
        name, now = str(data[3]), exchange.digest(data, reader.blobs)
        if name not in self.models or self.models[name][0] != now:
            self.models[name] = (now, exchange.decode_model(data, reader))
        return self.models[name][1]

    def _remote(self, data: list[Any], reader: Reader) -> Any:
        self.others.add(str(data[1]))
        return Remote(self, ["r", str(data[1])], bool(data[2]), str(data[3]))


class Remote:
    """Something that stays in the student's process: a function, a model with layers of the student's own."""

    def __init__(self, student: Student, target: list[Any], is_callable: bool, kind: str):
        self.__dict__.update(_student=student, _target=target, _kind=kind)
        if is_callable:
            self.__class__ = RemoteCallable

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._student.get(self._target, name)

    def __getitem__(self, key: Any) -> Any:
        return self._student.item(self._target, key)

    def __len__(self) -> int:
        length: int = self._student.length(self._target)
        return length

    def pull_back(self, inputs: np.ndarray, upstream: np.ndarray) -> Any:
        """Return its gradients, as `helpers.checks.pull_back` does."""
        return self._student.pull_back(self._target, inputs, upstream)

    def __repr__(self) -> str:
        return f"<{self._kind}>"


class RemoteCallable(Remote):
    """A `Remote` that can be called."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call it there, with these arguments."""
        return self._student.call(self._target, arguments, options)


class Examiner:
    """Run a notebook's own cells and its check cells, in this order, against one student's process."""

    def __init__(self, student: Student):
        self.student = student
        self.names: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}

    def prepare(self, source: str) -> None:
        """Run one of the notebook's own cells, which uses nothing of the student's."""
        with _silent():
            exec(compile(_without_magics(source), "<notebook>", "exec"), self.names)

    def check(self, source: str, from_student: list[str], functions: list[str]) -> list[dict[str, Any]]:
        """Run a check cell and return its parts: name, hidden, passed, message, counts.

        `from_student` names what the check uses of the student's, `functions` those of them that should be functions.
        """
        from helpers import checks

        tree = ast.parse(source)
        block = next(node for node in tree.body if isinstance(node, ast.With))
        hidden = hidden_lines(source)
        names = dict(self.names)
        spoilt: dict[str, str] = {}  # names without a value, and why
        for name in from_student:
            names.pop(name, None)
            try:
                names |= self.student.name(name, is_function=name in functions)
            except (Gone, Late):
                raise
            except (Told, WireError) as error:
                spoilt[name] = f"does not pass yet: `{name}` is {error}."
        tainted = set(from_student)
        own = _names(block, ast.Store)
        touched: set[str] = set()  # what was at hand where something of theirs was
        parts: list[dict[str, Any]] = []
        for statement in block.body:
            used, bound = _names(statement, ast.Load), _names(statement, ast.Store)
            if isinstance(statement, ast.FunctionDef | ast.ClassDef):
                bound = {statement.name}
            is_hidden = hidden[0] < statement.lineno < hidden[1]
            message = ""
            missing = sorted(used & spoilt.keys())
            if missing:
                message = NEEDS if is_hidden else spoilt[missing[0]]
            else:
                try:
                    with _silent():
                        exec(compile(ast.Module([statement], []), "<check>", "exec"), names)
                except (Gone, Late):
                    raise
                except Exception as error:
                    if not used & (tainted | touched):
                        why = f"line {statement.lineno} of the check stopped: {type(error).__name__}"
                        raise RuntimeError(why) from None
                    message = checks.explain(error).removeprefix("does not pass yet.\n")
                    if isinstance(error, NameError) and error.name in own:
                        message = NEEDS
            if message and is_hidden:
                message = message if message == NEEDS else _hint(statement, names, own - tainted) or HIDDEN
            if message:
                spoils = bound if asserts(statement) else bound | (_changed(statement) & tainted)
                spoilt.update(dict.fromkeys(spoils, NEEDS if asserts(statement) else message))
            else:
                for name in bound:
                    spoilt.pop(name, None)
            if used & tainted:
                tainted |= bound
                touched |= used & own
            if asserts(statement):
                parts.append(
                    {
                        "name": _name(statement, source, is_hidden, sum(p["hidden"] for p in parts) + 1),
                        "hidden": is_hidden,
                        "passed": not message,
                        "message": message[:MAX_MESSAGE],
                        "of student": bool(used & tainted),
                    }
                )
        return parts


def serve(grader: Connection, student: Connection) -> None:
    """Do what the grader asks, until it hangs up."""
    # These were seeded before the fork, and the student's process has them too.
    random.seed()
    np.random.seed()  # noqa: NPY002 - it is this one that has to be seeded
    examiner = Examiner(Student(student))
    grader.send({"kind": "ready"})
    while True:
        request, _ = grader.receive()
        reply: dict[str, Any] = {}
        try:
            if request["do"] == "prepare":
                examiner.prepare(request["source"])
            elif request["do"] == "check":
                examiner.student.begin(request["seconds"])
                reply["parts"] = examiner.check(request["source"], request["names"], request["functions"])
                reply["doubts"] = examiner.student.doubts()
        except (Gone, Late):
            reply["gone"] = True
        except Exception as error:
            reply["fault"] = f"{type(error).__name__}: {str(error)[:2000]}"
        with contextlib.suppress(Gone):
            if request["do"] == "check":
                student.send({"do": "finished"})
        grader.send(reply)


def _without_magics(source: str) -> str:
    # A magic command (installing on Colab) becomes `pass` at its place.
    lines = source.splitlines()
    return "\n".join(
        line[: len(line) - len(line.lstrip())] + "pass" if line.lstrip().startswith(("%", "!")) else line
        for line in lines
    )


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


def _names(node: ast.AST, context: type[ast.expr_context]) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, context)}


def _changed(statement: ast.stmt) -> set[str]:
    """Return the names of what a statement changes without giving a name to it: those whose methods it calls.

    What a loop goes through changes with its variable.
    """
    calls = [n.value.func for n in ast.walk(statement) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call)]
    names = set().union(*(_names(call, ast.Load) for call in calls if isinstance(call, ast.Attribute)))
    for loop in ast.walk(statement):
        if isinstance(loop, ast.For) and names & _names(loop.target, ast.Store):
            names |= _names(loop.iter, ast.Load)
    return names


def _name(statement: ast.stmt, source: str, hidden: bool, number: int) -> str:
    """Say what a part is about, without giving a hidden test away."""
    if hidden:
        return f"hidden test {number}"
    called = next(judging_calls(statement), None)
    if called and isinstance(statement, ast.Expr | ast.Assign):
        function, node = called
        position = 2 if function in ("close", "diagnosed", "below") else 1
        words = node.args[position] if len(node.args) > position else None
        about = _literal(words, source)
        return PARTS[function].format(about) if about else PARTS[function].format("it")
    if isinstance(statement, ast.Assert):
        return " ".join((ast.get_source_segment(source, statement.test) or "").split())
    return " ".join((ast.get_source_segment(source, statement) or "").split("\n")[0].split()).rstrip(":")


def _literal(node: ast.AST | None, source: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return (ast.get_source_segment(source, node) or "").removeprefix("f").strip("\"'")
    return ""


def _hint(statement: ast.stmt, names: dict[str, Any], own: set[str]) -> str:
    """Return the hint of a hidden test, if it is the instructor's alone: a text, or an own name for one."""
    from helpers import checks

    hints = [statement.msg] if isinstance(statement, ast.Assert) else []
    for function, call in judging_calls(statement):
        given = {k.arg: k.value for k in call.keywords if k.arg}
        hints.append(
            inspect.signature(getattr(checks, function)).bind_partial(*call.args, **given).arguments.get("because")
        )
    found = {names.get(h.id) if isinstance(h, ast.Name) and h.id in own else getattr(h, "value", None) for h in hints}
    return hint if len(found) == 1 and isinstance(hint := found.pop(), str) else ""


def _pairs(arguments: Iterable[Any], result: Any) -> set[tuple[Any, ...]]:
    """Return the pairs of shapes of what is given and what comes back.

    The axis of the examples is left out, which a check may cut in batches. But many a function returns what has the
    shape of its argument: of these only as many examples count as a pair.
    """
    pairs = itertools.product(_shapes(arguments), _shapes([result]))
    return {(given[1:], back[1:]) if given[1:] != back[1:] else (given, back) for given, back in pairs}


def _shapes(values: Iterable[Any]) -> set[tuple[Any, ...]]:
    """Return the shapes of arrays, and of lists that are as good, among some values and within them."""
    flat = [v for value in values for v in (value, *(value if isinstance(value, list | tuple) else ()))]
    return {shape for v in flat if (shape := _shape(v))}


def _shape(value: Any) -> tuple[Any, ...]:
    if isinstance(value, list | tuple | range):
        return (len(value), *(_shape(value[0]) if value else ()))
    return () if isinstance(value, Remote) else tuple(getattr(value, "shape", ()))


def _holds_remote(value: Any) -> bool:
    if isinstance(value, list | tuple | set):
        return any(map(_holds_remote, value))
    return isinstance(value, Remote) or (isinstance(value, dict) and any(map(_holds_remote, value.values())))


class Told(Exception):
    """An error of the student's code, as its process tells of it."""

    where: tuple[Any, ...] | None = None


def _error(told: Any) -> Exception:
    """Make the error that the student's code raised: of the same class where that is one of Python's own."""
    try:
        text, name = str(told["text"])[:10_000], told.get("name")
        bases = [str(b) for b in told.get("bases", [])]
        where = told.get("where")
    except (TypeError, KeyError, AttributeError):
        return Told("it answered with something that cannot be read")
    known = next(
        (k for b in bases if isinstance(k := getattr(builtins, b, None), type) and issubclass(k, Exception)), Exception
    )
    error = Told(text)
    for base in (Exception, known):  # a class may have a name that none can have, or want more than a text
        with contextlib.suppress(Exception):
            error = type(str(told.get("type", "Error"))[:80], (Told, base), {})(text)
    if isinstance(error, NameError) and isinstance(name, str):
        error.name = name
    if isinstance(where, list) and [type(w) for w in where] == [int, str, str]:
        error.where = (where[0], where[1][:200], where[2][:300])
    return error
