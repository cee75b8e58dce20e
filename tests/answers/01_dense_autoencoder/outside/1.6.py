# %% wrong: "Encode all test images": codes of training images
# cause: codes holds the codes of training images, and the reconstructions come from elsewhere; encode x_test and decode these codes.
codes = encoder.predict(x_train[: len(x_test)], verbose=0)
reconstructions = autoencoder.predict(x_test, verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "then decode the codes": what is decoded is not what is kept
# cause: codes holds only which numbers are above zero; keep the codes themselves.
codes = encoder.predict(x_test, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
codes = (codes > 0).astype("float32")
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "Encode": without the relu
# cause: codes holds Wx + b before the relu, and so negative numbers; take what the encoder returns.
weights, biases = encoder.layers[-1].get_weights()
codes = x_test @ weights + biases
reconstructions = decoder.predict(np.maximum(codes, 0), verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "Encode all test images": the codes in another order
# cause: The codes are sorted by their first number and no longer stand in the order of the images; leave the rows where they are.
codes = encoder.predict(x_test, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
codes = codes[np.argsort(codes[:, 0])]
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "Encode": the numbers of each code in falling order
# cause: Each code is sorted, so that its numbers have lost their places; keep the codes as the encoder returned them.
codes = encoder.predict(x_test, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
codes = -np.sort(-codes, axis=1)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "Encode all test images": nothing is encoded
# cause: codes is filled with zeros; encode the test images, and decode what the encoder returns.
codes = np.zeros((len(x_test), 32), dtype="float32")
reconstructions = autoencoder.predict(x_test, verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "Encode": whole numbers
# cause: The codes are cut to whole numbers; keep the fractions, which the decoder needs.
codes = encoder.predict(x_test, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
codes = codes.astype("int32")
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "all test images": the first three hundred
# cause: Only three hundred images are encoded; the exercise asks for all test images.
codes = encoder.predict(x_test[:300], verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "all test images": all training images
# cause: The training images are encoded; encode x_test.
codes = encoder.predict(x_train, verbose=0)
reconstructions = decoder.predict(codes, verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% wrong: "decode the codes": noisy ones
# cause: Noise is added to the codes before decoding; decode what the encoder returned.
codes = encoder.predict(x_test, verbose=0)
noise = np.random.default_rng(0).normal(0, 0.1, codes.shape)
reconstructions = decoder.predict(codes + noise, verbose=0)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% right: the workbook's predict
codes = predict(encoder, x_test)
reconstructions = predict(decoder, codes)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% right: in blocks, joined
codes = np.concatenate(
    [encoder.predict_on_batch(x_test[i : i + 500]) for i in range(0, len(x_test), 500)]
)
reconstructions = np.concatenate(
    [decoder.predict_on_batch(codes[i : i + 500]) for i in range(0, len(codes), 500)]
)
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% right: the two formulas in NumPy
w1, b1, w2, b2 = autoencoder.get_weights()
codes = np.maximum(x_test @ w1 + b1, 0)
reconstructions = 1 / (1 + np.exp(-(codes @ w2 + b2)))
print("codes", codes.shape, " reconstructions", reconstructions.shape)
# %% right: calls the models, and makes arrays of the tensors
z = encoder(x_test, training=False)
codes = keras.ops.convert_to_numpy(z)
reconstructions = keras.ops.convert_to_numpy(decoder(z))
print("codes", codes.shape, " reconstructions", reconstructions.shape)
