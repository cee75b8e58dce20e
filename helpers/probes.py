"""What a check tries with an answer: a call, or a model that it builds, under weights that are known.

A probe runs where the answer is: in the notebook, or in the student's process when it is graded. The same probes, run
with the worked solution, say what is expected (`helpers.expected`).
"""

import contextlib
import dis
import inspect
import io
import itertools
import tracemalloc
import weakref
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from helpers.compare import difference
from helpers.predict import predict

CALL, OUTPUTS, STEP, GRADIENT, MEMORY, UNREAD = "call", "outputs", "step", "gradient", "memory", "unread"
_MADE: weakref.WeakSet[Any] = weakref.WeakSet()  # the models that answers have returned


@dataclass(frozen=True)
class Case:
    """Something to try: the words for it, what the answer is called with, and what is done with what it returns."""

    words: str
    how: str = CALL
    arguments: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)


def case(words: str, /, *arguments: Any, **options: Any) -> Case:
    """Return a case: the answer is called with these arguments, and what it returns is compared."""
    return Case(words, CALL, arguments, options)


def gradient(words: str, /, *arguments: Any, **options: Any) -> Case:
    """Return a case: the derivatives of the sum of what the answer returns, by each of its arguments, are compared."""
    return Case(words, GRADIENT, arguments, options)


def memory(words: str, /, *arguments: Any, megabytes: float, **options: Any) -> Case:
    """Return a case: a call as in `case`, during which arrays and objects take no more memory at any time than this."""
    return Case(words, MEMORY, arguments, options, {"megabytes": megabytes})


def outputs(
    words: str,
    /,
    *arguments: Any,
    inputs: Any,
    training: bool = False,
    parts: tuple[int, ...] | None = None,
    compiled: bool | None = None,
    follow: bool = False,
    **options: Any,
) -> Case:
    """Return a case: the answer builds a model, or several, whose outputs under known weights are compared.

    inputs: an array for its one model, or a list with one for each; None where a model is not to be run.
    training: whether dropout and the like are at work. Then only what does not depend on chance can be compared.
    parts: the places of those whose weights become known; all, if none is given. The others must share them.
    compiled: whether it matters if they are compiled.
    follow: whether they share the weights of the models among the arguments, and follow when these change.
    """
    given = {"inputs": inputs, "training": training, "parts": None if parts is None else list(parts)}
    given |= {"compiled": bool(compiled), "follow": follow}
    return Case(words, OUTPUTS, arguments, options, given)


def step(
    words: str, /, *arguments: Any, inputs: Any, targets: Any, free: bool = False, steps: int = 1, **options: Any
) -> Case:
    """Return a case: the answer compiles a model, and its loss and its outputs after a step are compared.

    It begins at known weights. The first steps of Adam and Adamax are equal, as are those of schedules that begin at
    one rate: more `steps` tell them apart.
    free: whether the optimiser and its rate are the learner's choice: then it matters only that the step moves weights.
    """
    given = {"inputs": inputs, "targets": targets, "free": free, "steps": steps}
    return Case(words, STEP, arguments, options, given)


def tried(answer: Callable[..., Any], of: Case) -> Any:
    """Return what a case shows of an answer.

    An answer that is in another process has a method of this name, which is asked instead.
    """
    if hasattr(answer, "tried"):
        return answer.tried(of)
    if of.how == UNREAD:
        return _unread(answer)
    with contextlib.redirect_stdout(io.StringIO()):
        if of.how == GRADIENT:
            return _gradient(answer, of)
        if of.how == MEMORY:
            return _memory(answer, of)
        if of.how == CALL:
            return answer(*of.arguments, **of.options)
        models = [value for value in (*of.arguments, *of.options.values()) if hasattr(value, "layers")]
        before = _weights(models)
        returned = answer(*of.arguments, **of.options)
        same = len(now := _weights(models)) >= len(before) and all(map(np.array_equal, before, now))
        assert same, "it changes the weights of a model that it is given; leave them as they are."
        if not models:
            made = [model for model in _models(returned) if hasattr(model, "layers")]
            again = any(model in _MADE for model in made)
            assert not again, "it returns a model that it has returned before; build a new one at each call."
            _MADE.update(made)
        with _put_back(returned):
            if of.how == OUTPUTS:
                return _outputs(returned, of.given, [*of.arguments, *of.options.values()])
            return _step(returned, of.given)


def unread(answer: Callable[..., Any]) -> list[str]:
    """Return the names of a function's arguments whose values it never looks at; none where that cannot be told."""
    try:
        names = tried(answer, Case("", UNREAD))
        # From another process comes whatever it likes to send.
        return [name for name in names if isinstance(name, str) and name.isidentifier() and len(name) < 30][:5]
    except Exception:
        return []


