# %% wrong: "model: a Keras model": always the skeleton
# cause: The reconstruction always comes from skeleton; use the model that is given.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    reconstruction = np.asarray(predict(skeleton, batch)).reshape(28, 28)
    return vectors[index].reshape(28, 28), reconstruction
# %% wrong: "vectors: array (n, 784)": always the test garments
# cause: The image is always taken from f_test; take it from vectors.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = f_test[index : index + 1]
    return batch.reshape(28, 28), predict(model, batch).reshape(28, 28)
# %% wrong: "the image with the given index": always number 7
# cause: Image 7 is compared whatever the index; use index.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    index = 7
    batch = vectors[index : index + 1]
    return batch.reshape(28, 28), predict(model, batch).reshape(28, 28)
# %% wrong: "its reconstruction": in training mode
# cause: The model is called with training=True, which switches dropout and noise on; reconstruct with training=False, as predict does.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    output = keras.ops.convert_to_numpy(model(batch, training=True))
    return batch.reshape(28, 28), output.reshape(28, 28)
# %% wrong: "a whole number": of the first ten images only
# cause: Only the first ten vectors are passed through the model, so that an index of 10 or more fails; reconstruct the image asked for.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    few = predict(model, vectors[:10])
    return vectors[index].reshape(28, 28), few[index].reshape(28, 28)
# %% wrong: "Return the image": clipped to [0, 1]
# cause: The original is clipped to [0, 1]; return it as it stands in vectors.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    reconstruction = predict(model, batch).reshape(28, 28)
    return np.clip(batch, 0, 1).reshape(28, 28), reconstruction
# %% wrong: "Return the image": vectors are written over
# cause: The reconstruction is written into the place of the original in vectors; leave the array as it is.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    original = batch.reshape(28, 28).copy()
    batch[:] = predict(model, batch)
    return original, batch.reshape(28, 28).copy()
# %% wrong: "its reconstruction": clipped to [0, 1]
# cause: The reconstruction is clipped to [0, 1]; return what the model returns, whatever its values.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    reconstruction = np.clip(predict(model, batch), 0, 1)
    return batch.reshape(28, 28), reconstruction.reshape(28, 28)
# %% wrong: "as 28 × 28 arrays": the batch stays in front
# cause: The arrays have shape (1, 28, 28); take the one image out of the batch.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    return batch.reshape(-1, 28, 28), predict(model, batch).reshape(-1, 28, 28)
# %% wrong: "as 28 × 28 arrays": lying on their sides
# cause: Both pictures are transposed; reshape lays the rows as they are, and no .T is needed.
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = vectors[index : index + 1]
    return batch.reshape(28, 28).T, predict(model, batch).reshape(28, 28).T
# %% right: a new axis in front
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    original = vectors[index]
    output = model.predict(original[np.newaxis], verbose=0)[0]
    return np.reshape(original, (28, 28)), np.reshape(output, (28, 28))
# %% right: a list of two, by a call of the model
def compare(model, vectors, index):
    """Return (original, reconstruction), each of shape (28, 28).

    model: a Keras model (n, 784) → (n, 784); vectors: array (n, 784); index: a whole number.
    """
    batch = keras.ops.convert_to_tensor(vectors[index].reshape(1, -1))
    output = keras.ops.convert_to_numpy(model(batch, training=False))
    return [image.reshape(28, 28) for image in (vectors[index], output)]
