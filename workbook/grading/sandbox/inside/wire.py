"""Plain data over a socket: the only way from a student's process to the examiner and to the grader.

A message is one JSON text followed by raw bytes of arrays. Nothing in it is ever unpickled, evaluated or imported: what
comes out of `decode` are numbers, strings, lists, tuples, dicts, NumPy arrays of plain types, TensorFlow tensors, and
whatever the caller's own `decoders` make of the tags they know. Every size is bounded before memory is taken.
"""

import contextlib
import json
import math
import select
import socket
import struct
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

MAX_TEXT = 32 * 2**20  # bytes of a message's JSON
MAX_BYTES = 256 * 2**20  # bytes of its arrays
MAX_DEPTH = 30
MAX_DIGITS = 400
MAX_AXES = 64  # NumPy's own bound
MAX_OF_A_HASH = 100  # members of a set or dict; each of those is compared with all before it
PLAIN_KINDS = "biufcUS"  # of NumPy types: booleans, numbers, text

GROUPS: tuple[tuple[type[Any], str], ...] = ((list, "l"), (tuple, "t"), (set, "S"), (frozenset, "S"))

HEAD = struct.Struct(">II")

Encoder = Callable[[Any, "Writer"], Any]
Decoder = Callable[[list[Any], "Reader"], Any]


class WireError(Exception):
    """A message that is not what it should be, too large, or too late; or a value that cannot travel."""


class TooMuch(WireError):
    """A message of one's own that is too large to send; nothing of it was sent."""


class Gone(WireError):
    """The other side has closed the connection."""


