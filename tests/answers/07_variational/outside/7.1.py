# %% wrong: the normal draws ignore the seed
# cause: codes_from_normal makes another draw at each call with the same seed; the codes are "drawn from a generator of the given seed", so pass seed to default_rng.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng().standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% wrong: the seed of the box is a fixed number
# cause: codes_from_box gives the same codes for every seed; "drawn from a generator of the given seed" asks for default_rng(seed).
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(1)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% wrong: one normal number used for both coordinates
# cause: Both numbers of a code are equal; each is drawn "independently", so draw an array of shape (n, 2).
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    number = np.random.default_rng(seed).standard_normal((n, 1))
    return np.repeat(number, 2, axis=1).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% wrong: box draws on the diagonal
# cause: One draw places both numbers, so all codes lie on the diagonal; they are to be "uniform on the smallest box", with a draw for each number.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    low, high = codes.min(axis=0), codes.max(axis=0)
    share = np.random.default_rng(seed).random((n, 1))
    return (low + share * (high - low)).astype("float32")
# %% wrong: box draws are picked from the codes
# cause: These are the given codes again; draw "uniform on the smallest box that holds all the codes", between the smallest and the largest.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.choice(codes, n).astype("float32")
# %% wrong: whole numbers as limits of the box
# cause: The limits are rounded to whole numbers, so the box is too large; it is "the smallest box that holds all the codes".
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    low, high = np.floor(codes.min(axis=0)), np.ceil(codes.max(axis=0))
    return rng.uniform(low, high, (n, 2)).astype("float32")
# %% wrong: normal draws cut at three
# cause: No code lies further out than 3; draws "from N(0, I)" have tails, so do not clip them.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    drawn = np.random.default_rng(seed).standard_normal((n, 2))
    return np.clip(drawn, -3, 3).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% wrong: mirrored pairs of normal draws
