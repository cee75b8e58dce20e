# %% wrong: not reshaped
# cause: The result has the shape (n, 784); reshape it to (n, 28, 28).
# replace: .reshape(-1, 28, 28)
# by:
# %% wrong: the image axis last
# cause: The images stand along the last axis; the result has shape (n, 28, 28).
# replace: .reshape(-1, 28, 28)
# by: .reshape(28, 28, -1)
# %% wrong: pixels and images mixed up
# cause: The array is transposed before it is reshaped, which mixes the images up; leave .T away.
# replace: .reshape(-1, 28, 28)
# by: .T.reshape(-1, 28, 28)
# %% wrong: transposed images
# cause: Rows and columns of each image are exchanged; reshape in NumPy's usual order.
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28).transpose(0, 2, 1)
# %% wrong: always the trained decoder
# cause: The function calls the global `map_decoder` and ignores the decoder it is given.
# replace: np.asarray(decoder(
# by: np.asarray(map_decoder(
# %% wrong: only the first point
# cause: Only the first point is decoded; decode all.
# replace: np.array(points, dtype="float32")
# by: np.array(points[:1], dtype="float32")
# %% wrong: x and y swapped
# cause: The two coordinates of each point are exchanged; leave their order alone.
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="float32")[:, ::-1]
# %% wrong: whole numbers
# cause: The coordinates are made whole numbers, so (0.5, 0.5) is drawn as (0, 0): use float32.
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="int32").astype("float32")
# %% wrong: sorted points
# cause: The points are sorted before decoding, so the images come in another order than the points.
# replace: np.array(points, dtype="float32")
# by: np.array(sorted(points), dtype="float32")
# %% wrong: points brought to length one
# cause: The points are brought to length one; decode them as they are.
# replace: np.array(points, dtype="float32")
# by: np.array([np.array(p) / np.hypot(*p) for p in points], dtype="float32")
# %% wrong: one image, of the points' mean
# cause: The mean of the points is decoded; decode each point.
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="float32").mean(axis=0, keepdims=True)
# %% wrong: black and white
# cause: The images are rounded to black and white; return what the decoder draws.
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28).round()
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
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
