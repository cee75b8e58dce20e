"""Many submissions at once: the same results however many workers, nothing done twice, nothing lost by any end."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace
from urllib.request import Request, urlopen

import pytest
import small_course
from small_course import NAME, ROOT, SmallCourse

from workbook.grading import batch, workers
from workbook.grading.results import PERSON, from_json
from workbook.grading.sandbox import bubblewrap
from workbook.term import course
from workbook.term.autograder import HardenedAutograde

WORDS = ("RIGHT", "HALF", "wrong", "FAIL", "FAULT")
SECONDS = 120  # for a process to do what it must; a test that waits so long has failed


@pytest.fixture
def small(tmp_path, monkeypatch, registered):
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(small_course.by_text))
    monkeypatch.setenv("JUDGED", str(tmp_path / "judged"))
    monkeypatch.setenv("DIED", str(tmp_path / "died"))
    monkeypatch.setenv("GO_ON", str(tmp_path / "go_on"))
    return SmallCourse(tmp_path / "course", registered)


@pytest.fixture
def _interrupts():
    """Let Ctrl-C do what it usually does, here and in what is started: a job in the background inherits a deaf ear."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def hand_in_all(small, *more):
    """Hand in a submission of each kind, and after these some more."""
    for word in (*WORDS, *more):
        student = f"{'s' if word in WORDS else 't'}-{word.replace(' ', '-').lower()}"
        small.hand_in(student, one=f"def answer_one(x):\n    return '{word}'")
    (small.hand_in("s-broken") / f"{NAME}.ipynb").write_text("{")


def log(small):
    """Return what the judges did, as pairs of a process and a word or two."""
    path = small.folder.parent / "judged"
    return [tuple(line.split(" ", 1)) for line in path.read_text().splitlines()] if path.exists() else []


def judged(small):
    return sorted(what.removeprefix("judge ") for _, what in log(small) if what.startswith("judge"))


def graded(small, workers=2, **changes):
    """Grade everything by a converter of so many workers, and return the result files and all marks."""
    HardenedAutograde.workers = workers
    try:
        done = small.autograde(**changes)
    finally:
        HardenedAutograde.workers = 2
    students = [p.name for p in (small.folder / "submitted").iterdir()]
    return small.results(), {s: small.marks(s) for s in students}, done


def forget(small):
    for folder in ("results", "autograded"):
        shutil.rmtree(small.folder / folder)


def command(small, *more, **keywords):
    small.settings_file()
    return [sys.executable, "-m", "workbook", "autograde", NAME, *more], {
        "cwd": small.folder,
        "env": os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        "text": True,
        **keywords,
    }


