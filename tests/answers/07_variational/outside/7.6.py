# %% wrong: one logarithm for both cases
# cause: -log(1 - |x - x̂|) is the cross-entropy for black and white pixels only; for grey ones the formula has two terms, -x log x̂ - (1 - x) log(1 - x̂).
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    away = ops.clip(ops.abs(images - outputs), 0.0, 1 - 1e-7)
    return -ops.sum(ops.log(1 - away), axis=(1, 2, 3))
# %% wrong: the entropy of the images is taken off
# cause: The cross-entropy of the images with themselves is subtracted; "Return the binary cross-entropy of each image, summed over its pixels", and nothing else.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    loss = keras.losses.binary_crossentropy(images, outputs)
    floor = keras.losses.binary_crossentropy(images, images)
    return ops.sum(loss - floor, axis=(1, 2))
# %% wrong: logarithms without a guard
# cause: An output that rounds to 0 or 1 gives 0 times minus infinity, NaN, where the image has that value; "-log p(x|z)" is 0 there: keras.losses.binary_crossentropy guards against it.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    terms = images * ops.log(outputs) + (1 - images) * ops.log(1 - outputs)
    return -ops.sum(terms, axis=(1, 2, 3))
# %% wrong: axes of length one are removed
# cause: For a single image the result has shape () and not (1,); "(n, 28, 28, 1) and (n, 28, 28, 1) → (n,)": leave out ops.squeeze.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    each = ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
    return ops.squeeze(each)
# %% wrong: computed in NumPy
# cause: NumPy lets no gradient through, and Keras calls this function in training, "compile(loss=f)": compute with keras.losses and keras.ops.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    images, outputs = np.asarray(images), np.clip(np.asarray(outputs), 1e-7, 1 - 1e-7)
    terms = images * np.log(outputs) + (1 - images) * np.log(1 - outputs)
    return -terms.sum(axis=(1, 2, 3))
# %% wrong: only pixels of the two pure values
# cause: Grey pixels count as nothing or as a full one; each pixel has the terms -x log x̂ - (1 - x) log(1 - x̂), "summed over its pixels".
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    outputs = ops.clip(outputs, 1e-7, 1 - 1e-7)
    white = ops.where(images == 1, -ops.log(outputs), 0.0)
    black = ops.where(images == 0, -ops.log(1 - outputs), 0.0)
    return ops.sum(white + black, axis=(1, 2, 3))
# %% wrong: no gradient to the outputs
# cause: ops.stop_gradient keeps the loss from training the decoder; as -log p(x|z) it must let gradients through to the outputs.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    outputs = ops.stop_gradient(outputs)
    return ops.sum(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# %% wrong: mean over pixels
# cause: This is the mean over the pixels; "summed over its pixels": use ops.sum.
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    return ops.mean(keras.losses.binary_crossentropy(images, outputs), axis=(1, 2))
# %% wrong: one number for the batch
# cause: The sum runs over the images too; one number for each image, "→ (n,)".
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    return ops.sum(keras.losses.binary_crossentropy(images, outputs))
# %% wrong: outputs taken for the targets
# cause: The images are the targets and come first: keras.losses.binary_crossentropy(images, outputs).
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    return ops.sum(keras.losses.binary_crossentropy(outputs, images), axis=(1, 2))
# %% wrong: outputs taken for logits
# cause: The outputs are probabilities already, made by the sigmoid; leave out from_logits=True to get -log p(x|z).
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    each = keras.losses.binary_crossentropy(images, outputs, from_logits=True)
    return ops.sum(each, axis=(1, 2))
# %% right: the formula with a guard
def log_term(x, p):
    """Return x log p."""
    return x * ops.log(p)


def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    p = ops.clip(outputs, 1e-7, 1 - 1e-7)
    likelihood = log_term(images, p) + log_term(1 - images, 1 - p)
    return ops.negative(ops.sum(likelihood, axis=(-3, -2, -1)))
# %% right: a loss object without reduction
def reconstruction_loss(images, outputs):
    """Return -log p(x|z) of each image: (n, 28, 28, 1) and (n, 28, 28, 1) → (n,)."""
    loss = keras.losses.BinaryCrossentropy(reduction=None)
    each_row = ops.sum(loss(images, outputs), axis=2)
    return ops.sum(each_row, axis=1)
