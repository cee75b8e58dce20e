# %% wrong: no gradient reaches the variance
# cause: ops.stop_gradient keeps the gradient from log_var; "so that gradients can flow through it" holds for the mean and the log-variance.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    variance = ops.stop_gradient(ops.exp(log_var))
    return 0.5 * ops.sum(ops.square(mean) + variance - 1 - ops.stop_gradient(log_var), axis=-1)
# %% wrong: an average over the images at the end
# cause: One number for the whole batch; "For each image it gives one number": sum over the last axis only.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    each = 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
    return ops.mean(each)
# %% right: four sums, minus the other way round
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    d = mean.shape[-1]
    entropy = ops.sum(log_var, axis=-1) + d
    squares = ops.sum(ops.exp(log_var), axis=-1) + ops.sum(ops.power(mean, 2), axis=-1)
    return -0.5 * (entropy - squares)
