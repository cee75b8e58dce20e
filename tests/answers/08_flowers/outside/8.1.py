# %% wrong: a hundred-thousandth on the diagonal
# cause: 0.00001 is added to the diagonal; the text says "0.001 is added to them".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + (ops.softplus(square) + 1e-5) * diagonal
# %% wrong: the larger of softplus and a thousandth
# cause: ops.maximum replaces small numbers by 0.001 and gives them no gradient; "go through the softplus, and 0.001 is added to them".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + ops.maximum(ops.softplus(square), 0.001) * diagonal
# %% wrong: a thousandth on the whole triangle
# cause: 0.001 is added to the numbers below the diagonal as well; only "Those on the diagonal go through the softplus, and 0.001 is added to them".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], (square + 0.001) * below + (ops.softplus(square) + 0.001) * diagonal
# %% wrong: a tenth of the numbers below the diagonal
# cause: The entries below the diagonal are a tenth of the outputs; the numbers themselves "fill the lower triangle", so do not scale them.
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], 0.1 * square * below + (ops.softplus(square) + 0.001) * diagonal
# %% wrong: absolute values on the diagonal
# cause: The diagonal is made positive by ops.abs; "Those on the diagonal go through the softplus".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + (ops.abs(square) + 0.001) * diagonal
# %% wrong: the exponential on the diagonal
# cause: The diagonal is made positive by ops.exp; "Those on the diagonal go through the softplus": s(a) = softplus(a) + 0.001.
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + (ops.exp(square) + 0.001) * diagonal
# %% wrong: unpacked by NumPy
# cause: "Write the function with keras.ops, so that gradients flow through it": NumPy stops them; use ops.take and ops.softplus.
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    outputs = np.asarray(outputs)
    square = np.take(outputs[:, 10:], PLACE, axis=1)
    softplus = np.logaddexp(square, 0) + np.float32(0.001)
    return outputs[:, :10], np.tril(square, -1) + softplus * np.eye(10, dtype="float32")
# %% wrong: no gradient to the diagonal
# cause: ops.stop_gradient keeps the gradient from the diagonal; the function is written "so that gradients flow through it".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + (ops.softplus(ops.stop_gradient(square)) + 0.001) * diagonal
# %% wrong: the entries below are clipped
# cause: The entries below the diagonal cannot leave the range from -5 to 5; they "may be any numbers".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], ops.clip(square, -5, 5) * below + (ops.softplus(square) + 0.001) * diagonal
# %% wrong: softplus alone on the diagonal
# cause: Far below 0 the softplus rounds to 0, and its logarithm is minus infinity; "0.001 is added to them".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + ops.softplus(square) * diagonal
# %% wrong: softplus on the whole triangle
# cause: All entries are positive; only "Those on the diagonal go through the softplus".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], ops.softplus(square) * below + (ops.softplus(square) + 0.001) * diagonal
# %% wrong: upper triangle
# cause: The scale is upper triangular; "The other 55 fill the lower triangle".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    scale = square * below + (ops.softplus(square) + 0.001) * diagonal
    return outputs[:, :10], ops.transpose(scale, (0, 2, 1))
# %% wrong: the mean comes last
# cause: The mean is taken from the end; "The first 10 numbers are the mean".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, :55], PLACE, axis=1)
    return outputs[:, 55:], square * below + (ops.softplus(square) + 0.001) * diagonal
# %% right: where in the place of masks
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    square = ops.take(outputs[:, CODE:], PLACE, axis=1)
    row, column = np.indices((CODE, CODE))
    with_diagonal = ops.where(row == column, keras.activations.softplus(square) + 1e-3, square)
    return outputs[:, :CODE], ops.where(row >= column, with_diagonal, ops.zeros_like(square))
# %% wrong: exp in place of softplus
# cause: The diagonal is made positive by exp; it goes through softplus.
# replace: (ops.softplus(square) + 0.001) * diagonal
# by: (ops.exp(square) + 0.001) * diagonal
# %% wrong: 0.001 forgotten
# cause: 0.001 is to be added to the softplus.
# replace: (ops.softplus(square) + 0.001) * diagonal
# by: ops.softplus(square) * diagonal
# %% wrong: 0.001 inside the softplus
# cause: 0.001 is added inside the softplus; add it to the result.
# replace: (ops.softplus(square) + 0.001) * diagonal
# by: ops.softplus(square + 0.001) * diagonal
# %% wrong: 0.001 as a lower limit instead of added
# cause: 0.001 is a lower limit here; add it to the softplus.
# replace: (ops.softplus(square) + 0.001) * diagonal
# by: ops.maximum(ops.softplus(square), 0.001) * diagonal
# %% wrong: 0.001 added to the entries below the diagonal too
# cause: 0.001 is added below the diagonal too; add it on the diagonal only.
def unpack(outputs):
    mean = outputs[:, :CODE]
    square = ops.take(outputs[:, CODE:], PLACE, axis=1)
    diagonal = np.eye(CODE, dtype="float32")
    lower = np.tril(np.ones((CODE, CODE), dtype="float32"))
    scale = ops.softplus(square) * diagonal + square * (lower - diagonal)
    return mean, (scale + 0.001) * lower
