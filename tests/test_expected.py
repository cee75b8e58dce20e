"""What checks compare with: made from the worked solution, kept as data, named where a mistake is known."""

import itertools
import random
from dataclasses import replace
from types import SimpleNamespace

import keras
import nbformat
import numpy as np
import pytest
from keras import layers

from helpers import checks, expected, probes
from helpers.chance import undisturbed
from helpers.compare import difference
from helpers.expected import Expected, Outcome
from workbook.authoring import corpus
from workbook.authoring import expected as authoring
from workbook.authoring.worked import definitions

CASES = [
    checks.case("two numbers", np.array([1.0, 3.0])),
    checks.case("three numbers", np.array([2.0, 2.0, 5.0])),
]
MEANS = Expected(CASES, [2.0, 3.0], {"This is the sum; divide by how many there are.": [Outcome(4.0), Outcome(9.0)]})


def tried(answer, known=MEANS):
    with checks.numbered("9.9"):
        checks.same(answer, "average", known=known)


def refused(answer, known=MEANS):
    with pytest.raises(AssertionError) as caught:
        tried(answer, known)
    return str(caught.value)


def test_a_right_answer_passes():
    tried(np.mean)
    tried(lambda values: sum(values) / len(values))


def test_a_known_mistake_is_named_beside_what_was_found():
    said = refused(np.sum)
    assert "given two numbers: the result is 4; expected 2" in said
    assert "This is the sum; divide by how many there are." in said


def test_where_a_known_mistake_is_named_nothing_else_is_guessed():
    assert "It is the square" in refused(np.sum, replace(MEANS, mistakes={}))
    assert "It is the square" not in refused(np.sum)


def test_another_mistake_is_not_called_by_that_name():
    assert "This is the sum" not in refused(np.max)


def test_what_stops_is_told_with_what_it_was_given():
    assert "stopped with ZeroDivisionError" in (said := refused(lambda values: 1 / 0))
    assert "It was given two numbers." in said


def test_an_argument_that_is_changed_is_told():
    def average(values):
        values /= len(values)
        return values.sum()

    assert "changed what it was given" in refused(average)


def test_a_second_call_must_give_the_same():
    calls = []

    def average(values):
        calls.append(1)
        return np.mean(values) if len(calls) <= 2 else 0.0

    assert "a second one with the same arguments is not" in refused(average)


def test_a_stub_is_left_to_the_exercise():
    def average(values):
        raise NotImplementedError("Exercise 9.9: the mean")

    with pytest.raises(NotImplementedError):
        tried(average)


def test_an_answer_that_is_no_function_is_told():
    assert "expected a function" in refused(3.0)


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
    values = [1, 2.5, float("nan"), "text", None, True, np.float32(2), np.arange(6).reshape(2, 3), [1, (2,)], {3: "x"}]
    kept = Expected(
        [checks.case("all kinds", values, model=model)], [tuple(values)], {"why": [Outcome(error="TypeError")]}, 1e-3
    )
    expected.write(tmp_path / "09_x.npz", {"9.9 f": kept})
    first = (tmp_path / "09_x.npz").read_bytes()
    expected.write(tmp_path / "09_x.npz", {"9.9 f": kept})
    back = expected.read(tmp_path / "09_x.npz")["9.9 f"]

    assert (tmp_path / "09_x.npz").read_bytes() == first
    assert repr(back.outcomes) == repr(kept.outcomes)
    assert [type(value) for value in back.outcomes[0]] == [type(value) for value in values]
    assert back.mistakes == kept.mistakes
    assert back.tolerance == 1e-3
    assert back.cases[0].options["model"].count_params() == 3


def test_a_model_is_kept_without_what_an_older_keras_does_not_know():
    model = keras.Sequential([keras.Input((3,)), layers.Dense(2, "relu"), layers.BatchNormalization(momentum=0.5)])
    kind, config = expected.encode(model, {})
    assert kind == "model"
    # Both came after Keras 3.13.
    assert "quantization_config" not in config
    assert "renorm" not in config
    again = expected.decode([kind, config], {})
    assert [again.layers[0].activation, again.layers[1].momentum] == [keras.activations.relu, 0.5]


def test_what_cannot_be_kept_is_refused():
    with pytest.raises(TypeError, match="cannot be kept"):
        expected.encode(object(), {})


# --- models -----------------------------------------------------------------------------------------------------------

IMAGES = np.random.default_rng(0).normal(size=(5, 6)).astype("float32")


def coder(*, hidden="relu", extra=(), bias=True):
    hidden_layers = [layers.Dense(4, activation=hidden, use_bias=bias), *extra, layers.Dense(3)]
    return keras.Sequential([keras.Input((6,)), *hidden_layers])


