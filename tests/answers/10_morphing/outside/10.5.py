# %% wrong: the mean of the pairs' departures
# cause: Both means go "over all pixels of all pairs" before the division; yours takes δ of each pair and averages.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2, axis=(1, 2, 3))
    return np.mean(np.sqrt(missed / np.mean(((last - first) / 2) ** 2, axis=(1, 2, 3))))
# %% wrong: the first pair alone
# cause: "Over all pixels of all pairs": yours looks at the first pair.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    first, middle, last = first[0], middle[0], last[0]
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return np.sqrt(missed / np.mean(((last - first) / 2) ** 2))
# %% wrong: the first channel alone
# cause: "Over all pixels" and channels: yours looks at red.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    first, middle, last = first[..., 0], middle[..., 0], last[..., 0]
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return np.sqrt(missed / np.mean(((last - first) / 2) ** 2))
# %% wrong: middle is changed in place
# cause: The frames must stay as they are: yours subtracts the fade from the array middle that was passed.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    length = np.mean(((last - first) / 2) ** 2)
    middle -= (first + last) / 2
    return np.sqrt(np.mean(middle**2) / length)
# %% wrong: rounded to four decimals
# cause: Return δ as it is, not rounded: small departures are what the measure is for.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return np.round(np.sqrt(missed / np.mean(((last - first) / 2) ** 2)), 4)
# %% wrong: grey frames
# cause: The means go over the channels as well; yours averages the colours of each pixel first.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    first, middle, last = (x.mean(axis=-1) for x in (first, middle, last))
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return np.sqrt(missed / np.mean(((last - first) / 2) ** 2))
# %% wrong: the median over the pairs
# cause: The means go over all pairs; yours is the median over the pairs.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2, axis=(1, 2, 3))
    return np.sqrt(np.median(missed) / np.median(np.mean(((last - first) / 2) ** 2, axis=(1, 2, 3))))
# %% wrong: without the root
# cause: δ is the ROOT of the ratio.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return missed / np.mean(((last - first) / 2) ** 2)
# %% wrong: divided by the whole difference
# cause: Divide by half of last - first; yours divides by the whole.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return np.sqrt(missed / np.mean((last - first) ** 2))
# %% right: ratio of two lengths
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    off = np.ravel(middle - 0.5 * first - 0.5 * last)
    return np.linalg.norm(off) / np.linalg.norm(np.ravel(last - first) / 2)
# %% right: sums over the pairs, in float64
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    above = below = 0.0
    for one, half, two in zip(*(np.asarray(x, dtype="float64") for x in (first, middle, last))):
        above += np.square(2 * half - one - two).sum()
        below += np.square(two - one).sum()
    return float((above / below) ** 0.5)
# %% right: a helper for the root mean square
def rms(values):
    return float(np.sqrt(np.square(values, dtype="float64").mean()))


def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    return rms(middle - (first + last) / 2) / rms((first - last) / 2)
# %% wrong: no root
# cause: δ is the root of the ratio; no root is taken.
# replace: float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# by: float(apart / np.mean(((last - first) / 2) ** 2))
# %% wrong: divided by the whole difference
# cause: This divides by the whole of last - first; divide by half of it.
# replace: ((last - first) / 2) ** 2
# by: (last - first) ** 2
# %% wrong: mean of the images' own ratios
# cause: δ is taken for each pair and averaged; take both means over all pairs before you divide.
def departure(first, middle, last):
    axes = (1, 2, 3)
    apart = np.mean((middle - (first + last) / 2) ** 2, axis=axes)
    return float(np.mean(np.sqrt(apart / np.mean(((last - first) / 2) ** 2, axis=axes))))
# %% wrong: absolute differences
# cause: Absolute differences are averaged; take the root of the mean squares.
def departure(first, middle, last):
    return float(np.abs(middle - (first + last) / 2).mean() / np.abs((last - first) / 2).mean())
# %% wrong: standard deviations
# cause: Standard deviations subtract the mean first; take the root of the mean squares.
def departure(first, middle, last):
    return float(np.std(middle - (first + last) / 2) / np.std((last - first) / 2))
# %% wrong: one number for each image
# cause: There is a number for each image; take both means over everything.
def departure(first, middle, last):
    axes = (1, 2, 3)
    apart = np.mean((middle - (first + last) / 2) ** 2, axis=axes)
    return np.sqrt(apart / np.mean(((last - first) / 2) ** 2, axis=axes))
# %% wrong: ratio pixel by pixel
# cause: The ratio is taken pixel by pixel; take both means before you divide.
def departure(first, middle, last):
    return float(np.sqrt(np.mean((middle - (first + last) / 2) ** 2 / ((last - first) / 2) ** 2)))
# %% wrong: the fade is made in the given array
# cause: += makes the fade in the caller's first frames; make a new array.
def departure(first, middle, last):
    half = (last - first) / 2
    fade = first
    fade += last
    fade /= 2
    return float(np.sqrt(np.mean((middle - fade) ** 2) / np.mean(half**2)))
# %% wrong: half difference instead of half sum in the numerator
# cause: Half the difference of the ends is subtracted from the middle; subtract half their sum.
# replace: middle - (first + last) / 2
# by: middle - (last - first) / 2
# %% wrong: fade without the half
# cause: The sum of the ends is subtracted from the middle; subtract half of it.
# replace: middle - (first + last) / 2
# by: middle - (first + last)
# %% wrong: root of the numerator only
# cause: The root is taken of the numerator only; take it of the ratio.
# replace: float(np.sqrt(apart / np.mean(((last - first) / 2) ** 2)))
# by: float(np.sqrt(apart) / np.mean(((last - first) / 2) ** 2))
# %% wrong: distance to the nearer end
# cause: The middle is compared with the nearer end; compare it with the fade, (first + last) / 2.
# replace: apart = np.mean((middle - (first + last) / 2) ** 2)
# by: apart = min(np.mean((middle - first) ** 2), np.mean((middle - last) ** 2))
# %% wrong: total over images in the numerator, mean in the denominator
# cause: The numerator is a sum and the denominator a mean; take two means.
# replace: apart = np.mean((middle - (first + last) / 2) ** 2)
# by: apart = np.sum((middle - (first + last) / 2) ** 2)
# %% wrong: median instead of mean
# cause: Medians are taken; take means.
# replace: np.mean(
# by: np.median(
# %% right: norms
def departure(first, middle, last):
    fade = 0.5 * (first + last)
    return np.linalg.norm(np.ravel(middle - fade)) / np.linalg.norm(np.ravel(last - fade))
# %% right: halves cancelled
def departure(first, middle, last):
    numerator = ((2 * middle - first - last) ** 2).mean()
    denominator = ((first - last) ** 2).mean()
    return np.asarray((numerator / denominator) ** 0.5)
# %% right: helper, metrics.mse
def departure(first, middle, last):
    def rms(a, b):
        return metrics.mse(a, b) ** 0.5

    return rms(middle, (first + last) / 2) / rms(last / 2, first / 2)
# %% right: interpolate gives the fade
def departure(first, middle, last):
    """Return the root mean square departure over the root mean square half-difference."""
    _, fade, _ = interpolate(first, last, 3)
    over, under = np.square(middle - fade), np.square(last - fade)
    return float(np.sqrt(over.mean()) / np.sqrt(under.mean()))
