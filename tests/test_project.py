"""The house around the notebooks: versions, the Makefile, CI, and rules that hold for every file."""

import ast
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import helpers
from workbook.authoring import address, build

PROJECT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
NAME = canonicalize_name(PYPROJECT["project"]["name"])
COLAB = PROJECT / ".ci" / "colab-constraints.txt"

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
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
    *("benchmarks", "docs", "helpers", "notebooks", "solutions", "tests", "workbook"),
}


# --- versions ---------------------------------------------------------------------------------------------------------


def stated(*sets: str) -> list[Requirement]:
    """Return what pyproject.toml states for users, and in these extras and groups."""
    project, groups = PYPROJECT["project"], PYPROJECT["dependency-groups"]
    lines = [line for name in sets for line in (project["optional-dependencies"] | groups)[name]]
    return [Requirement(line) for line in project["dependencies"] + lines]


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


def applies(requirement: Requirement, there: dict[str, str], *extras: str) -> bool:
    """Tell whether a machine needs it, where these extras are asked for."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate(there | {"extra": extra}) for extra in ("", *extras))


def test_conda_states_the_versions_of_pyproject():
    conda = yaml.safe_load((PROJECT / "environment.yml").read_text(encoding="utf-8"))
    *plain, nested = conda["dependencies"]
    *packages, own = nested["pip"]
    # conda has no `extras`: a student's environment is what notebooks import, and what opens and validates them.
    assert [*map(str, map(Requirement, packages))] == [*map(str, stated("course"))]
    assert own == "--editable ."
    assert {r.name: r.specifier for r in map(Requirement, plain)} == {
        "python": SpecifierSet(PYPROJECT["project"]["requires-python"]),
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


# What .ci/environment installs, as pyproject.toml and as the lock name it.
SETS = {
    "lab": ("course", "build"),
    "lab instructor": ("course", "build", "instructor"),
    "lab instructor dev": ("course", "build", "instructor", "dev"),
    "lab cpu": ("course", "build", "cpu"),
}


def installed(name: str) -> Distribution | None:
    twins = ("tensorflow", "tensorflow-cpu")
    for twin in twins if name in twins else (name,):
        with contextlib.suppress(PackageNotFoundError):
            return distribution(twin)
    return None


def needs(name: str, version: str) -> Iterator[tuple[Requirement, bool]]:
    """Yield what a package needs, and whether that is sure: another version may be installed here, or none."""
    if here := installed(name):
        yield from ((Requirement(line), here.version == version) for line in here.requires or ())


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(
    ("platform", "sets"), [(p, s) for p in PLATFORMS for s in SETS if "cpu" not in s or p == "linux"]
)
def test_the_lock_is_whole(python: str, platform: str, sets: str):
    """Each package needed there, and each one that it needs in turn, is pinned once and in range."""
    there = environment(python, platform)
    left_out = {"tensorflow"} if "cpu" in sets else set()
    pins: dict[str, list[Requirement]] = {}
    for requirement, _ in locked():
        if requirement.name not in left_out and applies(requirement, there, *sets.split()):
            pins.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    waiting = [(r, True) for r in stated(*SETS[sets]) if r.name not in left_out and applies(r, there)]
    excluded = set(PYPROJECT["tool"]["uv"]["exclude-dependencies"])
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        needed, sure = waiting.pop()
        name = canonicalize_name(needed.name)
        if name in excluded:
            continue
        assert len(pins.get(name, ())) == 1, f"{needed}: {len(pins.get(name, ()))} pins for Python {python}, {platform}"
        version = next(iter(pins[name][0].specifier)).version
        assert not sure or needed.specifier.contains(version, prereleases=True), f"{needed}, but {version} is pinned"
        if (name, frozenset(needed.extras)) not in seen:
            seen.add((name, frozenset(needed.extras)))
            waiting += [(r, sure) for r, sure in needs(name, version) if applies(r, there, *needed.extras)]
    # Of a package for other Pythons it is not known here what it needs, and that is for those, too.
    known = {name for name in pins if installed(name) or "python_full_version" not in str(pins[name][0].marker)}
    assert not known - {name for name, _ in seen}, "pinned, but nothing needs it"


def test_the_lock_and_this_test_know_every_supported_python():
    supported = SpecifierSet(PYPROJECT["project"]["requires-python"])
    assert tuple(v for minor in range(30) if (v := f"3.{minor}") in supported) == PYTHONS


def pins(path: Path) -> dict[str, str]:
    """Return the version of each package in a file of constraints."""
    lines = [line.partition("==") for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    return {canonicalize_name(name): version for name, _, version in lines}


def test_the_stated_ranges_admit_colabs_versions():
    there, colab = environment("3.13", "linux"), pins(COLAB)
    ranges = {canonicalize_name(r.name): r.specifier for r in stated() if r.marker is None or r.marker.evaluate(there)}
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
    paths = r"(?<![\w.~}])/(work|farm|root|Users|home(?!/(student|course|instructor)))/\w|[A-Z]:\\+[U]sers"
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
    student = {canonicalize_name(r.name) for r in stated("cpu")}
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


def test_notebooks_do_not_import_the_courses_tools():
    for path in (PROJECT / "solutions").glob("*/*.py"):
        assert "workbook" not in set(imported(path.read_text("utf-8"))), path.name


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("helpers/__init__.py", "import workbook.authoring.assignment"),
        ("workbook/authoring/verify.py", "from workbook.grading import results"),
        ("workbook/grading/batch.py", "from workbook.authoring import book"),
        ("workbook/term/course.py", "from workbook.audit import decoys"),
        ("workbook/grading/examiner/judge.py", "from workbook.grading import session"),
        ("workbook/grading/session.py", ""),
    ],
)
def test_an_import_against_the_order_of_the_rooms_is_found(tmp_path: Path, path: str, line: str):
    for room in ("workbook", "helpers"):
        shutil.copytree(PROJECT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    with (tmp_path / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == bool(line), done.stdout


# --- what the documents say -------------------------------------------------------------------------------------------


DOCUMENTS = [
    PROJECT / name
    for name in (
        *("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"),
        *(f"docs/{path.name}" for path in sorted((PROJECT / "docs").glob("*.md"))),
    )
]


def commands(program: str) -> set[str]:
    """Return what the documents name of a program's commands: after a backtick, or in a line of a code block."""
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    blocks = "".join(re.findall(r"^```.*?^```", text, re.MULTILINE | re.DOTALL))
    quoted = re.findall(rf"`{program} ([a-z_]+)", text)
    return set(quoted) | set(re.findall(rf"^ *{program} ([a-z_]+)", blocks, re.MULTILINE))


