# %% wrong: no root
# cause: δ is the root of the ratio; no root is taken.
# replace: float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# by: float(apart / np.mean(((last - first) / 2) ** 2))
# %% wrong: divided by the whole difference
# cause: This divides by the whole of last - first; divide by half of it.
# replace: ((last - first) / 2) ** 2
# by: (last - first) ** 2
# %% wrong: not divided
# cause: The mean square is not divided by that of half of last - first.
# replace: float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# by: float(np.sqrt(apart))
# %% wrong: a ratio for each image, then the mean
# cause: δ is taken for each pair and averaged; take both means over all pairs before you divide.
def departure(first, middle, last):
    apart = ((middle - (first + last) / 2) ** 2).mean(axis=(1, 2, 3))
    return float(np.sqrt(apart / (((last - first) / 2) ** 2).mean(axis=(1, 2, 3))).mean())
# %% wrong: a number for each image
# cause: There is a number for each image; take both means over everything.
def departure(first, middle, last):
    apart = ((middle - (first + last) / 2) ** 2).mean(axis=(1, 2, 3))
    return np.sqrt(apart / (((last - first) / 2) ** 2).mean(axis=(1, 2, 3)))
# %% wrong: a ratio for each pixel
# cause: The ratio is taken pixel by pixel, with a small number added; take both means before you divide.
def departure(first, middle, last):
    return float(np.sqrt(np.mean((middle - (first + last) / 2) ** 2 / (((last - first) / 2) ** 2 + 1e-12))))
# %% wrong: upside down
# cause: The ratio is upside down: divide by the mean square of half of last - first.
# replace: np.sqrt(apart / np.mean(((last - first) / 2) ** 2))
# by: np.sqrt(np.mean(((last - first) / 2) ** 2) / (apart + 1e-12))
# %% wrong: mean of absolute values
# cause: Absolute differences are averaged; take the root of the mean squares.
def departure(first, middle, last):
    return float(np.abs(middle - (first + last) / 2).mean() / np.abs((last - first) / 2).mean())
# %% wrong: compared with the first frame
# cause: The middle is compared with the first frame; compare it with the fade, (first + last) / 2.
# replace: (middle - (first + last) / 2)
# by: (middle - first)
# %% wrong: sum of the ends, not halved
# cause: The sum of the ends is subtracted from the middle; subtract half of it.
# replace: (middle - (first + last) / 2)
# by: (middle - (first + last))
# %% wrong: difference of the ends in the fade
# cause: Half the difference of the ends is subtracted from the middle; subtract half their sum.
# replace: (middle - (first + last) / 2)
# by: (middle - (last - first) / 2)
# %% wrong: standard deviations
# cause: Standard deviations subtract the mean first; take the root of the mean squares.
def departure(first, middle, last):
    return float(np.std(middle - (first + last) / 2) / np.std((last - first) / 2))
# %% wrong: the root in the mean
# cause: The root is taken for each pair before the mean; take it once, at the end.
def departure(first, middle, last):
    flat = (len(first), -1)
    apart = np.linalg.norm((middle - (first + last) / 2).reshape(flat), axis=1).mean()
    return float(apart / np.linalg.norm(((last - first) / 2).reshape(flat), axis=1).mean())
# %% wrong: middle and last swapped
# cause: The arguments have another order: first, middle, last.
# replace: def departure(first, middle, last):
# by: def departure(first, last, middle):
# %% wrong: largest for mean
# cause: The largest squares are taken; take the means.
# replace: np.mean
# by: np.max
# %% wrong: cut off at 1
# cause: δ is cut off at 1; motion gives more.
# replace: np.sqrt(apart / np.mean(((last - first) / 2) ** 2))
# by: min(1, np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# %% wrong: forgotten return
# cause: The number is not given back; begin the line with return.
# replace: return float
# by: float
# %% wrong: in-place change of the middle frames
# cause: -= changes the caller's middle frames; make a new array.
# replace: apart = np.mean((middle - (first + last) / 2) ** 2)
# by: middle -= (first + last) / 2; apart = np.mean(middle**2)
# %% right: norms
def departure(first, middle, last):
    return 2 * np.linalg.norm(middle - (first + last) / 2) / np.linalg.norm(last - first)
# %% right: the course's own metric, and a warning
def departure(first, middle, last):
    import warnings

    warnings.warn("measuring")
    return 2 * (metrics.mse((first + last) / 2, middle) / metrics.mse(first, last)) ** 0.5
# %% right: sums in float64, words on stdout
def departure(first, middle, last):
    first, middle, last = (np.asarray(frames, "float64").ravel() for frames in (first, middle, last))
    gap, half = middle - 0.5 * first - 0.5 * last, 0.5 * last - 0.5 * first
    print(len(gap), "numbers")
    return np.sqrt(np.dot(gap, gap) / np.dot(half, half))
# %% right: keras.ops
def departure(first, middle, last):
    mean = lambda x: keras.ops.mean(keras.ops.square(keras.ops.convert_to_tensor(x)))
    return float(keras.ops.sqrt(mean(middle - (first + last) / 2) / mean((last - first) / 2)))
