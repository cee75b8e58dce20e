# %% wrong: log_var taken for sigma
# cause: log_var is taken for sigma; the variance is exp(log_var), and its logarithm is log_var.
# replace: ops.exp(log_var) - 1 - log_var
# by: ops.square(log_var) - 1 - ops.log(ops.square(log_var))
# %% wrong: log_var taken for sigma, half of it
# cause: The variance is exp(log_var), not the square of log_var.
# replace: ops.exp(log_var)
# by: ops.square(log_var)
# %% wrong: log_var taken for the variance
# cause: log_var is taken for the variance, which is exp(log_var).
# replace: ops.exp(log_var) - 1 - log_var
# by: log_var - 1 - ops.log(log_var)
# %% wrong: sigma for the variance
# cause: exp(log_var / 2) is sigma; the formula has the variance, exp(log_var).
# replace: ops.exp(log_var)
# by: ops.exp(log_var / 2)
# %% wrong: log_var taken for log sigma
# cause: log_var is taken for log(sigma); the variance is exp(log_var), not exp(2 * log_var).
# replace: ops.exp(log_var) - 1 - log_var
# by: ops.exp(2 * log_var) - 1 - 2 * log_var
# %% wrong: one half missing
# cause: The factor 1/2 is missing.
# replace: 0.5 * ops.sum
# by: ops.sum
# %% wrong: wrong sign
# cause: The sign is wrong: a divergence is never negative.
# replace: 0.5 * ops.sum
# by: -0.5 * ops.sum
# %% wrong: mean for sum
# cause: This is the mean over the numbers of a code; sum over them.
# replace: ops.sum
# by: ops.mean
# %% wrong: sum over the images too
# cause: This is one number, the sum over all; sum over the last axis only, axis=-1.
# replace: , axis=-1)
# by: )
# %% wrong: wrong axis
# cause: This is the sum over the images; sum over the last axis, axis=-1.
# replace: axis=-1
# by: axis=0
# %% wrong: mean over the images
# cause: This is the mean over the images; return a number for each.
# replace: return 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# by: return ops.mean(0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1))
# %% wrong: the one missing
# cause: The -1 of the formula, once for each number of a code, is missing.
# replace: - 1 - log_var
# by: - log_var
# %% wrong: sign of the logarithm
# cause: The logarithm has the wrong sign: subtract log_var.
# replace: - 1 - log_var
# by: - 1 + log_var
# %% wrong: mean not squared
# cause: The mean is to be squared.
# replace: ops.square(mean)
# by: ops.abs(mean)
# %% wrong: mean forgotten
# cause: The squares of the mean are missing.
# replace: ops.square(mean) + ops.exp
# by: ops.exp
# %% wrong: the two distributions exchanged
# cause: The distributions are exchanged: this is KL(N(0, I) || q).
# replace: ops.square(mean) + ops.exp(log_var) - 1 - log_var
# by: (ops.square(mean) + 1) / ops.exp(log_var) - 1 + log_var
# %% wrong: for codes of two numbers only
# cause: The -1 is subtracted twice whatever the size of a code; it stands inside the sum.
# replace: ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# by: (ops.sum(ops.square(mean) + ops.exp(log_var) - log_var, axis=-1) - 2)
# %% wrong: a column
# cause: The last axis is kept; leave keepdims out, for a shape of (n,).
# replace: axis=-1)
# by: axis=-1, keepdims=True)
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the sum.
# replace: return 0.5
# by: 0.5
# %% right: by way of sigma, in two sums
def kl_divergence(mean, log_var):
    sigma = ops.sqrt(ops.exp(log_var))
    squares = mean * mean + sigma * sigma - 1
    return ops.sum(squares, axis=1) / 2 - ops.sum(ops.log(sigma), axis=1)


# %% right: a mean times the number of numbers, in a lambda
kl_divergence = lambda mean, log_var: (
    mean.shape[-1] / 2 * ops.mean(mean**2 + ops.expm1(log_var) - log_var, axis=-1)
)


# %% right: number by number, with float64 and a warning
import sys
import warnings


def of_one(m, v):
    return (ops.exp(v) + m * m - v - 1) / 2


def kl_divergence(mean, log_var):
    warnings.warn("in double precision")
    print("divergence", file=sys.stderr)
    mean, log_var = ops.cast(mean, "float64"), ops.cast(log_var, "float64")
    total = sum(of_one(mean[:, j], log_var[:, j]) for j in range(mean.shape[1]))
    return ops.cast(total, "float32")


# %% right: a product of matrices sums
def kl_divergence(mean, log_var):
    terms = ops.square(mean) + ops.exp(log_var) - 1 - log_var
    return ops.matmul(terms, 0.5 * np.ones(mean.shape[-1], "float32"))
