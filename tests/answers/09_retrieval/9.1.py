# %% wrong: pixels not centred
# cause: The encoder got pixels in [0, 1]; subtract 0.5 first.
# replace: images - np.float32(0.5)
# by: images
# %% wrong: forgotten return
# cause: The codes are computed and not given back; begin the line with return.
# replace: return predict(encoder
# by: predict(encoder
# %% wrong: centred the wrong way
# cause: 0.5 is added to the pixels; subtract it.
# replace: images - np.float32(0.5)
# by: images + np.float32(0.5)
# %% wrong: scaled to -1 and 1 in place of centred
# cause: The pixels are stretched to [-1, 1]; only subtract 0.5.
# replace: images - np.float32(0.5)
# by: 2 * images - np.float32(1)
# %% wrong: divided by 255 once more
# cause: The pixels are divided by 255, as if they were bytes; only subtract 0.5.
# replace: images - np.float32(0.5)
# by: images / np.float32(255) - np.float32(0.5)
# %% wrong: centred by the mean of the images at hand
# cause: The given images' mean is subtracted, so that a face's code depends on its company; subtract 0.5.
# replace: images - np.float32(0.5)
# by: images - images.mean(axis=0)
# %% wrong: reconstructions in place of codes
# cause: The codes are decoded again; return the codes.
# replace: predict(encoder, images
# by: predict(lambda x: decoder(encoder(x)), images
# %% wrong: only the first code
# cause: Only the first code is returned; return one for each image.
# replace: images - np.float32(0.5))
# by: images - np.float32(0.5))[0]
# %% wrong: in-place change of the faces
# cause: -= changes the caller's images; write images - 0.5, which makes a new array.
# replace: return predict(encoder, images - np.float32(0.5))
# by: images -= np.float32(0.5); return predict(encoder, images)
# %% wrong: a new, untrained encoder
# cause: A new network with random weights encodes; use the given encoder.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    network = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(CODE_SIZE)])
    return checks.run(network, images - np.float32(0.5))


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
# %% wrong: codes scaled to unit length
# cause: The codes are divided by their lengths; return them as the encoder gives them.
# replace: return predict(encoder, images - np.float32(0.5))
# by: z = predict(encoder, images - np.float32(0.5)); return z / np.linalg.norm(z, axis=1, keepdims=True)
# %% wrong: constant output
# cause: The codes are zeros; apply the encoder.
# replace: predict(encoder, images - np.float32(0.5))
# by: np.zeros((len(images), CODE_SIZE), "float32")
# %% right: predict
# replace: predict(encoder, images - np.float32(0.5))
# by: encoder.predict(images - 0.5, verbose=0)
# %% right: batches of its own, float64 inside, noise on stderr
def encode(images):
    import sys
    import warnings

    warnings.warn("this may take a while")
    codes = []
    for i in range(0, len(images), 64):
        codes.append(np.asarray(encoder(images[i : i + 64].astype("float64") - 0.5, training=False)))
        print("batch", i, file=sys.stderr)
    return np.concatenate(codes).astype("float32")


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
# %% right: one model that centres and encodes
centre_and_encode = keras.Sequential([keras.Input((32, 32, 3)), layers.Rescaling(1.0, offset=-0.5), encoder])


def encode(images):
    """Centre and encode."""
    return checks.run(centre_and_encode, images)


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
# %% right: keras.ops
# replace: return predict(encoder, images - np.float32(0.5))
# by: return keras.ops.convert_to_numpy(encoder(keras.ops.subtract(images, 0.5)))
