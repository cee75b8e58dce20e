# %% wrong: uniform numbers
# replace: standard_normal((count, CODE), dtype="float32")
# by: random((count, CODE), dtype="float32")
# %% wrong: seed forgotten
# replace: default_rng(seed)
# by: default_rng()
# %% wrong: seed hard-coded
# replace: default_rng(seed)
# by: default_rng(0)
# %% wrong: axes exchanged
# replace: (count, CODE)
# by: (CODE, count)
# %% wrong: float64
# replace: , dtype="float32")
# by: )
# %% wrong: twice too wide
# replace: return np.random.default_rng(seed)
# by: return 2 * np.random.default_rng(seed)
# %% wrong: one number ten times
# replace: standard_normal((count, CODE), dtype="float32")
# by: standard_normal((count, 1), dtype="float32").repeat(CODE, axis=1)
# %% wrong: steps added to the number
# replace: codes[:, number] = values
# by: codes[:, number] += values
# %% wrong: all numbers walk
# replace: codes[:, number] = values
# by: codes[:] = np.reshape(values, (-1, 1))
# %% wrong: counted from 1
# replace: codes[:, number] = values
# by: codes[:, number - 1] = values
# %% wrong: a row in the place of a column
# replace: codes[:, number] = values
# by: codes[number] = values
# %% wrong: the other numbers set to 0
# replace: codes = np.repeat(np.asarray(code, "float32")[None], len(values), axis=0)
# by: codes = np.zeros((len(values), CODE), "float32")
# %% wrong: whole numbers
# replace: np.asarray(code, "float32")
# by: np.asarray(code, int)
# %% wrong: one long code
# replace: np.repeat(np.asarray(code, "float32")[None], len(values), axis=0)
# by: np.repeat(np.asarray(code, "float32"), len(values))
# %% wrong: the first value only
# replace: codes[:, number] = values
# by: codes[:, number] = values[0]
# %% wrong: forgotten return
# replace: return codes
# by:
# %% wrong: the same array in all rows
def prior_codes(count, seed):
    return np.random.default_rng(seed).standard_normal((count, CODE), dtype="float32")


def walk(code, number, values):
    codes = []
    for value in values:
        code[number] = value
        codes.append(code)
    return np.array(codes)


# %% wrong: the given code is changed
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
