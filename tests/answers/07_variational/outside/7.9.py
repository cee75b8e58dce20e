# %% wrong: two weights taken for granted
# cause: The logarithm of 2 is subtracted whatever K is; the formula has log K, with K = log_weights.shape[1].
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    return logsumexp(log_weights, axis=1) - np.log(2)
# %% wrong: the first and the last weight only
# cause: Weights between the first and the last do not count; the mean is over all K: "(n, K) → (n,)".
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    return np.logaddexp(log_weights[:, 0], log_weights[:, -1]) - np.log(2)
# %% wrong: the mean of the row is taken out
# cause: The mean of each row is taken out, and np.exp overflows where one logarithm is far above it; "take out the largest, a = max log w".
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    shift = log_weights.mean(axis=1, keepdims=True)
    return shift[:, 0] + np.log(np.exp(log_weights - shift).mean(axis=1))
# %% wrong: the smallest is taken out
# cause: The smallest logarithm of each row is taken out, and np.exp overflows where the largest is far above it; "take out the largest".
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    shift = log_weights.min(axis=1, keepdims=True)
    return shift[:, 0] + np.log(np.exp(log_weights - shift).mean(axis=1))
# %% wrong: the first weight is taken out
# cause: The first logarithm of each row is taken out, and np.exp overflows where another is far above it; "take out the largest".
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    first = log_weights[:, :1]
    return first[:, 0] + np.log(np.exp(log_weights - first).sum(axis=1)) - np.log(log_weights.shape[1])
# %% wrong: small weights are raised
# cause: Weights far below the largest are raised to exp(-10) of it, so that the bound comes out too large; "log of the mean weight" has them as they are.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    largest = log_weights.max(axis=1, keepdims=True)
    below = np.maximum(log_weights - largest, -10)
    return largest[:, 0] + np.log(np.exp(below).mean(axis=1))
# %% wrong: one weight returned as a column
# cause: For K = 1 the result has shape (n, 1); "(n, K) → (n,)": the general formula needs no exception.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    if log_weights.shape[1] == 1:
        return log_weights
    return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# %% wrong: a single image loses its axis
# cause: For one image the result has shape () and not (1,); "(n, K) → (n,)": leave out np.squeeze.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    return np.squeeze(logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1]))
# %% wrong: one largest for all images
# cause: The largest of all images is taken out, and the weights of the others round to 0; take out the largest of each row: max(axis=1, keepdims=True).
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    largest = log_weights.max()
    return largest + np.log(np.exp(log_weights - largest).mean(axis=1))
# %% right: weights inside logsumexp
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    each = np.full(np.shape(log_weights), 1 / np.shape(log_weights)[1])
    return logsumexp(log_weights, axis=-1, b=each)
# %% right: logaddexp, one weight after the other
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    total = np.array(log_weights[:, 0], dtype="float64")
    for k in range(1, log_weights.shape[1]):
        total = np.logaddexp(total, log_weights[:, k])
    return total - np.log(log_weights.shape[1])
# %% right: row by row
def log_mean_exp(values):
    """Return the logarithm of the mean exponential of values."""
    a = max(values)
    return a + np.log(np.mean([np.exp(value - a) for value in values]))


def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    return np.array([log_mean_exp(row) for row in log_weights])
# %% right: sorted rows and log1p
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    rising = np.sort(log_weights, axis=1)
    rest = np.exp(rising[:, :-1] - rising[:, -1:]).sum(axis=1)
    return rising[:, -1] + np.log1p(rest) - np.log(rising.shape[1])
# %% wrong: the mean of each row is taken out, not the largest
# cause: The mean of each row is taken out, and np.exp overflows where one logarithm is far above it.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    a = log_weights.mean(axis=1, keepdims=True)
    return a[:, 0] + np.log(np.exp(log_weights - a).mean(axis=1))


# %% wrong: the smallest of each row is taken out
# cause: The smallest of each row is taken out, and np.exp overflows where another is far above it.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    a = log_weights.min(axis=1, keepdims=True)
    return a[:, 0] + np.log(np.exp(log_weights - a).mean(axis=1))


