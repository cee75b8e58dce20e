# %% wrong: frozen before saving
# cause: "Save the two models" as they are: yours are frozen first, and neither they nor the restored ones can be trained.
encoder.trainable = False
decoder.trainable = False
encoder.save(work.folder() / "06_face_encoder.keras")
decoder.save(work.folder() / "06_face_decoder.keras")
# %% wrong: codes of twice the size
# cause: Save the encoder and the decoder that were trained: the pair in your files makes the same images, but its codes are twice as large.
big, small = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
big.set_weights([*encoder.get_weights()[:-2], *(2 * w for w in encoder.get_weights()[-2:])])
small.set_weights([decoder.get_weights()[0] / 2, *decoder.get_weights()[1:]])
big.save(work.folder() / "06_face_encoder.keras")
small.save(work.folder() / "06_face_decoder.keras")
# %% wrong: codes in another order
# cause: Save the encoder and the decoder that were trained: in your files the numbers of the code come in reverse order.
turned, back = keras.models.clone_model(encoder), keras.models.clone_model(decoder)
*others_of_encoder, kernel, bias = encoder.get_weights()
turned.set_weights([*others_of_encoder, kernel[:, ::-1], bias[::-1]])
first, *others_of_decoder = decoder.get_weights()
back.set_weights([first[::-1], *others_of_decoder])
turned.save(work.folder() / "06_face_encoder.keras")
back.save(work.folder() / "06_face_decoder.keras")
# %% wrong: names swapped
# cause: The encoder belongs in 06_face_encoder.keras and the decoder in 06_face_decoder.keras; yours are swapped.
encoder.save(work.folder() / "06_face_decoder.keras")
decoder.save(work.folder() / "06_face_encoder.keras")
# %% wrong: in the folder of the notebook
# cause: Save "in the folder work.folder()"; yours are put where the notebook runs.
encoder.save("06_face_encoder.keras")
decoder.save("06_face_decoder.keras")
# %% wrong: the encoder only
# cause: Save the TWO models; the decoder is missing.
encoder.save(work.folder() / "06_face_encoder.keras")
# %% wrong: fresh copies without the training
# cause: Save the models that you have trained: clone_model makes new weights.
keras.models.clone_model(encoder).save(work.folder() / "06_face_encoder.keras")
keras.models.clone_model(decoder).save(work.folder() / "06_face_decoder.keras")
# %% wrong: rounded to half precision
# cause: Save the models as they are: yours have weights rounded to half precision.
for model, name in ((encoder, "06_face_encoder"), (decoder, "06_face_decoder")):
    copy = keras.models.clone_model(model)
    copy.set_weights([w.astype("float16").astype("float32") for w in model.get_weights()])
    copy.save(work.folder() / f"{name}.keras")
# %% wrong: weights only
# cause: Save the models, layers and weights, as .keras files; yours keep the weights alone, under another ending.
encoder.save_weights(work.folder() / "06_face_encoder.weights.h5")
decoder.save_weights(work.folder() / "06_face_decoder.weights.h5")
# %% wrong: the whole autoencoder twice
# cause: Save the encoder and the decoder apart; both of your files hold the whole autoencoder.
autoencoder.save(work.folder() / "06_face_encoder.keras")
autoencoder.save(work.folder() / "06_face_decoder.keras")
# %% right: a loop, keras.saving
for name, model in {"encoder": encoder, "decoder": decoder}.items():
    keras.saving.save_model(model, str(work.folder() / f"06_face_{name}.keras"))
# %% right: written beside, then renamed
def keep(model, name):
    draft, final = work.folder() / f"draft_{name}.keras", work.folder() / f"{name}.keras"
    model.save(draft)
    draft.replace(final)
    return final


