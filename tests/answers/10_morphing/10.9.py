# %% wrong: over all faces
# cause: Split the faces by the other attribute first; this is the direction over all of them.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: attribute_direction(codes, has)
# %% wrong: sum for mean
# cause: The two differences are added; return their mean.
# replace: np.mean([
# by: np.sum([
# %% wrong: only those with the other attribute
# cause: Only the faces with the other attribute are used; take the mean of the differences in both groups.
# replace: (other, ~other)
# by: (other,)
# %% wrong: only those without the other attribute
# cause: Only the faces without the other attribute are used; take the mean of the differences in both groups.
# replace: (other, ~other)
# by: (~other,)
# %% wrong: one number
# cause: The mean goes over everything; give it axis=0.
# replace: , axis=0)
# by: )
# %% wrong: weighed by the groups' sizes
# cause: The two differences are weighed by the sizes of their groups; each counts for a half.
def balanced_direction(codes, has, other):
    groups = (other, ~other)
    differences = [attribute_direction(codes[g], has[g]) for g in groups]
    return np.average(differences, axis=0, weights=[g.sum() for g in groups])
# %% wrong: the difference of the two
# cause: The two differences are subtracted from each other; return their mean.
def balanced_direction(codes, has, other):
    return attribute_direction(codes[other], has[other]) - attribute_direction(codes[~other], has[~other])
# %% wrong: the attributes swapped
# cause: The direction is that of `has`, within groups of `other`; here the labels have changed places.
# replace: attribute_direction(codes[group], has[group]) for group in (other, ~other)
# by: attribute_direction(codes[group], other[group]) for group in (has, ~has)
# %% wrong: split by the attribute itself
# cause: The faces are split by `has` itself, so that a group lacks faces with or without; split by `other`.
# replace: (other, ~other)
# by: (has, ~has)
# %% wrong: without minus with
# cause: The direction points the other way: with minus without.
# replace: attribute_direction(codes[group], has[group])
# by: attribute_direction(codes[group], ~has[group])
# %% wrong: the other's direction subtracted
# cause: The other attribute's direction is subtracted; split the faces into two groups instead.
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: attribute_direction(codes, has) - attribute_direction(codes, other)
# %% wrong: the other's direction projected out
# cause: The other attribute's direction is projected out; split the faces into two groups instead.
def balanced_direction(codes, has, other):
    direction, company = attribute_direction(codes, has), attribute_direction(codes, other)
    return direction - direction @ company / (company @ company) * company
# %% wrong: a regression on both attributes
# cause: This is the weight of a regression on both labels; return the mean of the differences in the two groups.
def balanced_direction(codes, has, other):
    table = np.column_stack([has, other, np.ones(len(has))]).astype(float)
    return np.linalg.lstsq(table, codes, rcond=None)[0][0]
# %% wrong: faces where the two disagree
# cause: Only faces whose labels disagree are used; split all faces by `other`.
# replace: (other, ~other)
# by: (has != other,)
# %% wrong: one group's faces, all faces' labels
# cause: The labels are cut to a group and the codes are not; take both from the group.
def balanced_direction(codes, has, other):
    return (attribute_direction(codes, has & other) + attribute_direction(codes, has & ~other)) / 2
# %% wrong: forgotten return
# cause: The direction is not given back; begin the line with return.
# replace: return np.mean
# by: np.mean
# %% right: four means
def balanced_direction(codes, has, other):
    mean = lambda h, o: codes[(has == h) & (other == o)].mean(axis=0)
    return (mean(True, True) - mean(False, True) + mean(True, False) - mean(False, False)) / 2
# %% right: a loop, in float64, words on stderr
def balanced_direction(codes, has, other):
    import sys

    total = np.zeros(codes.shape[1])
    for value in (False, True):
        rows = np.flatnonzero(other == value)
        total += attribute_direction(codes[rows].astype("float64"), has[rows])
        print(len(rows), "faces", file=sys.stderr)
    return total / 2
# %% right: the average with and the average without, and a warning
def balanced_direction(codes, has, other):
    import warnings

    warnings.warn("two groups")

    def level(chosen):
        """Return the mean of the two groups' means."""
        return np.mean([codes[chosen & other].mean(axis=0), codes[chosen & ~other].mean(axis=0)], axis=0)

    return level(has) - level(~has)