def _unread(answer: Callable[..., Any]) -> list[str]:
    code = inspect.unwrap(answer).__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    first: dict[str, bool] = dict.fromkeys(code.co_cellvars, True)  # an inner function may read them
    for step in dis.get_instructions(code):
        if "_FAST" in step.opname:
            # Some instructions store one variable and load another, in the order of their names.
            kinds = [kind for kind in step.opname.split("_") if kind in ("LOAD", "STORE", "DELETE")]
            used = step.argval if isinstance(step.argval, tuple) else (step.argval,)
            for kind, name in zip(kinds, used, strict=False):
                first.setdefault(name, kind == "LOAD")
    return [name for name in names if not first.get(name, False)]


@contextlib.contextmanager
def _put_back(returned: Any) -> Iterator[None]:
    """Give models the weights back that they had: an answer may return one that is trained, and needed later."""
    import keras

    models = returned if isinstance(returned, tuple | list) else [returned]
    weights = [weight for model in models for weight in getattr(model, "weights", [])]
    kept = [(weight, keras.ops.convert_to_numpy(weight).copy()) for weight in weights]
    try:
        yield
    finally:
        for weight, value in kept:
            weight.assign(value)


def _weights(models: list[Any]) -> list[np.ndarray]:
    weights = [weight for model in models for weight in model.weights]
    return [np.asarray(w).copy() for w in weights if np.dtype(str(w.dtype)).kind == "f"]


def know(models: list[Any]) -> None:
    """Give models weights that depend on their shapes alone, so that the order of layers of one shape is free."""
    for model in models:
        for weight in model.weights:
            if np.dtype(str(weight.dtype)).kind == "f":
                weight.assign(_known(tuple(weight.shape), str(weight.name)).astype(str(weight.dtype)))


def _known(shape: tuple[int, ...], name: str) -> np.ndarray:
    # What normalises has vectors of its own; all other vectors are biases, whatever their names.
    scales = len(shape) == 1 and any(word in name for word in ("gamma", "variance"))
    rng = np.random.default_rng(zlib.crc32(f"{shape} {scales}".encode()))
    if scales:
        return rng.uniform(0.5, 1.5, shape)
    return rng.normal(0, 0.3 if len(shape) == 1 else 1.5 / float(np.prod(shape[:-1])) ** 0.5, shape)


def _models(returned: Any) -> list[Any]:
    models = list(returned) if isinstance(returned, tuple | list) else [returned]
    for model in models:
        is_model = hasattr(model, "weights") and callable(model)
        among = " among its models" if isinstance(returned, tuple | list) else ""
        assert is_model, f"it returns {_kind(model)}{among}; expected a Keras model. Give it back with `return`."
    return models


def _kind(value: Any) -> str:
    return "None" if value is None else f"something of type {type(value).__name__}"


def _outputs(returned: Any, given: Mapping[str, Any], arguments: list[Any]) -> dict[str, Any]:
    """Return what the models make of their inputs, and what shows what kind of models they are.

    These are: how many numbers can be trained and how many not; whether training changes the outputs, as dropout, noise
    and the normalisation of batches do; where that matters, whether they are compiled; and what they make of the inputs
    when the weights of models among the arguments have changed.
    """
    models, inputs = _models(returned), given["inputs"]
    several = isinstance(inputs, list)
    per_model = inputs if several else [inputs]
    assert len(models) == len(per_model), f"it returns {len(models)} models; expected {len(per_model)}."
    # Some models have weights only once they have been called.
    for model, images in zip(models, per_model, strict=True):
        if images is not None:
            _run(model, images, training=False)
    parts = given["parts"]
    know([models[i] for i in (range(len(models)) if parts is None else parts)])
    found = [
        None if images is None else _run(model, images, training=given["training"])
        for model, images in zip(models, per_model, strict=True)
    ]
    facts: dict[str, list[Any]] = {
        "numbers to train": [_count(m.trainable_weights) for m in models],
        "numbers that stay": [_count(m.non_trainable_weights) for m in models],
        "outputs": found,
        "training changes the outputs": [
            images is not None and _changes(model, images, of)
            for model, images, of in zip(models, per_model, found, strict=True)
        ],
    }
    if given.get("compiled"):
        facts["compiled"] = [bool(getattr(m, "compiled", False)) for m in models]
    if given.get("follow"):
        for weight in [w for a in arguments if hasattr(a, "layers") for w in a.trainable_weights]:
            weight.assign(-np.asarray(weight))
        facts["outputs after the given model's weights have changed"] = [
            None if images is None else _run(model, images, training=False)
            for model, images in zip(models, per_model, strict=True)
        ]
    return {fact: values if several else values[0] for fact, values in facts.items()}


