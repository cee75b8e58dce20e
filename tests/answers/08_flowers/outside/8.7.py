# %% wrong: what was decoded is kept away from 0 and 1
# cause: decoded is clipped to 0.02 and 0.98, so sure values cost too much and give no gradient; "the mean binary cross-entropy of each image" is that of the values as they are.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    decoded = ops.clip(decoded, 0.02, 0.98)
    return 6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: a single image loses its axis
# cause: For one image the result has shape () and not (1,); "one number for each image": leave out ops.squeeze.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return ops.squeeze(6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2)))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: logarithms that can be of zero
# cause: A decoded value that rounds to 0 or 1 gives NaN or infinity; the cross-entropy of "Write reconstruction_loss with Keras" guards against it: keras.losses.binary_crossentropy.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    terms = images * ops.log(decoded) + (1 - images) * ops.log(1 - decoded)
    return -6400 * ops.mean(terms, axis=(1, 2, 3))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: how many times, rounded down
# cause: TIMES_TOO_SMALL is rounded down to a whole number; it is "how many times smaller 0.0002 is than that", BOUND_WEIGHT / 0.0002.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = 5000 // 3
# %% wrong: the first image only
# cause: The result has the mean of the first image of the batch and no other; "one number for each image": average over axes 1 and 2.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    each = ops.reshape(keras.losses.binary_crossentropy(images, decoded), (-1,))
    return 6400 * ops.mean(ops.reshape(each[:6400], (1, 6400)), axis=1)


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: the weight of the bound beside the sum
# cause: 1 is the weight beside the sum over all numbers; the first term here is a third of it, so the loss is the ELBO "up to a constant factor" at 1/3.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))


