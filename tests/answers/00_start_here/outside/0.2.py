# %% wrong: "any numeric type": the range of int8 pixels overflows
# cause: Subtraction happens in the type of the images, and in int8 the step from -100 to 100 does not fit; convert to float32 before you subtract.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    shifted = images - images.min()
    width = images.max() - images.min()
    return shifted.astype("float32") / np.float32(width)
# %% wrong: "Return float32": float64 images stay float64
# cause: Only whole numbers are converted, so float64 images come back as float64; call astype("float32") whatever the type.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    if images.dtype.kind in "iu":
        images = images.astype("float32")
    return (images - images.min()) / (images.max() - images.min())
# %% wrong: "its own maximum 1": a maximum below 1 is taken for 1
# cause: The largest value is taken to be at least 1, so that images in [0, 0.5] end at 0.5; use the maximum of the array itself.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("float32")
    low = x.min()
    high = max(x.max(), 1.0)
    return ((x - low) / (high - low)).astype("float32")
# %% wrong: "any shape": axes of length one are lost
# cause: squeeze removes axes of length 1, so one image (1, 28, 28) comes back as (28, 28); keep the shape.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = np.squeeze(images).astype("float32")
    return (x - x.min()) / (x.max() - x.min())
# %% wrong: "any shape": the images come back flattened to rows
# cause: The result has one row for each image; return the shape that came in, whatever it is.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.reshape(len(images), -1).astype("float32")
    return (x - x.min()) / (x.max() - x.min())
# %% wrong: "Return the images": the caller's float32 array is overwritten
# cause: For a float32 array astype makes no copy here, and -= and /= change the caller's images; return a new array.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("float32", copy=False)
    x -= x.min()
    x /= x.max()
    return x
# %% wrong: "any numeric type": half precision on the way
# cause: float16 holds nothing above 65,504 and three digits only; convert to float32 directly.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("float16")
    return ((x - x.min()) / (x.max() - x.min())).astype("float32")
# %% wrong: "the largest to 1": a small number in the denominator
# cause: The 0.0001 in the denominator keeps the largest value below 1, visibly so when the range is small; divide by max - min alone.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = images.astype("float32")
    return (x - x.min()) / (x.max() - x.min() + np.float32(1e-4))
# %% wrong: "in a straight line": negative values are folded up
# cause: abs turns negative pixels into positive ones; subtract the minimum, which may be negative, and no more.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = np.abs(images.astype("float32"))
    return (x - x.min()) / (x.max() - x.min())
# %% wrong: "its own maximum 1": always 255
# cause: 255 is written into the formula; the array's own maximum is what must become 1.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    return images.astype("float32") / 255
# %% wrong: "Return float32": NumPy's default type
# cause: The result is float64; convert to float32.
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    low, high = float(images.min()), float(images.max())
    return (images - low) / (high - low)
# %% right: interpolation between the two ends
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    low, high = float(np.min(images)), float(np.max(images))
    return np.interp(images, [low, high], [0.0, 1.0]).astype(np.float32)
# %% right: float64 inside, float32 outside
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = np.asarray(images, dtype="float64")
    return np.divide(x - x.min(), np.ptp(x)).astype("float32")
# %% right: Keras operations, back to an array
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    x = keras.ops.convert_to_tensor(images.astype("float32"))
    low, high = keras.ops.min(x), keras.ops.max(x)
    return keras.ops.convert_to_numpy((x - low) / (high - low))
# %% right: in place, but on a copy
def normalise(images):
    """Return the images as float32 in [0, 1].

    images: array of any shape and any numeric type; its own minimum becomes 0, its own maximum 1.
    """
    result = np.array(images, dtype="float32", copy=True)
    result -= result.min()
    result /= result.max()
    return result
