# %% wrong: the first channel alone
# cause: "Over all pairs of pixels and all channels": yours looks at red only.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images[..., :1], axis=2), np.diff(images[..., :1], axis=1)
    return (across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3))
# %% wrong: a bare number for one image
# cause: "Return (n,) numbers": for one image the axis is lost; leave out squeeze.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return np.squeeze((across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3)))
# %% wrong: every second pair
# cause: "Over all pairs of pixels": yours takes pairs that do not overlap and leaves out every second one.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = (images[:, :, 1::2] - images[:, :, :-1:2]), (images[:, 1::2] - images[:, :-1:2])
    return (across**2).mean(axis=(1, 2, 3)) + (down**2).mean(axis=(1, 2, 3))
# %% wrong: horizontal neighbours alone
# cause: "Plus the mean of those of vertical neighbours": yours leaves them out.
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    across, down = np.diff(images, axis=2), np.diff(images, axis=1)
    return (across**2).mean(axis=(1, 2, 3))
# %% right: slices, one image at a time
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    energies = []
    for image in np.asarray(images, dtype="float64"):
        right = image[:, 1:] - image[:, :-1]
        below = image[1:] - image[:-1]
        energies.append(np.mean(np.square(right)) + np.mean(np.square(below)))
    return np.array(energies)
# %% right: rows of numbers and einsum
def edge_energy(images):
    """Return (n,) numbers for images (n, height, width, 3)."""
    n, total = len(images), 0
    for axis in (2, 1):
        flat = np.diff(images, axis=axis).reshape(n, -1)
        total = total + np.einsum("ij,ij->i", flat, flat) / flat.shape[1]
    return total
