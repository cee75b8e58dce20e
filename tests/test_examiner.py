"""The examiner and what it asks: check cells against names in this process, without walls."""

import contextlib
import queue
import socket
import struct
import textwrap
import threading
from types import SimpleNamespace

import pytest

from grading import session
from grading.inside import wire
from grading.inside.examiner import Examiner, Student
from grading.inside.kernel import Keeper, Outputs, Stream
from grading.inside.wire import Connection, Gone, WireError

SETUP = "import numpy as np\nfrom helpers import checks"


def checked(body, functions=(), keeper=Keeper, **names):
    """Run a check on these names, as a student's process has them, and return its parts and its doubts."""
    here, there = map(Connection, socket.socketpair())
    examiner = Examiner(Student(here))
    examiner.prepare(SETUP)
    source = 'with checks.exercise("1.1"):\n' + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    found = []

    def examine():
        try:
            found.append((examiner.check(source, sorted(names), list(functions)), examiner.student.doubts()))
        except Exception as error:
            found.append(error)
        here.close()

    thread = threading.Thread(target=examine)
    thread.start()
    with contextlib.suppress(Gone):
        keeper(names).answer(there)
    thread.join()
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def passed(parts):
    """Return which parts passed."""
    return [part["passed"] for part in parts]


# --- what is too large ------------------------------------------------------------------------------------------------


def test_a_value_that_is_too_large_to_send_fails_its_own_part(monkeypatch):
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)
    check = """
        checks.close(large(1), 1, "large(1)")
        checks.close(small(1), 1, "small(1)")
    """

    parts, _ = checked(check, large=lambda _: [1.0] * 100_000, small=lambda _: 1)

    assert passed(parts) == [False, True]
    assert "more than 1 MB of numbers and text; use an array" in parts[0]["message"]


def test_what_is_too_large_to_ask_with_is_no_silence_of_the_students(monkeypatch):
    check = """
        many = [1.0] * 100_000
        checks.close(length(many), 100_000, "length(many)")
        checks.close(length([1]), 1, "length([1])")
    """
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)

    parts, _ = checked(check, length=len)

    assert passed(parts) == [False, True]


# --- what a cell shows ------------------------------------------------------------------------------------------------


@pytest.fixture
def shown():
    """Outputs, and a function that closes them and returns the messages that arrived."""
    one, two = map(Connection, socket.socketpair())
    messages = []

    def listen():
        with contextlib.closing(two), contextlib.suppress(WireError):
            while True:
                messages.append(two.receive()[0])

    thread = threading.Thread(target=listen)
    thread.start()

    def close():
        one.close()
        thread.join()
        return messages

    yield Outputs(one), close
    close()


def test_what_is_printed_travels_together_and_in_order(shown):
    outputs, close = shown
    out, err = Stream(outputs, "stdout"), Stream(outputs, "stderr")
    for i in range(5000):
        print("step", i, i / 7, file=out)
    outputs.send(kind="display", data={})
    print("oh", file=err)
    print("last", file=out)
    outputs.send(kind="done")

    messages = close()

    assert len(messages) < 50
    texts = "".join(m.get("text") or m["kind"] for m in messages)
    assert texts.count("step") == 5000
    assert texts.endswith("step 4999 714.1428571428571\ndisplayoh\nlast\ndone")


def test_a_display_that_is_too_large_is_left_out_and_says_so(shown, monkeypatch):
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)
    outputs, close = shown
    outputs.send(kind="display", data={"text/plain": "x" * 2**20})
    outputs.send(kind="done")

    first, last = close()

    assert "A display is left out" in first["text"]
    assert last == {"kind": "done"}


def test_a_kernel_that_sends_too_much_at_once_is_said_to_have_done_so(monkeypatch):
    one, two = socket.socketpair()
    ended = []
    kernel = SimpleNamespace(connection=Connection(two), end=ended.append)
    inbox = queue.Queue()
    one.sendall(struct.pack(">II", 50 * 2**20, 0))

    session.Session._listen(SimpleNamespace(kernel=kernel, inbox=inbox))

    assert ended == ["it sent a message of 50 MB, more than can pass"]
    assert inbox.get() is None
