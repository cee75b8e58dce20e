"""What check cells are made of: an ``exercise`` block, and assertions that speak to the learner.

A check reads only what can travel to another process as plain data: numbers, strings, arrays, Keras models, and
functions called with arrays. It computes every error itself and never trusts a number that the learner's code reports.
"""

import json
import os
import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import numpy as np

from helpers import accidents, expected, probes, progress
from helpers.chance import undisturbed
from helpers.compare import difference
from helpers.errors import Plain
from helpers.expected import Expected, Outcome
from helpers.predict import predict
from helpers.probes import Case, case, gradient, memory, outputs, step
from helpers.quiet import caught_stderr

__all__ = ["case", "gradient", "memory", "outputs", "step"]  # what hidden tests make cases with

_number: ContextVar[str] = ContextVar("the number of the exercise whose check runs")


class CheckFailed(Plain, AssertionError):
    """A check that did not pass, shown as a few plain lines instead of a traceback."""


class Differs(AssertionError):
    """An answer that does not give what the worked solution gives, for what `words` say."""

    def __init__(self, message: str, words: str):
        super().__init__(message)
        self.words = words


@contextmanager
def exercise(number: str) -> Iterator[None]:
    """Run the assertions of one exercise's check, and record whether it passed.

    What cells share is afterwards as it was before (`helpers.chance`): checks may run in any order, twice, or not at
    all. The assertions are plain ones, so a Python that leaves assertions out is refused.

    Parameters
    ----------
    number : str
        The exercise's number in the notebook, such as ``"1.2"``.

    Raises
    ------
    CheckFailed
        When an assertion inside fails, when a name is missing because the exercise is not done, or when the learner's
        code stops with an error. The message says which exercise, what is wrong and what to do.
    """
    heading = f"Exercise {number} ({progress.title(number)})" if progress.title(number) else f"Exercise {number}"
    if not __debug__:
        raise CheckFailed(f"{heading} cannot be checked: {accidents.OPTIMIZED}")
    failure = None
    # nbgrader gives no points to a check cell that wrote to stderr, and a warning is no mistake.
    with caught_stderr() as noise, warnings.catch_warnings(), undisturbed(), numbered(number):
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception as error:
            failure = f"{heading} {explain(error, number)}"
    print(*noise, end="")
    if failure:
        progress.record(number, passed=False)
        # Outside the `except`: the learner's own frames are in the message where they help.
        raise CheckFailed(failure)
    progress.record(number, passed=True)
    print(f"{heading}: passed.")


@contextmanager
def numbered(number: str) -> Iterator[None]:
    """Let `same` know of which exercise the check is."""
    token = _number.set(number)
    try:
        yield
    finally:
        _number.reset(token)


def same(
    answer: Callable[..., Any],
    name: str,
    cases: Callable[[np.random.Generator], Iterable[Case]] | None = None,
    *,
    tolerance: float = 1e-5,
    strict: bool = False,
    known: Expected | None = None,
) -> None:
    """Assert that an answer gives what the worked solution gives, for many arguments.

    What is expected was made with the course and comes as data (`helpers.expected`). Where the answer is what a known
    mistake leads to, the message names that mistake.

    Parameters
    ----------
    answer
        A function, or what builds models.
    name
        Its name.
    cases
        In a hidden test: what makes the cases, given a random generator. From here the build makes the visible ones,
        and grading makes others, which stand nowhere.
    tolerance, strict
        In a hidden test, for both: as for `helpers.compare.difference`.
    known
        What grading expects of its own cases.
    """
    wanted = known or expected.of(_number.get(), name)
    assert callable(answer), f"`{name}` is {answer!r}; expected a function. Run its cell again."
    found = [outcome(answer, case) for case in wanted.cases]
    for given, one, right in zip(wanted.cases, found, wanted.outcomes, strict=True):
        if _wrong(name, given, one, right, wanted):
            mistake = _mistake(found, wanted) or _unread(answer)
            raise Differs(_join(_wrong(name, given, one, right, wanted, guess=not mistake), mistake), given.words)
    if wanted.cases:
        # State that a first call leaves behind: a counter, a model that was kept, a generator that goes on.
        given, right = wanted.cases[0], wanted.outcomes[0]
        if words := _wrong(name, given, outcome(answer, given), right, wanted):
            also = "The first call was right, a second one with the same arguments is not."
            raise Differs(f"{words} {also}", f"{given.words}, at a second call")


