# %% wrong: a weight of zero counts as one
# cause: A logarithm of minus infinity, a weight of 0, is replaced by 0, a weight of 1; "log of the mean weight" has it as 0: leave the logarithms as they are.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    log_weights = np.nan_to_num(log_weights, neginf=0.0)
    return logsumexp(log_weights, axis=1) - np.log(log_weights.shape[1])
# %% wrong: the largest subtracted in place
# cause: The array of logarithms is changed by the call, and a second call on it gives another answer; "Return log of the mean weight", and subtract into a new array.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    largest = log_weights.max(axis=1, keepdims=True)
    log_weights -= largest
    return largest[:, 0] + np.log(np.exp(log_weights).mean(axis=1))
# %% wrong: the logarithm of the number of images
# cause: len(log_weights) is the number of images; the formula has log K, the number of weights of an image.
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    return logsumexp(log_weights, axis=1) - np.log(len(log_weights))
# %% wrong: mean of logarithms
# cause: This is the mean of the logarithms, the ELBO; asked is the "log of the mean weight of each image".
def weighted_bound(log_weights):
    """Return log of the mean weight of each image: (n, K) → (n,)."""
    return log_weights.mean(axis=1)