BOUND_WEIGHT = 1
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: exchanged arguments
# cause: The images are the targets and come first: keras.losses.binary_crossentropy(images, decoded).
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 6400 * ops.mean(keras.losses.binary_crossentropy(decoded, images), axis=(1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: one number for the batch
# cause: This is the mean over the images as well; "one number for each image".
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% right: a sum over rows and columns
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    each_pixel = keras.losses.binary_crossentropy(images, decoded)
    return ops.sum(ops.sum(each_pixel, axis=-1), axis=-1)


TIMES_TOO_SMALL = 5000 / 3
BOUND_WEIGHT = 6400 / 19_200
# %% right: flat images
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    flat = (-1, 19_200)
    return 80 * 80 * keras.losses.binary_crossentropy(
        y_pred=ops.reshape(decoded, flat), y_true=ops.reshape(images, flat)
    )


BOUND_WEIGHT = 1.0 / 3.0
TIMES_TOO_SMALL = round(BOUND_WEIGHT / 2e-4, 6)
# %% right: a loss object without reduction
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    loss = keras.losses.BinaryCrossentropy(reduction="none")
    return ops.mean(loss(images, decoded), axis=[1, 2]) * 6400.0


BOUND_WEIGHT = np.float64(1) / 3
TIMES_TOO_SMALL = BOUND_WEIGHT * 5000
# %% wrong: 6400 forgotten
# cause: This is the mean; multiply it by 6400.
# replace: return 6400 * ops.mean
# by: return ops.mean
# %% wrong: sum over channels too
# cause: This is three times too much: the channels stay averaged.
# replace: return 6400 * ops.mean
# by: return 19_200 * ops.mean
# %% wrong: one number for the batch
# cause: This is one number for all images; return one for each.
# replace: , axis=(1, 2))
# by: )
# %% wrong: arguments exchanged
# cause: The images are the targets and come first.
# replace: binary_crossentropy(images, decoded)
# by: binary_crossentropy(decoded, images)
# %% wrong: averaged over the rows only
# cause: The mean is over one axis; rows and columns are axes 1 and 2.
# replace: , axis=(1, 2))
# by: , axis=1)
# %% wrong: mean for each channel instead of each image
# cause: This is one number for each channel; average over all axes but the first.
def reconstruction_loss(images, decoded):
    p = ops.clip(decoded, 1e-7, 1 - 1e-7)
    bce = -(images * ops.log(p) + (1 - images) * ops.log(1 - p))
    return 6400 * ops.mean(bce, axis=(0, 1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: cross-entropy by hand, not kept finite
# cause: Outputs of 0 and 1 give 0 times minus infinity; keras.losses.binary_crossentropy guards against it.
def reconstruction_loss(images, decoded):
    bce = -(images * ops.log(decoded) + (1 - images) * ops.log(1 - decoded))
    return 6400 * ops.mean(bce, axis=(1, 2, 3))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: predictions clipped to [0.01, 0.99]
# cause: The outputs are clipped to 0.01 and 0.99; take them as they are.
# replace: binary_crossentropy(images, decoded)
# by: binary_crossentropy(images, ops.clip(decoded, 0.01, 0.99))
# %% wrong: squared error in place of the cross-entropy
# cause: This is the squared error; the loss is the binary cross-entropy.
# replace: keras.losses.binary_crossentropy(images, decoded)
# by: keras.losses.mean_squared_error(images, decoded)
# %% wrong: outputs taken for logits
# cause: The outputs are probabilities already; leave out from_logits=True.
# replace: binary_crossentropy(images, decoded)
# by: binary_crossentropy(images, decoded, from_logits=True)
# %% wrong: the second half of the cross-entropy missing
# cause: The second half of the cross-entropy, (1 - x) log(1 - x̂), is missing.
def reconstruction_loss(images, decoded):
    p = ops.clip(decoded, 1e-7, 1 - 1e-7)
    return -6400 * ops.mean(images * ops.log(p), axis=(1, 2, 3))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: bound weight 1
# cause: 1 is the weight beside the whole sum; the first term here is not the whole sum.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 1
# %% wrong: bound weight 3
# cause: The first term is a part of the whole sum, not a multiple of it.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 3
# %% wrong: bound weight 1 / 6400
# cause: That would be the weight if the sum were divided by 6400 as well.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 1 / 6400
# %% wrong: times too small compared with a weight of 1
# cause: Compare with BOUND_WEIGHT, not with 1.
# replace: TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# by: TIMES_TOO_SMALL = 1 / 0.0002
# %% wrong: times too small divided the other way
# cause: Divide the other way round.
# replace: TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# by: TIMES_TOO_SMALL = 0.0002 / BOUND_WEIGHT
# %% wrong: times too small as a difference
# cause: That is a difference; how many times smaller tells a ratio.
# replace: TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# by: TIMES_TOO_SMALL = BOUND_WEIGHT - 0.0002
# %% wrong: averaged over images and rows
# cause: Axis 0 are the images; average over axes 1 and 2.
# replace: , axis=(1, 2))
# by: , axis=(0, 1))
# %% right: by hand, clipped, summed over pixels
def reconstruction_loss(images, decoded):
    epsilon = keras.backend.epsilon()
    p = ops.clip(decoded, epsilon, 1 - epsilon)
    terms = images * ops.log(p) + (1 - images) * ops.log(1 - p)
    return -ops.sum(terms, axis=(1, 2, 3)) / 3


BOUND_WEIGHT = 6400 / 19_200
TIMES_TOO_SMALL = 1 / (3 * 0.0002)
# %% right: flattened first
def reconstruction_loss(images, decoded):
    flat, flat_decoded = (ops.reshape(x, (-1, 80 * 80 * 3)) for x in (images, decoded))
    return 80 * 80 * keras.losses.binary_crossentropy(flat, flat_decoded)


BOUND_WEIGHT = np.float64(1) / 3
TIMES_TOO_SMALL = np.array(5000 / 3)
# %% right: loss object without reduction, mean in two steps
per_pixel = keras.losses.BinaryCrossentropy(reduction=None)


def reconstruction_loss(images, decoded):
    rows = ops.mean(per_pixel(images, decoded), axis=-1)
    return ops.mean(rows, axis=-1) * 6400


beta = 0.0002
BOUND_WEIGHT = 3 ** -1
TIMES_TOO_SMALL = BOUND_WEIGHT / beta
print(BOUND_WEIGHT, TIMES_TOO_SMALL)
