"""The house around the notebooks: versions, the Makefile, CI, and rules that hold for every file."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import helpers
from grading import address, build

PROJECT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
NAME = canonicalize_name(PYPROJECT["name"])
COLAB = PROJECT / ".ci" / "colab-constraints.txt"

PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = {
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux", "platform_machine": "x86_64"},
    "mac": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin", "platform_machine": "arm64"},
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"},
}
PHONY = re.findall(r"^\.PHONY: (.*)$", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
TARGETS = set(" ".join(PHONY).split())
TOP_LEVEL = {
    *(".ci", ".devcontainer", ".gitattributes", ".github", ".gitignore", ".pre-commit-config.yaml"),
    *("CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md", "Dockerfile", "LICENSE", "LICENSE-text.md", "Makefile"),
    *("README.md", "SECURITY.md"),
    *("environment.yml", "nbgrader_config.py", "pyproject.toml", "requirements.lock"),
    *("benchmarks", "grading", "helpers", "notebooks", "solutions", "tests"),
}


# --- versions ---------------------------------------------------------------------------------------------------------


def stated(*extras: str) -> dict[str, Requirement]:
    """Return what pyproject.toml states for users and for these extras, by name."""
    lines = PYPROJECT["dependencies"] + [line for extra in extras for line in PYPROJECT["optional-dependencies"][extra]]
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def locked() -> list[tuple[Requirement, list[str]]]:
    """Return each requirement of the lock with its hashes."""
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    parts = [re.split(r"\s*\\\n\s*", entry) for entry in entries]
    return [(Requirement(first), hashes) for first, *hashes in parts]


def environment(python: str, platform: str) -> dict[str, str]:
    """Return the marker variables of a machine."""
    # A late patch release: the lock has packages of its own for the first few of 3.11.
    full = {"python_version": python, "python_full_version": f"{python}.9", "implementation_version": f"{python}.9"}
    names = {"implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": ""}
    return full | names | PLATFORMS[platform]


def test_conda_states_the_versions_of_pyproject():
    conda = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    *plain, nested = conda["dependencies"]
    *packages, own = nested["pip"]
    # conda has no `extras`: a student's environment is what notebooks import, and what opens and validates them.
    assert {r.name: r.specifier for r in map(Requirement, packages)} == {
        r.name: r.specifier for r in stated("course").values()
    }
    assert own == "--editable ."
    assert {r.name: r.specifier for r in map(Requirement, plain)} == {
        "python": SpecifierSet(PYPROJECT["requires-python"]),
        "pip": SpecifierSet(),
    }


def test_the_lock_has_hashes_and_names_no_address():
    for requirement, hashes in locked():
        assert requirement.url is None
        assert [str(s)[:2] for s in requirement.specifier] == ["=="], requirement
        assert hashes, f"{requirement} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", h) for h in hashes), requirement
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index|--find-links|--trusted)", LOCK, re.MULTILINE)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_is_whole(python: str, platform: str):
    """Each package needed there, and each one that it needs in turn, is pinned once and in range."""
    there = environment(python, platform)
    pins: dict[str, list[Requirement]] = {}
    for requirement, _ in locked():
        if requirement.marker is None or requirement.marker.evaluate(there):
            pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    waiting = list(stated("course", "dev").values())
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        assert len(pins.get(name, ())) == 1, f"{needed}: {len(pins.get(name, ()))} pins for Python {python}, {platform}"
        version = next(iter(pins[name][0].specifier)).version
        assert needed.specifier.contains(version, prereleases=True), f"{needed}, but {version} is pinned"
        if (name, frozenset(needed.extras)) in seen:
            continue
        seen.add((name, frozenset(needed.extras)))
        try:
            further = map(Requirement, requires(name) or [])
        except PackageNotFoundError:  # a package of another platform
            continue
        extras = [{**there, "extra": extra} for extra in ("", *needed.extras)]
        waiting += [r for r in further if r.marker is None or any(map(r.marker.evaluate, extras))]
    assert {name for name, _ in seen} == set(pins), "pinned, but nothing needs it"


def test_the_lock_and_this_test_know_every_supported_python():
    supported = SpecifierSet(PYPROJECT["requires-python"])
    assert tuple(v for minor in range(30) if (v := f"3.{minor}") in supported) == PYTHONS


def pins(path: Path) -> dict[str, str]:
    """Return the version of each package in a file of constraints."""
    lines = [line.partition("==") for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return {canonicalize_name(name): version for name, _, version in lines}


def test_the_stated_ranges_admit_colabs_versions():
    ranges, colab = {name: r.specifier for name, r in stated().items()}, pins(COLAB)
    assert {name: colab[name] for name, allowed in ranges.items() if colab[name] not in allowed} == {}
    assert ranges.keys() >= {"keras", "numpy", "tensorflow"}


def test_the_versions_of_colab_that_are_kept_here_are_its_own():
    own = PROJECT.parent / "shared" / "colab-constraints.txt"
    if not own.exists():
        pytest.skip("Colab's own list is not here: ../shared/colab-constraints.txt")
    there = pins(own)
    moved = {name: (kept, there.get(name)) for name, kept in pins(COLAB).items() if there.get(name) != kept}
    assert moved == {}, "Colab has moved: write its versions into .ci/colab-constraints.txt"


# --- every file -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Return the files that git tracks or would add."""
    if shutil.which("git") is None or not (PROJECT / ".git").exists():
        pytest.skip("not a git checkout")
    # safe.directory: CI may run as another user than the one that cloned.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := PROJECT / name).is_file()]


