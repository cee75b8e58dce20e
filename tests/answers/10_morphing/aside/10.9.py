# %% wrong: weighed by the size of the groups
# cause: "Return the mean of the two differences": yours weighs them by the number of faces in each group.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    share = other.mean()
    return share * among + (1 - share) * beside
# %% wrong: the larger of the two differences
# cause: Return the MEAN of the two differences; yours takes, for each number, the one farther from 0.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    return np.where(np.abs(among) > np.abs(beside), among, beside)
# %% wrong: medians in the groups
# cause: "Take the difference of means twice": yours takes medians in each group.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    def difference(chosen):
        with_it, without = codes[chosen & has], codes[chosen & ~has]
        return np.median(with_it, axis=0) - np.median(without, axis=0)

    return (difference(other) + difference(~other)) / 2
# %% right: mean of four means
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    def middle(h, o):
        return codes[(has == h) & (other == o)].mean(axis=0)

    gain_with = middle(True, True) - middle(False, True)
    gain_without = middle(True, False) - middle(False, False)
    return 0.5 * gain_with + 0.5 * gain_without
# %% right: median of two, which is their mean
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    groups = (other, np.logical_not(other))
    return np.median([attribute_direction(codes[group], has[group]) for group in groups], axis=0)
# %% right: a list and np.mean, float64
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    codes = np.asarray(codes, dtype="float64")
    differences = []
    for value in np.unique(other):
        group = other == value
        differences.append(attribute_direction(codes=codes[group], has=has[group]))
    return np.mean(differences, axis=0)
