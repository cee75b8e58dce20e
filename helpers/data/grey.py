"""Grey sets, MNIST and Fashion-MNIST: from Keras' cache or its server, else a stand-in.

``keras.datasets.*.load_data`` is not called itself: it checks no sum of Fashion-MNIST's files, downloads straight into
the cache, and overlooks a cache that it may not write into.
"""

import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.data import downloads, standins
from helpers.data.forms import Dataset, RawImages, Split, announcement, read_only, to_float
from helpers.data.standins.paint import Arrays, Bytes

GRADE_SIZES = (2400, 600)


@dataclass(frozen=True)
class Recipe:
    """What it takes to get a set."""

    title: str
    place: str  # on the server
    folder: str  # inside Keras' folder
    sums: dict[str, str]  # SHA-256 of each file
    parse: Callable[[dict[str, bytes]], Arrays]
    sizes: tuple[int, int]  # of train and test
    validation: float  # share of the training images
    stand_in: Callable[[int, int], Arrays]
    stand_in_is: str
    class_names: tuple[str, ...]


# One copy of each set for the whole process, read-only so that no cell changes what another reads.
@cache
def dataset(name: str, *, grade: bool) -> Dataset:
    """Return a set of `RECIPES`, scaled and divided."""
    recipe, images = RECIPES[name], raw_images(name, grade=grade)
    count = len(images.train_images)
    cut = count - round(count * recipe.validation)
    train, test = to_float(images.train_images), to_float(images.test_images)
    labels, test_labels = (read_only(part.astype(np.int64)) for part in (images.train_labels, images.test_labels))
    return Dataset(
        name=name,
        train=Split(train[:cut], labels[:cut]),
        validation=Split(train[cut:], labels[cut:]),
        test=Split(test, test_labels),
        class_names=images.class_names,
        source=images.source,
        real=images.real,
    )


@cache
def raw_images(name: str, *, grade: bool) -> RawImages:
    """Return a set of `RECIPES` as its loader gives it, and print where it came from."""
    recipe = RECIPES[name]
    found, why = None, ""
    if not grade:
        try:
            found = _real(recipe)
        except downloads.Unavailable as error:
            why = str(error)
    arrays = found or recipe.stand_in(*(GRADE_SIZES if grade else recipe.sizes))
    kind, origin = ("the real set", "checksums verified") if found else ("a stand-in", recipe.stand_in_is)
    source = f"{recipe.title}: {kind}, {len(arrays[0]):,} training and {len(arrays[2]):,} test images, {origin}."
    # On stdout: nbgrader counts a cell that writes to stderr as failed.
    print(source if found or grade else announcement(recipe.title, sum(recipe.sizes), recipe.stand_in_is, why))
    train_images, train_labels, test_images, test_labels = map(read_only, arrays)
    return RawImages(
        train_images, train_labels, test_images, test_labels, recipe.class_names, source, found is not None
    )


def _real(recipe: Recipe) -> Arrays:
    files = {
        file: downloads.content(recipe.title, recipe.place, recipe.folder, file, checksum)
        for file, checksum in recipe.sums.items()
    }
    return recipe.parse(files)


def _parse_npz(files: dict[str, bytes]) -> Arrays:
    with np.load(io.BytesIO(files["mnist.npz"]), allow_pickle=False) as arrays:
        return arrays["x_train"], arrays["y_train"], arrays["x_test"], arrays["y_test"]


def _parse_idx(files: dict[str, bytes]) -> Arrays:
    # IDX: a header of 8 bytes before labels and 16 before images, then one byte a value.
    def read(file: str, header: int) -> Bytes:
        return np.frombuffer(gzip.decompress(files[file]), np.uint8, offset=header)

    def images(part: str) -> Bytes:
        return read(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 28, 28)

    def labels(part: str) -> Bytes:
        return read(f"{part}-labels-idx1-ubyte.gz", 8)

    return images("train"), labels("train"), images("t10k"), labels("t10k")


KERAS = "tensorflow/tf-keras-datasets/"  # as in keras.datasets
RECIPES = {
    "mnist": Recipe(
        title="MNIST",
        place=KERAS,
        folder="datasets",
        sums={"mnist.npz": "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"},
        parse=_parse_npz,
        sizes=(60_000, 10_000),
        validation=1 / 6,
        stand_in=standins.mnist,
        stand_in_is="made from scikit-learn's small handwritten digits",
        class_names=tuple("0123456789"),
    ),
    "fashion_mnist": Recipe(
        title="Fashion-MNIST",
        place=KERAS,
        folder="datasets/fashion-mnist",
        sums={
            "train-images-idx3-ubyte.gz": "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
            "train-labels-idx1-ubyte.gz": "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
            "t10k-images-idx3-ubyte.gz": "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
            "t10k-labels-idx1-ubyte.gz": "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        },
        parse=_parse_idx,
        sizes=(60_000, 10_000),
        validation=1 / 5,
        stand_in=standins.fashion_mnist,
        stand_in_is="drawn by a program",
        class_names=(
            "T-shirt/top",
            "Trouser",
            "Pullover",
            "Dress",
            "Coat",
            "Sandal",
            "Shirt",
            "Sneaker",
            "Bag",
            "Ankle boot",
        ),
    ),
}
