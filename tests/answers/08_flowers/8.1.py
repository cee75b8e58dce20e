# %% wrong: the mean from the end
# cause: The mean is taken from the end; it is the first 10 numbers.
# replace: mean, numbers = outputs[:, :CODE], outputs[:, CODE:]
# by: mean, numbers = outputs[:, -CODE:], outputs[:, :-CODE]
# %% wrong: the mean's numbers serve twice
# cause: The numbers of the scale begin at the start; they are those from 10 on.
# replace: outputs[:, CODE:]
# by: outputs[:, :55]
# %% wrong: one place off
# cause: The numbers of the scale begin one place too early; they are those from 10 on.
# replace: outputs[:, CODE:]
# by: outputs[:, CODE - 1 :]
# %% wrong: a softplus on the mean
# cause: The mean goes through the softplus; it is the first 10 numbers as they are.
# replace: return mean,
# by: return ops.softplus(mean),
# %% wrong: a tanh on the mean
# cause: The mean goes through tanh; it is the first 10 numbers as they are.
# replace: return mean,
# by: return ops.tanh(mean),
# %% wrong: 0.001 forgotten
# cause: 0.001 is to be added to the softplus.
# replace: (ops.softplus(square) + 0.001)
# by: ops.softplus(square)
# %% wrong: exp without 0.001
# cause: The diagonal is made positive by exp; it goes through softplus, and 0.001 is added.
# replace: (ops.softplus(square) + 0.001)
# by: ops.exp(square)
# %% wrong: diagonal of any sign
# cause: The diagonal must be positive: softplus, and 0.001 added.
# replace: (ops.softplus(square) + 0.001)
# by: square
# %% wrong: relu on the diagonal
# cause: The diagonal goes through relu; it goes through softplus.
# replace: ops.softplus(square)
# by: ops.relu(square)
# %% wrong: absolute value on the diagonal
# cause: The diagonal is made positive by its absolute value; it goes through softplus.
# replace: ops.softplus(square)
# by: ops.abs(square)
# %% wrong: square on the diagonal
# cause: The diagonal is squared; it goes through softplus.
# replace: ops.softplus(square)
# by: ops.square(square)
# %% wrong: sigmoid on the diagonal
# cause: The diagonal goes through a sigmoid, which stays below 1; it goes through softplus.
# replace: ops.softplus(square)
# by: ops.sigmoid(square)
# %% wrong: softplus below the diagonal too
# cause: Numbers below the diagonal are left as they are: no softplus there.
# replace: square * below
# by: ops.softplus(square) * below
# %% wrong: upper triangular
# cause: The scale is upper triangular; fill the places below the diagonal.
# replace: return mean, square * below + (ops.softplus(square) + 0.001) * diagonal
# by: return mean, ops.transpose(square * below + (ops.softplus(square) + 0.001) * diagonal, (0, 2, 1))
# %% wrong: nothing removed above the diagonal
# cause: Numbers stand above the diagonal; multiply them by 0.
# replace: square * below
# by: square * (1 - diagonal)
# %% wrong: the same number all over the diagonal
# cause: The diagonal holds one number ten times; each place has one of its own.
# replace: ops.softplus(square)
# by: ops.softplus(square[:, :1, :1])
# %% wrong: diagonal only
# cause: Below the diagonal all is 0; the numbers belong there as they are.
# replace: square * below + (ops.softplus
# by: 0 * square * below + (ops.softplus
# %% wrong: the diagonal counted twice
# cause: The mask of what is below includes the diagonal, which is then counted twice: np.tril(..., -1).
# replace: dtype="float32"), -1)
# by: dtype="float32"))
# %% wrong: scale not made square
# cause: The scale is still a row of 55 numbers; make matrices of 10 by 10.
# replace: square * below + (ops.softplus(square) + 0.001) * diagonal
# by: numbers
# %% wrong: returns the covariance
# cause: This is the covariance L Lᵀ; return L itself.
# replace: return mean, square * below + (ops.softplus(square) + 0.001) * diagonal
# by: L = square * below + (ops.softplus(square) + 0.001) * diagonal; return mean, L @ ops.transpose(L, (0, 2, 1))
# %% wrong: the mean is left out
# cause: Return two things: the mean and the scale.
# replace: return mean, square
# by: return square
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before mean and scale.
# replace: return mean, square
# by: mean, square
# %% right: the diagonal first, then the rest, by a placement matrix
PLACES = np.zeros((55, 10, 10), "float32")
for k, (i, j) in enumerate([(i, i) for i in range(10)] + [(i, j) for i in range(10) for j in range(i)]):
    PLACES[k, i, j] = 1


def unpack(outputs):
    positive = ops.softplus(outputs[:, 10:20]) + 0.001
    entries = ops.concatenate([positive, outputs[:, 20:]], axis=1)
    return outputs[:, :10], ops.reshape(ops.matmul(entries, PLACES.reshape(55, 100)), (-1, 10, 10))


# %% right: row by row, prints and a warning
import sys
import warnings


def row(numbers, i):
    first = i * (i + 1) // 2
    positive = ops.softplus(numbers[:, first + i : first + i + 1]) + 1e-3
    return ops.concatenate([numbers[:, first : first + i], positive, 0 * numbers[:, : 9 - i]], axis=1)


def unpack(outputs):
    warnings.warn("unpacking")
    print(outputs.shape, file=sys.stderr)
    return outputs[:, :10], ops.stack([row(outputs[:, 10:], i) for i in range(10)], axis=1)


# %% right: where, tril and logaddexp
def unpack(outputs):
    mean, numbers = ops.split(outputs, [CODE], axis=1)
    square = ops.take(numbers, PLACE, axis=1)
    on_diagonal = np.eye(CODE, dtype=bool)
    return mean, ops.tril(ops.where(on_diagonal, ops.logaddexp(square, 0.0) + 0.001, square))


# %% right: the triangle filled column by column, in a list
def unpack(outputs):
    place = np.zeros((CODE, CODE), dtype=int)
    place.T[np.triu_indices(CODE)] = np.arange(CODE, CODE + 55)
    square = ops.take(outputs, place, axis=1) * np.tril(np.ones((CODE, CODE))).astype("float32")
    diagonal = np.identity(CODE).astype("float32")
    return [outputs[:, :CODE], square - square * diagonal + (keras.activations.softplus(square) + 0.001) * diagonal]
