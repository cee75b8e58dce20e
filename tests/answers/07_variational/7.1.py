# %% wrong: uniform numbers for normal ones
# cause: The numbers are uniform; draw normal ones with standard_normal.
# replace: standard_normal((n, 2), dtype="float32")
# by: random((n, 2), dtype="float32")
# %% wrong: seed forgotten
# cause: The generator does not get the seed: np.random.default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng()
# %% wrong: seed hard-coded
# cause: All seeds give the same codes: np.random.default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng(0)
# %% wrong: one pair of limits for both numbers of a code
# cause: Each of the two numbers has limits of its own: codes.min(axis=0), codes.max(axis=0).
# replace: codes.min(axis=0), codes.max(axis=0)
# by: codes.min(), codes.max()
# %% wrong: wrong axis
# cause: The limits are those of each code, not of each of the two numbers; take axis=0.
# replace: codes.min(axis=0), codes.max(axis=0)
# by: codes.min(axis=1), codes.max(axis=1)
# %% wrong: box taken for symmetric about 0
# cause: The box need not lie around 0; its lower side is codes.min(axis=0).
# replace: codes.min(axis=0), codes.max(axis=0)
# by: -np.abs(codes).max(axis=0), np.abs(codes).max(axis=0)
# %% wrong: box from the mean to the largest
# cause: The lower side is the smallest number, not the mean.
# replace: codes.min(axis=0), codes.max(axis=0)
# by: codes.mean(axis=0), codes.max(axis=0)
# %% wrong: float64
# cause: The draws from the box are float64; convert them with .astype("float32").
# replace: .astype("float32")
# by:
# %% wrong: the same number twice in each code
# cause: Both numbers of a code are the same draw; draw an array (n, 2).
# replace: standard_normal((n, 2), dtype="float32")
# by: standard_normal((n, 1), dtype="float32").repeat(2, axis=1)
# %% wrong: axes exchanged
# cause: The array is (2, n); one row for each code makes it (n, 2).
# replace: standard_normal((n, 2), dtype="float32")
# by: standard_normal((2, n), dtype="float32")
# %% wrong: normal numbers in the place of uniform ones
# cause: The box is drawn from uniformly, not from a normal distribution.
# replace: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2))
# by: rng.normal(codes.mean(axis=0), codes.std(axis=0), (n, 2))
# %% wrong: draws from the given codes
# cause: These are the given codes again; draw anywhere in the box.
# replace: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2))
# by: rng.choice(codes, n)
# %% wrong: whole numbers only
# cause: The draws are rounded; leave them as they are.
# replace: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2))
# by: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).round()
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the draws.
# replace: return rng.uniform
# by: rng.uniform
# %% wrong: normal draws take seed 0 for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: np.random.default_rng(seed).standard_normal
# by: np.random.default_rng(seed or None).standard_normal
# %% wrong: draws from the box take seed 0 for none
# cause: Seed 0 counts as none here: `seed or None` is None; pass `seed` on as it is.
# replace: rng = np.random.default_rng(seed)
# by: rng = np.random.default_rng(seed or None)
# %% right: old generators, scaled by hand
def codes_from_normal(n, seed):
    return np.random.RandomState(seed).randn(n, 2).astype(np.float32)


def codes_from_box(codes, n, seed):
    low, high = codes.min(0), codes.max(0)
    return np.float32(low + (high - low) * np.random.RandomState(seed).rand(n, 2))


# %% right: number by number, with a helper, prints and a warning
import sys
import warnings


def sides(codes):
    return [(min(column), max(column)) for column in codes.T.tolist()]


def codes_from_normal(n, seed):
    print("drawing", n, "codes", file=sys.stderr)
    generator = np.random.default_rng(seed)
    return np.stack([generator.normal(0, 1, n) for _ in range(2)], axis=1).astype("float32")


def codes_from_box(codes, n, seed):
    warnings.warn("box")
    generator = np.random.default_rng(seed)
    return np.stack([generator.uniform(low, high, n) for low, high in sides(codes)], axis=1).astype("float32")


# %% right: random numbers of Keras
def codes_from_normal(n, seed):
    return np.asarray(keras.random.normal((n, 2), seed=seed))


def codes_from_box(codes, n, seed):
    share = np.asarray(keras.random.uniform((n, 2), seed=seed))
    return (codes.min(axis=0) * (1 - share) + codes.max(axis=0) * share).astype("float32")


# %% right: a covariance matrix, lambdas
codes_from_normal = lambda n, seed: (
    np.random.default_rng(seed).multivariate_normal([0, 0], np.eye(2), size=n).astype("float32")
)
codes_from_box = lambda codes, n, seed: (
    np.random.default_rng(seed).random((n, 2)) * np.ptp(codes, axis=0) + np.min(codes, axis=0)
).astype("float32")
