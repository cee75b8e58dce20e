# %% wrong: "(c, c)": a square matrix only up to 32
# cause: No more than 32 directions are kept; the matrix has c columns for codes of any length c.
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    matrix = directions / np.sqrt(variances)
    return mean, matrix[:, -32:]
# %% right: the symmetric root
def fit_whitening(codes):
    """Return (mean, matrix), (c,) and (c, c), for codes (n, c) with a covariance of full rank."""
    mean = codes.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(codes.T))
    return mean, (directions / np.sqrt(variances)) @ directions.T
