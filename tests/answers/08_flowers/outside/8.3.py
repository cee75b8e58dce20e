# %% wrong: computed with NumPy
# cause: One number for each image, "with keras.ops": NumPy lets no gradient through.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = np.log(np.einsum("nii->ni", scale)).sum(axis=1)
    return 0.5 * (np.sum(scale**2, axis=(1, 2)) + np.sum(mean**2, axis=1) - mean.shape[1] - 2 * logs)
# %% wrong: the product of the diagonal is made first
# cause: The product of a long or a small diagonal rounds to 0, and its logarithm is minus infinity; "for codes of any size k": sum the logarithms.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.log(ops.prod(ops.diagonal(scale, axis1=1, axis2=2), axis=1))
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - mean.shape[1] - 2 * logs)
# %% wrong: an upper limit to the divergence
# cause: A divergence above 50 nats is cut to 50, and has no gradient there; "Return KL(N(mean, scale scaleᵀ) || N(0, I))" whatever its size.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return ops.clip(0.5 * (squares - mean.shape[1] - 2 * logs), 0, 50)
# %% wrong: a single image has no axis
# cause: For one image the result has shape () and not (1,); "of each image, (n,)": leave out ops.squeeze.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return ops.squeeze(0.5 * (squares - mean.shape[1] - 2 * logs))
# %% wrong: the determinant has no gradient
# cause: ops.stop_gradient keeps the gradient from the logarithms, so that nothing holds the diagonal away from 0; all four terms train: "with keras.ops" for its gradients.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(ops.stop_gradient(scale), axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - mean.shape[1] - 2 * logs)
# %% wrong: large means are limited
# cause: Means beyond 10 count as 10; the formula has the squares of the means as they are.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(ops.clip(mean, -10, 10) ** 2, axis=1)
    return 0.5 * (squares - mean.shape[1] - 2 * logs)
# %% wrong: ten numbers in every code
# cause: The k is fixed at 10; "for codes of any size k": take mean.shape[1].
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - CODE - 2 * logs)
# %% wrong: the squares of the diagonal only
# cause: The trace of L Lᵀ is "the sum of the squares of all entries of L", not of the diagonal alone.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(ops.diagonal(scale, axis1=1, axis2=2) ** 2, axis=1) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - mean.shape[1] - 2 * logs)
# %% wrong: in bits
# cause: The result is divided by log 2; "One number for each image, in nats".
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - mean.shape[1] - 2 * logs) / np.log(2.0).astype("float32")
# %% wrong: the average over the images
# cause: One number for the batch; the docstring asks "of each image, (n,)".
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return ops.mean(0.5 * (squares - mean.shape[1] - 2 * logs))
# %% right: mean and scale side by side
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    k = ops.shape(mean)[-1]
    together = ops.concatenate([scale, mean[:, :, None]], axis=2)
    diagonal = ops.sum(scale * np.eye(k, dtype="float32"), axis=2)
    return ops.sum(together * together, axis=(1, 2)) / 2 - k / 2 - ops.sum(ops.log(diagonal), axis=-1)
# %% right: number after number of the code
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    total = 0.0
    for i in range(mean.shape[1]):
        row = ops.sum(ops.square(scale[:, i, :]), axis=1)
        total = total + (row + ops.square(mean[:, i]) - 1) / 2 - ops.log(scale[:, i, i])
    return total
# %% right: trace of the covariance and the log of squares
def half(number):
    """Return one half of number."""
    return ops.multiply(number, 0.5)


def log_det(scale):
    """Return the log-determinant of scale scaleᵀ."""
    return ops.sum(ops.log(ops.square(ops.diagonal(scale, axis1=1, axis2=2))), axis=1)


def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    covariance = ops.matmul(scale, ops.transpose(scale, (0, 2, 1)))
    trace = ops.sum(ops.diagonal(covariance, axis1=-2, axis2=-1), axis=-1)
    return half(trace + ops.einsum("ni,ni->n", mean, mean) - mean.shape[-1] - log_det(scale))