def test_the_glossarys_terms_stand_in_the_notebook_that_introduces_them():
    glossary = (PROJECT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| \[(\d\d)\]", glossary, re.MULTILINE)
    texts = {p.stem[:2]: " ".join(p.read_text("utf-8").lower().split()) for p in PROJECT.glob("solutions/*/*.py")}
    missing = [(term, number) for term, number in rows if term.split(" (")[0].lower() not in texts[number]]
    assert len(rows) > 100
    assert missing == []


def test_documents_name_commands_that_exist():
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"lab", "test", "build", "check", "course"} <= commands("make") <= targets

    from workbook.__main__ import COMMANDS

    assert {"autograde", "audit"} <= commands("workbook") <= set(COMMANDS)

    from nbgrader.apps.nbgraderapp import NbGraderApp

    of_nbgrader = {name for name, (_, text) in NbGraderApp().subcommands.items() if "DEPRECATED" not in text}
    assert {"autograde", "collect", "export", "release_feedback"} <= commands("nbgrader") <= of_nbgrader


def test_the_list_of_targets_fits_a_narrow_terminal():
    shown = subprocess.run(["make", "--silent", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert "make lab" in shown
    assert [line for line in shown.splitlines() if len(line) > 80] == []


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
# PIP=kill kills all that make started, as a closed terminal would; other words are pip's last ones, as it fails.
FAKE = """#!/bin/sh
case "$1 $2" in
    "-c import sys"*) echo "{version} $0" ;;
    "-c import ensurepip"*) {venv} ;;
    "-c import fcntl"*) exec '{python}' "$@" ;;
    "-m venv")
        echo "venv {version}" >>"$LOG"
        case "$OS" in Windows_NT) bin="$4/Scripts" ;; *) bin="$4/bin" ;; esac
        mkdir -p "$bin"
        cp "$0" "$bin/python" ;;
    "-m ensurepip") ;;
    "-m pip")
        echo "$@" >>"$LOG"
        case "$*" in *"-r .venv/pins") cp .venv/pins "$LOG.requirements" ;; esac
        case "$PIP" in
            "") ;;
            kill) kill -9 0 ;;
            wait) until [ -e "$LOG.go" ]; do sleep 0.1; done ;;
            *) echo "$PIP" >&2; exit 1 ;;
        esac ;;
    *) echo "$@" >>"$LOG"; exit "${{STATUS:-0}}" ;;
esac
"""
PINS = """everyone==1 \\
    --hash=sha256:0
grader==1 ; extra == 'instructor' \\
    --hash=sha256:0
tensorflow==1 ; python_version < '3.12' \\
    --hash=sha256:0 \\
    --hash=sha256:0
tensorflow==2 ; python_version >= '3.12' \\
    --hash=sha256:0 \\
    --hash=sha256:0
tensorflow-cpu==1 ; extra == 'cpu' \\
    --hash=sha256:0
tester==1 ; extra == 'dev' and (python_version >= '3' or sys_platform == 'none') \\
    --hash=sha256:0
"""
TOOLS = ("sh", "bash", "env", "make", "git", "cat", "cksum", "cp", "dirname", "head", "mkdir", "rm", "sed", "sleep")


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
        (self.path / "requirements.lock").write_text(PINS)
        (self.path / "pyproject.toml").write_text("[project]\n")
        self.log = folder / "log"
        self.machine("Linux x86_64")

    def script(self, name: str, text: str) -> Path:
        path = self.bin / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    def python(self, name: str, version: str, *, venv: bool = True) -> Path:
        venv_answer = "exit 0" if venv else "exit 1"
        return self.script(name, FAKE.format(version=version, venv=venv_answer, python=sys.executable))

    def machine(self, system: str) -> None:
        self.script("uname", f"#!/bin/sh\necho {system}\n")

    def environment(self, **variables: str) -> dict[str, str]:
        return {"PATH": f"{self.bin}:{self.tools}", "LOG": str(self.log), "HOME": str(self.path)} | variables

    def run(self, *command: str, user: int | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command; self.ran holds what the Pythons were told to do."""
        self.log.write_text("")
        env = self.environment(**variables)
        done = subprocess.run(
            command, cwd=self.path, env=env, user=user, capture_output=True, text=True, timeout=60, process_group=0
        )
        self.ran = self.log.read_text().splitlines()
        return done

    def make(self, *arguments: str, user: int | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run("make", *arguments, user=user, **variables)

    @property
    def packages(self) -> list[str]:
        """What pip was told to install, of PINS."""
        given = Path(f"{self.log}.requirements").read_text()
        there = {"extra": "", "python_version": "3.12"}
        wanted = map(Requirement, re.findall(r"^(\S+==.*) \\$", given, re.MULTILINE))
        return [f"{r.name}{r.specifier}" for r in wanted if r.marker is None or r.marker.evaluate(there)]

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
    if version in SpecifierSet(PYPROJECT["project"]["requires-python"]):
        assert done.returncode == 0
        assert house.ran[0] == f"venv {version}"
    else:
        assert done.returncode != 0
        sentence, *rest = done.stderr.splitlines()
        assert f"python3 is Python {version}" in sentence
        assert "Python 3.11, 3.12, 3.13 or 3.14" in sentence
        assert "make lab PYTHON=" in sentence
        assert [line[:5] for line in rest] == ["make:"]
        assert not (house.path / ".venv").exists()


def test_no_python_at_all_gets_a_sentence(house: House):
    done = house.make("lab")
    assert done.returncode != 0
    assert "none was found" in done.stderr.splitlines()[0]


def test_the_newest_python_with_a_released_tensorflow_that_really_runs_is_taken(house: House):
    house.script("python3.13", "#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n")
    house.python("python3.12", "3.12")
    house.python("python3.11", "3.11")
    house.python("python3.14", "3.14")
    house.python("python3", "3.15")
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
    assert "--no-deps --require-hashes -r .venv/pins" in packages
    assert "--no-deps --no-build-isolation -e ." in project
    assert last == "-m pytest -m not long -k one"


without_gpu = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="this machine has an NVIDIA GPU")


@without_gpu
@pytest.mark.parametrize(
    ("target", "packages"),
    [
        ("lab", ["everyone==1", "tensorflow-cpu==1"]),
        ("course", ["everyone==1", "grader==1", "tensorflow-cpu==1"]),
        ("test", ["everyone==1", "grader==1", "tensorflow-cpu==1", "tester==1"]),
    ],
)
def test_a_target_brings_what_it_needs(house: House, target: str, packages: list[str]):
    house.python("python3", "3.12")
    assert house.make(target).returncode == 0
    assert house.packages == packages
    assert (house.path / ".venv/bin/workbook").exists() == ("grader==1" in packages)


def test_the_command_of_the_environment_passes_on_what_it_is_asked(house: House):
    house.python("python3", "3.12")
    house.make("check")
    command = ("sh", ".venv/bin/workbook", "autograde", "01 a", "--force")
    refused = house.run(*command)
    assert refused.returncode == 1
    assert "top of the project" in refused.stderr
    (house.path / "workbook").mkdir()
    assert house.run(*command).returncode == 0
    assert house.ran == ["-m workbook autograde 01 a --force"]


@without_gpu
def test_more_is_added_in_place_and_stays_in_step(house: House):
    house.python("python3", "3.12")
    house.make("lab")
    assert "tester==1" not in house.packages
    house.make("test")
    assert house.installed
    assert not house.remade
    assert "tester==1" in house.packages
    for target in ("lab", "course", "test"):
        house.make(target)
        assert not house.installed
    (house.path / "requirements.lock").write_text(PINS.replace("==1", "==3"))
    house.make("lab")
    assert house.packages == ["everyone==3", "grader==3", "tensorflow-cpu==3", "tester==3"]


@without_gpu
def test_a_machine_with_a_gpu_gets_tensorflow_and_keeps_it(house: House):
    house.python("python3", "3.12")
    house.make("lab")
    gpu = house.script("nvidia-smi", "#!/bin/sh\n")
    done = house.make("lab")
    assert house.remade
    assert "Making .venv again: its TensorFlow is one for machines without a GPU." in done.stdout
    assert house.packages == ["everyone==1", "tensorflow==2"]
    gpu.unlink()  # as on a cluster's other machines, which share the folder
    house.make("lab")
    assert not house.installed


@pytest.mark.parametrize("system", ["Linux aarch64", "Darwin arm64"])
def test_machines_for_which_there_is_no_tensorflow_cpu_get_tensorflow(house: House, system: str):
    house.machine(system)
    house.python("python3", "3.12")
    house.make("lab")
    assert house.packages == ["everyone==1", "tensorflow==2"]


def test_a_second_run_installs_nothing(house: House):
    house.python("python3", "3.12")
    house.make("test")
    done = house.make("lab", "LAB_ARGS=--no-browser")
    (started,) = house.ran
    assert re.fullmatch(r"-m jupyterlab .*--ServerApp\.root_dir=notebooks .*--no-browser", started)
    assert "Installing" not in done.stdout


@pytest.mark.parametrize("target", ["lab", "instructor"])
def test_a_jupyterlab_that_fails_says_how_to_install_it_anew(house: House, target: str):
    house.python("python3", "3.12")
    assert house.make(target).returncode == 0
    done = house.make(target, STATUS="1")
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].endswith(f"make clean, then make {target}.")


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
    (house.path / "requirements.lock").write_text("everyone==2\n")
    house.make("test", PIP="kill")
    house.make("test")
    assert house.remade


def test_a_second_make_waits_for_the_first_and_takes_what_it_has_made(house: House):
    house.python("python3", "3.12")
    start = {"cwd": house.path, "env": house.environment(PIP="wait"), "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(["make", "lab"], **start) as first:
        began = first.stdout.readline()
        with subprocess.Popen(["make", "lab"], **start) as second:
            said = second.stdout.readline()
            Path(f"{house.log}.go").touch()
            for process in (first, second):
                process.communicate(timeout=60)
    assert began.startswith("Installing")
    assert said == "Another make is at work on .venv. Waiting until it is done…\n"
    assert first.returncode == second.returncode == 0
    assert house.log.read_text().count("venv 3.12") == 1


def break_python(house: House) -> None:
    python = house.path / ".venv/bin/python"
    python.unlink()
    python.symlink_to(house.path / "gone")


def outdate_python(house: House) -> None:
    shutil.copy(house.python("other", "3.15"), house.path / ".venv/bin/python")


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
    house.python("python3", "3.15")
    (house.path / ".venv").mkdir()
    (house.path / ".venv/precious").touch()
    assert house.make("test").returncode != 0
    assert (house.path / ".venv/precious").exists()


# The last words of pip and venv in each case, and what is said then.
TROUBLES = {
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "The disk is full",
    "OSError: [Errno 122] Disk quota exceeded": "The disk is full",
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError('Failed to establish a new "
    "connection: [Errno -3] Temporary failure in name resolution')': /simple/absl-py/\n"
    "ERROR: No matching distribution found for absl-py==2.5.1": "Connect to the network",
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'ProxyError('Cannot connect to proxy.', OSError('"
    "Tunnel connection failed: 407 Proxy Authentication Required'))': /simple/absl-py/\n"
    "ERROR: No matching distribution found for absl-py==2.5.1": "Correct https_proxy (http://NAME:PASSWORD@HOST:PORT)",
    "WARNING: Retrying (Retry(total=0)) after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: "
    "CERTIFICATE_VERIFY_FAILED] certificate verify failed'))'": "name it in PIP_CERT",
    "ERROR: No matching distribution found for tensorflow==2.21.0": "no files for this kind of machine",
    "ERROR: Could not install: [Errno 13] Permission denied: '.venv/lib'": "Remove .venv as that user",
    "ERROR: something new": "Run the same command again",
}


@pytest.mark.parametrize("words", TROUBLES)
def test_what_goes_wrong_is_said_in_a_sentence(house: House, words: str):
    house.python("python3", "3.12")
    done = house.make("lab", PIP=words)
    assert done.returncode != 0
    *_, sentence, of_make = done.stderr.splitlines()
    assert TROUBLES[words] in sentence
    assert of_make.startswith("make:")
    assert house.make("lab").returncode == 0


@pytest.mark.parametrize("name", ["a:b", "a\nb", "a\n", "a [1]", "why?", "100%25", "$HOME"])
def test_a_folder_that_python_or_jupyter_cannot_use_is_refused(house: House, name: str):
    house.python("python3", "3.12")
    house.path = house.path.rename(house.path.with_name(name))
    done = house.make("lab")
    assert done.returncode != 0
    assert "Rename it: " in done.stderr
    assert house.ran == []


@pytest.mark.parametrize("name", ["'", '"', "`id`", "#1", "a*b]", "{a}", "a&b;c|d", "~", "é ü", "-n", "\\t"])
def test_other_characters_may_stand_in_the_name_of_the_folder(house: House, name: str):
    house.python("python3", "3.12")
    house.path = house.path.rename(house.path.with_name(name))
    assert house.make("test").returncode == 0
    assert house.remade
    house.make("test")
    assert not house.installed


@pytest.fixture
def shared() -> Iterator[House]:
    """Return a house that another user can enter, but not change."""
    if shutil.which("make") is None:
        pytest.skip("no make on this machine")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        house = House(Path(folder))
        house.log.touch()
        house.log.chmod(0o666)
        yield house
        house.path.chmod(0o755)


def test_a_folder_that_may_not_be_written_to(shared: House):
    shared.python("python3", "3.12")
    shared.path.chmod(0o555)
    nobody = 65534 if os.geteuid() == 0 else None  # root may write everywhere
    done = shared.make("lab", user=nobody)
    assert done.returncode != 0
    assert done.stderr.startswith(f"This folder may not be written to: {shared.path}. Put a copy")
    # One where all is there can be used.
    shared.path.chmod(0o755)
    shared.make("lab")
    shared.path.chmod(0o555)
    assert shared.make("lab", user=nobody).returncode == 0
    assert not shared.installed


def test_make_alone_lists_every_target(house: House):
    done = house.make()
    assert done.returncode == 0
    assert set(re.findall(r"^  make ([\w-]+)", done.stdout, re.MULTILINE)) == TARGETS - {
        "environment",
        "update",
        "for-readers",
        "for-instructors",
    }
    assert house.ran == []


def test_the_students_kit_offers_what_it_has_and_refuses_the_rest(house: House):
    house.python("python3", "3.12")
    (house.path / ".ci/workbook").unlink()  # as in workbook/authoring/kit.py
    assert re.findall(r"^  make (\S+)", house.make().stdout, re.MULTILINE) == ["help", "lab", "update", "clean"]
    for target in ("test", "course"):
        done = house.make(target)
        assert done.returncode != 0
        assert done.stderr.startswith("This is the students' kit, which has make lab, make update and make clean only.")
    assert not (house.path / ".venv").exists()
    assert house.make("lab").returncode == 0
