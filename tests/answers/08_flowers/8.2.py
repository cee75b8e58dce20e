# %% wrong: transposed product
# cause: This is the transposed product; the noise stands on the right, L ε.
# replace: "nij,nj->ni"
# by: "nji,nj->ni"
# %% wrong: diagonal only
# cause: Only the diagonal of the scale is used; take the whole matrix.
# replace: ops.einsum("nij,nj->ni", scale, noise_vector)
# by: ops.diagonal(scale, axis1=1, axis2=2) * noise_vector
# %% wrong: mean forgotten
# cause: The mean is missing; add it.
# replace: return mean + ops.einsum
# by: return ops.einsum
# %% wrong: noise forgotten
# cause: The mean alone is returned; add scale times noise.
# replace: return mean + ops.einsum("nij,nj->ni", scale, noise_vector)
# by: return mean
# %% wrong: scale forgotten
# cause: The noise is added as it is; multiply it by the scale.
# replace: ops.einsum("nij,nj->ni", scale, noise_vector)
# by: noise_vector
# %% wrong: times the mean
# cause: The mean is multiplied; add it.
# replace: mean + ops
# by: mean * ops
# %% wrong: covariance in the place of the scale
# cause: The noise is multiplied by L Lᵀ; multiply it by L.
# replace: ops.einsum("nij,nj->ni", scale, noise_vector)
# by: ops.einsum("nij,nkj,nk->ni", scale, scale, noise_vector)
# %% wrong: the first image's scale for all
# cause: All images get the scale of the first; each has its own.
# replace: ops.einsum("nij,nj->ni", scale, noise_vector)
# by: ops.matmul(noise_vector, ops.transpose(scale[0]))
# %% wrong: sum over the rows
# cause: The rows of the scale are summed first; this is no product of matrix and vector.
# replace: ops.einsum("nij,nj->ni", scale, noise_vector)
# by: ops.sum(scale, axis=2) * noise_vector
# %% wrong: the batch taken for a matrix
# cause: ops.matmul takes the batch of noise vectors for one matrix; make each a column: noise_vector[:, :, None].
# replace: ops.einsum("nij,nj->ni", scale, noise_vector)
# by: ops.matmul(scale, noise_vector)
# %% wrong: a column left over
# cause: A last axis of length 1 is left over; take [:, :, 0].
# replace: return mean + ops.einsum("nij,nj->ni", scale, noise_vector)
# by: return mean[:, :, None] + ops.matmul(scale, noise_vector[:, :, None])
# %% wrong: noise of its own
# cause: The noise is drawn inside; use noise_vector.
# replace: "nij,nj->ni", scale, noise_vector)
# by: "nij,nj->ni", scale, keras.random.normal(ops.shape(mean)))
# %% wrong: forgotten return
# cause: The function returns nothing; put `return` before the sum.
# replace: return mean + ops
# by: mean + ops
# %% right: matrices of one column
def draw(mean, scale, noise_vector):
    column = ops.matmul(scale, ops.expand_dims(noise_vector, -1))
    return ops.squeeze(column, axis=-1) + mean


# %% right: a sum of products, prints and a warning
import sys
import warnings


def product(matrices, vectors):
    return ops.sum(matrices * vectors[:, None, :], axis=2)


def draw(mean, scale, noise_vector):
    warnings.warn("drawing")
    print(scale.shape, file=sys.stderr)
    return mean + product(scale, noise_vector)


# %% right: a row from the left, with the transposed matrix, in a lambda
draw = lambda mean, scale, noise_vector: mean + (noise_vector[:, None, :] @ ops.transpose(scale, (0, 2, 1)))[:, 0]


# %% right: column by column, in float64
def draw(mean, scale, noise_vector):
    mean, scale, noise_vector = (ops.cast(part, "float64") for part in (mean, scale, noise_vector))
    return ops.cast(mean + sum(scale[:, :, j] * noise_vector[:, j, None] for j in range(scale.shape[2])), "float32")
