"""A session without walls: the test plays the kernel and the examiner, as whoever has taken a kernel over could."""

import contextlib
import signal
import socket
import threading
import time

import pytest

from workbook.authoring import build
from workbook.grading import batch, session
from workbook.grading import shown as outputs
from workbook.grading.plan import Plan
from workbook.grading.sandbox import processes
from workbook.grading.sandbox.inside import kernel as inside
from workbook.grading.sandbox.inside.wire import Connection, Gone
from workbook.grading.sandbox.processes import Limits
from workbook.grading.sandbox.wall import MAX_VALUES
from workbook.grading.session import Session

LIMITS = Limits(cell_seconds=20, total_seconds=30)


class Played:
    """A process of which the test is the inside."""

    def __init__(self):
        self.outside, self.inside = socket.socketpair()
        self.connection = Connection(self.outside, values=MAX_VALUES, blobs=0)  # as a kernel's
        self.itself = Connection(self.inside)
        self.ended = ""
        self.crowds = False
        self.interrupted = False

    def processor_seconds(self):
        return 0.0

    def waiting_seconds(self):
        return 0.0

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


@pytest.fixture
def show(kernel, examiner):
    """Return a function that runs a cell of which the kernel says these things, and returns what it shows."""

    def run(*messages):
        found = Session(kernel, examiner, LIMITS)
        for message in messages:
            kernel.says(**message)
        kernel.says(kind="done", number=1)
        shown = found.run("the cell")
        assert found.over == ""
        return shown

    return run


def display(text, **more):
    return {"kind": "display", "data": {"text/plain": text}} | more


@pytest.mark.parametrize(
    ("wall", "used", "waiting", "counted"),
    [
        (10, 0, 0, 10),  # it slept
        (10, 10, 0, 10),  # it computed
        (10, 4, 6, 4),  # others had the processors
        (10, 4, 60, 4),  # all its threads waited
        (10, 0, 10, 2),  # but not for ever
        (10, 20, 60, 10),  # it kept itself waiting, by many threads of its own
    ],
)
def test_the_clock_leaves_out_what_others_took(kernel, monkeypatch, wall, used, waiting, counted):
    now = iter((100.0, 100.0 + wall))
    monkeypatch.setattr(processes.time, "monotonic", lambda: next(now))
    clock = processes.Clock(kernel)
    monkeypatch.setattr(kernel, "processor_seconds", lambda: used)
    monkeypatch.setattr(kernel, "waiting_seconds", lambda: waiting)

    assert clock.seconds() == counted


def test_who_keeps_very_many_busy_waits_by_its_own_doing(kernel, monkeypatch):
    now = iter((100.0, 110.0, 110.0))
    monkeypatch.setattr(processes.time, "monotonic", lambda: next(now))
    clock = processes.Clock(kernel)
    monkeypatch.setattr(kernel, "waiting_seconds", lambda: 60)
    kernel.crowds = True

    assert clock.seconds() == 10
    assert not clock.starved(2)


@pytest.mark.parametrize("limits", [Limits(cell_seconds=0.1), Limits(total_seconds=0.1)], ids=["cell", "all"])
def test_what_others_starve_is_graded_again(kernel, examiner, monkeypatch, limits):
    begun = time.monotonic()
    monkeypatch.setattr(kernel, "waiting_seconds", lambda: 10 * (time.monotonic() - begun))
    found = Session(kernel, examiner, limits)

    with pytest.raises(batch.Starved, match="processors"):
        found.run("the cell")

    assert (found.over, kernel.interrupted) == ("", False)


@pytest.mark.parametrize("waiting", [0.0, 0.9])
def test_who_cannot_answer_a_check_for_others_load_is_graded_again(kernel, examiner, monkeypatch, waiting):
    begun = time.monotonic()
    monkeypatch.setattr(kernel, "waiting_seconds", lambda: waiting * (time.monotonic() - begun))
    monkeypatch.setattr(session, "ANSWER_SECONDS", 0.5)
    found = Session(kernel, examiner, LIMITS)
    plan = Plan(asked={"check": []}, seen={"check": []}, worked={"check": ""})
    late = threading.Timer(0.7, examiner.says, kwargs={"gone": True})
    late.start()

    if waiting:
        with pytest.raises(batch.Starved, match="processors"):
            found.check("check", "assert True", 1.0, plan)
    else:
        assert found.check("check", "assert True", 1.0, plan).points == 0
        assert found.over == "it did not answer the check"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="there is no such alarm on Windows")
def test_a_call_has_the_time_that_others_took(monkeypatch):
    waited = iter((0.0, 0.2, 0.2, 0.2, 0.2))
    monkeypatch.setattr(inside, "_waited", lambda: next(waited))
    with pytest.raises(TimeoutError, match=r"longer than 0\.2 seconds"), inside._alarm(0.2):
        time.sleep(30)
    assert list(waited) == []  # it rang twice