def of_models(build, right=coder, **options):
    case = probes.outputs("random images", inputs=IMAGES, **options)
    known = Expected([case], [probes.tried(right, case)], tolerance=1e-4)
    tried(build, known)


def test_any_spelling_of_a_model_is_the_same():
    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.last, self.first = layers.Dense(3, kernel_initializer="zeros"), layers.Dense(4)

        def call(self, images):
            return self.last(keras.ops.relu(self.first(images)))

    def functional():
        images = keras.Input((6,))
        return keras.Model(images, layers.Dense(3)(layers.Activation("relu")(layers.Dense(4)(images))))

    of_models(Own)
    of_models(functional)


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: coder(hidden="tanh"), "'outputs'"),
        (lambda: coder(extra=[layers.Dropout(0.2)]), "'training changes the outputs' is True; expected False"),
        (lambda: coder(bias=False), "'numbers to train' is 39; expected 43"),
        (lambda: None, "it returns None; expected a Keras model"),
        (lambda: (coder(), coder()), "it returns 2 models; expected 1"),
    ],
)
def test_a_model_of_another_kind_is_told(build, words):
    with pytest.raises(AssertionError, match=words.replace("(", r"\(")):
        of_models(build)


def test_a_model_that_is_compiled_is_told_where_it_matters():
    def compiled():
        model = coder()
        model.compile(loss="mse")
        return model

    of_models(compiled)
    with pytest.raises(AssertionError, match="'compiled' is True; expected False"):
        of_models(compiled, compiled=True)


def test_weights_that_should_be_shared_and_are_not_are_found():
    def joined(copy):
        encoder, decoder = coder(), keras.Sequential([keras.Input((3,)), layers.Dense(6)])
        parts = [keras.models.clone_model(part) for part in (encoder, decoder)] if copy else [encoder, decoder]
        return keras.Sequential([keras.Input((6,)), *parts]), encoder, decoder

    case = probes.outputs("random images", inputs=[IMAGES, None, None], parts=(1, 2))
    known = Expected([case], [probes.tried(lambda: joined(copy=False), case)], tolerance=1e-4)
    tried(lambda: joined(copy=False), known)
    assert "outputs" in refused(lambda: joined(copy=True), known)


def test_a_given_model_must_stay_as_it_is():
    def shortened(model, by=1.0):
        model.set_weights([by * weight for weight in model.get_weights()])
        return keras.Sequential([keras.Input((6,)), model.layers[0]])

    case = probes.outputs("a model", coder(), inputs=IMAGES, follow=True)
    known = Expected([case], [probes.tried(shortened, expected.copied(case))], tolerance=1e-4)
    tried(shortened, known)
    assert "changes the weights of a model that it is given" in refused(lambda model: shortened(model, 0.5), known)


@pytest.mark.parametrize(
    ("optimizer", "loss", "same"),
    [
        (lambda: keras.optimizers.SGD(0.1), "mse", True),
        (lambda: keras.optimizers.SGD(learning_rate=0.1), keras.losses.MeanSquaredError(), True),
        (lambda: keras.optimizers.SGD(0.2), "mse", False),
        (lambda: keras.optimizers.Adam(0.1), "mse", False),
        (lambda: keras.optimizers.SGD(0.1), "mae", False),
        (None, None, False),
    ],
)
def test_loss_optimiser_and_rate_show_in_one_step(optimizer, loss, same):
    def compiled(optimizer=lambda: keras.optimizers.SGD(0.1), loss="mse"):
        model = coder()
        if optimizer:
            model.compile(optimizer=optimizer(), loss=loss)
        return model

    case = probes.step("one step", inputs=IMAGES, targets=IMAGES[:, :3])
    known = Expected([case], [probes.tried(compiled, case)], tolerance=1e-5)
    if same:
        tried(lambda: compiled(optimizer, loss), known)
    else:
        refused(lambda: compiled(optimizer, loss), known)


def test_more_steps_tell_optimisers_apart_whose_first_is_the_same():
    def compiled(optimizer):
        model = coder()
        model.compile(optimizer=optimizer(0.01), loss="mse")
        return model

    for steps, same in ((1, True), (3, False)):
        case = probes.step("some steps", inputs=IMAGES, targets=IMAGES[:, :3], steps=steps)
        known = Expected([case], [probes.tried(lambda: compiled(keras.optimizers.Adamax), case)], tolerance=1e-4)
        if same:
            tried(lambda: compiled(keras.optimizers.Adam), known)
        else:
            refused(lambda: compiled(keras.optimizers.Adam), known)


def test_memory_is_measured():
    case = probes.memory("200 rows", np.ones((200, 3)), megabytes=0.2)
    known = Expected([case], [probes.tried(lambda rows: [row @ row for row in rows], case)])
    tried(lambda rows: np.array([np.sum(row**2) for row in rows]), known)
    said = refused(lambda rows: np.diag(rows @ rows.T), known)
    assert "more than 0.2 MB of memory needed" in said
    assert "is True; expected False" in said


