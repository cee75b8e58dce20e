# %% wrong: horizontal neighbours only
# replace: horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: horizontal.mean(axis=(1, 2, 3))
# %% wrong: the same direction twice
# replace: np.diff(images, axis=1)
# by: np.diff(images, axis=2)
# %% wrong: differences between channels
# replace: np.diff(images, axis=1)
# by: np.diff(images, axis=3)
# %% wrong: differences between images
# replace: np.diff(images, axis=1)
# by: np.diff(images, axis=0)
# %% wrong: absolute differences
# replace: np.diff(images, axis=2) ** 2
# by: np.abs(np.diff(images, axis=2))
# replace: np.diff(images, axis=1) ** 2
# by: np.abs(np.diff(images, axis=1))
# %% wrong: not squared
# replace: ** 2
# by: ** 1
# %% wrong: sum for mean
# replace: .mean(
# by: .sum(
# %% wrong: one number for all images
# replace: .mean(axis=(1, 2, 3))
# by: .mean()
# %% wrong: a number for each channel
# replace: axis=(1, 2, 3)
# by: axis=(1, 2)
# %% wrong: only the first channel
# replace: np.diff(images, axis=
# by: np.diff(images[..., :1], axis=
# %% wrong: channels added, not averaged
# replace: return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: return 3 * (horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3)))
# %% wrong: the mean of the two means
# replace: return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: return (horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))) / 2
# %% wrong: the last pixel compared with the first
def edge_energy(images):
    horizontal = (images - np.roll(images, 1, axis=2)) ** 2
    vertical = (images - np.roll(images, 1, axis=1)) ** 2
    return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# %% wrong: variance for the mean of squares
def edge_energy(images):
    return np.diff(images, axis=2).var(axis=(1, 2, 3)) + np.diff(images, axis=1).var(axis=(1, 2, 3))
# %% wrong: second differences
# replace: np.diff(images, axis=
# by: np.diff(images, n=2, axis=
# %% wrong: gradients over two pixels
# replace: np.diff(images, axis=
# by: np.gradient(images, axis=
# %% wrong: the root at the end
# replace: return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: return np.sqrt(horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3)))
# %% wrong: all pairs in one mean
def edge_energy(images):
    flat = [(np.diff(images, axis=axis) ** 2).reshape(len(images), -1) for axis in (1, 2)]
    return 2 * np.concatenate(flat, axis=1).mean(axis=1)
# %% wrong: made for images of one size
# replace: horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: horizontal.sum(axis=(1, 2, 3)) / 48 + vertical.sum(axis=(1, 2, 3)) / 45
# %% wrong: forgotten return
# replace: return horizontal
# by: horizontal
# %% right: slices
def edge_energy(images):
    right = images[:, :, 1:] - images[:, :, :-1]
    below = images[:, 1:] - images[:, :-1]
    return np.square(right).mean((1, 2, 3)) + np.square(below).mean((1, 2, 3))
# %% right: image by image, in float64, words on stdout
def edge_energy(images):
    energies = []
    for image in np.asarray(images, dtype="float64"):
        energies.append(sum(np.mean(np.diff(image, axis=axis) ** 2) for axis in (0, 1)))
    print(len(energies), "energies")
    return np.array(energies)
# %% right: pairs counted, and a warning
def edge_energy(images):
    import warnings

    warnings.warn("edges ahead")
    n, height, width, channels = images.shape
    across, down = np.diff(images, axis=2).reshape(n, -1), np.diff(images, axis=1).reshape(n, -1)
    pairs_across, pairs_down = height * (width - 1) * channels, (height - 1) * width * channels
    return np.einsum("ni,ni->n", across, across) / pairs_across + np.einsum("ni,ni->n", down, down) / pairs_down
