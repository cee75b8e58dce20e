# %% wrong: size of the differences
# cause: The differences have lost their signs before the averaging: use noisy - clean.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = np.abs(noisy - clean)
    return d.mean(), d.std(), d.std() / np.sqrt(d.size)
# %% wrong: difference of the variances
# cause: The root of the difference of the variances is right only where the noise does not depend on the image; take the standard deviation of noisy - clean.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    mean = (noisy - clean).mean()
    sd = np.sqrt(max(noisy.var() - clean.var(), 0))
    return mean, sd, sd / np.sqrt(clean.size)
# %% wrong: spread about zero
# cause: The mean has not been subtracted from the differences before squaring.
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = noisy - clean
    sd = np.sqrt(np.mean(d**2))
    return d.mean(), sd, sd / np.sqrt(d.size)
# %% right: sums in float64
def noise_statistics(clean, noisy):
    """Return (mean, standard deviation, standard error of the mean) of noisy - clean.

    clean, noisy: arrays of one shape; result: three numbers.
    """
    d = np.subtract(noisy, clean, dtype="float64").ravel()
    mean = d.sum() / d.size
    sd = np.sqrt(np.dot(d - mean, d - mean) / d.size)
    return float(mean), float(sd), float(sd / np.sqrt(d.size))
