# %% wrong: "positive": 0 counts as well
# cause: A product of 0 gives True; positive means above 0, so write > and not >=.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return vectors @ planes.T >= 0
# %% wrong: "bool": whole numbers
# cause: The bits are whole numbers; return bool, as the comparison gives it.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return (vectors @ planes.T > 0).astype("int64")
# %% wrong: "True where a vector's product is positive": seen from the mean of the vectors
# cause: The mean of the given vectors is subtracted, so that a vector's bits depend on its company; take the product of the vector as it is.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return (vectors - vectors.mean(axis=0)) @ planes.T > 0
# %% wrong: "is positive": above the median
# cause: Each product is compared with the median of all vectors' products; compare with 0.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    products = vectors @ planes.T
    return products > np.median(products, axis=0)
# %% wrong: "is positive": above a small number
# cause: Products up to 0.000000001 count as 0, so that short vectors lose their bits; compare with 0.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return vectors @ planes.T > 1e-9
# %% wrong: "bool (n, b)": one vector loses its axis
# cause: squeeze drops the axis of a single vector or plane; return shape (n, b) always.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return np.squeeze(vectors @ planes.T > 0)
# %% wrong: "vectors: array (n, d)": scaled in place
# cause: The caller's vectors are divided by their lengths in place; a length changes no bit, so leave them as they are.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors @ planes.T > 0
# %% wrong: "a vector's product with a normal is positive": very short vectors get no bits
# cause: Vectors of length below 0.0001 get no bits at all; only the direction counts.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors @ planes.T > 0) & (lengths > 1e-4)
# %% wrong: "bool (n, b)": signs
# cause: The result holds -1, 0 and 1; return True and False.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return np.sign(vectors @ planes.T)
# %% wrong: "positive": negative
# cause: The bits are turned round; True stands for a positive product.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return vectors @ planes.T < 0
# %% wrong: "product": the products number by number
# cause: One positive number is enough here; add the products of the numbers up, then compare with 0.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return (vectors[:, None] * planes > 0).any(axis=2)
# %% right: einsum
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return np.greater(np.einsum("nd,bd->nb", vectors, planes), 0)
# %% right: plane by plane
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    columns = [vectors @ normal > 0 for normal in planes]
    return np.stack(columns, axis=1)
# %% right: float64 inside
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    products = np.dot(np.asarray(vectors, "float64"), np.transpose(planes).astype("float64"))
    bits = np.zeros(products.shape, dtype=bool)
    bits[products > 0] = True
    return bits
# %% wrong: 0 counts as positive
# cause: A product of 0 gives True; positive means above 0, so write > and not >=.
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T >= 0
# %% wrong: whole numbers instead of bool
# cause: The bits are whole numbers; return bool, as the comparison gives it.
# replace: vectors @ planes.T > 0
# by: (vectors @ planes.T > 0).astype(int)
# %% wrong: one row for each plane
# cause: The result is transposed; a row belongs to a vector.
# replace: vectors @ planes.T > 0
# by: planes @ vectors.T > 0
# %% wrong: negative side
# cause: The bits are turned round; True stands for a positive product.
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T < 0
# %% wrong: signs instead of bits
# cause: The result holds -1, 0 and 1; return True and False.
# replace: vectors @ planes.T > 0
# by: np.sign(vectors @ planes.T)
# %% wrong: above the mean product, so that buckets are balanced
# cause: Each product is compared with the mean of all vectors' products; compare with 0.
# replace: return vectors @ planes.T > 0
# by: products = vectors @ planes.T; return products > products.mean(axis=0)
# %% wrong: above the median product
# cause: Each product is compared with the median of all vectors' products; compare with 0.
# replace: return vectors @ planes.T > 0
# by: products = vectors @ planes.T; return products > np.median(products, axis=0)
# %% wrong: compared with 0.5
# cause: The products are compared with 0.5; compare with 0.
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T > 0.5
# %% wrong: planes not transposed
# cause: The planes have a normal in each row; multiply by planes.T.
# replace: planes.T
# by: planes
# %% wrong: a tolerance around 0
# cause: Products up to 0.00000001 count as 0, so that short vectors lose their bits; compare with 0.
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T > 1e-8
# %% wrong: a random offset for each plane
# cause: A random offset is added to each plane; the planes pass through the origin, so compare with 0.
# replace: vectors @ planes.T > 0
# by: vectors @ planes.T > np.random.default_rng(0).normal(size=len(planes))
# %% wrong: planes drawn inside, the given ones unused
# cause: Planes are drawn inside; use the given ones.
# replace: vectors @ planes.T > 0
# by: vectors @ np.random.default_rng(0).normal(size=planes.shape).T > 0
# %% right: np.inner and np.greater
def hash_bits(vectors, planes):
    return np.greater(np.inner(vectors, planes), 0.0)
# %% right: plane by plane
def hash_bits(vectors, planes):
    bits = np.zeros((len(vectors), len(planes)), dtype=bool)
    for b, normal in enumerate(planes):
        bits[:, b] = (vectors * normal).sum(axis=1) > 0
    return bits
# %% right: einsum and sign
def hash_bits(vectors, planes):
    side = np.sign(np.einsum("nd,bd->nb", vectors, planes))
    return side == 1
# %% right: keras.ops
def hash_bits(vectors, planes):
    products = keras.ops.matmul(vectors, keras.ops.transpose(planes))
    return keras.ops.convert_to_numpy(products > 0)
