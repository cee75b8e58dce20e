# %% wrong: sum over the batch
# cause: KLTerm adds the sum over the batch; add the mean.
# replace: ops.mean(kl_divergence(mean, log_var))
# by: ops.sum(kl_divergence(mean, log_var))
# %% wrong: divergence subtracted
# cause: The divergence is subtracted; the loss is minus the bound, so add it.
# replace: self.add_loss(ops.mean
# by: self.add_loss(-ops.mean
# %% wrong: divergence counted by half
# cause: The divergence is halved once more; kl_divergence has the 1/2 already.
# replace: self.add_loss(ops.mean
# by: self.add_loss(0.5 * ops.mean
# %% wrong: nothing added
# cause: KLTerm adds nothing; call self.add_loss(...) in call.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by:
# %% wrong: mean and log-variance exchanged in the divergence
# cause: kl_divergence gets the mean first, then the log-variance.
# replace: kl_divergence(mean, log_var)
# by: kl_divergence(log_var, mean)
# %% wrong: KLTerm left out
# cause: The model has no KLTerm: give Sampling the mean that KLTerm returns.
# replace: KLTerm()(mean, log_var), log_var)
# by: mean, log_var)
# %% wrong: KLTerm's result thrown away
# cause: KLTerm's result goes nowhere, so it is left out of the model; give it to Sampling.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: KLTerm()(mean, log_var); codes = Sampling(seed=7)(mean, log_var)
# %% wrong: KLTerm twice
# cause: The model contains KLTerm twice, so the divergence counts twice.
# replace: KLTerm()(mean, log_var), log_var)
# by: KLTerm()(KLTerm()(mean, log_var), log_var), log_var)
# %% wrong: no draw
# cause: The mean is decoded; decode what Sampling draws.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = KLTerm()(mean, log_var)
# %% wrong: KLTerm returns the log-variance
# cause: KLTerm returns the log-variance; it passes the mean on.
# replace: return mean
# by: return log_var
# %% wrong: Sampling gets its arguments in the wrong order
# cause: Sampling gets the mean first, then the log-variance.
# replace: Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: Sampling(seed=7)(log_var, KLTerm()(mean, log_var))
# %% wrong: the encoder's outputs in the wrong order
# cause: The encoder returns the mean first, then the log-variance.
# replace: mean, log_var = encoder(images)
# by: log_var, mean = encoder(images)
# %% wrong: the draw takes the variance for sigma
# cause: Sampling gets twice the log-variance; give it as it is.
# replace: KLTerm()(mean, log_var), log_var)
# by: KLTerm()(mean, log_var), log_var + log_var)
# %% wrong: a draw of its own that takes the variance for sigma
# cause: The draw takes exp(log_var), the variance, for sigma; use Sampling.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = KLTerm()(mean, log_var) + ops.exp(log_var) * Sampling(seed=7)(mean - mean, mean - mean)
# %% wrong: noise of sigma 1
# cause: Sampling gets zeros in the place of the log-variance.
# replace: KLTerm()(mean, log_var), log_var)
# by: KLTerm()(mean, log_var), ops.zeros_like(log_var))
# %% wrong: a draw from the prior
# cause: The decoder gets draws from the prior, not from the posterior.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = Sampling(seed=7)(KLTerm()(mean, log_var) - mean, ops.zeros_like(log_var))
# %% wrong: another encoder is returned
# cause: The encoder that is returned is not the model's.
# replace: return keras.Model(images, decoder(codes)), encoder, decoder
# by: return keras.Model(images, decoder(codes)), build_encoder(), decoder
# %% wrong: another decoder is returned
# cause: The decoder that is returned is not the model's.
# replace: return keras.Model(images, decoder(codes)), encoder, decoder
# by: return keras.Model(images, decoder(codes)), encoder, build_decoder()
# %% wrong: only the model is returned
# cause: Return three models: vae, encoder, decoder.
# replace: return keras.Model(images, decoder(codes)), encoder, decoder
# by: return keras.Model(images, decoder(codes))
# %% right: a subclassed model, the divergence written out
class KLTerm(layers.Layer):
    def call(self, mean, log_var):
        each = ops.sum(mean**2 + ops.exp(log_var) - 1 - log_var, axis=1) / 2
        self.add_loss(ops.sum(each) / ops.cast(ops.shape(each)[0], each.dtype))
        return mean


class VAE(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder, self.decoder = build_encoder(), build_decoder()
        self.divergence, self.draw = KLTerm(), Sampling()

    def call(self, images):
        mean, log_var = self.encoder(images)
        return self.decoder(self.draw(self.divergence(mean, log_var), log_var))


def build_vae():
    whole = VAE()
    return whole, whole.encoder, whole.decoder


# %% right: step by step, with a helper, prints and a warning
import sys
import warnings


def mean_divergence(mean, log_var):
    return ops.mean(kl_divergence(mean, log_var), axis=0)


class KLTerm(keras.layers.Layer):
    def __init__(self, weight=1.0, **kwargs):
        super().__init__(**kwargs)
        self.weight = weight

    def call(self, mean, log_var):
        self.add_loss(self.weight * mean_divergence(mean, log_var))
        return mean


def build_vae():
    warnings.warn("building")
    print("building", file=sys.stderr)
    encoder, decoder = build_encoder(), build_decoder()
    outputs = encoder(encoder.inputs)
    checked = KLTerm(name="divergence")(outputs[0], outputs[1])
    drawn = Sampling(seed=3, name="drawn")(checked, outputs[1])
    return keras.Model(encoder.inputs, decoder(drawn), name="vae"), encoder, decoder


# %% right: the divergence is added after the draw
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: term = KLTerm()(mean, log_var); codes = Sampling()(mean, log_var) + term - mean
