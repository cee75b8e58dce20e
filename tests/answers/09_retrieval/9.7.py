# %% wrong: products, not bits
# cause: These are the products; compare them with 0.
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T
# %% wrong: signs of -1 and 1
# cause: The result holds -1, 0 and 1; return True and False.
# replace: vectors @ planes.T > 0
# by: np.sign(vectors @ planes.T)
# %% wrong: transposed
# cause: The result is transposed; a row belongs to a vector.
# replace: vectors @ planes.T > 0
# by: planes @ vectors.T > 0
# %% wrong: the other side
# cause: The bits are turned round; True stands for a positive product.
# replace: > 0
# by: < 0
# %% wrong: a product of 0 counted as positive
# cause: A product of 0 gives True; positive means above 0, so write > and not >=.
# replace: > 0
# by: >= 0
# %% wrong: compared with 0.5
# cause: The products are compared with 0.5; compare with 0.
# replace: > 0
# by: > 0.5
# %% wrong: compared with the mean product
# cause: Each product is compared with the mean of all vectors' products; compare with 0.
def hash_bits(vectors, planes):
    products = vectors @ planes.T
    return products > products.mean(axis=0)
# %% wrong: the vectors' mean subtracted once more
# cause: The mean of the given vectors is subtracted, so that a vector's bits depend on its company; take the product of the vector as it is.
# replace: vectors @ planes.T > 0
# by: (vectors - vectors.mean(axis=0)) @ planes.T > 0
# %% wrong: rounded first
# cause: The products are rounded, so that small positive ones become 0; compare them as they are.
# replace: vectors @ planes.T > 0
# by: np.round(vectors @ planes.T) > 0
# %% wrong: only the first plane
# cause: Only the first plane is used; return a bit for each plane.
# replace: vectors @ planes.T > 0
# by: vectors @ planes[:1].T > 0
# %% wrong: new planes at each call
# cause: New planes are drawn; use the given ones.
# replace: vectors @ planes.T > 0
# by: vectors @ np.random.default_rng().standard_normal(planes.shape).T > 0
# %% wrong: forgotten return
# cause: The bits are not given back; begin the line with return.
# replace: return vectors
# by: vectors
# %% wrong: one number for the row of bits
# cause: These are the buckets' numbers; return the rows of bits.
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
