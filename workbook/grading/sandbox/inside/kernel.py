"""A student's process: runs the cells, and answers the examiner's requests. Nothing it says is trusted.

It is an IPython shell whose outputs go over one socket to the grader, and whose objects are reached over another by the
examiner. Both sockets are inherited: there is nothing in the file system to connect to, and no network.
"""

import asyncio
import base64
import builtins
import contextlib
import io
import itertools
import operator
import os
import random
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from workbook.grading.sandbox.inside import exchange
from workbook.grading.sandbox.inside.wire import MAX_TEXT, Connection, Reader, TooMuch, WireError, Writer

CALL_SECONDS = 30  # for one call of the examiner's
MAX_STREAM = 2**20  # characters that one cell may print; the rest is dropped here already
# `print` writes many small texts. They go together, but not late: a process that dies should have said what it could.
HELD, HELD_SECONDS = 2**13, 0.1


MAX_ITEMS = 100_000  # of an object that goes on for ever

# What a check without a block asks of objects that stay here, beside calls, attributes and items.
OPERATIONS: dict[str, Callable[..., Any]] = {
    name: getattr(operator, name)
    for name in """
        add sub mul truediv floordiv mod pow matmul and_ or_ xor lshift rshift eq ne lt le gt ge contains setitem
        delitem neg pos abs invert truth
        """.split()
}
for _name in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split():
    OPERATIONS[f"i{_name}"] = getattr(operator, f"i{_name}")
for _name in "str int float complex next format round repr setattr delattr hash dir".split():
    OPERATIONS[_name] = getattr(builtins, _name)
OPERATIONS["list"] = lambda value: list(itertools.islice(iter(value), MAX_ITEMS))
OPERATIONS["enter"] = lambda value: value.__enter__()
OPERATIONS["exit"] = lambda value, kind, text: _leave(value, kind, text)
OPERATIONS["await"] = lambda value: _awaited(value)
OPERATIONS["anext"] = lambda value: _awaited(anext(value))
OPERATIONS["is_of"] = lambda value, kind: isinstance(value, getattr(builtins, kind) if isinstance(kind, str) else kind)


class Outputs:
    """Send what a cell shows to the grader, whichever thread it comes from."""

    def __init__(self, connection: Connection):
        self.connection = connection
        self.lock = threading.Lock()
        self.held: list[str] = []  # what was printed last, all of it to one stream
        self.stream, self.size, self.since = "", 0, 0.0

    def send(self, **message: Any) -> None:
        """Send one message, after all that was printed before it."""
        with self.lock:
            self._release()
            try:
                self.connection.send(message)
            except TooMuch:
                text = f"A display is left out: it has more than {MAX_TEXT >> 20} MB.\n"
                self.connection.send({"kind": "stream", "name": "stderr", "text": text})

    def write(self, stream: str, text: str) -> None:
        """Send a text, together with others that are written to the same stream soon after."""
        with self.lock:
            if stream != self.stream:
                self._release()
            self.held.append(text)
            self.stream, self.size = stream, self.size + len(text)
            if self.size >= HELD or time.monotonic() > self.since + HELD_SECONDS:
                self._release()

    def _release(self) -> None:
        text = "".join(self.held)
        self.held, self.size, self.since = [], 0, time.monotonic()
        if text:
            self.connection.send({"kind": "stream", "name": self.stream, "text": text})


