"""helpers.noise: the distributions it promises, and what it refuses."""

import numpy as np
import pytest

from helpers import noise

CORRUPTIONS = {
    "gaussian": lambda images, seed: noise.gaussian(images, 0.3, seed=seed),
    "salt_and_pepper": lambda images, seed: noise.salt_and_pepper(images, 0.2, seed=seed),
    "rectangles": lambda images, seed: noise.rectangles(images, (5, 9), seed=seed),
}
each_corruption = pytest.mark.parametrize("corrupt", CORRUPTIONS.values(), ids=CORRUPTIONS.keys())


def grey(n: int = 200, shape: tuple[int, ...] = (28, 28)) -> np.ndarray:
    return np.random.default_rng(1).uniform(0.2, 0.8, (n, *shape)).astype(np.float32)


@each_corruption
@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 1), (12, 16, 3)])
def test_gives_a_new_float32_array_in_range_and_leaves_the_input(corrupt, shape):
    images = grey(20, shape)
    before = images.copy()
    noisy = corrupt(images, 0)
    assert noisy.shape == images.shape
    assert noisy.dtype == np.float32
    assert 0 <= noisy.min() <= noisy.max() <= 1
    assert not np.array_equal(noisy, images)
    assert not np.shares_memory(noisy, images)
    np.testing.assert_array_equal(images, before)


@each_corruption
def test_a_seed_repeats_the_noise_and_none_does_not(corrupt):
    images = grey()
    np.testing.assert_array_equal(corrupt(images, 5), corrupt(images, 5))
    assert not np.array_equal(corrupt(images, 5), corrupt(images, 6))
    assert not np.array_equal(corrupt(images, None), corrupt(images, None))


@each_corruption
def test_does_not_touch_numpys_global_generator(corrupt):
    np.random.seed(0)  # noqa: NPY002 - it is the global generator that is meant
    expected = np.random.rand()  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002
    corrupt(grey(3), None)
    assert np.random.rand() == expected  # noqa: NPY002


@each_corruption
@pytest.mark.parametrize(
    ("images", "message"),
    [
        (np.zeros((2, 28, 28), np.uint8), "floats"),
        (np.full((2, 28, 28), 255.0), "between 255 and 255"),
        (np.full((2, 28, 28), -0.1), r"\[0, 1\]"),
        (np.full((2, 28, 28), np.nan), r"\[0, 1\]"),
    ],
)
def test_refuses_images_that_are_not_floats_in_0_1(corrupt, images, message):
    with pytest.raises(ValueError, match=message):
        corrupt(images, 0)


@pytest.mark.parametrize(("sigma", "mean"), [(0.1, 0.0), (1.0, 0.0), (0.5, 0.5)])
def test_gaussian_without_clipping_has_the_stated_mean_and_standard_deviation(sigma, mean):
    images = grey(500)
    added = noise.gaussian(images, sigma, mean=mean, seed=3, clip=False) - images
    # Five standard errors of the two estimates.
    assert abs(added.mean() - mean) < 5 * sigma / added.size**0.5
    assert abs(added.std() - sigma) < 5 * sigma / (2 * added.size) ** 0.5


def test_gaussian_without_clipping_takes_centred_images_too():
    centred = grey() - np.float32(0.5)
    noisy = noise.gaussian(centred, 0.5, seed=3, clip=False)
    np.testing.assert_allclose(noisy, noise.gaussian(grey(), 0.5, seed=3, clip=False) - 0.5, atol=1e-6)
    ends = np.float32([[-1, 1]])
    np.testing.assert_array_equal(noise.gaussian(ends, 0, clip=False), ends)
    for wrong in (ends - 0.1, ends + 0.1, ends * np.nan):
        with pytest.raises(ValueError, match=r"needs values in \[-1, 1\]"):
            noise.gaussian(wrong, 0.1, clip=False)


def test_gaussian_clips_exactly_what_leaves_the_range():
    images = grey()
    free = noise.gaussian(images, 0.5, seed=3, clip=False)
    assert free.min() < 0
    assert free.max() > 1
    np.testing.assert_array_equal(noise.gaussian(images, 0.5, seed=3), np.clip(free, 0, 1))


def test_gaussian_of_sigma_0_changes_nothing():
    np.testing.assert_array_equal(noise.gaussian(grey(), 0), grey())


