"""Explorations of networks that were trained already, by a quantity that was varied."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from helpers import plots
from helpers.plots.images import as_images
from helpers.widgets.drawing import sheet
from helpers.widgets.explorer import Explorer, Panel
from helpers.widgets.given import numbers


def klweight(
    results: Mapping[float, Any],
    *,
    original: ArrayLike | None = None,
    measures: Mapping[str, Sequence[float]] | None = None,
    title: str | None = None,
) -> Explorer:
    """Choose the weight of the divergence and see what the network trained with it makes; nothing is computed.

    Parameters
    ----------
    results
        From a weight to images (n, ...), or to a dict from a label to images.
    original
        Images to compare with, shape (n, ...).
    measures
        From a name to a number for each weight, in the order of `results`.
    """
    return _results("klweight", "weight", results, original, measures, title or "What the weight does")


def codesize(
    results: Mapping[float, Any],
    *,
    original: ArrayLike | None = None,
    measures: Mapping[str, Sequence[float]] | None = None,
    title: str | None = None,
) -> Explorer:
    """Choose the size of the code and see what the network with that code makes; nothing is computed.

    Parameters
    ----------
    results
        From a code size to images (n, ...), or to a dict from a label to images.
    original
        Images to compare with, shape (n, ...).
    measures
        From a name to a number for each code size, in the order of `results`.
    """
    return _results("codesize", "code size", results, original, measures, title or "What the code size does")


def bits(
    results: Mapping[float, Any],
    *,
    original: ArrayLike | None = None,
    measures: Mapping[str, Sequence[float]] | None = None,
    title: str | None = None,
) -> Explorer:
    """Choose how many bits each number of a code has and see what is decoded; nothing is computed.

    Parameters
    ----------
    results
        From a number of bits to images (n, ...), or to a dict from a label to images.
    original
        Images to compare with, shape (n, ...).
    measures
        From a name to a number for each number of bits, in the order of `results`.
    """
    return _results("bits", "bits a number", results, original, measures, title or "What the bits do")


def _results(
    name: str,
    quantity: str,
    results: Mapping[float, Any],
    original: ArrayLike | None,
    measures: Mapping[str, Sequence[float]] | None,
    title: str,
) -> Explorer:
    if not isinstance(results, Mapping) or not results:
        raise ValueError(
            f"results is {type(results).__name__}; expected a dict from a {quantity} to images, not empty."
        )
    for label, values in (measures or {}).items():
        if len(values) != len(results):
            raise ValueError(f"measure {label!r} has {len(values)} numbers for {len(results)} results; give one each.")
    first = {} if original is None else {"original": as_images(numbers(original, "original")[:8], "original")}
    known = {}
    for value, made in results.items():
        rows = made if isinstance(made, Mapping) else {"result": made}
        known[value] = first | {
            label: as_images(numbers(row, f"{quantity} {value:g}")[:8], f"{quantity} {value:g}, {label!r}")
            for label, row in rows.items()
        }
    if len(shapes := {np.shape(row) for rows in known.values() for row in rows.values()}) > 1:
        raise ValueError(f"The images have shapes {', '.join(map(str, shapes))}; they must agree.")
    pictures = {
        f"{quantity} {value:.4g}" + ("" if label == "result" else f", {label}"): row
        for value, rows in known.items()
        for label, row in rows.items()
        if label != "original"
    }
    figure = plots.rows(first | pictures, title=title)

    def make(panel: Panel) -> None:
        values = list(known)
        chosen = panel.choice(quantity, [(f"{value:.4g}", i) for i, value in enumerate(values)], len(values) // 2)
        picture = panel.picture(title)

        def show() -> None:
            rows = known[values[chosen.value]]
            row = next(iter(rows.values()))
            drawing = sheet(np.concatenate(list(rows.values())), columns=len(row), labels=list(rows), largest=160)
            parts = [f"{label} {numbers[chosen.value]:.4g}" for label, numbers in (measures or {}).items()]
            words = ": ".join([f"{quantity} {values[chosen.value]:.4g}", *([", ".join(parts)] if parts else [])])
            picture.show(drawing, f"Rows of images, {', '.join(rows)}, at {words}.", words)

        panel.update(show, chosen)

    return Explorer(name, figure, make)