def test_gradients_must_flow():
    case = probes.gradient("two numbers", np.array([1.0, 2.0], "float32"))
    known = Expected([case], [[np.array([2.0, 4.0], "float32")]])
    tried(lambda x: keras.ops.square(x), known)
    assert "no gradient flows" in refused(lambda x: np.square(np.asarray(x)), known)
    assert "is None" in refused(lambda x: keras.ops.stop_gradient(keras.ops.square(x)), known)


def test_a_check_leaves_random_numbers_and_names_as_they_were():
    def drawn():
        layer = layers.Dense(3)
        noise = keras.random.normal((2,))
        return layer.name, layer(IMAGES).numpy().tolist(), noise.numpy().tolist(), np.random.rand(), random.random()  # noqa: NPY002

    keras.utils.set_random_seed(1)
    layers.Dense(1), keras.random.normal((1,))
    state = random.getstate()
    with undisturbed():
        first = drawn()
    assert random.getstate() == state
    assert drawn() == first


# --- made by the course -----------------------------------------------------------------------------------------------

SETUP = "import numpy as np\nfrom helpers import checks"
SOLUTION = "scale = 2\n\n\ndef doubled(values):\n    return scale * values\n\n\nresult = doubled(unknown_data)"
CHECK = """with checks.exercise("9.9"):
    checks.same(doubled, "doubled")
    ### BEGIN HIDDEN TESTS
    def some(rng):
        yield checks.case("three numbers", rng.random(3))

    checks.same(doubled, "doubled", some, tolerance=1e-6)
    ### END HIDDEN TESTS"""
ANSWERS = """# %% wrong: the square
# cause: Multiply by two; this is the square.
def doubled(values):
    return values**2
# %% wrong: never ends well
# cause: It stops.
def doubled(values):
    raise ValueError
# %% wrong: the same after all
# cause: Nothing.
def doubled(values):
    return values + values
# %% right: added
def doubled(values):
    return np.add(values, values)
"""


@pytest.fixture
def assignment(tmp_path, monkeypatch):
    """An assignment of one exercise, with a corpus of its own."""
    cells = [
        nbformat.v4.new_code_cell(SETUP),
        nbformat.v4.new_code_cell(SOLUTION, metadata={"nbgrader": {"grade_id": "exercise-9-9", "solution": True}}),
        nbformat.v4.new_code_cell(CHECK, metadata={"nbgrader": {"grade_id": "check-9-9", "grade": True, "points": 1}}),
    ]
    monkeypatch.setattr(corpus, "ANSWERS", tmp_path / "answers")
    (tmp_path / "answers" / "09_x").mkdir(parents=True)
    (tmp_path / "answers" / "09_x" / "9.9.py").write_text(ANSWERS)
    return SimpleNamespace(root=tmp_path, name="09_x", notebook=nbformat.v4.new_notebook(cells=cells))


def test_the_course_makes_cases_expected_values_and_mistakes(assignment, capsys):
    assert authoring.stale(assignment) == ["9.9 doubled"]
    assert authoring.make(assignment)
    assert not authoring.make(assignment)
    assert authoring.stale(assignment) == []

    known = expected.read(authoring.path(assignment.root, "09_x"))["9.9 doubled"]
    (case,), (right,) = known.cases, known.outcomes
    np.testing.assert_allclose(right, 2 * case.arguments[0])
    assert list(known.mistakes) == ["Multiply by two; this is the square.", "It stops."]
    assert known.tolerance == 1e-6
    assert "no case tells the wrong answer 'the same after all'" in capsys.readouterr().out


def test_a_changed_solution_makes_expected_values_stale(assignment):
    authoring.make(assignment)
    assignment.notebook.cells[1].source = SOLUTION.replace("scale = 2", "scale = 3")
    assert authoring.stale(assignment) == ["9.9 doubled"]


def test_a_solution_that_stops_is_named(assignment):
    assignment.notebook.cells[1].source = SOLUTION.replace("scale * values", "scale / 0")
    with pytest.raises(authoring.BuildError, match=r"the worked doubled stops .* given three numbers"):
        authoring.make(assignment)


def test_only_what_an_answer_needs_is_run(assignment):
    code = definitions(assignment.notebook, assignment.notebook.cells[-1])
    assert "scale = 2" in code
    assert "unknown_data" not in code


def test_what_a_function_makes_of_its_own_is_not_taken_from_another_cell(assignment):
    assignment.notebook.cells.insert(0, nbformat.v4.new_code_cell("for values in unknown_data:\n    print(values)"))
    assert "unknown_data" not in definitions(assignment.notebook, assignment.notebook.cells[-1])


