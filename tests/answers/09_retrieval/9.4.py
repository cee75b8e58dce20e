# %% wrong: rows of one query not taken out
# replace: return distances[0], indices[0]
# by: return distances, indices
# %% wrong: searches among the test faces
# replace: train_codes
# by: test_codes
# %% wrong: n_neighbors ignored
# replace: train_codes, n_neighbors)
# by: train_codes, 5)
# %% wrong: indices and distances swapped
# replace: return distances[0], indices[0]
# by: return indices[0], distances[0]
# %% wrong: centred twice
# replace: encode(image[None])
# by: encode(image[None] - np.float32(0.5))
# %% wrong: searches among pixels
# replace: nearest(encode(image[None]), train_codes, n_neighbors)
# by: nearest(image.reshape(1, -1), faces.train.images.reshape(len(faces.train), -1), n_neighbors)
# %% wrong: the nearest left out
def get_similar(image, n_neighbors=5):
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors + 1)
    return distances[0, 1:], indices[0, 1:]
# %% wrong: squared once more
# replace: return distances[0]
# by: return distances[0] ** 2
# %% wrong: farthest of them first
# replace: return distances[0], indices[0]
# by: return distances[0][::-1], indices[0][::-1]
# %% wrong: persons in place of places
# replace: indices[0]
# by: faces.train.labels[indices[0]]
# %% wrong: images in place of indices
# replace: indices[0]
# by: faces.train.images[indices[0]]
# %% wrong: forgotten return
# replace: return distances[0], indices[0]
# by: distances[0], indices[0]
# %% wrong: a single neighbour loses its axis
# replace: return distances[0], indices[0]
# by: return np.squeeze(distances), np.squeeze(indices)
# %% wrong: reconstructed before it is encoded
# replace: encode(image[None])
# by: encode(checks.run(decoder, encode(image[None])) + np.float32(0.5))
# %% right: norms of its own
def get_similar(image, n_neighbors=5):
    code = encode(np.expand_dims(image, 0))
    lengths = np.linalg.norm(train_codes - code, axis=1)
    order = lengths.argsort()[:n_neighbors]
    return lengths[order], order
# %% right: scikit-learn, asked once
from sklearn.neighbors import NearestNeighbors

finder = NearestNeighbors(algorithm="brute").fit(train_codes)


def get_similar(image, n_neighbors=5):
    print("searching among", len(train_codes))
    return tuple(part.ravel() for part in finder.kneighbors(encode(image[np.newaxis]), n_neighbors))
# %% right: two copies of the image, the second row taken
def get_similar(image, n_neighbors=5):
    import warnings

    warnings.warn("asking twice")
    both = nearest(database=train_codes, queries=encode(np.stack([image, image])), k=n_neighbors, block=1)
    return [part[1] for part in both]
