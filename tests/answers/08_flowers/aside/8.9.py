# %% wrong: the walk keeps the dtype of the code
# cause: A code of whole numbers cuts the values, and one of float64 gives float64; "They return codes, float32".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0)
    codes[:, number] = values
    return codes