# cause: For odd n one code is missing, and every second code mirrors another; return n independent draws: "Return n draws from N(0, I)".
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    half = np.random.default_rng(seed).standard_normal((n // 2, 2))
    return np.concatenate([half, -half]).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% wrong: a lattice in the box
# cause: These are points of a regular grid, not n draws; "Return n draws ... uniform on the smallest box".
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    side = int(np.sqrt(n))
    low, high = codes.min(axis=0), codes.max(axis=0)
    first, second = np.meshgrid(*np.linspace(low, high, side).T)
    drawn = np.stack([first, second], axis=-1).reshape(-1, 2)
    np.random.default_rng(seed).shuffle(drawn)
    return drawn.astype("float32")
# %% wrong: box draws pile up at the sides
# cause: The numbers lie at the sides of the box more often than in the middle; draw them "uniform on the smallest box".
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    low, high = codes.min(axis=0), codes.max(axis=0)
    return (low + rng.beta(0.5, 0.5, (n, 2)) * (high - low)).astype("float32")
# %% wrong: the given codes are sorted in place
# cause: codes_from_box reorders the array it is given, so the codes no longer belong to their labels; "Return n draws" and leave codes as they are.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    codes.sort(axis=0)
    rng = np.random.default_rng(seed)
    return rng.uniform(codes[0], codes[-1], (n, 2)).astype("float32")
# %% wrong: one pair of limits for both numbers
# cause: The box has one smallest and one largest number for both sides; "each number between the smallest and the largest": use axis=0.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(), codes.max(), (n, 2)).astype("float32")
# %% wrong: draws left in float64
# cause: The codes are float64; the docstring says "float32".
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    return np.random.default_rng(seed).standard_normal((n, 2))


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% wrong: uniform with the variance of the normal
# cause: The draws are uniform; "Return n draws from N(0, I)" asks for standard_normal.
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-(3**0.5), 3**0.5, (n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    rng = np.random.default_rng(seed)
    return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# %% right: keras.random with a seed generator
def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    generator = keras.random.SeedGenerator(seed)
    return np.asarray(keras.random.normal((n, 2), seed=generator), dtype="float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    generator = keras.random.SeedGenerator(seed)
    share = np.array(keras.random.uniform((n, 2), seed=generator))
    return (codes.min(axis=0) * (1 - share) + codes.max(axis=0) * share).astype("float32")
# %% right: multivariate normal and a helper for the limits
def limits(codes):
    """Return the lower and the upper corner."""
    ordered = np.sort(codes, axis=0)
    return ordered[0], ordered[-1]


def codes_from_normal(n, seed):
    """Return n draws from N(0, I) in the plane, float32, (n, 2)."""
    rng = np.random.default_rng(seed)
    return rng.multivariate_normal(np.zeros(2), np.eye(2), size=n).astype("float32")


def codes_from_box(codes, n, seed):
    """Return n draws, float32, (n, 2), uniform on the smallest box that holds all the codes.

    codes: array (m, 2). The sides of the box run along the axes.
    """
    low, high = limits(codes)
    return np.random.default_rng(seed).uniform(size=(n, 2), high=high, low=low).astype("float32")
# %% wrong: the seed is ignored
# cause: The generator does not get the seed: np.random.default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng()
# %% wrong: always the notebook's seed
# cause: All seeds give the same codes: np.random.default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng(2)
# %% wrong: one normal number for both places of a code
# cause: Both numbers of a code are the same draw; draw an array (n, 2).
# replace: return np.random.default_rng(seed).standard_normal((n, 2), dtype="float32")
# by: return np.repeat(np.random.default_rng(seed).standard_normal((n, 1), dtype="float32"), 2, axis=1)
# %% wrong: codes on the box's diagonal
# cause: One share places both numbers; draw one for each of them.
def codes_from_normal(n, seed):
    return np.random.default_rng(seed).normal(size=(n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    low, high = codes.min(axis=0), codes.max(axis=0)
    share = np.random.default_rng(seed).random((n, 1))
    return (low + share * (high - low)).astype("float32")


# %% wrong: draws from the codes themselves
# cause: These are the given codes again; draw anywhere in the box.
# replace: return rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2)).astype("float32")
# by: return rng.choice(codes, n).astype("float32")
# %% wrong: draws on the line between two codes
# cause: These lie between two codes; draw uniformly from the whole box.
def codes_from_normal(n, seed):
    return np.random.default_rng(seed).normal(size=(n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    rng = np.random.default_rng(seed)
    one, two = codes[rng.integers(len(codes), size=n)], codes[rng.integers(len(codes), size=n)]
    share = rng.random((n, 1))
    return (share * one + (1 - share) * two).astype("float32")


# %% wrong: one smallest and one largest number for both
# cause: Each of the two numbers has limits of its own: codes.min(axis=0), codes.max(axis=0).
# replace: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2))
# by: rng.uniform(codes.min(), codes.max(), (n, 2))
# %% wrong: float64 from the normal distribution
# cause: The normal draws are float64; ask for float32.
# replace: standard_normal((n, 2), dtype="float32")
# by: standard_normal((n, 2))
# %% wrong: the box of plain_codes, whatever is given
# cause: The box is that of plain_codes; take the argument codes.
# replace: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2))
# by: rng.uniform(plain_codes.min(axis=0), plain_codes.max(axis=0), (n, 2))
# %% wrong: a box around zero
# cause: The box need not lie around 0; its lower side is codes.min(axis=0).
# replace: rng.uniform(codes.min(axis=0), codes.max(axis=0), (n, 2))
# by: rng.uniform(-np.abs(codes).max(axis=0), np.abs(codes).max(axis=0), (n, 2))
# %% wrong: seed and a shared generator outside of the functions
# cause: One generator goes on from call to call; make one from seed in each.
_shared = np.random.default_rng(0)


def codes_from_normal(n, seed):
    return _shared.standard_normal((n, 2)).astype(np.float32)


def codes_from_box(codes, n, seed):
    return _shared.uniform(codes.min(axis=0), codes.max(axis=0), size=(n, 2)).astype(np.float32)


# %% wrong: the box is wrong by its corner, low plus a share of high
# cause: Add a share of high - low to the lower side, not a share of high.
def codes_from_normal(n, seed):
    return np.random.default_rng(seed).normal(size=(n, 2)).astype("float32")


def codes_from_box(codes, n, seed):
    rng = np.random.default_rng(seed)
    low, high = codes.min(axis=0), codes.max(axis=0)
    return (low + high * rng.random((n, 2))).astype("float32")


# %% right: one column after the other
def codes_from_normal(n: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    first, second = rng.normal(loc=0, scale=1, size=n), rng.normal(loc=0, scale=1, size=n)
    return np.stack([first, second], axis=-1).astype(np.float32)


def codes_from_box(codes, n, seed):
    rng = np.random.default_rng(seed)
    columns = []
    for numbers in np.transpose(codes):
        columns.append(rng.uniform(min(numbers), max(numbers), n))
    return np.array(columns, dtype="float32").T


# %% right: SciPy for the normal, a scaled unit square for the box
from scipy import stats


def codes_from_normal(n, seed):
    generator = np.random.default_rng(seed)
    return np.float32(stats.norm.rvs(size=(n, 2), random_state=generator))


def codes_from_box(codes, n, seed):
    low, side = np.min(codes, axis=0), np.ptp(codes, axis=0)
    square = np.random.default_rng(seed).random(size=(n, 2), dtype=np.float32)
    return np.asarray(low + side * square, dtype=np.float32)


# %% right: Box and Muller, and multivariate normal's cousin
def codes_from_normal(n, seed):
    rng = np.random.Generator(np.random.PCG64(seed))
    radius = np.sqrt(-2 * np.log(1 - rng.random(n)))
    angle = 2 * np.pi * rng.random(n)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]).astype("float32")


def codes_from_box(codes, n, seed):
    rng = np.random.Generator(np.random.PCG64(seed))
    (a, b), (c, d) = codes.min(0), codes.max(0)
    drawn = np.empty((n, 2), "float32")
    drawn[:, 0] = rng.uniform(a, c, n)
    drawn[:, 1] = rng.uniform(b, d, n)
    return drawn
