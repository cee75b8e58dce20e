"""The course on a JupyterHub that docs/jupyterhub.md has set up: one round of it, and what a student gets at besides.

Ben tries. What he tries runs in his own kernel, as his own user; for each attempt something shows that it can succeed.
"""

import json
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import psutil
import pytest

pytest.importorskip("pwd", reason="JupyterHub runs on Linux")

import hub as hubs

from workbook.authoring import build
from workbook.authoring.assignment import REGION
from workbook.authoring.verify import TELLING
from workbook.term import course

pytestmark = [pytest.mark.long, pytest.mark.walls, pytest.mark.timeout(3000)]

PROJECT = Path(__file__).parents[1]
NAME, COURSE = "00_start_here", "autoencoders"
STEPS = (("submitted", "ipynb"), ("results", "json"), ("autograded", "ipynb"), ("feedback", "html"))
SOURCE = build.Assignment(PROJECT, NAME).notebook
RELEASE = build.Assignment(PROJECT, NAME).release.read_text(encoding="utf-8")
# Lines of solutions and hidden tests as they stand in a notebook's file, where quotes are escaped.
SECRETS = {
    line.strip(): region[1]
    for cell in SOURCE.cells
    for region in REGION.finditer(cell.source)
    for line in region[2].splitlines()
    if len(line.strip()) >= TELLING and not set(line) & set('"\\') and line.strip() not in RELEASE
}


@pytest.fixture(scope="module")
def hub(request):
    """Return a hub with its instructor, Anna and Ben, all of whom have logged in."""
    hubs.skip_without_means()
    if not request.getfixturevalue("index_answers"):
        pytest.skip("no package index can be reached, from which to install JupyterHub")
    with hubs.hub("anna", "ben") as made:
        yield made


@pytest.fixture(scope="module")
def people(hub):
    """Return the instructor, Anna, who solved all, and Ben, who handed in what he had fetched, after one round."""
    instructor, anna, ben = hub.users
    formgrader(instructor, "assign")
    formgrader(instructor, "release")
    for student, numbers in ((anna, course.solved(SOURCE, "full")), (ben, set())):
        assert status(student, "fetch") == ["fetched"]
        path = f"api/contents/{NAME}/{NAME}.ipynb"
        notebook = nbformat.from_dict(student.ask("GET", path)["content"])
        student.ask("PUT", path, {"type": "notebook", "content": course.fill(notebook, SOURCE, numbers)})
        assert status(student, "submit") == ["fetched", "submitted"]
    formgrader(instructor, "collect")
    for student in (anna, ben):
        formgrader(instructor, "autograde", student.name)
    formgrader(instructor, "generate_feedback")
    formgrader(instructor, "release_feedback")
    return instructor, anna, ben


def formgrader(instructor, step, student=""):
    """Do what a button of formgrader's does."""
    kind = f"submission/{NAME}/{student}" if student else f"assignment/{NAME}"
    done = instructor.ask("POST", f"formgrader/api/{kind}/{step}")
    assert done["success"], done


def status(student, action):
    """Do what a button of JupyterLab's Assignment List does, and return what it shows of the assignment afterwards."""
    shown = student.ask("POST", f"assignments/{action}", {"assignment_id": NAME, "course_id": COURSE})
    return [assignment["status"] for assignment in shown["value"]]


def test_a_round_goes_through_the_hub_and_leaves_nothing_open(people):
    instructor, anna, ben = people
    marks = {s["student"]: s["code_score"] for s in instructor.ask("GET", f"formgrader/api/submissions/{NAME}")}
    assert marks == {anna.name: course.expected_points(SOURCE, course.solved(SOURCE, "full")), ben.name: 0}
    pages = {}
    for student in (anna, ben):
        status(student, "fetch_feedback")
        (folder,) = student.ask("GET", f"api/contents/{NAME}/feedback")["content"]
        pages[student] = student.ask("GET", f"api/contents/{folder['path']}/{NAME}.html")["content"]
    assert re.search(r"is\s+not\s+finished: the stub is\s+still\s+there", pages[ben])
    assert not re.search(r"is\s+not\s+finished", pages[anna])
    checked = instructor.shell("cd autoencoders; python -m workbook check")
    assert "The notebooks are up to date and well formed." in checked


# --- what Ben tries ---------------------------------------------------------------------------------------------------


def opened(paths):
    """Return what comes of opening each of these."""
    import os

    outcomes = {}
    for path in paths:
        try:
            os.listdir(path) if os.path.isdir(path) else open(path, "rb").close()
            outcomes[path] = "opened"
        except OSError as error:
            outcomes[path] = type(error).__name__
    return outcomes


