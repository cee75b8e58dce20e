"""Colour sets, faces and flowers: photographs, else drawn stand-ins."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from helpers.data import downloads, photographs, standins
from helpers.data.album import Album, division
from helpers.data.forms import Dataset, Split, announcement, read_only, to_float


@dataclass(frozen=True)
class AlbumRecipe:
    """What it takes to get a colour set."""

    title: str
    photographs: Callable[[], Album]
    complete: int  # how many there are of them
    stand_in: Callable[[int], Album]
    stand_in_is: str
    sizes: dict[str, int]  # of the stand-in, at each level of effort


@cache
def dataset(name: str, size: int, *, real: bool) -> Dataset:
    """Return a set of `ALBUMS`, its stand-in of so many images, and print where it came from."""
    recipe = ALBUMS[name]
    album, why = None, ""
    if real:
        try:
            album = recipe.photographs()
        except downloads.Unavailable as error:
            why = str(error)
    found, album = album is not None, album or recipe.stand_in(size)
    count = len(album.images)
    kind, origin = ("the real set", "photographs") if found else ("a stand-in", recipe.stand_in_is)
    if found and count < recipe.complete:
        origin = f"a part of the {recipe.complete:,} photographs"
    source = f"{recipe.title}: {kind}, {count:,} images, {origin}."
    print(source if found or not real else announcement(recipe.title, count, recipe.stand_in_is, why))
    train, validation, test = (_part(album, indices) for indices in division(count))
    return Dataset(name, train, validation, test, album.class_names, source, found)


def _part(album: Album, indices: np.ndarray) -> Split:
    attributes = album.attributes and {key: read_only(values[indices]) for key, values in album.attributes.items()}
    return Split(to_float(album.images[indices]), read_only(album.labels[indices]), attributes)


ALBUMS = {
    "faces": AlbumRecipe(
        title="Labelled Faces in the Wild",
        photographs=photographs.lfw,
        complete=photographs.LFW_PICTURES,
        stand_in=standins.faces,
        stand_in_is="drawn by a program",
        sizes={"full": 13_000, "quick": 6_000, "grade": 1_500},
    ),
    "flowers": AlbumRecipe(
        title="Flowers",
        photographs=photographs.flower_photos,
        complete=photographs.FLOWER_PICTURES,
        stand_in=standins.flowers,
        stand_in_is="drawn by a program",
        sizes={"full": 3_600, "quick": 1_800, "grade": 300},
    ),
}
