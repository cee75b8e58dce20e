# %% wrong: always the map's decoder
# cause: The function calls the global `map_decoder` and ignores the decoder it is given.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="float32")
    return predict(map_decoder, codes).reshape(-1, 28, 28)
# %% wrong: three pictures only
# cause: The result is reshaped to three images; there are as many as points: `.reshape(-1, 28, 28)`.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="float32")
    return predict(decoder, codes).reshape(3, 28, 28)
# %% wrong: one point loses its first axis
# cause: For a single point the result has the shape (28, 28); keep the first axis: (1, 28, 28).
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="float32")
    return np.squeeze(predict(decoder, codes).reshape(-1, 28, 28))
# %% wrong: fractions of the coordinates cut off
# cause: The coordinates are made whole numbers, so (0.5, 0.5) is drawn as (0, 0): use float32.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="int32").astype("float32")
    return predict(decoder, codes).reshape(-1, 28, 28)
# %% wrong: a point given twice is drawn once
# cause: Points that occur twice are decoded once, so the images are fewer than the points.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(list(dict.fromkeys(map(tuple, points))), dtype="float32")
    return predict(decoder, codes).reshape(-1, 28, 28)
# %% wrong: decoder called in training mode
# cause: The decoder is called with training=True, so a decoder with dropout would draw another image each time; in use dropout does nothing.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="float32")
    images = decoder(codes, training=True)
    return keras.ops.convert_to_numpy(images).reshape(-1, 28, 28)
# %% wrong: points sorted first
# cause: The points are sorted before decoding, so the images come in another order than the points.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(sorted(points), dtype="float32")
    return predict(decoder, codes).reshape(-1, 28, 28)
# %% wrong: pictures transposed
# cause: Rows and columns of each image are exchanged; reshape in NumPy's usual order.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="float32")
    return predict(decoder, codes).reshape(-1, 28, 28).transpose(0, 2, 1)
# %% wrong: contrast stretched
# cause: Each image is divided by its brightest pixel; return what the decoder draws.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array(points, dtype="float32")
    images = predict(decoder, codes).reshape(-1, 28, 28)
    return images / images.max(axis=(1, 2), keepdims=True)
# %% wrong: vectors instead of images
# cause: The result has the shape (n, 784); reshape it to (n, 28, 28).
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    return predict(decoder, np.array(points, dtype="float32"))
# %% right: one point at a time
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    images = []
    for x, y in points:
        code = np.array([[x, y]], dtype="float32")
        images.append(keras.ops.convert_to_numpy(decoder(code)).reshape(28, 28))
    return np.stack(images)
# %% right: keras.ops to the end
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = keras.ops.convert_to_tensor([[float(a), float(b)] for a, b in points], dtype="float32")
    images = keras.ops.reshape(decoder(codes, training=False), (len(points), 28, 28))
    return keras.ops.convert_to_numpy(images)
# %% right: float64 pictures
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    flat = predict(decoder, np.stack([np.asarray(point) for point in points]).astype("float32"))
    return np.array([row.reshape(28, 28) for row in flat], dtype=np.float64)
