# %% wrong: "has the identity as its covariance": only that of the first 500 codes
# cause: Mean and covariance are taken from the first 500 codes; take all of them.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    some = codes[:500]
    mean = some.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(some.T))
    return mean, directions / np.sqrt(variances)
# %% wrong: "(codes - mean) @ matrix": the covariance of 500 codes
# cause: The products are divided by 499 whatever the number of codes; divide by n - 1, or take np.cov.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    centred = codes - mean
    variances, directions = np.linalg.eigh(centred.T @ centred / 499)
    return mean, directions / np.sqrt(variances)
# %% wrong: "the identity": small variances are lifted
# cause: 0.0001 is added to each variance, so that directions of small variance stay small; divide by the root of the variance alone.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, directions / np.sqrt(variances + 1e-4)
# %% wrong: "gives all directions the same weight": not the narrowest
# cause: Variances below 0.001 are treated as 0.001, so that narrow directions stay narrow; the covariance has full rank, so divide by each as it is.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, directions / np.sqrt(np.maximum(variances, 1e-3))
# %% wrong: "the identity as its covariance": outliers are left out
# cause: The codes farthest from the mean are left out of the covariance; use all codes.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    far = np.linalg.norm(codes - mean, axis=1)
    variances, directions = np.linalg.eigh(np.cov(codes[far <= 100].T))
    return mean, directions / np.sqrt(variances)
# %% wrong: "codes (n, c)": the caller's codes are shuffled
# cause: shuffle changes the order of the caller's codes; leave the array as it is.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    np.random.default_rng(0).shuffle(codes)
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, directions / np.sqrt(variances)
# %% wrong: "(c,)": the mean is a row of a matrix
# cause: The mean has shape (1, c); return shape (c,), without keepdims.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return codes.mean(axis=0, keepdims=True), directions / np.sqrt(variances)
# %% wrong: "has the identity as its covariance": each number for itself
# cause: Each number is divided by its own standard deviation, and they stay correlated; rotate to the eigenvectors first.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    return codes.mean(axis=0), np.diag(1 / codes.std(axis=0))
# %% wrong: "Λ to the power −1/2": without the root
# cause: The eigenvectors are divided by the variances; divide by their roots.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, directions / variances
# %% wrong: "V Λ^(−1/2)": the rows are divided
# cause: The rows of the eigenvectors' matrix are divided; each eigenvector is a column, and must be divided by the root of its own eigenvalue.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, directions / np.sqrt(variances)[:, None]
# %% wrong: "C their covariance matrix": about the origin
# cause: The mean has not been subtracted before the products; the covariance is that of the codes less their mean.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(codes.T @ codes / len(codes))
    return mean, directions / np.sqrt(variances)
# %% wrong: "Whitening": rotated only
# cause: The codes are rotated and not scaled; divide each eigenvector by the root of its eigenvalue.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, directions
# %% wrong: "Return the mean": the middle value
# cause: The median is returned; return the mean over the codes.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return np.median(codes, axis=0), directions / np.sqrt(variances)
# %% right: singular values of the centred codes
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = np.mean(codes, axis=0)
    _, scales, rows = np.linalg.svd(codes - mean, full_matrices=False)
    return mean, rows.T * np.sqrt(len(codes) - 1) / scales
# %% right: a triangle by Cholesky
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    covariance = np.cov(codes, rowvar=False)
    return codes.mean(axis=0), np.linalg.cholesky(np.linalg.inv(covariance))
# %% right: divided by n
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    centred = (codes - mean).astype("float64")
    variances, directions = np.linalg.eigh(centred.T @ centred / len(centred))
    return mean, directions @ np.diag(variances**-0.5)
# %% right: scikit-learn's PCA, largest direction first
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    from sklearn.decomposition import PCA

    fitted = PCA(whiten=True, svd_solver="full").fit(codes)
    return fitted.mean_, (fitted.components_ / np.sqrt(fitted.explained_variance_)[:, None]).T
