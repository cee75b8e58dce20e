# %% wrong: mean without 6400
# cause: This is the mean; multiply it by 6400.
# replace: return 6400 * ops.mean
# by: return ops.mean
# %% wrong: sum over the channels too
# cause: This is three times too much: the channels stay averaged.
# replace: 6400 * ops
# by: 19_200 * ops
# %% wrong: sum for mean
# cause: This is 6400 times the sum; take the mean.
# replace: ops.mean
# by: ops.sum
# %% wrong: one number for all images
# cause: This is one number for all images; return one for each.
# replace: , axis=(1, 2))
# by: )
# %% wrong: one axis only
# cause: The mean is over one axis; rows and columns are axes 1 and 2.
# replace: axis=(1, 2)
# by: axis=1
# %% wrong: target and output swapped
# cause: The images are the targets and come first.
# replace: binary_crossentropy(images, decoded)
# by: binary_crossentropy(decoded, images)
# %% wrong: squared error
# cause: This is the squared error; the loss is the binary cross-entropy.
# replace: binary_crossentropy
# by: mean_squared_error
# %% wrong: wrong sign
# cause: The sign is wrong; a cross-entropy is positive.
# replace: return 6400
# by: return -6400
# %% wrong: outputs taken for logits
# cause: The outputs are probabilities already; leave out from_logits=True.
# replace: (images, decoded), axis
# by: (images, decoded, from_logits=True), axis
# %% wrong: a logarithm of 0
# cause: Outputs of 0 and 1 give 0 times minus infinity; keras.losses.binary_crossentropy guards against it.
# replace: keras.losses.binary_crossentropy(images, decoded), axis=(1, 2))
# by: -images * ops.log(decoded) - (1 - images) * ops.log(1 - decoded), axis=(1, 2, 3))
# %% wrong: both terms counted as in notebook 07
# cause: 1 is the weight beside the whole sum; the first term here is not the whole sum.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 1
# %% wrong: three for a third
# cause: The first term is a part of the whole sum, not a multiple of it.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 3
# %% wrong: weight beside the mean
# cause: That is the weight beside the plain mean; the loss has 6400 times the mean.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 1 / 19_200
# %% wrong: weight beside a sum divided by the pixels
# cause: That would be the weight if the sum were divided by 6400 as well.
# replace: BOUND_WEIGHT = 1 / 3
# by: BOUND_WEIGHT = 1 / 6400
# %% wrong: divided the other way round
# cause: Divide the other way round.
# replace: BOUND_WEIGHT / 0.0002
# by: 0.0002 / BOUND_WEIGHT
# %% wrong: difference for ratio
# cause: That is a difference; how many times smaller tells a ratio.
# replace: BOUND_WEIGHT / 0.0002
# by: BOUND_WEIGHT - 0.0002
# %% wrong: a guess
# cause: It is the ratio of BOUND_WEIGHT to 0.0002.
# replace: BOUND_WEIGHT / 0.0002
# by: 1000
# %% wrong: the third number forgotten
# cause: TIMES_TOO_SMALL is not set.
# replace: TIMES_TOO_SMALL = BOUND_WEIGHT / 0.0002
# by:
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the result.
# replace: return 6400
# by: 6400
# %% right: a sum over the pixels, numbers typed
def reconstruction_loss(images, decoded):
    return ops.sum(keras.losses.binary_crossentropy(images, decoded), axis=(-2, -1))


BOUND_WEIGHT = 0.3333
TIMES_TOO_SMALL = 1667


# %% right: by hand, with the outputs kept from 0 and 1, prints and a warning
import sys
import warnings

PIXELS = 80 * 80


def reconstruction_loss(images, decoded):
    warnings.warn("adding")
    print(images.shape, file=sys.stderr)
    p = ops.clip(decoded, 1e-7, 1 - 1e-7)
    return -PIXELS * ops.mean(images * ops.log(p) + (1 - images) * ops.log(1 - p), axis=(1, 2, 3))


BOUND_WEIGHT = PIXELS / (PIXELS * 3)
TIMES_TOO_SMALL = round(BOUND_WEIGHT / 2e-4, 1)


# %% right: flattened, NumPy numbers
def reconstruction_loss(images, decoded):
    flat = [ops.reshape(part, (-1, 80 * 80 * 3)) for part in (images, decoded)]
    return 6400.0 * keras.losses.binary_crossentropy(*flat)


BOUND_WEIGHT = np.float32(1) / 3
TIMES_TOO_SMALL = np.divide(1.0, 3 * 0.0002)


# %% right: a loss object that does not reduce, in a lambda
every = keras.losses.BinaryCrossentropy(reduction="none")
reconstruction_loss = lambda images, decoded: ops.mean(ops.mean(every(images, decoded) * 6400, axis=2), axis=1)
BOUND_WEIGHT, TIMES_TOO_SMALL = 1 / 3, 5000 / 3
