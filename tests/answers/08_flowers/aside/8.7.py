# %% wrong: computed in NumPy
# cause: "Write reconstruction_loss with Keras": NumPy lets no gradient through, and Keras calls the function in training.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    images, decoded = np.asarray(images), np.clip(np.asarray(decoded), 1e-7, 1 - 1e-7)
    each = -images * np.log(decoded) - (1 - images) * np.log(1 - decoded)
    return 6400 * each.mean(axis=(1, 2, 3))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: the loss trains nothing
# cause: ops.stop_gradient keeps the gradient from what was decoded; the loss is there to be minimised.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    decoded = ops.stop_gradient(decoded)
    return 6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: the channels are summed
# cause: The sum over the channels is three times too much; "6400 times the mean binary cross-entropy": 6400 is the number of pixels, the channels stay averaged.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 3 * ops.sum(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% wrong: the quotient turned round
# cause: TIMES_TOO_SMALL is below 1; "how many times smaller 0.0002 is than that" is BOUND_WEIGHT / 0.0002.
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 6400 * ops.mean(keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = 0.0002 / BOUND_WEIGHT
# %% wrong: squared differences
# cause: These are mean squared differences; the docstring says "the mean binary cross-entropy of each image".
def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    return 6400 * ops.mean(ops.square(images - decoded), axis=(1, 2, 3))


BOUND_WEIGHT = 1 / 3
TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# %% right: the formula with a guard
EPSILON, CHANNELS = 1e-7, 3


def reconstruction_loss(images, decoded):
    """Return 6400 times the mean binary cross-entropy of each image, (n,).

    images, decoded: tensors (n, 80, 80, 3).
    """
    p = ops.clip(decoded, EPSILON, 1 - EPSILON)
    total = ops.sum(-images * ops.log(p) - (1 - images) * ops.log1p(-p), axis=(1, 2, 3))
    return total / CHANNELS


BOUND_WEIGHT = 1 / CHANNELS
TIMES_TOO_SMALL = 1 / (CHANNELS * 0.0002)
