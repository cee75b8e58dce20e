"""Plain data between processes: what travels, and what is refused."""

import json
import socket
import struct
import threading

import numpy as np
import pytest

from workbook.grading.sandbox.inside import wire
from workbook.grading.sandbox.inside.wire import Connection, Gone, Reader, WireError, Writer


def there_and_back(value):
    writer = Writer()
    data = json.loads(json.dumps(writer.encode(value)))
    return Reader(writer.blobs).decode(data)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(10**40),
        1.5,
        float("inf"),
        "ü\ud800",
        [],
        [1, [2.0, "x"]],
        (1, (2,)),
        {"a": 1, 2: (None, False)},
        {1, 2},
        range(3, 9, 2),
    ],
    ids=repr,
)
def test_plain_values_arrive_as_they_are(value):
    arrived = there_and_back(value)

    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize("dtype", ["float32", ">f8", "int8", "uint64", "bool", "complex64", "U7", "S3"])
@pytest.mark.parametrize("shape", [(), (0,), (2, 3)])
def test_arrays_arrive_with_type_shape_and_memory_of_their_own(dtype, shape):
    array = np.arange(6).astype(dtype)[: int(np.prod(shape))].reshape(shape)

    arrived = there_and_back([array])[0]

    assert arrived.dtype == array.dtype
    assert arrived.shape == array.shape
    assert np.array_equal(arrived, array)
    assert arrived.flags.writeable


def test_a_nan_arrives():
    assert np.isnan(there_and_back(float("nan")))


def test_a_subclass_arrives_as_what_it_is_derived_from():
    class Lying(float):
        def __eq__(self, other):
            return True

        __hash__ = None

    class Folded(np.ndarray):
        def __eq__(self, other):
            return True

        __hash__ = None

    assert type(there_and_back(Lying(2.0))) is float
    assert there_and_back(Lying(2.0)) != 3.0
    assert type(there_and_back(np.arange(3).view(Folded))) is np.ndarray


@pytest.mark.parametrize(
    "value", [object(), lambda: 0, np.array([object()]), np.zeros(2, dtype=[("a", "i4")]), np.array(["now"], "M8[s]")]
)
def test_what_is_not_plain_does_not_travel(value):
    with pytest.raises(WireError, match="cannot be passed on"):
        Writer().encode(value)


def test_a_list_that_holds_itself_does_not_travel():
    endless = []
    endless.append(endless)

    with pytest.raises(WireError, match="too deep"):
        Writer().encode(endless)


@pytest.mark.parametrize(
    "data",
    [
        ["a", "|O", [1], 0],
        ["a", "f4,f4", [1], 0],
        ["a", "<f8", [2**40], 0],
        ["a", "<f8", [-1], 0],
        ["a", "<f8", [1], 7],
        ["a", "<f8", [True], 0],
        ["a", "<f8", ["1"], 0],
        ["a", "<f8", [1] * 65, 0],
        ["i", "f" * 1000],
        ["i", "__import__('os')"],
        ["f", None],
        ["d", [[["l", []], 1]]],
        ["p", "x"],
        ["s"],
        {},
        7,
        [],
    ],
    ids=repr,
)
def test_what_no_writer_makes_is_refused(data):
    with pytest.raises(WireError):
        Reader([b"12345678"]).decode(data)


# More of the same takes minutes. Python takes the hash of an integer modulo 2^61 - 1.
@pytest.mark.parametrize(
    "data",
    [
        ["a", "<f8", [10**4000] * 1000, 0],
        ["S", [["i", hex(k * (2**61 - 1))] for k in range(1000)]],
        ["d", [[["i", hex(k * (2**61 - 1))], None] for k in range(1000)]],
    ],
    ids=["shape", "set", "dict"],
)
def test_what_would_take_for_ever_is_refused(data):
    with pytest.raises(WireError, match=r"a shape that none has|one hash"):
        Reader([b"12345678"]).decode(data)


def test_many_things_of_different_hashes_arrive():
    many = {-1: 0, -2: 1, **dict.fromkeys(range(3000)), **dict.fromkeys(map(str, range(3000)))}

    assert there_and_back(many) == many
    assert there_and_back(set(many)) == set(many)


