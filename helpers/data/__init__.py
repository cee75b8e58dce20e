"""Data sets in one form, whatever they came from.

The real set comes from a cache or through a downloader: Keras' for digits, garments and flowers (`downloads`),
scikit-learn's for faces (`photographs`). When it cannot be had, a stand-in of the same form is made on this machine,
and a printed message says so. Blood cells (`blood`) lie beside this file and are always the real ones.
"""

import os

from helpers import effort
from helpers.data import blood, colour, grey
from helpers.data.forms import Cells, Dataset, RawImages, Split

__all__ = [
    "Cells",
    "Dataset",
    "RawImages",
    "Split",
    "cells",
    "drawn_faces",
    "faces",
    "fashion_mnist",
    "flowers",
    "mnist",
    "raw",
]


def mnist() -> Dataset:
    """Return MNIST: handwritten digits, 50,000 / 10,000 / 10,000 images 28×28 (fewer at effort ``grade``)."""
    return grey.dataset("mnist", grade=effort.level() == "grade")


def fashion_mnist() -> Dataset:
    """Return Fashion-MNIST: pictures of clothes, 48,000 / 12,000 / 10,000 images 28×28 (fewer at effort ``grade``)."""
    return grey.dataset("fashion_mnist", grade=effort.level() == "grade")


def faces() -> Dataset:
    """Return faces in colour, 32×32×3, labelled by person: Labelled Faces in the Wild, or drawn ones.

    Of 13,233 photographs 1,324 are for testing and 1,191 for validation. There are fewer drawn faces, and their splits
    have ``attributes``: ``glasses``, ``smile``, ``beard`` (bool), ``hair`` (a style's name), and from 0 or -1 to 1
    ``skin_tone``, ``hair_tone``, ``pose`` and ``light``.
    """
    # The notebooks kept in the project show no photograph of a person: the build sets this variable.
    real = effort.level() != "grade" and not os.environ.get("WORKBOOK_DRAWN_FACES")
    return colour.dataset("faces", colour.ALBUMS["faces"].sizes[effort.level()], real=real)


def drawn_faces() -> Dataset:
    """Return drawn faces, whose splits have ``attributes``, where `faces` would return photographs too."""
    return colour.dataset("faces", colour.ALBUMS["faces"].sizes[effort.level()], real=False)


def flowers() -> Dataset:
    """Return flowers in colour, 80×80×3, of five kinds: TensorFlow's 3,670 photographs, or drawn ones."""
    return colour.dataset("flowers", colour.ALBUMS["flowers"].sizes[effort.level()], real=effort.level() != "grade")


def cells() -> Cells:
    """Return 700 blood cells of one donor, 765 genes in each, of ten kinds: the same at every effort."""
    return blood.cells()


def raw(name: str) -> RawImages:
    """Return the set as its loader gives it, before any scaling or splitting.

    Parameters
    ----------
    name : str
        ``"mnist"`` or ``"fashion_mnist"``.
    """
    if name not in grey.RECIPES:
        raise ValueError(f"there is no data set {name!r}; choose one of {', '.join(grey.RECIPES)}.")
    return grey.raw_images(name, grade=effort.level() == "grade")
