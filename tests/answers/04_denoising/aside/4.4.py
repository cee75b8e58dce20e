# %% wrong: square of the mean difference
# cause: The differences are averaged before squaring, so positive and negative ones cancel: square first.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean(clean - other) ** 2
    if error == 0:
        return float("inf")
    return -10 * np.log10(error)
# %% wrong: error summed inside the images
# cause: The squared errors are added up in each image; take the mean over all pixels.
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    error = np.mean(np.sum((clean - other) ** 2, axis=(1, 2)))
    if error == 0:
        return float("inf")
    return -10 * np.log10(error)
# %% right: logarithm of 0 allowed
def psnr(clean, other):
    """Return the PSNR of `other` in decibels, for arrays in [0, 1] of the same shape."""
    with np.errstate(divide="ignore"):
        return float(-10 * np.log10(np.average((other - clean) ** 2)))