def test_no_file_names_a_registry_or_a_path_of_a_machine(files: list[Path]):
    # Written so that this file does not match itself.
    hosts = r"p[y]pi\.org|python[h]osted\.org|registry\.[n]pmjs|(deb|security)\.[d]ebian\.org|ana[c]onda\.(org|com)"
    paths = r"(?<![\w.~}])/(work|farm|root|Users|home(?!/(student|course)))/\w|[A-Z]:\\+[U]sers"
    found = [
        f"{path.relative_to(PROJECT)}:{number}: {match[0]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if (match := re.search(f"{hosts}|{paths}", line))
    ]
    assert not found, "\n".join(found)


def test_the_top_of_the_project_holds_only_the_rooms_of_the_house(files: list[Path]):
    top = {path.relative_to(PROJECT).parts[0] for path in files}
    assert not top - TOP_LEVEL
    assert {"Makefile", "README.md", "helpers", "tests"} <= top


def test_the_repository_is_named_only_where_the_build_writes_it(files: list[Path]):
    """Elsewhere it would stay behind when the course moves."""
    written = {
        PROJECT / "pyproject.toml",
        build.syllabus_file(PROJECT),
        *(PROJECT / name for name in address.DOCUMENTS),
    }
    named = {path for path in files if address.of(PROJECT).repository in path.read_text("utf-8", errors="ignore")}
    assert written <= named
    assert {path.relative_to(PROJECT) for path in named - written if path.suffix != ".ipynb"} == set()


def imported(source: str) -> Iterator[str]:
    """Yield the first name of each absolute import, at any depth."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module).partition(".")[0]


def test_helpers_import_only_what_a_student_has():
    ours = {name for path in (PROJECT / "helpers").glob("**/*.py") for name in imported(path.read_text("utf-8"))}
    assert "helpers" in ours
    provided = packages_distributions()
    student = set(stated())
    for name in ours - set(sys.stdlib_module_names) - {"helpers"}:
        assert student & {canonicalize_name(d) for d in provided.get(name, ())}, f"helpers import {name}"


def test_what_is_installed_elsewhere_is_all_of_helpers(tmp_path: Path):
    """Colab installs a wheel made from the repository, not an editable copy."""
    source = tmp_path / "source"
    shutil.copytree(PROJECT / "helpers", source / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text.md"):
        shutil.copy(PROJECT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"]
    subprocess.run([*pip, tmp_path, source], check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {name for name in ZipFile(wheel).namelist() if name.startswith("helpers/")}
    assert packed == {str(p.relative_to(source)) for p in source.glob("helpers/**/*") if p.is_file()}


def test_notebooks_do_not_import_grading():
    for path in (PROJECT / "solutions").glob("*/*.py"):
        assert "grading" not in set(imported(path.read_text("utf-8"))), path.name


# --- what the documents say -------------------------------------------------------------------------------------------


DOCUMENTS = [
    PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "grading/README.md")
]


def commands(program: str) -> set[str]:
    """Return what the documents name of a program's commands: after a backtick, or in a line of a code block."""
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    blocks = "".join(re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL))
    quoted = re.findall(rf"`{program} ([a-z_]+)", text)
    return set(quoted) | set(re.findall(rf"^ *{program} ([a-z_]+)", blocks, re.MULTILINE))


def test_documents_name_commands_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"lab", "test", "build", "check", "course"} <= commands("make") <= targets

    from grading.__main__ import COMMANDS

    assert {"autograde", "audit"} <= commands("python -m grading") <= set(COMMANDS)

    from nbgrader.apps.nbgraderapp import NbGraderApp

    of_nbgrader = {name for name, (_, text) in NbGraderApp().subcommands.items() if "DEPRECATED" not in text}
    assert {"autograde", "collect", "export", "release_feedback"} <= commands("nbgrader") <= of_nbgrader