def holding(places, lines):
    """Return the files that can be read below these places and hold one of the lines."""
    import os

    found = []
    for place in places:
        for folder, _, names in os.walk(place):
            for path in (os.path.join(folder, name) for name in names):
                try:
                    with open(path if os.path.isfile(path) else os.devnull, encoding="utf-8", errors="ignore") as file:
                        text = file.read()
                except OSError:
                    continue
                found += [path] if any(line in text for line in lines) else []
    return found


def test_ben_opens_nothing_of_the_course_of_anna_or_of_the_hub(hub, people):
    instructor, anna, ben = people
    folder = instructor.home / "autoencoders"
    of_course = [folder, folder / "gradebook.db", folder / "solutions" / NAME / f"{NAME}.py"]
    of_course += [next(folder.glob(f"{step}/**/*.{kind}")) for step, kind in STEPS]
    of_course += [hub.exchange / COURSE / "inbound", hub.exchange / COURSE / "feedback"]
    of_anna = [anna.home, anna.home / NAME / f"{NAME}.ipynb", *anna.home.glob(f"{NAME}/feedback/*/*.html")]
    of_hub = [hub.folder / "jupyterhub", hub.folder / "jupyterhub" / "jupyterhub.sqlite"]
    for user, own in ((instructor, of_course), (anna, of_anna)):
        # What runs there for them has the tokens of their servers in its environment.
        own += [f"/proc/{p.pid}/environ" for p in psutil.process_iter(["uids"]) if p.info["uids"].real == user.uid]
        assert set(user.call(opened, own).values()) == {"opened"}
    attempts = ben.call(opened, [*of_course, *of_anna, *of_hub])
    assert attempts == dict.fromkeys(attempts, "PermissionError")
    assert ben.shell(f"compgen -G '{hub.exchange}/{COURSE}/inbound/{anna.name}+*' || echo none") == "none\n"


def test_nothing_that_ben_can_read_holds_a_solution_or_a_hidden_test(hub, people):
    instructor, _, ben = people
    assert set(SECRETS.values()) == {"SOLUTION", "HIDDEN TESTS"}
    uids = {user.uid for user in people}
    temporary = [p for place in ("/tmp", "/var/tmp", "/dev/shm") for p in Path(place).iterdir()]
    places = [hub.exchange, hub.folder / "home", hub.folder / "jupyterhub"]
    places += [
        *hub.environment.glob("lib/*/site-packages/helpers"),
        *(p for p in temporary if p.lstat().st_uid in uids),
    ]
    assert ben.call(holding, places, list(SECRETS)) == []
    assert instructor.call(holding, [instructor.home / "autoencoders" / "solutions"], list(SECRETS)) != []


def answers(addresses):
    """Return the status of each address's answer to this user."""
    import os
    import urllib.error
    import urllib.request

    statuses = []
    for address in addresses:
        token = os.environ["JUPYTERHUB_API_TOKEN"]
        request = urllib.request.Request(address, headers={"Authorization": f"token {token}"})
        try:
            statuses.append(urllib.request.urlopen(request, timeout=60).status)
        except urllib.error.HTTPError as error:
            statuses.append(error.code)
    return statuses


def test_ben_is_not_served_by_another_users_server(hub, people):
    _, anna, ben = people
    paths = {user: f"user/{user.name}/api/contents" for user in people}
    # Past the proxy, too.
    (server,) = (json.loads(p.read_text()) for p in anna.home.glob(".local/share/jupyter/runtime/jpserver-*.json"))
    through, past = ([f"{a}/{paths[u]}" for u in people] for a in (hub.address, f"http://127.0.0.1:{server['port']}"))
    assert ben.call(answers, through) == [403, 403, 200]
    assert anna.call(answers, past[1:2]) == [200]
    assert ben.call(answers, past[1:2]) == [403]


def overheard(port):
    """Return what a kernel that publishes at this port tells a stranger, the first ten messages of it."""
    import zmq

    subscriber = zmq.Context().socket(zmq.SUB)
    subscriber.subscribe(b"")
    subscriber.connect(f"tcp://127.0.0.1:{port}")
    heard = ""
    while heard.count("IDS|MSG") < 10 and subscriber.poll(10_000):
        heard += b"".join(subscriber.recv_multipart()).decode(errors="ignore")
    return heard


