"""What happens to a kernel without anybody meaning it: each has a sentence that names the cause and the repair."""

import os
import re
import subprocess
import sys
import warnings

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.manager import start_new_kernel

from helpers import accidents, chance, errors, progress, session
from workbook.authoring.build import SETUP

LIMIT = 300  # seconds for anything that is waited for; reached only where something is wrong
IMPORTS = "import numpy as np\nfrom helpers import checks, data, noise\nfrom helpers.predict import predict"


@pytest.fixture
def work_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path / "work"))
    return tmp_path / "work"


@pytest.fixture
def cell(work_folder, capsys):
    """Run cells as a notebook does, in the shell that `get_ipython` gives; return what they show, on one line."""
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    errors.explain_to(shell)

    def run(*cells):
        capsys.readouterr()
        for text in cells:
            shell.run_cell(text, store_history=True)
        return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out).split())

    run.names = shell.user_ns
    yield run
    shell.set_custom_exc((), None)
    InteractiveShell.clear_instance()


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("overwrite", "name", "was", "use"),
    [
        ("data = np.zeros(3)", "data", "the module helpers.data", "data.raw"),
        ("noise = np.zeros(3)", "noise", "the module helpers.noise", "noise.gaussian"),
        ("ops = None", "ops", "the module numpy.linalg", "ops.norm"),
        ("np = 3", "np", "the module numpy", "np.zeros(3)"),
        ("predict = 'x'", "predict", "an imported function", "predict(abs, np.ones(2))"),
        ("sum = 3", "sum", "Python's own function", "sum([1])"),
        ("for data in range(3): pass", "data", "the module helpers.data", "data.raw"),
    ],
)
@pytest.mark.parametrize("where", ["in the check", "in the answer", "in a cell"])
def test_an_overwritten_name_is_blamed_and_the_set_up_puts_it_back(cell, overwrite, name, was, use, where):
    cell(IMPORTS, "if True:\n    from numpy import linalg as ops", f"def answer():\n    return {use}", overwrite)
    said = {
        "in the check": lambda: cell(f"with checks.exercise('1.1'):\n    {use}"),
        "in the answer": lambda: cell("with checks.exercise('1.1'):\n    answer()"),
        "in a cell": lambda: cell(use),
    }[where]()
    kind = type(cell.names[name]).__name__
    assert f"`{name}` was {was}, and a cell has overwritten it: now it is of type {kind}." in said
    assert "Run the set-up cell at the top of the notebook, which puts it back" in said
    assert "your code stopped" not in said

    accidents.put_back()
    assert accidents.overwritten() == {}
    assert "passed" in cell(f"with checks.exercise('1.1'):\n    {use}")


def test_an_overwritten_checks_is_named_below_the_error(cell):
    said = cell(IMPORTS, "checks = None", "with checks.exercise('1.1'):\n    pass")
    assert "`checks` was the module helpers.checks, and a cell has overwritten it" in said


def test_a_name_that_is_overwritten_and_not_used_is_not_blamed(cell):
    cell(IMPORTS, "data = 3", "class Thing:\n    data = 1", "def answer():\n    return Thing().data.real.imaginary")
    said = cell("with checks.exercise('1.1'):\n    answer()")
    assert "your code stopped with AttributeError" in said
    assert "overwritten" not in said
    assert "overwritten" not in cell(IMPORTS, "with checks.exercise('1.1'):\n    assert 1 > 2, 'no'")


def test_a_function_named_like_one_of_pythons_is_the_learners_own(cell):
    cell("def sum(x):\n    return x[0]", "max = lambda *_: 1")
    assert accidents.overwritten() == {}


def test_the_start_puts_names_back(cell):
    cell(IMPORTS, "data = 3")
    said = cell("import helpers\nhelpers.start()")
    assert "`data` is the module helpers.data again" in said
    assert cell.names["data"].__name__ == "helpers.data"


# --- a check first ----------------------------------------------------------------------------------------------------


def test_after_a_restart_a_check_says_which_cell_makes_what_it_misses(cell):
    check = "with checks.exercise('1.4'):\n    {}"
    cell("from helpers import checks")
    assert "the cell that begins with `import keras` has not run" in cell(check.format("np.zeros(3)"))
    said = cell(check.format("x_train"))
    assert "Exercise 1.4 (" in said
    assert "is not finished: there is no `x_train` yet. Since the kernel was started, the cell of exercise 1.1" in said
    assert "Run → Run All Above Selected Cell" in said
    assert "Fill in the exercise, run its cell" in cell(check.format("compiled_autoencoder()"))
    assert "Fill in the exercise, run its cell" in cell(check.format("nowhere"))


