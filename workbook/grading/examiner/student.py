"""The student's process as the examiner sees it: what it says of itself, and what had to be believed.

Numbers, strings, arrays and plain models come here. All else stays there as a `Remote`, and is asked and called there.
"""

import builtins
import contextlib
import itertools
import secrets
import time
from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

import numpy as np

from workbook.grading.examiner.budget import Budget, Purse, rebuilt, weigh
from workbook.grading.sandbox.inside import exchange
from workbook.grading.sandbox.inside.wire import Connection, Gone, Reader, TooMuch, WireError, Writer

ANSWER_SECONDS = 60.0
MAX_REQUESTS = 20_000  # of one check to the student's process; an object may pretend to have items for ever
# What a model of the student's own classes, which stays in the student's process, says of itself. No behaviour shows
# whether it is true.
FACTS = frozenset(
    """
    count_params get_weights layers non_trainable_weights trainable_variables trainable_weights variables weights
    """.split()
)
# In a check without a block any object may have attributes of these names.
OF_ANY = frozenset("layers variables weights".split())
ARITHMETIC = "add sub mul truediv floordiv mod pow matmul and_ or_ xor lshift rshift".split()
# Of an object in a check without a block: what its class decides, and no value shows.
DECIDED = frozenset("eq ne lt le gt ge contains truth is_of hash".split())
# What pandas calls its classes.
FRAMES = frozenset("DataFrame Series Index".split())
OF_FRAME = (
    "compare numbers and texts: `x.to_numpy()`, `list(x.columns)` or `x['name'].tolist()`, for a frame `x`, are judged"
)
OF_GIVEN = "give it numbers, texts, lists, dicts or arrays, or make the object in a cell of your own above the check"
MAX_RANGE = 4_000_000  # numbers in a `range`, which is short as a text
BELIEVED = "the {0} of an object of the submission's own class were judged as that class tells them."
PASSED_ON = (
    "the submission's own code decoded what other code of its own had encoded; images may have passed from one to the "
    "other beside the code."
)


class Late(WireError):
    """The student's process did not answer."""


class Unjudged(BaseException):
    """Something on which the check depends, and which cannot be seen from here; a person must look.

    No check's own `except Exception` takes it for an error of the student's; what a bare `except` takes is in `raised`.
    """

    raised: ClassVar[list["Unjudged"]] = []
    ends = "; compare what the object returns instead"

    def __init__(self, words: str, instead: str = ""):
        super().__init__(f"{words}; {instead}" if instead else f"{words}{self.ends}")
        self.raised.append(self)


