# %% wrong: standardised, not whitened
# cause: Each number is divided by its own standard deviation, and they stay correlated; rotate to the eigenvectors first.
# replace: directions / np.sqrt(variances)
# by: np.diag(1 / codes.std(axis=0))
# %% wrong: rows divided
# cause: The rows of the eigenvectors' matrix are divided; each eigenvector is a column, and must be divided by the root of its own eigenvalue.
# replace: directions / np.sqrt(variances)
# by: directions / np.sqrt(variances)[:, None]
# %% wrong: root forgotten
# cause: The eigenvectors are divided by the variances; divide by their roots.
# replace: directions / np.sqrt(variances)
# by: directions / variances
# %% wrong: multiplied
# cause: The eigenvectors are multiplied by the roots of the variances; divide by them.
# replace: directions / np.sqrt(variances)
# by: directions * np.sqrt(variances)
# %% wrong: only rotated
# cause: The codes are rotated and not scaled; divide each eigenvector by the root of its eigenvalue.
# replace: directions / np.sqrt(variances)
# by: directions
# %% wrong: transposed matrix
# cause: The matrix is transposed; the eigenvectors must be its columns.
# replace: directions / np.sqrt(variances)
# by: (directions / np.sqrt(variances)).T
# %% wrong: mean not subtracted from the covariance
# cause: The mean has not been subtracted before the products; the covariance is that of the codes less their mean.
# replace: np.cov(codes.T)
# by: codes.T @ codes / len(codes)
# %% wrong: covariance of the rows
# cause: np.cov takes rows for variables; give it codes.T.
# replace: np.cov(codes.T)
# by: np.cov(codes)
# %% wrong: correlation for covariance
# cause: These are correlations; take the covariance, np.cov.
# replace: np.cov(codes.T)
# by: np.corrcoef(codes.T)
# %% wrong: mean over the wrong axis
# cause: The mean is taken over the numbers of each code; average over the codes, axis 0.
# replace: codes.mean(axis=0)
# by: codes.mean(axis=1)
# %% wrong: one mean for all
# cause: There is one mean for all numbers; average over the codes, axis 0.
# replace: codes.mean(axis=0)
# by: codes.mean()
# %% wrong: mean of zeros
# cause: The mean is all zeros; average over the codes.
# replace: codes.mean(axis=0)
# by: np.zeros(codes.shape[1])
# %% wrong: outputs swapped
# cause: The matrix comes first; return the mean first.
# replace: return codes.mean(axis=0), directions / np.sqrt(variances)
# by: return directions / np.sqrt(variances), codes.mean(axis=0)
# %% wrong: singular values taken for standard deviations
# cause: Singular values are standard deviations times the root of n - 1; multiply by this root.
def fit_whitening(codes):
    mean = codes.mean(axis=0)
    _, values, rows = np.linalg.svd(codes - mean, full_matrices=False)
    return mean, rows.T / values
# %% wrong: in-place change of the codes
# cause: The caller's codes are centred in place; work on a copy.
def fit_whitening(codes):
    mean = codes.mean(axis=0)
    codes -= mean
    variances, directions = np.linalg.eigh(codes.T @ codes / len(codes))
    return mean, directions / np.sqrt(variances)
# %% wrong: the whitened codes in place of the matrix
# cause: The whitened codes are returned; return the matrix.
# replace: return codes.mean(axis=0), directions / np.sqrt(variances)
# by: return codes.mean(axis=0), (codes - codes.mean(axis=0)) @ directions / np.sqrt(variances)
# %% right: the symmetric root
def fit_whitening(codes):
    values, v = np.linalg.eigh(np.cov(codes, rowvar=False))
    return np.mean(codes, axis=0), v @ np.diag(values**-0.5) @ v.T
# %% right: singular values
def fit_whitening(codes):
    mean = np.average(codes.astype("float64"), axis=0)
    _, values, rows = np.linalg.svd(codes - mean, full_matrices=False)
    print("singular values from", values.max(), "to", values.min())
    return mean, rows.T / values * np.sqrt(len(codes) - 1)
# %% right: Cholesky, divided by n
def fit_whitening(codes):
    lower = np.linalg.cholesky(np.cov(codes.T, bias=True))
    return codes.mean(axis=0), np.linalg.inv(lower).T
# %% right: scikit-learn's PCA
from sklearn.decomposition import PCA as Components


def fit_whitening(codes):
    fitted = Components(whiten=True).fit(codes)
    return fitted.mean_, fitted.components_.T / np.sqrt(fitted.explained_variance_)