# %% wrong: the largest is subtracted in place
# cause: The given array is changed; subtract into a new one.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    a = log_weights.max(axis=1)
    log_weights -= a[:, None]
    return a + np.log(np.exp(log_weights).sum(axis=1)) - np.log(log_weights.shape[1])


# %% wrong: squeezed at the end, so that one image gives no axis
# cause: For one image the axis is lost; leave out np.squeeze.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    a = log_weights.max(axis=1, keepdims=True)
    total = np.sum(np.exp(log_weights - a), axis=1, keepdims=True)
    return np.squeeze(a + np.log(total) - np.log(log_weights.shape[1]))


# %% wrong: the largest of all
# cause: The largest of all is taken out; each row has its own.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    a = log_weights.max()
    return a + np.log(np.exp(log_weights - a).sum(axis=1)) - np.log(log_weights.shape[1])


# %% wrong: nothing is taken out
# cause: np.exp of such logarithms is 0 or infinite; take the largest of each row out first.
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return np.log(np.mean(np.exp(log_weights), axis=1))
# %% wrong: a tiny number against log 0
# cause: Clipping, and a tiny number, change the result; take the largest of each row out instead.
# replace: return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: return np.log(np.mean(np.exp(np.clip(log_weights, -700, 700)), axis=1) + 1e-300)
# %% wrong: the number of images in place of K
# cause: That is the number of images; K is log_weights.shape[1].
# replace: np.log(log_weights.shape[1])
# by: np.log(len(log_weights))
# %% wrong: log of K - 1
# cause: log(K - 1) is subtracted; it is log K.
# replace: np.log(log_weights.shape[1])
# by: np.log(max(log_weights.shape[1] - 1, 1))
# %% wrong: divided by K outside of the logarithm
# cause: The logarithm is divided by K; subtract log K.
# replace: logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# by: logsumexp(log_weights, axis=1) / log_weights.shape[1]
# %% wrong: the largest is not added again
# cause: The largest, taken out before np.exp, is to be added again.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    a = log_weights.max(axis=1, keepdims=True)
    return np.log(np.exp(log_weights - a).sum(axis=1)) - np.log(log_weights.shape[1])


# %% right: single precision
# replace: logsumexp(log_weights, axis=1)
# by: logsumexp(log_weights.astype("float32"), axis=1)
# %% wrong: over the images
# cause: Sum and count run over the images; the weights of an image stand in a row: axis=1.
# replace: axis=1) - np.log(log_weights.shape[1])
# by: axis=0) - np.log(log_weights.shape[0])
# %% wrong: keeps the axis
# cause: The axis is kept; leave keepdims out, for a shape of (n,).
# replace: axis=1)
# by: axis=1, keepdims=True)
# %% wrong: logarithm of K to base 2
# cause: The logarithm of K is natural: np.log.
# replace: np.log(log_weights.shape[1])
# by: np.log2(log_weights.shape[1])
# %% right: the largest taken out by hand
def weighted_bound(log_weights):
    a = np.max(log_weights, axis=-1, keepdims=True)
    return np.log(np.mean(np.exp(log_weights - a), axis=-1)) + a.ravel()


# %% right: logaddexp, one column after the other
def weighted_bound(log_weights):
    n, K = log_weights.shape
    total = np.full(n, -np.inf)
    for column in np.transpose(log_weights):
        total = np.logaddexp(total, column)
    return total - np.log(K)


# %% right: logsumexp's own weights
def weighted_bound(log_weights: np.ndarray) -> np.ndarray:
    return logsumexp(log_weights, b=1 / log_weights.shape[-1], axis=-1)


# %% right: a list made by a helper with fsum
import math


def _one(row):
    a = max(row)
    return a + math.log(math.fsum(math.exp(w - a) for w in row) / len(row))


def weighted_bound(log_weights):
    return np.array([_one(row) for row in log_weights])
