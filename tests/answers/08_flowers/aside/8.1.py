# %% wrong: a hundredth on the diagonal
# cause: 0.01 is added to the diagonal; the text says "0.001 is added to them".
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], square * below + (ops.softplus(square) + 0.01) * diagonal
# %% wrong: the numbers below the diagonal go through tanh
# cause: The entries below the diagonal are squeezed into (-1, 1); they "may be any number", as they are.
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    diagonal = np.eye(10, dtype="float32")
    below = np.tril(np.ones((10, 10), "float32"), -1)
    square = ops.take(outputs[:, 10:], PLACE, axis=1)
    return outputs[:, :10], ops.tanh(square) * below + (ops.softplus(square) + 0.001) * diagonal
# %% right: the diagonal first, then the rest by a matrix of zeros and ones
def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    mean, on, off = outputs[:, :10], outputs[:, 10:20], outputs[:, 20:]
    rows, columns = np.tril_indices(10, -1)
    spread = np.zeros((45, 100), "float32")
    spread[np.arange(45), 10 * rows + columns] = 1
    below = ops.reshape(ops.matmul(off, spread), (-1, 10, 10))
    on = ops.logaddexp(on, ops.zeros_like(on)) + 0.001
    return mean, below + on[:, :, None] * np.eye(10, dtype="float32")
# %% right: column by column in a loop
def positive(a):
    """Return the softplus, plus 0.001."""
    return ops.softplus(a) + 0.001


def unpack(outputs):
    """Return (mean, scale), (n, 10) and (n, 10, 10), from an encoder's outputs (n, 65).

    scale is lower triangular with a positive diagonal.
    """
    numbers = [outputs[:, j] for j in range(65)]
    mean, rest = ops.stack(numbers[:10], axis=1), iter(numbers[:9:-1])
    zero = ops.zeros_like(numbers[0])
    rows = []
    for i in range(10):
        row = [next(rest) for _ in range(i)]
        row.append(positive(next(rest)))
        rows.append(ops.stack(row + [zero] * (9 - i), axis=1))
    return mean, ops.stack(rows, axis=1)
