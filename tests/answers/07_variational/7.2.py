# %% wrong: log_var taken for sigma
# replace: ops.exp(log_var) - 1 - log_var
# by: ops.square(log_var) - 1 - ops.log(ops.square(log_var))
# %% wrong: log_var taken for sigma, half of it
# replace: ops.exp(log_var)
# by: ops.square(log_var)
# %% wrong: log_var taken for the variance
# replace: ops.exp(log_var) - 1 - log_var
# by: log_var - 1 - ops.log(log_var)
# %% wrong: sigma for the variance
# replace: ops.exp(log_var)
# by: ops.exp(log_var / 2)
# %% wrong: log_var taken for log sigma
# replace: ops.exp(log_var) - 1 - log_var
# by: ops.exp(2 * log_var) - 1 - 2 * log_var
# %% wrong: one half missing
# replace: 0.5 * ops.sum
# by: ops.sum
# %% wrong: wrong sign
# replace: 0.5 * ops.sum
# by: -0.5 * ops.sum
# %% wrong: mean for sum
# replace: ops.sum
# by: ops.mean
# %% wrong: sum over the images too
# replace: , axis=-1)
# by: )
# %% wrong: wrong axis
# replace: axis=-1
# by: axis=0
# %% wrong: mean over the images
# replace: return 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# by: return ops.mean(0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1))
# %% wrong: the one missing
# replace: - 1 - log_var
# by: - log_var
# %% wrong: sign of the logarithm
# replace: - 1 - log_var
# by: - 1 + log_var
# %% wrong: mean not squared
# replace: ops.square(mean)
# by: ops.abs(mean)
# %% wrong: mean forgotten
# replace: ops.square(mean) + ops.exp
# by: ops.exp
# %% wrong: the two distributions exchanged
# replace: ops.square(mean) + ops.exp(log_var) - 1 - log_var
# by: (ops.square(mean) + 1) / ops.exp(log_var) - 1 + log_var
# %% wrong: for codes of two numbers only
# replace: ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# by: (ops.sum(ops.square(mean) + ops.exp(log_var) - log_var, axis=-1) - 2)
# %% wrong: a column
# replace: axis=-1)
# by: axis=-1, keepdims=True)
# %% wrong: forgotten return
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
