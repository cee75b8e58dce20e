"""The course as on Colab: its versions, the installation of helpers, and a notebook that Colab saved."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import nbformat
import pytest
from test_notebooks import assert_well_run, printed

from helpers import edition
from workbook.authoring import address, build
from workbook.term import course

PROJECT = Path(__file__).parents[1]
ASSIGNMENTS = build.assignments(PROJECT)
CONSTRAINTS = PROJECT / ".ci" / "colab-constraints.txt"
PYTHON = "3.13"
# Of all that Colab has, what the course needs, what runs notebooks there, and what `%pip` installs with.
PACKAGES = (
    *("anywidget", "ipywidgets", "keras", "matplotlib", "numpy", "pillow", "scikit-learn", "scipy", "tensorflow"),
    *("tqdm", "ipykernel", "ipython", "nbclient", "pip", "setuptools", "wheel"),
)
LIMIT = 900  # seconds for a notebook, reached only where something is wrong
ABSENT = {"nbgrader", "jupyterlab"}
OWN = "autoencoder-workbook"
# What the developer has set must not reach the session: least of all a path on which helpers lie.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "NBGRADER_", "PYTHON", "WORKBOOK_"))}
# Stands in for Colab's front end: runs a notebook, and writes what it shows in its place.
FRONT_END = """
import pathlib, sys
import nbclient, nbformat
path = pathlib.Path(sys.argv[1])
notebook = nbformat.read(path, as_version=4)
try:
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
except nbclient.exceptions.CellExecutionError:
    pass
finally:
    nbformat.write(notebook, path)
"""

# 2.6 GB of packages are installed, and a test may wait for other notebooks.
pytestmark = [pytest.mark.long, pytest.mark.timeout(1800)]

# --- Colab's versions -------------------------------------------------------------------------------------------------


class Session:
    """A Python that has what Colab has, in a folder of its own to which packages can be added."""

    def __init__(self, base: Path, folder: Path):
        """Put an empty environment above that in ``base``, which stays as it is."""
        self.folder, self.python = folder, folder / "bin" / "python"
        self.environment = ENVIRONMENT | {
            "JUPYTER_PATH": str(base / "share" / "jupyter"),  # where its kernel is described
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        subprocess.run([base / "bin" / "python", "-m", "venv", "--without-pip", folder], check=True, env=ENVIRONMENT)
        (below,), (above,) = (tuple(f.glob("lib/python*/site-packages")) for f in (base, folder))
        (above / "colab.pth").write_text(f"{below}\n")

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a module."""
        return subprocess.run(
            [self.python, "-m", *command], env=self.environment, capture_output=True, text=True, check=False
        )

    def packages(self) -> set[str]:
        """Return what is installed, one line for each package."""
        return set(self.run("pip", "freeze", "--all").stdout.splitlines())

    def execute(self, notebook, name="notebook", **variables):
        """Return the notebook as it looks when all its cells have been run, or those up to an error."""
        path = self.folder / "content" / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
        environment = self.environment | {"WORKBOOK_EFFORT": "grade"} | variables
        command = [self.python, "-c", FRONT_END, path]
        subprocess.run(command, env=environment, capture_output=True, check=True, timeout=LIMIT)
        return nbformat.read(path, as_version=4)


def colab_python() -> str:
    """Return a Python of Colab's version, or else the one that runs the tests."""
    found = shutil.which(f"python{PYTHON}")
    # The command may be pyenv's, which fails for a version that is not chosen, though it lies beside.
    beside = sorted(Path(found).parents[1].glob(f"versions/{PYTHON}.*/bin/python{PYTHON}")) if found else []
    for candidate in (*([found] if found else []), *beside):
        code = "import ensurepip, venv"
        if subprocess.run([candidate, "-c", code], env=ENVIRONMENT, capture_output=True, check=False).returncode == 0:
            return str(candidate)
    return sys.executable


