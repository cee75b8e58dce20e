# %% wrong: divides by 255
# replace: (images - images.min()) / (images.max() - images.min())
# by: images / 255
# %% wrong: divides by the maximum only
# replace: (images - images.min()) / (images.max() - images.min())
# by: images / images.max()
# %% wrong: forgets the minimum below the line
# replace: / (images.max() - images.min())
# by: / images.max()
# %% wrong: never converted
# replace: images.astype("float32")
# by: images
# %% wrong: float64
# replace: "float32"
# by: "float64"
# %% wrong: converted to float32 after subtracting, which overflows
# replace: images = images.astype("float32")
# by: images = np.asarray(images)
# replace: return (images - images.min()) / (images.max() - images.min())
# by: return ((images - images.min()) / (images.max() - images.min())).astype("float32")
# %% wrong: row by row
# replace: return (images - images.min()) / (images.max() - images.min())
# by: low, high = images.min(axis=-1, keepdims=True), images.max(axis=-1, keepdims=True); return (images - low) / (high - low)
# %% wrong: image by image
def normalise(images):
    images = images.astype("float32")
    return np.stack([(image - image.min()) / (image.max() - image.min()) for image in images])
# %% wrong: inverted
# replace: (images - images.min()) /
# by: (images.max() - images) /
# %% wrong: clipped instead of scaled
# replace: (images - images.min()) / (images.max() - images.min())
# by: np.clip(images, 0, 1)
# %% wrong: mean 0 and deviation 1
# replace: (images - images.min()) / (images.max() - images.min())
# by: (images - images.mean()) / images.std()
# %% wrong: forgotten return
# replace: return (images
# by: images = (images
# %% wrong: parentheses forgotten
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
