# %% wrong: middle of the pixels found
# cause: The middle of the smallest and the largest pixel found is subtracted; the shift is 0.5, whatever the images hold.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    middle = (images.min() + images.max()) / 2
    return images - middle


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: range stretched to fill
# cause: The pixels are stretched until they fill [-0.5, 0.5]; shift them by 0.5 and leave their scale.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    low, high = images.min(), images.max()
    return (images - low) / (high - low) - np.float32(0.5)


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: half of the brightest pixel
# cause: Half of the brightest pixel is subtracted, which is less than 0.5 for dark images: subtract 0.5.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images - images.max() / 2


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: a middle for each channel
# cause: Each channel is shifted by a middle of its own; it is the same number for every pixel and channel.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    low = images.min(axis=(0, 1, 2), keepdims=True)
    high = images.max(axis=(0, 1, 2), keepdims=True)
    return images - (low + high) / 2


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: mean of all pixels
# cause: The mean of the pixels is subtracted; nothing needs to be measured: subtract 0.5.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return (images - images.mean()).astype("float32")


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: median of all pixels
# cause: The median of the pixels is subtracted; the middle of the range [0, 1] is 0.5.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return (images - np.median(images)).astype("float32")


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: mean image subtracted
# cause: This subtracts the mean image, the centring of PCA; here it is the same number for every pixel.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images - images.mean(axis=0)


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: range from -1 to 1
# cause: The pixels lie in [-1, 1]; shift them without scaling.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return 2 * images - 1


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: double precision returned
# cause: The result is float64; keep float32.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images.astype("float64") - 0.5


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: validation left out
# cause: The validation images have not been shifted: use `centre` for all three sets.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images - 0.5


train = centre(faces.train.images)
validation = faces.validation.images
test = centre(faces.test.images)
# %% wrong: test faces taken from validation
# cause: `test` holds the validation faces; centre `faces.test.images`.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images - 0.5


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.validation.images)
# %% wrong: cut instead of shifted
# cause: The pixels are cut to [-0.5, 0.5] and not shifted; subtract 0.5.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return np.clip(images, -0.5, 0.5)


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% wrong: dark and bright exchanged
# cause: The sign is wrong: black must become -0.5 and white 0.5.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return 0.5 - images


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% right: float64 inside, float32 outside
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return np.subtract(images, 0.5, dtype=np.float64).astype(np.float32)


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% right: middle of the range as two constants
PIXEL_RANGE = (0, 1)


def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    low, high = PIXEL_RANGE
    return images - np.float32((low + high) / 2)


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% right: keras.ops and the sets in a loop
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return keras.ops.convert_to_numpy(keras.ops.subtract(images, 0.5))


train, validation, test = (
    centre(part.images) for part in (faces.train, faces.validation, faces.test)
)
# %% wrong: subtracts the mean of all pixels, which is measured
# cause: The mean of the pixels is subtracted; nothing needs to be measured: subtract 0.5.
# replace: return images - np.float32(0.5)
# by: return images - images.mean()
# %% wrong: stretches the range found in the data (min-max), then subtracts 0.5
# cause: The pixels are stretched until they fill [-0.5, 0.5]; shift them by 0.5 and leave their scale.
# replace: return images - np.float32(0.5)
# by: low, high = images.min(), images.max(); return (images - low) / (high - low) - np.float32(0.5)
# %% wrong: subtracts each image's own mean
# cause: Each image's own mean is subtracted; subtract 0.5 from all.
# replace: return images - np.float32(0.5)
# by: return images - images.mean(axis=(1, 2, 3), keepdims=True)
# %% wrong: subtracts the mean of each channel
# cause: The mean of each channel is subtracted; it is the same number for every pixel and channel: subtract 0.5.
# replace: return images - np.float32(0.5)
# by: return images - images.mean(axis=(0, 1, 2), keepdims=True)
# %% wrong: scales to [-1, 1] as for tanh
# cause: The pixels are stretched to [-1, 1]; shift them without scaling.
# replace: return images - np.float32(0.5)
# by: return images * 2 - 1
# %% wrong: float64, by a NumPy number
# cause: The result is float64; keep float32.
# replace: return images - np.float32(0.5)
# by: return images - np.float64(0.5)
# %% wrong: clips to the new range in place of shifting
# cause: The pixels are cut to [-0.5, 0.5] and not shifted; subtract 0.5.
# replace: return images - np.float32(0.5)
# by: return np.clip(images, -0.5, 0.5)
# %% wrong: divides by 255 first, though the images are in [0, 1] already
# cause: The pixels are divided by 255, though they are in [0, 1] already; only subtract 0.5.
# replace: return images - np.float32(0.5)
# by: return images / 255 - np.float32(0.5)
# %% wrong: the last line centres the training images only
# cause: Only the training images have been shifted: use `centre` for all three sets.
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return images - np.float32(0.5)


train, validation, test = centre(faces.train.images), faces.validation.images, faces.test.images
# %% wrong: shifts in place, which the read-only data do not allow
# cause: -= changes the caller's images; make a new array.
# replace: return images - np.float32(0.5)
# by: images -= 0.5; return images
# %% right: np.subtract with a dtype
# replace: return images - np.float32(0.5)
# by: return np.subtract(images, 0.5, dtype="float32")
# %% right: keras.ops and back to NumPy
def centre(images):
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    shifted = keras.ops.subtract(images, 0.5)
    return keras.ops.convert_to_numpy(shifted)


train, validation, test = (centre(split.images) for split in (faces.train, faces.validation, faces.test))
# %% right: image by image, with a type hint and a helper
MIDDLE: float = (0 + 1) / 2


def shift_one(image: np.ndarray) -> np.ndarray:
    return image - MIDDLE


def centre(images: np.ndarray) -> np.ndarray:
    """Return the images (n, 32, 32, 3), float32 in [0, 1], shifted to [-0.5, 0.5]."""
    return np.stack([shift_one(image) for image in images])


train = centre(faces.train.images)
validation = centre(faces.validation.images)
test = centre(faces.test.images)
# %% right: a copy changed in place
# replace: return images - np.float32(0.5)
# by: shifted = images.copy(); shifted -= 0.5; return shifted