def test_an_answer_that_misses_what_another_cell_makes_is_not_blamed(cell):
    cell("from helpers import checks", "def compiled_autoencoder():\n    return x_train[0]")
    said = cell("with checks.exercise('1.4'):\n    compiled_autoencoder()")
    assert "the cell of exercise 1.1 has not run" in said
    assert "your code stopped" not in said


def test_a_cell_says_which_cell_makes_what_it_misses(cell, tmp_path, monkeypatch):
    (tmp_path / "01_dense_autoencoder").mkdir()
    monkeypatch.chdir(tmp_path / "01_dense_autoencoder")
    said = cell("x_train.shape")
    assert "NameError" in said
    assert "There is no `x_train` yet. Since the kernel was started, the cell of exercise 1.1 has not run" in said
    assert "kernel was started" not in cell("x_trian.shape")


def test_every_name_that_a_check_needs_has_a_cell_that_makes_it(project):
    from workbook.authoring import build
    from workbook.authoring.assignment import is_check
    from workbook.authoring.names import KNOWN, names

    for assignment in build.assignments(project):
        number = next(iter(progress.syllabus()[assignment.name]["exercises"]))
        for check in filter(is_check, build.code_cells(assignment.notebook)):
            unknown = {name for name in names(check.source).used - KNOWN if not progress.maker(name, number)}
            assert unknown == set(), check.source.splitlines()[0]


def test_words_for_cells_hold_nothing_of_a_solution(project):
    from workbook.authoring import build

    for assignment in build.assignments(project):
        released = assignment.release.read_text(encoding="utf-8")
        for words in progress.syllabus()[assignment.name]["makers"]:
            line = re.fullmatch(r"the cell that begins with `(.*)`", words)
            assert line is None or line[1].replace("\\", "\\\\").replace('"', '\\"') in released, words


# --- an interpreter that leaves assertions out ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code", ["import helpers; helpers.start()", "from helpers import checks\nwith checks.exercise('1.1'): assert 1 > 2"]
)
@pytest.mark.parametrize("level", ["1", "2"])
def test_without_assertions_nothing_is_said_to_have_passed(code, level, work_folder):
    environment = os.environ | {"PYTHONOPTIMIZE": level}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode != 0
    assert "passed." not in done.stdout
    assert "Unset PYTHONOPTIMIZE" in " ".join(done.stderr.split())
    assert not (work_folder / "progress.json").exists()


# --- files ------------------------------------------------------------------------------------------------------------


def python(folder, code, project):
    """Run code as a kernel does, beside the notebook, and return what it prints and its last words on one line."""
    environment = os.environ | {"PYTHONPATH": str(project)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, cwd=folder)
    return " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    "file", ["numpy.py", "keras.py", "tensorflow.py", "matplotlib.py", "PIL.py", "sklearn/__init__.py"]
)
def test_a_file_with_a_modules_name_is_named_at_the_start(file, tmp_path, project):
    path = tmp_path / file
    path.parent.mkdir(exist_ok=True)
    path.write_text("x = 1\n")
    said = python(tmp_path, "import helpers; helpers.start()", project)
    name = file.partition(".")[0].partition("/")[0]
    found = path.parent if path.stem == "__init__" else path
    assert f"CannotStart: {found} has the name of the module {name}" in said
    assert "Rename it" in said


def test_a_learners_own_helpers_are_named_by_the_set_up_cell(tmp_path, project):
    (tmp_path / "helpers.py").write_text("x = 1\n")
    said = python(tmp_path, SETUP, project)
    assert f"{tmp_path / 'helpers.py'}'> has the name of the course's helpers" in said
    assert "Rename it, restart the kernel" in said
    assert "AttributeError" not in said


def test_a_file_that_keeps_tensorflow_from_loading_is_named(tmp_path, project):
    (tmp_path / "absl.py").write_text("x = 1\n")
    said = python(tmp_path, "import helpers; helpers.start()", project)
    assert "cannot be loaded" in said
    assert f"{tmp_path / 'absl.py'} has the name of the module absl" in said


def test_a_file_that_a_later_import_takes_for_a_module_is_named(cell, tmp_path, monkeypatch):
    (tmp_path / "this.py").write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    monkeypatch.delitem(sys.modules, "this", raising=False)
    said = cell("from this import s")
    assert "ImportError" in said
    assert f"{tmp_path / 'this.py'} has the name of the module this" in said


