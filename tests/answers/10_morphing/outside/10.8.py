# %% wrong: medians
# cause: "The mean code of the faces with the attribute minus the mean code of those without"; yours takes medians.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return np.median(codes[has], axis=0) - np.median(codes[~has], axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: midway between the extremes
# cause: Take the MEAN code of each group; yours is midway between its smallest and its largest numbers.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    def middle(group):
        return (group.min(axis=0) + group.max(axis=0)) / 2

    return middle(codes[has]) - middle(codes[~has])


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: the labels are turned round in place
# cause: The labels must stay as they are: yours inverts the array that was passed, and whoever uses it next finds with and without swapped.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    others = np.logical_not(has)
    direction = codes[has].mean(axis=0) - codes[others].mean(axis=0)
    np.logical_not(has, out=has)
    return direction


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: the codes are shifted in place
# cause: The codes must stay as they are: yours subtracts a mean from the array that was passed.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    without = codes[~has].mean(axis=0)
    codes -= without
    return codes[has].mean(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: the first and the last face of each group
# cause: "The mean code" is taken over all faces of the group; yours takes its first and its last.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return codes[has][[0, -1]].mean(axis=0) - codes[~has][[0, -1]].mean(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: thirty-two numbers
# cause: A direction has c numbers, whatever c is; yours keeps the first 32.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return (codes[has].mean(axis=0) - codes[~has].mean(axis=0))[:32]


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: rounded
# cause: Return the difference of the means as it is; yours is rounded to one decimal.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return np.round(codes[has].mean(axis=0) - codes[~has].mean(axis=0), 1)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: at most a hundred faces
# cause: The means go over all faces with and without the attribute; yours stops at the first hundred codes.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    codes, has = codes[:100], has[:100]
    return codes[has].mean(axis=0) - codes[~has].mean(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: sums divided by the counts of the example
# cause: Divide each sum by the number of its faces, not by fixed numbers.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return codes[has].sum(axis=0) / 2 - codes[~has].sum(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: against the mean of all
# cause: "Minus the mean code of those without": yours subtracts the mean of all faces.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return codes[has].mean(axis=0) - codes.mean(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: of length 1
# cause: Return the difference as long as it is: at strength 1 a face moves by the whole of it; yours is brought to length 1.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    direction = codes[has].mean(axis=0) - codes[~has].mean(axis=0)
    return direction / np.linalg.norm(direction)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: without minus with
# cause: The mean WITH the attribute minus the mean WITHOUT; yours points the other way.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return codes[~has].mean(axis=0) - codes[has].mean(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% wrong: sums
# cause: Take means: a difference of sums depends on how many faces there are.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return codes[has].sum(axis=0) - codes[~has].sum(axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% right: a weighted sum
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    has = np.asarray(has)
    weights = has / has.sum() - ~has / (~has).sum()
    return weights @ codes


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% right: by least squares on the label
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    design = np.column_stack([np.ones(len(codes)), np.asarray(has, dtype="float64")])
    solution = np.linalg.lstsq(design, np.asarray(codes, dtype="float64"), rcond=None)[0]
    return solution[1]


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
# %% right: averages of two lists
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    groups = {True: [], False: []}
    for code, label in zip(codes, has):
        groups[bool(label)].append(code)
    return np.mean(groups[True], axis=0) - np.mean(groups[False], axis=0)


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
