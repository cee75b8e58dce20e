"""Films: an animated PNG that any viewer of notebooks shows as an image."""

import base64
import io

import nbformat
import numpy as np
import pytest
from PIL import Image

from helpers import animation


def film(n=5, side=4):
    return np.random.default_rng(0).random((n, side, side, 3))


def test_it_plays_all_frames_without_end():
    frames = film()
    picture = Image.open(io.BytesIO(animation.play(frames, seconds=1, alt="Noise.").png()))
    assert (picture.n_frames, picture.size, picture.info["loop"], picture.info["duration"]) == (5, (16, 16), 0, 200)
    for i, frame in enumerate(frames):
        picture.seek(i)
        shown = np.asarray(picture.convert("RGB"))
        assert np.array_equal(shown[::4, ::4], np.rint(255 * frame))
        assert np.array_equal(shown, shown[::4, ::4].repeat(4, 0).repeat(4, 1))


def test_grey_frames_and_values_outside_the_range():
    frames = np.array([[[-1.0, 2.0]], [[0.5, 0.5]]])
    first = Image.open(io.BytesIO(animation.play(frames, alt="Two pixels.").png())).convert("RGB")
    assert np.asarray(first)[::4, ::4].tolist() == [[[0, 0, 0], [255, 255, 255]]]


def test_films_stand_side_by_side_under_their_labels():
    both = animation.play({"one": film(side=10), "two": film(side=10)}, alt="Twice the same.")
    top = both.frames.shape[1] - 40
    assert both.frames.shape[2] == 40 + animation.GAP + 40
    assert np.array_equal(both.frames[:, top:, :40], both.frames[:, top:, -40:])
    labels = both.frames[:, :top, :40], both.frames[:, :top, -40:]
    assert all(label.min() < 100 for label in labels)
    assert not np.array_equal(*labels)


def test_the_same_frames_give_the_same_bytes():
    assert animation.play(film(), alt="x").png() == animation.play(film(), alt="x").png()


def test_a_notebook_keeps_it_as_a_picture_that_nbconvert_shows():
    from nbconvert import HTMLExporter

    data, metadata = animation.play(film(), alt="Five frames of noise.")._repr_mimebundle_()
    assert data["text/plain"] == metadata["image/png"]["alt"] == "Five frames of noise."
    output = nbformat.v4.new_output("display_data", data, metadata=metadata)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("", outputs=[output])])
    html, _ = HTMLExporter(sanitize_html=True).from_notebook_node(notebook)
    assert data["image/png"] in html
    assert b"acTL" in base64.b64decode(data["image/png"])  # the chunk that makes a PNG an animation


@pytest.mark.parametrize("ending", ["gif", "png"])
def test_it_is_saved_as_a_file(tmp_path, ending):
    path = animation.play(film(), alt="x").save(tmp_path / f"film.{ending}")
    with Image.open(path) as picture:
        assert (picture.format, picture.n_frames) == (ending.upper(), 5)


@pytest.mark.parametrize(
    ("films", "options", "message"),
    [
        (film(), {"alt": " "}, "in words"),
        (film(), {"alt": "x", "seconds": 0}, "seconds is 0"),
        ({}, {"alt": "x"}, "no films"),
        ({"a": film(4), "b": film(5)}, {"alt": "x"}, "must agree"),
        (film(100, 64), {"alt": "x"}, "fewer or smaller"),
        (film()[0, 0], {"alt": "x"}, "the shape is"),
    ],
)
def test_wrong_films_are_explained(films, options, message):
    with pytest.raises(ValueError, match=message):
        animation.play(films, **options)


def test_other_endings_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"\.gif or \.png"):
        animation.play(film(), alt="x").save(tmp_path / "film.mp4")
