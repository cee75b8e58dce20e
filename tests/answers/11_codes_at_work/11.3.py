# %% wrong: levels of genes that were not seen count
# cause: The error of the level counts where a gene was not seen, too; multiply it by seen.
# replace: seen * (expression - levels) ** 2
# by: (expression - levels) ** 2
# %% wrong: levels averaged over the genes that were seen
# cause: The errors of the levels are averaged over the seen genes alone; take the mean over all cells and genes.
def hurdle_loss(expression, outputs):
    logits, levels = ops.split(outputs, 2, axis=-1)
    seen = ops.cast(expression > 0, outputs.dtype)
    detection = ops.mean(ops.softplus(logits) - seen * logits)
    return detection + ops.sum(seen * (expression - levels) ** 2) / ops.maximum(ops.sum(seen), 1) / 0.5
# %% wrong: halves exchanged
# cause: The halves are exchanged: the logits come first, the levels second.
# replace: logits, levels = ops.split(outputs, 2, axis=-1)
# by: levels, logits = ops.split(outputs, 2, axis=-1)
# %% wrong: logits and levels taken by turns
# cause: Logits and levels are taken by turns; the first half of the outputs are the logits.
# replace: logits, levels = ops.split(outputs, 2, axis=-1)
# by: logits, levels = outputs[:, ::2], outputs[:, 1::2]
# %% wrong: the probability of a zero
# cause: The logit is taken for that of a zero; it is that of being seen.
# replace: ops.softplus(logits) - seen * logits
# by: ops.softplus(logits) - (1 - seen) * logits
# %% wrong: logarithm of a sigmoid
# cause: The logarithm of a sigmoid is infinite, or NaN times 0, for large logits; use softplus.
# replace: detection = ops.softplus(logits) - seen * logits
# by: p = ops.sigmoid(logits); detection = -seen * ops.log(p) - (1 - seen) * ops.log(1 - p)
# %% wrong: probabilities kept away from 0 and 1
# cause: The probability is kept away from 0 and 1, so that large logits cost too little; use softplus.
# replace: detection = ops.softplus(logits) - seen * logits
# by: p = ops.clip(ops.sigmoid(logits), 1e-7, 1 - 1e-7); detection = -seen * ops.log(p) - (1 - seen) * ops.log(1 - p)
# %% wrong: logits taken for probabilities
# cause: The logits are taken for probabilities; p is the sigmoid of the logit.
# replace: detection = ops.softplus(logits) - seen * logits
# by: p = ops.clip(logits, 1e-7, 1 - 1e-7); detection = -seen * ops.log(p) - (1 - seen) * ops.log(1 - p)
# %% wrong: half in place of 2 sigma squared
# cause: The squared error is multiplied by 0.5; divide it by 0.5.
# replace: / 0.5
# by: * 0.5
# %% wrong: sigma for its square
# cause: The squared error is divided by 0.25, which is sigma squared; divide by twice that.
# replace: / 0.5
# by: / 0.25
# %% wrong: the plain squared error
# cause: The squared error is not divided by 0.5.
# replace: / 0.5
# by: / 1
# %% wrong: sum over the genes
# cause: The loss is added up over the genes; take the mean over cells and genes.
def hurdle_loss(expression, outputs):
    logits, levels = ops.split(outputs, 2, axis=-1)
    seen = ops.cast(expression > 0, outputs.dtype)
    each = ops.softplus(logits) - seen * logits + seen * (expression - levels) ** 2 / 0.5
    return ops.mean(ops.sum(each, axis=-1))
# %% wrong: one loss for each cell
# cause: There is one loss for each cell; return their mean.
# replace: ops.mean(detection + seen * (expression - levels) ** 2 / 0.5)
# by: ops.mean(detection + seen * (expression - levels) ** 2 / 0.5, axis=-1)
# %% wrong: seen above a half
# cause: A gene counts as seen above 0.5 only; seen is everything above 0.
# replace: expression > 0
# by: expression > 0.5
# %% wrong: the level as the target of the detection
# cause: The detection is compared with the level; its target is 1 where a gene was seen.
# replace: detection = ops.softplus(logits) - seen * logits
# by: detection = ops.softplus(logits) - expression * logits
# %% wrong: the level times the probability
# cause: The level is multiplied by the probability; compare the level itself.
# replace: (expression - levels) ** 2
# by: (expression - ops.sigmoid(logits) * levels) ** 2
# %% wrong: absolute errors
# cause: The error of the level is not squared.
# replace: (expression - levels) ** 2
# by: ops.abs(expression - levels)
# %% wrong: the likelihood itself
# cause: The sign is wrong: this grows as the network gets better.
# replace: return ops.mean
# by: return -ops.mean
# %% wrong: only the detection
# cause: The levels are left out.
# replace: + seen * (expression - levels) ** 2 / 0.5
# by: + 0 * levels
# %% wrong: only the levels
# cause: The detection is left out.
# replace: detection = ops.softplus(logits) - seen * logits
# by: detection = 0 * logits
# %% wrong: zeros cost nothing
# cause: A gene that was not seen costs nothing here; it costs -ln(1 - p).
# replace: detection = ops.softplus(logits) - seen * logits
# by: detection = seen * (ops.softplus(logits) - logits)
# %% wrong: levels kept above 0
# cause: The levels are cut at 0; compare them as they are.
# replace: (expression - levels) ** 2
# by: (expression - ops.relu(levels)) ** 2
# %% wrong: in NumPy
def hurdle_loss(expression, outputs):
    outputs = np.asarray(outputs)
    logits, levels = np.split(outputs, 2, axis=-1)
    seen = np.asarray(expression) > 0
    detection = np.logaddexp(0, logits) - seen * logits
    return np.mean(detection + seen * (np.asarray(expression) - levels) ** 2 / 0.5)
# %% right: chosen by where
def hurdle_loss(expression, outputs):
    genes = expression.shape[-1]
    logits, levels = outputs[:, :genes], outputs[:, genes:]
    missed = ops.softplus(logits)
    seen = ops.softplus(-logits) + 2 * ops.square(expression - levels)
    return ops.mean(ops.where(expression > 0, seen, missed))
# %% right: the logarithm of a sigmoid by Keras
def hurdle_loss(expression, outputs):
    genes = ops.shape(expression)[1]
    seen = ops.cast(ops.greater(expression, 0), "float32")
    a, m = outputs[..., :genes], outputs[..., genes:]
    likelihood = seen * ops.log_sigmoid(a) + (1 - seen) * ops.log_sigmoid(-a)
    likelihood = likelihood - seen * (expression - m) ** 2 / (2 * 0.5**2)
    return -ops.mean(likelihood)
# %% right: TensorFlow's cross-entropy
def hurdle_loss(expression, outputs):
    import tensorflow as tf

    logits, levels = tf.split(outputs, 2, axis=-1)
    seen = tf.cast(expression > 0, tf.float32)
    detection = tf.nn.sigmoid_cross_entropy_with_logits(labels=seen, logits=logits)
    return tf.reduce_mean(detection) + 2 * tf.reduce_mean(seen * (expression - levels) ** 2)
# %% right: Keras' own losses for the first part
def hurdle_loss(expression, outputs):
    logits, levels = ops.split(outputs, 2, axis=-1)
    seen = ops.cast(expression > 0, "float32")
    detection = ops.mean(ops.binary_crossentropy(seen, logits, from_logits=True))
    return detection + ops.mean(ops.square(seen * (expression - levels))) / 0.5
