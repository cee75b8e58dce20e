"""Models that one notebook saves and another uses."""

import keras
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import pretrained, work


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


OWN = """
import keras

def half(x):
    return x / 2

class Half(keras.layers.Layer):
    def call(self, x):
        return x / 2
"""


@pytest.fixture
def shell(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_WORK", str(tmp_path))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    yield shell
    InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    ("layer", "missing"),
    [("Half()", "Half"), ("keras.layers.Lambda(half)", "half"), ("keras.layers.Dense(3, activation=half)", "half")],
)
def test_a_saved_model_with_parts_of_ones_own_is_read_where_they_are_defined(shell, layer, missing, tmp_path, capsys):
    shell.run_cell(OWN)
    shell.run_cell(f"model = keras.Sequential([keras.Input((3,)), {layer}])")
    shell.user_ns["model"].save(tmp_path / "a.keras")
    points = np.eye(3, dtype="float32")
    np.testing.assert_array_equal(work.saved_model("a")(points), shell.user_ns["model"](points))
    assert "is read with what this notebook defines" in capsys.readouterr().out
    del shell.user_ns["half"], shell.user_ns["Half"]
    assert work.saved_model("a") is None
    assert f"it holds {missing}, which you defined and this notebook does not" in capsys.readouterr().out


def test_a_saved_lambda_is_named_as_the_reason_and_never_run(shell, tmp_path, capsys):
    keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda x: x / 2)]).save(tmp_path / "a.keras")
    assert work.saved_model("a") is None
    assert "it holds a layer Lambda of a `lambda`, which is code" in capsys.readouterr().out


def test_saved_faces_that_cannot_be_read_are_not_said_to_be_missing(shell, tmp_path, monkeypatch, capsys):
    for part in ("encoder", "decoder"):
        keras.Sequential([keras.Input((3,)), keras.layers.Lambda(lambda x: x / 2)]).save(
            tmp_path / f"06_face_{part}.keras"
        )
    small = keras.Sequential([keras.Input((3,)), keras.layers.Dense(3)])
    monkeypatch.setattr(pretrained, "_train", lambda *_: (small, small))
    monkeypatch.setenv("WORKBOOK_EFFORT", "grade")
    pretrained.face_autoencoder()
    said = capsys.readouterr().out
    assert "06_face_encoder.keras cannot be read and is left unused: it holds a layer Lambda" in said
    assert "the saved one is of no use here; a small one is trained now" in said
    assert "none saved" not in said
