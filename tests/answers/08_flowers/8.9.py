# %% wrong: uniform numbers
# cause: The numbers are uniform; draw normal ones with standard_normal.
# replace: standard_normal((count, CODE), dtype="float32")
# by: random((count, CODE), dtype="float32")
# %% wrong: seed forgotten
# cause: The generator does not get the seed: default_rng(seed).
# replace: default_rng(seed)
# by: default_rng()
# %% wrong: seed hard-coded
# cause: All seeds give the same codes: default_rng(seed).
# replace: default_rng(seed)
# by: default_rng(0)
# %% wrong: axes exchanged
# cause: The array is (10, count); one row for each code makes it (count, 10).
# replace: (count, CODE)
# by: (CODE, count)
# %% wrong: float64
# cause: The codes from the prior are float64; ask for float32.
# replace: , dtype="float32")
# by: )
# %% wrong: twice too wide
# cause: The codes are twice too wide; the prior has a standard deviation of 1.
# replace: return np.random.default_rng(seed)
# by: return 2 * np.random.default_rng(seed)
# %% wrong: one number ten times
# cause: All numbers of a code are one draw; draw an array (count, 10).
# replace: standard_normal((count, CODE), dtype="float32")
# by: standard_normal((count, 1), dtype="float32").repeat(CODE, axis=1)
# %% wrong: steps added to the number
# cause: The values are added to the number; it takes the values.
# replace: codes[:, number] = values
# by: codes[:, number] += values
# %% wrong: all numbers walk
# cause: All numbers take the values; only the one at place number does.
# replace: codes[:, number] = values
# by: codes[:] = np.reshape(values, (-1, 1))
# %% wrong: counted from 1
# cause: The place is counted from 1; Python counts from 0.
# replace: codes[:, number] = values
# by: codes[:, number - 1] = values
# %% wrong: a row in the place of a column
# cause: A row takes the values; it is the column codes[:, number].
# replace: codes[:, number] = values
# by: codes[number] = values
# %% wrong: the other numbers set to 0
# cause: The other numbers are 0; they are those of the code.
# replace: codes = np.repeat(np.asarray(code, "float32")[None], len(values), axis=0)
# by: codes = np.zeros((len(values), CODE), "float32")
# %% wrong: whole numbers
# cause: The code's numbers are rounded to whole ones; keep them as they are.
# replace: np.asarray(code, "float32")
# by: np.asarray(code, int)
# %% wrong: one long code
# cause: The copies stand in one long row; make an array (len(values), 10).
# replace: np.repeat(np.asarray(code, "float32")[None], len(values), axis=0)
# by: np.repeat(np.asarray(code, "float32"), len(values))
# %% wrong: the first value only
# cause: Only the first value is used; each copy has its own.
# replace: codes[:, number] = values
# by: codes[:, number] = values[0]
# %% wrong: forgotten return
# cause: The function returns nothing; put `return codes` at the end.
# replace: return codes
# by:
# %% wrong: the same array in all rows
# cause: All rows are one array, changed again and again; copy it for each value.
def prior_codes(count, seed):
    return np.random.default_rng(seed).standard_normal((count, CODE), dtype="float32")


def walk(code, number, values):
    codes = []
    for value in values:
        code[number] = value
        codes.append(code)
    return np.array(codes)


# %% wrong: the given code is changed
# cause: The given code is changed; work on a copy.
def prior_codes(count, seed):
    return np.random.default_rng(seed).standard_normal((count, CODE), dtype="float32")


def walk(code, number, values):
    codes = []
    for value in values:
        code[number] = value
        codes.append(code.copy())
    return np.array(codes)


# %% right: old generators, copies in a comprehension, prints and a warning
import sys
import warnings


def step(code, number, value):
    moved = np.array(code, "float32")
    moved[number] = value
    return moved


def prior_codes(count, seed):
    warnings.warn("drawing")
    return np.random.RandomState(seed).normal(size=(count, 10)).astype(np.float32)


def walk(code, number, values):
    print(number, file=sys.stderr)
    return np.stack([step(code, number, value) for value in values])


# %% right: a covariance matrix, a mask
def prior_codes(count, seed):
    rng = np.random.default_rng(seed)
    return np.float32(rng.multivariate_normal(np.zeros(CODE), np.identity(CODE), size=count))


def walk(code, number, values):
    walking = np.arange(len(code)) == number
    return np.where(walking, np.reshape(values, (-1, 1)), code).astype("float32")


# %% right: Keras draws, tile, lambdas
prior_codes = lambda count, seed: np.array(keras.random.normal((count, CODE), seed=seed))


def walk(code, number, values):
    codes = np.tile(code, (len(values), 1)).astype("float64")
    for row, value in zip(codes, values):
        row[number] = value
    return codes.astype("float32")
