# %% wrong: products, not bits
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T
# %% wrong: signs of -1 and 1
# replace: vectors @ planes.T > 0
# by: np.sign(vectors @ planes.T)
# %% wrong: transposed
# replace: vectors @ planes.T > 0
# by: planes @ vectors.T > 0
# %% wrong: the other side
# replace: > 0
# by: < 0
# %% wrong: a product of 0 counted as positive
# replace: > 0
# by: >= 0
# %% wrong: compared with 0.5
# replace: > 0
# by: > 0.5
# %% wrong: compared with the mean product
def hash_bits(vectors, planes):
    products = vectors @ planes.T
    return products > products.mean(axis=0)
# %% wrong: the vectors' mean subtracted once more
# replace: vectors @ planes.T > 0
# by: (vectors - vectors.mean(axis=0)) @ planes.T > 0
# %% wrong: rounded first
# replace: vectors @ planes.T > 0
# by: np.round(vectors @ planes.T) > 0
# %% wrong: only the first plane
# replace: vectors @ planes.T > 0
# by: vectors @ planes[:1].T > 0
# %% wrong: new planes at each call
# replace: vectors @ planes.T > 0
# by: vectors @ np.random.default_rng().standard_normal(planes.shape).T > 0
# %% wrong: forgotten return
# replace: return vectors
# by: vectors
# %% wrong: one number for the row of bits
# replace: vectors @ planes.T > 0
# by: (vectors @ planes.T > 0) @ (1 << np.arange(len(planes)))
# %% right: inner products, compared by name
# replace: vectors @ planes.T > 0
# by: np.greater(np.inner(vectors, planes), 0)
# %% right: keras.ops, and a warning
def hash_bits(vectors, planes):
    import warnings

    warnings.warn("about to hash")
    vectors, planes = np.asarray(vectors, "float64"), np.asarray(planes, "float64")
    return keras.ops.convert_to_numpy(keras.ops.einsum("nd,bd->nb", vectors, planes) > 0)
# %% right: a column for each plane
def hash_bits(vectors, planes):
    """Return on which side of each plane the vectors lie."""
    return np.stack([np.heaviside((vectors * normal).sum(axis=1), 0) == 1 for normal in planes], axis=1)
