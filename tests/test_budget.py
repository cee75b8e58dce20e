"""What a student's models may cost the examiner, and what becomes of a check whose examiner ends."""

import json
import textwrap
from pathlib import Path

import keras
import nbformat
import numpy as np
import pytest
from keras import layers

from workbook.authoring import build
from workbook.grading import session
from workbook.grading.examiner.budget import Budget, Purse, TooLarge, rebuilt, weigh
from workbook.grading.plan import Plan
from workbook.grading.rebuild import Rebuilt
from workbook.grading.sandbox import processes, wall
from workbook.grading.sandbox.inside import exchange
from workbook.grading.sandbox.inside.wire import Reader, WireError, Writer


def told(name, /, module="keras.layers", **config):
    """Return how Keras writes an object down."""
    return {"module": module, "class_name": name, "config": config, "registered_name": None}


def chain(*of_layers, shape=(28, 28, 1)):
    """Return the configuration of a sequential model, as a student's process may tell it."""
    config = {"name": "told", "layers": [told("InputLayer", batch_shape=[None, *shape]), *of_layers]}
    return told("Sequential", module="keras", **config)


def made(config, weights=(), purse=None):
    """Rebuild a model that was told."""
    writer = Writer()
    data = ["m", json.dumps(config), [writer.array("a", w) for w in weights], "1"]
    return rebuilt(data, Reader(writer.blobs), purse or Purse(Budget()))


def sent(model, purse=None):
    """Rebuild a model as it arrives."""
    writer = Writer(exchange.encode_model)
    data = writer.encode(model)
    return rebuilt(data, Reader(writer.blobs), purse or Purse(Budget()))


def deep(levels):
    """Return a model in a model in a model."""
    inner = told("Dense", units=1)
    for _ in range(levels):
        inner = told("Sequential", module="keras", layers=[inner])
    return chain(inner)


def calling_twice(levels):
    """Return a model that calls a model twice, which calls one twice: little text, and many calls."""
    x = keras.Input((2,))
    inner = keras.Model(x, layers.Dense(2)(x))
    for _ in range(levels):
        x = keras.Input((2,))
        inner = keras.Model(x, inner(inner(x)))
    return json.loads(json.dumps(keras.saving.serialize_keras_object(inner)))


def called(times):
    """Return a model of one layer that is called very often."""
    node = {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["one", 0, 0]}}], "kwargs": {}}
    one = told("Dense", units=1) | {"name": "one", "inbound_nodes": [node] * times}
    return told("Functional", module="keras", layers=[one], input_layers=[], output_layers=[])


