# %% wrong: only the two names that are there now
# cause: "`networks[name]` is the pair": yours chooses between two fixed networks, and any name that is added later is taken for the VAE.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict((encoder if name == "autoencoder" else vae_encoder), images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict((decoder if name == "autoencoder" else vae_decoder), codes) + 0.5, 0, 1)
# %% wrong: networks as they were at the definition
# cause: "`networks[name]`" is looked up when the function is called; yours keeps a copy of the dict and does not know networks that come later.
_pairs = dict(networks)


def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(_pairs[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(_pairs[name][1], codes) + 0.5, 0, 1)
# %% wrong: one image loses its axis
# cause: "Codes (n, c) of images (n, ...)", for n = 1 too: leave out squeeze.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5)).squeeze()


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# %% wrong: centred only if bright
# cause: Images in [0, 1] are always centred by subtracting 0.5; yours leaves them as they are when no pixel is above 0.5.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    if images.max() > 0.5:
        images = images - np.float32(0.5)
    return predict(networks[name][0], images)


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# %% wrong: 0.5 is added only if something is negative
# cause: After decoding 0.5 is always added; yours leaves it out when all outputs are positive.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    images = predict(networks[name][1], codes)
    if images.min() < 0:
        images = images + 0.5
    return np.clip(images, 0, 1)
# %% wrong: codes cut off
# cause: Decode the codes as they are; yours cuts numbers beyond ±100 first.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], np.clip(codes, -100, 100)) + 0.5, 0, 1)
# %% wrong: the images are centred in place
# cause: The images must stay as they are: yours subtracts 0.5 from the array that was passed, and a second call finds other images.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    images -= np.float32(0.5)
    return predict(networks[name][0], images)


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# %% wrong: no clipping
# cause: "What leaves [0, 1] after decoding is clipped": yours is not.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return predict(networks[name][1], codes) + 0.5
# %% wrong: brought into the range by stretching
# cause: What leaves [0, 1] is clipped; yours stretches every image to the whole range.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    images = predict(networks[name][1], codes)
    low = images.min(axis=(1, 2, 3), keepdims=True)
    high = images.max(axis=(1, 2, 3), keepdims=True)
    return (images - low) / (high - low)
# %% wrong: the name is ignored in decode
# cause: "That this network makes": yours decodes with the autoencoder, whatever the name.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks["autoencoder"][1], codes) + 0.5, 0, 1)
# %% wrong: not centred
# cause: "Both work with images centred to [-0.5, 0.5]": subtract 0.5 before the encoder.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images)


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# %% right: the model's own predict
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    to_code, _ = networks[name]
    return to_code.predict(np.asarray(images, dtype="float32") - 0.5, verbose=0)


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    _, to_image = networks[name]
    centred = to_image.predict(np.asarray(codes, dtype="float32"), verbose=0)
    return np.minimum(np.maximum(centred + 0.5, 0.0), 1.0)
# %% right: clipped before 0.5 is added
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return predict(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], codes), -0.5, 0.5) + np.float32(0.5)
# %% right: called directly, in batches
def in_batches(model, array, size=128):
    """Return the model's outputs for the array as one NumPy array."""
    array = np.asarray(array, dtype="float32")
    parts = [model(array[i : i + size], training=False) for i in range(0, len(array), size)]
    return np.concatenate([keras.ops.convert_to_numpy(part) for part in parts])