def test_documents_link_to_files_that_exist():
    pattern = r"\]\((?!https?://|#)([^)#]+)"
    links = [(path, link) for path in DOCUMENTS for link in re.findall(pattern, path.read_text(encoding="utf-8"))]
    assert links
    assert not [(path.name, link) for path, link in links if not (path.parent / link).exists()]


def test_the_citation_is_complete_and_has_the_version_of_the_project():
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == helpers.__version__
    for work in (citation, *citation["references"]):
        assert work["title"]
        assert work["authors"]
    assert all(reference["type"] for reference in citation["references"])


@pytest.mark.parametrize("name", ["bug", "grading"])
def test_an_issue_form_asks_for_notebook_cell_and_environment(name: str):
    form = yaml.safe_load((PROJECT / f".github/ISSUE_TEMPLATE/{name}.yml").read_text(encoding="utf-8"))
    required = {field["id"] for field in form["body"] if field.get("validations", {}).get("required")}
    assert {"notebook", "cell", "environment"} <= required


@pytest.mark.parametrize("path", sorted((PROJECT / "benchmarks").glob("*.py")), ids=lambda path: path.name)
def test_a_benchmark_starts(path: Path, tmp_path: Path):
    done = subprocess.run([sys.executable, path, "--help"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert " ".join(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))).splitlines()[0].split()) in " ".join(
        done.stdout.split()
    )


# --- make -------------------------------------------------------------------------------------------------------------

# Answers what .ci/environment asks a Python, and writes down what it was told to run. A test's environment variable
# PIP=false makes pip fail, PIP=kill kills the script that called it, as a closed terminal would.
FAKE = """#!/bin/sh
case "$1 $2" in
    "-c import sys"*) echo "{version} $0" ;;
    "-c import ensurepip"*) {venv} ;;
    "-m venv") echo "venv {version}" >>"$LOG"; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m pip") echo "$@" >>"$LOG"; case "$PIP" in false) exit 1 ;; kill) kill -9 $PPID ;; esac ;;
    *) echo "$@" >>"$LOG" ;;
esac
"""
TOOLS = ("sh", "bash", "env", "make", "git", "cat", "cksum", "cp", "dirname", "head", "mkdir", "rm", "sed")


