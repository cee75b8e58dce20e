"""What the worked solutions give for cases that a check tries: data made by the build, and no code.

``helpers/cases/NN_topic.npz`` holds for each answer its cases, what is expected of each, and what known mistakes
lead to, with a sentence on each. ``workbook expected`` makes these files.
"""

import functools
import importlib
import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from helpers.probes import Case

FOLDER = Path(__file__).parent / "cases"
INDEX = "index"


class Missing(LookupError):
    """A course without the cases that its check needs."""


@dataclass(frozen=True)
class Outcome:
    """What trying a case came to: a value, an error, or arguments that were changed."""

    value: Any = None
    error: str = ""  # the class and the text of an error that stopped it
    changed: bool = False


@dataclass(frozen=True)
class Expected:
    """The cases of one answer, and what is right for them."""

    cases: list[Case]
    outcomes: list[Any]  # the right values
    mistakes: dict[str, list[Outcome]] = field(default_factory=dict)  # by a sentence on the cause
    tolerance: float = 1e-5
    strict: bool = False  # whether it matters that an array is of one type and not of another
    made_of: str = ""  # a fingerprint of solution, check and known mistakes


def of(number: str, name: str) -> Expected:
    """Return what is expected of an answer, by its exercise's number and its name.

    Raises
    ------
    Missing
        If the course has no such cases.
    """
    chapter = f"{int(number.partition('.')[0]):02}"
    paths = sorted(FOLDER.glob(f"{chapter}_*.npz"))
    known = _file(paths[0]) if paths else {}
    if f"{number} {name}" not in known:
        raise Missing(f"the course has no cases for `{name}` in helpers/cases; take the course's helpers as they are")
    return known[f"{number} {name}"]


def read(path: Path) -> dict[str, Expected]:
    """Return the content of a file, by number and name."""
    with np.load(path, allow_pickle=False) as file:
        arrays = {key: file[key] for key in file.files}
    index = json.loads(str(arrays.pop(INDEX)))
    return {key: _expected(value, arrays) for key, value in index.items()}


_file = functools.lru_cache(maxsize=4)(read)


def write(path: Path, content: Mapping[str, Expected]) -> None:
    """Write such a file, always the same for the same content."""
    arrays: dict[str, np.ndarray] = {}
    index = {key: _written(value, arrays) for key, value in sorted(content.items())}
    path.parent.mkdir(parents=True, exist_ok=True)
    kept: dict[str, Any] = {INDEX: np.array(json.dumps(index)), **arrays}
    np.savez_compressed(path, **kept)


def _written(value: Expected, arrays: dict[str, np.ndarray]) -> dict[str, Any]:
    def plain(what: Any) -> Any:
        return encode(what, arrays)

    return {
        "cases": [
            [c.words, c.how, plain(list(c.arguments)), plain(dict(c.options)), plain(dict(c.given))]
            for c in value.cases
        ],
        "outcomes": [plain(outcome) for outcome in value.outcomes],
        "mistakes": {
            cause: [[plain(o.value), o.error, o.changed] for o in outcomes]
            for cause, outcomes in value.mistakes.items()
        },
        "tolerance": value.tolerance,
        "strict": value.strict,
        "made_of": value.made_of,
    }


def _expected(index: dict[str, Any], arrays: Mapping[str, np.ndarray]) -> Expected:
    def back(what: Any) -> Any:
        return decode(what, arrays)

    return Expected(
        [Case(words, how, tuple(back(a)), back(o), back(g)) for words, how, a, o, g in index["cases"]],
        [back(outcome) for outcome in index["outcomes"]],
        {
            cause: [Outcome(back(value), error, changed) for value, error, changed in outcomes]
            for cause, outcomes in index["mistakes"].items()
        },
        index["tolerance"],
        index["strict"],
        index["made_of"],
    )


def encode(value: Any, arrays: dict[str, np.ndarray]) -> Any:
    """Return a value as JSON, with its arrays put aside.

    Raises
    ------
    TypeError
        If it is neither a number, a text, an array, a tensor, a Keras model of Keras' own layers, nor a list, a tuple
        or a dict of such.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float) and not isinstance(value, np.generic):
        return value if np.isfinite(value) else ["number", repr(float(value))]
    if isinstance(value, list | tuple):
        return ["list" if isinstance(value, list) else "tuple", [encode(v, arrays) for v in value]]
    if isinstance(value, Mapping):
        return ["dict", [[encode(k, arrays), encode(v, arrays)] for k, v in value.items()]]
    if isinstance(value, np.ndarray | np.generic) and value.dtype.kind in "biufUS":
        return _aside("array" if isinstance(value, np.ndarray) else "scalar", np.asarray(value), arrays)
    if hasattr(value, "get_config") and hasattr(value, "layers"):
        import keras

        return ["model", json.dumps(_lean(keras.saving.serialize_keras_object(value)))]
    if hasattr(value, "numpy"):
        return _aside("tensor", np.asarray(value), arrays)
    raise TypeError(f"a {type(value).__name__} cannot be kept; give and return numbers, arrays, lists, dicts or models")


def _lean(config: Any) -> Any:
    """Return a configuration without what is as the class has it anyway: an older Keras does not know all names."""
    if not isinstance(config, Mapping):
        return [_lean(value) for value in config] if isinstance(config, list | tuple) else config
    kept = {key: _lean(value) for key, value in config.items() if value is not None}
    if isinstance(kept.get("config"), Mapping) and "module" in kept:
        kind = getattr(importlib.import_module(kept["module"]), kept["class_name"], object)
        usual = {name: p.default for name, p in inspect.signature(kind.__init__).parameters.items()}
        kept["config"] = {k: value for k, value in kept["config"].items() if k not in usual or value != usual[k]}
    return kept


def decode(data: Any, arrays: Mapping[str, np.ndarray]) -> Any:
    """Return the value that was encoded, with arrays of its own. A model has weights that are known."""
    if not isinstance(data, list):
        return data
    kind, content = data
    if kind == "number":
        return float(content)
    if kind in ("list", "tuple"):
        parts = [decode(part, arrays) for part in content]
        return parts if kind == "list" else tuple(parts)
    if kind == "dict":
        return {decode(k, arrays): decode(v, arrays) for k, v in content}
    if kind == "model":
        import keras

        from helpers.probes import know

        model = keras.saving.deserialize_keras_object(json.loads(content), safe_mode=True)
        know([model])
        return model
    array = arrays[content].copy()
    if kind == "tensor":
        import keras

        return keras.ops.convert_to_tensor(array)
    return array[()] if kind == "scalar" else array


def _aside(kind: str, array: np.ndarray, arrays: dict[str, np.ndarray]) -> list[Any]:
    for name, known in arrays.items():  # mistakes often give what is right for a case
        if known.dtype == array.dtype and known.shape == array.shape and known.tobytes() == array.tobytes():
            return [kind, name]
    name = f"a{len(arrays)}"
    arrays[name] = array
    return [kind, name]


def copied(case: Case) -> Case:
    """Return a case with arguments of its own, which an answer may change."""
    arrays: dict[str, np.ndarray] = {}
    arguments, options = encode(list(case.arguments), arrays), encode(dict(case.options), arrays)
    return Case(case.words, case.how, tuple(decode(arguments, arrays)), decode(options, arrays), case.given)