def test_ben_does_not_overhear_annas_kernel(people):
    _, anna, ben = people
    (connection,) = anna.home.glob(".local/share/jupyter/runtime/kernel-*.json")
    work = "import time\nfor _ in range(60): print('my answer', flush=True); time.sleep(0.2)"
    with ThreadPoolExecutor() as threads:
        heard = threads.submit(ben.call, overheard, json.loads(connection.read_text())["iopub_port"])
        anna.run(work)
        assert heard.result() == ""
        # A kernel as it is without the hub's settings.
        start = "from jupyter_client.manager import start_new_kernel\nmanager, client = start_new_kernel()\n"
        heard = threads.submit(ben.call, overheard, int(anna.run(f"{start}print(manager.iopub_port)")))
        anna.run(f"client.execute_interactive({work!r}, output_hook=len)\nmanager.shutdown_kernel(now=True)")
        assert "my answer" in heard.result()


def hand_in(inbound, folder, links):
    """Put a folder into the exchange in which each name is a link, or a link in place of the folder."""
    import os

    path = os.path.join(inbound, folder)
    if isinstance(links, str):
        return os.symlink(links, path)
    os.mkdir(path, 0o755)
    for name, target in links.items():
        os.symlink(target, os.path.join(path, name))


@pytest.mark.parametrize("kind", ["a link to the solution", "a link to another's submission", "another's name"])
def test_what_ben_has_no_right_to_is_not_collected(hub, people, kind):
    instructor, anna, ben = people
    mine = instructor.home / "autoencoders"
    submitted = mine / "submitted" / anna.name / NAME / f"{NAME}.ipynb"
    before = submitted.read_bytes()
    student, links = {
        "a link to the solution": (ben, {f"{NAME}.ipynb": f"{mine}/solutions/{NAME}/{NAME}.ipynb"}),
        "a link to another's submission": (ben, str(submitted.parent)),
        "another's name": (anna, {f"{NAME}.ipynb": f"{ben.home}/{NAME}/{NAME}.ipynb"}),
    }[kind]
    folder = f"{student.name}+{NAME}+2999-01-01 00:00:00.000000 UTC+{kind}"
    ben.call(hand_in, f"{hub.exchange}/{COURSE}/inbound", folder, links)
    log = instructor.shell(f"cd autoencoders; nbgrader collect {NAME} --update")
    assert "Not collected" in log
    assert submitted.read_bytes() == before
    assert instructor.call(holding, [mine / "submitted" / ben.name], list(SECRETS)) == []


# --- permissions that are wrong ---------------------------------------------------------------------------------------


def renamed(paths):
    """Return what comes of giving each of these another name, and its own again."""
    import os

    outcomes = {}
    for path in paths:
        try:
            os.rename(path, f"{path} of mine")
            os.rename(f"{path} of mine", path)
            outcomes[path] = "opened"
        except OSError as error:
            outcomes[path] = type(error).__name__
    return outcomes


@pytest.mark.parametrize(
    ("place", "mode", "attempt", "names"),
    [
        ("course", 0o755, opened, ["gradebook.db", f"solutions/{NAME}/{NAME}.py"]),
        ("inbound", 0o2777, opened, [""]),
        ("feedback", 0o755, opened, [""]),
        ("exchange", 0o777, renamed, [COURSE]),
        ("home", 0o755, opened, [f"{NAME}/{NAME}.ipynb"]),
    ],
)
def test_a_mode_that_lets_ben_in_is_named_with_the_command_that_shuts_him_out(hub, people, place, mode, attempt, names):
    instructor, anna, ben = people
    places = {"course": instructor.home / "autoencoders", "exchange": hub.exchange, "home": anna.home}
    path = places.get(place, hub.exchange / COURSE / place)
    check = "from workbook import ROOT; from workbook.term import permissions as p; print(*p.problems(ROOT), end='')"
    found = lambda: instructor.shell(f'cd autoencoders; python -c "{check}"')  # noqa: E731
    tried = lambda: set(ben.call(attempt, [path / name for name in names]).values())  # noqa: E731
    instructor.home.chmod(0o711)  # so that the course is closed by its own mode alone
    try:
        assert tried() == {"PermissionError"}
        path.chmod(mode)
        assert tried() == {"opened"}
        command, by_root = re.fullmatch(r"[^`]*`(chmod .*)`( as root)?\.", found()).groups()
        if by_root:
            subprocess.run(command, shell=True, check=True)
        else:
            instructor.shell(command)
        assert (tried(), found()) == ({"PermissionError"}, "")
    finally:
        instructor.home.chmod(0o700)
