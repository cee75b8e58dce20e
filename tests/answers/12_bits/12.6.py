# %% wrong: no straight-through
# cause: The entries are passed on as they are, so that no gradient reaches the encoder; add them to the vectors inside stop_gradient.
# replace: passed_on = vectors + ops.stop_gradient(chosen - vectors)
# by: passed_on = chosen
# %% wrong: the gradient is stopped around the vectors
# cause: Passed on has the derivative of the entries; it should have that of the vectors.
# replace: passed_on = vectors + ops.stop_gradient(chosen - vectors)
# by: passed_on = chosen + ops.stop_gradient(vectors - vectors)
# %% wrong: the vectors are passed on
# cause: The vectors are passed on; the value should be that of the entries.
# replace: passed_on = vectors + ops.stop_gradient(chosen - vectors)
# by: passed_on = vectors
# %% wrong: straight through to both
# cause: The chosen entries get the decoder's gradient too; put stop_gradient around all of chosen - vectors.
# replace: ops.stop_gradient(chosen - vectors)
# by: chosen - ops.stop_gradient(vectors)
# %% wrong: everything stopped
# cause: No gradient passes at all; leave the vectors outside of stop_gradient.
# replace: vectors + ops.stop_gradient(chosen - vectors)
# by: ops.stop_gradient(chosen)
# %% wrong: the losses exchanged
# cause: The two losses are exchanged: in the codebook loss the vectors stand still.
# replace: return indices, passed_on, codebook_loss, commitment_loss
# by: return indices, passed_on, commitment_loss, codebook_loss
# %% wrong: nothing stopped in the losses
# cause: Both losses move vectors and entries; stop the gradient of one in each.
# replace: codebook_loss = distance(ops.stop_gradient(vectors), chosen)
# by: codebook_loss = distance(vectors, chosen)
# replace: commitment_loss = distance(vectors, ops.stop_gradient(chosen))
# by: commitment_loss = distance(vectors, chosen)
# %% wrong: the codebook loss moves the vectors too
# cause: In the codebook loss the vectors stand still: stop_gradient around them.
# replace: distance(ops.stop_gradient(vectors), chosen)
# by: distance(vectors, chosen)
# %% wrong: the commitment loss moves the entries too
# cause: In the commitment loss the entries stand still: stop_gradient around them.
# replace: distance(vectors, ops.stop_gradient(chosen))
# by: distance(vectors, chosen)
# %% wrong: the losses of what is passed on
# cause: The losses compare with what is passed on, whose gradient goes to the vectors; compare with the chosen entries.
# replace: codebook_loss = distance(ops.stop_gradient(vectors), chosen)
# by: codebook_loss = distance(ops.stop_gradient(vectors), passed_on)
# %% wrong: the mean over the numbers
# cause: The losses are means over the numbers of a vector too; sum over them.
# replace: return ops.mean(ops.sum(ops.square(a - b), axis=-1))
# by: return ops.mean(ops.square(a - b))
# %% wrong: the sum over the vectors
# cause: The losses are sums over the vectors; average over them.
# replace: return ops.mean(ops.sum(ops.square(a - b), axis=-1))
# by: return ops.sum(ops.square(a - b))
# %% wrong: a loss for each vector
# cause: The losses are one number for each vector; average over them.
# replace: return ops.mean(ops.sum(ops.square(a - b), axis=-1))
# by: return ops.sum(ops.square(a - b), axis=-1)
# %% wrong: the distance, not its square
# cause: The losses are distances; they are squared distances.
# replace: return ops.mean(ops.sum(ops.square(a - b), axis=-1))
# by: return ops.mean(ops.sqrt(ops.sum(ops.square(a - b), axis=-1)))
# %% wrong: the weight of the commitment inside
# cause: The commitment loss has a weight already; the layer gives it one.
# replace: commitment_loss = distance(
# by: commitment_loss = 0.25 * distance(
# %% wrong: the farthest entry
# cause: The entry farthest away is chosen; take the nearest: ops.argmin.
# replace: ops.argmin(
# by: ops.argmax(
# %% wrong: the largest product
# cause: The entry with the largest product is chosen; the nearest one has the smallest distance.
# replace: ops.argmin(distances, axis=1)
# by: ops.argmax(ops.matmul(vectors, ops.transpose(codebook)), axis=1)
# %% wrong: the smallest entry is favoured
# cause: The entries' own squared lengths are missing from the distances.
# replace: ops.argmin(distances, axis=1)
# by: ops.argmin(-2 * ops.matmul(vectors, ops.transpose(codebook)) + ops.sum(ops.square(vectors), axis=1, keepdims=True), axis=1)
# %% wrong: the sum of absolute differences
# cause: The nearest is found by the sum of absolute differences; it is the sum of squares.
# replace: ops.argmin(distances, axis=1)
# by: ops.argmin(ops.sum(ops.abs(vectors[:, None] - codebook[None]), axis=-1), axis=1)
# %% wrong: the vector nearest to each entry
# cause: For each entry the nearest vector is found; find for each vector the nearest entry: axis=1.
# replace: ops.argmin(distances, axis=1)
# by: ops.argmin(distances, axis=0)
# %% wrong: indices left out
# cause: Four things are asked for; the indices are missing.
# replace: return indices, passed_on,
# by: return passed_on,
# %% right: expanded squares and one-hot
def vector_quantise(vectors, codebook):
    products = ops.matmul(vectors, ops.transpose(codebook))
    distances = ops.sum(codebook**2, axis=1) - 2 * products + ops.sum(vectors**2, axis=1, keepdims=True)
    indices = ops.argmin(distances, axis=1)
    chosen = ops.matmul(ops.one_hot(indices, codebook.shape[0]), codebook)
    still, entries = ops.stop_gradient(vectors), ops.stop_gradient(chosen)
    codebook_loss = ops.mean(ops.sum((chosen - still) ** 2, axis=1))
    commitment_loss = ops.mean(ops.sum((vectors - entries) ** 2, axis=1))
    return indices, vectors + (entries - still), codebook_loss, commitment_loss
# %% right: sums divided by the number of vectors, a dict inside
def vector_quantise(vectors, codebook):
    stop = ops.stop_gradient
    gaps = ops.expand_dims(vectors, 1) - ops.expand_dims(codebook, 0)
    indices = ops.argmax(-ops.sum(gaps * gaps, axis=2), axis=-1)
    e, n = ops.take(codebook, indices, axis=0), ops.cast(ops.shape(vectors)[0], "float32")
    terms = {
        "book": ops.sum(ops.square(e - stop(vectors))) / n,
        "commit": ops.sum(ops.square(vectors - stop(e))) / n,
    }
    return [indices, stop(e) + vectors - stop(vectors), terms["book"], terms["commit"]]
# %% right: int64 indices, norms squared
# replace: indices = ops.argmin(distances, axis=1)
# by: indices = ops.cast(ops.argmin(distances, axis=1), "int64")
# replace: return ops.mean(ops.sum(ops.square(a - b), axis=-1))
# by: return ops.mean(ops.einsum("nd,nd->n", a - b, a - b))
