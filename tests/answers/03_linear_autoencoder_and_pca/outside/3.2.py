# %% wrong: directions of the first 400 vectors
# cause: The directions come from the first 400 vectors only; use all the vectors that are given.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors[:400] - mean
    covariance = centred.T @ centred / len(centred)
    values, columns = eigsh(covariance, code_size)
    return mean, columns[:, ::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: sorted by energy about zero
# cause: The rows are sorted by the mean square of the uncentred projections; sort them by the variance.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    energy = ((vectors @ columns) ** 2).mean(axis=0)
    order = np.argsort(energy)[::-1]
    return mean, columns[:, order].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: mean as a row of a matrix
# cause: The mean has the shape (1, d); return (d,).
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0, keepdims=True)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    return mean, columns[:, ::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: randomised without a power iteration
# cause: The directions are a random sketch's guess, not the principal ones to rounding error: use `eigsh` on the covariance.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    rng = np.random.default_rng(0)
    sketch = centred @ rng.normal(size=(vectors.shape[1], code_size + 3))
    basis = np.linalg.qr(sketch)[0]
    rows = np.linalg.svd(basis.T @ centred, full_matrices=False)[2]
    return mean, rows[:code_size]


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: directions through the n × n matrix
# cause: When the data vary in fewer than `code_size` directions, the last rows are divided by 0 and are not orthonormal: take the eigenvectors of the d × d covariance.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred @ centred.T, code_size)
    rows = columns[:, ::-1].T @ centred
    return mean, rows / np.sqrt(values[::-1])[:, None]


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: a few steps of power iteration
# cause: Five steps of power iteration do not reach the directions when two variances lie close together; `eigsh` finds them to rounding error.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    covariance = centred.T @ centred / len(centred)
    basis = np.random.default_rng(0).normal(size=(covariance.shape[0], code_size))
    for _ in range(5):
        basis = np.linalg.qr(covariance @ basis)[0]
    values, turn = np.linalg.eigh(basis.T @ covariance @ basis)
    return mean, (basis @ turn[:, ::-1]).T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: rising order
# cause: The direction of largest variance comes last; `eigsh` sorts in rising order, so reverse its columns.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    return mean, columns.T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: mean not subtracted
# cause: The covariance is made of vectors whose mean has not been subtracted.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    values, columns = eigsh(vectors.T @ vectors / len(vectors), code_size)
    return mean, columns[:, ::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: correlation for covariance
# cause: Each number was divided by its standard deviation first, which gives the directions of the correlation matrix: subtract the mean only.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    scaled = (vectors - mean) / vectors.std(axis=0)
    values, columns = eigsh(scaled.T @ scaled / len(scaled), code_size)
    return mean, columns[:, ::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: rows scaled by their standard deviation
# cause: The rows are multiplied by the standard deviations; they must be orthonormal.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    return mean, (columns * np.sqrt(values))[:, ::-1].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: columns for rows
# cause: The directions are columns; return them as rows, (code_size, d).
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    return mean, columns[:, ::-1]


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% wrong: absolute values of the directions
# cause: The signs were set by taking absolute values, so the rows are no eigenvectors any more and not orthogonal.
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    values, columns = eigsh(centred.T @ centred / len(centred), code_size)
    return mean, np.abs(columns[:, ::-1].T)


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% right: all eigenvectors by eigh
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = np.mean(vectors, axis=0, dtype=np.float64)
    covariance = np.cov(vectors, rowvar=False, bias=True)
    values, columns = np.linalg.eigh(covariance)
    order = np.argsort(-values)[:code_size]
    return mean, columns[:, order].T


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% right: by the SVD of the centred data
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    mean = vectors.mean(axis=0)
    _, _, rows = np.linalg.svd((vectors - mean).astype("float64"), full_matrices=len(vectors) < code_size)
    return mean, rows[:code_size]


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% right: scikit-learn, exact
from sklearn.decomposition import PCA


def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    pca = PCA(n_components=code_size, svd_solver="full").fit(vectors)
    return pca.mean_, pca.components_


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
# %% right: float64, unscaled covariance, flipped signs
def fit_pca(vectors, code_size):
    """Return (mean, directions) of shapes (d,) and (code_size, d).

    vectors: array (n, d). The rows of `directions` are orthonormal, sorted by falling variance.
    """
    exact = np.asarray(vectors, dtype="float64")
    mean = exact.sum(axis=0) / exact.shape[0]
    exact = exact - mean
    _, columns = eigsh(exact.T.dot(exact), k=code_size, which="LA")
    rows = np.flip(columns, axis=1).T
    return mean, -rows


mean, directions = fit_pca(x_train, 64)
print("mean", mean.shape, " directions", directions.shape)