def test_files_of_a_learners_own_are_in_nobodys_way(tmp_path, monkeypatch):
    for name in ("my_functions.py", "random.py", "notes.txt", "two words.py"):
        (tmp_path / name).write_text("x = 1\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    import random  # noqa: F401 - a kernel has loaded it before any file can stand in its way

    assert accidents.in_the_way() == {}


# --- settings ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def keras():
    keras = pytest.importorskip("keras")
    before = accidents.keras_settings()
    yield keras
    accidents.set_keras(before)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda c: c.set_floatx("float16"), "Keras' floatx ('float16')"),
        (lambda c: c.set_epsilon(0.1), "Keras' epsilon (0.1)"),
        (lambda c: c.set_image_data_format("channels_first"), "Keras' image_data_format ('channels_first')"),
        (lambda c: c.set_dtype_policy("mixed_float16"), "Keras' dtype_policy ('mixed_float16')"),
        (lambda c: np.seterr(all="raise"), "np.seterr"),
    ],
    ids=["floatx", "epsilon", "format", "policy", "seterr"],
)
def test_a_setting_that_was_changed_for_everything_is_named_and_set_back(keras, cell, change, words):
    errors_of_numpy = np.geterr()
    change(keras.config)
    cell("from helpers import checks")
    said = cell("with checks.exercise('1.1'):\n    assert 1 > 2, 'no'")
    assert f"{words} was changed for everything. Run the set-up cell, which sets it back" in said
    assert f"{words} was changed for everything" in cell("import helpers\nhelpers.start()")
    assert accidents.changed_settings() == {}
    assert np.geterr() == errors_of_numpy
    assert np.asarray(keras.layers.Dense(1)(np.ones((1, 1)))).dtype == "float32"


