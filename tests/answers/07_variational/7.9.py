# %% wrong: mean of the logarithms
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return log_weights.mean(axis=1)
# %% wrong: log K forgotten
# replace: - np.log(log_weights.shape[1])
# by:
# %% wrong: log K added
# replace: - np.log(log_weights.shape[1])
# by: + np.log(log_weights.shape[1])
# %% wrong: divided by K
# replace: - np.log(log_weights.shape[1])
# by: / log_weights.shape[1]
# %% wrong: number of images for K
# replace: log_weights.shape[1]
# by: log_weights.shape[0]
# %% wrong: exp without taking the largest out
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return np.log(np.exp(log_weights).mean(axis=1))
# %% wrong: exponentials kept from overflow by clipping
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return np.log(np.exp(np.clip(log_weights, -700, 700)).mean(axis=1))
# %% wrong: one number for all images
# replace: logsumexp(log_weights, axis=1)
# by: logsumexp(log_weights)
# %% wrong: wrong axis
# replace: axis=1
# by: axis=0
# %% wrong: only the largest
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return log_weights.max(axis=1)
# %% wrong: the logarithm forgotten
# replace: logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: np.exp(logsumexp(log_weights, axis=1)) / log_weights.shape[1]
# %% wrong: one largest for all rows
def weighted_bound(log_weights):
    largest = log_weights.max()
    return largest + np.log(np.exp(log_weights - largest).mean(axis=1))


# %% wrong: the largest is not added again
def weighted_bound(log_weights):
    largest = log_weights.max(axis=1, keepdims=True)
    return np.log(np.exp(log_weights - largest).mean(axis=1))


# %% wrong: the given array is changed
def weighted_bound(log_weights):
    largest = log_weights.max(axis=1)
    log_weights -= largest[:, None]
    return largest + np.log(np.exp(log_weights).mean(axis=1))


# %% wrong: forgotten return
# replace: return logsumexp
# by: logsumexp
# %% right: by hand
def weighted_bound(log_weights):
    a = np.max(log_weights, axis=1, keepdims=True)
    return a[:, 0] + np.log(np.mean(np.exp(log_weights - a), axis=1))


# %% right: logaddexp
def weighted_bound(log_weights):
    return np.logaddexp.reduce(log_weights - np.log(log_weights.shape[1]), axis=1)


# %% right: row by row, prints and a warning
import sys
import warnings


def of_one_image(row):
    return logsumexp(row, b=1 / len(row))


def weighted_bound(log_weights):
    warnings.warn("K codes")
    print(log_weights.shape, file=sys.stderr)
    return np.array([of_one_image(row) for row in log_weights])


# %% right: keras.ops
weighted_bound = lambda log_weights: np.asarray(ops.logsumexp(log_weights, axis=-1)) - np.log(np.size(log_weights[0]))
