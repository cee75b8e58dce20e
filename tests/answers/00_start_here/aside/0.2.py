# %% wrong: "any numeric type": everything through uint8
# cause: Converting to uint8 cuts off fractions, negative values and those above 255; convert to float32 only.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("uint8").astype("float32")
    return (x - x.min()) / (x.max() - x.min())
# %% wrong: "over the whole array": each image by itself
# cause: Minimum and maximum are taken image by image, so dark images become bright; take them over the whole array.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("float32")
    axes = tuple(range(1, x.ndim))
    low, high = x.min(axis=axes, keepdims=True), x.max(axis=axes, keepdims=True)
    return (x - low) / (high - low)
# %% wrong: "its own minimum becomes 0": the minimum is not subtracted
# cause: You divide by the maximum only, so that the smallest value stays above 0; subtract the minimum first.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("float32")
    return x / x.max()
# %% right: a helper of its own over the sorted values
def ends(values):
    """Return the smallest and the largest value."""
    ordered = np.sort(values, axis=None)
    return ordered[0], ordered[-1]


def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    images = images.astype("float32")
    low, high = ends(images)
    return (images - low) / (high - low)
