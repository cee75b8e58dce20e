# %% wrong: smallest variances
# cause: These are the directions of smallest variance; take the largest.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = np.linalg.eigh(centred.T @ centred / len(centred))
    return mean, columns[:, :code_size][:, ::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: order of the pixels reversed
# cause: The numbers inside each direction are reversed, not the order of the directions: `columns[:, ::-1]`.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    return mean, columns[::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
