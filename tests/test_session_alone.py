"""A session without walls: the test plays the kernel and the examiner, as whoever has taken a kernel over could."""

import contextlib
import socket
import threading

import pytest

from grading import session
from grading.inside.wire import Connection
from grading.session import Plan, Session
from grading.wall import Limits

LIMITS = Limits(cell_seconds=20, total_seconds=30)


class Played:
    """A process of which the test is the inside."""

    def __init__(self):
        self.outside, self.inside = socket.socketpair()
        self.connection, self.itself = Connection(self.outside), Connection(self.inside)
        self.ended = ""
        self.interrupted = False

    def interrupt(self):
        self.interrupted = True

    def end(self, why=""):
        self.ended = self.ended or why
        with contextlib.suppress(OSError):
            self.inside.shutdown(socket.SHUT_RDWR)

    def says(self, **message):
        self.itself.send(message)


def _played():
    played = Played()
    played.says(kind="ready")
    # A session that waits for ever fails its test, and does not stop the others.
    rescue = threading.Timer(60, played.end)
    rescue.start()
    yield played
    rescue.cancel()
    played.end()


kernel, examiner = pytest.fixture(_played, name="kernel"), pytest.fixture(_played, name="examiner")


@pytest.mark.parametrize("what", ["cell", "check"])
def test_a_kernel_that_does_not_read_ends_its_submission(kernel, examiner, monkeypatch, what):
    monkeypatch.setattr(session, "GRACE_SECONDS", 0.2)
    found = Session(kernel, examiner, LIMITS)
    kernel.outside.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    with contextlib.suppress(BlockingIOError):
        while what == "check":
            kernel.outside.send(bytes(1000), socket.MSG_DONTWAIT)

    if what == "cell":
        assert found.run("# é\n" * 50_000) == []
    else:
        assert found.check("check-1", "", 2.0, Plan()).points == 0

    assert "no longer read" in found.over
