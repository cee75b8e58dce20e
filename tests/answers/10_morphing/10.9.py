# %% wrong: over all faces
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: attribute_direction(codes, has)
# %% wrong: sum for mean
# replace: np.mean([
# by: np.sum([
# %% wrong: only those with the other attribute
# replace: (other, ~other)
# by: (other,)
# %% wrong: only those without the other attribute
# replace: (other, ~other)
# by: (~other,)
# %% wrong: one number
# replace: , axis=0)
# by: )
# %% wrong: weighed by the groups' sizes
def balanced_direction(codes, has, other):
    groups = (other, ~other)
    differences = [attribute_direction(codes[g], has[g]) for g in groups]
    return np.average(differences, axis=0, weights=[g.sum() for g in groups])
# %% wrong: the difference of the two
def balanced_direction(codes, has, other):
    return attribute_direction(codes[other], has[other]) - attribute_direction(codes[~other], has[~other])
# %% wrong: the attributes swapped
# replace: attribute_direction(codes[group], has[group]) for group in (other, ~other)
# by: attribute_direction(codes[group], other[group]) for group in (has, ~has)
# %% wrong: split by the attribute itself
# replace: (other, ~other)
# by: (has, ~has)
# %% wrong: without minus with
# replace: attribute_direction(codes[group], has[group])
# by: attribute_direction(codes[group], ~has[group])
# %% wrong: the other's direction subtracted
# replace: np.mean([attribute_direction(codes[group], has[group]) for group in (other, ~other)], axis=0)
# by: attribute_direction(codes, has) - attribute_direction(codes, other)
# %% wrong: the other's direction projected out
def balanced_direction(codes, has, other):
    direction, company = attribute_direction(codes, has), attribute_direction(codes, other)
    return direction - direction @ company / (company @ company) * company
# %% wrong: a regression on both attributes
def balanced_direction(codes, has, other):
    table = np.column_stack([has, other, np.ones(len(has))]).astype(float)
    return np.linalg.lstsq(table, codes, rcond=None)[0][0]
# %% wrong: faces where the two disagree
# replace: (other, ~other)
# by: (has != other,)
# %% wrong: one group's faces, all faces' labels
def balanced_direction(codes, has, other):
    return (attribute_direction(codes, has & other) + attribute_direction(codes, has & ~other)) / 2
# %% wrong: forgotten return
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
