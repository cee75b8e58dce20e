# %% wrong: product by NumPy
# cause: NumPy lets no gradient through and cannot take a model's tensors; "The randomness is all in ε, so gradients reach μ and L": use ops.einsum or ops.matmul.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + np.einsum("nij,nj->ni", scale, noise_vector)
# %% wrong: all axes of length one are dropped
# cause: For codes of one number the product loses that axis and is added to every mean: (n, n); "Return codes (n, k)": take [:, :, 0] in the place of ops.squeeze.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.squeeze(ops.matmul(scale, noise_vector[:, :, None]))
# %% wrong: only the lower triangle counts
# cause: Entries above the diagonal are set to 0; the docstring has "scale (n, k, k) times noise_vector", the whole matrix.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.einsum("nij,nj->ni", ops.tril(scale), noise_vector)
# %% wrong: the noise is cut at five
# cause: The noise is clipped; "plus scale times noise_vector" takes it as it is given.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    noise_vector = ops.clip(noise_vector, -5, 5)
    return mean + ops.einsum("nij,nj->ni", scale, noise_vector)
# %% wrong: no gradient to the scale
# cause: ops.stop_gradient keeps the gradient from L; "gradients reach μ and L".
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.einsum("nij,nj->ni", ops.stop_gradient(scale), noise_vector)
# %% wrong: no gradient to the mean
# cause: ops.stop_gradient keeps the gradient from μ; "gradients reach μ and L".
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return ops.stop_gradient(mean) + ops.einsum("nij,nj->ni", scale, noise_vector)
# %% wrong: the transposed product
# cause: This is Lᵀ ε; "Mind the order of the product": (L ε)_i is the sum over j of L_ij ε_j.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.einsum("nji,nj->ni", scale, noise_vector)
# %% wrong: the sum runs over the rows
# cause: The sum is over the rows of the scale; (L ε)_i is the sum over the columns j: axis=2.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.sum(scale * noise_vector[:, :, None], axis=1)
# %% wrong: the first image's scale for all
# cause: All images get the scale of the first; "each image has a scale and a noise vector of its own".
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.matmul(noise_vector, ops.transpose(scale[0]))
# %% wrong: only the diagonal of the scale
# cause: Only the diagonal is used, so the numbers of a code are independent; "scale (n, k, k) times noise_vector" is the product with the whole matrix.
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    return mean + ops.diagonal(scale, axis1=1, axis2=2) * noise_vector
# %% wrong: noise of its own
# cause: The argument noise_vector is not used; "mean plus scale times noise_vector".
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    noise = keras.random.normal(ops.shape(mean))
    return mean + ops.einsum("nij,nj->ni", scale, noise)
# %% right: row vectors times the transposed scale
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    rows = ops.expand_dims(noise_vector, axis=1)
    turned = ops.transpose(scale, axes=(0, 2, 1))
    return ops.add(mean, ops.matmul(rows, turned)[:, 0, :])
# %% right: one product with the mean as a further column
def draw(mean, scale, noise_vector):
    """Return codes (n, k): mean (n, k) plus scale (n, k, k) times noise_vector (n, k), by image."""
    extended = ops.concatenate([scale, ops.expand_dims(mean, -1)], axis=-1)
    noise = ops.concatenate([noise_vector, ops.ones_like(noise_vector[:, :1])], axis=-1)
    return ops.einsum("...ij,...j->...i", extended, noise)
