# %% wrong: always the first image
# cause: The first image is taken whatever the index; use index.
# replace: vectors[index : index + 1]
# by: vectors[:1]
# %% wrong: the next image
# cause: The image behind the one asked for is taken; counting begins at 0, as in vectors[index].
# replace: vectors[index : index + 1]
# by: vectors[index + 1 : index + 2]
# %% wrong: counted from one
# cause: The image before the one asked for is taken; counting begins at 0, as in vectors[index].
# replace: vectors[index : index + 1]
# by: vectors[index - 1 : index]
# %% wrong: not a batch
# cause: A single vector is given to the model; it expects a batch: vectors[index : index + 1].
# replace: vectors[index : index + 1]
# by: vectors[index]
# %% wrong: swapped
# cause: The reconstruction is returned first; return the original, then the reconstruction.
# replace: return batch.reshape(28, 28), reconstruction.reshape(28, 28)
# by: return reconstruction.reshape(28, 28), batch.reshape(28, 28)
# %% wrong: the original twice
# cause: The original is returned twice; the second is what the model makes of it.
# replace: np.asarray(model(batch))
# by: batch
# %% wrong: the skeleton, whatever the model
# cause: The reconstruction always comes from skeleton; use the model that is given.
# replace: model(batch)
# by: skeleton(batch)
# %% wrong: the test images, whatever the vectors
# cause: The image is always taken from f_test; take it from vectors.
# replace: vectors[index : index + 1]
# by: f_test[index : index + 1]
# %% wrong: vectors, not images
# cause: The two are vectors of 784 numbers; reshape them to 28 × 28.
# replace: return batch.reshape(28, 28), reconstruction.reshape(28, 28)
# by: return batch[0], reconstruction[0]
# %% wrong: a batch of one image each
# cause: The arrays have shape (1, 28, 28); take the one image out of the batch.
# replace: .reshape(28, 28)
# by: .reshape(-1, 28, 28)
# %% wrong: the reconstruction transposed
# cause: The reconstruction is transposed; reshape lays the rows as they are, and no .T is needed.
# replace: reconstruction.reshape(28, 28)
# by: reconstruction.reshape(28, 28).T
# %% wrong: rounded
# cause: The reconstruction is rounded; return what the model returns.
# replace: np.asarray(model(batch))
# by: np.asarray(model(batch)).round(1)
# %% wrong: the mean reconstruction
# cause: This is the mean of all reconstructions; return that of the one image.
# replace: np.asarray(model(batch))
# by: np.asarray(model(vectors)).mean(axis=0)
# %% wrong: forgotten return
# cause: The function ends without `return`, so its result is None.
# replace: return batch
# by: batch
# %% right: all of them, then one
# replace: np.asarray(model(batch))
# by: model.predict(vectors, verbose=0)[index]
# %% right: a list as the index
def compare(model, vectors, index):
    chosen = vectors[[index]]
    return tuple(np.reshape(x, (28, 28)) for x in (chosen, model.predict(chosen)))
# %% right: keras.ops, float64 and a warning
import warnings


def picture(x):
    return keras.ops.convert_to_numpy(keras.ops.reshape(x, (28, 28))).astype("float64")


def compare(model, vectors, index):
    warnings.warn("comparing", stacklevel=1)
    vector = np.expand_dims(vectors[index], axis=0)
    return picture(vector), picture(model(vector, training=False))
