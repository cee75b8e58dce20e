# %% wrong: "both (n_neighbors,)": one neighbour comes without an axis
# cause: For n_neighbors = 1 squeeze returns a single number; take the first row instead, which has shape (1,).
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    return np.squeeze(distances), np.squeeze(indices)
# %% wrong: "n_neighbors": no more than eight
# cause: There are never more than eight neighbours; return as many as n_neighbors says.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, min(n_neighbors, 8))
    return distances[0], indices[0]
# %% wrong: "image in [0, 1]": the caller's image is centred in place
# cause: -= changes the caller's image; leave it as it is and let encode do the centring.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    image -= np.float32(0.5)
    code = predict(encoder, image[None])
    distances, indices = nearest(code, train_codes, n_neighbors)
    return distances[0], indices[0]
# %% wrong: "distances": rounded to two decimals
# cause: The distances are rounded, so that different ones look equal; return them as `nearest` gives them.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    return np.round(distances[0], 2), indices[0]
# %% wrong: "from one image": stretched when it has little contrast
# cause: An image of little contrast is stretched to [0, 1] before it is encoded; encode it as it is.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    low, high = image.min(), image.max()
    if high - low < 0.5:
        image = (image - low) / (high - low)
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors)
    return distances[0], indices[0]
# %% wrong: "nearest first": the nearest is left out of short lists
# cause: With fewer than four neighbours the nearest face is left out; it counts like every other.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    skip = 1 if n_neighbors < 4 else 0
    distances, indices = nearest(encode(image[None]), train_codes, n_neighbors + skip)
    return distances[0, skip:], indices[0, skip:]
# %% wrong: "whose codes are nearest": by pixels
# cause: The pixels are compared; compare the codes.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    pixels = faces.train.images.reshape(len(faces.train), -1)
    distances, indices = nearest(image.reshape(1, -1), pixels, n_neighbors)
    return distances[0], indices[0]
# %% wrong: "the training faces": test faces
# cause: The search is among the codes of the test faces; search in train_codes.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), test_codes, n_neighbors)
    return distances[0], indices[0]
# %% wrong: "n_neighbors": always five
# cause: Five neighbours are returned whatever n_neighbors says; use the argument.
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    distances, indices = nearest(encode(image[None]), train_codes, k=5)
    return distances[0], indices[0]
# %% right: by hand, without nearest
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    code = encode(np.expand_dims(image, axis=0))[0]
    distances = np.linalg.norm(train_codes - code, axis=1)
    indices = np.argsort(distances)[:n_neighbors]
    return distances[indices], indices
# %% right: joins the two rows at the end
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    return tuple(rows[0] for rows in nearest(encode(np.stack([image])), train_codes, n_neighbors))
# %% right: encodes the gallery anew
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    gallery = encode(faces.train.images)
    distances, indices = nearest(k=n_neighbors, database=gallery, queries=encode(image[None]))
    return distances.ravel(), indices.ravel()
# %% right: an image given as a list too, float64 distances
def get_similar(image, n_neighbors=5):
    """Return (distances, indices), both (n_neighbors,), of the training faces most like an image.

    image: array (32, 32, 3) in [0, 1].
    """
    image = np.asarray(image, dtype="float32").reshape(1, 32, 32, 3)
    code = encode(image).astype("float64")
    distances, indices = nearest(code, train_codes.astype("float64"), n_neighbors, block=1)
    return [distances[0], indices[0]]
