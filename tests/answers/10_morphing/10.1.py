# %% wrong: pixels not centred
# cause: Subtract 0.5 before the encoder: it works with images centred to [-0.5, 0.5].
# replace: images - np.float32(0.5)
# by: images
# %% wrong: decoded images left centred
# cause: After decoding 0.5 is not added; add it before clipping.
# replace: predict(networks[name][1], codes) + 0.5
# by: predict(networks[name][1], codes)
# %% wrong: not clipped
# cause: What leaves [0, 1] after decoding is not clipped; clip it.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: predict(networks[name][1], codes) + 0.5
# %% wrong: clipped before 0.5 is added
# cause: The outputs are clipped before 0.5 is added; clip behind it.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.clip(predict(networks[name][1], codes), 0, 1) + 0.5
# %% wrong: clipped to the centred range
# cause: The images are clipped to [-0.5, 0.5]; clip them to [0, 1].
# replace: + 0.5, 0, 1)
# by: + 0.5, -0.5, 0.5)
# %% wrong: only clipped from above
# cause: Only what is above 1 is cut; cut what is below 0 as well.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.minimum(predict(networks[name][1], codes) + 0.5, 1)
# %% wrong: stretched in place of clipped
# cause: The images are stretched to [0, 1]; clip them instead.
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: x = predict(networks[name][1], codes); return (x - x.min()) / (x.max() - x.min())
# %% wrong: a sigmoid in place of clipping
# cause: A sigmoid changes all pixels; add 0.5 and clip.
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: 1 / (1 + np.exp(-predict(networks[name][1], codes)))
# %% wrong: always the VAE
# cause: The VAE is used for every name; use networks[name].
# replace: networks[name]
# by: networks["VAE"]
# %% wrong: always the plain network
# cause: The autoencoder is used for every name; use networks[name].
# replace: networks[name]
# by: (encoder, decoder)
# %% wrong: the decoder encodes
# cause: networks[name][1] is the decoder; the encoder is networks[name][0].
# replace: networks[name][0]
# by: networks[name][1]
# %% wrong: encodes and decodes at once
# cause: encode decodes the codes again; return the codes.
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: return predict(networks[name][1], predict(networks[name][0], images - np.float32(0.5)))
# %% wrong: forgotten return
# cause: The images are not given back; begin the line with return.
# replace: return np.clip
# by: np.clip
# %% wrong: only the first code
# cause: Only the first code is returned; return one for each image.
# replace: images - np.float32(0.5))
# by: images - np.float32(0.5))[0]
# %% wrong: the axis of a single image lost
# cause: squeeze drops the axis of a single image; its codes have shape (1, c).
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: return np.squeeze(predict(networks[name][0], images - np.float32(0.5)))
# %% wrong: in-place change of the images
# cause: -= changes the caller's images; make a new array.
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: images -= np.float32(0.5); return predict(networks[name][0], images)
# %% wrong: whole numbers from 0 to 255
# cause: The images are whole numbers from 0 to 255; return numbers from 0 to 1.
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: return (255 * np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)).astype("uint8")
# %% wrong: tensors
# cause: The functions return tensors; return NumPy arrays, as `predict` gives them.
def encode(images, name):
    return networks[name][0](images - np.float32(0.5))


def decode(codes, name):
    return keras.ops.clip(networks[name][1](codes) + 0.5, 0, 1)
# %% right: predict, by names
def encode(images, name):
    to_code, _ = networks[name]
    return to_code.predict(images - 0.5, verbose=0)


def decode(codes, name):
    _, to_image = networks[name]
    return np.minimum(np.maximum(to_image.predict(codes, verbose=0) + 0.5, 0), 1)
# %% right: keras.ops, float64, noise on stderr
def encode(images, name):
    import sys

    print("encoding with", name, file=sys.stderr)
    centred = np.asarray(images, "float64") - 0.5
    return keras.ops.convert_to_numpy(networks[name][0](centred))


def decode(codes, name):
    import warnings

    warnings.warn("decoding")
    return keras.ops.convert_to_numpy(keras.ops.clip(networks[name][1](np.asarray(codes)) + 0.5, 0.0, 1.0))
# %% right: image by image, with a helper
def one_by_one(model, rows):
    return np.concatenate([np.array(model(rows[i : i + 1])) for i in range(len(rows))])


def encode(images, name):
    return one_by_one(networks[name][0], images - np.float32(0.5))


def decode(codes, name):
    images = one_by_one(networks[name][1], codes) + 0.5
    images[images < 0] = 0
    images[images > 1] = 1
    return images