@pytest.mark.parametrize(
    ("config", "why"),
    [
        (chain(told("Conv2DTranspose", filters=1, kernel_size=1, strides=[200_000, 200_000])), "strides is 200,000"),
        (chain(told("Conv2D", filters=1, kernel_size=[1000, 1000], padding="same")), "kernel size is 1,000"),
        (chain(told("DepthwiseConv2D", kernel_size=1000, padding="same")), "kernel size is 1,000"),
        (chain(told("UpSampling2D", size=[100_000, 100_000])), "the numbers that its layers return are"),
        (chain(told("RepeatVector", n=200_000), shape=(3000,)), "the numbers that its layers return are"),
        (chain(told("ZeroPadding2D", padding=[200_000, 200_000])), "the numbers that its layers return are"),
        (chain(told("Resizing", height=100_000, width=100_000)), "the numbers that its layers return are"),
        (chain(*[told("Dense", units=1)] * 200_000), "configuration has"),
        (chain(*[told("Activation", activation="relu")] * 7_000), "each time they are called, are"),
        (deep(24), "too deep in each other"),
        (deep(250), "too deep in each other"),
        (calling_twice(14), "each time they are called, are"),
        (called(10_000), "each time they are called, are 20,001"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_a_model_that_costs_too_much_is_refused_before_it_is_made(config, why, monkeypatch):
    monkeypatch.setattr(keras.Variable, "_initialize", None)  # no variable gets a value

    with pytest.raises(TooLarge, match=f"too large to judge: .*{why}.* ask who grades"):
        made(config)


@pytest.mark.parametrize("layer", ["Dense", "Conv2D"])
def test_weights_that_were_not_sent_take_no_memory(layer):
    sizes = {"Dense": {"units": 200_000}, "Conv2D": {"filters": 200_000, "kernel_size": 200}}[layer]

    with pytest.raises(WireError, match="cannot be rebuilt"):
        made(chain(told(layer, **sizes), told(layer, **sizes)))


def test_a_model_of_more_parameters_than_can_be_looked_at_is_refused():
    model = keras.Sequential([keras.Input((9,)), layers.Dense(10)])

    assert sent(model, Purse(Budget(parameters=100))).count_params() == 100
    with pytest.raises(TooLarge, match="its parameters are 100, and 99 can be looked at"):
        sent(model, Purse(Budget(parameters=99)))


def test_a_model_arrives_with_all_its_values():
    inputs = keras.Input((8, 8, 3))
    x = layers.BatchNormalization()(layers.Conv2D(4, 3, activation="elu")(inputs))
    decoder = keras.Sequential([keras.Input((3,)), layers.Dense(7), layers.Dropout(0.5)])
    model = keras.Model(inputs, 2 * decoder(layers.Dense(3)(layers.GlobalMaxPooling2D()(x))))
    images = np.random.default_rng(0).random((5, 8, 8, 3)).astype("float32")
    model(images, training=True)

    arrived = sent(model)

    assert np.array_equal(arrived(images), model(images))
    assert all(np.array_equal(one, two) for one, two in zip(arrived.get_weights(), model.get_weights(), strict=True))
    assert arrived.count_params() == model.count_params()
    again = keras.Sequential([arrived, layers.Dense(2)])
    assert again(images).shape == (5, 2)
    arrived.set_weights([w + 1 for w in model.get_weights()])
    assert not np.array_equal(arrived(images), model(images))


def test_a_model_that_learns_its_input_only_when_it_is_called_can_be_called():
    model = keras.Sequential([layers.Dense(4)])

    assert sent(model)(np.zeros((2, 3), "float32")).shape == (2, 4)
    with pytest.raises(TooLarge, match="its parameters are"):
        sent(keras.Sequential([layers.Dense(200_000)]))(np.zeros((2, 784), "float32"))


def test_what_a_refused_model_leaves_behind_does_not_hinder_the_next():
    with pytest.raises(TooLarge):
        sent(keras.Sequential([keras.Input((9,)), layers.Dense(10)]), Purse(Budget(parameters=9)))

    model = keras.Sequential([keras.Input((3,)), layers.Dense(2)])
    model.compile(loss="mse")
    model.fit(np.zeros((4, 3)), np.zeros((4, 2)), verbose=0)  # Keras' own scopes end here


def test_each_call_is_weighed_with_its_inputs_before_it_happens():
    wide = sent(
        keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(64, 3, padding="same")]),
        Purse(Budget(numbers=1_000_000, products=20_000_000)),
    )
    image = np.zeros((1, 28, 28, 1), "float32")

    for _ in range(10):
        wide(image)
    with pytest.raises(TooLarge, match="numbers that its layers return are 1,003,520"):
        wide(np.repeat(image, 20, 0))
    for _ in range(29):
        wide(image)
    with pytest.raises(TooLarge, match="the multiplications of its calls are"):
        wide(image)


@pytest.mark.parametrize(
    ("layer", "shape", "products"),
    [
        (layers.Dense(10), (20,), 200),
        (layers.Conv2D(8, 3, padding="same"), (6, 6, 2), 36 * 9 * 2 * 8),
        (layers.Conv2DTranspose(8, 3, strides=2, padding="same"), (6, 6, 2), 36 * 9 * 2 * 8),
        (layers.DepthwiseConv2D(3, padding="same"), (6, 6, 2), 36 * 9 * 2),
        (layers.MaxPooling2D(3, strides=1, padding="same"), (6, 6, 2), 36 * 9 * 2),
        (layers.Embedding(1000, 4), (5,), 0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_multiplications_are_those_of_the_layer_or_somewhat_more(layer, shape, products):
    purse = Purse(Budget())
    sent(keras.Sequential([keras.Input(shape), layer]), purse)(np.zeros((1, *shape), "float32"))

    assert products <= purse.spent["products"] <= 5 * products + 100


def test_one_array_named_very_often_is_refused_before_it_is_read():
    blob = bytes(2**20)
    array = ["a", "<f4", [2**18], 0]

    with pytest.raises(TooLarge, match="its weights take 300,000 MB"):
        weigh(["m", "{}", [array] * 300_000, "1"], [blob], Purse(Budget()))
    with pytest.raises(TooLarge, match="arrays of weights"):
        weigh(["m", "{}", [["a", "<f4", [0], 0]] * 300_000, "1"], [b""], Purse(Budget()))
    with pytest.raises(WireError, match="cannot be read"):
        weigh(["m", "{}", [["a", "<f4", [0], 7]], "1"], [], Purse(Budget()))
    purse = Purse(Budget())
    for _ in range(6_000):  # models, each of which is a small one
        weigh(["m", "{}", [], "1"], [], purse)
    with pytest.raises(TooLarge):
        weigh(["m", "{}", [], "1"], [], purse)


def test_an_assignment_states_a_budget_of_its_own():
    assert Budget.of({"parameters": 7}) == Budget(parameters=7)
    assert Budget.of({}) == Budget()
    for stated in ({"parameter": 7}, {"parameters": "7"}, {"parameters": True}, {"parameters": 0}):
        with pytest.raises(ValueError, match="is no budget; give a whole number for one of"):
            Budget.of(stated)


def test_a_budget_in_the_header_of_a_source_reaches_the_release(project, monkeypatch):
    assignment = build.Assignment(project, "00_start_here")
    read = Path.read_text
    header = "# ---\n# jupyter:\n#   budget:\n#     parameters: 7\n#   other: 1\n# ---\n\n"
    monkeypatch.setattr(Path, "read_text", lambda p, **o: header * (p == assignment.source) + read(p, **o))

    metadata = build._read(assignment).metadata

    assert metadata["budget"] == {"parameters": 7}
    assert metadata.keys() == {"budget", *build.NOTEBOOK_METADATA}
    assert Plan.of(nbformat.v4.new_notebook(metadata=metadata)).budget == {"parameters": 7}


# --- behind walls -----------------------------------------------------------------------------------------------------


SETUP = "import keras\nimport numpy as np\nfrom keras import layers\n\nfrom helpers import checks"
CHECK = 'checks.close(np.asarray(build()(np.ones((1, 2), "float32"))), [[0]], "build()(ones)")'
LAST = 'checks.close(double(3), 6, "double(3)")'
RIGHT = """
def build():
    return keras.Sequential([keras.Input((2,)), layers.Dense(1, kernel_initializer="zeros")])
"""


@pytest.fixture(scope="module")
def walls():
    limits = processes.Limits(memory=2 * processes.GIB, cell_seconds=4, total_seconds=60)
    with wall.Walls(limits) as found:
        yield found


def graded(walls, build, check=CHECK, **metadata):
    """Grade an answer that builds something, and a right one after it."""
    source = nbformat.v4.new_notebook(metadata=metadata)
    texts = [
        ("own", SETUP),
        ("solution", "def build():\n    return 0"),
        ("grade", check),
        ("solution", "def double(x):\n    return 2 * x"),
        ("grade", LAST),
    ]
    for i, (kind, text) in enumerate(texts):
        text = f'with checks.exercise("1.1"):\n{textwrap.indent(text, "    ")}' if kind == "grade" else text
        cell = nbformat.v4.new_code_cell(text)
        if kind != "own":
            cell.metadata["nbgrader"] = {"grade_id": f"{kind}-{i}", kind: True, "points": 4}
        source.cells.append(cell)
    source = nbformat.from_dict(source)
    answers = nbformat.from_dict(source)
    answers.cells[1].source = textwrap.dedent(build)
    return session.grade(source, Rebuilt(answers, (), {}), "ada", walls)


@pytest.mark.walls
def test_a_right_answer_is_judged_and_so_is_one_after_a_model_that_is_too_large(walls):
    result = graded(walls, RIGHT)
    assert [c.points for c in result.checks.values()] == [4, 4]

    result = graded(walls, RIGHT, budget={"parameters": 2})
    first, last = result.checks.values()
    assert (result.outcome, first.points, last.points) == ("graded", 0, 4)
    assert "too large to judge: its parameters are 3, and 2 can be looked at." in first.parts[0].message


END = {
    "crash": "import ctypes\nctypes.string_at(0)",
    "exit": "import os\nos._exit(0)",
    "memory": "more = [np.empty(2**24) for _ in range(40)]\nassert more is None",
    "time": "while True:\n    pass",
}


@pytest.mark.walls
@pytest.mark.parametrize("how", END)
def test_an_examiner_that_ends_at_a_students_value_found_it_too_large_and_the_rest_goes_on(walls, how):
    # The check itself does what a library may do with what it is given: no model that does is known to stay.
    check = f"found = build()\nif found is not None:\n{textwrap.indent(END[how], '    ')}\n    assert False"

    result = graded(walls, "def build():\n    return 1", check)

    first, last = result.checks.values()
    assert result.outcome == "graded"
    assert not result.faulty
    assert (first.points, last.points) == (0, 4)
    assert [part.message.partition(":")[0] for part in first.parts] == ["too large to judge"]
    assert any("the examiner ended" in note for note in result.notes) == (how != "memory"), result.notes


@pytest.mark.walls
def test_an_examiner_that_ends_once_is_no_students_doing(walls):
    # Of the second examiner another process answers.
    again = "seen = []\n\n\ndef build():\n    seen.append(1)\n    return len(seen)"
    check = "import os\nfound = build()\nif found == 1:\n    os._exit(1)\nassert found == 2"

    result = graded(walls, again, check)

    assert [c.points for c in result.checks.values()] == [4, 4]


@pytest.mark.walls
def test_an_examiner_that_ends_beside_what_is_the_students_is_at_fault(walls):
    result = graded(walls, RIGHT, f"{CHECK}\nimport os\nos._exit(1)\n{CHECK}")

    first, last = result.checks.values()
    assert (result.outcome, result.faulty) == ("person", True)
    assert first.fault.startswith("the examiner ended before it had judged")
    assert last.points == 4


@pytest.mark.walls
def test_an_examiner_that_the_system_killed_was_not_ended_by_a_student(walls):
    check = "import os\nfound = build()\nif found == 1:\n    os._exit(256 - 9)\nassert found == 1"

    result = graded(walls, "def build():\n    return 1", check)

    assert result.outcome == "person"
    assert [c.points for c in result.checks.values()] == [0, 4]