def test_gaussian_takes_vectors():
    assert noise.gaussian(grey(4, (784,)), 0.1, seed=0).shape == (4, 784)


@pytest.mark.parametrize("sigma", [-0.1, np.nan, np.inf])
def test_gaussian_refuses_a_standard_deviation_that_is_none(sigma):
    with pytest.raises(ValueError, match="standard deviation"):
        noise.gaussian(grey(2), sigma)


@pytest.mark.parametrize("mean", [np.nan, np.inf])
def test_gaussian_refuses_a_mean_that_is_none(mean):
    with pytest.raises(ValueError, match="mean is"):
        noise.gaussian(grey(2), 0.1, mean=mean)


def test_salt_and_pepper_corrupts_the_stated_fraction_half_white_half_black():
    images = grey(1000)
    noisy = noise.salt_and_pepper(images, 0.2, seed=0)
    white, black = np.mean(noisy == 1), np.mean(noisy == 0)
    assert white == pytest.approx(0.1, abs=0.002)
    assert black == pytest.approx(0.1, abs=0.002)
    kept = (noisy != 0) & (noisy != 1)
    np.testing.assert_array_equal(noisy[kept], images[kept])


@pytest.mark.parametrize("fraction", [0.0, 1.0])
def test_salt_and_pepper_at_the_ends(fraction):
    images = grey()
    changed = noise.salt_and_pepper(images, fraction, seed=0) != images
    assert changed.mean() == fraction


def test_salt_and_pepper_changes_a_colour_pixel_in_all_channels():
    noisy = noise.salt_and_pepper(grey(50, (16, 16, 3)), 0.5, seed=0)
    corrupted = (noisy == 0) | (noisy == 1)
    assert 0.4 < corrupted.mean() < 0.6
    np.testing.assert_array_equal(corrupted.any(axis=-1), corrupted.all(axis=-1))
    assert np.all(noisy[corrupted.any(axis=-1)].std(axis=-1) == 0)


@pytest.mark.parametrize("fraction", [-0.01, 1.01, np.nan])
def test_salt_and_pepper_refuses_a_fraction_outside_0_1(fraction):
    with pytest.raises(ValueError, match="fraction"):
        noise.salt_and_pepper(grey(2), fraction)


@pytest.mark.parametrize(("size", "tall", "wide"), [(6, 6, 6), ((3, 9), 3, 9), ((28, 28), 28, 28), (1, 1, 1)])
@pytest.mark.parametrize("shape", [(28, 28), (28, 28, 3)])
def test_rectangles_are_one_black_block_of_the_stated_size(size, tall, wide, shape):
    images = grey(50, shape)
    noisy = noise.rectangles(images, size, seed=0)
    black = noisy == 0
    np.testing.assert_array_equal(noisy[~black], images[~black])
    if len(shape) == 3:
        np.testing.assert_array_equal(black.any(axis=-1), black.all(axis=-1))
        black = black.all(axis=-1)
    assert np.all(black.sum(axis=(1, 2)) == tall * wide)
    assert np.all(black.any(axis=2).sum(axis=1) == tall)
    assert np.all(black.any(axis=1).sum(axis=1) == wide)


def test_rectangles_reach_every_place():
    black = noise.rectangles(np.ones((2000, 8, 8)), 3, seed=0) == 0
    tops = black.any(axis=2).argmax(axis=1)
    lefts = black.any(axis=1).argmax(axis=1)
    assert set(tops) == set(lefts) == set(range(6))
    assert len(set(zip(tops, lefts, strict=True))) == 36


@pytest.mark.parametrize("size", [29, (29, 3), (3, 29), 0, -1, (3, 0), 2.5])
def test_rectangles_refuse_a_size_that_does_not_fit(size):
    with pytest.raises(ValueError, match="28×28"):
        noise.rectangles(grey(2), size)


@pytest.mark.parametrize("size", [(3,), (3, 4, 5), "ab"])
def test_rectangles_refuse_a_size_that_is_none(size):
    with pytest.raises(ValueError, match="height, width"):
        noise.rectangles(grey(2), size)


def test_rectangles_refuse_vectors():
    with pytest.raises(ValueError, match="reshape"):
        noise.rectangles(grey(2, (784,)), 3)
