# %% wrong: divides by 255
# cause: 255 is written into the formula; the array's own minimum must become 0 and its own maximum 1.
# replace: (images - images.min()) / (images.max() - images.min())
# by: images / 255
# %% wrong: divides by the maximum only
# cause: The minimum is not subtracted; it must become 0.
# replace: (images - images.min()) / (images.max() - images.min())
# by: images / images.max()
# %% wrong: forgets the minimum below the line
# cause: The difference is divided by the maximum; divide by maximum minus minimum.
# replace: / (images.max() - images.min())
# by: / images.max()
# %% wrong: never converted
# cause: The result is float64; convert to float32.
# replace: images.astype("float32")
# by: images
# %% wrong: float64
# cause: The result is float64; convert to float32.
# replace: "float32"
# by: "float64"
# %% wrong: converted to float32 after subtracting, which overflows
# cause: Subtraction happens in the type of the images, and in int8 the step from -100 to 100 does not fit; convert to float32 before you subtract.
# replace: images = images.astype("float32")
# by: images = np.asarray(images)
# replace: return (images - images.min()) / (images.max() - images.min())
# by: return ((images - images.min()) / (images.max() - images.min())).astype("float32")
# %% wrong: row by row
# cause: Each row is scaled by its own minimum and maximum; take those of the whole array.
# replace: return (images - images.min()) / (images.max() - images.min())
# by: low, high = images.min(axis=-1, keepdims=True), images.max(axis=-1, keepdims=True); return (images - low) / (high - low)
# %% wrong: image by image
# cause: Each image is scaled by its own minimum and maximum; take those of the whole array.
def normalise(images):
    images = images.astype("float32")
    return np.stack([(image - image.min()) / (image.max() - image.min()) for image in images])
# %% wrong: inverted
# cause: The largest value becomes 0 and the smallest 1; subtract the minimum from the images.
# replace: (images - images.min()) /
# by: (images.max() - images) /
# %% wrong: clipped instead of scaled
# cause: The values are cut to [0, 1]; subtract the minimum and divide by maximum minus minimum.
# replace: (images - images.min()) / (images.max() - images.min())
# by: np.clip(images, 0, 1)
# %% wrong: mean 0 and deviation 1
# cause: This gives mean 0 and deviation 1; subtract the minimum and divide by maximum minus minimum.
# replace: (images - images.min()) / (images.max() - images.min())
# by: (images - images.mean()) / images.std()
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return (images
# by: images = (images
# %% wrong: parentheses forgotten
# cause: Division comes before subtraction; put images - images.min() in parentheses.
# replace: (images - images.min()) / (images.max() - images.min())
# by: images - images.min() / (images.max() - images.min())
# %% right: float64 inside
# replace: "float32"
# by: "float64"
# replace: return (images - images.min()) / (images.max() - images.min())
# by: return ((images - images.min()) / np.ptp(images)).astype("float32")
# %% right: interpolation
def normalise(images):
    return np.interp(images, (images.min(), images.max()), (0, 1)).astype(np.float32)
# %% right: keras.ops
from keras import ops


def normalise(images):
    x = ops.cast(ops.convert_to_tensor(images), "float32")
    return ops.convert_to_numpy((x - ops.min(x)) / (ops.max(x) - ops.min(x)))
# %% right: a helper, in place on a copy, and noise on stderr
import sys
import warnings


def to_unit(x):
    x -= x.min()
    x /= x.max()
    return x


def normalise(images):
    warnings.warn("scaling", stacklevel=1)
    print("from", images.dtype, file=sys.stderr)
    return to_unit(np.array(images, dtype="float32"))
