# %% wrong: the mean of the absolute differences, squared
# cause: "The mean of the squared differences": square each difference first, then take the mean.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return np.abs(across).mean(axis=(1, 2, 3)) ** 2 + np.abs(down).mean(axis=(1, 2, 3)) ** 2
# %% wrong: the median
# cause: "The mean of the squared differences"; yours is the median, which is near 0 wherever most of the image is even.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return np.median(across**2, axis=(1, 2, 3)) + np.median(down**2, axis=(1, 2, 3))
# %% wrong: the largest difference
# cause: The MEAN of the squared differences; yours is the largest.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return (across**2).max(axis=(1, 2, 3)) + (down**2).max(axis=(1, 2, 3))
# %% wrong: of grey images
# cause: "All channels": yours averages the colours first, and an edge between red and blue vanishes.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    images = images.mean(axis=3, keepdims=True)
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return (across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3))
# %% wrong: the first row and the first column
# cause: "Over all pairs of pixels": yours compares the neighbours of one row and one column.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return (across[:, :1] ** 2).mean(axis=(1, 2, 3)) + (down[:, :, :1] ** 2).mean(axis=(1, 2, 3))
# %% wrong: rounded to two decimals
# cause: Return the means as they are: edge energies of faces are about 0.01, and two decimals leave nothing of them.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return np.round((across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3)), 2)
# %% wrong: channels weighed by brightness
# cause: "All channels": yours weighs green more than red and blue; take the plain mean.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    images = images * np.sqrt(3 * np.array([0.299, 0.587, 0.114]))
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return (across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3))
# %% wrong: one mean over both kinds of pairs
# cause: The mean for horizontal neighbours PLUS the mean for vertical ones; yours is one mean over all pairs.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    total = (across**2).sum(axis=(1, 2, 3)) + (down**2).sum(axis=(1, 2, 3))
    return total / (across[0].size + down[0].size)
# %% wrong: the last pixel meets the first
# cause: Only neighbours count; with np.roll the last column is compared with the first.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = images - np.roll(images, 1, axis=2), images - np.roll(images, 1, axis=1)
    return (across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3))
# %% wrong: one number for all images
# cause: "For each image": keep axis 0 out of the mean.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return (across**2).mean() + (down**2).mean()
# %% right: keras.ops
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    images = keras.ops.convert_to_tensor(np.asarray(images, dtype="float32"))
    right = keras.ops.square(images[:, :, :-1] - images[:, :, 1:])
    below = keras.ops.square(images[:, :-1] - images[:, 1:])
    energy = keras.ops.mean(right, axis=(1, 2, 3)) + keras.ops.mean(below, axis=(1, 2, 3))
    return keras.ops.convert_to_numpy(energy)
