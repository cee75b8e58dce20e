# %% wrong: rows of one query not taken out
# cause: The results still have the axis of the queries; return the first rows.
# replace: return distances[0], indices[0]
# by: return distances, indices
# %% wrong: searches among the test faces
# cause: The search is among the codes of the test faces; search in train_codes.
# replace: train_codes
# by: test_codes
# %% wrong: n_neighbors ignored
# cause: Five neighbours are returned whatever n_neighbors says; use the argument.
# replace: train_codes, n_neighbors)
# by: train_codes, 5)
# %% wrong: indices and distances swapped
# cause: Indices and distances have changed places; return the distances first.
# replace: return distances[0], indices[0]
# by: return indices[0], distances[0]
# %% wrong: centred twice
# cause: 0.5 is subtracted before encode, which subtracts it again.
# replace: encode(image[None])
# by: encode(image[None] - np.float32(0.5))
# %% wrong: searches among pixels
# cause: The pixels are compared; compare the codes.
# replace: nearest(encode(image[None]), train_codes, n_neighbors)
# by: nearest(image.reshape(1, -1), faces.train.images.reshape(len(faces.train), -1), n_neighbors)
# %% wrong: the nearest left out
# cause: The nearest face is left out; it counts like every other.
def get_similar(image, n_neighbors=5):
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors + 1)
    return distances[0, 1:], indices[0, 1:]
# %% wrong: squared once more
# cause: The distances are squared once more; return them as `nearest` gives them.
# replace: return distances[0]
# by: return distances[0] ** 2
# %% wrong: farthest of them first
# cause: The farthest comes first; begin with the nearest.
# replace: return distances[0], indices[0]
# by: return distances[0][::-1], indices[0][::-1]
# %% wrong: persons in place of places
# cause: These are the persons' labels; return the places in faces.train.images.
# replace: indices[0]
# by: faces.train.labels[indices[0]]
# %% wrong: images in place of indices
# cause: The images are returned; return their indices.
# replace: indices[0]
# by: faces.train.images[indices[0]]
# %% wrong: forgotten return
# cause: The results are not given back; begin the line with return.
# replace: return distances[0], indices[0]
# by: distances[0], indices[0]
# %% wrong: a single neighbour loses its axis
# cause: For n_neighbors = 1 squeeze returns a single number; take the first row instead, which has shape (1,).
# replace: return distances[0], indices[0]
# by: return np.squeeze(distances), np.squeeze(indices)
# %% wrong: reconstructed before it is encoded
# cause: The image is reconstructed before it is encoded; encode it as it is.
# replace: encode(image[None])
# by: encode(checks.run(decoder, encode(image[None])) + np.float32(0.5))
# %% wrong: nothing for fewer than two neighbours
# cause: For one neighbour nothing is returned; return arrays of length 1.
# replace:     return distances[0], indices[0]
# by:     return (distances[0], indices[0]) if n_neighbors > 1 else ([], [])
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
