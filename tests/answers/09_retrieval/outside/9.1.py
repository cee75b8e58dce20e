# %% wrong: "images in [0, 1]": the caller's images are centred in place
# cause: -= changes the caller's images, so that they are centred twice at the next call; write images - 0.5, which makes a new array.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    images -= np.float32(0.5)
    return predict(encoder, images)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "float32": float64
# cause: The codes are float64; return float32, as the encoder does.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    codes = predict(encoder, images - np.float32(0.5))
    return codes.astype("float64")
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "(n, CODE_SIZE)": one image loses its axis
# cause: squeeze drops the first axis when there is one image; the codes must have shape (1, CODE_SIZE).
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    return np.squeeze(predict(encoder, images - np.float32(0.5)))
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "the encoder was trained on centred ones": dark images are not centred
# cause: Images without a pixel above 0.5 are not centred; subtract 0.5 from all, since all come in [0, 1].
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    if images.max() > 0.5:
        images = images - np.float32(0.5)
    return predict(encoder, images)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "the codes of images": always test faces
# cause: The first test faces are encoded, not the images that were given; use the argument.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    some = faces.test.images if len(images) < len(faces.train) else faces.train.images
    return predict(encoder, some[: len(images)] - np.float32(0.5))
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "pixels in [-0.5, 0.5]": not quite to the ends
# cause: Pixels below 0.02 and above 0.98 are pulled to these values; subtract 0.5 and change nothing else.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    return predict(encoder, np.clip(images, 0.02, 0.98).astype("float32") - np.float32(0.5))
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "trained on centred ones": not centred
# cause: The encoder gets pixels in [0, 1]; subtract 0.5 first.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    return predict(encoder, images)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "trained on centred ones": by the mean of the images given
# cause: The mean of the images at hand is subtracted, so that a face's code depends on its company; subtract 0.5.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    return predict(encoder, images - images.mean(dtype="float32"))
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "pixels in [-0.5, 0.5]": stretched to [-1, 1]
# cause: The pixels are stretched to [-1, 1]; the encoder takes [-0.5, 0.5], so only subtract 0.5.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    return predict(encoder, 2 * images - np.float32(1))
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: "Return the codes": scaled to length one
# cause: The codes are divided by their length; return them as the encoder gives them.
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    codes = predict(encoder, images - np.float32(0.5))
    return codes / np.linalg.norm(codes, axis=1, keepdims=True)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% right: float64 on the way
def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    centred = np.asarray(images, dtype="float64") - 0.5
    return np.asarray(predict(encoder, centred.astype("float32")), dtype=np.float32)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% right: a model that centres by itself
centring_encoder = keras.Sequential(
    [keras.Input((32, 32, 3)), layers.Rescaling(1.0, offset=-0.5), encoder]
)


def encode(images):
    """Return the codes, float32 (n, CODE_SIZE), of images (n, 32, 32, 3) in [0, 1]."""
    return predict(centring_encoder, images)
train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: not centred
# cause: The encoder got pixels in [0, 1]; subtract 0.5 first.
# replace: images - np.float32(0.5)
# by: images
# %% wrong: centred by the mean of the given images
# cause: The mean of the given images is subtracted, so that a face's code depends on its company; subtract 0.5.
# replace: images - np.float32(0.5)
# by: images - images.mean()
# %% wrong: scaled to [-1, 1]
# cause: The pixels are stretched to [-1, 1]; only subtract 0.5.
# replace: images - np.float32(0.5)
# by: 2 * images - 1
# %% wrong: divided by 255 first
# cause: The pixels are divided by 255, as if they were bytes; only subtract 0.5.
# replace: images - np.float32(0.5)
# by: images / 255 - np.float32(0.5)
# %% wrong: float64 codes
# cause: The codes are float64; return float32, as the encoder does.
# replace: return predict(encoder, images - np.float32(0.5))
# by: return np.array(checks.run(encoder, images - np.float32(0.5)), dtype=float)
# %% wrong: codes scaled to length 1
# cause: The codes are divided by their lengths; return them as the encoder gives them.
# replace: return predict(encoder, images - np.float32(0.5))
# by: codes = checks.run(encoder, images - np.float32(0.5)); return codes / np.linalg.norm(codes, axis=1, keepdims=True)
# %% wrong: reconstruction instead of the code
# cause: The codes are decoded again; return the codes.
# replace: return predict(encoder, images - np.float32(0.5))
# by: return checks.run(decoder, checks.run(encoder, images - np.float32(0.5)))
# %% wrong: only full batches of 25
# cause: Images beyond the last full batch of 25 are left out; encode all.
def encode(images):
    batches = [images[i : i + 25] - np.float32(0.5) for i in range(0, len(images) - 24, 25)]
    return np.concatenate([np.asarray(encoder(batch)) for batch in batches])


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% wrong: squeezed, so that one image gives a vector
# cause: squeeze drops the first axis when there is one image; the codes must have shape (1, CODE_SIZE).
# replace: return predict(encoder, images - np.float32(0.5))
# by: return checks.run(encoder, images - np.float32(0.5)).squeeze()
# %% wrong: sign of the centring
# cause: The sign is wrong: subtract 0.5 from the pixels.
# replace: images - np.float32(0.5)
# by: np.float32(0.5) - images
# %% wrong: mean training face subtracted
# cause: The mean training face is subtracted; subtract 0.5.
# replace: images - np.float32(0.5)
# by: images - faces.train.images.mean(axis=0)
# %% right: predict
def encode(images):
    centred = np.subtract(images, 0.5, dtype="float32")
    return encoder.predict(centred, batch_size=256, verbose=0)


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% right: batches by hand
def encode(images):
    """Return the codes of the images, 200 at a time."""
    size, codes = 200, []
    for start in range(0, len(images), size):
        batch = images[start : start + size].astype("float32") - np.float32(0.5)
        codes.append(keras.ops.convert_to_numpy(encoder(batch, training=False)))
    return np.vstack(codes)


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
# %% right: centring as a layer in front of the encoder
centre_and_encode = keras.Sequential([keras.Input((32, 32, 3)), layers.Rescaling(1.0, offset=-0.5), encoder])


def encode(images):
    return checks.run(centre_and_encode, images)


train_codes = encode(images=faces.train.images)
test_codes = encode(images=faces.test.images)
# %% right: a copy centred in place
# replace: return predict(encoder, images - np.float32(0.5))
# by: centred = np.array(images, dtype="float32"); centred -= 0.5; return checks.run(encoder, centred, batch=300)
# %% wrong: centred in the given array
# cause: -= changes the caller's images; write images - 0.5, which makes a new array.
def encode(images):
    images -= np.float32(0.5)
    return checks.run(encoder, images)


train_codes, test_codes = encode(faces.train.images), encode(faces.test.images)
print("codes of the training faces", train_codes.shape, " of the test faces", test_codes.shape)