# %% wrong: x and y exchanged
# cause: The two coordinates of each point are exchanged; leave their order alone.
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="float32")[:, ::-1]
# %% wrong: whole numbers only
# cause: The coordinates are made whole numbers, so (0.5, 0.5) is drawn as (0, 0): use float32.
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype=int)
# %% wrong: the global map_decoder
# cause: The function calls the global `map_decoder` and ignores the decoder it is given.
# replace: decoder(np.array
# by: map_decoder(np.array
# %% wrong: three pictures written in
# cause: The result is reshaped to three images; there are as many as points: `.reshape(-1, 28, 28)`.
# replace: .reshape(-1, 28, 28)
# by: .reshape(3, 28, 28)
# %% wrong: squeezed, so that one point has no axis of images
# cause: For a single point the result has the shape (28, 28); keep the first axis: (1, 28, 28).
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28).squeeze()
# %% wrong: the first point only
# cause: Only the first point is decoded; decode all.
# replace: np.array(points, dtype="float32")
# by: np.array(points[:1], dtype="float32")
# %% wrong: vectors come back
# cause: The result has the shape (n, 784); reshape it to (n, 28, 28).
# replace: .reshape(-1, 28, 28)
# by: 
# %% wrong: a channel axis at the end
# cause: The result has an axis too many, (n, 28, 28, 1); reshape it to (n, 28, 28).
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28, 1)
# %% wrong: pictures on their side
# cause: Rows and columns of each image are exchanged; reshape in NumPy's usual order.
# replace: .reshape(-1, 28, 28)
# by: .reshape(-1, 28, 28).transpose(0, 2, 1)
# %% wrong: pairs rearranged by a wrong reshape
# cause: The numbers of the points are rearranged by a reshape; np.array(points) has a row for each point already.
# replace: np.array(points, dtype="float32")
# by: np.array(points, dtype="float32").reshape(2, -1).T
# %% wrong: the list goes straight into predict
# cause: Keras takes a list for several inputs; make a float32 array of the points first.
def decode_points(decoder, points):
    images = decoder.predict(points, verbose=0)
    return images.reshape(-1, 28, 28)
# %% wrong: points sorted and doubles removed
# cause: The points are sorted, and doubles removed; decode each point in its place.
# replace: np.array(points, dtype="float32")
# by: np.unique(np.array(points, dtype="float32"), axis=0)
# %% wrong: pictures black and white
# cause: The images are rounded to black and white; return what the decoder draws.
def decode_points(decoder, points):
    images = np.asarray(decoder(np.array(points, dtype="float32"))).reshape(-1, 28, 28)
    return (images > 0.5).astype("float32")
# %% wrong: each picture stretched to full contrast
# cause: Each image is stretched from 0 to 1; return what the decoder draws.
def decode_points(decoder, points):
    images = np.asarray(decoder(np.array(points, dtype="float32"))).reshape(-1, 28, 28)
    low, high = images.min(axis=(1, 2), keepdims=True), images.max(axis=(1, 2), keepdims=True)
    return (images - low) / (high - low)
# %% wrong: points kept inside the cloud of codes
# cause: The points are cut to [-3, 3]; decode them as they are.
def decode_points(decoder, points):
    inside = np.clip(np.array(points, dtype="float32"), -3, 3)
    return np.asarray(decoder(inside)).reshape(-1, 28, 28)
# %% wrong: points scaled to [0, 1] first
# cause: The points are scaled to [0, 1]; decode them as they are.
def decode_points(decoder, points):
    z = np.array(points, dtype="float32")
    z = (z - z.min()) / (z.max() - z.min())
    return np.asarray(decoder(z)).reshape(-1, 28, 28)
# %% wrong: pixels from 0 to 255
# cause: The pixels are multiplied by 255; return what the decoder draws.
def decode_points(decoder, points):
    images = np.asarray(decoder(np.array(points, dtype="float32"))).reshape(-1, 28, 28)
    return (255 * images).astype("uint8")
# %% right: predict, then a reshape by length
def decode_points(decoder, points):
    z = np.asarray(points, np.float32)
    return decoder.predict(z, verbose=0).reshape(len(points), 28, 28)
# %% right: point by point
def decode_points(decoder, points):
    pictures = []
    for x, y in points:
        z = keras.ops.convert_to_tensor([[x, y]], dtype="float32")
        pictures.append(decoder(z).numpy()[0].reshape(28, 28))
    return np.stack(pictures)
# %% right: keras.ops to the end
def decode_points(decoder: keras.Model, points: list) -> np.ndarray:
    z = keras.ops.cast(np.array([[float(a), float(b)] for a, b in points]), "float32")
    pixels = decoder(z, training=False)
    return keras.ops.convert_to_numpy(keras.ops.reshape(pixels, (-1, 28, 28)))
# %% right: coordinates stacked, rows split
def decode_points(decoder, points):
    xs, ys = np.transpose(np.asarray(points, dtype="float64"))
    pixels = np.array(decoder(np.column_stack([xs, ys]).astype("float32")))
    print("decoded", pixels.shape)
    return np.array([np.split(row, 28) for row in pixels])
