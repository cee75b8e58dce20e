# %% wrong: one half missing
# cause: The factor 1/2 is missing.
# replace: return 0.5 * (
# by: return (
# %% wrong: sign of the log-determinant
# cause: The sign of the log-determinant is wrong: subtract it.
# replace: - mean.shape[1] - log_det
# by: - mean.shape[1] + log_det
# %% wrong: the factor 2 missing
# cause: log det(L Lᵀ) is twice the sum of log L_ii.
# replace: log_det = 2 * ops.sum
# by: log_det = ops.sum
# %% wrong: trace of the diagonal's squares only
# cause: The trace of L Lᵀ has the squares of all entries of L, not of the diagonal alone.
# replace: trace = ops.sum(ops.square(scale), axis=(1, 2))
# by: trace = ops.sum(ops.square(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
# %% wrong: trace of L
# cause: This takes the trace of L; that of L Lᵀ is the sum of the squares of all entries of L.
# replace: trace = ops.sum(ops.square(scale), axis=(1, 2))
# by: trace = ops.sum(ops.diagonal(scale, axis1=1, axis2=2), axis=1)
# %% wrong: squares forgotten
# cause: The entries of L are to be squared.
# replace: ops.square(scale)
# by: scale
# %% wrong: k missing
# cause: The -k is missing.
# replace: - mean.shape[1] - log_det
# by: - log_det
# %% wrong: k hard-coded
# cause: k is fixed at 10; take mean.shape[1].
# replace: mean.shape[1]
# by: CODE
# %% wrong: k is the number of images
# cause: The number of images is subtracted; k is mean.shape[1].
# replace: mean.shape[1]
# by: mean.shape[0]
# %% wrong: the mean does not count
# cause: The sum of the squares of the mean is missing.
# replace: trace + ops.sum(ops.square(mean), axis=1)
# by: trace
# %% wrong: mean not squared
# cause: The mean is to be squared.
# replace: ops.square(mean)
# by: mean
# %% wrong: mean for sum
# cause: Means are taken over entries; the formula has sums.
# replace: ops.sum
# by: ops.mean
# %% wrong: one number for all images
# cause: This is the mean over the images; return one number for each.
# replace: return 0.5 * (trace + ops.sum(ops.square(mean), axis=1) - mean.shape[1] - log_det)
# by: return ops.mean(0.5 * (trace + ops.sum(ops.square(mean), axis=1) - mean.shape[1] - log_det))
# %% wrong: wrong axis of the mean
# cause: The squares of the mean are summed over the images; sum over a code's numbers, axis 1.
# replace: ops.square(mean), axis=1
# by: ops.square(mean), axis=0
# %% wrong: diagonal over the images
# cause: ops.diagonal takes the first two axes; name them: axis1=1, axis2=2.
# replace: ops.diagonal(scale, axis1=1, axis2=2)
# by: ops.diagonal(scale)
# %% wrong: logarithm of the sum for the sum of logarithms
# cause: This is the logarithm of a sum; take the logarithm first, then the sum.
# replace: 2 * ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
# by: 2 * ops.log(ops.sum(ops.diagonal(scale, axis1=1, axis2=2), axis=1))
# %% wrong: scale taken for log sigma
# cause: The logarithm of the diagonal is missing.
# replace: ops.log(ops.diagonal(scale, axis1=1, axis2=2))
# by: ops.diagonal(scale, axis1=1, axis2=2)
# %% wrong: the covariance's formula with L in its place
# cause: L is taken for the covariance, which is L Lᵀ.
# replace: log_det = 2 * ops.sum
# by: trace = ops.trace(scale, axis1=1, axis2=2); log_det = ops.sum
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the result.
# replace: return 0.5
# by: 0.5
# %% right: by the covariance matrix
def kl_divergence(mean, scale):
    covariance = ops.matmul(scale, ops.transpose(scale, (0, 2, 1)))
    log_det = ops.slogdet(covariance)[1]
    return (ops.trace(covariance, axis1=1, axis2=2) + ops.sum(mean * mean, axis=-1) - mean.shape[-1] - log_det) / 2


# %% right: row by row, prints and a warning
import sys
import warnings


def log_diagonal(scale):
    return ops.log(ops.sum(scale * np.eye(scale.shape[-1], dtype="float32"), axis=-1))


def kl_divergence(mean, scale):
    warnings.warn("divergence")
    print(mean.shape, file=sys.stderr)
    terms = ops.sum(scale**2, axis=2) + mean**2 - 1 - 2 * log_diagonal(scale)
    return 0.5 * ops.sum(terms, axis=1)


# %% right: float64 inside, norms
def kl_divergence(mean, scale):
    mean, scale = ops.cast(mean, "float64"), ops.cast(scale, "float64")
    squares = ops.norm(scale, axis=(1, 2)) ** 2 + ops.norm(mean, axis=1) ** 2
    halves = sum(ops.log(scale[:, i, i]) + 0.5 for i in range(mean.shape[1]))
    return ops.cast(squares / 2 - halves, "float32")


# %% right: the mean as one more column, in a lambda
kl_divergence = lambda mean, scale: 0.5 * ops.sum(
    ops.sum(ops.concatenate([scale, mean[:, :, None]], axis=2) ** 2, axis=2)
    - 1
    - ops.log(ops.einsum("nii->ni", scale) ** 2),
    axis=1,
)
