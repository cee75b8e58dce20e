"""helpers.standins: their form, that they repeat, and that they stand in for the real sets in what matters."""

import numpy as np
import pytest

from helpers import standins

SETS = {"mnist": standins.mnist, "fashion_mnist": standins.fashion_mnist}
# Mean brightness and share of black pixels of the real training images.
REAL = {"mnist": (0.131, 0.809), "fashion_mnist": (0.286, 0.502)}


@pytest.fixture(scope="module", params=SETS)
def drawn(request):
    return request.param, SETS[request.param](3000, 600)


def test_form(drawn):
    _, (train, train_labels, test, test_labels) = drawn
    for images, labels, count in ((train, train_labels, 3000), (test, test_labels, 600)):
        assert images.shape == (count, 28, 28)
        assert images.dtype == labels.dtype == np.uint8
        assert labels.shape == (count,)
    assert train.min() == 0
    assert train.max() == 255


def test_every_class_is_there_about_equally_often_and_in_no_order(drawn):
    _, (_, train_labels, _, test_labels) = drawn
    for labels in (train_labels, test_labels):
        counts = np.bincount(labels, minlength=10)
        assert counts.min() > 0.07 * len(labels)
        assert counts.max() < 0.13 * len(labels)
    assert len(set(train_labels[:100])) == 10


@pytest.mark.parametrize("name", SETS)
def test_the_same_bytes_each_time_and_others_for_another_seed(name):
    first, again, other = SETS[name](130, 40), SETS[name](130, 40), SETS[name](130, 40, seed=1)
    for a, b in zip(first, again, strict=True):
        np.testing.assert_array_equal(a, b)
    assert not np.array_equal(first[0], other[0])


def test_no_image_repeats(drawn):
    _, (train, _, test, _) = drawn
    both = np.concatenate([train, test]).reshape(-1, 784)
    assert len(np.unique(both, axis=0)) == len(both)


def test_mnist_test_digits_come_from_other_originals_than_training_digits(monkeypatch):
    from sklearn import datasets

    digits = datasets.load_digits()
    digits.images[:1500] = 0
    digits.images[:1500, 3:5, 3:5] = 16  # a dot
    monkeypatch.setattr(datasets, "load_digits", lambda: digits)
    train, _, test, _ = standins.mnist(300, 300)
    for images in (train, test):
        assert images.any(axis=(1, 2)).all()
        images[:, 7:21, 7:21] = 0
    assert not train.any()
    assert test.any(axis=(1, 2)).mean() > 0.9


def test_as_bright_and_as_black_as_the_real_set(drawn):
    name, (train, _, _, _) = drawn
    mean, black = REAL[name]
    assert train.mean() / 255 == pytest.approx(mean, abs=0.03)
    assert np.mean(train == 0) == pytest.approx(black, abs=0.05)


def test_mnist_digits_lie_in_the_middle():
    train = standins.mnist(1000, 1)[0].astype(float)
    axis = np.arange(28) - 13.5
    down = (train.sum(axis=2) @ axis) / train.sum(axis=(1, 2))
    right = (train.sum(axis=1) @ axis) / train.sum(axis=(1, 2))
    assert abs(down.mean()) < 0.5
    assert abs(right.mean()) < 0.5
    assert max(down.std(), right.std()) < 1.5


def test_classes_can_be_told_apart_on_the_test_images(drawn):
    from sklearn.neighbors import KNeighborsClassifier

    name, (train, train_labels, test, test_labels) = drawn
    found = KNeighborsClassifier(3).fit(train.reshape(-1, 784), train_labels)
    accuracy = np.mean(found.predict(test.reshape(-1, 784)) == test_labels)
    assert accuracy > {"mnist": 0.85, "fashion_mnist": 0.7}[name]


def test_images_of_one_class_vary(drawn):
    # In the real sets the variance inside a class is 0.37 (Trouser, Sneaker) to 0.96 of the whole set's.
    _, (train, labels, _, _) = drawn
    images = train.reshape(-1, 784) / 255
    for label in range(10):
        own = images[labels == label]
        assert np.mean((own - own.mean(axis=0)) ** 2) > 0.3 * np.mean(images.var(axis=0)), label


def test_a_small_code_loses_detail_that_a_larger_one_keeps(drawn):
    _, (train, _, test, _) = drawn
    train, test = train.reshape(-1, 784) / 255, test.reshape(-1, 784) / 255
    mean = train.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov(train.T))  # PCA; the last direction is the first component
    errors = []
    for size in (0, 4, 32, 128):
        kept = directions[:, 784 - size :]
        errors.append(np.mean(((test - mean) @ kept @ kept.T + mean - test) ** 2))
    # The real sets' errors: 0.064, 0.046, 0.017, 0.004 (MNIST) and 0.088, 0.038, 0.016, 0.007 (Fashion-MNIST).
    assert errors[0] > 1.3 * errors[1]
    assert errors[1] > 1.5 * errors[2]
    assert errors[2] > 1.2 * errors[3]
