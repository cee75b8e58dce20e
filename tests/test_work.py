"""Models that one notebook saves and another uses."""

import keras
import numpy as np

from helpers import work


def test_a_saved_model_comes_back_with_its_weights(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)])
    model.save(work.folder() / "a.keras")
    points = np.eye(3, dtype="float32")
    np.testing.assert_array_equal(work.saved_model("a")(points), model(points))


def test_without_a_model_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    assert work.saved_model("a") is None


def test_a_model_cut_off_while_it_was_saved_is_left_unused_with_a_word(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)]).save(tmp_path / "a.keras")
    whole = (tmp_path / "a.keras").read_bytes()
    (tmp_path / "a.keras").write_bytes(whole[: len(whole) // 2])
    assert work.saved_model("a") is None
    assert "a.keras cannot be read" in capsys.readouterr().out
