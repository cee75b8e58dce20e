# %% wrong: the mean is not subtracted
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T
# %% wrong: the mean is not added
# replace: codes @ directions + mean
# by: codes @ directions
# %% wrong: mean left out of both
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T
# replace: codes @ directions + mean
# by: codes @ directions
# %% wrong: the mean is subtracted again
# replace: codes @ directions + mean
# by: codes @ directions - mean
# %% wrong: the mean is subtracted after the product
# replace: (vectors - mean) @ directions.T
# by: vectors @ directions.T - mean.mean()
# %% wrong: transpose forgotten
# replace: directions.T
# by: directions
# %% wrong: transpose in the decoder
# replace: codes @ directions
# by: codes @ directions.T
# %% wrong: the vectors' own mean
# replace: vectors - mean
# by: vectors - vectors.mean(axis=0)
# %% wrong: the notebook's mean and directions, whatever the arguments
# replace: def pca_encode(vectors, mean, directions):
# by: def pca_encode(vectors, mean_, directions_):
# replace: def pca_decode(codes, mean, directions):
# by: def pca_decode(codes, mean_, directions_):
# %% wrong: codes without their sign
# replace: (vectors - mean) @ directions.T
# by: np.abs((vectors - mean) @ directions.T)
# %% wrong: codes of length one
# replace: return (vectors - mean) @ directions.T
# by: z = (vectors - mean) @ directions.T; return z / np.linalg.norm(z, axis=1, keepdims=True).clip(1e-9)
# %% wrong: one column for each image
# replace: (vectors - mean) @ directions.T
# by: directions @ (vectors - mean).T
# %% wrong: the vectors are centred in place
# replace: return (vectors - mean) @ directions.T
# by: vectors -= mean; return vectors @ directions.T
# %% wrong: the code of the first direction only
# replace: (vectors - mean) @ directions.T
# by: (vectors - mean) @ directions[:1].T
# %% wrong: forgotten return in the decoder
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
