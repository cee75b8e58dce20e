# %% wrong: the mean is not subtracted
# cause: The mean is not subtracted before the product.
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T
# %% wrong: the mean is not added
# cause: The decoder does not add the mean.
# replace: codes @ directions + mean
# by: codes @ directions
# %% wrong: mean left out of both
# cause: The mean is neither subtracted nor added.
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T
# replace: codes @ directions + mean
# by: codes @ directions
# %% wrong: the mean is subtracted again
# cause: The decoder subtracts the mean; it adds it.
# replace: codes @ directions + mean
# by: codes @ directions - mean
# %% wrong: the mean is subtracted after the product
# cause: The mean is subtracted behind the product, from the codes; subtract it from the vectors.
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T - mean.mean()
# %% wrong: transpose forgotten
# cause: The encoder multiplies by the transpose, directions.T.
# replace: directions.T
# by: directions
# %% wrong: transpose in the decoder
# cause: The decoder multiplies by directions as they are.
# replace: codes @ directions
# by: codes @ directions.T
# %% wrong: the vectors' own mean
# cause: The mean of the given vectors is subtracted; subtract the mean that is given.
# replace: vectors - mean
# by: vectors - vectors.mean(axis=0)
# %% wrong: the notebook's mean and directions, whatever the arguments
# cause: The notebook's mean and directions are used; use those that are given.
# replace: def pca_encode(vectors, mean, directions):
# by: def pca_encode(vectors, mean_, directions_):
# replace: def pca_decode(codes, mean, directions):
# by: def pca_decode(codes, mean_, directions_):
# %% wrong: codes without their sign
# cause: The codes have lost their signs: return the product as it is.
# replace: (vectors - mean) @ directions.T
# by: np.abs((vectors - mean) @ directions.T)
# %% wrong: codes of length one
# cause: Each code is divided by its length, so that vectors at different distances from the mean get the same code.
# replace: return (vectors - mean) @ directions.T
# by: z = (vectors - mean) @ directions.T; return z / np.linalg.norm(z, axis=1, keepdims=True).clip(1e-9)
# %% wrong: one column for each image
# cause: The codes are columns, (c, n); return a row for each vector.
# replace: (vectors - mean) @ directions.T
# by: directions @ (vectors - mean).T
# %% wrong: the vectors are centred in place
# cause: -= changes the caller's vectors; make a new array.
# replace: return (vectors - mean) @ directions.T
# by: vectors -= mean; return vectors @ directions.T
# %% wrong: the code of the first direction only
# cause: Only the first direction is used; use all the rows of `directions`.
# replace: (vectors - mean) @ directions.T
# by: (vectors - mean) @ directions[:1].T
# %% wrong: forgotten return in the decoder
# cause: The decoder gives nothing back; begin the line with return.
# replace: return codes @ directions + mean
# by: vectors = codes @ directions + mean
# %% right: einsum
# replace: (vectors - mean) @ directions.T
# by: np.einsum("nd,cd->nc", vectors - mean, directions)
# replace: codes @ directions + mean
# by: mean + np.einsum("nc,cd->nd", codes, directions)
# %% right: the product with the mean first
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T - mean @ directions.T
# replace: return codes
# by: import warnings; warnings.warn("decoding"); return codes
# %% right: a list of rows, and keras.ops
def project(vector, mean, directions):
    return [np.dot(vector - mean, direction) for direction in directions]


def pca_encode(vectors, mean, directions):
    return np.array([project(vector, mean, directions) for vector in vectors])


def pca_decode(codes, mean, directions):
    return np.asarray(keras.ops.add(keras.ops.matmul(codes, directions), mean))
# %% right: a lambda in the next cell
# replace: codes @ directions + mean
# by: codes @ directions
# next cell
pca_decode = lambda codes, mean, directions: codes @ directions + mean  # noqa: E731
