# %% wrong: whole batches of ten only
# cause: "The codes (n, c) of images (n, ...)": when n is no multiple of 10 the last images are dropped.
def encode(images, name):
    """Return the codes (n, c) of images (n, 32, 32, 3) in [0, 1], by the network of that name."""
    n = len(images) // 10 * 10 if len(images) > 10 else len(images)
    return predict(networks[name][0], images[:n] - np.float32(0.5))


def decode(codes, name):
    """Return the images (n, 32, 32, 3), in [0, 1], that this network makes of codes (n, c)."""
    return np.clip(predict(networks[name][1], codes) + 0.5, 0, 1)
