"""Explorations of noise, and of what denoisers make of it."""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from helpers import metrics, plots
from helpers.plots.images import as_images
from helpers.widgets.drawing import sheet
from helpers.widgets.explorer import Explorer, Panel
from helpers.widgets.given import Model, alike, must_be_called, numbers, outputs

HIGHEST = 2.0  # the largest sigma


def noise(
    denoise: Model | Mapping[str, Model],
    images: ArrayLike,
    add_noise: Model,
    *,
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
    """
    images, title = numbers(images, "images")[:8], title or "Noise and denoised"
    models = dict(denoise) if isinstance(denoise, Mapping) else {"denoised": denoise}
    if not models:
        raise ValueError('There are no denoisers; give one, or a dict such as {"denoiser": model}.')
    for label, model in models.items():
        must_be_called(model, f"denoiser {label!r}", "images", "images")
    must_be_called(add_noise, "add_noise", "images and a sigma", "noisy images")
    clean = as_images(images, "images")

    def results(some: np.ndarray, sigma: float) -> dict[str, np.ndarray]:
        noisy = outputs(lambda x: add_noise(x, sigma), "add_noise", some)
        return {"noisy": noisy} | {label: outputs(model, label, noisy) for label, model in models.items()}

    def rows(sigma: float) -> dict[str, np.ndarray]:
        return {label: alike(made, label, clean) for label, made in results(images, sigma).items()}

    levels = np.linspace(0, HIGHEST, 8)
    columns = [results(images[:1], float(sigma)) for sigma in levels]
    figure = plots.rows(
        {label: np.concatenate([column[label] for column in columns]) for label in columns[0]},
        titles=[f"σ = {sigma:.2g}" for sigma in levels],
        title=title,
    )

    def make(panel: Panel) -> None:
        sigma = panel.slider("sigma of the noise", 0, HIGHEST, HIGHEST / 40, HIGHEST / 2)
        picture = panel.picture(title)

        def show() -> None:
            made = rows(sigma.value)
            drawing = sheet(np.concatenate([clean, *made.values()]), columns=len(clean), labels=["clean", *made])
            quality = ", ".join(f"{label} {_psnr(clean, some)}" for label, some in made.items())
            words = f"sigma {sigma.value:.2f}: {quality}"
            picture.show(drawing, f"Rows of images: clean, {', '.join(made)}. {words}.", words)

        panel.update(show, sigma)

    return Explorer("noise", figure, make)


def _psnr(clean: np.ndarray, other: np.ndarray) -> str:
    quality = metrics.psnr(clean, other)
    return "exact" if math.isinf(quality) else f"{quality:.1f} dB"
