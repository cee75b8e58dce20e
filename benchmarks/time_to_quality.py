"""Compare the printed recipe of each training task with the lesson's own: how soon each reaches the printed loss.

For each task the network of the lesson is built from the functions in its notebook's source and trained twice from the
same seed: by the recipe that the lesson's source prints (optimizer, batch size, epochs; Keras' ``fit`` on arrays), and
by the recipe of the notebook (``training.fit``). The target is the validation loss at the end of the printed recipe.
What is compared is the time spent in training, without validation, from the start (and its tracing of graphs) to the
end of the first epoch that reaches the target. Tasks alternate in which recipe goes first.

    python benchmarks/time_to_quality.py                  all tasks
    python benchmarks/time_to_quality.py mnist-32 map     some
    python benchmarks/time_to_quality.py --table          print the table of what was measured, measuring nothing

``KERAS_HOME`` leads to the real sets, as everywhere; ``--faces FILE.npz`` to an array ``images``, uint8 (n, 32, 32, 3),
of all faces, where scikit-learn's own download is not at hand. Each task's figures are kept in
``benchmarks/results/time_to_quality.json`` as soon as it is done.
"""

import argparse
import ast
import contextlib
import json
import math
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import helpers

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "time_to_quality.json"
GOAL, WORST = 0.2, 0.5  # geometric mean of the ratios, and the largest one

os.environ["WORKBOOK_EFFORT"] = "full"
helpers.start()

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from helpers import data, noise, training
from helpers.data import album

Pairs = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # inputs and targets, of training and of validation


@dataclass(frozen=True)
class Recipe:
    """How to train: an optimizer made for a number of training images, the batch size, the epochs, and the start."""

    optimizer: Callable[[int], keras.optimizers.Optimizer]
    batch_size: int
    epochs: int
    words: str
    at_mean: bool = False


@dataclass(frozen=True)
class Task:
    """One training of a lesson. `cut` is the number of epochs after which the printed recipe is stopped, if it is."""

    notebook: str
    pairs: Callable[[], Pairs]
    model: Callable[[Any], keras.Model]  # from the notebook's functions
    loss: str  # Keras' name, or that of the notebook's own function
    printed: Recipe
    ours: Recipe
    cut: int | None = None


def fixed(name: str, rate: float | None, batch_size: int, epochs: int) -> Recipe:
    """A recipe with a constant learning rate; None is the optimizer's default."""
    settings = {} if rate is None else {"learning_rate": rate}
    words = f"{name}{'' if rate is None else f' {rate:g}'}, batch {batch_size}, {epochs} epochs"
    return Recipe(lambda images: getattr(keras.optimizers, name)(**settings), batch_size, epochs, words)


def scheduled(
    name: str, peak: float, batch_size: int, epochs: int, *, at_mean: bool = True, **settings: float
) -> Recipe:
    """A recipe whose learning rate climbs to `peak` and falls to 0, and whose outputs start at the mean image."""

    def optimizer(images: int) -> keras.optimizers.Optimizer:
        rate = training.warmup_cosine(peak, images=images, batch_size=batch_size, epochs=epochs)
        return getattr(keras.optimizers, name)(rate, **settings)

    words = f"{name} to {peak:g} and down, batch {batch_size}, {epochs} epochs{', from the mean' if at_mean else ''}"
    return Recipe(optimizer, batch_size, epochs, words, at_mean)


class Functions:
    """The functions, classes and constants of a notebook's solution, without running its cells."""

    def __init__(self, notebook: str):
        import jupytext

        cells = jupytext.read(ROOT / "solutions" / notebook / f"{notebook}.py").cells
        source = "\n".join(c.source for c in cells if c.cell_type == "code" and "{{" not in c.source)
        self.__dict__ |= {"keras": keras, "layers": layers, "ops": ops, "np": np, "math": math}
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) or self._is_constant(node):
                # Constants made from data or from training are not needed, and fail for want of either.
                with contextlib.suppress(NameError):
                    exec(compile(ast.Module([node], []), f"{notebook}.py", "exec"), self.__dict__)

    @staticmethod
    def _is_constant(node: ast.stmt) -> bool:
        names = [target for target in getattr(node, "targets", []) if isinstance(target, ast.Name)]
        return isinstance(node, ast.Assign) and any(name.id.isupper() for name in names)


def copies(train: np.ndarray, validation: np.ndarray) -> Pairs:
    """The task of an autoencoder: the target is the input."""
    return train, train, validation, validation


def digits(*shape: int) -> Pairs:
    """MNIST, with the test images for validation, as in the sources."""
    mnist = data.mnist()
    return copies(mnist.train.images.reshape(-1, *shape), mnist.test.images.reshape(-1, *shape))


def garments(*shape: int) -> Pairs:
    """Fashion-MNIST and its validation images."""
    fashion = data.fashion_mnist()
    return copies(fashion.train.images.reshape(-1, *shape), fashion.validation.images.reshape(-1, *shape))


