# %% wrong: horizontal neighbours only
# cause: Only horizontal neighbours are compared; add the mean of the vertical ones.
# replace: horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: horizontal.mean(axis=(1, 2, 3))
# %% wrong: the same direction twice
# cause: Horizontal neighbours are compared twice; use axis=1 for the vertical ones.
# replace: np.diff(images, axis=1)
# by: np.diff(images, axis=2)
# %% wrong: differences between channels
# cause: axis=3 compares the channels; vertical neighbours lie along axis 1.
# replace: np.diff(images, axis=1)
# by: np.diff(images, axis=3)
# %% wrong: differences between images
# cause: axis=0 compares the images; vertical neighbours lie along axis 1.
# replace: np.diff(images, axis=1)
# by: np.diff(images, axis=0)
# %% wrong: absolute differences
# cause: Absolute differences are averaged; square them.
# replace: np.diff(images, axis=2) ** 2
# by: np.abs(np.diff(images, axis=2))
# replace: np.diff(images, axis=1) ** 2
# by: np.abs(np.diff(images, axis=1))
# %% wrong: not squared
# cause: The differences are not squared, so that rises and falls cancel; square them.
# replace: ** 2
# by: ** 1
# %% wrong: sum for mean
# cause: The squares are added up; take their mean.
# replace: .mean(
# by: .sum(
# %% wrong: one number for all images
# cause: There is one number for all images; keep axis 0 out of the mean.
# replace: .mean(axis=(1, 2, 3))
# by: .mean()
# %% wrong: a number for each channel
# cause: There is a number for each channel; take the mean over axis 3 as well.
# replace: axis=(1, 2, 3)
# by: axis=(1, 2)
# %% wrong: only the first channel
# cause: Only the first channel is looked at; take all three.
# replace: np.diff(images, axis=
# by: np.diff(images[..., :1], axis=
# %% wrong: channels added, not averaged
# cause: The channels are added up; take the mean over them.
# replace: return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: return 3 * (horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3)))
# %% wrong: the mean of the two means
# cause: The two means are averaged; add them.
# replace: return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: return (horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))) / 2
# %% wrong: the last pixel compared with the first
# cause: np.roll compares the last pixel with the first, which are no neighbours; use np.diff.
def edge_energy(images):
    horizontal = (images - np.roll(images, 1, axis=2)) ** 2
    vertical = (images - np.roll(images, 1, axis=1)) ** 2
    return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# %% wrong: variance for the mean of squares
# cause: The variance subtracts the mean difference first; take the mean of the squares.
def edge_energy(images):
    return np.diff(images, axis=2).var(axis=(1, 2, 3)) + np.diff(images, axis=1).var(axis=(1, 2, 3))
# %% wrong: second differences
# cause: These are differences of differences; take the first ones, np.diff without n=2.
# replace: np.diff(images, axis=
# by: np.diff(images, n=2, axis=
# %% wrong: gradients over two pixels
# cause: np.gradient compares pixels two places apart; np.diff compares neighbours.
# replace: np.diff(images, axis=
# by: np.gradient(images, axis=
# %% wrong: the root at the end
# cause: A root is taken at the end; return the sum of the two means.
# replace: return horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: return np.sqrt(horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3)))
# %% wrong: all pairs in one mean
# cause: All pairs stand in one mean, doubled; the mean of the horizontal ones is added to that of the vertical ones.
def edge_energy(images):
    flat = [(np.diff(images, axis=axis) ** 2).reshape(len(images), -1) for axis in (1, 2)]
    return 2 * np.concatenate(flat, axis=1).mean(axis=1)
# %% wrong: made for images of one size
# cause: The numbers of pairs are those of one size of image; take means.
# replace: horizontal.mean(axis=(1, 2, 3)) + vertical.mean(axis=(1, 2, 3))
# by: horizontal.sum(axis=(1, 2, 3)) / 48 + vertical.sum(axis=(1, 2, 3)) / 45
# %% wrong: forgotten return
# cause: The energies are not given back; begin the line with return.
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