X = np.ones((2, 3), "float32")


def shown(answer, case):
    """What a case shows of an answer, as grading and the build see it."""
    return checks.outcome(answer, case)[0]


def test_halves_that_share_the_weights_of_a_model_follow_it_and_copies_do_not():
    import keras

    given = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2), keras.layers.Dense(3)])
    inputs = [np.ones((1, 3), "float32"), np.ones((1, 2), "float32")]
    case = checks.outputs("a model", given, inputs=inputs, follow=True)

    def halves(model):
        first, last = model.layers
        return keras.Sequential([keras.Input((3,)), first]), keras.Sequential([keras.Input((2,)), last])

    def copies(model):
        twin = keras.models.clone_model(model)
        twin.set_weights(model.get_weights())
        return halves(twin)

    shared, copied = shown(halves, case).value, shown(copies, case).value
    assert difference(copied["outputs"], shared["outputs"]) == ""
    assert "outputs after the given model's weights have changed" in difference(copied, shared)


@pytest.mark.parametrize("case", [checks.outputs("x", inputs=X), checks.step("x", inputs=X, targets=X)])
def test_a_model_that_an_answer_keeps_has_its_weights_back_after_it_was_shown(case):
    import keras

    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(3)])
    model.compile("sgd", "mse")
    before = model.get_weights()
    shown(lambda: model, case)
    assert all(map(np.array_equal, model.get_weights(), before))


def test_a_step_whose_optimiser_is_free_shows_the_loss_and_whether_weights_move():
    import keras

    case = checks.step("no argument", inputs=X, targets=X, free=True)

    def compiled(rate=0.1, loss="mse"):
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(3)])
        model.compile(keras.optimizers.SGD(rate), loss)
        return model

    right = shown(compiled, case).value
    assert difference(shown(lambda: compiled(0.01), case).value, right) == ""
    assert "a step changes the outputs" in difference(shown(lambda: compiled(0.0), case).value, right)
    assert "loss" in difference(shown(lambda: compiled(loss="mae"), case).value, right)


def test_a_known_mistake_that_stops_is_told_from_another_that_stops():
    def stopping(words):
        def answer(x):
            raise ValueError(f"{words} dense_{next(count)}")

        return answer

    count = itertools.count()
    case = checks.case("one", np.ones(1))
    assert shown(stopping("no"), case) == shown(stopping("no"), case)
    assert shown(stopping("no"), case) != shown(stopping("yes"), case)


def test_dropout_that_is_at_work_outside_training_is_seen():
    def network(always):
        inputs = keras.Input((200,))
        return keras.Model(inputs, layers.Dropout(0.5)(inputs, training=True if always else None))

    case = checks.outputs("x", inputs=np.ones((1, 200)))
    found, right = (shown(lambda always=always: network(always), case).value for always in (True, False))
    assert difference(found["outputs"], right["outputs"]) != ""


def test_a_parameter_is_not_the_notebook_s_name(assignment):
    assignment.notebook.cells[0].source = f"{SETUP}\nvalues = unknown_data"
    assert "unknown_data" not in definitions(assignment.notebook, assignment.notebook.cells[-1])


def test_the_build_judges_known_answers_as_the_check_does(assignment, capsys):
    file = corpus.ANSWERS / "09_x" / "9.9.py"
    file.write_text(
        "# %% right: in single precision, as a list\ndef doubled(values):\n    return [float(2 * v) for v in values]\n"
        "# %% wrong: in single precision\n# cause: It is of another type.\ndef doubled(values):\n"
        "    return (2 * values).astype('float32')\n"
    )
    assignment.notebook.cells[-1].source = CHECK.replace("tolerance=1e-6", "tolerance=1e-5")
    authoring.make(assignment)
    said = capsys.readouterr().out
    assert "differs from the worked one" not in said
    assert "no case tells the wrong answer 'in single precision'" in said


def test_a_function_for_the_check_calls_what_an_answer_defines(assignment):
    helper = nbformat.v4.new_code_cell("def both(values):\n    return doubled(values), doubled(-values)")
    assignment.notebook.cells.insert(2, helper)
    assignment.notebook.cells[-1].source = CHECK.replace("doubled", "both")
    authoring.make(assignment)
    known = expected.read(authoring.path(assignment.root, "09_x"))["9.9 both"]
    assert "Multiply by two; this is the square." in known.mistakes


def test_a_builder_that_returns_one_model_again_and_again_is_told():
    model = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
    of = checks.outputs("a model", inputs=np.ones((1, 2), "float32"))
    assert checks.outcome(lambda: model, of)[1] is None
    assert "build a new one at each call" in str(checks.outcome(lambda: model, of)[1])