def with_noise(pairs: Pairs, sigma: float, mean: float = 0.0) -> Pairs:
    """The task of a denoiser: noisy in, clean out."""
    train, _, validation, _ = pairs
    noisy = [noise.gaussian(images, sigma, mean=mean, seed=i) for i, images in enumerate((train, validation))]
    return noisy[0], train, noisy[1], validation


def faces() -> Pairs:
    """All faces, centred, with the test images for validation."""
    if path := ARGUMENTS.faces:
        images = np.load(path)["images"].astype("float32") / 255 - np.float32(0.5)
        train, validation, test = album.division(len(images))
        return copies(images[np.concatenate([train, validation])], images[test])
    found = data.faces()
    return copies(found.train.images - np.float32(0.5), found.test.images - np.float32(0.5))


def flowers() -> Pairs:
    """The flowers and their validation images."""
    found = data.flowers()
    return copies(found.train.images, found.validation.images)


@cache
def functions(notebook: str) -> Functions:
    """The functions of a notebook, read once."""
    return Functions(notebook)


def joined(parts: tuple[keras.Model, keras.Model]) -> keras.Model:
    """An autoencoder from an encoder and a decoder."""
    return keras.Sequential(parts)


TASKS = {
    "fashion-8-4-8": Task(
        "01_dense_autoencoder",
        lambda: garments(784),
        lambda f: joined(f.build_skeleton()),
        "binary_crossentropy",
        fixed("Adam", 0.01, 4096, 80),
        scheduled("Adam", 0.02, 256, 5),
    ),
    "mnist-32": Task(
        "01_dense_autoencoder",
        lambda: digits(784),
        lambda f: f.build_autoencoder(32),
        "binary_crossentropy",
        fixed("Adam", None, 256, 50),
        scheduled("Adam", 0.006, 128, 11, at_mean=False),
    ),
    "deep": Task(
        "02_deep_autoencoder",
        lambda: digits(784),
        lambda f: f.build_deep(32),
        "binary_crossentropy",
        fixed("Adam", None, 256, 100),
        scheduled("Adam", 0.005, 128, 10),
    ),
    "dropout": Task(
        "02_deep_autoencoder",
        lambda: digits(28, 28),
        lambda f: f.join(f.build_encoder(32), f.build_decoder(32)),
        "binary_crossentropy",
        fixed("Nadam", None, 32, 60),
        scheduled("Nadam", 0.004, 256, 30),
    ),
    "map": Task(
        "02_deep_autoencoder",
        lambda: digits(784),
        lambda f: joined(f.build_map()),
        "binary_crossentropy",
        fixed("Adamax", 0.01, 128, 5),
        scheduled("Adamax", 0.03, 256, 3),
    ),
    "linear-faces": Task(
        "03_linear_autoencoder_and_pca",
        faces,
        lambda f: joined(f.build_linear(32)),
        "mse",
        fixed("Adamax", None, 32, 15),
        scheduled("Adamax", 0.005, 32, 4, at_mean=False),
    ),
    "garments-noise": Task(
        "05_convolutional",
        lambda: with_noise(garments(28, 28, 1), 0.1),
        lambda f: joined(f.build_garments()),
        "binary_crossentropy",
        fixed("Adam", 0.01, 64, 5),
        scheduled("Adam", 0.004, 64, 2),
    ),
    "strided-denoiser": Task(
        "05_convolutional",
        lambda: with_noise(digits(28, 28, 1), 0.5, 0.5),
        lambda f: joined(f.build_strided()),
        "mse",
        fixed("Adam", None, 128, 20),
        scheduled("Adam", 0.003, 64, 4),
    ),
    "max-pooling": Task(
        "05_convolutional",
        lambda: digits(28, 28, 1),
        lambda f: joined((f.build_pool_encoder(), f.build_pool_decoder())),
        "binary_crossentropy",
        fixed("Adam", None, 128, 50),
        scheduled("Adam", 0.02, 64, 6, at_mean=False),
    ),
    "deep-faces": Task(
        "06_faces",
        faces,
        lambda f: joined(f.build_deep_autoencoder((32, 32, 3), 32)),
        "mse",
        fixed("Adamax", None, 32, 25),
        scheduled("Adam", 0.002, 16, 7, at_mean=False, beta_2=0.98),
    ),
    "vae": Task(
        "07_variational",
        lambda: digits(28, 28, 1),
        lambda f: f.build_vae()[0],
        "reconstruction_loss",
        fixed("Adamax", None, 128, 50),
        scheduled("Adam", 0.008, 128, 8, at_mean=False),
    ),
    "flowers-vae": Task(
        "08_flowers",
        flowers,
        lambda f: f.build_vae(
            f.build_encoder(f.FULL["encoder"]),
            f.build_decoder(f.FULL["start"], f.FULL["decoder"]),
            f.GaussianCode(0.0002),
        ),
        "reconstruction_loss",
        fixed("Adamax", 0.0003, 20, 50),
        scheduled("Adam", 0.001, 10, 2, at_mean=False, beta_2=0.98),
        cut=6,
    ),
}


