# %% wrong: the difference of two sigmoids
# cause: Far out both sigmoids are 1 and their difference is 0; use the form with logarithms of sigmoids.
def rate_bits(codes, scales):
    p = ops.sigmoid((codes + 0.5) / scales) - ops.sigmoid((codes - 0.5) / scales)
    return ops.sum(-ops.log(p), axis=-1) / np.log(2)
# %% wrong: the difference with a floor
# cause: A floor under the probability caps the bits, and no gradient passes there; use the form with logarithms of sigmoids.
def rate_bits(codes, scales):
    p = ops.sigmoid((codes + 0.5) / scales) - ops.sigmoid((codes - 0.5) / scales)
    return ops.sum(-ops.log(ops.maximum(p, 1e-9)), axis=-1) / np.log(2)
# %% wrong: nats
# cause: These are nats; divide by log 2.
# replace: ops.sum(nats, axis=-1) / np.log(2)
# by: ops.sum(nats, axis=-1)
# %% wrong: nats times log 2
# cause: To go from nats to bits divide by log 2; here it multiplies.
# replace: / np.log(2)
# by: * np.log(2)
# %% wrong: the sign
# cause: The sign is wrong: bits are -log2 P.
# replace: return ops.sum(nats
# by: return ops.sum(-nats
# %% wrong: the mean over the numbers
# cause: This is the mean over the numbers of a code; sum over them.
# replace: ops.sum(nats, axis=-1)
# by: ops.mean(nats, axis=-1)
# %% wrong: all codes together
# cause: This is the sum over all codes; return one number for each: axis=-1.
# replace: ops.sum(nats, axis=-1)
# by: ops.sum(nats)
# %% wrong: the last term left out
# cause: The factor 1 - exp(-1/s) is missing.
# replace: nats = -inner - ops.log1p(-ops.exp(-1 / scales))
# by: nats = -inner + 0 * scales
# %% wrong: the last term's sign
# cause: The logarithm of 1 - exp(-1/s) is added to the bits; -log P subtracts it.
# replace: nats = -inner - ops.log1p
# by: nats = -inner + ops.log1p
# %% wrong: 1 + exp in the last term
# cause: The last factor is 1 - exp(-1/s), with a minus.
# replace: ops.log1p(-ops.exp(-1 / scales))
# by: ops.log1p(ops.exp(-1 / scales))
# %% wrong: exp(-s) in the last term
# cause: The last factor is 1 - exp(-1/s); here it is exp(-s).
# replace: ops.exp(-1 / scales)
# by: ops.exp(-scales)
# %% wrong: sigma(-a) without its sign
# cause: The second factor is sigma(-a), not sigma(a).
# replace: ops.log_sigmoid((0.5 - codes) / scales)
# by: ops.log_sigmoid((codes - 0.5) / scales)
# %% wrong: multiplied by the scales
# cause: The codes are multiplied by the scales; divide by them.
# replace: inner = ops.log_sigmoid((codes + 0.5) / scales) + ops.log_sigmoid((0.5 - codes) / scales)
# by: inner = ops.log_sigmoid((codes + 0.5) * scales) + ops.log_sigmoid((0.5 - codes) * scales)
# %% wrong: a box of width two
# cause: The box reaches half a step to each side, not a whole one.
# replace: (codes + 0.5) / scales) + ops.log_sigmoid((0.5 - codes) / scales)
# by: (codes + 1) / scales) + ops.log_sigmoid((1 - codes) / scales)
# replace: ops.exp(-1 / scales)
# by: ops.exp(-2 / scales)
# %% wrong: codes divided, the half not
# cause: The half step is divided by the scale too: (z + 0.5) / s.
# replace: (codes + 0.5) / scales) + ops.log_sigmoid((0.5 - codes) / scales)
# by: codes / scales + 0.5) + ops.log_sigmoid(0.5 - codes / scales)
# %% wrong: the density in the middle of the box
# cause: This is the density at z; the probability is that of the box around it.
def rate_bits(codes, scales):
    t = codes / scales
    nats = -ops.log_sigmoid(t) - ops.log_sigmoid(-t) + ops.log(scales)
    return ops.sum(nats, axis=-1) / np.log(2)
# %% wrong: the codes rounded first
# cause: The codes are rounded first; the formula takes them as they are, and a rounding has no gradient.
# replace: inner = ops
# by: codes = ops.round(codes); inner = ops
# %% wrong: a normal distribution
# cause: The distribution is logistic: its distribution function is the sigmoid.
def rate_bits(codes, scales):
    upper = 0.5 * (1 + ops.erf((codes + 0.5) / scales / 2**0.5))
    lower = 0.5 * (1 + ops.erf((codes - 0.5) / scales / 2**0.5))
    return ops.sum(-ops.log(upper - lower), axis=-1) / np.log(2)
# %% wrong: NumPy
# cause: NumPy lets no gradient through; use keras.ops from end to end.
def rate_bits(codes, scales):
    codes, scales = np.asarray(codes), np.asarray(scales)
    nats = np.logaddexp(0, -(codes + 0.5) / scales) + np.logaddexp(0, (codes - 0.5) / scales)
    nats = nats - np.log1p(-np.exp(-1 / scales))
    return nats.sum(axis=-1) / np.log(2)
# %% right: softplus
def rate_bits(codes, scales):
    nats = ops.softplus(-(codes + 0.5) / scales) + ops.softplus((codes - 0.5) / scales)
    nats = nats - ops.log(-ops.expm1(-1 / scales))
    return ops.sum(nats, axis=-1) / ops.log(2.0)
# %% right: by symmetry, on the negative side
def rate_bits(codes, scales):
    far = ops.abs(codes)
    a, b = (0.5 - far) / scales, (-0.5 - far) / scales
    logs = ops.log_sigmoid(a) + ops.log_sigmoid(-b) + ops.log(1 - ops.exp(-1 / scales))
    return -ops.sum(logs, axis=1) * 1.4426950408889634
# %% right: the difference in logarithms
def rate_bits(codes, scales):
    far = ops.abs(codes)
    upper = ops.log_sigmoid((0.5 - far) / scales)
    lower = ops.log_sigmoid((-0.5 - far) / scales)
    logs = upper + ops.log1p(-ops.exp(lower - upper))
    return ops.sum(-logs / ops.log(2.0), axis=-1)
