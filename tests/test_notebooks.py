"""Each solution, run from top to bottom as a reader would: on the real sets, and on stand-ins without a network."""

import os
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbconvert.exporters import HTMLExporter

from workbook.authoring import build
from workbook.authoring.assignment import sections

pytestmark = pytest.mark.timeout(1800)  # a notebook at effort `quick` takes minutes

PROJECT = Path(__file__).parent.parent
ASSIGNMENTS = build.assignments(PROJECT)
# A port of this machine where nobody listens: what goes there is refused at once, as without a network.
NO_NETWORK = {f"{scheme}_proxy": "http://127.0.0.1:9" for scheme in ("http", "https")}
KERAS = Path(os.environ.get("KERAS_HOME", "nowhere")) / "datasets"
FACES = Path(os.environ.get("SCIKIT_LEARN_DATA", "nowhere")) / "lfw_home" / "lfw_funneled"
# What a notebook with this call in it needs in order to run on the real set.
REAL = {"data.": KERAS / "mnist.npz", "data.faces(": FACES, "data.flowers(": KERAS / "flower_photos.tgz"}


def missing(assignment):
    """Return the names of the real sets that a notebook would need and that are not here."""
    source = assignment.source.read_text(encoding="utf-8")
    return [path.name for call, path in REAL.items() if call in source and not path.exists()]


# A run at effort `quick` takes minutes, so only what the outputs kept in the project do not show is run: one without
# a network, and those whose faces or flowers are drawn in these outputs but real here. `make times` runs all.
OFFLINE = [a for a in ASSIGNMENTS if a.name[:2] == "03"]
DRAWN = ("data.faces(", "data.flowers(")
ON_REAL_SETS = [a for a in ASSIGNMENTS if any(call in a.source.read_text(encoding="utf-8") for call in DRAWN)]


def run(assignment, folder, **environment):
    """Run a solution in a folder of its own and return the notebook; a cell that fails raises."""
    here = folder / assignment.name
    here.mkdir()
    variables = {k: v for k, v in os.environ.items() if not k.startswith(("WORKBOOK_", "NBGRADER_"))}
    notebook = nbformat.from_dict(assignment.notebook)
    client = NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(here)}})
    client.execute(env=variables | environment)
    return notebook


def printed(notebook):
    """Return all text that the notebook printed."""
    return "".join(o.text for c in build.code_cells(notebook) for o in c.outputs if o.output_type == "stream")


def assert_well_run(assignment, notebook):
    """Every check passed, nothing is red, and the closing table says so."""
    text = printed(notebook)
    numbers = [number for number, _ in sections(assignment.notebook)]
    for number in numbers:
        assert f"Exercise {number} (" in text
    red = [c.id for c in build.code_cells(notebook) for o in c.outputs if o.get("name") == "stderr"]
    assert red == []
    tables = [o.data["text/plain"] for c in build.code_cells(notebook) for o in c.outputs if "data" in o]
    assert f"{len(numbers)} of {len(numbers)} exercises passed." in tables[-1]


@pytest.mark.long
@pytest.mark.parametrize("assignment", OFFLINE, ids=lambda a: a.name)
def test_without_a_network_and_a_cache_a_notebook_runs_on_stand_ins(assignment, tmp_path):
    nowhere = dict.fromkeys(("KERAS_HOME", "SCIKIT_LEARN_DATA"), str(tmp_path / "none"))
    notebook = run(assignment, tmp_path, WORKBOOK_EFFORT="quick", **nowhere, **NO_NETWORK)
    assert_well_run(assignment, notebook)
    assert "stand-in data" in printed(notebook).lower()


@pytest.mark.long
@pytest.mark.parametrize("assignment", ON_REAL_SETS, ids=lambda a: a.name)
def test_on_the_real_sets(assignment, tmp_path):
    if names := missing(assignment):
        pytest.skip(f"KERAS_HOME and SCIKIT_LEARN_DATA do not lead to {', '.join(names)}")
    notebook = run(assignment, tmp_path, WORKBOOK_EFFORT="quick")
    assert_well_run(assignment, notebook)
    assert "stand-in data" not in printed(notebook).lower()


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_outputs_kept_in_the_project_show_that_every_check_passed(assignment):
    assert_well_run(assignment, nbformat.read(assignment.solution, as_version=4))


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_outputs_kept_in_the_project_show_no_photograph_of_a_person(assignment):
    if "data.faces(" in assignment.source.read_text(encoding="utf-8"):
        text = printed(nbformat.read(assignment.solution, as_version=4))
        assert "Labelled Faces in the Wild: a stand-in" in text or "not the real Labelled Faces in the Wild" in text


@pytest.mark.parametrize("assignment", ASSIGNMENTS, ids=lambda a: a.name)
def test_each_figure_kept_in_the_project_says_what_it_shows(assignment):
    """In the file, and on the page that nbconvert makes of it; its newer template, `lab`, knows no such words."""
    notebook = nbformat.read(assignment.solution, as_version=4)
    outputs = [o for c in build.code_cells(notebook) for o in c.outputs]
    pictures = [(o, kind) for o in outputs for kind in o.get("data", {}) if kind.startswith("image/")]
    assert pictures
    for output, kind in pictures:
        assert len(output.metadata[kind].alt) > 20
        assert output.data["text/plain"] == output.metadata[kind].alt
    page = BeautifulSoup(HTMLExporter(template_name="classic").from_notebook_node(notebook)[0], "html.parser")
    shown = [i["alt"] for i in page.select(".output_png img")]
    assert shown == [output.metadata[kind].alt for output, kind in pictures]
