# %% wrong: "a Keras model": takes for granted that it has two parts
# cause: Calling layers 0 and 1 works for models of two parts only; call the model itself.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    code = predict(model.layers[0], batch)
    reconstruction = predict(model.layers[1], code)
    return batch.reshape(28, 28), reconstruction.reshape(28, 28)
# %% wrong: "Return (original, reconstruction)": the other way round
# cause: The reconstruction comes first; return the original first.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    return predict(model, batch).reshape(28, 28), batch.reshape(28, 28)
# %% wrong: "the image with the given index": and the next one's reconstruction
# cause: The reconstruction belongs to image index + 1; pass the batch that starts at index.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index + 1 : index + 2]
    return vectors[index].reshape(28, 28), predict(model, batch).reshape(28, 28)
# %% right: all at once, then the one
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    everything = predict(model, vectors)
    return vectors[index].reshape(28, 28), everything[index].reshape(28, 28)
# %% right: both in one stack
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = np.take(vectors, [index], axis=0)
    both = np.concatenate([batch, predict(model, batch)])
    original, reconstruction = both.reshape(2, 28, 28)
    return original, reconstruction
