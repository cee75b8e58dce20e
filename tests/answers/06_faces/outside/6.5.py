# %% wrong: the largest squared error
# cause: "The MSE of each image" is the mean over its pixels and channels; yours is the largest.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.max((images - reconstructions) ** 2, axis=(1, 2, 3))
# %% wrong: the median
# cause: "The MSE of each image" is a mean; yours is the median of the squared errors, which hides small places with large errors.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.median((images - reconstructions) ** 2, axis=(1, 2, 3))
# %% wrong: squared after the mean
# cause: Square first, then take the mean: in yours positive and negative errors of a face cancel.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean(images - reconstructions, axis=(1, 2, 3)) ** 2
# %% wrong: mean of the absolute errors, squared
# cause: The mean SQUARED error: yours squares the mean absolute error.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean(np.abs(images - reconstructions), axis=(1, 2, 3)) ** 2
# %% wrong: the red channel alone
# cause: The mean goes over all three channels; yours looks at the first.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean((images - reconstructions)[..., 0] ** 2, axis=(1, 2))
# %% wrong: of grey images
# cause: The mean goes over the channels' squared errors; yours averages the colours first, and opposite errors in red and blue cancel.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean((images.mean(axis=3) - reconstructions.mean(axis=3)) ** 2, axis=(1, 2))
# %% wrong: sorted
# cause: Number i is the error of image i; yours are sorted, and no longer belong to their images.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.sort(np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)))
# %% wrong: a bare number for one image
# cause: "Return an array (n,)": for one image yours has no axis left; leave out squeeze.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)).squeeze()
# %% wrong: the middle of the face only
# cause: The mean goes over the whole image; yours leaves out the first and the last column.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean((images - reconstructions)[:, :, 1:-1] ** 2, axis=(1, 2, 3))
# %% wrong: sum over the pixels
# cause: The MEAN squared error: yours is the sum.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.sum((images - reconstructions) ** 2, axis=(1, 2, 3))
# %% wrong: one number for all
# cause: "The MSE of each image": yours is one mean over all images; keep axis 0.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.mean((images - reconstructions) ** 2)
# %% wrong: root
# cause: Return the mean squared errors; yours are their roots.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    return np.sqrt(np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)))
# %% right: rows of numbers
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    difference = (np.asarray(images) - np.asarray(reconstructions)).reshape(len(images), -1)
    return np.einsum("ij,ij->i", difference, difference) / difference.shape[1]
# %% right: one image at a time, in float64
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    pairs = zip(images, reconstructions)
    return np.array([np.square(np.subtract(one, two, dtype="float64")).mean() for one, two in pairs])
# %% right: keras.ops, then NumPy
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    squares = keras.ops.square(keras.ops.subtract(reconstructions, images))
    return keras.ops.convert_to_numpy(keras.ops.mean(squares, axis=[-1, -2, -3]))
# %% wrong: a number for each channel too
# cause: The channels are kept apart; average over them too.
# replace: axis=(1, 2, 3)
# by: axis=(1, 2)
# %% wrong: one number for all images
# cause: This is one number for all images; return one for each.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean((images - reconstructions) ** 2)
# %% wrong: the mean is taken before the square
# cause: The mean is squared; square first, then average.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean(images - reconstructions, axis=(1, 2, 3)) ** 2
# %% wrong: only the first channel
# cause: Only the first channel counts; average over all.
# replace: (images - reconstructions) ** 2, axis=(1, 2, 3)
# by: (images[..., 0] - reconstructions[..., 0]) ** 2, axis=(1, 2)
# %% wrong: the errors come back sorted
# cause: The errors are sorted; number i is that of image i.
# replace: return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: return np.sort(np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)))
# %% wrong: computed in place, which spoils the images
# cause: The images are changed; subtract into a new array.
def image_errors(images, reconstructions):
    images -= reconstructions
    images *= images
    return images.mean(axis=(1, 2, 3))


# %% wrong: the root of the error
# cause: This is the root of the error; return the mean square.
# replace: return np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: return np.sqrt(np.mean((images - reconstructions) ** 2, axis=(1, 2, 3)))
# %% wrong: sums in place of means
# cause: This is the sum; take the mean.
# replace: np.mean(
# by: np.sum(
# %% wrong: divided by 3,072 whatever the size
# cause: The sum is divided by 3,072 whatever the size; take the mean.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.sum((images - reconstructions) ** 2, axis=(1, 2, 3)) / 3072
# %% wrong: reshaped with the images last
# cause: This reshape mixes the images; keep them on the first axis: reshape(n, -1).
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean(((images - reconstructions) ** 2).reshape(-1, len(images)), axis=0)
# %% wrong: median in place of mean
# cause: This is the median; take the mean.
# replace: np.mean(
# by: np.median(
# %% wrong: grey values are compared
# cause: Grey values are compared; average the squares over the channels.
# replace: np.mean((images - reconstructions) ** 2, axis=(1, 2, 3))
# by: np.mean((images.mean(axis=-1) - reconstructions.mean(axis=-1)) ** 2, axis=(1, 2))
# %% right: reshape and one axis
def image_errors(images, reconstructions):
    n = images.shape[0]
    gap = np.reshape(images - reconstructions, (n, -1))
    return np.square(gap).mean(axis=1)


# %% right: a loop
def image_errors(images, reconstructions):
    """One after the other."""
    values = np.zeros(len(images))
    for i, (image, made) in enumerate(zip(images, reconstructions)):
        values[i] = metrics.mse(image, made)
    return values


# %% right: Keras's loss, then two means
def image_errors(images, reconstructions):
    by_pixel = keras.losses.mean_squared_error(images, reconstructions)  # over the channels
    return keras.ops.convert_to_numpy(keras.ops.mean(by_pixel, axis=(-2, -1)))


# %% right: norms
def image_errors(images, reconstructions):
    flat = (reconstructions - images).reshape(len(images), -1)
    return np.linalg.norm(flat, axis=1) ** 2 / flat.shape[1]
