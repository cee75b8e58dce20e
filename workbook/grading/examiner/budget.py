"""What a student's models may cost the examiner: computed from their configuration, before anything is made of them.

A model comes here as a short text that can name any size. So its objects are counted in the text; then Keras works out
all shapes, without one weight in memory; and before each call the numbers and products of that very call are known. The
figures need not be exact: right answers lie far below the bounds, and what is above is refused with a sentence.
"""

import functools
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from workbook.grading.sandbox.inside import exchange
from workbook.grading.sandbox.inside.wire import MAX_BYTES, Reader, WireError

MAX_DEPTH = 60  # of lists and objects in a configuration
MAX_BATCH_SHAPES = 1_000  # kinds of inputs of one model whose cost is kept
TOO_LARGE = "too large to judge"
SENTENCE = f"{TOO_LARGE}: {{}}. Make it smaller, then run this check again; if the exercise needs it, ask who grades."
EXTENTS = ("kernel_size", "pool_size", "strides", "dilation_rate")
_PRODUCTS = ("Dot", "Einsum", "Matmul", "Tensordot")


class TooLarge(WireError, AssertionError):
    """Something of the student's would cost the examiner more than it may."""

    def __init__(self, why: str):
        super().__init__(SENTENCE.format(why))


@dataclass(frozen=True)
class Budget:
    """How much what one check looks at may cost. An assignment can state others (`assignment.BUDGET`)."""

    objects: int = 6_000
    """Layers, initializers and the like of all models; one that is called again counts again."""
    parameters: int = 20_000_000
    """Of one model."""
    numbers: int = 400_000_000
    """That all layers of a model return together in one call."""
    products: int = 2_000_000_000_000
    """Multiplications in all calls."""
    extent: int = 256
    """Pixels along one side of a kernel, of a step, or of what is pooled."""
    bytes: int = 2**30
    """Of all that the student's process sends."""

    @classmethod
    def of(cls, stated: Mapping[str, Any]) -> "Budget":
        """Return the budget with what an assignment states of its own.

        Raises
        ------
        ValueError
            If it states something else than numbers of these names.
        """
        known = {field.name for field in fields(cls)}
        for name, value in stated.items():
            if name not in known or type(value) is not int or value <= 0:
                raise ValueError(f"{name!r}: {value!r} is no budget; give a whole number for one of {sorted(known)}.")
        return cls(**stated)


class Purse:
    """What is left of a budget in one check."""

    def __init__(self, budget: Budget):
        self.budget = budget
        self.spent: Counter[str] = Counter()

    def pay(self, name: str, amount: int, what: str) -> None:
        """Take an amount of what all of the check shares."""
        self.spent[name] += amount
        self.allow(name, self.spent[name], what)

    def allow(self, name: str, amount: int, what: str) -> None:
        """Refuse an amount that is above the budget."""
        if amount > (limit := asdict(self.budget)[name]):
            raise TooLarge(f"{what} {amount:,}, and {limit:,} can be looked at")


def rebuilt(data: list[Any], reader: Reader, purse: Purse) -> Any:
    """Rebuild a model that the budget allows, and let each of its calls be counted.

    Raises
    ------
    TooLarge
        If it costs too much to make.
    WireError
        If it cannot be made.
    """
    import keras

    text = data[1]
    _look_through(text, purse)
    made, values = _outlined(lambda: exchange.decode_model(data, reader))
    purse.allow("parameters", sum(math.prod(w.shape) for w in made.weights), "its parameters are")
    if made.built and isinstance(made.input_shape, tuple):
        # One example: a call has at least that.
        _Call(purse).through(made, [keras.KerasTensor([n or 1 for n in made.input_shape], made.compute_dtype)])
    _fill(made.variables, values)
    _count_calls(made, purse)
    if not made.built:
        _look_at_build(made, text, purse)
    return made


def weigh(data: list[Any], blobs: list[bytes], purse: Purse) -> None:
    """Pay for a model as it was sent, before its bytes are looked at: a short message can name one blob many times."""
    try:
        named = [len(blobs[array[3]]) for array in data[2]]
    except (TypeError, IndexError, KeyError):
        raise WireError("a model whose weights cannot be read") from None
    if sum(named) > MAX_BYTES:
        raise TooLarge(f"its weights take {sum(named) >> 20:,} MB, and {MAX_BYTES >> 20} MB can be looked at")
    purse.pay("objects", 1 + len(named), "its arrays of weights, and all else that it is made of, are")


def _look_through(text: str, purse: Purse) -> None:
    """Count what a configuration is made of, without making it."""
    if len(text) > exchange.MAX_CONFIG:
        raise TooLarge(f"its configuration has {len(text):,} letters, and {exchange.MAX_CONFIG:,} can be looked at")
    try:
        config = json.loads(text)
    except RecursionError:
        raise TooLarge("its layers lie too deep in each other") from None
    purse.pay("objects", _objects(config, purse), "its layers and their parts, each time they are called, are")


