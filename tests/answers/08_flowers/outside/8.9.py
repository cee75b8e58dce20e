# %% wrong: the seed is left out
# cause: Two calls with the same seed give two sets of codes; "by a generator with this seed": default_rng(seed).
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng().standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = values
    return codes
# %% wrong: the seed is one
# cause: All seeds give the same codes; "by a generator with this seed": default_rng(seed).
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(1).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = values
    return codes
# %% wrong: uniform codes of variance one
# cause: The codes are uniform; they are "drawn from the prior N(0, I)": standard_normal.
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-(3**0.5), 3**0.5, (count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = values
    return codes
# %% wrong: codes in mirrored pairs
# cause: For an odd count one code is missing, and half of the codes mirror the others; the shape is (count, 10), of independent draws.
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    half = np.random.default_rng(seed).standard_normal((count // 2, 10))
    return np.concatenate([half, -half]).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = values
    return codes
# %% wrong: values in rising order
# cause: The values are sorted; they stand "in turn at place number", in the order given.
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = np.sort(values)
    return codes
# %% wrong: equal steps from the first value to the last
# cause: The values between the first and the last are replaced by equal steps; "with the values in turn at place number".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = np.linspace(values[0], values[-1], len(values))
    return codes
# %% wrong: always number three
# cause: Number 3 walks whatever is asked; the values stand "at place number".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, 3] = values
    return codes
# %% wrong: three steps
# cause: Only the first three values are walked; the docstring has copies "(len(values), 10)".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.stack([code, code, code]).astype("float32")
    codes[:, number] = values[:3]
    return codes
# %% wrong: equal values once only
# cause: Values that occur twice give one copy, and they are sorted; "copies (len(values), 10) ... with the values in turn".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    values = np.unique(values)
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = values
    return codes
# %% wrong: the code itself walks
# cause: The code that was given is changed by the call; "Return copies" and leave it as it is.
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = []
    for value in values:
        code[number] = value
        codes.append(code.copy())
    return np.array(codes, "float32")
# %% wrong: the values are added
# cause: The values are added to what the code has at that place; they stand there themselves: "with the values in turn at place number".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] += values
    return codes
# %% wrong: the other numbers are zero
# cause: All other numbers are 0; these are to be "copies of code", with one place changed.
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10)).astype("float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.zeros((len(values), 10), "float32")
    codes[:, number] = values
    return codes
# %% wrong: double precision from the prior
# cause: The codes are float64; "They return codes, float32".
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    return np.random.default_rng(seed).standard_normal((count, 10))


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    codes = np.repeat(code[None], len(values), axis=0).astype("float32")
    codes[:, number] = values
    return codes
# %% right: a stack of copies, multivariate normal
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    rng = np.random.default_rng(seed)
    return np.float32(rng.multivariate_normal(np.zeros(10), np.eye(10), size=count))


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    rows = []
    for value in values:
        copy = np.array(code, dtype="float32")
        copy[number] = value
        rows.append(copy)
    return np.stack(rows)
# %% right: where and broadcasting, single precision draws
def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    generator = np.random.default_rng(seed=seed)
    return generator.standard_normal(size=(count, 10), dtype="float32")


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    column = np.asarray(values, dtype="float32")[:, None]
    here = np.arange(10) == number
    return np.where(here, column, np.asarray(code, "float32"))
# %% right: delete and insert, RandomState
def with_value(others, number, value):
    """Return the other numbers with a value put in."""
    return np.insert(others, number, value)


def prior_codes(count, seed):
    """Return codes drawn from the prior N(0, I), (count, 10), by a generator with this seed."""
    generator = np.random.RandomState(seed)
    return generator.normal(0, 1, (count, 10)).astype(np.float32)


def walk(code, number, values):
    """Return copies (len(values), 10) of code (10,), with the values in turn at place `number`."""
    others = np.delete(np.asarray(code, dtype="float32"), number)
    return np.array([with_value(others, number, value) for value in values], dtype="float32")
# %% wrong: the values are added to the number
# cause: The values are added to the number; it takes the values.
# replace: codes[:, number] = values
# by: codes[:, number] += values
# %% wrong: seed ignored
# cause: All seeds give the same codes: default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng(0)
# %% wrong: generator without a seed
# cause: The generator does not get the seed: default_rng(seed).
# replace: np.random.default_rng(seed)
# by: np.random.default_rng()
# %% wrong: float64 codes from the prior
# cause: The codes from the prior are float64; ask for float32.
# replace: .standard_normal((count, CODE), dtype="float32")
# by: .standard_normal((count, CODE))
# %% wrong: uniform codes
# cause: The numbers are uniform; draw normal ones with standard_normal.
# replace: .standard_normal((count, CODE), dtype="float32")
# by: .uniform(-1, 1, (count, CODE)).astype("float32")
# %% wrong: one code repeated
# cause: One code is repeated; draw each.
# replace: .standard_normal((count, CODE), dtype="float32")
# by: .standard_normal((1, CODE), dtype="float32").repeat(count, axis=0)
# %% wrong: walk changes the given code
# cause: The given code is changed; work on a copy.
# replace: codes = np.repeat(np.asarray(code, "float32")[None], len(values), axis=0)
# by: codes = np.empty((len(values), CODE), "float32")
# replace: codes[:, number] = values
# by: for i, value in enumerate(values): code[number] = value; codes[i] = code
# %% wrong: the same changed code collected again and again
# cause: All rows are one array, changed again and again; copy it for each value.
def prior_codes(count, seed):
    return np.random.default_rng(seed).standard_normal((count, CODE), dtype="float32")


def walk(code, number, values):
    moved, codes = code.copy(), []
    for value in values:
        moved[number] = value
        codes.append(moved)
    return np.stack(codes).astype("float32")
# %% wrong: the other numbers are 0
# cause: The other numbers are 0; they are those of the code.
# replace: np.repeat(np.asarray(code, "float32")[None], len(values), axis=0)
# by: np.zeros((len(values), CODE), "float32")
# %% wrong: index counted from 1
# cause: The place is counted from 1; Python counts from 0.
# replace: codes[:, number] = values
# by: codes[:, number - 1] = values
# %% wrong: dtype given to a method without it
# cause: The method normal takes no dtype; convert with .astype("float32").
# replace: .standard_normal((count, CODE), dtype="float32")
# by: .normal(0, 1, (count, CODE), dtype="float32")
# %% wrong: walk returns float64
# cause: walk returns float64; convert to float32.
# replace: np.asarray(code, "float32")
# by: np.asarray(code, float)
# %% wrong: walk transposed
# cause: The array is transposed; a row is a code.
# replace: return codes
# by: return codes.T
# %% right: normal and a list of copies
def prior_codes(count, seed):
    generator = np.random.default_rng(seed=seed)
    return generator.normal(loc=0.0, scale=1.0, size=(count, 10)).astype(np.float32)


def walk(code, number, values):
    rows = []
    for value in values:
        row = np.array(code, dtype=np.float32)
        row[number] = value
        rows.append(row)
    return np.array(rows, dtype=np.float32)
# %% right: multivariate normal, np.where
def prior_codes(count, seed):
    rng = np.random.Generator(np.random.PCG64(seed))
    return np.float32(rng.multivariate_normal(np.zeros(CODE), np.eye(CODE), size=count))


def walk(code, number, values):
    walks = np.arange(CODE) == number
    return np.where(walks, np.asarray(values)[:, None], np.asarray(code)[None]).astype("float32")
# %% right: drawn column by column, tile
def prior_codes(count: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.stack([rng.standard_normal(count, dtype=np.float32) for _ in range(CODE)], axis=1)


def walk(code, number, values):
    out = np.tile(np.asarray(code), (len(values), 1)).astype("float32")
    for row, value in zip(out, values):
        row[number] = value
    return out
