# %% wrong: the vectors are centred in place
# cause: "vectors" must stay as they are: yours subtracts the mean from the array that was passed, and the test faces are changed with it; make a new array.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    vectors -= mean
    centred = vectors
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% right: a list
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return [(total - part) / vectors.shape[1] for part in (0, *gained)]
# %% wrong: 512 components at most
# cause: K is the number of rows of directions, whatever it is; yours looks at the first 512 only.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions[:512].T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% wrong: rounded to four decimals
# cause: Return the MSE as it is: rounded to four decimals, errors of 0.005 lose most of their digits.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return np.round((total - np.concatenate([[0], gained])) / vectors.shape[1], 4)
# %% wrong: a single number for K = 0
# cause: "Return an array (K + 1,)": without directions yours returns a bare number; leave out np.squeeze.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return np.squeeze((total - np.concatenate([[0], gained])) / vectors.shape[1])
# %% wrong: half precision inside
# cause: The errors of all K need the precision of the numbers given: yours are computed from directions rounded to half precision, which spoils the third digit.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.astype("float16").T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% wrong: directions divided by their length in place
# cause: The given arrays must stay as they are: yours overwrites directions, and fails when they are whole numbers or may not be written to.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% wrong: the order is by the new vectors
# cause: Component k is the k-th row of directions; yours sorts them by what they explain of the given vectors.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.sort(np.mean((centred @ directions.T) ** 2, axis=0))[::-1])
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% wrong: begins with one component
# cause: "For k = 0, 1, ..., K": the first number is the mean face's error; yours begins with k = 1.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return (total - gained) / vectors.shape[1]
# %% wrong: per vector instead of per pixel
# cause: "The MSE per pixel": divide by d, the number of pixels.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained]))
# %% wrong: roots
# cause: Return mean squared errors; yours are their roots.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return np.sqrt((total - np.concatenate([[0], gained])) / vectors.shape[1])
# %% wrong: summed over the vectors
# cause: "Averaged over the given vectors": yours are sums over them.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - mean
    total = np.sum(centred**2)
    gained = np.cumsum(np.sum((centred @ directions.T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% right: every reconstruction made
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    errors = []
    for k in range(len(directions) + 1):
        leading = directions[:k]
        rebuilt = mean + (vectors - mean) @ leading.T @ leading
        errors.append(np.mean((vectors - rebuilt) ** 2))
    return np.array(errors)
# %% right: float64, differences put in one array
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = np.subtract(vectors, mean, dtype="float64")
    parts = np.einsum("nd,kd->nk", centred, directions) ** 2
    steps = np.insert(-parts.mean(axis=0), 0, np.square(centred).sum(axis=1).mean())
    return np.add.accumulate(steps) / centred.shape[-1]
