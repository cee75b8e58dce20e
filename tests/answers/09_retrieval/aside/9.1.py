# %% wrong: "(n, CODE_SIZE)": an incomplete batch is dropped
# cause: The images after the last full batch of 50 are not encoded; return a code for each image.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    full = max(50, len(images) // 50 * 50)
    return predict(encoder, images[:full] - np.float32(0.5))
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% right: Keras' own predict
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    centred = np.subtract(images, 0.5, dtype="float32")
    return encoder.predict(centred, batch_size=128, verbose=0)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% right: in blocks, by calls of the model
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    codes = []
    for start in range(0, len(images), 200):
        block = images[start : start + 200].astype("float32") - 0.5
        codes.append(keras.ops.convert_to_numpy(encoder(block, training=False)))
    return np.concatenate(codes)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