# %% wrong: mask below the diagonal includes the diagonal
# cause: The mask of what is below includes the diagonal, which is then counted twice: np.tril(..., -1).
# replace: dtype="float32"), -1)
# by: dtype="float32"))
# %% wrong: written in NumPy, no gradients
# cause: NumPy lets no gradient through; use keras.ops from end to end.
def unpack(outputs):
    outputs = np.asarray(outputs)
    mean, numbers = outputs[:, :CODE], outputs[:, CODE:]
    scale = np.zeros((len(outputs), CODE, CODE), dtype="float32")
    rows, columns = np.tril_indices(CODE)
    scale[:, rows, columns] = numbers
    i = np.arange(CODE)
    scale[:, i, i] = np.logaddexp(0, scale[:, i, i]) + 0.001
    return mean, scale
# %% wrong: returns the covariance instead of the scale
# cause: This is the covariance L Lᵀ; return L itself.
def unpack(outputs):
    mean, numbers = outputs[:, :CODE], outputs[:, CODE:]
    square = ops.take(numbers, PLACE, axis=1)
    diagonal = np.eye(CODE, dtype="float32")
    below = np.tril(np.ones((CODE, CODE), dtype="float32"), -1)
    scale = square * below + (ops.softplus(square) + 0.001) * diagonal
    return mean, ops.matmul(scale, ops.transpose(scale, (0, 2, 1)))
# %% wrong: the last ten numbers are the mean
# cause: The mean is taken from the end; it is the first 10 numbers.
# replace: mean, numbers = outputs[:, :CODE], outputs[:, CODE:]
# by: numbers, mean = outputs[:, :55], outputs[:, 55:]
# %% wrong: softplus over the whole lower triangle
# cause: Numbers below the diagonal are left as they are: no softplus there.
# replace: square * below + (ops.softplus(square) + 0.001) * diagonal
# by: (ops.softplus(square) + 0.001) * (below + diagonal)
# %% wrong: softplus by hand overflows to NaN for large outputs
# cause: log(1 + exp(a)) overflows for large numbers; ops.softplus does not.
# replace: (ops.softplus(square) + 0.001) * diagonal
# by: (ops.log(1 + ops.exp(square)) + 0.001) * diagonal
# %% wrong: relu plus 0.001 on the diagonal
# cause: The diagonal goes through relu; it goes through softplus.
# replace: ops.softplus(square)
# by: ops.relu(square)
# %% wrong: numbers start one too early
# cause: The numbers of the scale begin one place too early; they are those from 10 on.
# replace: outputs[:, CODE:]
# by: outputs[:, CODE - 1 :]
# %% right: ops.where with masks
def unpack(outputs):
    """Split into the mean and the Cholesky factor."""
    on_diagonal = np.eye(CODE, dtype=bool)
    lower = np.tril(np.ones((CODE, CODE), dtype=bool))
    square = ops.take(outputs[:, 10:65], PLACE, axis=1)
    positive = ops.softplus(square) + 1e-3
    return outputs[:, 0:10], ops.where(on_diagonal, positive, ops.where(lower, square, ops.zeros_like(square)))
# %% right: entry by entry, stacked
def unpack(outputs):
    zero = ops.zeros_like(outputs[:, 0])
    position, rows = 10, []
    for i in range(10):
        row = []
        for j in range(10):
            if j > i:
                row.append(zero)
                continue
            number = outputs[:, position]
            position += 1
            row.append(ops.softplus(number) + 0.001 if i == j else number)
        rows.append(ops.stack(row, axis=1))
    return outputs[:, :10], ops.stack(rows, axis=1)
# %% right: another order, the diagonal first, by matrix products
def unpack(outputs):
    n_below = CODE * (CODE - 1) // 2
    rows, columns = np.tril_indices(CODE, -1)
    to_below = np.zeros((n_below, CODE * CODE), "float32")
    to_below[np.arange(n_below), CODE * rows + columns] = 1
    to_diagonal = np.zeros((CODE, CODE * CODE), "float32")
    to_diagonal[np.arange(CODE), (CODE + 1) * np.arange(CODE)] = 1
    diagonal, below = outputs[:, CODE : 2 * CODE], outputs[:, 2 * CODE :]
    flat = ops.matmul(ops.softplus(diagonal) + 0.001, to_diagonal) + ops.matmul(below, to_below)
    return outputs[:, :CODE], ops.reshape(flat, (-1, CODE, CODE))
# %% right: softplus as logaddexp, ops.tril
def unpack(outputs):
    square = ops.take(outputs[:, CODE:], PLACE, axis=1)
    eye = ops.eye(CODE)
    strictly_lower = ops.tril(square, k=-1)
    s = ops.logaddexp(square, ops.zeros_like(square)) + 0.001
    return outputs[:, :CODE], strictly_lower + s * eye