@pytest.mark.parametrize("ended", ["", "it used more than 4 GB of memory"])
def test_what_ends_where_the_machines_memory_is_full_is_graded_again_unless_it_is_its_own_fault(
    kernel, examiner, monkeypatch, ended
):
    found = Session(kernel, examiner, LIMITS)
    monkeypatch.setattr(session, "memory_kills", lambda: found.memory_kills + 1)
    kernel.end(ended)

    if ended:
        assert found.run("the cell") == []
        assert found.over == ended
    else:
        with pytest.raises(batch.Starved, match="memory"):
            found.run("the cell")


def test_messages_that_do_not_end_do_not_lengthen_a_cells_time(kernel, examiner, monkeypatch):
    monkeypatch.setattr(session, "GRACE_SECONDS", 0.5)

    def talk():
        with contextlib.suppress(Gone):
            for _ in range(2_000):
                kernel.says(kind="clear")

    threading.Thread(target=talk, daemon=True).start()
    # Each message takes longer than the next one needs to arrive.
    monkeypatch.setattr(outputs.Shown, "add", lambda *_: time.sleep(0.01))

    found = Session(kernel, examiner, Limits(cell_seconds=0.5, total_seconds=10))
    found.run("the cell")

    assert kernel.interrupted
    assert "its time, and did not stop" in found.over


def test_of_very_many_outputs_the_first_are_kept_and_the_rest_is_mentioned(show, monkeypatch):
    monkeypatch.setattr(outputs, "MAX_SHOWN", 5)

    shown = show(*(display(number) for number in "012345678"), {"kind": "stream", "name": "stderr", "text": "more"})

    assert [o.data["text/plain"] for o in shown[:-1]] == list("01234")
    assert shown[-1].text == ["[More than 5 outputs; the others are left out.]\n"]


def test_what_is_cleared_makes_room_and_can_no_longer_be_changed(show, monkeypatch):
    monkeypatch.setattr(outputs, "MAX_SHOWN", 3)

    shown = show(
        *(display(number, id="a") for number in "01234"),
        {"kind": "clear"},
        display("new", id="b"),
        display("changed", id="b", update=True),
        display("gone", id="a", update=True),
        {"kind": "stream", "name": "stdout", "text": "one "},
        {"kind": "stream", "name": "stdout", "text": "line"},
    )

    assert [o.get("data") or "".join(o.text) for o in shown] == [{"text/plain": "changed"}, "one line"]


def test_what_is_changed_very_often_is_one_of_few_outputs(show):
    shown = show(*[display("", id="a")] * 15_000, display("changed", id="a", update=True))

    assert [o.get("data", {}).get("text/plain") for o in shown] == ["changed"] * outputs.MAX_SHOWN + [None]


def test_a_kernel_that_ends_before_it_has_run_anything_is_no_fault_of_a_students(examiner):
    kernel = Played()
    kernel.end()

    with pytest.raises(RuntimeError, match="before it had run anything"):
        Session(kernel, examiner, LIMITS)


@pytest.mark.parametrize(
    ("message", "blobs"),
    [
        ({"kind": "display", "data": {"text/plain": [{"a": []}] * 1_000_001}}, []),
        ({"kind": "display", "data": {"text/plain": ["x"] * 2_000_001}}, []),
        ({"kind": "stream", "name": "stdout", "text": "x"}, [b"x"]),
    ],
    ids=["brackets", "commas", "bytes"],
)
def test_a_message_that_would_grow_in_the_graders_memory_ends_the_submission(kernel, examiner, message, blobs):
    found = Session(kernel, examiner, LIMITS)
    with contextlib.suppress(Gone):  # the grader may have hung up by then
        kernel.itself.send(message, blobs)
        kernel.says(kind="done", number=1)

    assert found.run("the cell") == []
    assert found.over.startswith("it sent a message of")


def test_of_a_message_only_what_can_be_shown_is_kept(show):
    deep = [[["x"]]]
    shown = show(
        {"kind": "display", "data": {"text/plain": "a", "application/json": deep}, "metadata": deep, "more": deep},
        {"kind": "stream", "name": "stdout", "text": deep},
        {"kind": "error", "ename": "E", "evalue": "e", "traceback": ["line", deep]},
    )

    assert [o.output_type for o in shown] == ["display_data", "error"]
    assert shown[0].data == {"text/plain": "a"}
    assert shown[1].traceback == ["line"]


def test_a_message_of_a_check_has_no_characters_that_a_terminal_obeys():
    said = "it is \x1b[2J\u202e5\u202c\u200b\x07"
    part = {"name": "the answer", "passed": False, "message": said, "of student": True}
    assert session.judged("check-0-1", 1.0, [part]).parts[0].message == "it is 5"


@pytest.mark.parametrize(
    ("name", "sets"), [("03_linear_autoencoder_and_pca", {"faces"}), ("04_denoising", {"mnist", "fashion_mnist"})]
)
def test_the_data_sets_that_a_notebook_takes_are_known_beforehand(project, name, sets):
    assert Plan.of(build.Assignment(project, name).notebook).data == sets
