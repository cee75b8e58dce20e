# %% wrong: plane cut at ten
# cause: Points outside [-10, 10] are moved to its border; decode the points that are given.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.clip(np.array(points, dtype="float32"), -10, 10)
    return predict(decoder, codes).reshape(-1, 28, 28)
# %% wrong: coordinates exchanged
# cause: The two coordinates of each point are exchanged; decode (x, y) as it is given.
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.array([(y, x) for x, y in points], dtype="float32")
    return predict(decoder, codes).reshape(-1, 28, 28)
# %% right: Keras' own predict
def decode_points(decoder, points):
    """Return images (n, 28, 28) for points of the code plane.

    decoder: a Keras model (n, 2) → (n, 784); points: a list of n pairs of numbers.
    """
    codes = np.asarray(points, "float64").astype(np.float32)
    flat = decoder.predict(codes, verbose=0)
    return np.reshape(flat, (len(codes), 28, 28))
