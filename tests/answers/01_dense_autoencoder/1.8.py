# %% wrong: always the first image
# replace: vectors[index : index + 1]
# by: vectors[:1]
# %% wrong: the next image
# replace: vectors[index : index + 1]
# by: vectors[index + 1 : index + 2]
# %% wrong: counted from one
# replace: vectors[index : index + 1]
# by: vectors[index - 1 : index]
# %% wrong: not a batch
# replace: vectors[index : index + 1]
# by: vectors[index]
# %% wrong: swapped
# replace: return batch.reshape(28, 28), reconstruction.reshape(28, 28)
# by: return reconstruction.reshape(28, 28), batch.reshape(28, 28)
# %% wrong: the original twice
# replace: np.asarray(model(batch))
# by: batch
# %% wrong: the skeleton, whatever the model
# replace: model(batch)
# by: skeleton(batch)
# %% wrong: the test images, whatever the vectors
# replace: vectors[index : index + 1]
# by: f_test[index : index + 1]
# %% wrong: vectors, not images
# replace: return batch.reshape(28, 28), reconstruction.reshape(28, 28)
# by: return batch[0], reconstruction[0]
# %% wrong: a batch of one image each
# replace: .reshape(28, 28)
# by: .reshape(-1, 28, 28)
# %% wrong: the reconstruction transposed
# replace: reconstruction.reshape(28, 28)
# by: reconstruction.reshape(28, 28).T
# %% wrong: rounded
# replace: np.asarray(model(batch))
# by: np.asarray(model(batch)).round(1)
# %% wrong: the mean reconstruction
# replace: np.asarray(model(batch))
# by: np.asarray(model(vectors)).mean(axis=0)
# %% wrong: forgotten return
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
