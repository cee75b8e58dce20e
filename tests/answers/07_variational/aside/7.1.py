# %% right: RandomState and a scaled share
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.RandomState(seed).normal(loc=0, scale=1, size=(n, 2)).astype(np.float32)


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    low, high = np.min(codes, axis=0), np.max(codes, axis=0)
    share = np.random.RandomState(seed).random_sample((n, 2))
    return np.float32(low + share * (high - low))
# %% right: quantiles of uniform draws, columns in a loop
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    shares = 1 - np.random.default_rng(seed).random((n, 2))
    return np.clip(norm.ppf(shares), -9, 9).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    columns = [rng.uniform(low=min(column), high=max(column), size=n) for column in codes.T]
    return np.stack(columns, axis=-1).astype("float32")