class Connection:
    """Messages over one socket.

    `values` and `blobs` bound the values in a message's JSON, of which a short text can hold many, and the bytes of its
    arrays.
    """

    def __init__(self, sock: socket.socket, *, values: int | None = None, blobs: int = MAX_BYTES):
        self.sock, self.values, self.blobs = sock, values, blobs
        self.received = 0  # bytes, in all

    def send(self, head: Mapping[str, Any], blobs: list[bytes] | None = None, seconds: float | None = None) -> None:
        """Send one message, in `seconds`: a JSON object and blobs of bytes.

        Another thread may receive meanwhile, so this changes nothing about the socket.

        Raises
        ------
        TooMuch
            If the other side would not take it.
        Gone
            If nobody is there to read it.
        """
        blobs = blobs or []
        text = json.dumps({**head, "blobs": [len(b) for b in blobs]}).encode()
        if len(text) > MAX_TEXT:
            raise TooMuch(f"more than {MAX_TEXT >> 20} MB of numbers and text; use an array")
        end = None if seconds is None else time.monotonic() + seconds
        try:
            self._send(HEAD.pack(len(text), sum(map(len, blobs))) + text, end)
            for blob in blobs:
                self._send(blob, end)
        except OSError as error:
            raise Gone(f"the message could not be sent: {error}") from None

    def _send(self, data: bytes, end: float | None) -> None:
        if end is None:
            self.sock.sendall(data)
            return
        room = select.poll()
        room.register(self.sock, select.POLLOUT)
        left = memoryview(data)
        while left:
            if not room.poll(1000 * max(0.0, end - time.monotonic())):
                raise TimeoutError("it was not read in time")
            with contextlib.suppress(BlockingIOError):
                left = left[self.sock.send(left, socket.MSG_DONTWAIT) :]

    def receive(self, seconds: float | None = None) -> tuple[dict[str, Any], list[bytes]]:
        """Wait for one message, at most `seconds`, and return its JSON object and its blobs.

        Raises
        ------
        Gone
            If the other side has gone.
        WireError
            If it sent something else, too much, or nothing in time.
        """
        end = None if seconds is None else time.monotonic() + seconds
        text_size, blob_size = HEAD.unpack(self._exactly(HEAD.size, end))
        if text_size > MAX_TEXT or blob_size > self.blobs:
            raise WireError(f"a message of {(text_size + blob_size) / 2**20:.0f} MB, more than can pass")
        text = self._exactly(text_size, end)
        if self.values is not None and sum(map(text.count, (b",", b"[", b"{"))) > self.values:
            raise WireError(f"a message of more than {self.values:,} values")
        try:
            head = json.loads(text)
            sizes = head.pop("blobs")
            whole = all(type(n) is int and n >= 0 for n in sizes) and sum(sizes) == blob_size
        except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
            raise WireError("a message that is no JSON object") from None
        if not whole:
            raise WireError("a message whose parts do not fit its size")
        return head, [self._exactly(size, end) for size in sizes]

    def _exactly(self, size: int, end: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                raise WireError("no answer in time")
            try:
                self.sock.settimeout(left)
                part = self.sock.recv(min(size - len(parts), 2**20))
            except TimeoutError:
                raise WireError("no answer in time") from None
            except OSError as error:
                raise Gone(str(error)) from None
            finally:
                self.sock.settimeout(None)
            if not part:
                raise Gone("the other side has closed the connection")
            parts += part
        self.received += size
        return bytes(parts)

    def close(self) -> None:
        """Close the socket."""
        self.sock.close()


class Writer:
    """Turn values into JSON and blobs. `encoders` say what becomes of those that are not plain: the first answer."""

    def __init__(self, *encoders: Encoder):
        self.encoders = encoders
        self.blobs: list[bytes] = []
        self.size = 0

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return the JSON for a value.

        Raises
        ------
        WireError
            If it cannot travel.
        """
        if depth > MAX_DEPTH:
            raise WireError("lists within lists, too deep")
        if value is None or value is True or value is False:
            return value
        # Exact types: a subclass may have ideas of its own, and arrives as what it is derived from.
        if isinstance(value, str):
            return ["s", str.__str__(value)]
        if isinstance(value, np.generic | np.ndarray) and value.dtype.kind in PLAIN_KINDS:
            return self.array("n" if isinstance(value, np.generic) else "a", value)
        if isinstance(value, int):
            return ["i", hex(int.__index__(value))]
        if isinstance(value, float):
            return ["f", float.hex(float.__float__(value))]
        if isinstance(value, complex):
            return ["c", float.hex(complex(value).real), float.hex(complex(value).imag)]
        if isinstance(value, bytes):
            return ["b", bytes.hex(value)]
        for kind, tag in GROUPS:
            if isinstance(value, kind):
                return [tag, [self.encode(item, depth + 1) for item in kind.__iter__(value)]]
        # A defaultdict stays where its default is made: whoever asks it may count on that.
        if isinstance(value, dict) and not isinstance(value, defaultdict):
            return ["d", [[self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in dict.items(value)]]
        if isinstance(value, range):
            return ["R", [value.start, value.stop, value.step]]
        for encoder in self.encoders:
            found = encoder(value, self)
            if found is not None:
                return found
        raise WireError(f"a {type(value).__name__}, which cannot be passed on")

    def array(self, tag: str, value: Any) -> list[Any]:
        """Return the JSON for an array, whose bytes become a blob."""
        plain = np.array(value, copy=True, subok=False, order="C")
        if plain.dtype.kind not in PLAIN_KINDS:
            raise WireError(f"an array of type {plain.dtype}, which cannot be passed on")
        self.size += plain.nbytes
        if self.size > MAX_BYTES:
            raise WireError(f"more than {MAX_BYTES >> 20} MB of arrays")
        self.blobs.append(plain.tobytes())
        return [tag, plain.dtype.str, list(plain.shape), len(self.blobs) - 1]


class Reader:
    """Turn JSON and blobs back into values. `decoders` know the tags that are not plain.

    `longest` bounds the numbers of a `range`, which is a short text and takes for ever to go through.
    """

    def __init__(
        self, blobs: list[bytes], decoders: Mapping[str, Decoder] | None = None, *, longest: int | None = None
    ):
        self.longest = longest
        self.blobs = blobs
        self.decoders = decoders or {}
        self.size = 0  # bytes of arrays made so far

    def decode(self, data: Any) -> Any:
        """Return the value that was encoded.

        Raises
        ------
        WireError
            If `data` is not something that `Writer.encode` makes.
        """
        try:
            return self._decode(data)
        except WireError:
            raise
        except Exception as error:
            raise WireError("a value that cannot be read") from error

    def _decode(self, data: Any) -> Any:
        if data is None or data is True or data is False:
            return data
        tag, value = data[0], data[1]
        match tag:
            case "s":
                return str(value)
            case "i":
                if len(value) > MAX_DIGITS:
                    raise WireError("a number of too many digits")
                return int(value, 16)
            case "f":
                return float.fromhex(value)
            case "c":
                return complex(float.fromhex(value), float.fromhex(data[2]))
            case "b":
                return bytes.fromhex(value)
            case "l":
                return [self._decode(item) for item in value]
            case "t":
                return tuple(self._decode(item) for item in value)
            case "S":
                return set(self._keys(value))
            case "d":
                return dict(zip(self._keys(k for k, _ in value), [self._decode(v) for _, v in value], strict=True))
            case "R":
                found = range(*map(int, value))
                if self.longest is not None and found[self.longest : self.longest + 1]:
                    raise WireError(f"a range of more than {self.longest:,} numbers")
                return found
            case "a":
                return self.array(data)
            case "n":
                return self.array(data)[()]
        if tag in self.decoders:
            return self.decoders[tag](data, self)
        raise WireError("a value of an unknown kind")

    def _keys(self, data: Iterable[Any]) -> list[Any]:
        """Return the members of a set or the keys of a dict, with which making one does not take for ever."""
        keys = [self._decode(item) for item in data]
        if max(Counter(map(hash, keys)).values(), default=0) > MAX_OF_A_HASH:
            raise WireError("a set or a dict of things that have one hash")
        return keys

    def array(self, data: list[Any]) -> np.ndarray:
        """Return an array of a plain type, with memory of its own."""
        _, name, shape, blob = data
        dtype = np.dtype(str(name))
        if dtype.kind not in PLAIN_KINDS or dtype.names or dtype.subdtype:
            raise WireError("an array of a type that is not plain")
        # Bounded before they are multiplied: a product of long numbers can take minutes.
        if len(shape) > MAX_AXES or not all(type(n) is int and 0 <= n <= MAX_BYTES for n in shape):
            raise WireError("an array of a shape that none has")
        if math.prod(shape) * dtype.itemsize != len(self.blobs[blob]):
            raise WireError("an array whose bytes do not fit its shape")
        self.size += len(self.blobs[blob])
        if self.size > MAX_BYTES:
            raise WireError(f"more than {MAX_BYTES >> 20} MB of arrays")
        return np.frombuffer(bytearray(self.blobs[blob]), dtype).reshape(shape)
