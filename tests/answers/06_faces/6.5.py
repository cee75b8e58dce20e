# %% wrong: one number for all
# cause: This is one number for all images; return one for each.
# replace: , axis=(1, 2, 3)
# by:
# %% wrong: the channels kept apart
# cause: The channels are kept apart; average over them too.
# replace: axis=(1, 2, 3)
# by: axis=(1, 2)
# %% wrong: averaged over the images
# cause: The mean is over the images; it is over all other axes, (1, 2, 3).
# replace: axis=(1, 2, 3)
# by: axis=(0, 1, 2)
# %% wrong: sum for mean
# cause: This is the sum; take the mean.
# replace: np.mean(
# by: np.sum(
# %% wrong: absolute error
# cause: This is the absolute error; square it.
# replace: (images - reconstructions) ** 2
# by: np.abs(images - reconstructions)
# %% wrong: the root of each error
# cause: This is the root of the error; return the mean square.
# replace: return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: return np.sqrt(np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)))
# %% wrong: the square of the mean
# cause: The mean is squared; square first, then average.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean(images - reconstructions, axis=(1, 2, 3)) ** 2
# %% wrong: the variance of the difference
# cause: This is the variance, which leaves out the mean difference; average the squares.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.var(images - reconstructions, axis=(1, 2, 3))
# %% wrong: the reconstruction alone
# cause: The images are not used; take the difference.
# replace: (images - reconstructions)
# by: reconstructions
# %% wrong: the mean repeated for each image
# cause: The mean of all is repeated; each image has its own error.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.full(len(images), np.mean((images - reconstructions) ** 2))
# %% wrong: the first channel alone
# cause: Only the first channel counts; average over all.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean((images - reconstructions)[..., 0] ** 2, axis=(1, 2))
# %% wrong: a column in place of a vector
# cause: The averaged axes are kept; leave keepdims out, for a shape of (n,).
# replace: axis=(1, 2, 3)
# by: axis=(1, 2, 3), keepdims=True
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the mean.
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
