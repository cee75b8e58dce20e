# %% wrong: NumPy in the place of keras.ops
# cause: "Write the formula with keras.ops, so that gradients can flow through it": NumPy stops them; use ops.square, ops.exp and ops.sum.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    return 0.5 * np.sum(np.square(mean) + np.exp(log_var) - 1 - log_var, axis=-1)
# %% wrong: two numbers of a code taken for granted
# cause: The 1 of each number is taken off as a fixed 2, which holds for d = 2 only; the docstring has codes of any d: "(n, d) and (n, d) → (n,)".
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    return 0.5 * (ops.sum(ops.square(mean) + ops.exp(log_var) - log_var, axis=-1) - 2)
# %% wrong: only the first two columns
# cause: Numbers of a code after the second do not count; "With d numbers in a code" the sum runs over all: "(n, d) and (n, d) → (n,)".
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    first = ops.square(mean[:, 0]) + ops.exp(log_var[:, 0]) - 1 - log_var[:, 0]
    second = ops.square(mean[:, 1]) + ops.exp(log_var[:, 1]) - 1 - log_var[:, 1]
    return (first + second) / 2
# %% wrong: log-variance kept within ten
# cause: log_var is clipped, so a log-variance of -50 counts as -10; it "may be any number", so use it as it is.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    log_var = ops.clip(log_var, -10, 10)
    return 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# %% wrong: the sign of the log-variance is lost
# cause: The absolute value of log_var is taken, so a variance below 1 counts as one above; it "may be any number": remove ops.abs.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    size = ops.abs(log_var)
    return 0.5 * ops.sum(ops.square(mean) + ops.exp(size) - 1 - size, axis=-1)
# %% wrong: a constant in the logarithm
# cause: The logarithm of exp(log_var) + 1e-7 is not log_var, and for small variances far from it; "the logarithm in the formula needs no call at all".
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    variance = ops.exp(log_var)
    terms = ops.square(mean) + variance - 1 - ops.log(variance + 1e-7)
    return 0.5 * ops.sum(terms, axis=-1)
# %% wrong: axes of length one are dropped
# cause: For a single image the result has shape () and not (1,); "(n, d) and (n, d) → (n,)": leave out ops.squeeze.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    return ops.squeeze(0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1))
# %% wrong: every log-variance below zero counts as zero
# cause: Negative log-variances are raised to 0; the log-variance "may be any number", so a narrow posterior has its price.
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    log_var = ops.relu(log_var)
    return 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# %% wrong: mean over the numbers of a code
# cause: The formula has a sum over the d numbers of a code, not their mean; use ops.sum(..., axis=-1).
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    return 0.5 * ops.mean(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=-1)
# %% wrong: exchanged distributions
# cause: This is KL(N(0, I) || q); the docstring asks for "KL(N(mean, exp(log_var)) || N(0, I))".
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    precision = ops.exp(-log_var)
    return 0.5 * ops.sum((1 + ops.square(mean)) * precision - 1 + log_var, axis=-1)
# %% right: expm1 and a product
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    return ops.sum(mean * mean + (ops.expm1(log_var) - log_var), axis=1) / 2
# %% right: a loop over the numbers of a code
def one_number(m, v):
    """Return the divergence of one number of the code."""
    return (ops.square(m) + ops.exp(v) - 1 - v) / 2


def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    total = 0.0
    for j in range(mean.shape[1]):
        total = total + one_number(mean[:, j], log_var[:, j])
    return total
# %% right: standard deviation first
def kl_divergence(mean, log_var):
    """Return KL(N(mean, exp(log_var)) || N(0, I)) for each image: (n, d) and (n, d) → (n,)."""
    sd = ops.exp(0.5 * log_var)
    terms = 0.5 * ops.square(mean) + 0.5 * ops.square(sd) - 0.5 - 0.5 * log_var
    return ops.einsum("ij->i", terms)