def _objects(config: Any, purse: Purse, depth: int = 0) -> int:
    if depth > MAX_DEPTH:
        raise TooLarge("its layers lie too deep in each other")
    if isinstance(config, list):
        return sum(_objects(value, purse, depth + 1) for value in config)
    if not isinstance(config, dict):
        return 0
    for name in EXTENTS:
        sizes = config.get(name)
        for size in sizes if isinstance(sizes, list) else [sizes]:
            if isinstance(size, int):
                purse.allow("extent", abs(size), f"its {name.replace('_', ' ')} is")
    calls = config.get("inbound_nodes")
    times = max(1, len(calls)) if isinstance(calls, list) else 1
    # What it is called with is listed once for each call, and tells of no object of its own.
    inner = {key: value for key, value in config.items() if key != "inbound_nodes"}
    within = sum(_objects(value, purse, depth + 1) for value in inner.values())
    return times * (within + ("class_name" in config)) + (_objects(calls, purse, depth + 1) if calls else 0)


def _outlined(make: Callable[[], Any]) -> tuple[Any, dict[int, Any]]:
    """Make something of Keras' whose variables have shapes, and no values; return these by the variable's `id`."""
    import keras
    from keras.src.backend.common import global_state

    try:
        with keras.StatelessScope(initialize_variables=False) as scope:
            made = make()
    finally:
        # Keras would give them all a value when the next scope ends.
        global_state.set_global_attribute("uninitialized_variables", [])
    return made, {id(variable): scope.get_current_value(variable) for variable in made.variables}


def _fill(variables: Iterable[Any], values: Mapping[int, Any]) -> None:
    """Give variables the values that were sent; of the others, such as seeds, Keras knows the first value."""
    for variable in variables:
        value = values[id(variable)]
        if value is None:
            variable._deferred_initialize()
        else:
            variable._initialize(value)


def _look_at_build(made: Any, text: str, purse: Purse) -> None:
    """Look at a model that learns only in its first call what its input is, before that makes its weights."""
    import keras

    build = made.build

    @functools.wraps(build)
    def looked_at(input_shape: Any = None) -> Any:
        def outline() -> Any:
            copy = keras.saving.deserialize_keras_object(json.loads(text), safe_mode=True)
            copy.build(input_shape)
            return copy

        copy, _ = _outlined(outline)
        purse.allow("parameters", sum(math.prod(w.shape) for w in copy.weights), "its parameters are")
        return build(input_shape)

    made.build = looked_at


def _count_calls(made: Any, purse: Purse) -> None:
    """Pay for each call of a model before it happens."""
    import keras

    call = made.call
    known: dict[Any, int] = {}

    @functools.wraps(call)
    def counted(inputs: Any, *arguments: Any, **options: Any) -> Any:
        shapes = tuple(tuple(part.shape) for part in keras.tree.flatten(inputs))
        if not any(None in shape for shape in shapes):  # else Keras only asks what it would return
            if shapes not in known:
                if len(known) > MAX_BATCH_SHAPES:
                    known.clear()
                known[shapes] = _products(made, shapes, purse)
            purse.pay("products", known[shapes], "the multiplications of its calls are")
        return call(inputs, *arguments, **options)

    made.call = counted


def _products(made: Any, shapes: tuple[Any, ...], purse: Purse) -> int:
    """Return the products of a call with inputs of these shapes.

    Raises
    ------
    TooLarge
        If all layers return more numbers than they may.
    """
    import keras

    call = _Call(purse)
    try:
        call.through(made, [keras.KerasTensor(shape, made.compute_dtype) for shape in shapes])
    except TooLarge:
        raise
    except Exception:
        pass  # a shape that does not fit is Keras' to explain, in the call
    return call.products


class _Call:
    """What one call costs, layer by layer."""

    def __init__(self, purse: Purse):
        self.purse = purse
        self.numbers = self.products = 0

    def through(self, model: Any, inputs: Any) -> Any:
        """Go through a model, with shapes in the place of numbers."""
        graph = getattr(model, "_functional", None) or model
        return graph._run_through_graph(inputs, call_fn=self._step)

    def _step(self, operation: Any, *arguments: Any, **options: Any) -> Any:
        import keras

        if hasattr(operation, "_run_through_graph") or getattr(operation, "_functional", None):
            return self.through(operation, arguments)
        found = operation.compute_output_spec(*arguments, **options)
        given, returned = (
            [tuple(n or 1 for n in t.shape) for t in keras.tree.flatten(values) if isinstance(t, keras.KerasTensor)]
            for values in ((arguments, options), found)
        )
        numbers = sum(map(math.prod, returned))
        self.numbers += numbers
        self.products += max(numbers, sum(map(math.prod, given))) + _multiplied(operation, given, returned)
        self.purse.allow("numbers", self.numbers, "the numbers that its layers return are")
        self.purse.allow("products", self.products, "the multiplications of one call are")
        return found


def _multiplied(operation: Any, given: list[tuple[int, ...]], returned: list[tuple[int, ...]]) -> int:
    """Return how many products an operation makes, at most: each weight is used once at each place of an image."""
    kind = type(operation).__name__
    if kind == "Embedding":  # it only looks up
        return 0
    if kind in _PRODUCTS:
        return sum(map(math.prod, returned)) * max((n for shape in given for n in shape[1:]), default=1)
    axis = 1 if getattr(operation, "data_format", None) == "channels_first" else -1
    places: int = max((math.prod(s) // max(1, s[axis]) for s in (*given, *returned) if len(s) > 1), default=1)
    weights: int = sum(math.prod(w.shape) for w in getattr(operation, "weights", ()) if len(w.shape) > 1)
    size = getattr(operation, "pool_size", 1)
    pooled: int = math.prod(size) if isinstance(size, tuple | list) else size
    return places * weights + sum(map(math.prod, returned)) * (pooled - 1)
