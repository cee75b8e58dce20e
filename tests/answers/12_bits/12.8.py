# %% wrong: the k smallest
# cause: The k smallest are kept; keep the largest.
# replace: border = ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: border = ops.sort(codes, axis=-1)[:, k - 1 : k]
# replace: codes >= border
# by: codes <= border
# %% wrong: the largest by absolute value
# cause: The largest by absolute value are kept; -3 is smaller than 1.
# replace: border = ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: border = ops.min(ops.top_k(ops.abs(codes), k)[0], axis=-1, keepdims=True)
# replace: codes >= border
# by: ops.abs(codes) >= border
# %% wrong: the border itself falls
# cause: One number too few is kept: the border itself stays, with >=.
# replace: codes >= border
# by: codes > border
# %% wrong: one too many
# cause: One number too many is kept.
# replace: ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: ops.sort(codes, axis=-1)[:, max(0, codes.shape[1] - k - 1)][:, None]
# %% wrong: the border of the whole batch
# cause: The border is one for all codes; each code has its own.
# replace: ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: ops.min(ops.top_k(codes, k)[0])
# %% wrong: the largest of each number over the batch
# cause: The largest are sought over the images; seek over the numbers of each code.
# replace: border = ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: border = ops.min(ops.top_k(ops.transpose(codes), min(k, codes.shape[0]))[0], axis=-1)
# %% wrong: ones and zeros
# cause: The numbers kept become 1; they stay as they are.
# replace: ops.where(codes >= border, codes, 0.0)
# by: ops.cast(codes >= border, "float32")
# %% wrong: the border subtracted
# cause: The border is subtracted, as a relu would; what is kept stays as it is.
# replace: ops.where(codes >= border, codes, 0.0)
# by: ops.relu(codes - border)
# %% wrong: negative numbers lost
# cause: Negative numbers among the k largest become 0; they stay as they are.
# replace: return ops.where
# by: codes = ops.relu(codes); return ops.where
# %% wrong: the others become very small
# cause: All others become 0, not the border.
# replace: ops.where(codes >= border, codes, 0.0)
# by: ops.maximum(codes, border)
# %% wrong: only the k largest are returned
# cause: The code keeps its size; the others become 0 at their places.
# replace: return ops.where(codes >= border, codes, 0.0)
# by: return ops.top_k(codes, k)[0]
# %% wrong: sorted
# cause: The numbers are sorted; they stay at their places.
# replace: return ops.where(codes >= border, codes, 0.0)
# by: return ops.flip(ops.sort(ops.where(codes >= border, codes, 0.0), axis=-1), axis=-1)
# %% wrong: the threshold is a share of the largest
# cause: The border is a share of the largest number, so that how many stay depends on the image; keep k.
# replace: ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: 0.5 * ops.max(codes, axis=-1, keepdims=True)
# %% wrong: always sixteen
# cause: The number kept does not follow k.
# replace: ops.top_k(codes, k)
# by: ops.top_k(codes, min(16, codes.shape[1]))
# %% wrong: no gradient
# cause: No gradient passes through what is kept; leave stop_gradient out.
# replace: return ops.where(codes >= border, codes, 0.0)
# by: return ops.stop_gradient(ops.where(codes >= border, codes, 0.0))
# %% wrong: straight through to all
# cause: Gradients reach the numbers that became 0 too; only what stays has one.
# replace: return ops.where(codes >= border, codes, 0.0)
# by: return codes + ops.stop_gradient(ops.where(codes >= border, codes, 0.0) - codes)
# %% wrong: NumPy
# cause: NumPy lets no gradient through; use keras.ops from end to end.
# replace: border = ops
# by: codes = np.array(codes); border = ops
# replace: return ops.where(codes >= border, codes, 0.0)
# by: return np.where(codes >= np.asarray(border), codes, 0.0)
# %% right: a mask of places
def keep_largest(codes, k):
    _, places = ops.top_k(codes, k)
    mask = ops.sum(ops.one_hot(places, codes.shape[-1]), axis=1)
    return codes * ops.cast(mask, codes.dtype)
# %% right: the border from a sort, and a product
def keep_largest(codes, k):
    border = ops.sort(codes, axis=-1)[:, -k][:, None]
    return ops.multiply(codes, ops.cast(ops.greater_equal(codes, border), "float32"))
# %% right: the border without a gradient, zeros_like
# replace: border = ops.min(ops.top_k(codes, k)[0], axis=-1, keepdims=True)
# by: border = ops.stop_gradient(ops.top_k(codes, k)[0][..., -1:])
# replace: ops.where(codes >= border, codes, 0.0)
# by: ops.where(codes < border, ops.zeros_like(codes), codes)