class House:
    """A copy of the project's Makefile and .ci, on a machine with chosen Pythons and no network."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a house"  # a space, as in many a real folder
        self.tools = folder / "tools"
        self.bin = folder / "bin"
        for new in (self.path, self.tools, self.bin):
            new.mkdir()
        for tool in TOOLS:
            (self.tools / tool).symlink_to(str(shutil.which(tool)))
        shutil.copy(PROJECT / "Makefile", self.path)
        shutil.copytree(PROJECT / ".ci", self.path / ".ci")
        (self.path / "requirements.lock").write_text("one==1\n")
        (self.path / "pyproject.toml").write_text("[project]\n")
        self.log = folder / "log"

    def script(self, name: str, text: str) -> Path:
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    def python(self, name: str, version: str, *, venv: bool = True) -> Path:
        return self.script(name, FAKE.format(version=version, venv="exit 0" if venv else "exit 1"))

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command; self.ran holds what the Pythons were told to do."""
        self.log.write_text("")
        env = {"PATH": f"{self.bin}:{self.tools}", "LOG": str(self.log), "HOME": str(self.path)} | variables
        done = subprocess.run(command, cwd=self.path, env=env, capture_output=True, text=True, timeout=60)
        self.ran = self.log.read_text().splitlines()
        return done

    def make(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run("make", *arguments, **variables)

    @property
    def installed(self) -> bool:
        """Whether the last command ran pip."""
        return any(line.startswith("-m pip") for line in self.ran)

    @property
    def remade(self) -> bool:
        """Whether the last command made .venv from nothing."""
        return any(line.startswith("venv") for line in self.ran)


@pytest.fixture
def house(tmp_path: Path) -> House:
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    return House(tmp_path)


@pytest.mark.parametrize("version", [f"3.{minor}" for minor in range(9, 17)] + ["2.7"])
def test_a_python_is_taken_when_pyproject_supports_it(house: House, version: str):
    house.python("python3", version)
    done = house.make("test")
    if version in SpecifierSet(PYPROJECT["requires-python"]):
        assert done.returncode == 0
        assert house.ran[0] == f"venv {version}"
    else:
        assert done.returncode != 0
        sentence, *rest = done.stderr.splitlines()
        assert f"python3 is Python {version}" in sentence
        assert "Python 3.11, 3.12 or 3.13" in sentence
        assert "make lab PYTHON=" in sentence
        assert [line[:5] for line in rest] == ["make:"]
        assert not (house.path / ".venv").exists()


def test_no_python_at_all_gets_a_sentence(house: House):
    done = house.make("lab")
    assert done.returncode != 0
    assert "none was found" in done.stderr.splitlines()[0]


def test_the_newest_python_that_really_runs_is_taken(house: House):
    house.script("python3.13", "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n")
    house.python("python3.12", "3.12")
    house.python("python3.11", "3.11")
    house.python("python3", "3.14")
    assert house.make("test").returncode == 0
    assert house.ran[0] == "venv 3.12"


def test_a_python_without_venv_is_passed_over(house: House):
    house.python("python3.13", "3.13", venv=False)
    done = house.make("test")
    assert "python3-venv" in done.stderr.splitlines()[0]
    house.python("python3.11", "3.11")
    assert house.make("test").returncode == 0
    assert house.ran[0] == "venv 3.11"


def test_a_python_that_is_named_is_taken_or_refused(house: House):
    house.python("python3.13", "3.13")
    old, fitting = house.python("old", "3.10"), house.python("my python", "3.11")
    done = house.make("test", f"PYTHON={old}")
    assert done.returncode != 0
    assert f"{old} is Python 3.10" in done.stderr
    assert house.make("test", f"PYTHON={fitting}").returncode == 0
    assert house.ran[0] == "venv 3.11"
    # It also replaces a .venv of another version, and only that.
    house.make("test", "PYTHON=python3.13")
    assert house.ran[0] == "venv 3.13"
    house.make("test", "PYTHON=python3.13")
    assert not house.remade


def test_what_is_installed_is_the_lock_with_its_hashes_and_the_project(house: House):
    house.python("python3", "3.12")
    done = house.make("test", "PYTEST_ARGS=-k one")
    assert done.stdout.count("\n") == 1
    assert "Installing" in done.stdout
    _, packages, project, last = house.ran
    assert "--require-hashes -r requirements.lock" in packages
    assert "--no-deps --no-build-isolation -e ." in project
    assert last == "-m pytest -m not long -k one"


def test_a_second_run_installs_nothing(house: House):
    house.python("python3", "3.12")
    house.make("test")
    done = house.make("lab", "LAB_ARGS=--no-browser")
    (started,) = house.ran
    assert re.fullmatch(r"-m jupyterlab .*--ServerApp\.root_dir=notebooks .*--no-browser", started)
    assert "Installing" not in done.stdout


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_version_is_installed_without_starting_again(house: House, name: str):
    house.python("python3", "3.12")
    house.make("test")
    with (house.path / name).open("a") as file:
        file.write("# changed\n")
    house.make("test")
    assert house.installed
    assert not house.remade
    house.make("test")
    assert not house.installed


@pytest.mark.parametrize("accident", ["kill", "false"])
def test_an_interrupted_installation_starts_again(house: House, accident: str):
    house.python("python3", "3.12")
    done = house.make("test", PIP=accident)
    assert done.returncode != 0
    assert "-m pytest" not in house.ran
    done = house.make("test")
    assert done.returncode == 0
    assert house.remade
    assert "Making .venv again" in done.stdout


def test_an_interrupted_update_starts_again(house: House):
    house.python("python3", "3.12")
    house.make("test")
    (house.path / "requirements.lock").write_text("one==2\n")
    house.make("test", PIP="kill")
    house.make("test")
    assert house.remade


def break_python(house: House) -> None:
    python = house.path / ".venv/bin/python"
    python.unlink()
    python.symlink_to(house.path / "gone")


def outdate_python(house: House) -> None:
    shutil.copy(house.python("other", "3.14"), house.path / ".venv/bin/python")


def empty(house: House) -> None:
    shutil.rmtree(house.path / ".venv")
    (house.path / ".venv").mkdir()


def move(house: House) -> None:
    moved = house.path.with_name("another house")
    house.path.rename(moved)
    house.path = moved


@pytest.mark.parametrize("accident", [break_python, outdate_python, empty, move])
def test_an_environment_that_cannot_work_is_made_again(house: House, accident: Callable[[House], None]):
    house.python("python3", "3.12")
    house.make("test")
    accident(house)
    done = house.make("test")
    assert done.returncode == 0
    assert house.remade
    assert "Making .venv again" in done.stdout


def test_an_environment_is_kept_when_there_is_no_python_to_make_it_again(house: House):
    house.python("python3", "3.14")
    (house.path / ".venv").mkdir()
    (house.path / ".venv/precious").touch()
    assert house.make("test").returncode != 0
    assert (house.path / ".venv/precious").exists()


def test_make_alone_lists_every_target(house: House):
    done = house.make()
    assert done.returncode == 0
    assert set(re.findall(r"^  make ([\w-]+)", done.stdout, re.MULTILINE)) == TARGETS - {"environment"}
    assert house.ran == []
