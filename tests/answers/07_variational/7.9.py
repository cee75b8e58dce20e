# %% wrong: mean of the logarithms
# cause: This is the mean of the logarithms; take the mean of the weights first.
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return log_weights.mean(axis=1)
# %% wrong: log K forgotten
# cause: Subtract log K: the mean of the weights, not their sum.
# replace: - np.log(log_weights.shape[1])
# by:
# %% wrong: log K added
# cause: log K is added; subtract it.
# replace: - np.log(log_weights.shape[1])
# by: + np.log(log_weights.shape[1])
# %% wrong: divided by K
# cause: The logarithm is divided by K; subtract log K.
# replace: - np.log(log_weights.shape[1])
# by: / log_weights.shape[1]
# %% wrong: number of images for K
# cause: That is the number of images; K is log_weights.shape[1].
# replace: log_weights.shape[1]
# by: log_weights.shape[0]
# %% wrong: exp without taking the largest out
# cause: np.exp of such logarithms is 0 or infinite; take the largest of each row out first.
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return np.log(np.exp(log_weights).mean(axis=1))
# %% wrong: exponentials kept from overflow by clipping
# cause: Clipping changes the logarithms; take the largest of each row out instead.
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return np.log(np.exp(np.clip(log_weights, -700, 700)).mean(axis=1))
# %% wrong: one number for all images
# cause: This is one number for all images; return one for each: axis=1.
# replace: logsumexp(log_weights, axis=1)
# by: logsumexp(log_weights)
# %% wrong: wrong axis
# cause: The sum runs over the images; the weights of an image stand in a row: axis=1.
# replace: axis=1
# by: axis=0
# %% wrong: only the largest
# cause: This is the largest logarithm alone; add that of the sum.
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return log_weights.max(axis=1)
# %% wrong: the logarithm forgotten
# cause: This is the mean weight itself; take its logarithm.
# replace: logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: np.exp(logsumexp(log_weights, axis=1)) / log_weights.shape[1]
# %% wrong: one largest for all rows
# cause: The largest of all is taken out; each row has its own.
def weighted_bound(log_weights):
    largest = log_weights.max()
    return largest + np.log(np.exp(log_weights - largest).mean(axis=1))


# %% wrong: the largest is not added again
# cause: The largest, taken out before np.exp, is to be added again.
def weighted_bound(log_weights):
    largest = log_weights.max(axis=1, keepdims=True)
    return np.log(np.exp(log_weights - largest).mean(axis=1))


# %% wrong: the given array is changed
# cause: The given array is changed; subtract into a new one.
def weighted_bound(log_weights):
    largest = log_weights.max(axis=1)
    log_weights -= largest[:, None]
    return largest + np.log(np.exp(log_weights).mean(axis=1))


# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the result.
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
