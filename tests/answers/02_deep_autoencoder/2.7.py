# %% wrong: not reshaped
# replace: .reshape(-1, 28, 28)
# by:
# %% wrong: the image axis last
# replace: .reshape(-1, 28, 28)
# by: .reshape(28, 28, -1)
# %% wrong: pixels and images mixed up
# replace: .reshape(-1, 28, 28)
# by: .T.reshape(-1, 28, 28)
# %% wrong: transposed images
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28).transpose(0, 2, 1)
# %% wrong: always the trained decoder
# replace: np.asarray(decoder(
# by: np.asarray(map_decoder(
# %% wrong: only the first point
# replace: np.array(points, dtype="float32")
# by: np.array(points[:1], dtype="float32")
# %% wrong: x and y swapped
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="float32")[:, ::-1]
# %% wrong: whole numbers
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="int32").astype("float32")
# %% wrong: sorted points
# replace: np.array(points, dtype="float32")
# by: np.array(sorted(points), dtype="float32")
# %% wrong: points brought to length one
# replace: np.array(points, dtype="float32")
# by: np.array([np.array(p) / np.hypot(*p) for p in points], dtype="float32")
# %% wrong: one image, of the points' mean
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="float32").mean(axis=0, keepdims=True)
# %% wrong: black and white
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28).round()
# %% wrong: forgotten return
# replace: return np
# by: np
# %% right: predict, float64, with a progress bar
# replace: np.asarray(decoder(np.array(points, dtype="float32"))).reshape(-1, 28, 28)
# by: decoder.predict(np.array(points, dtype=float)).astype("float64").reshape((len(points), 28, 28))
# %% right: point by point
def image(decoder, x, y):
    return np.reshape(decoder(np.array([[x, y]], dtype="float32")), (28, 28))


def decode_points(decoder, points):
    return np.stack([image(decoder, *point) for point in points])
# %% right: keras.ops, with a warning
from keras import ops


def decode_points(decoder, points):
    import warnings

    warnings.warn("decoding", stacklevel=1)
    images = decoder(ops.convert_to_tensor(points, dtype="float32"), training=False)
    return ops.convert_to_numpy(ops.reshape(images, (-1, 28, 28)))