def test_a_learners_own_file_of_keras_changes_no_notebook(tmp_path):
    (tmp_path / "keras.json").write_text(
        '{"floatx": "float16", "image_data_format": "channels_first", "backend": "jax"}'
    )
    code = (
        "import helpers; helpers.start()\nimport keras; print(keras.config.floatx(), keras.config.image_data_format())"
    )
    environment = os.environ | {"KERAS_HOME": str(tmp_path), "KERAS_BACKEND": "torch"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.endswith("float32 channels_last\n")
    assert "Keras' floatx ('float16') was changed for everything" in done.stdout


@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_keras_on_another_backend_is_refused_with_a_sentence(backend):
    class Config:
        @staticmethod
        def backend():
            return backend

    class Keras:
        config = Config

    with pytest.raises(errors.CannotStart, match=f"(?s)Keras is running on {backend}.*Restart the kernel"):
        session._check_mode(None, Keras)


# --- checks leave nothing behind --------------------------------------------------------------------------------------


def everything(keras):
    """Return what cells share, as text."""
    import matplotlib.pyplot as plt
    import tensorflow as tf

    return {
        "python": repr(__import__("random").random()),
        "numpy": repr(np.random.random()),  # noqa: NPY002 - it is this one that learners may use
        "keras": np.asarray(keras.random.normal((2,))).tolist(),
        "tensorflow": tf.random.uniform((2,)).numpy().tolist(),
        "layers": keras.layers.Dense(1).name,
        "settings": accidents.keras_settings(),
        "printing": np.get_printoptions(),
        "errors": np.geterr(),
        "rc": dict(plt.rcParams),
        "figures": plt.get_fignums(),
        "warnings": list(warnings.filters),
    }


MESS = """
import random, warnings
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

def answer():
    global made_by_answer, learners
    made_by_answer, learners = 1, 2
    random.seed(1); np.random.seed(1)
    {seeds}
    keras.layers.Dense(1)
    np.random.random(), random.random(), keras.random.normal((1,)), tf.random.uniform((1,))
    keras.config.set_floatx("float16")
    keras.config.set_dtype_policy("mixed_float16")
    np.set_printoptions(precision=1)
    np.seterr(all="raise")
    plt.style.use("dark_background")
    plt.figure()
    warnings.simplefilter("error")
"""


@pytest.mark.parametrize("seeds", ["pass", "keras.utils.set_random_seed(3)", "tf.random.set_seed(3)"])
@pytest.mark.parametrize("seeded", [True, False], ids=["seeded", "unseeded"])
def test_a_check_leaves_everything_as_it_was(keras, cell, seeds, seeded):
    pytest.importorskip("matplotlib.pyplot").switch_backend("agg")
    cell(MESS.format(seeds=seeds), "learners = 'own'", "from helpers import checks")
    check = "with checks.exercise('1.1'):\n    learners = 3\n    extra = 4\n    answer()\n    {}"
    kept = []
    for runs in (0, 1, 2):
        keras.backend.clear_session()
        keras.utils.set_random_seed(5)
        if seeded:  # Keras has made its generator, or makes it later
            keras.random.normal((1,))
        names = dict(cell.names)
        for i in range(runs):
            cell(check.format("pass" if i else "raise ValueError"))
        assert cell.names["learners"] == "own"
        new = {name for name in cell.names.keys() - names.keys() if not re.match(r"_i*\d*$", name)}
        assert new == set()
        kept.append(everything(keras))
    assert kept[0] == kept[1] == kept[2]


def test_an_interrupted_check_leaves_everything_as_it_was():
    before = np.get_printoptions()

    def stop():
        with chance.undisturbed():
            np.set_printoptions(precision=1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert np.get_printoptions() == before


# --- the stop button --------------------------------------------------------------------------------------------------


class Kernel:
    """A kernel to which cells are sent all at once, as Run All does."""

    def __init__(self, client):
        self.client = client

    def run_all(self, *cells):
        """Return of each cell the reply's status and what it printed, with its error."""
        sent = [self.client.execute(text) for text in cells]
        replies = {}
        while not replies.keys() >= set(sent):  # others are answered, too, as a kernel begins
            reply = self.client.get_shell_msg(timeout=LIMIT)
            replies[reply["parent_header"]["msg_id"]] = reply["content"]["status"]
        printed = dict.fromkeys(sent, "")
        done = set()
        while len(done) < len(sent):
            message = self.client.get_iopub_msg(timeout=LIMIT)
            cell, content = message["parent_header"].get("msg_id"), message["content"]
            if content.get("execution_state") == "idle":
                done.add(cell)
            elif cell in printed:
                text = content.get("text") or content.get("data", {}).get("text/plain", "")
                printed[cell] += text + "\n".join(content.get("traceback", []))
        return [(replies[cell], " ".join(printed[cell].split())) for cell in sent]


@pytest.fixture(scope="module")
def kernel(project, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kernel")
    environment = os.environ | {"PYTHONPATH": str(project), "WORKBOOK_EFFORT": "quick", "WORKBOOK_WORK": str(folder)}
    manager, client = start_new_kernel(kernel_name="python3", env=environment, cwd=str(folder))
    yield Kernel(client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


TRAINING = """
import signal
import keras, numpy as np
from helpers import training
images = np.random.default_rng(0).random((40, 6), dtype="float32")

def build():
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(6)])
    model.compile("sgd", "mse")
    return model

def stop_in(epoch):
    press = lambda i, logs=None: i + 1 == epoch and signal.raise_signal(signal.SIGINT)
    return [keras.callbacks.LambdaCallback(on_epoch_begin=press)]

def fit(model, epoch=None):
    return training.fit(model, images, epochs=3, batch_size=20, callbacks=stop_in(epoch), validation=images)
"""


def test_the_stop_button_in_a_training_stops_run_all_and_keeps_what_was_learned(kernel):
    first, stopped, waiting = kernel.run_all(
        TRAINING, "model = build()\nhistory = fit(model, 2)\nprint('the cell ends')", "print('runs on')"
    )
    assert first[0] == "ok"
    assert stopped[0] == "error"
    assert "The model keeps its weights" in stopped[1]
    assert "Cells that were waiting are not run." in stopped[1]
    assert "the cell ends" in stopped[1]
    assert waiting == ("aborted", "")
    assert kernel.run_all("print(len(history.history['loss']), 'epoch')") == [("ok", "1 epoch")]


def test_the_stop_button_stops_the_other_trainings_of_a_cell(kernel):
    loop = "for i in (1, 2, 3):\n    fit(build(), 2)\n    print('trained', i)"
    _, stopped, waiting = kernel.run_all(TRAINING, loop, "print('runs on')")
    assert stopped[0] == "error"
    assert "trained 1" in stopped[1]
    assert "trained 2" not in stopped[1]
    assert "This cell was interrupted in the training before this one" in stopped[1]
    assert waiting == ("aborted", "")
    assert kernel.run_all("fit(build())")[0][0] == "ok"


def test_after_a_stop_in_the_first_epoch_the_next_cells_say_so(kernel):
    kernel.run_all(TRAINING, "history = fit(build(), 1)")
    ((_, said),) = kernel.run_all("history.history['val_loss'][-1]")
    assert "There is no 'val_loss' yet: the training was interrupted before its first epoch had ended." in said
    assert "Traceback" not in said
    curve = "from helpers import plots\nplots.loss_curves({'mine': history}, baselines={'mean': 0.1}, log=True).alt"
    assert kernel.run_all(curve)[0][0] == "ok"
