# %% wrong: the diagonal is raised to a hundredth
# cause: Entries of the diagonal below 0.01 count as 0.01; the formula has log L_ii of the scale as it is, and 0.001 may occur.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.maximum(ops.diagonal(scale, axis1=1, axis2=2), 0.01)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - mean.shape[1] - 2 * logs)
# %% wrong: image after image in Python
# cause: The loop needs the number of images, which a model does not know in advance; "One number for each image" of any batch: sum over axes.
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    each = []
    for i in range(mean.shape[0]):
        logs = ops.sum(ops.log(ops.diagonal(scale[i])))
        each.append(0.5 * (ops.sum(scale[i] ** 2) + ops.sum(mean[i] ** 2) - mean.shape[1] - 2 * logs))
    return ops.stack(each)
# %% wrong: the logarithm of the determinant counted once
# cause: The formula has twice the sum of log L_ii, as det L Lᵀ = (det L)².
def kl_divergence(mean, scale):
    """Return KL(N(mean, scale scaleᵀ) || N(0, I)) of each image, (n,).

    mean: (n, k); scale: (n, k, k).
    """
    logs = ops.sum(ops.log(ops.diagonal(scale, axis1=1, axis2=2)), axis=1)
    squares = ops.sum(scale**2, axis=(1, 2)) + ops.sum(mean**2, axis=1)
    return 0.5 * (squares - mean.shape[1] - logs)
