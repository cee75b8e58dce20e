# %% wrong: in place
# cause: The images must stay as they are: yours subtracts the reconstructions from the array that was passed.
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    images -= reconstructions
    return np.mean(images**2, axis=(1, 2, 3))
# %% right: means one axis after the other
def image_errors(images, reconstructions):
    """Return an array (n,): the mean squared error of each image.

    images, reconstructions: (n, height, width, 3).
    """
    squares = np.abs(reconstructions - images) ** 2
    return squares.mean(axis=-1).mean(axis=-1).mean(axis=-1)
