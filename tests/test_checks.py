"""What a learner sees when a check passes and when it does not."""

import os
import sys
import warnings

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import checks, errors, probes, progress
from helpers.expected import Expected, Outcome
from helpers.predict import predict


@pytest.fixture(autouse=True)
def own_work_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))


@pytest.fixture
def notebook():
    """A shell that runs cells as a notebook does, and returns the error that a cell raised."""
    shell = InteractiveShell()
    shell.run_cell("import numpy as np\nfrom helpers import checks")

    def run(*cells):
        for cell in cells:
            result = shell.run_cell(cell)
        return result.error_in_exec

    return run


def test_a_check_that_passes_says_so_and_is_recorded(capsys):
    with checks.exercise("99.1"):
        assert True
    assert "Exercise 99.1: passed." in capsys.readouterr().out
    assert progress.passed_so_far() == {"99.1": True}


def test_a_check_that_fails_after_passing_is_no_longer_passed():
    with checks.exercise("99.1"):
        pass
    with pytest.raises(checks.CheckFailed), checks.exercise("99.1"):
        raise AssertionError("no")
    assert progress.passed_so_far() == {"99.1": False}


def test_a_failed_assertion_gives_its_own_words(notebook):
    error = notebook("with checks.exercise('99.1'):\n    assert 1 > 2, 'the code has 3 numbers; expected 2.'")
    assert isinstance(error, checks.CheckFailed)
    assert "Exercise 99.1 does not pass yet." in str(error)
    assert "the code has 3 numbers; expected 2." in str(error)


def test_an_assertion_without_words_shows_its_own_line(notebook):
    assert "assert 1 > 2" in str(notebook("with checks.exercise('99.1'):\n    assert 1 > 2"))


def test_a_missing_name_means_that_the_exercise_is_not_finished(notebook):
    error = notebook("with checks.exercise('99.1'):\n    checks.run(encoder, np.ones(3))")
    assert "is not finished: there is no `encoder` yet" in str(error)


def test_a_stub_means_that_the_exercise_is_not_finished(notebook):
    stub = "def build():\n    raise NotImplementedError('Exercise 99.1: build it')"
    assert "is not finished: the stub is still there" in str(
        notebook(stub, "with checks.exercise('99.1'):\n    build()")
    )
    assert "is not finished: the stub is still there" in str(
        notebook(stub, "with checks.exercise('99.1'):\n    checks.maps(lambda x: build(), 'f', (3,), (3,))")
    )


@pytest.mark.parametrize("body", ["return undefined_name", "return 1 / 0", "assert False, 'mine'"])
def test_an_error_in_the_learners_code_names_the_line(notebook, body):
    error = notebook(f"def f(x):\n    {body}", "with checks.exercise('99.1'):\n    f(1)")
    assert "your code stopped with" in str(error)
    assert "line 2 of `f`" in str(error)
    assert body in str(error)


def test_lines_are_short_enough_for_nbgraders_report(notebook):
    error = notebook(f"with checks.exercise('99.1'):\n    assert False, {'word ' * 100!r}")
    assert len(error.lines()) > 3
    assert max(map(len, error.lines())) <= errors.WIDTH
    assert error._render_traceback_() == error.lines()


def test_predict_returns_every_output_in_order():
    numbers = np.arange(25, dtype="float32").reshape(25, 1)
    sizes = []

    def double(batch):
        sizes.append(len(batch))
        return 2 * batch

    np.testing.assert_array_equal(predict(double, numbers, batch=10), 2 * numbers)
    assert sizes == [10, 10, 5]
    np.testing.assert_array_equal(checks.run(double, numbers, batch=10), 2 * numbers)


@pytest.fixture(scope="module")
def images():
    return np.random.default_rng(0).random((20, 28, 28)).astype("float32")


def stack(*hidden, activation="relu", **options):
    import keras

    parts = [keras.layers.Dense(n, activation, bias_initializer="normal", **options) for n in hidden]
    last = keras.layers.Dense(784, "sigmoid", bias_initializer="normal", **options)
    return keras.Sequential(
        [keras.Input((28, 28)), keras.layers.Flatten(), *parts, last, keras.layers.Reshape((28, 28))]
    )


