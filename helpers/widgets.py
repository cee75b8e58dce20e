"""One call for each exploration: controls and a picture that follows them at once, on the learner's own models.

Every function returns an `Explorer`. Where nobody can use a control, it shows a figure instead. A model may be anything
that can be called with an array and returns arrays or tensors; it is called as it is, without ``predict`` and without
compiling, so nothing is ever traced again.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from helpers import plots
from helpers.explorer import Explorer, Panel
from helpers.given import alike, counted, must_be_called, numbers, outputs
from helpers.picture import WIDTH, bars, beside, sheet

if TYPE_CHECKING:
    from helpers.plots import Figure

Model = Callable[..., Any]

__all__ = ["codesize", "grid", "index", "klweight", "morph", "neighbours", "noise", "plane", "sample"]


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
    shown = plots._as_images(images, "images", most=len(images))
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
        return pictures, float(np.mean((shown[i] - made[0]) ** 2))

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


def noise(
    denoise: Model | Mapping[str, Model],
    images: ArrayLike,
    add_noise: Model,
    *,
    highest: float = 2.0,
    title: str | None = None,
) -> Explorer:
    """Choose the strength of the noise, and see what one or several denoisers make of it.

    Parameters
    ----------
    denoise
        From noisy images to images; or a dict from a label to such a function.
    images
        Clean images in [0, 1], shape (n, ...): the first eight are shown.
    add_noise
        Called as ``add_noise(images, sigma)``; returns noisy images of the same shape.
    highest
        The largest sigma.
    """
    images, title = numbers(images, "images")[:8], title or "Noise and denoised"
    models = dict(denoise) if isinstance(denoise, Mapping) else {"denoised": denoise}
    if not models:
        raise ValueError('There are no denoisers; give one, or a dict such as {"denoiser": model}.')
    for label, model in models.items():
        must_be_called(model, f"denoiser {label!r}", "images", "images")
    must_be_called(add_noise, "add_noise", "images and a sigma", "noisy images")
    if not (math.isfinite(highest) and highest > 0):
        raise ValueError(f"highest is {highest}; the largest sigma must be above 0.")
    clean = plots._as_images(images, "images")

    def results(some: np.ndarray, sigma: float) -> dict[str, np.ndarray]:
        noisy = outputs(lambda x: add_noise(x, sigma), "add_noise", some)
        return {"noisy": noisy} | {label: outputs(model, label, noisy) for label, model in models.items()}

    def rows(sigma: float) -> dict[str, np.ndarray]:
        return {label: alike(made, label, clean) for label, made in results(images, sigma).items()}

    levels = np.linspace(0, highest, 8)
    columns = [results(images[:1], float(sigma)) for sigma in levels]
    figure = plots.rows(
        {label: np.concatenate([column[label] for column in columns]) for label in columns[0]},
        titles=[f"σ = {sigma:.2g}" for sigma in levels],
        title=title,
    )

    def make(panel: Panel) -> None:
        sigma = panel.slider("sigma of the noise", 0, highest, highest / 40, highest / 2)
        picture = panel.picture(title)

        def show() -> None:
            made = rows(sigma.value)
            drawing = sheet(np.concatenate([clean, *made.values()]), columns=len(clean), labels=["clean", *made])
            quality = ", ".join(f"{label} {_psnr(clean, some)}" for label, some in made.items())
            words = f"sigma {sigma.value:.2f}: {quality}"
            picture.show(drawing, f"Rows of images: clean, {', '.join(made)}. {words}.", words)

        panel.update(show, sigma)

    return Explorer("noise", figure, make)


def plane(
    decode: Model, codes: ArrayLike, labels: ArrayLike, class_names: Sequence[str], *, title: str | None = None
) -> Explorer:
    """Move a point over the plane of the codes, coloured by class, and see what it decodes to.

    Parameters
    ----------
    decode
        From codes (n, 2) to images.
    codes
        Shape (n, 2).
    labels
        Shape (n,): indices into `class_names`.
    """
    title = title or "The plane of the code"
    must_be_called(decode, "decode", "codes", "images")
    codes, labels = numbers(codes, "codes"), np.asarray(labels)

    def decoded(points: np.ndarray) -> np.ndarray:
        made = outputs(decode, "decode", points.astype("float32"))
        return plots._as_images(made, "what decode returned", most=len(points))

    def make(panel: Panel) -> None:
        scatter = plots.code_scatter(codes, labels, class_names, title=title)
        scatter.set_size_inches(7, 5.25)  # leaves room for the decoded image beside it
        scatter.png()  # only then does the axes' place stand
        axes = scatter.axes[0]
        bounds = axes.get_position()
        low, high = zip(axes.get_xlim(), axes.get_ylim(), strict=True)
        start = np.median(codes, axis=0).astype(float)
        area = [bounds.x0, 1 - bounds.y1, bounds.width, bounds.height]
        map_ = panel.picture(
            f"{title}: a point to move", mode="point", area=area, low=list(low), high=list(high), point=start.tolist()
        )
        picture = panel.picture("decoded")
        map_.show(scatter.png(), scatter.alt, "Click, drag, or use the arrow keys; with Shift in larger steps.")

        def show() -> None:
            point = np.array(map_.point)
            nearest = class_names[labels[np.sum((codes - point) ** 2, axis=1).argmin()]]
            words = f"code ({point[0]:.2f}, {point[1]:.2f}); the nearest image's class: {nearest}"
            picture.show(sheet(decoded(point[None]), columns=1, largest=200), f"Decoded image of {words}.", words)

        panel.update(show, (map_, "point"))

    return Explorer("plane", _with_decoded(codes, labels, class_names, decoded, title), make)


def grid(
    decode: Model,
    *,
    low: Sequence[float] = (-3, -3),
    high: Sequence[float] = (3, 3),
    title: str | None = None,
) -> Explorer:
    """See the plane decoded on a grid, choose a picture, and go nearer to its code or further away.

    Parameters
    ----------
    decode
        From codes (n, 2) to images.
    low, high
        The codes of the lower left and of the upper right picture before anything is enlarged.
    """
    must_be_called(decode, "decode", "codes", "images")
    title, side = title or "Decoded codes", 11
    figure = plots.decoded_grid(lambda z: outputs(decode, "decode", z), low=low, high=high, count=side, title=title)
    low, high = np.asarray(low, float), np.asarray(high, float)

    def make(panel: Panel) -> None:
        zooms = [(f"{zoom:g} ×", zoom) for zoom in (0.25, 0.5, 1, 2, 4, 8, 16)]
        zoom = panel.choice("enlargement", zooms, 1)
        many, one = panel.picture(f"{title}: choose a picture"), panel.picture("the chosen picture")
        state: dict[str, np.ndarray] = {"middle": (low + high) / 2}

        def show_many() -> None:
            reach = (high - low) / 2 / zoom.value
            (left, bottom), (right, top) = state["middle"] - reach, state["middle"] + reach
            points = np.stack(np.meshgrid(np.linspace(left, right, side), np.linspace(top, bottom, side)), axis=-1)
            state["points"] = points = points.reshape(-1, 2)
            made = outputs(decode, "decode", points.astype("float32"))
            state["images"] = plots._as_images(made, "what decode returned", most=len(points))
            drawing = sheet(state["images"], columns=side, largest=64)
            words = f"codes from ({left:.3g}, {bottom:.3g}) to ({right:.3g}, {top:.3g})"
            with many.hold_sync():
                many.offer(drawing, [f"code ({x:.2f}, {y:.2f})" for x, y in points])
                many.selected = len(points) // 2  # the chosen code stays in the middle
                many.show(drawing, f"Grid of {side} by {side} decoded images, {words}.", f"{words}; choose a picture")
            show_one()

        def show_one() -> None:
            x, y = state["middle"] = state["points"][many.selected]
            words = f"code ({x:.3f}, {y:.3f})"
            drawing = sheet(state["images"][many.selected][None], columns=1, largest=200)
            one.show(drawing, f"Decoded image of {words}.", words)

        panel.update(show_many, zoom)
        panel.update(show_one, (many, "selected"))

    return Explorer("grid", figure, make)


def sample(decode: Model, code_size: int, *, count: int = 20, seed: int = 0, title: str | None = None) -> Explorer:
    """Decode draws from N(0, T² I), and choose the temperature T: small for the typical, large for the unusual.

    Parameters
    ----------
    decode
        From codes (n, code_size) to images.
    count
        How many are drawn at a time.
    """
    must_be_called(decode, "decode", "codes", "images")
    for name, value in {"code_size": code_size, "count": count}.items():
        if not isinstance(value, int | np.integer) or value < 1:
            raise ValueError(f"{name} is {value!r}; expected a whole number, 1 or more.")
    title, seeds = title or "Samples by temperature", [seed]

    def drawn(temperature: float, n: int) -> np.ndarray:
        # The same draw at each temperature: what changes when the slider moves is the temperature alone.
        codes = np.random.default_rng(seeds[-1]).standard_normal((n, code_size), dtype="float32")
        made = outputs(decode, "decode", np.float32(temperature) * codes)
        return plots._as_images(made, "what decode returned", most=n)

    figure = plots.rows({f"T = {t:g}": drawn(t, 10) for t in (0, 0.5, 1, 1.5, 2)}, title=title)

    def make(panel: Panel) -> None:
        temperature = panel.slider("temperature", 0, 2, 0.05, 1)

        def again() -> None:
            seeds.append(seeds[-1] + 1)
            show()

        panel.button("Draw again", again)
        picture = panel.picture(title)

        def show() -> None:
            images = drawn(temperature.value, count)
            words = f"temperature {temperature.value:.2f}, draw {len(seeds)}"
            alt = f"{counted(count, 'image')} decoded from codes drawn at {words}."
            picture.show(sheet(images, columns=min(10, count, WIDTH // images.shape[2]), largest=84), alt, words)

        panel.update(show, temperature)

    return Explorer("sample", figure, make)


def neighbours(
    find: Model, queries: ArrayLike, database: ArrayLike, *, count: int = 8, title: str | None = None
) -> Explorer:
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
    shown, database = plots._as_images(queries, "queries"), numbers(database, "database")
    if not 1 <= count <= len(database):
        raise ValueError(f"count is {count}; the database has {len(database)} images, so give 1 to {len(database)}.")

    def found(i: int) -> tuple[np.ndarray, list[str]]:
        answer = find(queries[i], count)
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
        columns=count + 1,
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


def morph(
    ways: Model | Mapping[str, Model], images: ArrayLike, *, steps: int = 21, title: str | None = None
) -> Explorer:
    """Turn one image into another, step by step or as a film, in one or several ways.

    Parameters
    ----------
    ways
        Called as ``way(first, second, steps=steps)``; returns frames (steps, ...) in [0, 1]. Or a dict from a label to
        such a function.
    images
        To choose the two from, in [0, 1], shape (n, ...).
    steps
        How many frames a film has; they are made once for each pair.
    """
    named = dict(ways) if isinstance(ways, Mapping) else {"morph": ways}
    if not named:
        raise ValueError('There are no ways; give a function, or a dict such as {"morph": morph}.')
    for label, way in named.items():
        must_be_called(way, f"way {label!r}", "two images and steps", "frames")
    images, title = numbers(images, "images"), title or "From one image to another"
    shown = plots._as_images(images, "images", most=len(images))
    if len(images) < 2 or steps < 2:
        raise ValueError(f"There are {len(images)} images and {steps} steps; both must be 2 or more.")

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
        a = panel.slider("a", 0, 1, 1 / (steps - 1), 0.5)
        a.readout_format = ".2f"
        panel.play("play", a, 120)
        picture = panel.picture(title)
        kept: dict[tuple[int, int], dict[str, np.ndarray]] = {}

        def show() -> None:
            pair = first.value, second.value
            if pair not in kept:
                kept.clear()
                kept[pair] = films(*pair, steps)
            frame = round(a.value * (steps - 1))
            rows = [(shown[pair[0]], film[frame], shown[pair[1]]) for film in kept[pair].values()]
            titles = [f"a = {title}" for title in ("0", f"{a.value:.2f}", "1")] * len(rows)
            drawing = sheet(
                np.stack([image for row in rows for image in row]), columns=3, titles=titles, labels=list(named)
            )
            words = f"image {pair[0]} to image {pair[1]}, a = {a.value:.2f}"
            picture.show(drawing, f"First image, mixture and second image by {', '.join(named)}: {words}.", words)

        panel.update(show, first, second, a)

    return Explorer("morph", figure, make)


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
    first = {} if original is None else {"original": plots._as_images(numbers(original, "original")[:8], "original")}
    known = {}
    for value, made in results.items():
        rows = made if isinstance(made, Mapping) else {"result": made}
        known[value] = first | {
            label: plots._as_images(numbers(row, f"{quantity} {value:g}")[:8], f"{quantity} {value:g}, {label!r}")
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


def _with_decoded(
    codes: np.ndarray, labels: np.ndarray, class_names: Sequence[str], decoded: Model, title: str
) -> "Figure":
    """Return the codes as a scatter plot, with what twenty points of the plane decode to drawn at these points."""
    from matplotlib.offsetbox import AnnotationBbox, OffsetImage

    figure = plots.code_scatter(codes, labels, class_names, title=title)
    (left, bottom), (right, top) = np.percentile(codes, (2, 98), axis=0)
    points = np.stack(np.meshgrid(np.linspace(left, right, 5), np.linspace(bottom, top, 4)), axis=-1).reshape(-1, 2)
    images = decoded(points)
    zoom = 40 / images.shape[1]
    for text in figure.axes[0].texts:
        text.set_zorder(5)  # the names of the classes stay in front
    for point, image in zip(points, images, strict=True):
        small = OffsetImage(image, zoom=zoom, cmap="gray", norm=None)
        small.image.set_clim(0, 1)
        box = AnnotationBbox(small, point, pad=0.1, bboxprops={"edgecolor": "#555555"})
        box.set_in_layout(False)  # it lies inside the axes; to measure it would take time
        figure.axes[0].add_artist(box)
    figure.alt += (
        f" Twenty decoded images lie at their codes, from ({left:.3g}, {bottom:.3g}) to ({right:.3g}, {top:.3g})."
    )
    return figure


def _fitted(pixels: np.ndarray, side: int) -> np.ndarray:
    """Return pixels uint8 (height, width, 3) made `side` wide and high."""
    from PIL import Image

    return np.asarray(Image.fromarray(pixels).resize((side, side), Image.Resampling.BOX))


def _psnr(clean: np.ndarray, other: np.ndarray) -> str:
    error = float(np.mean((clean - other) ** 2))
    return "exact" if error == 0 else f"{-10 * math.log10(error):.1f} dB"