class Stream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a cell."""

    def __init__(self, outputs: Outputs, name: str):
        self.outputs, self.stream = outputs, name
        self.left = MAX_STREAM

    encoding = "utf-8"

    def writable(self) -> bool:  # noqa: D102 - of io.TextIOBase
        return True

    def write(self, text: str) -> int:
        """Show a text, until the cell has shown enough."""
        if self.left > 0 and text:
            self.outputs.write(self.stream, str(text)[: self.left])
            self.left -= len(text)
        return len(text)


class Copied(io.TextIOBase):
    """What a call prints: shown like any other output, and kept for the check, which may want to read it."""

    def __init__(self, stream: Any):
        self.stream, self.kept, self.left = stream, list[str](), MAX_STREAM

    encoding = "utf-8"

    def writable(self) -> bool:  # noqa: D102 - of io.TextIOBase
        return True

    def write(self, text: str) -> int:
        """Show a text."""
        self.kept.append(text[: self.left])
        self.left = max(0, self.left - len(text))
        self.stream.write(text)
        return len(text)


def serve(grader: Connection, examiner: Connection) -> None:
    """Run cells and answer requests until the grader hangs up."""
    outputs = Outputs(grader)
    shell = _shell(outputs)
    keeper = Keeper(shell.user_ns)
    grader.send({"kind": "ready"})
    while True:
        request, blobs = grader.receive()
        if request["do"] == "files":
            exchange.put_files(request["names"], blobs)
        elif request["do"] == "cell":
            sys.stdout, sys.stderr = Stream(outputs, "stdout"), Stream(outputs, "stderr")
            failed = False
            try:
                failed = not shell.run_cell(request["source"], store_history=True).success
            except KeyboardInterrupt:
                failed = True
            outputs.send(kind="done", failed=failed, number=request["number"])
        elif request["do"] == "answer":
            sys.stdout, sys.stderr = Stream(outputs, "stdout"), Stream(outputs, "stderr")
            with contextlib.suppress(KeyboardInterrupt):
                keeper.answer(examiner, min(CALL_SECONDS, request["seconds"]))
            outputs.send(kind="done", failed=False, number=request["number"])


def _shell(outputs: Outputs) -> Any:
    """Return an IPython shell that shows pictures and results like a notebook."""
    from IPython.core.displayhook import DisplayHook
    from IPython.core.displaypub import DisplayPublisher
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib_inline.backend_inline import configure_inline_support
    from traitlets import Any as AnyTrait

    class Publisher(DisplayPublisher):
        def publish(
            self,
            data: Any,
            metadata: Any = None,
            source: Any = None,
            *,
            transient: Any = None,
            update: Any = False,
            **_: Any,
        ) -> None:
            named = (transient or {}).get("display_id")
            outputs.send(
                kind="display", data=_jsonable(data), metadata=_jsonable(metadata or {}), id=named, update=update
            )

        def clear_output(self, wait: bool = False) -> None:
            outputs.send(kind="clear", wait=bool(wait))

    class Hook(DisplayHook):
        def write_output_prompt(self) -> None:
            pass

        def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
            outputs.send(kind="result", data=_jsonable(format_dict), metadata=_jsonable(md_dict or {}))

        def finish_displayhook(self) -> None:
            pass

    class Shell(InteractiveShell):
        display_pub_class = AnyTrait(Publisher)
        displayhook_class = AnyTrait(Hook)

        def enable_gui(self, gui: Any = None) -> None:
            pass

        def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
            outputs.send(
                kind="error", ename=etype.__name__, evalue=str(evalue)[:10_000], traceback=[str(t) for t in stb]
            )

        def _format_exception_for_storage(self, *_: Any, **__: Any) -> None:
            """Keep no traceback for the history, which nobody reads."""

    shell: Any = Shell.instance()
    shell.history_manager.enabled = False
    # The other modes look through all modules for the source of each line: a tenth of a second for each error.
    shell.InteractiveTB.set_mode("Plain")
    configure_inline_support(shell, "module://matplotlib_inline.backend_inline")
    return shell


def _jsonable(data: Any) -> Any:
    """Return the parts of a display that are text or bytes, as JSON."""
    plain = {}
    for kind, value in dict(data).items():
        if isinstance(value, bytes):
            value = base64.b64encode(value).decode()
        if isinstance(value, str | int | float | bool | dict | list):
            plain[str(kind)] = value
    return plain


class Keeper:
    """Answer the examiner: give the value of a name, call something, get an attribute or an item."""

    def __init__(self, names: dict[str, Any]):
        self.names = names
        self.kept: dict[str, Any] = {}  # everything that was passed on and stays here, by identity

    def answer(self, examiner: Connection, seconds: float = CALL_SECONDS) -> None:
        """Answer requests, each in so many seconds, until the examiner has finished its check."""
        while True:
            request, blobs = examiner.receive()
            if request["do"] == "finished":
                return
            writer = Writer(exchange.encode_model, exchange.encode_tensor, self._keep)
            try:
                with _alarm(seconds), _asking(examiner, request):
                    reply = {"value": self._carry_out(request, blobs, writer)}
            except WireError as error:
                reply, writer = {"error": {"type": "WireError", "text": str(error)}}, Writer()
            except BaseException as error:
                name, kinds = exchange.identity(error), [exchange.identity(kind) for kind in type(error).__mro__]
                self.kept[name] = error
                reply, writer = {"error": _told(error) | {"kept": name, "kinds": kinds}}, Writer()
            try:
                examiner.send({**reply, "nonce": request["nonce"]}, writer.blobs)
            except TooMuch as error:
                examiner.send({"error": {"type": "WireError", "text": str(error)}, "nonce": request["nonce"]})

    def _carry_out(self, request: dict[str, Any], blobs: list[bytes], writer: Writer) -> Any:
        reader = Reader(blobs, {"m": exchange.decode_model, "T": exchange.decode_tensor, "r": self._object})
        if request["do"] == "names":
            return {name: writer.encode(self.names[name]) for name in request["names"] if name in self.names}
        if request["do"] == "put":
            self.names[request["name"]] = reader.decode(request["value"])
            return None
        if request["do"] == "remove":
            del self.names[request["name"]]
            return None
        if request["do"] == "seed":
            (random if request["of"] == "random" else np.random).seed(reader.decode(request["value"]))
            return None
        if request["do"] == "operate":
            operands = reader.decode(request["operands"])
            return writer.encode(OPERATIONS[request["name"]](*operands))
        on = reader.decode(request["on"])
        if request["do"] == "get":
            return writer.encode(getattr(on, request["name"]))
        if request["do"] == "item":
            return writer.encode(on[reader.decode(request["key"])])
        if request["do"] == "pull back":
            from helpers import checks

            inputs, upstream = reader.decode(request["inputs"]), reader.decode(request["upstream"])
            return writer.encode(checks.pull_back(on, inputs, upstream))
        if request["do"] == "try":
            from helpers import probes

            parts = (reader.decode(request[key]) for key in ("arguments", "options", "given"))
            return writer.encode(probes.tried(on, probes.Case("", request["how"], *parts)))
        if request["do"] == "length":
            return writer.encode(len(on))
        arguments, options = reader.decode(request["arguments"]), reader.decode(request["options"])
        for name, content in reader.decode(request["files"]).items() if "files" in request else ():
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            with open(name, "wb") as file:
                file.write(content)
        before = [_bytes(value) for value in _arrays(arguments, options)]
        content = self._content(arguments, options)
        with contextlib.redirect_stdout(Copied(sys.stdout)) as printed:
            result = writer.encode(on(*arguments, **options))
        after = list(_arrays(arguments, options))
        changed = any(_bytes(a) != b for a, b in zip(after, before, strict=True))
        return [result, changed, self._content(arguments, options) != content, "".join(printed.kept)]

    def _content(self, arguments: Any, options: Any) -> Any:
        """Return what lists and the like among a call's arguments hold: only this process sees them change."""
        held = [v for v in (*arguments, *options.values()) if isinstance(v, list | dict | set)]
        writer = Writer(exchange.encode_model, exchange.encode_tensor, self._keep)
        with contextlib.suppress(WireError):  # what came over the wire could travel
            return writer.encode(held), writer.blobs

    def _keep(self, value: Any, writer: Writer) -> list[Any]:
        name = exchange.identity(value)
        self.kept[name] = value
        kept = ["r", name, callable(value), type(value).__name__[:80]]
        is_error = isinstance(value, type) and issubclass(value, BaseException)
        return [*kept, [base.__name__ for base in value.__mro__]] if is_error else kept

    def _object(self, data: list[Any], reader: Reader) -> Any:
        return self.kept[data[1]]


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """End a call that takes too long, so that the rest of the submission can still be judged.

    The time for which others had the processors is added. A courtesy: code that switches it off is ended with its whole
    process.
    """
    waited = _waited()

    def ring(*_: Any) -> None:
        nonlocal waited
        more, waited = _waited() - waited, _waited()
        if more < seconds / 10:
            raise TimeoutError(f"it took longer than {seconds:g} seconds")
        signal.setitimer(signal.ITIMER_REAL, more)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _asking(examiner: Connection, request: dict[str, Any]) -> Iterator[None]:
    """Let the check answer what code asks by `input`, if the check has put something in the place of that."""
    if not request.get("input"):
        yield
        return

    def ask(prompt: Any = "") -> str:
        examiner.send({"asks": str(prompt)[:10_000], "nonce": request["nonce"]})
        answer, _ = examiner.receive()
        if "text" not in answer:
            raise EOFError("there is no more input")
        return str(answer["text"])

    before, builtins.input = builtins.input, ask
    try:
        yield
    finally:
        builtins.input = before