@pytest.mark.parametrize(("hidden", "options"), [((20,), {}), ((20, 30), {}), ((20,), {"use_bias": False})])
def test_a_dense_network_is_known_by_its_weights(images, hidden, options):
    model = stack(*hidden, **options)
    found = checks.run_network(model, "model", checks.dense_network, images)
    np.testing.assert_array_equal(found, predict(model, images))


@pytest.mark.parametrize("activation", ["softmax", "tanh", "gelu", None])
def test_a_network_of_other_activations_is_refused(images, activation):
    with pytest.raises(AssertionError, match=r"`model` does not compute what the layers .* weights\. Use relu\."):
        checks.run_network(stack(20, activation=activation), "model", checks.dense_network, images, "Use relu.")


def test_a_function_is_no_network_whatever_weights_it_shows(images):
    def nearest(given):
        return given

    with pytest.raises(AssertionError, match=r"`nearest` is <function .*>; expected a Keras model"):
        checks.run_network(nearest, "nearest", checks.dense_network, images)
    for weights in (stack(20).get_weights(), [], [np.ones((3, 3))]):
        nearest.get_weights = lambda shown=weights: shown
        with pytest.raises(AssertionError, match="does not compute what the layers"):
            checks.run_network(nearest, "nearest", checks.dense_network, images)


def test_the_strided_network_is_known_by_its_weights(images):
    import keras
    from keras import layers

    def strided(activation):
        options = {"strides": 2, "padding": "same", "activation": activation, "bias_initializer": "normal"}
        encoder = [layers.Conv2D(32, 3, **options), layers.Conv2D(64, 3, **options), layers.Flatten()]
        decoder = [layers.Dense(3136, "relu"), layers.Reshape((7, 7, 64))]
        decoder += [layers.Conv2DTranspose(n, 3, **options) for n in (64, 32)]
        last = layers.Conv2DTranspose(1, 3, padding="same", activation="sigmoid", bias_initializer="normal")
        return keras.Sequential([keras.Input((28, 28, 1)), *encoder, layers.Dense(16), *decoder, last])

    given, model = images[..., None], strided("relu")
    found = checks.run_network(model, "model", checks.strided_network, given)
    np.testing.assert_array_equal(found, predict(model, given))
    for other in (strided("tanh"), lambda given: given):
        with pytest.raises(AssertionError, match=r"does not compute|expected a Keras model"):
            checks.run_network(other, "model", checks.strided_network, given)


def test_maps_names_the_found_and_the_expected_shape():
    checks.maps(lambda x: x.reshape(len(x), 4), "flatten", (2, 2), (4,))
    with pytest.raises(AssertionError, match=r"`flatten` returns \(None, 2, 2\) .* expected \(None, 4\)\. Reshape\."):
        checks.maps(lambda x: x, "flatten", (2, 2), (4,), because="Reshape.")


def test_maps_reports_a_model_that_cannot_take_the_images():
    import keras

    model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(3)])
    with pytest.raises(AssertionError) as caught:
        checks.maps(model, "encoder", (28, 28), (3,))
    text = str(caught.value)
    assert "`encoder` cannot be called on arrays of shape (None, 28, 28)" in text
    assert "\x1b" not in text
    assert "its input has shape (None, 784)" in text


def test_maps_rejects_what_is_no_model():
    with pytest.raises(AssertionError, match="of type int; expected a Keras model"):
        checks.maps(3, "encoder", (2,), (2,))


def test_array_names_what_is_wrong():
    value = np.zeros((3, 4), "float64")
    checks.array(value, "x", shape=(None, 4), dtype="float64")
    with pytest.raises(AssertionError, match=r"`x` has shape \(3, 4\); expected \(3, 5\)"):
        checks.array(value, "x", shape=(3, 5))
    with pytest.raises(AssertionError, match="`x` holds float64; expected float32"):
        checks.array(value, "x", dtype="float32")
    with pytest.raises(AssertionError, match="`x` is of type list; expected a NumPy array"):
        checks.array([1, 2], "x")
    with pytest.raises(AssertionError, match="`x` is None; give the answer with `return`"):
        checks.array(None, "x")


def test_in_range_finds_values_outside_and_values_that_are_no_numbers():
    checks.in_range(np.array([0.0, 1.0]), "x")
    with pytest.raises(AssertionError, match=r"runs from 0 to 1\.5; expected values between 0 and 1"):
        checks.in_range(np.array([0.0, 1.5]), "x")
    with pytest.raises(AssertionError, match="not finite"):
        checks.in_range(np.array([0.5, np.nan]), "x")