def _changes(model: Any, inputs: Any, without: Any) -> bool:
    """Tell whether a model gives something else while it is trained; what it keeps of that is put back."""
    with _put_back(model):
        return bool(difference(_run(model, inputs, training=True), without, 1e-4))


def _count(weights: Any) -> int:
    # The state of a generator of random numbers is no number of the model's.
    return int(sum(np.prod(w.shape) for w in weights if np.dtype(str(w.dtype)).kind == "f"))


def _run(model: Any, inputs: Any, *, training: bool) -> Any:
    given = [np.asarray(i) for i in inputs] if isinstance(inputs, list | tuple) else np.asarray(inputs)
    # Without a word of training where there is none: Keras lets that word overrule what a model's inside says of it.
    result = model(given, training=True) if training and _knows_training(model) else model(given)
    if isinstance(result, tuple | list):
        return [np.asarray(part) for part in result]
    return {k: np.asarray(v) for k, v in result.items()} if isinstance(result, dict) else np.asarray(result)


def _knows_training(model: Any) -> bool:
    return hasattr(model, "_call_has_training_arg") or hasattr(model, "layers")


def _step(returned: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    model = _models(returned)[0]
    inputs, targets = np.asarray(given["inputs"]), np.asarray(given["targets"])
    _run(model, inputs[:1], training=False)
    know([model])
    assert getattr(model, "compiled", False), "the model is not compiled; call `compile` on it."
    done = int(getattr(getattr(model, "optimizer", None), "iterations", 0))
    assert not done, f"the model has been trained already, for {done} steps; return it untrained."
    kept = predict(model, inputs)
    with _without_graphs(model):
        before = _as_float(model.evaluate(inputs, targets, verbose=0))
        for _ in range(given.get("steps", 1)):
            model.train_on_batch(inputs, targets)
    after = predict(model, inputs)
    if given.get("free"):
        return {"loss": before, "a step changes the outputs": bool(np.any(after != kept))}
    return {"loss": before, "outputs": after}


@contextlib.contextmanager
def _without_graphs(model: Any) -> Iterator[None]:
    """Let a model train as it is: to make a graph takes a second, which a step or two do not bring back."""
    usual, model.run_eagerly = model.run_eagerly, True
    try:
        yield
    finally:
        model.run_eagerly = usual
        model.train_function = model.test_function = None


def _as_float(loss: Any) -> float:
    return float(loss[0] if isinstance(loss, list | tuple) else loss)


def _gradient(answer: Callable[..., Any], of: Case) -> list[Any]:
    import tensorflow as tf

    arguments = [tf.convert_to_tensor(a) if isinstance(a, np.ndarray) else a for a in of.arguments]
    sources = [a for a in arguments if isinstance(a, tf.Tensor)]
    with tf.GradientTape() as tape:
        for source in sources:
            tape.watch(source)
        returned = answer(*arguments, **of.options)
        assert not isinstance(returned, np.ndarray), (
            "it returns a NumPy array, through which no gradient flows; use keras.ops from end to end."
        )
        total = sum(tf.reduce_sum(part) for part in (returned if isinstance(returned, tuple | list) else [returned]))
    found = tape.gradient(total, sources)
    return [None if g is None else np.asarray(g) for g in found]


def _memory(answer: Callable[..., Any], of: Case) -> dict[str, Any]:
    """Return what a call gives, and whether it took more memory than it may."""
    limit, running = of.given["megabytes"], tracemalloc.is_tracing()
    answer(*of.arguments, **of.options)  # what is imported or made once does not count
    tracemalloc.start()  # NumPy tells it of arrays
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        result = answer(*of.arguments, **of.options)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        if not running:
            tracemalloc.stop()
    return {"result": result, f"more than {limit:g} MB of memory needed": peak - before > limit * 1e6}


def changed(before: list[Any], arguments: tuple[Any, ...], options: Mapping[str, Any]) -> bool:
    """Tell whether an array or a list among a call's arguments is no longer as it was."""
    return any(a != b for a, b in itertools.zip_longest(before, contents(arguments, options)))


def contents(arguments: tuple[Any, ...], options: Mapping[str, Any]) -> list[Any]:
    """Return what the arrays and lists among a call's arguments hold."""
    return [_content(value) for value in (*arguments, *options.values())]


def _content(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, list | tuple):
        return [_content(part) for part in value]
    return repr(value) if isinstance(value, dict | set) else None