def wait_for(condition):
    end = time.monotonic() + SECONDS
    while not (found := condition()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
    return found


@contextlib.contextmanager
def started(line, **keywords):
    """Start a command in a group of processes of its own, of which none outlives the block."""
    process = subprocess.Popen(line, **keywords, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def alive(pid):
    try:
        return "Z" not in open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_results_and_marks_are_the_same_for_any_number_of_workers_and_on_a_cluster(small):
    hand_in_all(small)
    files, marks, _ = graded(small, workers=1)
    assert len({pid for pid, what in log(small) if what == "open"}) == 1
    assert len(files) == len(WORDS) + 1
    forget(small)
    assert graded(small, workers=3)[:2] == (files, marks)
    assert len({pid for pid, what in log(small) if what == "open"}) == 4
    assert [what for _, what in log(small)].count("close") == 4
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'dask[distributed]'")
    forget(small)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        HardenedAutograde.scheduler = cluster.scheduler_address
        try:
            assert graded(small)[:2] == (files, marks)
            assert judged(small) == sorted(3 * [f"s-{word.lower()}" for word in WORDS])
        finally:
            HardenedAutograde.scheduler = ""
    for name, data in files.items():
        assert re.fullmatch(rf"results/s-\w+/{NAME}/{NAME}\.[0-9a-f]{{32}}\.json", name)
        assert str(small.folder).encode() not in data


@contextlib.contextmanager
def running(log, *command, **keywords):
    """Run a command as long as the block lasts, its output in a file."""
    with log.open("w") as file, subprocess.Popen(command, stdout=file, stderr=file, **keywords) as process:
        try:
            yield
        finally:
            process.terminate()


def test_the_commands_in_the_documents_start_a_cluster(small, tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'dask[distributed]'")
    hand_in_all(small)
    files, marks, _ = graded(small)
    forget(small)
    page = (ROOT / "docs" / "grading.md").read_text(encoding="utf-8")
    start, join = [line.split() for line in re.findall(r"^python (-m dask .*?) *(?:#.*)?$", page, re.MULTILINE)]
    here = ("--host", "127.0.0.1", "--no-dashboard")
    # As whoever follows the page has it: from the environment helpers can be imported, grading only from the folder.
    where = {"cwd": ROOT, "env": os.environ | {"PYTHONPATH": str(ROOT / "tests")}}
    said = tmp_path / "scheduler", tmp_path / "worker"
    with running(said[0], sys.executable, *start, *here, "--port", "0", **where):
        found = wait_for(lambda: re.search(r"Scheduler at: +(\S+)", said[0].read_text()))
        join[join.index("tcp://HOST:8786")] = address = found[1]
        with running(said[1], sys.executable, *join, *here, **where):
            wait_for(lambda: "Registered to" in said[1].read_text())
            HardenedAutograde.scheduler = address
            try:
                assert graded(small)[:2] == (files, marks), said[1].read_text()
            finally:
                HardenedAutograde.scheduler = ""


def test_a_worker_that_dies_is_replaced_and_only_its_submission_suffers(small):
    hand_in_all(small, "DIE ONCE and RIGHT", "DIE", "RAISE")
    files, marks, done = graded(small)
    assert marks["t-die-once-and-right"]["check-one"] == (2, None, False)
    assert marks["s-right"]["check-one"] == (2, None, False)
    results = {name.split("/")[1]: from_json(data) for name, data in files.items()}
    for student, words in {"t-die": "its process died", "t-raise": "failed on this submission, two times"}.items():
        assert results[student].outcome == PERSON
        assert words in results[student].reasons[0].lower()
        assert {needed for _, _, needed in marks[student].values()} == {True}
        # What the student wrote is there for the person.
        assert any("def answer_one" in c["source"] for c in results[student].notebook["cells"])
    assert "ValueError" not in str(results["t-raise"].reasons) + done["log"]
    assert f"What Python said of it is in results/t-raise/{NAME}/{NAME}.fault.txt" in done["log"]
    said = (small.folder / "results" / "t-raise" / NAME / f"{NAME}.fault.txt").read_text()
    assert said.startswith("Traceback")
    assert said.endswith("ValueError: a fault of the grader's own\n")
    assert judged(small).count("t-die") == judged(small).count("t-raise") == 2
    assert not done["success"]


def test_what_others_starve_is_graded_again_and_then_a_persons(small):
    hand_in_all(small, "RIGHT STARVE ONCE", "STARVE")
    _, marks, done = graded(small)
    assert marks["t-right-starve-once"]["check-one"] == (2, None, False)
    assert marks["t-starve"]["check-one"] == (0, None, True)
    assert "each time others kept the processors busy. Grade it again when the machine is free." in done["log"]
    assert [judged(small).count(student) for student in ("t-right-starve-once", "t-starve")] == [2, 2]


def test_a_cluster_whose_workers_die_grades_the_rest(small):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'dask[distributed]'")
    import dask

    hand_in_all(small, "DIE", "RAISE")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        HardenedAutograde.scheduler = cluster.scheduler_address
        try:
            files, marks, _ = graded(small)
        finally:
            HardenedAutograde.scheduler = ""
    (data,) = [data for name, data in files.items() if "/t-die/" in name]
    assert "its process died" in from_json(data).reasons[0]
    assert marks["s-right"]["check-one"] == (2, None, False)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_scheduler_that_does_not_answer_is_named(small, monkeypatch, address):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'dask[distributed]'")
    monkeypatch.setattr(workers, "SCHEDULER_SECONDS", 1)
    monkeypatch.setattr(HardenedAutograde, "scheduler", address)
    small.hand_in("anna")
    assert f"No Dask scheduler answers at {address}" in small.autograde()["log"]


@pytest.mark.parametrize(
    ("opener", "words"),
    [("refusing", "The walls do not hold."), ("failing", "The grader could not start: Cannot allocate memory")],
)
def test_where_walls_cannot_be_built_nothing_is_graded(small, monkeypatch, opener, words):
    monkeypatch.setattr(HardenedAutograde, "opener", staticmethod(getattr(small_course, opener)))
    hand_in_all(small)
    done = small.autograde()
    assert not done["success"]
    assert words in done["log"]
    assert small.results() == {}
    assert not (small.folder / "autograded").exists()


def test_a_worker_of_another_version_is_not_used(small, monkeypatch):
    small.hand_in("anna")
    monkeypatch.setattr(batch, "version", lambda: "an older one")
    assert "has another version of the grader" in small.autograde()["log"]
    assert small.results() == {}


def test_all_that_decides_a_result_is_in_its_fingerprint(small):
    job = batch.Job("01", "01", "anna", "{}", b"1", "", (), {}, "v")
    others = [
        batch.Job(**(vars(job) | change))
        for change in (
            {"assignment": "02"},
            {"notebook": "02"},
            {"student": "ben"},
            {"source": "{ }"},
            {"submission": b"2"},
            {"submission": None},
            {"trouble": "x"},
            {"notes": ("x",)},
            {"settings": {"a": 1}},
            {"version": "w"},
        )
    ]
    assert len({j.fingerprint for j in (job, *others)}) == len(others) + 1
    assert batch.Job(**vars(job)).fingerprint == job.fingerprint


def test_the_version_changes_with_the_way_out_of_the_walls(monkeypatch):
    usual = batch.version()
    batch.version.cache_clear()
    monkeypatch.setenv("WORKBOOK_UNCONFINED", "x")
    try:
        assert batch.version() != usual
    finally:
        batch.version.cache_clear()


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """Return a copy of the project's code."""
    folder = tmp_path_factory.mktemp("copied")
    for room in ("workbook", "helpers"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(
    ("pattern", "decides"),
    [
        ("workbook/grading/**/*.py", True),
        ("workbook/authoring/assignment.py", True),
        ("workbook/authoring/stubs.py", True),
        ("workbook/authoring/names.py", True),
        ("workbook/authoring/changes.py", True),
        ("helpers/**/checks*.py", True),
        ("helpers/data/**/*.py", True),
        ("workbook/authoring/address.py", False),
        ("workbook/authoring/[!acns_]*.py", False),
        ("workbook/term/*.py", False),
        ("workbook/audit/*.py", False),
        ("workbook/__main__.py", False),
    ],
)
def test_the_version_covers_what_decides_marks_and_nothing_else(copied, monkeypatch, pattern, decides):
    monkeypatch.setattr(batch, "ROOT", copied)
    fingerprint = batch.version.__wrapped__
    paths = list(copied.glob(pattern))
    assert paths
    for path in paths:
        usual, text = fingerprint(), path.read_bytes()
        path.write_bytes(text + b"\n# A comment.\n")
        changed = fingerprint()
        path.write_bytes(text)
        assert (changed != usual) == decides, path.name


@pytest.mark.parametrize("distributed", ["tensorflow", "tensorflow-cpu"])
def test_the_version_holds_tensorflows_by_whatever_name_it_is_distributed(monkeypatch, distributed):
    def version(name):
        if name != distributed:
            raise batch.metadata.PackageNotFoundError(name)
        return "2.21.0"

    monkeypatch.setattr(batch.metadata, "version", version)
    assert batch._installed("tensorflow") == "2.21.0"


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_run_that_is_killed_goes_on_where_it_was_and_leaves_no_process(small):
    hand_in_all(small, "WAIT and RIGHT", "WAIT and HALF")
    line, keywords = command(small, "--workers", "2")
    with started(line, **keywords, stderr=subprocess.DEVNULL) as first:
        # Both workers wait, and all that came before is kept.
        wait_for(lambda: len([s for s in judged(small) if s.startswith("t-wait")]) == 2)
        wait_for(lambda: len(small.results()) == len(WORDS) + 1)
        first.send_signal(signal.SIGKILL)
    pids = {int(pid) for pid, _ in log(small)}
    wait_for(lambda: not any(alive(pid) for pid in pids))
    before, done = small.results(), judged(small)
    (small.folder.parent / "go_on").touch()
    second = subprocess.run(line, **keywords, capture_output=True, check=False)
    assert second.returncode in (0, 1), second.stderr
    assert before.items() <= small.results().items()
    again = list(judged(small))
    for student in done:
        again.remove(student)
    # What the grader could not judge is tried again before it is brought in.
    assert [s for s in again if s != "s-fault"] == ["t-wait-and-half", "t-wait-and-right"]
    assert small.marks("t-wait-and-right")["check-one"] == (2, None, False)
    assert small.marks("s-half")["check-one"] == (1, None, False)
    third = subprocess.run(line, **keywords, capture_output=True, check=False)
    assert third.returncode == 1, third.stderr
    assert "2 need a person, 6 done before" in third.stderr


@pytest.mark.usefixtures("_interrupts")
def test_ctrl_c_stops_with_a_sentence_and_leaves_no_process(small):
    hand_in_all(small, "WAIT")
    line, keywords = command(small, "--workers", "1")
    with started(line, **keywords, stderr=subprocess.PIPE) as run:
        wait_for(lambda: "t-wait" in judged(small))
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=SECONDS)
    assert run.returncode == 130
    assert "Stopped. What is done is kept" in said
    assert "Traceback" not in said
    # It closed what it held.
    assert log(small)[-1][1] == "close"


@pytest.mark.usefixtures("_interrupts")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("when", ["while it waits", "while marks are saved"])
def test_ctrl_c_that_python_drops_stops_all_the_same(small, monkeypatch, when):
    """Python prints and forgets what is raised while an object is cleared away."""

    class Cleared:
        def __del__(self):
            signal.raise_signal(signal.SIGINT)

    hand_in_all(small, "WAIT")
    save = HardenedAutograde._save

    def interrupted(self, *given):
        if when == "while marks are saved":
            Cleared()
        else:
            waits.set()
        return save(self, *given)

    waits = threading.Event()
    get = workers.queue.Queue.get

    def waiting(self, *rest, **keywords):
        if waits.is_set() and "t-wait" in judged(small):
            waits.clear()
            Cleared()
        return get(self, *rest, **keywords)

    monkeypatch.setattr(HardenedAutograde, "_save", interrupted)
    monkeypatch.setattr(workers.queue.Queue, "get", waiting)
    done = small.autograde()
    assert not done["success"]
    assert done["error"].endswith("KeyboardInterrupt\n")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_worker_that_loses_its_signal_is_killed_when_grading_stops(small, monkeypatch):
    def stopping(*_):
        wait_for(lambda: "t-deaf-and-wait" in judged(small))
        raise batch.Stopped("It stops here.")

    small.hand_in("s-right", one="def answer_one(x):\n    return 'RIGHT'")
    small.hand_in("t-deaf-and-wait", one="def answer_one(x):\n    return 'DEAF and WAIT'")
    monkeypatch.setattr(workers, "CLOSE_SECONDS", 0.5)
    monkeypatch.setattr(HardenedAutograde, "_bring_in", stopping)
    too_late = threading.Timer(SECONDS, (small.folder.parent / "go_on").touch)
    too_late.start()
    done = small.autograde()
    too_late.cancel()
    assert "It stops here." in done["error"] + done["log"]
    assert not (small.folder.parent / "go_on").exists()
    assert not any(alive(int(pid)) for pid, _ in log(small))


def test_a_disk_that_a_worker_fills_stops_with_a_sentence(small):
    hand_in_all(small, "FULL")
    done = small.autograde()
    assert not done["success"]
    assert batch.FULL in done["log"]
    assert not any("t-full" in name for name in small.results())


@pytest.mark.walls
@pytest.mark.parametrize("pages", [0, 4, 12])
def test_a_full_disk_loses_nothing(small, tmp_path, pages):
    """On a real file system with so many free pages, and again where there is room."""
    hand_in_all(small)
    line, keywords = command(small, "--workers", "1")
    disk, saved = tmp_path / "disk", tmp_path / "saved"
    disk.mkdir()
    used = sum(-(-p.stat().st_size // 4096) for p in small.folder.rglob("*") if p.is_file())
    size = str((used + pages) * 4096)
    script = 'cp -r "$1/." "$2" && cd "$2" && shift 2 && { "$@"; status=$?; cp -r . ../saved; exit $status; }'
    first = subprocess.run(
        [
            bubblewrap.bwrap(),
            "--dev-bind",
            "/",
            "/",
            "--size",
            size,
            "--tmpfs",
            disk,
            "sh",
            "-c",
            script,
            "-",
            small.folder,
            disk,
            *line,
        ],
        **keywords,
        capture_output=True,
        check=False,
    )
    # The last word; nbgrader itself says more above.
    assert first.stderr.rstrip().endswith(batch.FULL), first.stderr
    assert first.returncode == 1
    small.folder.rename(tmp_path / "old")
    saved.rename(small.folder)
    before = small.results()
    assert len(before) < len(WORDS) + 1
    second = subprocess.run(line, **keywords, capture_output=True, check=False)
    assert second.returncode == 1, second.stderr  # two need a person
    assert before.items() <= small.results().items()
    assert [small.marks(f"s-{w.lower()}")["check-one"][0] for w in WORDS] == [2, 1, 0, 0, 0]


def test_a_file_is_there_as_a_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a" / "b.json"
    batch.keep(path, b"old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        batch.keep(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(path.parent) == ["b.json"]


def test_the_commands_options(small):
    hand_in_all(small)
    line, keywords = command(small, "--student", "s-right", "--workers", "1")
    done = subprocess.run(line, **keywords, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1/1" in done.stderr  # the bar, and nothing else
    assert "| " in done.stderr
    assert not re.search("INFO|DEBUG|Warning", done.stderr)
    assert done.stdout == f"{NAME}: 1 graded.\n"
    assert judged(small) == ["s-right"]
    assert list(small.results()) == [n for n in small.results() if "/s-right/" in n]
    subprocess.run([*line, "--force"], **keywords, capture_output=True, check=True)
    assert judged(small) == ["s-right", "s-right"]
    for wrong in ("0", "-1", "x"):
        refused = subprocess.run([*line[:-1], wrong], **keywords, capture_output=True, check=False)
        assert refused.returncode == 2
    nowhere = subprocess.run([*line[:4], "02_x"], **keywords, capture_output=True, check=False)
    assert nowhere.returncode == 1
    assert "The gradebook has no assignment 02_x" in nowhere.stderr
    assert "Traceback" not in nowhere.stderr


def test_nbgraders_own_command_grades_in_the_same_way(small):
    hand_in_all(small)
    line, keywords = command(small)
    line = [sys.executable, "-m", "nbgrader", "autograde", NAME]
    done = subprocess.run(line, **keywords, capture_output=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "2 need a person" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(next(iter(small.results().values())))["assignment"] == NAME
    assert small.marks("s-right")["check-one"] == (2, None, False)
    # What the grader could not judge is tried again, and nothing else.
    again = subprocess.run(line, **keywords, capture_output=True, check=False)
    assert again.returncode == 1, again.stderr
    assert sorted(judged(small)) == sorted([*(f"s-{word.lower()}" for word in WORDS), "s-fault"])


def test_formgraders_button_grades_in_the_same_way(small, tmp_path):
    small.hand_in("anna", one="def answer_one(x):\n    return 'RIGHT'")
    small.hand_in("ben", one="def answer_one(x):\n    return 'FAULT'")
    _, keywords = command(small)
    environment = keywords["env"] | {"JUPYTER_CONFIG_DIR": str(tmp_path / "jupyter")}
    place = SimpleNamespace(folder=tmp_path, instructor=small.folder, environment=environment)
    with course.Course.server(place) as address:
        answers = {}
        for student in ("anna", "ben"):
            url = f"{address}/formgrader/api/submission/{NAME}/{student}/autograde"
            button = Request(url, method="POST", headers={"Authorization": f"token {course.TOKEN}"})
            with urlopen(button, timeout=SECONDS) as answer:
                answers[student] = json.loads(answer.read())
    assert answers["anna"]["success"], answers
    assert not answers["ben"]["success"]
    assert "ben, 01_small: needs a person. the examiner lost its way" in answers["ben"]["log"]
    assert small.marks("anna")["check-one"] == (2, None, False)
    assert small.marks("ben")["check-one"] == (0, None, True)
    assert [what for _, what in log(small)].count("close") == 2
