# %% wrong: starts with one component
# cause: The first error, with no component, is the mean face's: it is missing.
# replace: np.concatenate([[0], np.cumsum(explained)])
# by: np.cumsum(explained)
# %% wrong: not centred
# cause: Subtract the mean first.
# replace: centred = vectors - mean
# by: centred = vectors
# %% wrong: centred on the mean of the given vectors
# cause: The mean that is given is to be subtracted, not the vectors' own.
# replace: centred = vectors - mean
# by: centred = vectors - vectors.mean(axis=0)
# %% wrong: each component by itself
# cause: Each component stands by itself; sum them up with np.cumsum.
# replace: np.cumsum(explained)
# by: explained
# %% wrong: the sum over pixels
# cause: This is the sum over the pixels; divide by their number, d.
# replace: / vectors.shape[1]
# by:
# %% wrong: divided by the number of components
# cause: Divide by the number of pixels, d, not by that of components.
# replace: / vectors.shape[1]
# by: / len(directions)
# %% wrong: divided by the number of vectors too
# cause: Divided by the number of vectors once too often.
# replace: / vectors.shape[1]
# by: / vectors.size
# %% wrong: no square
# cause: The products are to be squared.
# replace: ((centred @ directions.T) ** 2)
# by: np.abs(centred @ directions.T)
# %% wrong: what is explained, not what is missing
# cause: This is what the components explain; the error is what is missing.
# replace: return (whole - np.concatenate([[0], np.cumsum(explained)]))
# by: return np.concatenate([[0], np.cumsum(explained)])
# %% wrong: the length of the mean, not the mean of the lengths
# cause: The squares are taken of the mean; square first, then average over the vectors.
# replace: ((centred @ directions.T) ** 2).mean(axis=0)
# by: (centred @ directions.T).mean(axis=0) ** 2
# %% wrong: directions in the opposite order
# cause: The components are summed from the last; begin with the first.
# replace: np.cumsum(explained)
# by: np.cumsum(explained[::-1])
# %% wrong: the root of the error
# cause: This is the root of the error; return the mean square.
# replace: return (whole - np.concatenate([[0], np.cumsum(explained)])) / vectors.shape[1]
# by: return np.sqrt((whole - np.concatenate([[0], np.cumsum(explained)])) / vectors.shape[1])
# %% wrong: numbers of the visible test
# cause: These are fixed numbers; compute them.
# replace: return (whole - np.concatenate([[0], np.cumsum(explained)])) / vectors.shape[1]
# by: return np.array([169 / 3, 160 / 3, 48]) if len(vectors) == 1 else np.zeros(len(directions) + 1)
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the errors.
# replace: return (whole
# by: errors = (whole
# %% right: every reconstruction in float64, words on stderr
import sys
import warnings


def pca_errors(vectors, mean, directions):
    warnings.warn("slowly", stacklevel=1)
    print("all", len(directions), file=sys.stderr)
    rest = np.array(vectors, dtype=np.float64) - mean
    errors = [np.mean(rest**2)]
    for direction in directions:
        rest -= np.outer(rest @ direction, direction)
        errors.append(np.mean(rest**2))
    return np.array(errors)
# %% right: keras.ops
from keras import ops


def pca_errors(vectors, mean, directions):
    centred = ops.subtract(ops.convert_to_tensor(vectors), mean)
    squares = ops.mean(ops.square(ops.matmul(centred, ops.transpose(ops.convert_to_tensor(directions)))), axis=0)
    whole = ops.reshape(ops.mean(ops.sum(ops.square(centred), axis=1)), (1,))
    falling = ops.concatenate([whole, whole - ops.cumsum(squares)])
    return ops.convert_to_numpy(falling) / vectors.shape[1]
# %% right: einsum and a matrix of ones
def pca_errors(vectors, mean, directions):
    z = np.einsum("nd,kd->nk", vectors - mean, directions)
    squared = np.hstack([np.zeros((len(z), 1)), z**2]) @ np.triu(np.ones((len(directions) + 1,) * 2))
    return np.mean(np.sum((vectors - mean) ** 2, axis=1, keepdims=True) - squared, axis=0) / len(mean)
