# %% wrong: the encoder is saved with noise
# cause: Save the encoder itself; yours is wrapped with a GaussianNoise layer, which wakes up when the model is trained further.
keras.Sequential([layers.GaussianNoise(0.1), encoder]).save(work.folder() / "06_face_encoder.keras")
decoder.save(work.folder() / "06_face_decoder.keras")
# %% right: through the autoencoder's layers
parts = [autoencoder.get_layer(model.name) for model in (encoder, decoder)]
paths = [work.folder().joinpath(f"06_face_{kind}.keras") for kind in ("encoder", "decoder")]
for part, path in zip(parts, paths):
    part.save(filepath=path, overwrite=True)