def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    return in_batches(networks[name][0], np.subtract(images, 0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    images = in_batches(networks[name][1], codes).astype("float64") + 0.5
    images[images < 0] = 0
    images[images > 1] = 1
    return images
# %% wrong: encode without centring
# cause: Subtract 0.5 before the encoder: it works with images centred to [-0.5, 0.5].
# replace: images - np.float32(0.5)
# by: images
# %% wrong: decode without adding 0.5
# cause: After decoding 0.5 is not added; add it before clipping.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.clip(checks.run(networks[name][1], codes), 0, 1)
# %% wrong: clipped before 0.5 is added
# cause: The outputs are clipped before 0.5 is added; clip behind it.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.clip(checks.run(networks[name][1], codes), 0, 1) + 0.5
# %% wrong: not clipped
# cause: What leaves [0, 1] after decoding is not clipped; clip it.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: checks.run(networks[name][1], codes) + 0.5
# %% wrong: clipped from below only
# cause: Only what is below 0 is cut; cut what is above 1 as well.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.maximum(checks.run(networks[name][1], codes) + 0.5, 0)
# %% wrong: the VAE for every name
# cause: The VAE is used for every name; use networks[name].
# replace: networks[name]
# by: networks["VAE"]
# %% wrong: the global encoder and decoder
# cause: The autoencoder is used for every name; use networks[name].
# replace: networks[name][0]
# by: encoder
# replace: networks[name][1]
# by: decoder
# %% wrong: two names written out, any other gets the VAE of section 1
# cause: The networks are chosen between two fixed ones, and any other name is taken for the VAE; use networks[name].
def encode(images, name):
    model = encoder if name == "autoencoder" else vae_encoder
    return checks.run(model, images - np.float32(0.5))


def decode(codes, name):
    model = decoder if name == "autoencoder" else vae_decoder
    return np.clip(checks.run(model, codes) + 0.5, 0, 1)
# %% wrong: encode centres in place
# cause: -= changes the caller's images; make a new array.
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: images -= np.float32(0.5); return checks.run(networks[name][0], images)
# %% wrong: range stretched to [0, 1] instead of clipped
# cause: The images are stretched to [0, 1]; clip them instead.
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: images = checks.run(networks[name][1], codes) + 0.5; return (images - images.min()) / (images.max() - images.min())
# %% wrong: stretched only when something leaves the range
# cause: The images are stretched to [0, 1]; clip them instead.
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: images = checks.run(networks[name][1], codes) + 0.5; low, high = min(images.min(), 0), max(images.max(), 1); return (images - low) / (high - low)
# %% wrong: codes squeezed
# cause: squeeze drops the axis of a single image; its codes have shape (1, c).
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: return np.squeeze(checks.run(networks[name][0], images - np.float32(0.5)))
# %% wrong: 8-bit images scaled back
# cause: The images are rounded to 256 values; return them as they are.
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: return (255 * np.clip(checks.run(networks[name][1], codes) + 0.5, 0, 1)).astype("uint8") / np.float32(255)
# %% wrong: encode draws around the mean
# cause: Noise is added to the codes; return what the encoder gives.
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: codes = checks.run(networks[name][0], images - np.float32(0.5)); return codes + np.float32(0.1) * np.random.default_rng(0).standard_normal(codes.shape, dtype="float32")
# %% wrong: scaled to [-1, 1] for the encoder
# cause: The pixels are stretched to [-1, 1]; only subtract 0.5.
# replace: images - np.float32(0.5)
# by: 2 * images - 1
# %% right: predict, clipped before shifting
def encode(images, name):
    to_code, _ = networks[name]
    return to_code.predict(images - 0.5, verbose=0)


def decode(codes, name):
    _, to_image = networks[name]
    return 0.5 + np.clip(to_image.predict(codes, verbose=0), -0.5, 0.5)
# %% right: keras.ops, batches by hand
def in_batches(model, values, size=250):
    parts = [model(values[i : i + size]) for i in range(0, len(values), size)]
    return ops.convert_to_numpy(ops.concatenate(parts, axis=0))


def encode(images, name):
    return in_batches(networks[name][0], ops.subtract(images, 0.5))


def decode(codes, name):
    shown = in_batches(networks[name][1], np.asarray(codes, "float32"))
    return np.minimum(np.maximum(np.add(shown, 0.5), 0.0), 1.0)
# %% right: copies, in place on them
def encode(images, name):
    centred = images.astype("float32", copy=True)
    centred -= 0.5
    return checks.run(model=networks[name][0], inputs=centred)


def decode(codes, name):
    images = np.array(checks.run(networks[name][1], codes, batch=64))
    images += 0.5
    images[images < 0] = 0
    images[images > 1] = 1
    return images