@contextmanager
def alone(folder: Path):
    """Keep other runs of the tests out of a folder."""
    import fcntl  # not on Windows

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="module")
def base(index_answers) -> Path:
    """Return an environment with Colab's versions. It is made once (2.6 GB) and kept while they stay the same."""
    if sys.platform == "win32":
        pytest.skip("Colab is Linux")
    if not index_answers:
        pytest.skip("no package index can be reached, from which to install Colab's versions")
    python = colab_python()
    code = "import platform; print(platform.python_version())"
    version = subprocess.run([python, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout
    if not version.startswith(f"{PYTHON}."):
        warnings.warn(f"Colab has Python {PYTHON}, not found here; its packages are tried on {version}", stacklevel=1)
    key = hashlib.sha256(repr((version, PACKAGES, CONSTRAINTS.read_bytes())).encode()).hexdigest()[:12]
    kept = PROJECT / "build" / "colab"
    with alone(kept):
        folder = kept / key
        if not (folder / "whole").exists():
            for old in kept.glob("*/"):
                shutil.rmtree(old)
            subprocess.run([python, "-m", "venv", folder], check=True, env=ENVIRONMENT)
            # Not with the overrides in pyproject.toml, which are for the lock.
            uv = (sys.executable, "-m", "uv", "--no-config", "pip", "install", "--quiet", "--compile-bytecode")
            command = [*uv, "--python", folder, "--constraint", CONSTRAINTS, *PACKAGES]
            done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            (folder / "whole").touch()
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """Return the project in the form in which GitHub offers it: what the set-up cell installs."""
    folder = tmp_path_factory.mktemp("archive")
    top = folder / "files" / "autoencoder-workbook-main"
    shutil.copytree(PROJECT / "helpers", top / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-text.md"):
        shutil.copy(PROJECT / name, top)
    return Path(shutil.make_archive(str(folder / "main"), "zip", folder / "files"))


@pytest.fixture
def session(base, tmp_path) -> Session:
    """Return a new session, in which nothing of this project is installed."""
    return Session(base, tmp_path / "session")


def set_up_cell(archive: Path):
    """Return the notebooks' set-up cell, its address replaced by that of a local file."""
    (cell,) = [c for c in ASSIGNMENTS[0].notebook.cells if "setup" in c.metadata.get("tags", [])]
    package = address.of(PROJECT).package
    assert cell.source.count(f"%pip install --quiet --no-deps {package}\n") == 1
    return nbformat.v4.new_code_cell(cell.source.replace(package, archive.as_uri()))


def shown(cell) -> str:
    """Return the text that a cell shows, errors too."""
    return "\n".join(o.get("text") or "\n".join(o.get("traceback", [])) for o in cell.outputs)


def test_the_set_up_cell_adds_helpers_once_and_changes_nothing_else(session, archive, tmp_path):
    """The second run would fail if it installed anything: the archive is gone by then."""
    copy = Path(shutil.copy(archive, tmp_path))
    before = session.packages()
    assert not {line.partition("==")[0] for line in before} & {OWN, *ABSENT}
    remove = nbformat.v4.new_code_cell(f"import os; os.remove({str(copy)!r})")
    work = nbformat.v4.new_code_cell(
        "from helpers import checks, progress\nwith checks.exercise('0.1'):\n    pass\nprogress.table('00_start_here')",
    )
    cells = [set_up_cell(copy), remove, set_up_cell(copy), work]
    notebook = session.execute(nbformat.v4.new_notebook(cells=cells), WORKBOOK_EFFORT="quick")
    first, _, second, table = notebook.cells
    assert [shown(c) for c in notebook.cells if any(o.get("name") == "stderr" for o in c.outputs)] == []
    assert [shown(c) for c in notebook.cells if any(o.output_type == "error" for o in c.outputs)] == []
    for word in (f"Course: {edition.name()}", "tensorflow", "Device: ", "Effort: ", "Data: "):
        assert word in shown(first)
    assert shown(second) == shown(first)[-len(shown(second)) :] != ""
    assert "1 of 3 exercises passed." in table.outputs[-1].data["text/plain"]
    assert (session.folder / "content" / "notebook" / "work" / "progress.json").exists()
    after = session.packages()
    assert before <= after
    assert [line.partition(" @ ")[0] for line in after - before] == [OWN]
    assert session.run("pip", "check").stdout.strip() == "No broken requirements found."


def test_a_failing_installation_gets_a_sentence_and_stops_the_notebook(session, tmp_path):
    cells = [set_up_cell(tmp_path / "none.zip"), nbformat.v4.new_code_cell("print('went on')")]
    first, second = session.execute(nbformat.v4.new_notebook(cells=cells)).cells
    assert "The course's helpers could not be installed: pip says why above." in shown(first)
    assert "none.zip" in shown(first)
    assert "Traceback" not in shown(first)
    assert "ModuleNotFoundError" not in shown(first)
    assert second.outputs == []


@pytest.fixture(scope="module")
def runs(base, archive, tmp_path_factory, request):
    """Return, for each notebook, a function that waits for it: two run at a time."""
    session = Session(base, tmp_path_factory.mktemp("notebooks") / "session")
    done = session.run("pip", "install", "--quiet", "--no-deps", archive)
    assert done.returncode == 0, done.stderr
    wanted = [i.callspec.params["assignment"] for i in request.session.items if i.originalname == EACH]
    with ThreadPoolExecutor(2) as pool:
        futures = {a.name: pool.submit(session.execute, a.notebook, a.name) for a in wanted}
        yield lambda assignment: futures[assignment.name].result()
        pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_a_notebook_runs_with_colabs_versions(runs, assignment):
    notebook = runs(assignment)
    errors = [(c.id, shown(c)) for c in build.code_cells(notebook) if any(o.output_type == "error" for o in c.outputs)]
    assert errors == []
    assert_well_run(assignment, notebook)
    for package in ("tensorflow", "keras", "numpy"):
        (pin,) = re.findall(rf"^{package}==(.+)$", CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE)
        assert f"{package} {pin}" in printed(notebook)


EACH = test_a_notebook_runs_with_colabs_versions.__name__


# --- the way back -----------------------------------------------------------------------------------------------------


def as_colab_saves(notebook, *, flat: bool) -> str:
    """Return the text of a notebook's file after Colab has run and saved it.

    Colab writes format 4.0, ids as metadata, what it knows of each run, and the state of widgets, which it does not put
    below a key ``state`` as nbformat asks (``flat``).
    """
    saved = json.loads(nbformat.writes(notebook))
    model = {"model_module": "@jupyter-widgets/controls", "model_module_version": "1.5.0", "model_name": "HBoxModel"}
    models = {"5f0a2b": model | {"state": {"_dom_classes": [], "_view_name": "HBoxView", "children": []}}}
    state = models if flat else {"state": models, "version_major": 2, "version_minor": 0}
    saved["nbformat_minor"] = 0
    saved["metadata"] = {
        "colab": {"provenance": [], "toc_visible": True, "gpuType": "T4"},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
        "accelerator": "GPU",
        "widgets": {"application/vnd.jupyter.widget-state+json": state},
    }
    view = {
        "output_type": "display_data",
        "data": {
            "text/plain": ["HBox(children=())"],
            "application/vnd.jupyter.widget-view+json": {"version_major": 2, "version_minor": 0, "model_id": "5f0a2b"},
        },
        "metadata": {"application/vnd.jupyter.widget-view+json": {"colab": {"custom_widget_manager": {"url": "x"}}}},
    }
    for number, cell in enumerate(saved["cells"]):
        cell["metadata"]["id"] = cell.pop("id")
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "colab": {"base_uri": "https://localhost:8080/", "height": 34, "referenced_widgets": ["5f0a2b"]},
                "outputId": str(uuid5(NAMESPACE_URL, cell["metadata"]["id"])),
                "executionInfo": {
                    "status": "ok",
                    "timestamp": 1_760_000_000_000 + number,
                    "user_tz": -60,
                    "elapsed": 12,
                    "user": {"displayName": "A Student", "userId": "0123456789"},
                },
            }
            cell["execution_count"] = number
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["passed.\n"]}, view]
    return json.dumps(saved, indent=2)


