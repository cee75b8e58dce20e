"""Measure how soon each widget has answered: the median milliseconds from a control's new value to the new picture.

    python benchmarks/widgets.py            all widgets
    python benchmarks/widgets.py plane      one

The networks have the shapes of the notebooks' own and are not trained: that takes as long to decode. What the browser
and the way to it take comes on top, a few milliseconds on a laptop. The goal is 50.
"""

import argparse
import time
from collections.abc import Callable, Iterator

import keras
import numpy as np
from keras import layers

from helpers import noise, widgets
from helpers.widgets.explorer import Explorer

REPEATS = 30
RNG = np.random.default_rng(0)
DIGITS, FACES = RNG.random((1000, 28, 28), dtype="float32"), RNG.random((1000, 32, 32, 3), dtype="float32")


def dense(*widths: int) -> keras.Model:
    """Return a network of dense layers."""
    return keras.Sequential([keras.Input((widths[0],)), *(layers.Dense(width, "relu") for width in widths[1:])])


def digit_decoder() -> keras.Model:
    """Return the decoder of notebook 07."""

    def conv(filters: int, padding: str = "same") -> layers.Layer:
        return layers.Conv2D(filters, 3, padding=padding, activation="relu")

    grow = [part for filters in (8, 8) for part in (conv(filters), layers.UpSampling2D(2))]
    end = [conv(16, "valid"), layers.UpSampling2D(2), conv(1)]
    return keras.Sequential([keras.Input((2,)), layers.Dense(128), layers.Reshape((4, 4, 8)), *grow, *end])


def face_networks() -> tuple[keras.Model, keras.Model]:
    """Return encoder and decoder of notebook 06."""
    down = [part for w in (32, 64, 128, 256) for part in (layers.Conv2D(w, 3, padding="same"), layers.MaxPooling2D(2))]
    encoder = keras.Sequential([keras.Input((32, 32, 3)), *down, layers.Flatten(), layers.Dense(32)])
    up = [layers.Conv2DTranspose(w, 3, strides=2, padding="same") for w in (128, 64, 32, 3)]
    return encoder, keras.Sequential([keras.Input((32,)), layers.Dense(1024), layers.Reshape((2, 2, 256)), *up])


def explorations() -> dict[str, Callable[[], tuple[Explorer, Iterator[Callable[[], None]]]]]:
    """Return for each widget a function that makes it and moves that change it."""
    encoder, decoder = face_networks()
    digits = digit_decoder()
    denoiser = keras.Sequential([keras.Input((28, 28)), layers.Flatten(), dense(784, 256, 784)])
    codes = RNG.standard_normal((5000, 2)).astype("float32")
    face_codes = RNG.standard_normal((1000, 32), dtype="float32")

    def slide(made: Explorer, label: str, values: list) -> tuple[Explorer, Iterator[Callable[[], None]]]:
        control = made.panel.controls[label]
        return made, (lambda value=value: setattr(control, "value", value) for value in values)

    def touch(made: Explorer, **values: list) -> tuple[Explorer, Iterator[Callable[[], None]]]:
        picture = next(iter(made.panel.pictures.values()))
        (trait,) = values
        return made, (lambda value=value: picture.set_state({trait: value}) for value in values[trait])

    def similar(image: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
        distances = np.linalg.norm(face_codes - np.asarray(encoder(image[None])), axis=1)
        return distances[:count], np.arange(count)

    def morph(first: np.ndarray, second: np.ndarray, steps: int) -> np.ndarray:
        start, end = np.asarray(encoder(np.stack([first, second])))
        return np.asarray(decoder(np.linspace(start, end, steps)))

    shares = np.linspace(0, 1, REPEATS + 1).tolist()
    numbers = list(range(1, REPEATS + 1))
    points = codes[: REPEATS + 1].astype(float).tolist()
    table = {size: DIGITS[:8] * size / 40 for size in range(1, 41)}
    return {
        "index": lambda: slide(widgets.index(FACES, encoder, decoder), "image", numbers),
        "noise": lambda: slide(
            widgets.noise({"one": denoiser, "two": denoiser}, DIGITS, lambda x, s: noise.gaussian(x, s, seed=1)),
            "sigma of the noise",
            shares,
        ),
        "plane": lambda: touch(
            widgets.plane(digits, codes, numbers_of(codes), [str(i) for i in range(10)]), point=points
        ),
        "grid, enlarged": lambda: slide(widgets.grid(digits), "enlargement", [2, 4] * (REPEATS // 2)),
        "grid, chosen": lambda: touch(widgets.grid(digits), selected=numbers),
        "sample": lambda: slide(widgets.sample(digits, 2), "temperature", shares),
        "neighbours": lambda: touch(widgets.neighbours(similar, FACES, FACES), selected=numbers),
        "morph": lambda: slide(widgets.morph({"a": morph, "b": morph}, FACES), "a", shares[::2]),
        "morph, new pair": lambda: slide(widgets.morph({"a": morph, "b": morph}, FACES), "from image", numbers),
        "klweight": lambda: slide(widgets.klweight(table, original=DIGITS), "weight", numbers),
        "bits": lambda: slide(widgets.bits(table, original=DIGITS), "bits a number", numbers),
        "codesize": lambda: slide(widgets.codesize(table, original=DIGITS), "code size", numbers),
    }


def numbers_of(codes: np.ndarray) -> np.ndarray:
    """Return a class for each code."""
    return np.arange(len(codes)) % 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("widgets", nargs="*", help="their names; all if none is given")
    wanted = parser.parse_args().widgets
    print(f"{'':<18}{'to make':>10}{'an update':>12}   milliseconds, median of up to {REPEATS}")
    for name, make in explorations().items():
        if wanted and name not in wanted:
            continue
        began = time.perf_counter()
        made, moves = make()
        made.png(), made.box
        making, took = time.perf_counter() - began, []
        for move in moves:
            before = [picture.png for picture in made.panel.pictures.values()]
            began = time.perf_counter()
            move()
            seconds = time.perf_counter() - began
            if [picture.png for picture in made.panel.pictures.values()] != before:
                took.append(seconds)
        print(f"{name:<18}{1000 * making:>10.0f}{1000 * np.median(took):>12.1f}   {len(took)} updates")


if __name__ == "__main__":
    main()
