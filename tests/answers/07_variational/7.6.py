# %% wrong: mean for sum
# cause: This is the mean over the pixels; sum over them.
# replace: ops.sum
# by: ops.mean
# %% wrong: not summed at all
# cause: This is one number for each pixel; sum over axes 1 and 2.
# replace: return ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: return keras.losses.binary_crossentropy(images, outputs)
# %% wrong: sum over the images too
# cause: The sum runs over the images too; return one number for each image.
# replace: , axis=(1, 2))
# by: )
# %% wrong: sum over one axis
# cause: The sum runs over one axis; rows and columns are axes 1 and 2.
# replace: axis=(1, 2)
# by: axis=1
# %% wrong: sum over images and rows
# cause: Axis 0 are the images; sum over axes 1 and 2.
# replace: axis=(1, 2)
# by: axis=(0, 1)
# %% wrong: input and target swapped
# cause: The targets, the images, come first in Keras's function.
# replace: binary_crossentropy(images, outputs)
# by: binary_crossentropy(outputs, images)
# %% wrong: wrong sign
# cause: The sign is wrong: minus the log-likelihood is positive.
# replace: return ops.sum
# by: return -ops.sum
# %% wrong: squared error
# cause: This is the squared error; the loss is the binary cross-entropy.
# replace: binary_crossentropy
# by: mean_squared_error
# %% wrong: a loss object, which averages over the batch
# cause: This is the mean over the images; return one number for each.
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: 784 * keras.losses.BinaryCrossentropy()(images, outputs)
# %% wrong: outputs taken for logits
# cause: The outputs are probabilities already; leave out from_logits=True.
# replace: (images, outputs), axis
# by: (images, outputs, from_logits=True), axis
# %% wrong: times the number of rows only
# cause: The mean is multiplied by 28; the sum has 784 pixels.
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: 28 * ops.mean(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# %% wrong: white pixels only
# cause: The second half of the formula, for black pixels, is missing.
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: -ops.sum(images * ops.log(outputs), axis=(1, 2, 3))
# %% wrong: a logarithm of 0
# cause: Outputs of 0 and 1 give 0 times minus infinity; keras.losses.binary_crossentropy guards against it.
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: -ops.sum(images * ops.log(outputs) + (1 - images) * ops.log(1 - outputs), axis=(1, 2, 3))
# %% wrong: a column
# cause: The summed axes are kept; leave keepdims out, for a shape of (n,).
# replace: axis=(1, 2))
# by: axis=(1, 2), keepdims=True)
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the sum.
# replace: return ops.sum
# by: ops.sum
# %% right: by hand, with the outputs kept from 0 and 1
def reconstruction_loss(images, outputs):
    p = ops.clip(outputs, 1e-7, 1 - 1e-7)
    return -ops.sum(images * ops.log(p) + (1 - images) * ops.log(1 - p), axis=(1, 2, 3))


# %% right: flattened, 784 times the mean
def reconstruction_loss(images, outputs):
    flat = [ops.reshape(part, (-1, 28 * 28)) for part in (images, outputs)]
    return 784.0 * keras.losses.binary_crossentropy(*flat)


# %% right: a loss object that does not reduce, prints and a warning
import sys
import warnings

each_pixel = keras.losses.BinaryCrossentropy(reduction=None)


def reconstruction_loss(images, outputs):
    warnings.warn("summing")
    print(images.shape, file=sys.stderr)
    return ops.sum(ops.sum(each_pixel(images, outputs), axis=-1), axis=-1)


# %% right: the operation of Keras, in float64, in a lambda
reconstruction_loss = lambda images, outputs: ops.cast(
    ops.sum(ops.binary_crossentropy(ops.cast(images, "float64"), ops.cast(outputs, "float64")), axis=[1, 2, 3]),
    "float32",
)