def outcome(answer: Callable[..., Any], case: Case) -> tuple[Outcome, Exception | None]:
    """Return what trying a case came to, and the error that stopped it."""
    own = expected.copied(case)
    before = probes.contents(own.arguments, own.options)
    try:
        value = probes.tried(answer, own)
    except Exception as error:
        # Two mistakes stop with errors of one kind more often than with one text, in which names are counted through.
        text = re.sub(r"_\d+\b", "", _gist(error))
        return Outcome(error=f"{type(error).__name__}: {text}"), error
    return Outcome(value, changed=probes.changed(before, own.arguments, own.options)), None


def _wrong(
    name: str,
    case: Case,
    found: tuple[Outcome, Exception | None],
    right: Any,
    wanted: Expected,
    *,
    guess: bool = True,
) -> str:
    """Say what is wrong with what an answer gave for a case, or nothing; with a guess at the cause, if asked for."""
    result, error = found
    if isinstance(error, NotImplementedError | NameError) or (error and "your object has more parts" in str(error)):
        raise error  # an unfinished exercise, which `exercise` puts into words
    if error and accidents.behind(error):
        raise error
    where = error and _where(error, own=0)
    if isinstance(error, AssertionError) and not where:
        return f"`{name}`, given {case.words}: {error}"
    if error:
        kind = type(error).__name__
        return f"`{name}` stopped with {kind}: {_gist(error)}{_place(where)}\nIt was given {case.words}."
    if result.changed:
        return f"`{name}`, given {case.words}, changed what it was given; work on a copy, or make a new array."
    what = "the result" if case.how == probes.CALL else ""
    words = difference(result.value, right, wanted.tolerance, strict=wanted.strict, where=what, guess=guess)
    return f"`{name}`, given {case.words}: {words}" if words else ""


def _mistake(found: Sequence[tuple[Outcome, Exception | None]], wanted: Expected) -> str:
    """Name the known mistake that leads to all that was found.

    Signs may differ where none is as well known: those of an eigenvector are chance.
    """
    for of in (lambda value: value, _without_signs):
        for cause, outcomes in wanted.mistakes.items():
            if all(_alike(one, known, wanted.tolerance, of) for (one, _), known in zip(found, outcomes, strict=True)):
                return cause
    return ""


def _alike(found: Outcome, known: Outcome, tolerance: float, of: Callable[[Any], Any]) -> bool:
    if found.error or known.error:
        return found.error == known.error
    same = found.changed == known.changed
    return same and not difference(of(found.value), of(known.value), tolerance, strict=True)


