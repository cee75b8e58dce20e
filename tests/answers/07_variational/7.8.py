# %% wrong: only the spread of the means
# replace: np.sqrt(within + between)
# by: np.sqrt(between)
# %% wrong: only the part within
# replace: np.sqrt(within + between)
# by: np.sqrt(within)
# %% wrong: variance for sd
# replace: np.sqrt(within + between)
# by: within + between
# %% wrong: exp of the mean log-variance
# replace: np.exp(log_var).mean(axis=0)
# by: np.exp(log_var.mean(axis=0))
# %% wrong: standard deviations added
# replace: np.sqrt(within + between)
# by: np.sqrt(within) + np.sqrt(between)
# %% wrong: log_var taken for the variance
# replace: np.exp(log_var).mean
# by: log_var.mean
# %% wrong: log_var taken for sigma
# replace: np.exp(log_var).mean
# by: (log_var**2).mean
# %% wrong: mean of the sigmas
# replace: np.exp(log_var).mean(axis=0)
# by: np.exp(log_var / 2).mean(axis=0) ** 2
# %% wrong: spread about 0 instead of about the mean
# replace: mean.var(axis=0)
# by: (mean**2).mean(axis=0)
# %% wrong: wrong axis
# replace: axis=0
# by: axis=1
# %% wrong: one number for all of the code
# replace: (axis=0)
# by: ()
# %% wrong: sum for mean
# replace: np.exp(log_var).mean(axis=0)
# by: np.exp(log_var).sum(axis=0)
# %% wrong: mean and sd exchanged
# replace: return mean.mean(axis=0), np.sqrt(within + between)
# by: return np.sqrt(within + between), mean.mean(axis=0)
# %% wrong: the mean is left out
# replace: return mean.mean(axis=0), np.sqrt
# by: return np.sqrt
# %% wrong: forgotten return
# replace: return mean.mean
# by: mean.mean
# %% right: mean square minus squared mean
def aggregate_posterior(mean, log_var):
    m = np.mean(mean, axis=0)
    return m, ((mean**2 + np.exp(log_var)).mean(axis=0) - m**2) ** 0.5


# %% right: keras.ops
def aggregate_posterior(mean, log_var):
    m = ops.mean(mean, axis=0)
    variance = ops.mean(ops.exp(log_var) + ops.square(mean - m), axis=0)
    return np.asarray(m), np.asarray(ops.sqrt(variance))


# %% right: number by number, a list, prints and a warning
import sys
import warnings


def spread(means, variances):
    return np.hypot(np.std(means), np.sqrt(np.average(variances)))


def aggregate_posterior(mean, log_var):
    warnings.warn("the law of total variance")
    print(mean.shape, file=sys.stderr)
    spreads = [spread(m, np.exp(v)) for m, v in zip(mean.T, log_var.T)]
    return [np.array([np.average(m) for m in mean.T]), np.array(spreads)]


# %% right: a mean over images by a product of matrices
aggregate_posterior = lambda mean, log_var: (
    (share := np.full(len(mean), 1 / len(mean))) @ mean,
    np.sqrt(share @ (np.exp(np.asarray(log_var, "float64")) + (mean - share @ mean) ** 2)),
)
