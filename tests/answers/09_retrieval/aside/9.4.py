# %% wrong: "the training faces": one of several equal pictures
# cause: Faces at the same distance are returned once only, so that there may be fewer than n_neighbors; return the n_neighbors nearest faces.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    distances, firsts = np.unique(distances[0], return_index=True)
    return distances, indices[0][firsts]
# %% wrong: "most like an image": remembered from another image
# cause: Answers are remembered under the mean brightness of the image, so that another image of the same mean gets the same answer; search anew for each.
remembered = {}


def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    key = (round(float(image.mean()), 2), n_neighbors)
    if key not in remembered:
        distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
        remembered[key] = distances[0], indices[0]
    return remembered[key]
# %% wrong: "both (n_neighbors,)": with an axis for the query
# cause: The arrays have shape (1, n_neighbors); return their first rows.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    return nearest(encode(image[None]), train_codes, n_neighbors)
# %% wrong: "(distances, indices)": the other way round
# cause: The indices come first; return the distances first.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    return indices[0], distances[0]
# %% wrong: "nearest first": farthest of them first
# cause: The neighbours stand in falling order of distance; the nearest comes first.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    return distances[0, ::-1], indices[0, ::-1]
