"""How what was found differs from what was expected, and what relation the two have."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

SHORT = 10  # numbers that can be shown


class _How(NamedTuple):
    """How two values are compared: as the arguments of `difference`."""

    tolerance: float
    strict: bool
    guess: bool


def difference(
    found: Any, expected: Any, tolerance: float = 1e-5, *, strict: bool = False, where: str = "", guess: bool = True
) -> str:
    """Return in words how two values differ, or nothing if they agree.

    Parameters
    ----------
    found, expected
        Numbers, arrays, tensors, texts, and lists, tuples and dicts of such.
    tolerance
        The difference that is allowed, for numbers above 1 as a share of them.
    strict
        Whether an array must be a NumPy array of the expected type: else a tensor or a list will do, of any precision.
    where
        The words for what is compared, such as ``"its second part"``.
    guess
        Whether a relation of the two is named that may be the cause, such as a factor.
    """
    return _difference(found, expected, _How(tolerance, strict, guess), where)


def _difference(found: Any, expected: Any, how: _How, where: str) -> str:
    if expected is None or isinstance(expected, str | bool):
        same = found is None if expected is None else _plain(found) == expected
        return "" if same else f"{_it(where)} is {_shown(found)}; expected {_shown(expected)}."
    if found is None:
        return f"{_it(where)} is None; give it back with `return`."
    if isinstance(expected, Mapping):
        return _of_dict(found, expected, how, where)
    if isinstance(expected, tuple) or (isinstance(expected, list) and not _is_array(found)):
        return _of_parts(found, expected, how, where)
    return _of_numbers(found, np.asarray(expected), how, where, isinstance(expected, np.ndarray))


def _of_dict(found: Any, expected: Mapping[Any, Any], how: _How, where: str) -> str:
    if not isinstance(found, Mapping):
        return f"{_it(where)} is of type {type(found).__name__}; expected a dict."
    if set(found) != set(expected):
        return f"{_it(where)} has the keys {sorted(map(str, found))}; expected {sorted(map(str, expected))}."
    for key, value in expected.items():
        if words := _difference(found[key], value, how, _within(f"{key!r}", where)):
            return words
    return ""


def _of_parts(found: Any, expected: Any, how: _How, where: str) -> str:
    if not isinstance(found, tuple | list) and not _is_array(found):
        return f"{_it(where)} is {_shown(found)}; expected {len(expected)} values."
    if _is_array(found) and np.ndim(found) == 0:
        return f"{_it(where)} is one number; expected {len(expected)} values."
    if len(found) != len(expected):
        return f"{_it(where)} has {len(found)} values; expected {len(expected)}."
    places = ("first", "second", "third", "fourth")
    for i, (one, other) in enumerate(zip(found, expected, strict=True)):
        name = f"the {places[i]} value" if i < len(places) else f"value {i + 1}"
        if words := _difference(one, other, how, _within(name, where)):
            return words + (_order(found, expected, how.tolerance) if how.guess else "")
    return ""


def _order(found: Any, expected: Any, tolerance: float) -> str:
    """Say that all values are there in another order, if they are."""
    left = list(found)
    for value in expected:
        at = next((i for i, one in enumerate(left) if not difference(one, value, tolerance)), None)
        if at is None:
            return ""
        left.pop(at)
    return " The values are right, but in another order."


def _of_numbers(found: Any, expected: np.ndarray, how: _How, where: str, wants_array: bool) -> str:
    tolerance, strict, guess = how
    if strict and wants_array and not isinstance(found, np.ndarray):
        return f"{_it(where)} is of type {type(found).__name__}; expected a NumPy array."
    try:
        array = np.asarray(found)
    except Exception:
        array = np.asarray(None)
    if array.dtype.kind not in "biuf":
        return f"{_it(where)} is {_shown(found)} of type {type(found).__name__}; expected numbers."
    if array.shape != expected.shape:
        cause = _shape_relation(array, expected) if guess else ""
        return f"{_it(where)} has shape {array.shape}; expected {expected.shape}.{cause}"
    if expected.dtype.kind == "b" != array.dtype.kind:
        return f"{_it(where)} holds {array.dtype.name}; expected True and False."
    if expected.dtype.kind in "iu" and array.dtype.kind == "f" and wants_array:
        return f"{_it(where)} holds {array.dtype.name}; expected whole numbers."
    if strict and wants_array and array.dtype != expected.dtype:
        return f"{_it(where)} holds {array.dtype.name}; expected {expected.dtype.name}."
    if agree(array, expected, tolerance):
        return ""
    values, cause = _values(array, expected), relation(array, expected) if guess else ""
    if not values:
        apart = _apart(array, expected, tolerance)
        share = f"{np.mean(apart):.0%}" if np.mean(apart) >= 0.01 else f"{int(apart.sum())}"
        gap = np.max(np.abs(array.astype(float) - expected.astype(float)), initial=0.0)
        values = f" differs from what is expected in {share} of its numbers, by up to {gap:.3g}."
        return f"{_it(where)}{values}{cause}"
    return f"{_it(where)} is{values}.{cause}"


def agree(found: Any, expected: Any, tolerance: float = 1e-5) -> bool:
    """Tell whether two arrays of numbers have one shape and agree; not a number agrees with itself."""
    found, expected = np.asarray(found), np.asarray(expected)
    return found.shape == expected.shape and not _apart(found, expected, tolerance).any()


def _apart(found: np.ndarray, expected: np.ndarray, tolerance: float) -> np.ndarray:
    found, expected = found.astype(np.float64), expected.astype(np.float64)
    with np.errstate(all="ignore"):
        near = np.isfinite(expected) & (np.abs(found - expected) <= tolerance * np.maximum(1, np.abs(expected)))
    apart: np.ndarray = ~(near | (found == expected) | (np.isnan(found) & np.isnan(expected)))
    return apart


def relation(found: np.ndarray, expected: np.ndarray) -> str:
    """Name a relation that explains the difference of two arrays of one shape, if there is one."""
    found, expected = found.astype(np.float64), expected.astype(np.float64)
    if not np.isfinite(found).all():
        return " Some are not finite (NaN or infinity)." if np.isfinite(expected).all() else ""
    if not np.isfinite(expected).all() or found.size == 0 or not np.any(expected):
        return ""
    with np.errstate(all="ignore"):
        for words, candidate in _relations(expected):
            if (
                candidate.shape == found.shape
                and np.isfinite(candidate).all()
                and np.allclose(found, candidate, rtol=1e-4, atol=1e-7)
            ):
                return f" {words}"
        if found.size > 1 and np.any(found):
            factor = float(np.sum(found * expected) / np.sum(expected * expected))
            if factor and np.allclose(found, factor * expected, rtol=1e-4, atol=1e-7):
                times = f"{factor:.4g} times" if abs(factor) >= 1 else f"1/{1 / factor:.4g} of"
                return f" Each is {times} what is expected."
            gap = float(np.mean(found - expected))
            if np.allclose(found - gap, expected, rtol=1e-4, atol=1e-6) and np.ptp(expected) > 0:
                return f" Each is {abs(gap):.4g} too {'large' if gap > 0 else 'small'}."
    return ""


def _relations(expected: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Return what an answer may have made instead, with words for it."""
    found: list[tuple[str, np.ndarray]] = [
        ("The sign is wrong.", -expected),
        ("It is the square of what is expected.", expected**2),
        ("It is the square root of what is expected.", np.sqrt(np.abs(expected))),
        ("It is one over what is expected.", 1 / expected),
        ("It is 1 minus what is expected.", 1 - expected),
        ("It is the natural logarithm of what is expected.", np.log(np.abs(expected))),
        ("It is the exponential of what is expected.", np.exp(np.minimum(expected, 700))),
        ("It is rounded.", np.round(expected)),
        ("The whole part only is left.", np.trunc(expected)),
        ("It is clipped to 0 and 1.", np.clip(expected, 0, 1)),
        ("Negative values have become 0.", np.maximum(expected, 0)),
    ]
    if expected.ndim and expected.size > 1:
        for axis in range(expected.ndim):
            name = "" if expected.ndim == 1 else f" along axis {axis}"
            found += [
                (f"It is in the opposite order{name}.", np.flip(expected, axis)),
                (f"It is sorted{name}.", np.sort(expected, axis)),
                (f"It is shifted by one place{name}.", np.roll(expected, 1, axis)),
                (f"It is shifted by one place{name}.", np.roll(expected, -1, axis)),
            ]
        if expected.ndim > 1:
            found.append(("Its last two axes are swapped.", np.swapaxes(expected, -1, -2)))
            found.append(("Its first two axes are swapped.", np.swapaxes(expected, 0, 1)))
        found.append(("All its values are the mean of what is expected.", np.full_like(expected, expected.mean())))
        found.append(("All its values are the sum of what is expected.", np.full_like(expected, expected.sum())))
    return found