def _leave(value: Any, kind: str | None, text: str) -> bool:
    """End a `with` block of a check's, by an error of Python's own of this name or a plain one."""
    if kind is None:
        return bool(value.__exit__(None, None, None))
    known = getattr(builtins, kind, Exception)
    error = known(text) if isinstance(known, type) and issubclass(known, Exception) else Exception(text)
    return bool(value.__exit__(type(error), error, None))


def _awaited(value: Any) -> Any:
    """Run something that is awaited to its end, where no loop is running."""

    async def wait() -> Any:
        return await value

    return asyncio.run(wait())


def _waited() -> float:
    """Return for how many seconds this process was ready to run while others ran."""
    with contextlib.suppress(OSError), open("/proc/self/schedstat", encoding="ascii") as file:
        return int(file.read().split()[1]) / 1e9
    return 0.0


def _arrays(arguments: Any, options: Any) -> Any:
    """Yield the arrays among the arguments of a call."""
    for value in (*arguments, *options.values()):
        if isinstance(value, np.ndarray):
            yield value
        elif isinstance(value, list | tuple):
            yield from (item for item in value if isinstance(item, np.ndarray))


def _bytes(array: np.ndarray) -> tuple[Any, ...]:
    return array.dtype.str, array.shape, array.tobytes()


def _told(error: BaseException) -> dict[str, Any]:
    """Describe an error of the student's code: its type, its text, and the line of the student's that led to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "<ipython-input" in f.filename]
    told = {"type": type(error).__name__, "text": str(error)[:10_000], "name": getattr(error, "name", None)}
    told["bases"] = [base.__name__ for base in type(error).__mro__]
    if frames:
        last = frames[-1]
        told["where"] = [last.lineno, last.name, last.line or ""]
    return told
