# %% wrong: the training images
# cause: The training images are encoded; encode x_test.
# replace: encoder.predict(x_test, verbose=0)
# by: encoder.predict(x_train, verbose=0)
# %% wrong: only a hundred images
# cause: Only a hundred images are encoded; the exercise asks for all test images.
# replace: encoder.predict(x_test, verbose=0)
# by: encoder.predict(x_test[:100], verbose=0)
# %% wrong: one image left out
# cause: One image is left out; encode all of x_test.
# replace: encoder.predict(x_test, verbose=0)
# by: encoder.predict(x_test[1:], verbose=0)
# %% wrong: the images themselves as reconstructions
# cause: The reconstructions are the images themselves; decode the codes.
# replace: decoder.predict(codes, verbose=0)
# by: x_test.copy()
# %% wrong: a decoder that was never trained
# cause: The codes are decoded by a new network, which was never trained; use `decoder`.
# replace: decoder.predict(codes, verbose=0)
# by: split_autoencoder(build_autoencoder(32))[1].predict(codes, verbose=0)
# %% wrong: codes of an encoder that was never trained
# cause: The codes come from a new network, which was never trained; use `encoder`.
# replace: encoder.predict(x_test, verbose=0)
# by: split_autoencoder(build_autoencoder(32))[0].predict(x_test, verbose=0)
# %% wrong: codes of zeros beside right reconstructions
# cause: codes is filled with zeros; encode the test images, and decode what the encoder returns.
codes = np.zeros((len(x_test), 32), dtype="float32")
reconstructions = autoencoder.predict(x_test, verbose=0)
# %% wrong: codes scaled to [0, 1]
# cause: The codes are divided by their maximum; keep what the encoder returns.
# replace: encoder.predict(x_test, verbose=0)
# by: encoder.predict(x_test, verbose=0); codes = codes / codes.max()
# %% wrong: codes scaled after decoding
# cause: The codes are divided by their maximum; keep what the encoder returns.
# replace: decoder.predict(codes, verbose=0)
# by: decoder.predict(codes, verbose=0); codes = codes / codes.max()
# %% wrong: the codes of the images in reverse
# cause: The images are encoded in the opposite order; keep the order of x_test.
# replace: encoder.predict(x_test, verbose=0)
# by: encoder.predict(x_test[::-1], verbose=0)
# %% wrong: swapped
# cause: codes and reconstructions are swapped.
# replace: print("codes"
# by: codes, reconstructions = reconstructions, codes; print("codes"
# %% wrong: rounded to black and white
# cause: The reconstructions are rounded; keep what the decoder returns.
# replace: decoder.predict(codes, verbose=0)
# by: decoder.predict(codes, verbose=0).round()
# %% wrong: the same reconstruction for all
# cause: All reconstructions are that of the first image; decode all codes.
# replace: decoder.predict(codes, verbose=0)
# by: np.repeat(decoder.predict(codes[:1], verbose=0), len(codes), axis=0)
# %% right: the models called directly
# replace: encoder.predict(x_test, verbose=0)
# by: np.asarray(encoder(x_test))
# replace: decoder.predict(codes, verbose=0)
# by: decoder(codes).numpy()
# %% right: in batches, with Keras' own progress bar
codes = np.concatenate([encoder.predict(part) for part in np.array_split(x_test, 7)])
reconstructions = decoder.predict(codes, batch_size=50)
# %% right: float64, with a warning
import warnings

warnings.warn("encoding", stacklevel=1)
codes = keras.ops.convert_to_numpy(encoder(x_test, training=False)).astype("float64")
reconstructions = decoder.predict_on_batch(codes).astype(float)