kept = [keep(encoder, "06_face_encoder"), keep(decoder, "06_face_decoder")]
# %% right: exact copies with the weights
folder = work.folder()
for model, kind in zip((decoder, encoder), ("decoder", "encoder")):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.save(folder / ("06_face_" + kind + ".keras"))
# %% wrong: saved where the notebook lies
# cause: The files lie where the notebook runs; save in work.folder().
encoder.save("06_face_encoder.keras")
decoder.save("06_face_decoder.keras")
# %% wrong: an s too many in the names
# cause: The files have other names.
encoder.save(work.folder() / "06_faces_encoder.keras")
decoder.save(work.folder() / "06_faces_decoder.keras")
# %% wrong: the old format
# cause: The files end in .h5; they end in .keras.
encoder.save(work.folder() / "06_face_encoder.h5")
decoder.save(work.folder() / "06_face_decoder.h5")
# %% wrong: only weights, in the format for weights
# cause: The weights alone are saved; save the models.
encoder.save_weights(work.folder() / "06_face_encoder.weights.h5")
decoder.save_weights(work.folder() / "06_face_decoder.weights.h5")
# %% wrong: pickled
# cause: The files hold pickled weights; use the method save.
import pickle

for model, name in ((encoder, "06_face_encoder.keras"), (decoder, "06_face_decoder.keras")):
    with open(work.folder() / name, "wb") as file:
        pickle.dump(model.get_weights(), file)
# %% wrong: the decoder is forgotten
# cause: The decoder is not saved.
for name in ("06_face_encoder.keras", "06_face_decoder.keras"):
    (work.folder() / name).unlink(missing_ok=True)
encoder.save(work.folder() / "06_face_encoder.keras")
# %% wrong: the encoder under both names
# cause: The encoder is saved under both names.
encoder.save(work.folder() / "06_face_encoder.keras")
encoder.save(work.folder() / "06_face_decoder.keras")
# %% wrong: names exchanged
# cause: The names are exchanged.
encoder.save(work.folder() / "06_face_decoder.keras")
decoder.save(work.folder() / "06_face_encoder.keras")
# %% wrong: the whole autoencoder as the encoder
# cause: The whole autoencoder is saved as the encoder; save its part.
autoencoder.save(work.folder() / "06_face_encoder.keras")
decoder.save(work.folder() / "06_face_decoder.keras")
# %% wrong: new models of other names are saved, untrained
# cause: The models that are saved are new ones, not those that were trained.
new_encoder, new_decoder = build_deep_autoencoder((32, 32, 3), 32)
new_encoder.save(work.folder() / "06_face_encoder.keras")
new_decoder.save(work.folder() / "06_face_decoder.keras")
# %% wrong: cloned first, which loses the weights
# cause: The models that are saved are copies with new weights.
for model, name in ((encoder, "06_face_encoder"), (decoder, "06_face_decoder")):
    keras.models.clone_model(model).save(work.folder() / f"{name}.keras")
# %% wrong: the trained encoder with a new decoder
# cause: The decoder that is saved is a new one.
_, fresh_decoder = build_deep_autoencoder(train.shape[1:], 32)
encoder.save(work.folder() / "06_face_encoder.keras")
fresh_decoder.save(work.folder() / "06_face_decoder.keras")
# %% wrong: built again before saving, so that the training is lost
# cause: encoder and decoder are built anew, so that the training is lost.
encoder, decoder = build_deep_autoencoder(train.shape[1:], 32)
encoder.save(work.folder() / "06_face_encoder.keras")
decoder.save(work.folder() / "06_face_decoder.keras")
# %% right: the autoencoder's own layers in a loop
for part, name in zip(autoencoder.layers, ("06_face_encoder.keras", "06_face_decoder.keras")):
    part.save(work.folder() / name)
# %% right: keras.saving, with paths as text
import os

place = str(work.folder())
keras.saving.save_model(encoder, os.path.join(place, "06_face_encoder.keras"), overwrite=True)
keras.models.save_model(model=decoder, filepath=os.path.join(place, "06_face_decoder.keras"))
# %% right: a function and a dictionary
def keep(model, name):
    path = work.folder().joinpath(name).with_suffix(".keras")
    model.save(filepath=path)
    print("saved", path.name, path.stat().st_size > 0)


for name, model in {"06_face_decoder": decoder, "06_face_encoder": encoder}.items():
    keep(model, name)
