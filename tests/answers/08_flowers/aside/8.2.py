# %% wrong: a Python loop over the images
# cause: The loop needs to know the number of images, which a model does not know in advance; "Write the draw for a batch": multiply all at once.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    codes = [mean[i] + ops.matmul(scale[i], noise_vector[i]) for i in range(mean.shape[0])]
    return ops.stack(codes)
# %% right: sum of a product with broadcasting
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return ops.sum(scale * noise_vector[:, None, :], axis=-1) + mean
# %% right: column after column of the scale
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    codes = mean
    for j in range(mean.shape[-1]):
        codes = codes + scale[:, :, j] * noise_vector[:, j : j + 1]
    return codes
