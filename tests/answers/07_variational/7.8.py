# %% wrong: only the spread of the means
# cause: This is the spread of the means alone; add the mean of the variances.
# replace: np.sqrt(within + between)
# by: np.sqrt(between)
# %% wrong: only the part within
# cause: This is the part within alone; add the variance of the means.
# replace: np.sqrt(within + between)
# by: np.sqrt(within)
# %% wrong: variance for sd
# cause: This is the variance; take the root.
# replace: np.sqrt(within + between)
# by: within + between
# %% wrong: exp of the mean log-variance
# cause: The mean of the variances is not exp of the mean log-variance: first exp, then mean.
# replace: np.exp(log_var).mean(axis=0)
# by: np.exp(log_var.mean(axis=0))
# %% wrong: standard deviations added
# cause: Standard deviations are added; add variances, then take the root.
# replace: np.sqrt(within + between)
# by: np.sqrt(within) + np.sqrt(between)
# %% wrong: log_var taken for the variance
# cause: log_var is taken for the variance, which is exp(log_var).
# replace: np.exp(log_var).mean
# by: log_var.mean
# %% wrong: log_var taken for sigma
# cause: log_var is squared as if it were sigma; the variance is exp(log_var).
# replace: np.exp(log_var).mean
# by: (log_var**2).mean
# %% wrong: mean of the sigmas
# cause: The part within is the mean of the variances, not the square of the mean sigma.
# replace: np.exp(log_var).mean(axis=0)
# by: np.exp(log_var / 2).mean(axis=0) ** 2
# %% wrong: spread about 0 instead of about the mean
# cause: The part between is the spread about the mean of the means, not about 0.
# replace: mean.var(axis=0)
# by: (mean**2).mean(axis=0)
# %% wrong: wrong axis
# cause: The means are over the numbers of a code; take them over the images, axis=0.
# replace: axis=0
# by: axis=1
# %% wrong: one number for all of the code
# cause: This is one number for all; each number of the code has its own: axis=0.
# replace: (axis=0)
# by: ()
# %% wrong: sum for mean
# cause: The part within is a sum; take the mean of the variances.
# replace: np.exp(log_var).mean(axis=0)
# by: np.exp(log_var).sum(axis=0)
# %% wrong: mean and sd exchanged
# cause: Mean and standard deviation are exchanged.
# replace: return mean.mean(axis=0), np.sqrt(within + between)
# by: return np.sqrt(within + between), mean.mean(axis=0)
# %% wrong: the mean is left out
# cause: Return two arrays: the mean, then the standard deviation.
# replace: return mean.mean(axis=0), np.sqrt
# by: return np.sqrt
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the two results.
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
