"""The face network of notebooks 09 and 10: the learner's own where there is one, else one trained on the spot."""

import keras
import numpy as np
import pytest

from helpers import checks, data, metrics, pretrained, work


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Give a learner's folder that is kept for this file's tests, at effort `grade`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_EFFORT", "grade")
        patch.setenv("WORKBOOK_WORK", str(tmp_path_factory.mktemp("work")))
        yield work.folder()


@pytest.fixture(scope="module")
def quick(place):
    return pretrained.face_autoencoder()


def test_without_a_saved_network_one_is_trained_that_reconstructs_new_faces(quick):
    encoder, decoder = quick
    faces = data.faces()
    train, test = (split.images - np.float32(0.5) for split in (faces.train, faces.test))
    codes = checks.run(encoder, test)
    assert codes.shape == (len(test), 32)
    assert metrics.mse(test, checks.run(decoder, codes)) < 0.25 * metrics.mean_image_baseline(train, test)


def test_the_next_notebook_finds_the_quick_network(quick, capsys):
    again = pretrained.face_autoencoder()
    assert "trained quickly by an earlier run" in capsys.readouterr().out
    some = data.faces().test.images[:5] - np.float32(0.5)
    np.testing.assert_array_equal(checks.run(again[0], some), checks.run(quick[0], some))


def test_the_learners_own_network_comes_first(quick, place, capsys):
    paths = [place / f"06_face_{part}.keras" for part in ("encoder", "decoder")]
    for path, model in zip(paths, quick, strict=True):
        model.save(path)
    pretrained.face_autoencoder()
    assert "your own, from notebook 06" in capsys.readouterr().out
    for path in paths:
        path.unlink()


@pytest.mark.parametrize("side", [32, 28], ids=["untrained", "of another shape"])
def test_a_network_that_does_not_fit_these_faces_is_left_unused_with_a_word(quick, place, capsys, side):
    paths = [place / f"06_face_{part}.keras" for part in ("encoder", "decoder")]
    shape = (side, side, 3)
    layers = keras.layers
    encoder = keras.Sequential([keras.Input(shape), layers.Flatten(), layers.Dense(4)])
    decoder = keras.Sequential([keras.Input((4,)), layers.Dense(side * side * 3), layers.Reshape(shape)])
    for path, model in zip(paths, (encoder, decoder), strict=True):
        model.save(path)
    found = pretrained.face_autoencoder()
    printed = capsys.readouterr().out
    assert "from notebook 06) does not reconstruct these faces and is left unused" in printed
    assert found[0].output_shape == (None, 32)
    for path in paths:
        assert path.exists()
        path.unlink()
