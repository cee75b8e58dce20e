"""helpers.data.standins: their form, that they repeat, and that they stand in for the real sets in what matters."""

import numpy as np
import pytest

from helpers.data import standins

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
    monkeypatch.setattr(standins.digits, "_handwriting", standins.digits._handwriting.__wrapped__)  # not what it keeps
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


# Colour sets ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def faces():
    return standins.faces(1500)


@pytest.fixture(scope="module")
def flowers():
    return standins.flowers(250)


def accuracy(features, labels):
    """Return the share of the second half that a linear rule fitted to the first half gets right."""
    from sklearn.linear_model import RidgeClassifier

    half = len(features) // 2
    return RidgeClassifier(100).fit(features[:half], labels[:half]).score(features[half:], labels[half:])


@pytest.mark.parametrize(("name", "side"), [("faces", 32), ("flowers", 80)])
def test_form_of_a_colour_set(name, side, request):
    album = request.getfixturevalue(name)
    count = len(album.images)
    assert album.images.shape == (count, side, side, 3)
    assert album.images.dtype == np.uint8
    assert album.labels.shape == (count,)
    assert album.labels.dtype == np.int64
    assert set(np.unique(album.labels)) == set(range(len(album.class_names)))
    assert len(np.unique(album.images.reshape(count, -1), axis=0)) == count
    assert all(len(values) == count for values in (album.attributes or {}).values())


@pytest.mark.parametrize("draw", [standins.faces, standins.flowers])
def test_colour_sets_repeat_and_another_seed_draws_others(draw):
    first, again, other = draw(45), draw(45), draw(45, seed=1)
    np.testing.assert_array_equal(first.images, again.images)
    np.testing.assert_array_equal(first.labels, again.labels)
    assert not np.array_equal(first.images, other.images)


@pytest.mark.parametrize("draw", [standins.faces, standins.flowers])
@pytest.mark.parametrize("count", [1, 3, 7])
def test_a_few_colour_images(draw, count):
    assert len(draw(count).images) == len(draw(count).labels) == count


def test_faces_vary_as_photographs_do(faces):
    x = faces.images[:700].reshape(700, -1) / 255
    centred = x - x.mean(axis=0)
    share = np.linalg.eigvalsh(centred @ centred.T)[::-1]
    share = np.cumsum(share) / share.sum()
    # Of the photographs: mean 0.49, mean squared distance from the mean face 0.027, and components 1, 8, 32, 128 keep
    # 0.27, 0.66, 0.83 and 0.94 of the variance.
    assert x.mean() == pytest.approx(0.49, abs=0.06)
    assert np.mean(centred**2) == pytest.approx(0.027, abs=0.015)
    assert share[[0, 7, 31, 127]] == pytest.approx([0.27, 0.66, 0.83, 0.94], abs=0.11)


@pytest.mark.parametrize(("name", "least"), [("glasses", 0.82), ("smile", 0.65), ("beard", 0.84)])
def test_what_is_known_of_a_face_can_be_seen(faces, name, least):
    x = faces.images.reshape(len(faces.images), -1) / 255
    values = faces.attributes[name]
    # Chance is 0.73, 0.5 and 0.78; pixels and a linear rule are no good judge, but they need no training.
    assert 0.15 < values.mean() < 0.6
    assert accuracy(x, values) > least


def test_the_turn_and_the_light_of_a_face_can_be_seen(faces):
    x = faces.images.reshape(len(faces.images), -1) / 255
    for name in ("pose", "light"):
        values = faces.attributes[name]
        assert -1 <= values.min() < -0.5 < 0.5 < values.max() <= 1
        assert accuracy(x, values > 0) > 0.8


def test_hair_styles_can_be_seen_and_each_is_there(faces):
    x = faces.images.reshape(len(faces.images), -1) / 255
    assert len(set(faces.attributes["hair"])) == 5
    assert accuracy(x, faces.attributes["hair"]) > 0.5


def test_tones_of_faces_are_continuous_and_go_with_nothing_else(faces):
    known = faces.attributes
    assert len(np.unique(known["skin_tone"])) > 300
    for name in ("glasses", "smile", "beard", "hair_tone", "pose", "light"):
        assert abs(np.corrcoef(known["skin_tone"], known[name])[0, 1]) < 0.15, name


def test_pictures_of_one_person_share_what_stays_and_not_what_changes(faces):
    known = faces.attributes
    counts = np.bincount(faces.labels)
    assert counts.min() >= 1
    person = np.argmax(counts)
    own = faces.labels == person
    for name in ("glasses", "beard", "hair", "skin_tone", "hair_tone"):
        assert len(set(known[name][own])) == 1
    assert len(set(known["pose"][own])) == own.sum()


def test_the_nearest_face_is_more_often_of_the_same_person_than_by_chance(faces):
    from sklearn.neighbors import NearestNeighbors

    x = faces.images.reshape(len(faces.images), -1) / 255
    nearest = NearestNeighbors(n_neighbors=2).fit(x).kneighbors(x, return_distance=False)[:, 1]
    found = np.mean(faces.labels[nearest] == faces.labels)
    assert found > 10 * np.mean(faces.labels[:, None] == faces.labels)


def test_kinds_of_flowers_are_equally_frequent_and_can_be_told_apart(flowers):
    assert set(np.bincount(flowers.labels)) == {50}
    assert flowers.class_names == ("daisy", "dandelion", "roses", "sunflowers", "tulips")
    # Told by colour and coarse shape: pictures shrunk to 10×10.
    coarse = flowers.images.reshape(-1, 10, 8, 10, 8, 3).mean(axis=(2, 4)).reshape(len(flowers.images), -1) / 255
    assert accuracy(coarse, flowers.labels) > 0.5
