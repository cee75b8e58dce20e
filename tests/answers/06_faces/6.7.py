# %% wrong: nothing saved
# cause: Nothing is saved.
print("saved")
# %% wrong: saved in the current folder
# cause: The files lie where the notebook runs; save in work.folder().
# replace: work.folder() / "06_face_encoder.keras"
# by: "06_face_encoder.keras"
# replace: work.folder() / "06_face_decoder.keras"
# by: "06_face_decoder.keras"
# %% wrong: weights alone
# cause: The weights alone are saved; save the models.
# replace: encoder.save(work.folder() / "06_face_encoder.keras")
# by: encoder.save_weights(work.folder() / "06_face_encoder.weights.h5")
# replace: decoder.save(work.folder() / "06_face_decoder.keras")
# by: decoder.save_weights(work.folder() / "06_face_decoder.weights.h5")
# %% wrong: other names
# cause: The files have other names.
# replace: 06_face_
# by: face_
# %% wrong: the decoder is forgotten
# cause: The decoder is not saved.
# replace: decoder.save(work.folder() / "06_face_decoder.keras")
# by:
# %% wrong: the same name for both
# cause: Both are saved under one name.
# replace: "06_face_decoder.keras"
# by: "06_face_encoder.keras"
# %% wrong: names swapped
# cause: The names are exchanged.
# replace: encoder.save(
# by: decoder.save(
# replace: decoder.save(work.folder() / "06_face_decoder.keras")
# by: encoder.save(work.folder() / "06_face_decoder.keras")
# %% wrong: new networks
# cause: The models that are saved are new ones, not those that were trained.
encoder_, decoder_ = build_deep_autoencoder((32, 32, 3), 32)
encoder_.save(work.folder() / "06_face_encoder.keras")
decoder_.save(work.folder() / "06_face_decoder.keras")
# %% wrong: the networks of code 8
# cause: The models that are saved have codes of 8; save encoder and decoder.
# replace: encoder.save(work
# by: others[8][0].save(work
# replace: decoder.save(work
# by: others[8][1].save(work
# %% wrong: the whole autoencoder under both names
# cause: The whole autoencoder is saved; save its two parts.
# replace: encoder.save(work
# by: autoencoder.save(work
# replace: decoder.save(work
# by: autoencoder.save(work
# %% wrong: a new decoder
# cause: The decoder that is saved is a copy with new weights.
# replace: decoder.save(work
# by: keras.models.clone_model(decoder).save(work
# %% right: a loop
for name, model in {"encoder": encoder, "decoder": decoder}.items():
    keras.saving.save_model(model, str(work.folder() / f"06_face_{name}.keras"), overwrite=True)
# %% right: from another file, renamed, and words on stderr
import os
import sys
import warnings

warnings.warn("saving", stacklevel=1)
print("two files", file=sys.stderr)


def put(model, name):
    model.save("new.keras")
    loaded = keras.saving.load_model("new.keras")
    loaded.save(os.path.join(work.folder(), name))
    os.remove("new.keras")


put(decoder, "06_face_decoder.keras")
put(encoder, "06_face_encoder.keras")
# %% right: the parts of the trained autoencoder
autoencoder.layers[0].save(work.folder().joinpath("06_face_encoder.keras"))
autoencoder.layers[-1].save(work.folder().joinpath("06_face_decoder").with_suffix(".keras"))
