# %% wrong: absolute codes
# cause: The codes have lost their signs: return the product as it is.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return np.abs((vectors - mean) @ directions.T)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: first 32 directions only
# cause: Only the first 32 directions are used; use all the rows of `directions`.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean) @ directions[:32].T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes[:, :32] @ directions[:32] + mean
# %% wrong: codes squeezed
# cause: One vector, or a single direction, loses an axis: codes are (n, c) for every n and c.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return np.squeeze((vectors - mean) @ directions.T)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: codes rounded
# cause: The codes are rounded to two decimals; return the product as it is.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return np.round((vectors - mean) @ directions.T, 2)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: codes normalised
# cause: Each code is divided by its length, so that vectors at different distances from the mean get the same code.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    codes = (vectors - mean) @ directions.T
    length = np.linalg.norm(codes, axis=1, keepdims=True)
    return codes / np.maximum(length, 1e-12)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: mean not added again
# cause: The decoder does not add the mean.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean) @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions
# %% wrong: mean subtracted by the decoder
# cause: The decoder subtracts the mean; it adds it.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean) @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions - mean
# %% wrong: grand mean
# cause: One number, the mean of the mean, is subtracted and added; it is a different number for each pixel.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean.mean()) @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean.mean()
# %% wrong: decoder cuts to the pixels' range
# cause: The decoder cuts its result to [-0.5, 0.5]; PCA's reconstruction is the linear one.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean) @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return np.clip(codes @ directions + mean, -0.5, 0.5)
# %% wrong: decoder centres the codes
# cause: The decoder subtracts the mean of the codes first, so a reconstruction depends on the other rows: multiply the codes as they are.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean) @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return (codes - codes.mean(axis=0)) @ directions + mean
# %% wrong: codes divided by their spread
# cause: The codes are divided by their standard deviation; the encoder multiplies by V only.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    codes = (vectors - mean) @ directions.T
    return codes / (codes.std(axis=0) + 1e-9)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% right: einsum in double precision
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    centred = np.asarray(vectors, dtype="float64") - np.asarray(mean, dtype="float64")
    return np.einsum("nd,cd->nc", centred, directions)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return np.einsum("nc,cd->nd", codes, directions) + mean
# %% right: pseudo-inverse
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - mean) @ np.linalg.pinv(directions)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return mean + codes.dot(directions)
# %% right: row by row
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    codes = np.zeros((len(vectors), len(directions)))
    for i, vector in enumerate(vectors):
        for j, direction in enumerate(directions):
            codes[i, j] = np.dot(vector - mean, direction)
    return codes


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    vectors = np.tile(np.asarray(mean, dtype=float), (len(codes), 1))
    for j, direction in enumerate(directions):
        vectors += np.outer(codes[:, j], direction)
    return vectors
# %% wrong: the encoder forgets the mean
# cause: The mean is not subtracted before the product.
# replace: return (vectors - mean) @ directions.T
# by: return vectors @ directions.T
# %% wrong: the decoder forgets the mean
# cause: The decoder does not add the mean.
# replace: return codes @ directions + mean
# by: return codes @ directions
# %% wrong: subtracts the mean of the given vectors, not the mean it is given
# cause: The mean of the given vectors is subtracted; subtract the mean that is given.
# replace: return (vectors - mean) @ directions.T
# by: return (vectors - vectors.mean(axis=0)) @ directions.T
# %% wrong: codes as columns, (c, n)
# cause: The codes are columns, (c, n); return a row for each vector.
# replace: return (vectors - mean) @ directions.T
# by: return directions @ (vectors - mean).T
# %% wrong: codes as columns, (c, n), in both functions
# cause: Both functions take codes for columns, (c, n); a code is a row, (n, c).
# replace: return (vectors - mean) @ directions.T
# by: return directions @ (vectors - mean).T
# replace: return codes @ directions + mean
# by: return codes.T @ directions + mean
# %% wrong: subtracts the mean after the product
# cause: The mean is subtracted behind the product, from the codes; subtract it from the vectors.
# replace: return (vectors - mean) @ directions.T
# by: return vectors @ directions.T - mean
# %% wrong: clips the reconstruction to the range of the pixels
# cause: The decoder cuts its result to [-0.5, 0.5]; PCA's reconstruction is the linear one.
# replace: return codes @ directions + mean
# by: return np.clip(codes @ directions + mean, -0.5, 0.5)
# %% wrong: divides each code number by its standard deviation
# cause: The codes are divided by their standard deviation; the encoder multiplies by V only.
# replace: return (vectors - mean) @ directions.T
# by: codes = (vectors - mean) @ directions.T; return codes / (codes.std(axis=0) + 1e-8)
# %% wrong: the global mean of the training faces in place of the parameter
# cause: The mean of the training faces is used; use the mean that is given.
# replace: return (vectors - mean) @ directions.T
# by: return (vectors - mean_face) @ directions.T
# replace: return codes @ directions + mean
# by: return codes @ directions + mean_face
# %% wrong: subtracts the mean in place
# cause: -= changes the caller's vectors; make a new array.
# replace: return (vectors - mean) @ directions.T
# by: vectors -= mean; return vectors @ directions.T
# %% right: the mean's own code is subtracted, which is the same
# replace: return (vectors - mean) @ directions.T
# by: return vectors @ directions.T - mean @ directions.T
# %% right: einsum
# replace: return (vectors - mean) @ directions.T
# by: return np.einsum("nd,cd->nc", vectors - mean, directions)
# replace: return codes @ directions + mean
# by: return mean[None] + np.einsum("nc,cd->nd", codes, directions)
# %% right: loops over the directions
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    centred = vectors - mean
    columns = []
    for direction in directions:
        columns.append(np.sum(centred * direction, axis=1))
    return np.stack(columns, axis=1)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    result = np.tile(mean, (len(codes), 1))
    for k in range(len(directions)):
        result = result + np.outer(codes[:, k], directions[k])
    return result
# %% right: keras.ops
# replace: return (vectors - mean) @ directions.T
# by: return keras.ops.convert_to_numpy(keras.ops.matmul(vectors - mean, keras.ops.transpose(directions)))
# %% right: least squares, as the directions are orthonormal
# replace: return (vectors - mean) @ directions.T
# by: return np.linalg.lstsq(directions.T, (vectors - mean).T, rcond=None)[0].T
