# %% wrong: without minus with
# cause: The direction points the other way: the mean WITH the attribute minus the mean WITHOUT.
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[~has].mean(axis=0) - codes[has].mean(axis=0)
# %% wrong: sums for means
# cause: Take means: a difference of sums depends on how many faces there are.
# replace: .mean(axis=0)
# by: .sum(axis=0)
# %% wrong: only the mean of those with
# cause: The mean of those without is not subtracted.
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has].mean(axis=0)
# %% wrong: less the mean of all
# cause: The mean of all faces is subtracted; subtract the mean of those without.
# replace: codes[~has].mean(axis=0)
# by: codes.mean(axis=0)
# %% wrong: wrong axis
# cause: The means go over the numbers of each code; take them over the faces, axis 0.
# replace: .mean(axis=0)
# by: .mean(axis=1)
# %% wrong: one number
# cause: The means go over everything; take them over the faces, axis 0.
# replace: .mean(axis=0)
# by: .mean()
# %% wrong: of unit length
# cause: The difference is brought to length 1; return it as long as it is.
# replace: return codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: d = codes[has].mean(axis=0) - codes[~has].mean(axis=0); return d / np.linalg.norm(d)
# %% wrong: medians
# cause: These are medians; take means.
def attribute_direction(codes, has):
    return np.median(codes[has], axis=0) - np.median(codes[~has], axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: labels taken for row numbers
# cause: The labels are taken for row numbers 0 and 1; a bool array picks rows, so leave it as it is.
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has.astype(int)].mean(axis=0) - codes[1 - has.astype(int)].mean(axis=0)
# %% wrong: all rows counted in both means
# cause: Both sums are divided by the number of all faces; divide each by its own.
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: (codes * has[:, None]).mean(axis=0) - (codes * ~has[:, None]).mean(axis=0)
# %% wrong: the first face of each kind
# cause: Only the first face of each kind counts; take the means.
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has][0] - codes[~has][0]
# %% wrong: halved
# cause: The difference is halved; return the whole.
# replace: return codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: return (codes[has].mean(axis=0) - codes[~has].mean(axis=0)) / 2
# %% wrong: sum of the means
# cause: The means are added; subtract that of the faces without.
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has].mean(axis=0) + codes[~has].mean(axis=0)
# %% wrong: coefficients of a classifier
# cause: These are a classifier's coefficients; return the difference of the means.
def attribute_direction(codes, has):
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=200).fit(codes, has).coef_[0]


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: forgotten return
# cause: The direction is not given back; begin the line with return.
# replace: return codes[has]
# by: codes[has]
# %% wrong: in-place change of the codes
# cause: *= changes the caller's codes; make a new array.
# replace: return codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[~has] *= -1; return codes[has].sum(axis=0) / sum(has) + codes[~has].sum(axis=0) / sum(~has)
# %% right: weights
def attribute_direction(codes, has):
    lacks = np.logical_not(has)
    return has @ codes / has.sum() - lacks @ codes / lacks.sum()


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% right: the slope of a least-squares line, in float64
def attribute_direction(codes, has):
    codes, x = np.asarray(codes, "float64"), np.asarray(has, "float64")
    print(int(x.sum()), "with,", int((1 - x).sum()), "without")
    return np.linalg.lstsq(np.column_stack([x, np.ones_like(x)]), codes, rcond=None)[0][0]


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% right: comprehensions, and a warning
def attribute_direction(codes, has):
    import warnings

    warnings.warn("some faces have it, some have not")
    groups = [[code for code, h in zip(codes, has) if bool(h) is wanted] for wanted in (True, False)]
    with_it, without_it = (np.mean(group, axis=0) for group in groups)
    return with_it - without_it


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
