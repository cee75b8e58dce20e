# %% wrong: a bare number for codes of one number
# cause: "Return the direction (c,)": for c = 1 yours has no axis; leave out squeeze.
def attribute_direction(codes, has):
    """Return the direction (c,).

    codes: (n, c); has: bool (n,), True for the faces with the attribute.
    """
    return np.squeeze(codes[has].mean(axis=0) - codes[~has].mean(axis=0))


train_codes = encode(labelled.train.images, editor)
directions = {name: attribute_direction(train_codes, known[name]) for name in ATTRIBUTES}
