# %% wrong: codes through a relu
# cause: Negative numbers of the code are set to 0; the code is (x − μ)V, of either sign.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return np.maximum((vectors - mean) @ directions.T, 0)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: codes cut to ±3
# cause: Codes beyond 3 are cut off; the projection may be of any size.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return np.clip((vectors - mean) @ directions.T, -3, 3)


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: mean of the rows instead of the given one
# cause: The encoder subtracts the mean of the vectors at hand; subtract the `mean` it is given.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return (vectors - vectors.mean(axis=0)) @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% wrong: mean not subtracted
# cause: The encoder does not subtract the mean, so the code of the mean face is not zero.
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return vectors @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return codes @ directions + mean
# %% right: products without the difference
def pca_encode(vectors, mean, directions):
    """Return codes (n, c) for vectors (n, d); mean: (d,), directions: (c, d), orthonormal rows."""
    return vectors @ directions.T - mean @ directions.T


def pca_decode(codes, mean, directions):
    """Return vectors (n, d) for codes (n, c)."""
    return np.add(mean, np.matmul(codes, directions))
