"""Networks that a later notebook starts from: the learner's own of an earlier one, or one trained on the spot."""

from typing import TYPE_CHECKING

import numpy as np

from helpers import data, effort, metrics, training, work
from helpers.predict import predict

if TYPE_CHECKING:
    import keras

CODE_SIZE = 32
FIT = 0.5  # of the mean face's error: a network of other images, or an untrained one, stays above it


def face_autoencoder() -> tuple["keras.Model", "keras.Model"]:
    """Return an encoder and a decoder of `data.faces`, and print where they come from.

    They are the learner's own, which notebook 06 saved, else a smaller network that is trained now, in about
    half a minute, and kept in the learner's folder for the next notebook that asks. Saved networks that
    reconstruct the present faces badly, because they were trained on others, are left unused, with a word.

    Returns
    -------
    encoder, decoder
        From images (n, 32, 32, 3), float32 centred to [-0.5, 0.5], to codes (n, c), and back to such images. c is 32,
        or what the learner chose.
    """
    faces = data.faces()
    train, validation = (split.images - np.float32(0.5) for split in (faces.train, faces.validation))
    for name, whose in (("06_face", "your own, from notebook 06"), ("quick_face", "trained quickly by an earlier run")):
        pair = work.saved_model(f"{name}_encoder"), work.saved_model(f"{name}_decoder")
        if None in pair:
            continue
        if _fits(*pair, train, validation):
            print(f"Face network: {whose}.")
            return pair
        print(f"The saved face network ({whose}) does not reconstruct these faces and is left unused.")
    saved = (work.folder() / "06_face_encoder.keras").exists()
    which = "the saved one is of no use here" if saved else "none saved by notebook 06"
    print(f"Face network: {which}; a small one is trained now.")
    encoder, decoder = _train(train, validation)
    try:
        for part, model in (("encoder", encoder), ("decoder", decoder)):
            model.save(work.folder() / f"quick_face_{part}.keras")
    except OSError as error:
        print(f"It could not be kept for the next notebook ({error.strerror or 'its file could not be written'}).")
    return encoder, decoder


def _fits(encoder: "keras.Model", decoder: "keras.Model", train: np.ndarray, validation: np.ndarray) -> bool:
    some = validation[:300]
    try:
        error = metrics.mse(some, predict(decoder, predict(encoder, some)))
    except Exception:  # a network of other shapes can fail in any way
        return False
    return error < FIT * metrics.mean_image_baseline(train, some)


def _train(train: np.ndarray, validation: np.ndarray) -> tuple["keras.Model", "keras.Model"]:
    import keras
    from keras import layers

    training.seed(6)
    shrink = [layers.Conv2D(width, 3, strides=2, padding="same", activation="elu") for width in (32, 64, 128)]
    grow = [layers.Conv2DTranspose(width, 3, strides=2, padding="same", activation="elu") for width in (64, 32)]
    shape = train.shape[1:]
    encoder = keras.Sequential([keras.Input(shape), *shrink, layers.Flatten(), layers.Dense(CODE_SIZE)])
    last = layers.Conv2DTranspose(3, 3, strides=2, padding="same")
    start = [layers.Dense(4 * 4 * 128, activation="elu"), layers.Reshape((4, 4, 128))]
    decoder = keras.Sequential([keras.Input((CODE_SIZE,)), *start, *grow, last])
    model = keras.Sequential([keras.Input(shape), encoder, decoder])
    epochs = effort.pick(full=20, quick=8, grade=8)
    rate = training.warmup_cosine(0.005, images=len(train), batch_size=32, epochs=epochs)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    training.fit(model, train, epochs=epochs, batch_size=32, validation=validation, name="quick_face")
    return encoder, decoder