REDUCTIONS: tuple[tuple[str, Callable[..., Any]], ...] = (("sum", np.sum), ("mean", np.mean))


def _shape_relation(found: np.ndarray, expected: np.ndarray) -> str:
    if found.size == expected.size:
        if agree(found.ravel(), expected.ravel(), 1e-4):
            return " The values are right."
        if found.ndim == expected.ndim == 2 and agree(found.T, expected, 1e-4):
            return " It is transposed."
        return ""
    for words, reduce in REDUCTIONS:
        for axis in (None, *range(expected.ndim)):
            if found.shape == np.shape(reduced := reduce(expected.astype(float), axis=axis)) and agree(
                found, reduced, 1e-4
            ):
                over = "all of it" if axis is None else f"axis {axis}"
                return f" It is the {words} of what is expected, over {over}."
    return ""


def _values(found: np.ndarray, expected: np.ndarray) -> str:
    """Show both, where they are short."""
    if found.size == 1:
        return f" {_number(found.item())}; expected {_number(expected.item())}"
    return f" {_list(found)}; expected {_list(expected)}" if found.size <= SHORT else ""


def _list(array: np.ndarray) -> str:
    return str(array.tolist() if array.dtype.kind in "biu" else array.astype(float).round(4).tolist())


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _is_array(value: Any) -> bool:
    return hasattr(value, "shape") and hasattr(value, "dtype")


def _plain(value: Any) -> Any:
    if isinstance(value, np.bool_ | np.str_) or (_is_array(value) and np.ndim(value) == 0):
        return np.asarray(value).item()
    return value


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, np.ndarray) or value.size <= SHORT else f"an array {value.shape}"
    return text if len(text) <= 80 else f"{text[:77]}…"


def _it(where: str) -> str:
    return where or "it"


def _within(name: str, where: str) -> str:
    return f"{name} of {where}" if where else name