def test_close_compares_shapes_before_values():
    checks.close(np.float32(0.1), 0.1, "x")
    with pytest.raises(AssertionError, match=r"`x` is 3; expected 4\. Add one\."):
        checks.close(3, 4, "x", because="Add one.")
    with pytest.raises(AssertionError, match=r"shape \(2, 1\); expected \(2,\)"):
        checks.close(np.zeros((2, 1)), np.zeros(2), "x")
    with pytest.raises(AssertionError, match=r"`x` is \[0\.5, 1\.0\]; expected \[0\.0, 1\.0\]"):
        checks.close([0.5, 1], [0, 1], "x")
    with pytest.raises(AssertionError, match=r"differs from the expected values by up to 0\.5"):
        checks.close(np.full(50, 0.5), np.zeros(50), "x")
    with pytest.raises(AssertionError, match="is None; give the answer with `return`"):
        checks.close(None, 4, "x")
    with pytest.raises(AssertionError, match="'4' of type str; expected numbers"):
        checks.close("4", 4, "x")


def test_close_never_accepts_what_is_no_number():
    with pytest.raises(AssertionError):
        checks.close([np.nan, 1], [0, 1], "x")


def test_below_wants_a_finite_error_under_the_limit():
    checks.below(0.1, 0.2, "The error")
    with pytest.raises(AssertionError, match=r"The error is 0\.3000; expected less than 0\.2000\. Train\."):
        checks.below(0.3, 0.2, "The error", because="Train.")
    with pytest.raises(AssertionError, match="finite"):
        checks.below(float("nan"), 0.2, "The error")


def test_stderr_in_a_check_is_shown_on_stdout(capfd):
    # nbgrader counts a check cell that wrote to stderr as failed, however right the answer is.
    with checks.exercise("99.1"):
        print("from Python", file=sys.stderr)
        os.write(2, b"from C\n")
        warnings.warn("a warning", stacklevel=1)
    out, err = capfd.readouterr()
    assert err == ""
    assert "from Python" in out
    assert "from C" in out
    assert "a warning" not in out
    print("after", file=sys.stderr)
    os.write(2, b"after too\n")
    assert capfd.readouterr().err == "after\nafter too\n"


def dense(*widths, hidden="relu", last="sigmoid"):
    """Return an untrained network of dense layers."""
    import keras

    between = [keras.layers.Dense(width, activation=hidden) for width in widths[1:-1]]
    return keras.Sequential([keras.Input((widths[0],)), *between, keras.layers.Dense(widths[-1], activation=last)])


def test_a_sigmoid_at_the_end_is_told_from_other_activations():
    checks.ends_in_sigmoid(dense(64, 8, 64), "model", (64,))
    checks.ends_in_sigmoid(dense(64, 8, 64, hidden="sigmoid"), "model", (64,))
    with pytest.raises(AssertionError, match="sum to 1"):
        checks.ends_in_sigmoid(dense(64, 8, 64, last="softmax"), "model", (64,))
    for last in ("relu", "linear", "tanh"):
        for hidden in ("relu", "sigmoid"):
            with pytest.raises(AssertionError, match=r"zeros or negative values .* Use a sigmoid in the last layer"):
                checks.ends_in_sigmoid(dense(64, 8, 64, hidden=hidden, last=last), "model", (64,))
    with pytest.raises(AssertionError, match="Use a sigmoid"):
        checks.ends_in_sigmoid(dense(64, 8, 64, last="softplus"), "model", (64,))


def test_a_linear_code_is_told_from_one_with_an_activation():
    checks.linear_code(dense(64, 8, 2, last="linear"), "encoder", (64,))
    for last in ("relu", "sigmoid", "tanh"):
        with pytest.raises(AssertionError, match="has no activation"):
            checks.linear_code(dense(64, 8, 2, last=last), "encoder", (64,))
    with pytest.raises(AssertionError, match="not finite"):
        checks.linear_code(lambda x: x[:, :2] * np.nan, "encoder", (64,))


def test_a_network_without_activations_is_found_out():
    checks.nonlinear(dense(64, 8, 2, last="linear"), "encoder", (64,))
    with pytest.raises(AssertionError, match="is a linear function"):
        checks.nonlinear(dense(64, 8, 2, hidden="linear", last="linear"), "encoder", (64,))