class Student:
    """The student's process, seen from here."""

    whole = False
    """Whether a check without a block is judged: its objects do what operators and `for` ask of them."""
    watch: "Watch | None" = None
    """Who knows what such a check did here that a call there has to see."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.errors: dict[str, There] = {}  # classes of errors there, which a check may want to catch
        self.begin(ANSWER_SECONDS)

    def begin(self, seconds: float, budget: Budget | None = None) -> None:
        """Begin a check, in which the student's process may take so long for its answers, and these cost so much."""
        self.left, self.requests = seconds, 0
        self.purse = Purse(budget or Budget())
        self.models: dict[str, tuple[str, Any]] = {}  # a check may change those that it was given
        self.believed: set[str] = set()  # facts
        self.functions: set[str] = set()  # what has a name that should be a function's, and not a model's
        self.others: set[str] = set()  # what came here in any other way; one object may be both
        self.designed: set[str] = set()  # classes that the exercise asks for, and what was had from them
        self.methods: dict[str, bool] = {}  # whether what has a method is one of these
        self.altered = False  # whether a call changed there what a check without a block gave it
        self.passed_on = False  # whether something there decoded what something else there had encoded
        # By what made something there: shapes that it was given, and gave.
        self.made: dict[str, set[tuple[Any, ...]]] = {}

    def forget(self) -> None:
        """Forget the models that came here, which what was judged with them may have changed."""
        self.models.clear()

    def doubts(self) -> list[str]:
        """Return what had to be believed since the check began."""
        facts = [BELIEVED.format(", ".join(sorted(self.believed)))] if self.believed else []
        return [*facts, *([PASSED_ON] if self.passed_on else [])]

    def name(self, name: str, *, is_function: bool = False, is_class: bool = False) -> dict[str, Any]:
        """Return the value of a name there, by that name, or nothing if there is no such name."""
        reply, blobs = self._ask({"do": "names", "names": [name]}, Writer())
        found, others = reply.get("value"), set(self.others)
        if not isinstance(found, dict) or name not in found:
            return {}
        value = self._reader(blobs).decode(found[name])
        if is_function and isinstance(value, Remote):
            self.functions.add(value._target[1])
            self.others = others
        self._note(value, name, designed=is_class)
        return {name: value}

    def fresh(self, names: list[str]) -> dict[str, Any]:
        """Return the values that some names have there now."""
        reply, blobs = self._ask({"do": "names", "names": names}, Writer())
        self.requests -= 1
        found, reader = reply.get("value"), self._reader(blobs)
        return {name: reader.decode(found[name]) for name in names if name in found} if isinstance(found, dict) else {}

    def _note(self, value: Any, label: str, *, designed: bool) -> Any:
        """Note how an object came here; return it."""
        if isinstance(value, RemoteObject):
            object.__setattr__(value, "_label", label[:80])
            self.designed |= {value._target[1]} if designed else set()
        return value

    def get(self, target: list[Any], name: str) -> Any:
        """Return an attribute of an object there."""
        if name == "count_params":
            return lambda: sum(int(np.size(w)) for w in self.get(target, "get_weights")())
        value = self._value({"do": "get", "on": target, "name": name}, Writer())
        if name in FACTS and not (self.whole and name in OF_ANY):  # what is not there had not to be believed
            self.believed.add(name.removeprefix("get_").replace("_", " "))
        if isinstance(value, RemoteObject):
            self.methods[value._target[1]] = designed = target[1] in self.designed
            self._note(value, f"its {name}", designed=designed)
        return value

    def item(self, target: list[Any], key: Any) -> Any:
        """Return an item of an object there."""
        writer = self._writer()
        value = self._value({"do": "item", "on": target, "key": self._given(key, writer)}, writer)
        return self._note(value, "an item", designed=target[1] in self.designed)

    def length(self, target: list[Any]) -> int:
        """Return the length of an object there."""
        return int(self._value({"do": "length", "on": target}, Writer()))

    def put(self, name: str, value: Any) -> None:
        """Give a name there a value."""
        writer = self._writer()
        self._ask({"do": "put", "name": name, "value": self._given(value, writer)}, writer)

    def remove(self, name: str) -> None:
        """Delete a name there."""
        self._ask({"do": "remove", "name": name}, Writer())

    def operate(self, name: str, *operands: Any) -> Any:
        """Return what an operator makes of objects there."""
        if name in DECIDED and (frame := next(filter(_is_frame, operands), None)) is not None:
            raise Unjudged(f"`{frame._label}` is a {frame._kind} and stays in the student's process", OF_FRAME)
        if name in DECIDED:
            self.believed.add("comparisons")
        # `abs(answer - 4) < 0.1` is a comparison, too: whoever is given the right value can say that nothing is left.
        if name in ARITHMETIC and not all(isinstance(operand, Remote) for operand in operands):
            self.believed.add("results of arithmetic")
        writer = self._writer()
        value = self._value({"do": "operate", "name": name, "operands": self._given(list(operands), writer)}, writer)
        return self._note(value, f"what `{name}` made", designed=_id(operands[0]) in self.designed)

    def seed(self, of: str, value: Any) -> None:
        """Seed the random numbers there, as a check seeds those that are here."""
        writer = self._writer()
        self._ask({"do": "seed", "of": of, "value": self._given(value, writer)}, writer)

    def pull_back(self, target: list[Any], inputs: np.ndarray, upstream: np.ndarray) -> Any:
        """Return the gradients of a model there."""
        self.believed.add("gradients")
        writer = self._writer()
        given = {"inputs": writer.encode(np.asarray(inputs)), "upstream": writer.encode(np.asarray(upstream))}
        return self._value({"do": "pull back", "on": target, **given}, writer)

    def tried(self, target: list[Any], case: Any) -> Any:
        """Return what a case of `helpers.probes` shows of a function there."""
        if case.how == "call":
            return self.call(target, case.arguments, dict(case.options))
        writer = self._writer()
        parts = {"arguments": case.arguments, "options": dict(case.options), "given": dict(case.given)}
        given = {key: self._given(value, writer) for key, value in parts.items()}
        return self._value({"do": "try", "on": target, "how": case.how, **given}, writer)

    def call(self, target: list[Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
        """Call an object there.

        Raises
        ------
        AssertionError
            If the call changed an array that it was given. What is here stays as it is: what the check compares with
            must not be the student's to write. A check without a block goes on, and looks at what is here.
        """
        writer = self._writer()
        request = {
            "do": "call",
            "on": target,
            "arguments": self._given(list(arguments), writer),
            "options": self._given(dict(options), writer),
        }
        if self.whole and self.watch:
            request |= self.watch.before_call(writer)
        reply, blobs = self._ask(request, writer)
        result, *changed = reply["value"]
        if self.whole:
            self.altered |= any(changed[:2])
            print(*map(str, changed[2:]), end="")  # a check may redirect it
            designed = self.methods.get(target[1], target[1] in self.designed)
            self._note(value := self._reader(blobs).decode(result), "what it returned", designed=designed)
            given = not all(isinstance(v, Remote) for v in (*arguments, *options.values()))
            if given and isinstance(value, bool | np.bool_) and self.methods.get(target[1]) is False:
                self.believed.add("yes or no")
            if self.watch:
                self.watch.after_call()
            return value
        assert not changed[0], "your code changed an array that it was given; work on a copy of it."
        value = self._reader(blobs).decode(result)
        self._compare(str(target[1]), (*arguments, *options.values()), value)
        return value

    def _given(self, value: Any, writer: Writer) -> Any:
        """Return the JSON for something of the check's. That it cannot travel is no mistake of the student's."""
        try:
            return writer.encode(value)
        except WireError as error:
            if not self.whole:
                raise
            instead = OF_FRAME if isinstance(value, list) and any(map(_is_frame, value)) else ""
            raise Unjudged(f"the check gives the student's code {error}", instead or OF_GIVEN) from None

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
        nonce, begin, received = secrets.token_hex(8), time.monotonic(), self.connection.received
        try:
            self.connection.send({**request, "nonce": nonce}, writer.blobs, min(ANSWER_SECONDS, self.left))
            reply, blobs = self.connection.receive(min(ANSWER_SECONDS, self.left))
            while request.get("input") and self.watch and "asks" in reply and reply.get("nonce") == nonce:
                self.requests += 1
                assert self.requests <= MAX_REQUESTS, "your code asks for input without end."
                self.connection.send(self.watch.answer(str(reply["asks"])), [], min(ANSWER_SECONDS, self.left))
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
            raise self._error(reply["error"], ends=request.get("name") in ("next", "anext"))
        self.purse.pay("bytes", self.connection.received - received, "the bytes of all that your code returned are")
        return reply, blobs

    def _writer(self) -> Writer:
        return Writer(self._encode_remote, exchange.encode_model, exchange.encode_tensor)

    def _encode_remote(self, value: Any, writer: Writer) -> list[Any] | None:
        target: list[Any] | None = value._target if isinstance(value, Remote | There) else None
        return value.of[1] if isinstance(value, Told) and value.of else target

    def _reader(self, blobs: list[bytes]) -> Reader:
        kinds = {"m": self._model, "T": exchange.decode_tensor, "r": self._remote}
        return Reader(blobs, kinds, longest=MAX_RANGE)

    def _error(self, told: Any, *, ends: bool) -> Exception:
        error = _error(told, ends=ends)
        if self.whole and isinstance(error, Told) and isinstance(told, dict) and isinstance(told.get("kept"), str):
            kinds = [str(k) for k in told.get("kinds", [])] if isinstance(told.get("kinds"), list) else []
            if base := next((self.errors[k] for k in kinds if k in self.errors), None):
                with contextlib.suppress(Exception):
                    error = type.__call__(base, str(error))
            error.of = (self, ["r", told["kept"]])
        return error

    def _error_class(self, name: str, bases: Any) -> Any:
        """Return a class of errors there as one of the same name here, which a check can catch."""
        known = _known(bases := [str(b) for b in bases] or ["Error"])
        if bases[0] == known.__name__:
            return known
        if name not in self.errors:
            own = {"_student": self, "_target": ["r", name]}
            self.errors[name] = There(bases[0][:80], (Told, known) if known is not Exception else (Told,), own)
        return self.errors[name]

    def _model(self, data: list[Any], reader: Reader) -> Any:
        # One model there is one model here, as long as it does not change.
        weigh(data, reader.blobs, self.purse)
        name, now = str(data[3]), exchange.digest(data, reader.blobs)
        if name not in self.models or self.models[name][0] != now:
            self.models[name] = (now, rebuilt(data, reader, self.purse))
        return self.models[name][1]

    def _remote(self, data: list[Any], reader: Reader) -> Any:
        self.others.add(str(data[1]))
        if self.whole and len(data) > 4 and isinstance(data[4], list):
            return self._error_class(str(data[1]), data[4])
        kind = (Remote, RemoteCallable, RemoteObject)[2 if self.whole else bool(data[2])]
        remote = kind(self, ["r", str(data[1])], str(data[3]))
        object.__setattr__(remote, "_callable", bool(data[2]))
        return remote


class Watch(Protocol):
    """What `plain` knows of a check while it runs."""

    def before_call(self, writer: Writer) -> dict[str, Any]:
        """Return what a call there has to see of what the check did here."""

    def after_call(self) -> None:
        """See what the call changed there."""

    def answer(self, prompt: str) -> dict[str, Any]:
        """Answer a question of the student's code, `input(prompt)`, as the check has it answered."""


class Remote:
    """Something that stays in the student's process: a function, a model with layers of the student's own."""

    def __init__(self, student: Student, target: list[Any], kind: str):
        for name, value in {"_student": student, "_target": target, "_kind": kind, "_label": "it"}.items():
            object.__setattr__(self, name, value)

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

    def tried(self, case: Any) -> Any:
        """Try a case there, as `helpers.probes.tried` does."""
        return self._student.tried(self._target, case)


def _operator(name: str, *, reflected: bool = False) -> Any:
    def operate(self: Remote, *others: Any) -> Any:
        return self._student.operate(name, *((*others, self) if reflected else (self, *others)))

    return operate


class RemoteObject(RemoteCallable):
    """A `Remote` in a check without a block: operators, `for`, `with` and assignments to it work there.

    Also a class of the student's: it is called there, and what it makes stays there.
    """

    __dict__ = property(lambda self: self._student.get(self._target, "__dict__"))

    def __getattr__(self, name: str) -> Any:
        if name in ("__signature__", "__code__"):  # `inspect` would look at `__call__` below
            raise Unjudged("what a function of the student's takes and is made of cannot be seen here")
        if name in ("__name__", "__qualname__", "__enter__", "__exit__"):
            return self._student.get(self._target, name)
        return super().__getattr__(name)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise Unjudged("an object that stays in the student's process cannot be copied here")

    def __mro_entries__(self, bases: Any) -> Any:
        raise Unjudged("a class of the check's below one of the student's cannot be made here")

    def __setattr__(self, name: str, value: Any) -> None:
        self._student.operate("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._student.operate("delattr", self, name)

    def __iter__(self) -> Any:
        return iter(self._student.operate("list", self))

    def __enter__(self) -> Any:
        return self._student.operate("enter", self)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> bool:
        # It hears the name of an error, and the text of its own. No check's verdict is its to take back.
        told = [kind and kind.__name__, str(error) if isinstance(error, Told) else ""]
        ends = bool(self._student.operate("exit", self, *told))
        if ends and kind is not None:
            self._student.believed.add("`with` blocks")
        return ends and isinstance(error, Exception) and not isinstance(error, AssertionError)

    def __await__(self) -> Any:
        yield from ()
        return self._student.operate("await", self)

    def __aiter__(self) -> Any:
        return self

    async def __anext__(self) -> Any:
        return self._student.operate("anext", self)

    def is_of(self, kind: Any) -> bool:
        """Tell what `isinstance` says there: of a class of the student's, or of one of Python's own."""
        if not isinstance(kind, Remote):
            name = getattr(kind, "__name__", "")
            if getattr(builtins, name, None) is not kind:
                kinds = f"whether an object in the student's process is a {kind!r} cannot be seen here"
                raise Unjudged(f"`{self._label}`: {kinds}", OF_FRAME) if _is_frame(self) else Unjudged(kinds)
            kind = name
        return bool(self._student.operate("is_of", self, kind))

    def __hash__(self) -> int:
        return int(self._student.operate("hash", self))


for _name in ARITHMETIC:
    _plain = _name.strip("_")
    setattr(RemoteObject, f"__{_plain}__", _operator(_name))
    setattr(RemoteObject, f"__r{_plain}__", _operator(_name, reflected=True))
    setattr(RemoteObject, f"__i{_plain}__", _operator(f"i{_plain}"))
for _name in "eq ne lt le gt ge contains setitem delitem neg pos abs invert".split():
    setattr(RemoteObject, f"__{_name}__", _operator(_name))
for _name in "str int float complex next format round".split():
    setattr(RemoteObject, f"__{_name}__", _operator(_name))
RemoteObject.__doc__ = property(lambda self: self._student.get(self._target, "__doc__"))  # type: ignore[assignment]
RemoteObject.__bool__ = _operator("truth")  # type: ignore[attr-defined]
RemoteObject.__repr__ = _operator("repr")  # type: ignore[method-assign]


def _is_frame(value: Any) -> bool:
    """Tell whether something is a frame of pandas', here or there."""
    kind = value._kind if isinstance(value, Remote) else type(value).__name__
    return kind in FRAMES


def _id(value: Any) -> str:
    return str(value._target[1]) if isinstance(value, Remote) else ""


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
    of: tuple[Student, list[Any]] | None = None
    """Where the error itself is: its attributes are asked there."""

    def __getattr__(self, name: str) -> Any:
        if self.of is None or name.startswith("__"):
            raise AttributeError(name)
        student, target = self.of
        return student.get(target, name)


class There(type):
    """A class of errors that is the student's: what else it does than to be raised and caught, it does there."""

    _student: Student
    _target: list[Any]

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        """Make an error there; only what is raised comes here."""
        return cls._student.call(cls._target, arguments, options)


def _known(bases: Iterable[str]) -> type[Exception]:
    """Return the first of Python's own errors among some classes, by their names."""
    found = (getattr(builtins, base, None) for base in bases)
    return next((kind for kind in found if isinstance(kind, type) and issubclass(kind, Exception)), Exception)


def _error(told: Any, *, ends: bool = False) -> Exception:
    """Make the error that the student's code raised: of the same class where that is one of Python's own.

    A `StopIteration` is one only where it `ends` an iterator: elsewhere it would end a loop of the check's.
    """
    try:
        text, name = str(told["text"])[:10_000], told.get("name")
        bases = [str(b) for b in told.get("bases", [])]
        where = told.get("where")
    except (TypeError, KeyError, AttributeError):
        return Told("it answered with something that cannot be read")
    known = _known(bases)
    if known in (StopIteration, StopAsyncIteration) and not ends:
        known = RuntimeError
    error = Told(text)
    for base in (Exception, known):  # a class may have a name that none can have, or want more than a text
        with contextlib.suppress(Exception):
            error = type(str(told.get("type", "Error"))[:80], (Told, base), {})(text)
    if isinstance(error, NameError) and isinstance(name, str):
        error.name = name
    if isinstance(where, list) and [type(w) for w in where] == [int, str, str]:
        error.where = (where[0], where[1][:200], where[2][:300])
    return error
