# %% wrong: the ratios are averaged
# cause: Both means are taken before the division; yours averages the ratios of the pairs under the root.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2, axis=(1, 2, 3))
    return np.sqrt(np.mean(missed / np.mean(((last - first) / 2) ** 2, axis=(1, 2, 3))))
# %% wrong: divided by the way to the middle
# cause: The denominator is half of last - first; yours takes half of middle - first.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return np.sqrt(missed / np.mean(((middle - first) / 2) ** 2))
# %% wrong: cut off at the root of 3
# cause: δ has no upper limit: the root of 3 is the value of one example.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean((middle - (first + last) / 2) ** 2)
    return min(np.sqrt(missed / np.mean(((last - first) / 2) ** 2)), 3**0.5)
# %% wrong: absolute values
# cause: The means are of squares; yours are of absolute values.
def departure(first, middle, last):
    """Return δ, one number. first, middle, last: arrays (n, height, width, 3)."""
    missed = np.mean(np.abs(middle - (first + last) / 2))
    return missed / np.mean(np.abs((last - first) / 2))
