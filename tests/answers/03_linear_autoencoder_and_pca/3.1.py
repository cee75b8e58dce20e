# %% wrong: the images' own mean subtracted
# replace: images - np.float32(0.5)
# by: images - images.mean()
# %% wrong: the mean image subtracted
# replace: images - np.float32(0.5)
# by: images - images.mean(axis=0)
# %% wrong: the middle of the images' own range subtracted
# replace: images - np.float32(0.5)
# by: images - (images.min() + images.max()) / 2
# %% wrong: stretched to [-1, 1]
# replace: images - np.float32(0.5)
# by: 2 * images - np.float32(1)
# %% wrong: added instead of subtracted
# replace: images - np.float32(0.5)
# by: images + np.float32(0.5)
# %% wrong: inverted
# replace: images - np.float32(0.5)
# by: np.float32(0.5) - images
# %% wrong: clipped
# replace: images - np.float32(0.5)
# by: np.clip(images, -0.5, 0.5)
# %% wrong: uint8's middle
# replace: np.float32(0.5)
# by: np.float32(127.5)
# %% wrong: float64
# replace: images - np.float32(0.5)
# by: images.astype("float64") - 0.5
# %% wrong: in place
# replace: return images - np.float32(0.5)
# by: images -= np.float32(0.5); return images
# %% wrong: flattened
# replace: images - np.float32(0.5)
# by: images.reshape(len(images), -1) - np.float32(0.5)
# %% wrong: only training images centred
# replace: centre(faces.validation.images)
# by: faces.validation.images
# replace: centre(faces.test.images)
# by: faces.test.images
# %% wrong: nothing centred
# replace: centre(faces.train.images)
# by: faces.train.images
# replace: centre(faces.validation.images)
# by: faces.validation.images
# replace: centre(faces.test.images)
# by: faces.test.images
# %% wrong: forgotten return
# replace: return images - np.float32(0.5)
# by: images = images - np.float32(0.5)
# %% right: NumPy's subtract, with a warning
# replace: return images - np.float32(0.5)
# by: import warnings; warnings.warn("centring"); return np.subtract(images, 0.5, dtype="float32")
# %% right: float64 inside
# replace: images - np.float32(0.5)
# by: ((2 * images.astype(float) - 1) / 2).astype("float32")
# %% right: keras.ops
# replace: images - np.float32(0.5)
# by: keras.ops.convert_to_numpy(keras.ops.subtract(images, 0.5))
# %% right: in place on a copy, and a list
import sys


def centre(pictures):
    shifted = pictures.copy()
    shifted -= 1 / 2
    print(shifted.min(), shifted.max(), file=sys.stderr)
    return shifted


train, validation, test = [centre(getattr(faces, name).images) for name in ("train", "validation", "test")]