@pytest.mark.walls
def test_what_colab_saves_is_graded_in_full(project, tmp_path):
    played = course.Course(project, tmp_path, ["00_start_here"])
    (assignment,) = played.assignments
    name = assignment.name
    played.nbgrader(played.instructor, "generate_assignment", name)
    release = build.Assignment(played.instructor, name).release
    everything = course.solved(assignment.notebook, "full")
    filled = course.fill(nbformat.read(release, as_version=4), assignment.notebook, everything)
    for student, flat in {"flat": True, "nested": False}.items():
        path = played.instructor / "submitted" / student / name / f"{name}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(as_colab_saves(filled, flat=flat), encoding="utf-8")
    said = played.nbgrader(played.instructor, "autograde", name)
    assert "2 graded" in said
    played.nbgrader(played.instructor, "generate_feedback", name)
    expected = course.expected_points(assignment.notebook, everything)
    with course.Gradebook(f"sqlite:///{played.instructor / 'gradebook.db'}", "autoencoders") as gradebook:
        for student in ("flat", "nested"):
            (submitted,) = gradebook.find_submission(name, student).notebooks
            grades = [g for g in submitted.grades if g.cell.cell_type == "code"]
            assert sum(g.auto_score for g in grades) == sum(g.max_score for g in grades) == expected > 0
            assert not any(g.needs_manual_grade for g in grades)
