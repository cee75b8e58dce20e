# %% wrong: only among those with the other
# cause: "Take the difference of means twice", also among the faces without the other attribute, and return the mean of both; yours is the first alone.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    return among
# %% wrong: only among those without the other
# cause: "Take the difference of means twice", also among the faces with the other attribute, and return the mean of both; yours is the second alone.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    return beside
# %% wrong: a regression on both labels
# cause: Return the mean of the differences in the two groups; yours is the weight of a regression on both labels, which weighs the groups by their sizes and shares.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    design = np.column_stack([np.ones(len(codes)), has, other]).astype("float64")
    return np.linalg.lstsq(design, codes, rcond=None)[0][1]
# %% wrong: equal groups by throwing faces out
# cause: The means go over all faces of each group; yours keeps only as many of each as the smallest of the four has.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    cells = [np.flatnonzero((has == h) & (other == o)) for h in (True, False) for o in (True, False)]
    fewest = min(map(len, cells))
    kept = np.concatenate([cell[:fewest] for cell in cells])
    return attribute_direction(codes[kept], has[kept])
# %% wrong: geometric mean
# cause: "The mean of the two differences" is half of their sum; yours is the root of their product with the sign of the first.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    return np.sign(among) * np.sqrt(np.abs(among * beside))
# %% wrong: the labels are turned round in place
# cause: The labels must stay as they are: yours inverts the array `other` that was passed.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    np.logical_not(other, out=other)
    beside = attribute_direction(codes[other], has[other])
    return (among + beside) / 2
# %% wrong: rounded
# cause: Return the mean of the two differences as it is; yours is rounded to one decimal.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    return np.round((among + beside) / 2, 1)
# %% wrong: the sum of the two
# cause: "Return the mean of the two differences": halve the sum.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[other], has[other])
    beside = attribute_direction(codes[~other], has[~other])
    return among + beside
# %% wrong: the labels change places
# cause: The direction is that of `has`, within groups of `other`; yours is that of `other`, within groups of `has`.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    among = attribute_direction(codes[has], other[has])
    beside = attribute_direction(codes[~has], other[~has])
    return (among + beside) / 2
# %% wrong: over all faces
# cause: Split the faces by the other attribute first; yours is the direction over all of them.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    return attribute_direction(codes, has)
# %% wrong: the other direction is taken away
# cause: Take the mean of the differences in the two groups; yours subtracts the direction of the other attribute from that over all faces.
def balanced_direction(codes, has, other):
    """Return the direction (c,) of `has`, with `other` held still.

    codes: (n, c); has, other: bool (n,).
    """
    direction, beside = attribute_direction(codes, has), attribute_direction(codes, other)
    return direction - (direction @ beside) / (beside @ beside) * beside
# %% wrong: all faces together
# cause: Split the faces by the other attribute first; this is the direction over all of them.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: attribute_direction(codes, has)
# %% wrong: only among those that have the other attribute
# cause: Only the faces with the other attribute are used; take the mean of the differences in both groups.
# replace: for group in (other, ~other)
# by: for group in (other,)
# %% wrong: only among those without the other attribute
# cause: Only the faces without the other attribute are used; take the mean of the differences in both groups.
# replace: for group in (other, ~other)
# by: for group in (~other,)
# %% wrong: groups weighed by their size
# cause: The two differences are weighed by the sizes of their groups; each counts for a half.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: sum(group.mean() * attribute_direction(codes[group], has[group]) for group in (other, ~other))
# %% wrong: sum of the two
# cause: The two differences are added; return their mean.
# replace: np.mean([
# by: np.sum([
# %% wrong: difference of the two
# cause: Half the difference of the two is returned; return half their sum.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: (attribute_direction(codes[other], has[other]) - attribute_direction(codes[~other], has[~other])) / 2
# %% wrong: roles exchanged
# cause: The direction is that of `has`, within groups of `other`; here the labels have changed places.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: np.mean([attribute_direction(codes[group], other[group]) for group in (has, ~has)], axis=0)
# %% wrong: regression on both attributes
# cause: This is the weight of a regression on both labels; return the mean of the differences in the two groups.
# replace: return np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: design = np.stack([np.ones(len(has)), has, other], axis=1).astype(float); return np.linalg.lstsq(design, codes, rcond=None)[0][1]
# %% wrong: the other direction subtracted
# cause: The other attribute's direction is subtracted; split the faces into two groups instead.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: attribute_direction(codes, has) - attribute_direction(codes, other)
# %% wrong: the other direction projected out
# cause: The other attribute's direction is projected out; split the faces into two groups instead.
# replace: return np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: d, o = attribute_direction(codes, has), attribute_direction(codes, other); return d - (d @ o) / (o @ o) * o
# %% wrong: not in place of the tilde
# cause: `not` does not work on an array; ~other turns each label round.
# replace: (other, ~other)
# by: (other, not other)
# %% wrong: labels not taken with the group
# cause: The codes outside the group are set to 0 and still counted; take codes and labels of the group.
# replace: attribute_direction(codes[group], has[group])
# by: attribute_direction(codes * group[:, None], has)
# %% wrong: averaged over the numbers
# cause: axis=1 averages the numbers of each direction; average the two directions, axis=0.
# replace: , axis=0)
# by: , axis=1)
# %% wrong: each group centred, then all together
# cause: Each group is centred and then all faces are compared; take the difference in each group, then the mean of the two.
# replace: return np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: middles = np.where(other[:, None], codes[other].mean(axis=0), codes[~other].mean(axis=0)); return attribute_direction(codes - middles, has)
# %% right: four means
def balanced_direction(codes, has, other):
    def middle(chosen):
        return codes[chosen].mean(axis=0)

    with_other = middle(has & other) - middle(~has & other)
    without_other = middle(has & ~other) - middle(~has & ~other)
    return (with_other + without_other) / 2
# %% right: loop over the values of the other attribute
def balanced_direction(codes, has, other):
    total = np.zeros(codes.shape[1])
    for value in (False, True):
        rows = np.flatnonzero(other == value)
        total += attribute_direction(codes=codes[rows], has=has[rows])
    return 0.5 * total
# %% right: weights of equal share for each of the four cells
def balanced_direction(codes, has, other):
    cell = 2 * has.astype(int) + other.astype(int)
    sizes = np.bincount(cell, minlength=4)
    weights = np.where(has, 0.5, -0.5) / sizes[cell]
    return codes.T @ weights
# %% right: regression with the product of the labels
def balanced_direction(codes, has, other):
    # with a coefficient for the product the four means are fitted exactly; the mean slope is that at other = 1/2
    columns = [np.ones(len(has)), has, other - 0.5, has * (other - 0.5)]
    fitted, *_ = np.linalg.lstsq(np.stack(columns, axis=1).astype(float), codes, rcond=None)
    return fitted[1]
