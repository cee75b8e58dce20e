# %% wrong: "(n, b)": a row for each plane
# cause: The result has shape (b, n); the vectors stand in the rows.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return planes @ vectors.T > 0
# %% wrong: "is positive": above 1
# cause: The products are compared with 1; compare with 0, as only the direction counts.
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return vectors @ planes.T > 1
# %% right: heaviside with 0 at 0
def hash_bits(vectors, planes):
    """Return the bits, bool (n, b): True where a vector's product with a normal is positive.

    vectors: array (n, d); planes: array (b, d), a normal in each row.
    """
    return np.heaviside(np.inner(vectors, planes), 0).astype(bool)