# %% wrong: k fixed at CODE
# cause: k is fixed at 10; take mean.shape[1].
# replace: mean.shape[1]
# by: CODE
# %% wrong: logarithm to base two
# cause: The logarithm is to base 2; in nats it is natural: ops.log.
# replace: ops.log(
# by: ops.log2(
# %% wrong: factor one half missing
# cause: The factor 1/2 is missing.
# replace: 0.5 * (trace
# by: (trace
# %% wrong: log of the diagonal not doubled
# cause: log det(L Lᵀ) is twice the sum of log L_ii.
# replace: log_det = 2 * ops.sum
# by: log_det = ops.sum
# %% wrong: NumPy in place of keras.ops
# cause: NumPy lets no gradient through; use keras.ops from end to end.
def kl_divergence(mean, scale):
    mean, scale = np.asarray(mean), np.asarray(scale)
    trace = np.sum(scale**2, axis=(1, 2))
    log_det = 2 * np.sum(np.log(np.diagonal(scale, axis1=1, axis2=2)), axis=1)
    return 0.5 * (trace + np.sum(mean**2, axis=1) - mean.shape[1] - log_det)
# %% wrong: log of the product of the diagonal underflows for a large k
# cause: The product of a long diagonal rounds to 0; sum the logarithms.
# replace: log_det = 2 * ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
# by: log_det = 2 * ops.log(ops.prod(ops.diagonal(scale, axis1=1, axis2=2), axis=1))
# %% wrong: minus the number of images instead of k
# cause: The number of images is subtracted; k is mean.shape[1].
# replace: mean.shape[1]
# by: mean.shape[0]
# %% wrong: square of the sum of the mean
# cause: The sum of the mean is squared; square first, then sum.
# replace: ops.sum(ops.square(mean), axis=1)
# by: ops.square(ops.sum(mean, axis=1))
# %% wrong: scale taken for the covariance
# cause: L is taken for the covariance, which is L Lᵀ.
def kl_divergence(mean, scale):
    diagonal = ops.diagonal(scale, axis1=1, axis2=2)
    trace, log_det = ops.sum(diagonal, axis=1), ops.sum(ops.log(diagonal), axis=1)
    return 0.5 * (trace + ops.sum(mean**2, axis=1) - mean.shape[1] - log_det)
# %% wrong: reverse divergence, of the prior from q
# cause: This is KL(p || q), the other way round.
def kl_divergence(mean, scale):
    inverse = ops.inv(scale)
    solved = ops.einsum("nij,nj->ni", inverse, mean)
    log_det = 2 * ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    return 0.5 * (ops.sum(inverse**2, axis=(1, 2)) + ops.sum(solved**2, axis=1) - mean.shape[1] + log_det)
# %% wrong: one number for the whole batch
# cause: This is the mean over the images; return one number for each.
# replace: return 0.5 * (trace + ops.sum(ops.square(mean), axis=1) - mean.shape[1] - log_det)
# by: return ops.mean(0.5 * (trace + ops.sum(ops.square(mean), axis=1) - mean.shape[1] - log_det))
# %% wrong: formula of notebook 07, the diagonal alone
# cause: The trace of L Lᵀ has the squares of all entries of L, not of the diagonal alone.
def kl_divergence(mean, scale):
    sigma = ops.diagonal(scale, axis1=1, axis2=2)
    log_var = 2 * ops.log(sigma)
    return 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=1)
# %% wrong: 0.001 added once more inside the logarithm
# cause: 0.001 is added inside the logarithm; the diagonal has it already.
# replace: ops.log(ops.diagonal(scale, axis1=1, axis2=2))
# by: ops.log(ops.diagonal(scale, axis1=1, axis2=2) + 0.001)
# %% right: sum over the k numbers at the end
def kl_divergence(mean, scale):
    row_energy = ops.sum(scale * scale, axis=2)
    log_sigma = ops.log(ops.diagonal(scale, axis1=-2, axis2=-1))
    return ops.sum(0.5 * row_energy + 0.5 * mean * mean - 0.5 - log_sigma, axis=-1)
# %% right: from the covariance matrix, trace by a mask
def kl_divergence(mean, scale):
    k = mean.shape[-1]
    eye = ops.eye(k, dtype=mean.dtype)
    covariance = ops.matmul(scale, ops.transpose(scale, (0, 2, 1)))
    trace = ops.sum(covariance * eye, axis=(1, 2))
    log_diagonal = ops.log(ops.sum(scale * eye, axis=2))
    terms = [trace, ops.sum(ops.square(mean), axis=1), -float(k), -2.0 * ops.sum(log_diagonal, axis=1)]
    return sum(terms) / 2
# %% right: cross-entropy minus entropy
def kl_divergence(mean, scale):
    k = mean.shape[1]
    constant = k * float(np.log(2 * np.pi))
    entropy = 0.5 * (k + constant) + ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    flat = ops.reshape(scale, (-1, k * k))
    cross = 0.5 * (constant + ops.sum(flat**2, axis=1) + ops.sum(mean**2, axis=1))
    return cross - entropy
