# %% wrong: pixels not centred
# replace: images - np.float32(0.5)
# by: images
# %% wrong: decoded images left centred
# replace: predict(networks[name][1], codes) + 0.5
# by: predict(networks[name][1], codes)
# %% wrong: not clipped
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: predict(networks[name][1], codes) + 0.5
# %% wrong: clipped before 0.5 is added
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.clip(predict(networks[name][1], codes), 0, 1) + 0.5
# %% wrong: clipped to the centred range
# replace: + 0.5, 0, 1)
# by: + 0.5, -0.5, 0.5)
# %% wrong: only clipped from above
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: np.minimum(predict(networks[name][1], codes) + 0.5, 1)
# %% wrong: stretched in place of clipped
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: x = predict(networks[name][1], codes); return (x - x.min()) / (x.max() - x.min())
# %% wrong: a sigmoid in place of clipping
# replace: np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: 1 / (1 + np.exp(-predict(networks[name][1], codes)))
# %% wrong: always the VAE
# replace: networks[name]
# by: networks["VAE"]
# %% wrong: always the plain network
# replace: networks[name]
# by: (encoder, decoder)
# %% wrong: the decoder encodes
# replace: networks[name][0]
# by: networks[name][1]
# %% wrong: encodes and decodes at once
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: return predict(networks[name][1], predict(networks[name][0], images - np.float32(0.5)))
# %% wrong: forgotten return
# replace: return np.clip
# by: np.clip
# %% wrong: only the first code
# replace: images - np.float32(0.5))
# by: images - np.float32(0.5))[0]
# %% wrong: the axis of a single image lost
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: return np.squeeze(predict(networks[name][0], images - np.float32(0.5)))
# %% wrong: in-place change of the images
# replace: return predict(networks[name][0], images - np.float32(0.5))
# by: images -= np.float32(0.5); return predict(networks[name][0], images)
# %% wrong: whole numbers from 0 to 255
# replace: return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
# by: return (255 * np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)).astype("uint8")
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
