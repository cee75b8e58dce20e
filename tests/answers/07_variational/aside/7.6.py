# %% wrong: the images are made black and white
# cause: The targets are rounded; the binary cross-entropy is that of the grey values as they are, "For grey pixels ... It is used all the same".
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    targets = ops.cast(images > 0.5, "float32")
    return ops.sum(keras.losses.binary_crossentropy(targets, outputs), axis=(1, 2))
# %% wrong: outputs kept away from 0 and 1
# cause: Outputs are clipped to 0.01 and 0.99, so sure pixels cost too much and give no gradient; "the binary cross-entropy of each image" is that of the outputs as they are.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    outputs = ops.clip(outputs, 0.01, 0.99)
    return ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# %% right: number of pixels times the mean
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    flat_images, flat_outputs = (ops.reshape(part, (-1, 784)) for part in (images, outputs))
    return 784 * keras.losses.binary_crossentropy(flat_images, flat_outputs)
# %% right: element-wise from keras.ops
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    each = ops.binary_crossentropy(ops.convert_to_tensor(images), ops.convert_to_tensor(outputs))
    return ops.sum(ops.sum(ops.sum(each, axis=3), axis=2), axis=1)
