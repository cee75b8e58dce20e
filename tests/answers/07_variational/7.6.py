# %% wrong: mean for sum
# replace: ops.sum
# by: ops.mean
# %% wrong: not summed at all
# replace: return ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: return keras.losses.binary_crossentropy(images, outputs)
# %% wrong: sum over the images too
# replace: , axis=(1, 2))
# by: )
# %% wrong: sum over one axis
# replace: axis=(1, 2)
# by: axis=1
# %% wrong: sum over images and rows
# replace: axis=(1, 2)
# by: axis=(0, 1)
# %% wrong: input and target swapped
# replace: binary_crossentropy(images, outputs)
# by: binary_crossentropy(outputs, images)
# %% wrong: wrong sign
# replace: return ops.sum
# by: return -ops.sum
# %% wrong: squared error
# replace: binary_crossentropy
# by: mean_squared_error
# %% wrong: a loss object, which averages over the batch
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: 784 * keras.losses.BinaryCrossentropy()(images, outputs)
# %% wrong: outputs taken for logits
# replace: (images, outputs), axis
# by: (images, outputs, from_logits=True), axis
# %% wrong: times the number of rows only
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: 28 * ops.mean(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# %% wrong: white pixels only
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: -ops.sum(images * ops.log(outputs), axis=(1, 2, 3))
# %% wrong: a logarithm of 0
# replace: ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# by: -ops.sum(images * ops.log(outputs) + (1 - images) * ops.log(1 - outputs), axis=(1, 2, 3))
# %% wrong: a column
# replace: axis=(1, 2))
# by: axis=(1, 2), keepdims=True)
# %% wrong: forgotten return
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
