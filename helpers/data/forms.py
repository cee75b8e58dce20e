"""The forms in which a data set comes to a notebook, and the steps from bytes to them."""

from dataclasses import dataclass

import numpy as np

ANNOUNCED = "*** STAND-IN DATA"
"""How what is printed begins where a stand-in takes a real set's place."""


@dataclass(frozen=True, eq=False)
class Split:
    """Images float32 (n, h, w) or (n, h, w, 3) in [0, 1], and their labels int64 (n,), all read-only.

    ``attributes`` maps names to arrays (n,) of what else is known of each image, as of a drawn face whether it smiles;
    it is None for a set of which only the labels are known.
    """

    images: np.ndarray
    labels: np.ndarray
    attributes: dict[str, np.ndarray] | None = None

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Three splits, the names of the classes, and in ``source`` a sentence on where the images came from."""

    name: str
    train: Split
    validation: Split
    test: Split
    class_names: tuple[str, ...]
    source: str
    real: bool


@dataclass(frozen=True, eq=False)
class RawImages:
    """A data set as its loader gives it: images uint8 (n, h, w), labels uint8 (n,). The arrays are read-only."""

    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    class_names: tuple[str, ...]
    source: str
    real: bool


@dataclass(frozen=True, eq=False)
class Cells:
    """Cells in which the activity of genes was measured; the arrays are read-only.

    ``expression`` is float32 (n, genes): ln(1 + count), the counts normalised per cell. ``labels`` are int64 (n,),
    indices into ``class_names``, the kinds of cell; ``genes`` names the columns, and ``source`` says whose data it is.
    """

    expression: np.ndarray
    labels: np.ndarray
    genes: tuple[str, ...]
    class_names: tuple[str, ...]
    source: str

    def __len__(self) -> int:
        return len(self.expression)


def to_float(images: np.ndarray) -> np.ndarray:
    """Return bytes as read-only float32 in [0, 1]."""
    scaled = images.astype(np.float32)
    scaled /= 255
    return read_only(scaled)


def read_only(array: np.ndarray) -> np.ndarray:
    """Return the array itself, which can no longer be written to."""
    array.setflags(write=False)
    return array


def announcement(title: str, count: int, stand_in_is: str, why: str) -> str:
    """Return what is printed where a stand-in takes a real set's place."""
    remedy = "see to that" if ": set " in why else "connect to the internet"
    return (
        f"{ANNOUNCED}: these are not the real {title} images. ***\n"
        f"What: {count:,} images of the same shape, {stand_in_is}. "
        "Everything works, but losses differ from the ones quoted in the text.\n"
        f"Why: {why}.\n"
        f"For the real data: {remedy}, restart the kernel and run this cell again. It is downloaded once."
    )
