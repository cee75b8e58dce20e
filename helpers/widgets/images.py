"""Explorations of images: one by its index, those nearest to it, and the way from one to another."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from helpers import metrics, plots
from helpers.plots.images import as_images
from helpers.widgets.drawing import bars, beside, sheet
from helpers.widgets.explorer import Explorer, Panel
from helpers.widgets.given import Model, alike, counted, must_be_called, numbers, outputs

NEIGHBOURS = 8
FRAMES = 21  # of a film, made once for each pair


def index(images: ArrayLike, encode: Model, decode: Model, *, title: str | None = None) -> Explorer:
    """Browse images by index: the original, its code as bars, and the reconstruction.

    Parameters
    ----------
    images
        As the encoder takes them, shape (n, ...), in [0, 1].
    encode, decode
        From images to codes, one for each, and from codes to images.
    """
    images, title = numbers(images, "images"), title or "Image, code, reconstruction"
    shown = as_images(images, "images", most=len(images))
    must_be_called(encode, "encode", "images", "codes")
    must_be_called(decode, "decode", "codes", "images")
    examples = np.unique(np.linspace(0, len(images) - 1, 5).astype(int))
    codes = outputs(encode, "encode", images[examples])
    limit = float(np.abs(np.nan_to_num(codes)).max())

    def enlarged(some: np.ndarray) -> np.ndarray:
        return sheet(some, columns=1).pixels

    def parts(i: int) -> tuple[dict[str, np.ndarray], float]:
        code = outputs(encode, "encode", images[i : i + 1])
        made = alike(outputs(decode, "decode", code), "what decode returned", shown[i : i + 1])
        pictures = {
            f"image {i}": enlarged(shown[i : i + 1]),
            counted(code[0].size, "number"): bars(code[0], limit),
            "reconstruction": enlarged(made),
        }
        return pictures, metrics.mse(shown[i], made[0])

    every = [list(parts(i)[0].values()) for i in examples]
    side = min(112, len(every[0][0]))
    figure = plots.rows(
        {
            "original": np.stack([_fitted(one[0], side) for one in every]),
            "code": np.stack([_fitted(one[1], side) for one in every]),
            "reconstruction": np.stack([_fitted(one[2], side) for one in every]),
        },
        titles=[f"image {i}" for i in examples],
        title=title,
    )

    def make(panel: Panel) -> None:
        which = panel.number("image", len(images) - 1)
        picture = panel.picture(title)

        def show() -> None:
            pictures, error = parts(which.value)
            words = f"image {which.value}, mean squared error {error:.4f}"
            picture.show(beside(pictures), f"Original, code as bars, and reconstruction of {words}.", words)

        panel.update(show, which)

    return Explorer("index", figure, make)


def neighbours(find: Model, queries: ArrayLike, database: ArrayLike, *, title: str | None = None) -> Explorer:
    """Choose an image and see the images nearest to it, with their distances.

    Parameters
    ----------
    find
        Called as ``find(image, count)``; returns (distances, indices) of that many images of the database.
    queries, database
        Images in [0, 1]: of the first, forty at most are shown to choose from.
    """
    must_be_called(find, "find", "an image and a count", "distances and indices")
    queries, title = numbers(queries, "queries")[:40], title or "An image and those nearest to it"
    shown, database = as_images(queries, "queries"), numbers(database, "database")
    if len(database) < NEIGHBOURS:
        raise ValueError(f"The database has {counted(len(database), 'image')}; give {NEIGHBOURS} or more.")

    def found(i: int) -> tuple[np.ndarray, list[str]]:
        answer = find(queries[i], NEIGHBOURS)
        if not isinstance(answer, tuple | list) or len(answer) != 2:
            raise TypeError(f"find returned {type(answer).__name__}; expected a pair (distances, indices).")
        distances, indices = (np.ravel(part) for part in answer)
        if len(distances) != len(indices) or not np.issubdtype(indices.dtype, np.integer):
            raise ValueError(
                f"find returned {len(distances)} distances and {len(indices)} indices of type {indices.dtype}; "
                "expected as many whole numbers as distances."
            )
        if len(indices) and not 0 <= indices.min() <= indices.max() < len(database):
            raise ValueError(f"find returned indices up to {indices.max()}; the database has {len(database)} images.")
        pictures = alike(database[indices], "database", shown[:1])
        return np.concatenate([shown[i : i + 1], pictures]), [f"{d:.2f}" for d in distances]

    examples = [found(i) for i in range(min(4, len(shown)))]
    figure = plots.image_grid(
        np.concatenate([pictures for pictures, _ in examples]),
        titles=[word for _, distances in examples for word in ("query", *distances)],
        columns=NEIGHBOURS + 1,
        title=title,
    )

    def make(panel: Panel) -> None:
        gallery, result = panel.picture(f"{title}: choose an image"), panel.picture("the nearest")
        drawing = sheet(shown, columns=min(10, len(shown)), largest=64)
        gallery.offer(drawing, [f"image {i}" for i in range(len(shown))])
        gallery.show(drawing, f"{counted(len(shown), 'image')} to choose from.", "Click, or arrow keys and Enter.")

        def show() -> None:
            pictures, distances = found(gallery.selected)
            words = f"image {gallery.selected}; distances {', '.join(distances)}"
            drawing = sheet(pictures, columns=len(pictures), largest=72, titles=["query", *distances])
            result.show(drawing, f"The nearest to {words}.", words)

        panel.update(show, (gallery, "selected"))

    return Explorer("neighbours", figure, make)


def morph(ways: Model | Mapping[str, Model], images: ArrayLike, *, title: str | None = None) -> Explorer:
    """Turn one image into another, step by step or as a film, in one or several ways.

    Parameters
    ----------
    ways
        Called as ``way(first, second, steps=steps)``; returns frames (steps, ...) in [0, 1]. Or a dict from a label to
        such a function.
    images
        To choose the two from, in [0, 1], shape (n, ...).
    """
    named = dict(ways) if isinstance(ways, Mapping) else {"morph": ways}
    if not named:
        raise ValueError('There are no ways; give a function, or a dict such as {"morph": morph}.')
    for label, way in named.items():
        must_be_called(way, f"way {label!r}", "two images and steps", "frames")
    images, title = numbers(images, "images"), title or "From one image to another"
    shown = as_images(images, "images", most=len(images))
    if len(images) < 2:
        raise ValueError("There is one image; give two or more.")

    def films(i: int, j: int, n: int) -> dict[str, np.ndarray]:
        made = {}
        for label, way in named.items():
            frames = np.asarray(way(images[i], images[j], steps=n))
            if frames.shape[:1] != (n,):
                raise ValueError(f"way {label!r} returned shape {frames.shape} for steps={n}; expected {n} frames.")
            made[label] = alike(frames, f"way {label!r}", shown[:1])
        return made

    few = np.linspace(0, 1, 7)
    figure = plots.rows(films(0, 1, len(few)), titles=[f"a = {a:.2f}" for a in few], title=title)

    def make(panel: Panel) -> None:
        first, second = (panel.number(label, len(images) - 1, i) for i, label in enumerate(("from image", "to image")))
        a = panel.slider("a", 0, 1, 1 / (FRAMES - 1), 0.5)
        a.readout_format = ".2f"
        panel.play("play", a, 120)
        picture = panel.picture(title)
        kept: dict[tuple[int, int], dict[str, np.ndarray]] = {}

        def show() -> None:
            pair = first.value, second.value
            if pair not in kept:
                kept.clear()
                kept[pair] = films(*pair, FRAMES)
            frame = round(a.value * (FRAMES - 1))
            rows = [(shown[pair[0]], film[frame], shown[pair[1]]) for film in kept[pair].values()]
            titles = [f"a = {title}" for title in ("0", f"{a.value:.2f}", "1")] * len(rows)
            drawing = sheet(
                np.stack([image for row in rows for image in row]), columns=3, titles=titles, labels=list(named)
            )
            words = f"image {pair[0]} to image {pair[1]}, a = {a.value:.2f}"
            picture.show(drawing, f"First image, mixture and second image by {', '.join(named)}: {words}.", words)

        panel.update(show, first, second, a)

    return Explorer("morph", figure, make)


def _fitted(pixels: np.ndarray, side: int) -> np.ndarray:
    """Return pixels uint8 (height, width, 3) made `side` wide and high."""
    from PIL import Image

    return np.asarray(Image.fromarray(pixels).resize((side, side), Image.Resampling.BOX))
