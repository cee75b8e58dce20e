# %% wrong: without minus with
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[~has].mean(axis=0) - codes[has].mean(axis=0)
# %% wrong: sums for means
# replace: .mean(axis=0)
# by: .sum(axis=0)
# %% wrong: only the mean of those with
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has].mean(axis=0)
# %% wrong: less the mean of all
# replace: codes[~has].mean(axis=0)
# by: codes.mean(axis=0)
# %% wrong: wrong axis
# replace: .mean(axis=0)
# by: .mean(axis=1)
# %% wrong: one number
# replace: .mean(axis=0)
# by: .mean()
# %% wrong: of unit length
# replace: return codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: d = codes[has].mean(axis=0) - codes[~has].mean(axis=0); return d / np.linalg.norm(d)
# %% wrong: medians
def attribute_direction(codes, has):
    return np.median(codes[has], axis=0) - np.median(codes[~has], axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: labels taken for row numbers
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has.astype(int)].mean(axis=0) - codes[1 - has.astype(int)].mean(axis=0)
# %% wrong: all rows counted in both means
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: (codes * has[:, None]).mean(axis=0) - (codes * ~has[:, None]).mean(axis=0)
# %% wrong: the first face of each kind
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has][0] - codes[~has][0]
# %% wrong: halved
# replace: return codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: return (codes[has].mean(axis=0) - codes[~has].mean(axis=0)) / 2
# %% wrong: sum of the means
# replace: codes[has].mean(axis=0) - codes[~has].mean(axis=0)
# by: codes[has].mean(axis=0) + codes[~has].mean(axis=0)
# %% wrong: coefficients of a classifier
def attribute_direction(codes, has):
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=200).fit(codes, has).coef_[0]


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: forgotten return
# replace: return codes[has]
# by: codes[has]
# %% wrong: in-place change of the codes
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
