# %% wrong: log-variances limited to two
# cause: log_var is clipped, so narrow posteriors count as wider than they are; the part within is the mean of the variances, exp(log_var), as they are.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    variance = np.exp(np.clip(log_var, -2, 2))
    return mean.mean(axis=0), np.sqrt(variance.mean(axis=0) + mean.var(axis=0))
# %% wrong: variances below a thousandth counted as such
# cause: Variances are raised to at least 0.001; certain codes have a variance of nearly 0, and the part within is the mean of the variances as they are.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    within = np.maximum(np.exp(log_var), 1e-3).mean(axis=0)
    return mean.mean(axis=0), np.sqrt(within + mean.var(axis=0))
# %% wrong: n minus one in the part between
# cause: ddof=1 divides by N - 1; the formula has 1/N in all its parts.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    return mean.mean(axis=0), np.sqrt(np.exp(log_var).mean(axis=0) + mean.var(axis=0, ddof=1))
# %% wrong: mean sigma, squared
# cause: The standard deviations are averaged and then squared; the part within is the mean of the variances.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    within = np.exp(log_var / 2).mean(axis=0) ** 2
    return mean.mean(axis=0), np.sqrt(within + mean.var(axis=0))
# %% wrong: the variance is returned
# cause: The second result is the variance; "Return the mean and the standard deviation": take the root.
def aggregate_posterior(mean, log_var):
    """Return (mean, standard deviation) of draws from the posteriors of all images.

    mean, log_var: (n, d). Both results: (d,).
    """
    return mean.mean(axis=0), np.exp(log_var).mean(axis=0) + mean.var(axis=0)
