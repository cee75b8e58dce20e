# %% wrong: both with seven frames
# cause: steps is given by the caller; both of yours always return 7 frames.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    start, end = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, 7).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(first, second, 7)
# %% wrong: second to first
# cause: The frames go "from one image to another", from first to second; yours run backwards.
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    end, start = encode(np.stack([first, second]), name)
    return decode(interpolate(start, end, steps).astype("float32"), name)


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    return interpolate(second, first, steps)
# %% right: codes of both by keywords, float64 fade
def morph(first, second, name, steps=7):
    """Return frames (steps, 32, 32, 3) in [0, 1] from one image to another, by that network.

    first, second: images (32, 32, 3).
    """
    codes = encode(name=name, images=np.array([first, second]))
    path = interpolate(codes[0], codes[1], steps)
    return decode(name=name, codes=path.astype(np.float32))


def cross_fade(first, second, steps=7):
    """Return frames (steps, 32, 32, 3) that mix the pixels of two images (32, 32, 3)."""
    one, two = (np.asarray(image, dtype="float64") for image in (first, second))
    return interpolate(one, two, steps)
