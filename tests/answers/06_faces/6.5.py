# %% wrong: one number for all
# replace: , axis=(1, 2, 3)
# by:
# %% wrong: the channels kept apart
# replace: axis=(1, 2, 3)
# by: axis=(1, 2)
# %% wrong: averaged over the images
# replace: axis=(1, 2, 3)
# by: axis=(0, 1, 2)
# %% wrong: sum for mean
# replace: np.mean(
# by: np.sum(
# %% wrong: absolute error
# replace: (images - reconstructions) ** 2
# by: np.abs(images - reconstructions)
# %% wrong: the root of each error
# replace: return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: return np.sqrt(np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)))
# %% wrong: the square of the mean
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean(images - reconstructions, axis=(1, 2, 3)) ** 2
# %% wrong: the variance of the difference
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.var(images - reconstructions, axis=(1, 2, 3))
# %% wrong: the reconstruction alone
# replace: (images - reconstructions)
# by: reconstructions
# %% wrong: the mean repeated for each image
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.full(len(images), np.mean((images - reconstructions) ** 2))
# %% wrong: the first channel alone
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean((images - reconstructions)[..., 0] ** 2, axis=(1, 2))
# %% wrong: a column in place of a vector
# replace: axis=(1, 2, 3)
# by: axis=(1, 2, 3), keepdims=True
# %% wrong: forgotten return
# replace: return np.mean
# by: errors = np.mean
# %% right: vectors in float64, words on stderr
import sys
import warnings


def image_errors(images, reconstructions):
    warnings.warn("errors", stacklevel=1)
    print(len(images), file=sys.stderr)
    d = np.subtract(images, reconstructions, dtype=np.float64).reshape(len(images), -1)
    return (d * d).sum(axis=1) / d.shape[1]
# %% right: image by image
# replace: return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: return np.array([metrics.mse(one, other) for one, other in zip(images, reconstructions)])
# %% right: keras.ops
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.asarray(keras.ops.mean(keras.ops.square(keras.ops.subtract(images, reconstructions)), axis=(-1, -2, -3)))