def test_a_function_that_forgot_its_return_is_named(notebook):
    assert "does your function `return` it?" in str(
        notebook("with checks.exercise('99.1'):\n    checks.run(None, np.ones(3))")
    )
    assert "Return each." in str(notebook("def f(): pass", "with checks.exercise('99.1'):\n    a, b = f()"))
    with pytest.raises(AssertionError, match="`encoder` is None; give the model back with `return`"):
        checks.maps(None, "encoder", (2,), (2,))


def test_a_known_mistake_is_named_by_its_cause():
    mistakes = {"The sign is wrong.": [-1.0, -2.0], "Sum over one axis only.": 3.0}
    checks.diagnosed([1.0, 2.0], [1.0, 2.0], "x", mistakes)
    with pytest.raises(AssertionError, match=r"`x` is \[-1.0, -2.0\]; expected \[1.0, 2.0\]. The sign is wrong."):
        checks.diagnosed([-1.0, -2.0], [1.0, 2.0], "x", mistakes)
    with pytest.raises(AssertionError, match=r"`x` has shape \(\); expected \(2,\). Sum over one axis only."):
        checks.diagnosed(3.0, [1.0, 2.0], "x", mistakes)
    with pytest.raises(AssertionError, match=r"expected \[1.0, 2.0\]. Think again."):
        checks.diagnosed([5.0, 5.0], [1.0, 2.0], "x", mistakes, because="Think again.")
    with pytest.raises(AssertionError, match="is None"):
        checks.diagnosed(None, 1.0, "x", {})


@pytest.mark.parametrize("hidden", ["relu", "elu", "tanh"])
def test_a_code_that_is_the_narrowest_place_passes(hidden):
    encoder, decoder = (dense(*widths, hidden=hidden, last="linear") for widths in ((64, 32, 8), (8, 32, 64)))
    checks.bottleneck(encoder, decoder, (64,), 8)
    checks.gradients_reach([encoder, decoder], np.ones((5, 64), "float32"))
    assert len(checks.trainable_layers(encoder)) == 2


def test_a_layer_narrower_than_the_code_is_found_also_where_layers_do_not_tell():
    import keras

    fine = dense(8, 32, 64, hidden="elu", last="linear")
    narrow = dense(64, 32, 5, 32, 8, hidden="elu", last="linear")
    with pytest.raises(AssertionError, match="of the encoder has 5 outputs, fewer than the code's 8"):
        checks.bottleneck(narrow, fine, (64,), 8)
    with pytest.raises(AssertionError, match=r"only 5 of the 8 .* matter to the encoder"):
        checks.bottleneck(lambda x: narrow(x), fine, (64,), 8)
    with pytest.raises(AssertionError, match=r"only [1-7] of the 8 .* matter to the encoder"):
        checks.bottleneck(dense(64, 32, 8, last="relu"), fine, (64,), 8)
    blind = keras.Sequential([keras.Input((8,)), keras.layers.Lambda(lambda z: 0 * z), *fine.layers])
    with pytest.raises(AssertionError, match=r"only 0 of the 8 .* matter to the decoder"):
        checks.bottleneck(dense(64, 32, 8, last="linear"), blind, (64,), 8)


def test_a_variable_that_no_gradient_reaches_is_named():
    import keras

    used, unused = keras.layers.Dense(4, name="used"), keras.layers.Dense(4, name="unused")
    inputs = keras.Input((4,))
    model = keras.Model(inputs, used(inputs) + keras.ops.stop_gradient(unused(inputs)))
    with pytest.raises(AssertionError, match="no gradient reaches `unused/kernel`"):
        checks.gradients_reach([model], np.ones((3, 4), "float32"))


def test_an_argument_that_an_answer_never_looks_at_is_named():
    def other(images, scale, *, shift=0):
        scale = 2
        return images * scale + shift

    def inner(images, scale):
        return [images * scale for _ in range(3)]

    assert probes.unread(other) == ["scale"]
    assert probes.unread(inner) == []
    assert probes.unread(np.mean) == []


def test_of_a_known_mistake_the_signs_may_be_others():
    right, wrong = np.array([[1.0, 2.0]]), np.array([[-3.0, 4.0]])
    wanted = Expected([probes.case("two numbers", 1)], [right], {"It is doubled.": [Outcome(wrong)]})
    with pytest.raises(AssertionError, match="It is doubled"):
        checks.same(lambda x: -x * wrong, "answer", known=wanted)
