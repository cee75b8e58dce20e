"""Errors between images agree with their definitions and with Keras."""

import numpy as np
import pytest

from helpers import metrics


@pytest.fixture
def pair():
    rng = np.random.default_rng(0)
    return rng.random((5, 7, 3)).astype("float32"), rng.random((5, 7, 3)).astype("float32")


def test_agree_with_keras(pair):
    import keras

    targets, predictions = pair
    bce = float(keras.ops.mean(keras.losses.binary_crossentropy(targets, predictions)))
    mse = float(keras.ops.mean(keras.losses.mean_squared_error(targets, predictions)))
    assert metrics.bce(targets, predictions) == pytest.approx(bce, rel=1e-5)
    assert metrics.mse(targets, predictions) == pytest.approx(mse, rel=1e-5)


def test_bce_of_a_half_is_log_two_whatever_the_target(pair):
    assert metrics.bce(pair[0], np.full((5, 7, 3), 0.5)) == pytest.approx(np.log(2))


def test_bce_stays_finite_at_zero_and_one():
    assert metrics.bce(np.array([0.0, 1.0]), np.array([1.0, 0.0])) == pytest.approx(-np.log(1e-7), rel=1e-6)


def test_bce_is_smallest_at_the_target(pair):
    targets, predictions = pair
    assert 0 < metrics.bce(targets, targets) < metrics.bce(targets, predictions)


def test_psnr_of_known_noise():
    image = np.full((100, 10), 0.5)
    assert metrics.psnr(image, image + 0.1) == pytest.approx(20)
    assert metrics.psnr(image, image) == float("inf")


def test_mean_image_baseline_is_the_variance_of_the_training_images(pair):
    train = pair[0]
    assert metrics.mean_image_baseline(train, train) == pytest.approx(train.astype("float64").var(axis=0).mean())


def test_pca_baseline_is_what_the_other_components_hold():
    vectors = np.random.default_rng(0).normal(2, 1, (80, 9)) * np.arange(1, 10)
    eigenvalues = np.linalg.eigvalsh(np.cov(vectors.T, bias=True))
    assert metrics.pca_baseline(vectors, vectors, 4) == pytest.approx(eigenvalues[:5].sum() / 9)


def test_pca_baseline_on_other_vectors_uses_the_training_vectors_mean_and_components():
    train = np.array([[1.0, 0, 5], [-1, 0, 5], [2, 0, 5], [-2, 0, 5.5]])
    assert metrics.pca_baseline(train, train + np.array([0, 3, 0]), 1) == pytest.approx(
        metrics.pca_baseline(train, train, 1) + 3
    )


def test_arrays_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match=r"shape \(3, 4\) and the predictions \(3, 2, 2\)"):
        metrics.mse(np.zeros((3, 4)), np.zeros((3, 2, 2)))


def test_the_nearest_image_is_found_and_its_distance_is_per_pixel():
    rng = np.random.default_rng(1)
    images, others = rng.random((1203, 3, 4)), rng.random((40, 3, 4))
    every = np.sqrt(((images[:, None] - others[None]) ** 2).mean(axis=(2, 3)))
    distances, indices = metrics.nearest(images, others)
    assert distances == pytest.approx(every.min(axis=1), abs=1e-6)
    assert (indices == every.argmin(axis=1)).all()
    assert not metrics.nearest(others, others)[0].any()


def test_nearest_refuses_images_of_different_sizes():
    with pytest.raises(ValueError, match="12 values each and the others 8"):
        metrics.nearest(np.ones((2, 3, 4)), np.ones((2, 8)))
