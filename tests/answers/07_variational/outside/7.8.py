# %% wrong: the first thousand images
# cause: Only the first 1000 images count; the docstring has "draws from the posteriors of all images".
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    mean, log_var = mean[:1000], log_var[:1000]
    return mean.mean(axis=0), np.sqrt(np.exp(log_var).mean(axis=0) + mean.var(axis=0))
# %% wrong: two numbers of a code
# cause: The results have two entries whatever the size of the code; "mean, log_var: (n, d). Both results: (d,)".
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    centre, spread = np.zeros(2), np.zeros(2)
    for j in range(2):
        centre[j] = mean[:, j].mean()
        spread[j] = np.sqrt(np.exp(log_var[:, j]).mean() + mean[:, j].var())
    return centre, spread
# %% wrong: codes of one number lose their axis
# cause: For d = 1 the results have shape () and not (1,); "Both results: (d,)": leave out np.squeeze.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    spread = np.sqrt(np.exp(log_var).mean(axis=0) + mean.var(axis=0))
    return np.squeeze(mean.mean(axis=0)), np.squeeze(spread)
# %% wrong: a single image has no spread
# cause: For one image the spread is given as 0; its posterior has a part within, the mean of the variances.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    if len(mean) == 1:
        return mean[0], np.zeros_like(mean[0])
    return mean.mean(axis=0), np.sqrt(np.exp(log_var).mean(axis=0) + mean.var(axis=0))
# %% wrong: the means are centred in place
# cause: The array of the means is changed by the call and is wrong for all that follows; "Return (mean, standard deviation)" and work on a copy.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    centre = mean.mean(axis=0)
    mean -= centre
    return centre, np.sqrt(np.exp(log_var).mean(axis=0) + (mean**2).mean(axis=0))
# %% wrong: divided by three images
# cause: The sums are divided by 3; the formula has 1/N with N the number of images, len(mean).
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    centre = mean.sum(axis=0) / 3
    variance = np.exp(log_var).sum(axis=0) / 3 + ((mean - centre) ** 2).sum(axis=0) / 3
    return centre, np.sqrt(variance)
# %% wrong: one spread for the whole code
# cause: The spread is one number; it is asked "for each number of the code": use axis=0.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    return mean.mean(axis=0), np.sqrt(np.exp(log_var).mean() + mean.var())
# %% right: second moments
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    m = np.average(mean, axis=0)
    second = np.average(np.square(mean, dtype="float64") + np.exp(log_var), axis=0)
    return m, np.sqrt(second - np.square(m, dtype="float64"))
# %% right: loops over numbers and images
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    n, d = np.shape(mean)
    centres = [sum(mean[i][j] for i in range(n)) / n for j in range(d)]
    spreads = []
    for j in range(d):
        parts = [np.exp(log_var[i][j]) + (mean[i][j] - centres[j]) ** 2 for i in range(n)]
        spreads.append((sum(parts) / n) ** 0.5)
    return np.array(centres), np.array(spreads)
# %% right: one mean of within plus between
def squared_distances(points, centre):
    """Return the squared distances from the centre, for each number."""
    return (points - centre) ** 2


def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    centre = np.mean(mean, axis=0, keepdims=True)
    squares = squared_distances(mean, centre) + np.exp(0.5 * log_var) ** 2
    return [centre[0], np.mean(squares, axis=0) ** 0.5]
# %% right: covariance matrix with bias
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    d = mean.shape[1]
    between = np.diag(np.cov(np.asarray(mean, "float64"), rowvar=False, bias=True).reshape(d, d))
    within = np.exp(np.asarray(log_var, "float64")).sum(axis=0) / len(log_var)
    return np.asarray(mean).mean(axis=0), np.hypot(np.sqrt(within), np.sqrt(between))