def _without_signs(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return type(value)([_without_signs(part) for part in value]) if type(value) in (tuple, list) else value
    return np.abs(value) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value


def _unread(answer: Callable[..., Any]) -> str:
    names = " and ".join(f"`{name}`" for name in probes.unread(answer))
    return f"Your function never looks at its argument {names}." if names else ""


def run(model: Callable[[np.ndarray], Any], inputs: np.ndarray, batch: int = 1000) -> np.ndarray:
    """Return what `predict` does, and assert that there is a model."""
    assert callable(model), f"expected a model or a function, found {model!r}; does your function `return` it?"
    return predict(model, inputs, batch)


def run_network(
    model: Callable[[np.ndarray], Any], name: str, network: Callable[..., Any], inputs: np.ndarray, because: str = ""
) -> np.ndarray:
    """Return what `run` does, and assert that the model computes what a network of this kind does with its weights.

    The nearest of many images is a fair denoiser; to hold what was learned in the weights of a network is the exercise.

    Parameters
    ----------
    network
        From weights and inputs, of which the first ten are tried, to outputs: `dense_network` or `strided_network`.
    """
    assert hasattr(model, "get_weights"), f"`{name}` is {model!r}; expected a Keras model."
    outputs, weights = run(model, inputs), list(model.get_weights())
    try:
        expected = np.asarray(network(weights, inputs[:10]))
    except Exception:  # weights of other shapes, or of another number
        expected = np.zeros(0)
    same = outputs[:10].shape == expected.shape and np.allclose(outputs[:10], expected, rtol=0, atol=1e-3)
    assert same, _join(f"`{name}` does not compute what the layers that the text lists do with its weights.", because)
    return outputs


def dense_network(weights: Sequence[np.ndarray], images: np.ndarray) -> np.ndarray:
    """Return what dense layers with relu, the last with a sigmoid, make of images: images again."""
    x = images.reshape(len(images), -1)
    for i, array in enumerate(weights):
        x = x + array if array.ndim == 1 else (np.maximum(x, 0) if i else x) @ array
    found: np.ndarray = (1 + np.tanh(x / 2)) / 2  # a sigmoid, without an overflow
    return found.reshape(images.shape)


def strided_network(weights: Sequence[np.ndarray], images: np.ndarray) -> Any:
    """Return what the strided network of notebook 05 makes of images (n, 28, 28, 1)."""
    from keras import ops

    kernels, biases, x = weights[::2], weights[1::2], ops.convert_to_tensor(images)
    for kernel, bias in zip(kernels[:2], biases[:2], strict=True):
        x = ops.relu(ops.conv(x, kernel, strides=2, padding="same") + bias)
    x = ops.reshape(x, (len(images), -1)) @ kernels[2] + biases[2]
    x = ops.reshape(ops.relu(x @ kernels[3] + biases[3]), (-1, 7, 7, 64))
    for kernel, bias in zip(kernels[4:-1], biases[4:-1], strict=True):
        x = ops.relu(ops.conv_transpose(x, kernel, strides=2, padding="same") + bias)
    return ops.sigmoid(ops.conv_transpose(x, kernels[-1], strides=1, padding="same") + biases[-1])


def array(value: Any, name: str, *, shape: Sequence[int | None] | None = None, dtype: str | None = None) -> None:
    """Assert that ``value`` is a NumPy array of this shape (``None`` stands for any length) and dtype."""
    assert value is not None, f"`{name}` is None; give the answer with `return`."
    assert isinstance(value, np.ndarray), f"`{name}` is of type {type(value).__name__}; expected a NumPy array."
    if shape is not None:
        assert _fits(value.shape, shape), f"`{name}` has shape {_show(value.shape)}; expected {_show(shape)}."
    if dtype is not None:
        found = value.dtype.name
        assert found == dtype, f"`{name}` holds {found}; expected {dtype}. Convert it with .astype({dtype!r})."


def in_range(value: np.ndarray, name: str, because: str = "") -> None:
    """Assert that every element is finite and lies in [0, 1]."""
    value = np.asarray(value)
    assert np.isfinite(value).all(), f"`{name}` contains values that are not finite (NaN or infinity)."
    found = f"`{name}` runs from {value.min():.3g} to {value.max():.3g}"
    fits = value.min() >= 0 and value.max() <= 1
    assert fits, _join(f"{found}; expected values between 0 and 1.", because)


def maps(
    model: Callable[[np.ndarray], Any], name: str, inputs: Sequence[int], outputs: Sequence[int], because: str = ""
) -> np.ndarray:
    """Assert that a model turns arrays of shape (n, *inputs) into (n, *outputs), and return three outputs.

    The images it is given are random numbers in [0, 1], three of them, so that a model which mixes up the image axis
    and another one is found out.
    """
    images = np.random.default_rng(0).random((3, *inputs)).astype("float32")
    assert model is not None, f"`{name}` is None; give the model back with `return`."
    assert callable(model), f"`{name}` is of type {type(model).__name__}; expected a Keras model."
    try:
        result = np.asarray(model(images))
    except (NameError, NotImplementedError):
        raise  # an unfinished exercise, which `exercise` puts into words
    except Exception as error:
        shape = _show((None, *inputs))
        declared = getattr(model, "input_shape", None)
        # Keras prints the images themselves when their shape is not the declared one.
        reason = _gist(error) if declared in (None, (None, *inputs)) else f"its input has shape {declared}."
        words = f"`{name}` cannot be called on arrays of shape {shape}: {reason}"
        raise AssertionError(_join(words, because)) from error
    expected = (None, *outputs)
    assert _fits(result.shape, (3, *outputs)), _join(
        f"`{name}` returns {_show((None, *result.shape[1:]))} for arrays of shape {_show((None, *inputs))}; "
        f"expected {_show(expected)}.",
        because,
    )
    return result


def ends_in_sigmoid(model: Callable[[np.ndarray], Any], name: str, inputs: Sequence[int]) -> None:
    """Assert that the outputs of a fresh model are pixels as a sigmoid makes them: inside (0, 1), each by itself.

    An untrained relu returns exact zeros, a softmax makes the pixels of an image sum to 1, and large inputs drive any
    unbounded activation out of [0, 1]. Not for a trained model, whose sigmoid may round to 0.
    """
    rng = np.random.default_rng(0)
    mild = run(model, rng.random((50, *inputs)).astype("float32"))
    zeros = float(np.mean(mild <= 0))
    sums = mild.reshape(len(mild), -1).sum(axis=1)
    advice = "Use a sigmoid in the last layer."
    assert zeros == 0, f"`{name}` returns zeros or negative values for {zeros:.0%} of the pixels. {advice}"
    assert np.abs(sums - 1).min() > 0.01, (
        f"the pixels of each image from `{name}` sum to 1, as a softmax's do. {advice}"
    )
    large = run(model, 100 * rng.normal(size=(50, *inputs)).astype("float32"))
    in_range(large, name, because=advice)


def linear_code(encoder: Callable[[np.ndarray], Any], name: str, inputs: Sequence[int]) -> None:
    """Assert that an encoder ends without an activation: its codes take negative values and values above 1."""
    codes = run(encoder, 100 * np.random.default_rng(0).normal(size=(200, *inputs)).astype("float32"))
    assert np.isfinite(codes).all(), f"the codes from `{name}` contain values that are not finite (NaN or infinity)."
    bounded = codes.min() >= 0 or codes.max() <= 1
    assert not bounded, (
        f"the codes from `{name}` run from {codes.min():.3g} to {codes.max():.3g} on large random inputs; expected "
        "negative ones and ones above 1. The layer that makes the code has no activation."
    )


def nonlinear(model: Callable[[np.ndarray], Any], name: str, inputs: Sequence[int]) -> None:
    """Assert that a model is not an affine function, whose differences would not depend on where they are taken."""
    rng = np.random.default_rng(0)
    a, b = (rng.normal(size=(50, *inputs)).astype("float32") for _ in range(2))
    gap = run(model, a + b) - run(model, a) - run(model, b) + run(model, np.zeros_like(a))
    assert np.abs(gap).max() > 1e-3, (
        f"`{name}` is a linear function; give its hidden layers an activation, such as relu."
    )


def close(value: Any, expected: Any, name: str, tolerance: float = 1e-5, because: str = "") -> None:
    """Assert that two numbers or arrays agree within ``tolerance``."""
    assert value is not None, f"`{name}` is None; give the answer with `return`."
    kind = np.asarray(value).dtype.kind
    assert kind in "biuf", f"`{name}` is {value!r} of type {type(value).__name__}; expected numbers."
    value, expected = np.asarray(value, np.float64), np.asarray(expected, np.float64)
    assert value.shape == expected.shape, f"`{name}` has shape {_show(value.shape)}; expected {_show(expected.shape)}."
    gap = float(np.max(np.abs(value - expected), initial=0.0))
    if value.size == 1:
        found = f"`{name}` is {value.item():.6g}; expected {expected.item():.6g}."
    elif value.size <= 10:
        found = f"`{name}` is {value.round(4).tolist()}; expected {expected.round(4).tolist()}."
    else:
        found = f"`{name}` differs from the expected values by up to {gap:.3g}."
    assert gap <= tolerance, _join(found, because)


def diagnosed(
    value: Any, expected: Any, name: str, mistakes: Mapping[str, Any], tolerance: float = 1e-3, because: str = ""
) -> None:
    """Assert as `close` does, and name the cause when the value is what a common mistake gives.

    Parameters
    ----------
    mistakes
        From a sentence on the cause to the number or array that it leads to.
    """
    found = np.asarray(value)
    if found.dtype.kind in "biuf":
        right = found.shape == np.shape(expected) and np.allclose(found, expected, rtol=0, atol=tolerance)
        for cause, wrong in mistakes.items():
            if not right and found.shape == np.shape(wrong) and np.allclose(found, wrong, rtol=0, atol=tolerance):
                because = cause
        assert found.shape == np.shape(expected) or not because, (
            f"`{name}` has shape {_show(found.shape)}; expected {_show(np.shape(expected))}. {because}"
        )
    close(value, expected, name, tolerance, because)


def below(error: float, limit: float, name: str, because: str = "") -> None:
    """Assert that an error lies below a limit measured on the same data.

    Where the environment variable ``WORKBOOK_MARGINS`` names a file, the two numbers are added to it, so that
    ``make calibrate`` can see how much room right answers have.
    """
    if path := os.environ.get("WORKBOOK_MARGINS"):
        with open(path, "a", encoding="utf-8") as file:
            file.write(json.dumps({"name": name, "error": float(error), "limit": float(limit)}) + "\n")
    assert np.isfinite(error), f"{name} is {error}; expected a finite number."
    assert error < limit, _join(f"{name} is {error:.4f}; expected less than {limit:.4f}.", because)


def trainable_layers(model: Any) -> list[Any]:
    """Return the layers of a Keras model that have weights to train, those inside models within it too."""
    return [layer for layer in _leaves(model) if layer.trainable_variables]


def gradients_reach(models: Sequence[Any], inputs: np.ndarray) -> None:
    """Assert that a squared error at the end of the chain of models moves every variable that can be trained."""
    passed_on = [np.asarray(inputs)]
    for model in models:
        passed_on.append(np.asarray(model(passed_on[-1])))
    upstream = 2 * (passed_on[-1] - inputs.reshape(passed_on[-1].shape)) / inputs.size
    for model, given in reversed(list(zip(models, passed_on, strict=False))):
        upstream, gradients = pull_back(model, given, upstream)
        for path, found in gradients:
            reached = found is not None and bool(np.any(found))
            assert reached, f"no gradient reaches `{path}`: it would never be trained. Call each layer on the last."


def pull_back(
    model: Any, inputs: np.ndarray, upstream: np.ndarray
) -> tuple[np.ndarray, list[tuple[str, np.ndarray | None]]]:
    """Return the gradients of ``sum(model(inputs) * upstream)``: for the inputs, and by path for each variable.

    A model in another process has a method of this name, which is asked instead.
    """
    if hasattr(model, "pull_back"):
        pulled: tuple[np.ndarray, list[tuple[str, np.ndarray | None]]] = model.pull_back(inputs, upstream)
        return pulled
    import tensorflow as tf

    given = tf.convert_to_tensor(inputs)
    with tf.GradientTape() as tape:
        tape.watch(given)
        seen = tf.reduce_sum(model(given) * upstream)
    variables = list(getattr(model, "trainable_variables", []))
    of_inputs, of_variables = tape.gradient(seen, (given, [variable.value for variable in variables]))
    arrays = [None if g is None else np.asarray(g) for g in of_variables]
    return (
        np.zeros(given.shape, "float32") if of_inputs is None else np.asarray(of_inputs),
        [(variable.path, array) for variable, array in zip(variables, arrays, strict=True)],
    )


def bottleneck(encoder: Any, decoder: Any, inputs: Sequence[int], code_size: int) -> None:
    """Assert that the code is the narrowest place: all its numbers vary with the image, and move the reconstruction.

    No layer may have fewer outputs than the code. The ranks of the two Jacobian matrices tell more: neither exceeds the
    width of the narrowest layer, known or not, and a relu at the end of the encoder halves its rank. A tenth is allowed
    for units that happen to be inactive at the random point where the ranks are taken. For a code above 128 they are
    taken, which is slow, only where a layer does not tell its width.
    """
    told = True
    for model, name in ((encoder, "encoder"), (decoder, "decoder")):
        for layer in _leaves(model):
            width = _outputs(layer)
            told = told and width is not None
            assert width is None or width >= code_size, (
                f"the layer `{layer.name}` of the {name} has {width} outputs, fewer than the code's {code_size}: "
                "it is the true bottleneck."
            )
    if told and code_size > 128:
        return
    rng = np.random.default_rng(0)
    image = rng.normal(0, 0.3, (1, *inputs)).astype("float32")
    code = rng.normal(0, 1, (1, code_size)).astype("float32")
    probes = rng.normal(0, 1, (code_size + 20, *inputs)).astype("float32")
    for model, name, point, directions, advice in (
        (encoder, "encoder", image, np.eye(code_size, dtype="float32"), "the code's layer have no activation, and"),
        (decoder, "decoder", code, probes, "the decoder use its whole input, and"),
    ):
        found = _rank(model, point, directions)
        assert found >= 0.9 * code_size, (
            f"only {found} of the {code_size} numbers of the code matter to the {name}: let {advice} no layer "
            "be narrower than the code."
        )


def _rank(model: Any, point: np.ndarray, directions: np.ndarray) -> int:
    """Return the rank of the model's Jacobian matrix at a point, seen from these directions of its output space."""
    rows, _ = pull_back(model, np.repeat(point, len(directions), axis=0), directions)
    values = np.linalg.svd(rows.astype(np.float64).reshape(len(rows), -1), compute_uv=False)
    return int(np.sum(values > 1e-5 * values[0])) if values[0] else 0


def _leaves(model: Any) -> list[Any]:
    parts = getattr(model, "layers", None)
    return [model] if parts is None else [leaf for part in parts for leaf in _leaves(part)]


def _outputs(layer: Any) -> int | None:
    """Return how many numbers a layer puts out for one example, or None if it does not say."""
    try:
        shape = layer.output.shape[1:]
    except Exception:  # a layer that was never called on a symbolic tensor, or more than once
        return None
    return None if None in shape else int(np.prod(shape))


def explain(error: Exception, number: str = "") -> str:
    """Say in the learner's words what stopped a check.

    An error that comes from the learner's code in another process carries `where`: line number, function and line.
    Where the error comes from an accident of the kernel (`helpers.accidents`), that is named in its place.
    """
    where = _where(error)
    if isinstance(error, CheckFailed):
        return str(error.args[0])
    if isinstance(error, NotImplementedError) and _gist(error).startswith("Exercise"):  # inside a layer, Keras wraps it
        return "is not finished: the stub is still there. Replace it, run its cell, then run this check again."
    if words := accidents.behind(error):
        return f"cannot be checked yet.\n{words}"
    if isinstance(error, NameError):
        maker = progress.maker(error.name, number) if accidents.shell() else ""
        if maker and maker != progress.cell_of(number):
            return f"is not finished: {accidents.missing(error.name, maker)}"
        if not where:
            return (
                f"is not finished: there is no `{error.name}` yet. Fill in the exercise, run its cell, then run this "
                "check again."
            )
    return "\n".join([_explained(error, where), *accidents.behind_anything()])


def _explained(error: Exception, where: Any) -> str:
    if isinstance(error, AssertionError) and not where:
        frames = _frames(error)
        words = str(error) or (frames[0].line if frames else "")
        return f"does not pass yet.\n{words}".rstrip()
    if isinstance(error, expected.Missing):
        return f"cannot be checked: {error}."
    if not where and isinstance(error, TypeError | ValueError) and "unpack" in str(error):
        kind = re.search(r"non-iterable (\w+)", str(error))
        if not kind:
            return f"does not pass yet: a function gives another number of values ({_gist(error)}). Return each."
        one = "None: begin its last line with `return`" if kind[1] == "NoneType" else f"one {kind[1]}"
        return f"does not pass yet: where several values are asked for, a function gives {one}. Return each."
    return f"does not pass yet: your code stopped with {type(error).__name__}: {_gist(error)}{_place(where)}"


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return [f for f in traceback.extract_tb(error.__traceback__) if _is_notebook(f.filename)]


def _where(error: BaseException, own: int = 1) -> Any:
    """Return line number, function and line of the learner's that stopped, if it was the learner's.

    The first frame in a notebook is the check cell itself, unless `own` says 0; one more means that the learner's code
    was running.
    """
    frames = _frames(error)
    if len(frames) > own:
        return frames[-1].lineno, frames[-1].name, frames[-1].line
    return getattr(error, "where", None)


def _place(where: Any) -> str:
    return f" in line {where[0]} of `{where[1]}`:\n    {where[2]}" if where else ""


def _is_notebook(filename: str) -> bool:
    # ipykernel compiles a cell under a file name in its temporary folder, IPython under <ipython-input-...>.
    return filename.startswith("<ipython-input") or "ipykernel_" in filename


def _gist(error: BaseException) -> str:
    """Return the line of an error's text that says most; Keras wraps it in colour codes and a general first line."""
    lines = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in str(error).splitlines()]
    lines = [line for line in lines if line and not line.startswith("Exception encountered when calling")]
    return lines[0] if lines else "(no message)"


def _fits(found: Sequence[int], expected: Sequence[int | None]) -> bool:
    return len(found) == len(expected) and all(e is None or f == e for f, e in zip(found, expected, strict=True))


def _show(shape: Sequence[int | None]) -> str:
    return "(" + ", ".join(str(n) for n in shape) + ("," if len(shape) == 1 else "") + ")"


def _join(*sentences: str) -> str:
    return " ".join(s for s in sentences if s)
