# %% wrong: the own mean of the vectors
# cause: Subtract the given mean; yours subtracts the mean of the vectors themselves.
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    centred = vectors - vectors.mean(axis=0)
    total = np.mean(np.sum(centred**2, axis=1))
    gained = np.cumsum(np.mean((centred @ directions.T) ** 2, axis=0))
    return (total - np.concatenate([[0], gained])) / vectors.shape[1]
# %% right: the residual is peeled off step by step
def pca_errors(vectors, mean, directions):
    """Return an array (K + 1,): the MSE of PCA with 0, 1, ..., K components.

    vectors: (n, d); mean: (d,); directions: (K, d), orthonormal rows, variances falling.
    """
    rest = np.array(vectors, dtype="float64") - mean
    errors = np.empty(len(directions) + 1)
    errors[0] = np.square(rest).mean()
    for k, direction in enumerate(directions, start=1):
        rest -= np.outer(rest @ direction, direction)
        errors[k] = np.square(rest).mean()
    return errors
