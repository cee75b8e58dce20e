# %% wrong: the images' own mean subtracted
# cause: The mean of the pixels is subtracted; nothing needs to be measured: subtract 0.5.
# replace: images - np.float32(0.5)
# by: images - images.mean()
# %% wrong: the mean image subtracted
# cause: This subtracts the mean image, the centring of PCA; here it is the same number for every pixel.
# replace: images - np.float32(0.5)
# by: images - images.mean(axis=0)
# %% wrong: the middle of the images' own range subtracted
# cause: The middle of the smallest and the largest pixel found is subtracted; the shift is 0.5, whatever the images hold.
# replace: images - np.float32(0.5)
# by: images - (images.min() + images.max()) / 2
# %% wrong: stretched to [-1, 1]
# cause: The pixels are stretched to [-1, 1]; shift them without scaling.
# replace: images - np.float32(0.5)
# by: 2 * images - np.float32(1)
# %% wrong: added instead of subtracted
# cause: 0.5 is added; subtract it.
# replace: images - np.float32(0.5)
# by: images + np.float32(0.5)
# %% wrong: inverted
# cause: The sign is wrong: black must become -0.5 and white 0.5.
# replace: images - np.float32(0.5)
# by: np.float32(0.5) - images
# %% wrong: clipped
# cause: The pixels are cut to [-0.5, 0.5] and not shifted; subtract 0.5.
# replace: images - np.float32(0.5)
# by: np.clip(images, -0.5, 0.5)
# %% wrong: uint8's middle
# cause: 127.5 is the middle of whole numbers up to 255; these pixels go up to 1: subtract 0.5.
# replace: np.float32(0.5)
# by: np.float32(127.5)
# %% wrong: float64
# cause: The result is float64; keep float32.
# replace: images - np.float32(0.5)
# by: images.astype("float64") - 0.5
# %% wrong: in place
# cause: -= changes the caller's images; make a new array.
# replace: return images - np.float32(0.5)
# by: images -= np.float32(0.5); return images
# %% wrong: flattened
# cause: The images have become vectors; keep their shape.
# replace: images - np.float32(0.5)
# by: images.reshape(len(images), -1) - np.float32(0.5)
# %% wrong: only training images centred
# cause: Only the training images have been shifted: use `centre` for all three sets.
# replace: centre(faces.validation.images)
# by: faces.validation.images
# replace: centre(faces.test.images)
# by: faces.test.images
# %% wrong: nothing centred
# cause: No set has been shifted: use `centre` for all three.
# replace: centre(faces.train.images)
# by: faces.train.images
# replace: centre(faces.validation.images)
# by: faces.validation.images
# replace: centre(faces.test.images)
# by: faces.test.images
# %% wrong: forgotten return
# cause: The shifted images are not given back; begin the line with return.
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