class Stopwatch(keras.callbacks.Callback):
    """The seconds of training, without validation, at the end of each epoch."""

    def __init__(self):
        super().__init__()
        self.seconds: list[float] = []
        self.losses: list[float] = []
        self.total = 0.0

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_test_begin(self, logs=None):
        self.total += time.perf_counter() - self.began

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(round(self.total, 2))
        self.losses.append(round(float(logs["val_loss"]), 6))


def train(task: Task, recipe: Recipe, seed: int, *, by_notebook: bool) -> Stopwatch:
    """Train the task's network by a recipe."""
    x, y, *validation = task.pairs()
    watch = Stopwatch()
    training.seed(seed)
    model = task.model(functions(task.notebook))
    if recipe.at_mean:
        training.start_at_mean(model, y)
    loss = getattr(functions(task.notebook), task.loss, task.loss)
    model.compile(optimizer=recipe.optimizer(len(x)), loss=loss)
    if by_notebook:
        training.fit(
            model,
            x,
            y,
            epochs=recipe.epochs,
            batch_size=recipe.batch_size,
            validation=tuple(validation),
            callbacks=[watch],
        )
    else:
        epochs = min(recipe.epochs, task.cut or recipe.epochs)
        model.fit(
            x,
            y,
            epochs=epochs,
            batch_size=recipe.batch_size,
            validation_data=tuple(validation),
            callbacks=[watch],
            verbose=0,
        )
    return watch


def measure(name: str, kept: dict[str, Any] | None, *, printed_first: bool, seed: int) -> dict[str, Any]:
    """Run both recipes of a task and return what is kept of them; of the printed one take what is `kept`, if given."""
    task = TASKS[name]
    runs = {}
    for printed in (printed_first, not printed_first):
        if not (printed and kept):
            runs[printed] = train(task, task.printed if printed else task.ours, seed, by_notebook=not printed)
    ours = runs[False]
    target = kept["printed loss"] if kept else runs[True].losses[-1]
    seconds = kept["printed seconds"] if kept else runs[True].seconds[-1]
    reached = next((s for s, loss in zip(ours.seconds, ours.losses, strict=True) if loss <= target), None)
    return {
        "printed": task.printed.words + (f", cut after {task.cut}" if task.cut else ""),
        "printed loss": target,
        "printed seconds": seconds,
        "ours": task.ours.words,
        "our loss": ours.losses[-1],
        "our seconds to printed loss": reached,
        "ratio": None if reached is None else round(reached / seconds, 3),
        "first": "printed, in an earlier run" if kept else "printed" if printed_first else "ours",
        "seed": seed,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "date": date.today().isoformat(),
    }


def table(kept: dict[str, dict[str, Any]]) -> str:
    """Return the figures of all tasks as text, and the geometric mean of their ratios."""
    lines = [f"{'task':<16}{'printed loss':>13}{'seconds':>9}{'ours at':>9}{'ratio':>7}{'our end':>10}"]
    ratios = []
    for name in TASKS:
        if name not in kept:
            lines.append(f"{name:<16}{'not measured':>13}")
            continue
        row = kept[name]
        reached, ratio = row["our seconds to printed loss"], row["ratio"]
        ratios += [] if ratio is None else [ratio]
        at = "never" if reached is None else f"{reached:.1f}"
        shown = "-" if ratio is None else f"{ratio:.2f}"
        lines.append(
            f"{name:<16}{row['printed loss']:>13.5f}{row['printed seconds']:>9.1f}{at:>9}{shown:>7}"
            f"{row['our loss']:>10.5f}"
        )
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        lines.append(
            f"\n{len(ratios)} of {len(TASKS)} tasks reached the printed loss. Geometric mean of their ratios: "
            f"{mean:.3f} (goal {GOAL}), largest {max(ratios):.2f} (goal {WORST})."
        )
    return "\n".join(lines)


def main() -> None:
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for i, name in enumerate([] if ARGUMENTS.table else ARGUMENTS.tasks or TASKS):
        earlier = kept[name] if ARGUMENTS.ours else None
        kept[name] = measure(name, earlier, printed_first=i % 2 == 0, seed=ARGUMENTS.seed)
        kept["machine"] = {
            "system": f"{platform.system()} {platform.machine()}",
            "python": platform.python_version(),
            "tensorflow": tf.__version__,
        }
        RESULTS.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
        print(name, kept[name], flush=True)
    print(table(kept))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tasks", nargs="*", choices=[[], *TASKS], metavar="task", help=", ".join(TASKS))
    parser.add_argument("--faces", help="an .npz file with all faces as `images`")
    parser.add_argument(
        "--ours", action="store_true", help="measure our recipe alone, against the printed one's last run"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--table", action="store_true", help="print what was measured before")
    ARGUMENTS = parser.parse_args()
    main()
