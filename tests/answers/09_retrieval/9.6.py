# %% wrong: standardised, not whitened
# replace: directions / np.sqrt(variances)
# by: np.diag(1 / codes.std(axis=0))
# %% wrong: rows divided
# replace: directions / np.sqrt(variances)
# by: directions / np.sqrt(variances)[:, None]
# %% wrong: root forgotten
# replace: directions / np.sqrt(variances)
# by: directions / variances
# %% wrong: multiplied
# replace: directions / np.sqrt(variances)
# by: directions * np.sqrt(variances)
# %% wrong: only rotated
# replace: directions / np.sqrt(variances)
# by: directions
# %% wrong: transposed matrix
# replace: directions / np.sqrt(variances)
# by: (directions / np.sqrt(variances)).T
# %% wrong: mean not subtracted from the covariance
# replace: np.cov(codes.T)
# by: codes.T @ codes / len(codes)
# %% wrong: covariance of the rows
# replace: np.cov(codes.T)
# by: np.cov(codes)
# %% wrong: correlation for covariance
# replace: np.cov(codes.T)
# by: np.corrcoef(codes.T)
# %% wrong: mean over the wrong axis
# replace: codes.mean(axis=0)
# by: codes.mean(axis=1)
# %% wrong: one mean for all
# replace: codes.mean(axis=0)
# by: codes.mean()
# %% wrong: mean of zeros
# replace: codes.mean(axis=0)
# by: np.zeros(codes.shape[1])
# %% wrong: outputs swapped
# replace: return codes.mean(axis=0), directions / np.sqrt(variances)
# by: return directions / np.sqrt(variances), codes.mean(axis=0)
# %% wrong: singular values taken for standard deviations
def fit_whitening(codes):
    mean = codes.mean(axis=0)
    _, values, rows = np.linalg.svd(codes - mean, full_matrices=False)
    return mean, rows.T / values
# %% wrong: in-place change of the codes
def fit_whitening(codes):
    mean = codes.mean(axis=0)
    codes -= mean
    variances, directions = np.linalg.eigh(codes.T @ codes / len(codes))
    return mean, directions / np.sqrt(variances)
# %% wrong: the whitened codes in place of the matrix
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