def test_messages_pass_in_order_with_their_blobs():
    one, two = map(Connection, socket.socketpair())

    def send():
        one.send({"n": 1}, [b"abc", b""])
        one.send({"n": 2}, [bytes(3_000_000)])

    threading.Thread(target=send).start()

    assert two.receive(10) == ({"n": 1}, [b"abc", b""])
    head, blobs = two.receive(10)
    assert head == {"n": 2}
    assert len(blobs[0]) == 3_000_000


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (struct.pack(">II", 2**32 - 1, 0), "MB"),
        (struct.pack(">II", 5, 2**32 - 1) + b"{}   ", "MB"),
        (struct.pack(">II", 3, 0) + b"[1]", "no JSON object"),
        (struct.pack(">II", 3, 0) + b"\xff\xfe\xfd", "no JSON object"),
        (struct.pack(">II", 14, 2) + b'{"blobs": [1]}', "do not fit"),
        (struct.pack(">II", 15, 0) + b'{"blobs": [-1]}', "do not fit"),
        (struct.pack(">II", 40_000, 0) + b"[" * 40_000, "no JSON object"),
    ],
)
def test_a_forged_message_is_refused_before_memory_is_taken(sent, words):
    one, two = socket.socketpair()
    one.sendall(sent)

    with pytest.raises(WireError, match=words):
        Connection(two).receive(10)


def test_half_a_message_is_waited_for_only_so_long():
    one, two = socket.socketpair()
    one.sendall(struct.pack(">II", 100, 0) + b"{")

    with pytest.raises(WireError, match="in time"):
        Connection(two).receive(0.2)


def test_a_closed_connection_is_told_apart():
    one, two = socket.socketpair()
    one.close()

    with pytest.raises(Gone):
        Connection(two).receive(10)


def test_a_message_that_nobody_reads_is_given_up():
    one, _two = socket.socketpair()

    with pytest.raises(Gone, match="could not be sent"):
        Connection(one).send({"text": "x" * 10_000_000}, seconds=0.2)


def test_a_message_is_given_up_in_time_although_another_thread_receives():
    one, two = map(Connection, socket.socketpair())
    listener = threading.Thread(target=lambda: [one.receive() for _ in range(2)])
    listener.start()

    def play():
        two.send({"n": 1})
        # Read a part of it, as soon as it has begun to come, and no more.
        two.sock.recv(1, socket.MSG_PEEK)
        two.send({"n": 2})
        listener.join()
        for _ in range(3):
            two.sock.recv(100_000)

    player, rescue = threading.Thread(target=play), threading.Timer(60, two.sock.shutdown, [socket.SHUT_RDWR])
    player.start()
    rescue.start()
    with pytest.raises(Gone, match="in time"):
        one.send({"text": "x" * 10_000_000}, seconds=2)
    rescue.cancel()
    player.join()


def test_what_was_received_is_counted():
    one, two = map(Connection, socket.socketpair())
    one.send({"n": 1}, [bytes(1000)])
    two.receive(10)

    assert 1000 < two.received < 1100


def test_the_size_of_all_arrays_is_bounded(monkeypatch):
    monkeypatch.setattr(wire, "MAX_BYTES", 1000)

    with pytest.raises(WireError, match="MB of arrays"):
        Writer().encode([np.zeros(100), np.zeros(100)])


def test_an_array_that_is_named_again_and_again_is_not_made_for_ever(monkeypatch):
    monkeypatch.setattr(wire, "MAX_BYTES", 1000)
    array = ["a", "<f8", [50], 0]

    assert len(Reader([bytes(400)]).decode(["l", [array] * 2])) == 2
    with pytest.raises(WireError, match="MB of arrays"):
        Reader([bytes(400)]).decode(["l", [array] * 3])


def test_a_message_that_nobody_would_take_is_not_sent(monkeypatch):
    monkeypatch.setattr(wire, "MAX_TEXT", 2**20)
    one, two = map(Connection, socket.socketpair())

    with pytest.raises(WireError, match="more than 1 MB of numbers and text"):
        one.send({"text": "x" * 2**20}, seconds=1)
    one.send({"n": 1})

    assert two.receive(10) == ({"n": 1}, [])
