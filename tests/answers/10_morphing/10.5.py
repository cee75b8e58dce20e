# %% wrong: no root
# replace: float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# by: float(apart / np.mean(((last - first) / 2) ** 2))
# %% wrong: divided by the whole difference
# replace: ((last - first) / 2) ** 2
# by: (last - first) ** 2
# %% wrong: not divided
# replace: float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# by: float(np.sqrt(apart))
# %% wrong: a ratio for each image, then the mean
def departure(first, middle, last):
    apart = ((middle - (first + last) / 2) ** 2).mean(axis=(1, 2, 3))
    return float(np.sqrt(apart / (((last - first) / 2) ** 2).mean(axis=(1, 2, 3))).mean())
# %% wrong: a number for each image
def departure(first, middle, last):
    apart = ((middle - (first + last) / 2) ** 2).mean(axis=(1, 2, 3))
    return np.sqrt(apart / (((last - first) / 2) ** 2).mean(axis=(1, 2, 3)))
# %% wrong: a ratio for each pixel
def departure(first, middle, last):
    return float(np.sqrt(np.mean((middle - (first + last) / 2) ** 2 / (((last - first) / 2) ** 2 + 1e-12))))
# %% wrong: upside down
# replace: np.sqrt(apart / np.mean(((last - first) / 2) ** 2))
# by: np.sqrt(np.mean(((last - first) / 2) ** 2) / (apart + 1e-12))
# %% wrong: mean of absolute values
def departure(first, middle, last):
    return float(np.abs(middle - (first + last) / 2).mean() / np.abs((last - first) / 2).mean())
# %% wrong: compared with the first frame
# replace: (middle - (first + last) / 2)
# by: (middle - first)
# %% wrong: sum of the ends, not halved
# replace: (middle - (first + last) / 2)
# by: (middle - (first + last))
# %% wrong: difference of the ends in the fade
# replace: (middle - (first + last) / 2)
# by: (middle - (last - first) / 2)
# %% wrong: standard deviations
def departure(first, middle, last):
    return float(np.std(middle - (first + last) / 2) / np.std((last - first) / 2))
# %% wrong: the root in the mean
def departure(first, middle, last):
    flat = (len(first), -1)
    apart = np.linalg.norm((middle - (first + last) / 2).reshape(flat), axis=1).mean()
    return float(apart / np.linalg.norm(((last - first) / 2).reshape(flat), axis=1).mean())
# %% wrong: middle and last swapped
# replace: def departure(first, middle, last):
# by: def departure(first, last, middle):
# %% wrong: largest for mean
# replace: np.mean
# by: np.max
# %% wrong: cut off at 1
# replace: np.sqrt(apart / np.mean(((last - first) / 2) ** 2))
# by: min(1, np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# %% wrong: forgotten return
# replace: return float
# by: float
# %% wrong: in-place change of the middle frames
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
