# %% wrong: noise on the images
# cause: In training the encoder sees noisy images; the model is "encoder, KLTerm, Sampling, decoder", with nothing before.
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(layers.GaussianNoise(0.1)(images))
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: KLTerm's result goes nowhere
# cause: Sampling gets the encoder's mean, so KLTerm is left out of the model and its loss with it; the order is "encoder, KLTerm, Sampling, decoder".
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    KLTerm()(mean, log_var)
    code = Sampling(seed=7)(mean, log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: the sum of the divergences is added
# cause: The sum over the batch is added, which makes the term as many times too large as the batch has images; add "the batch's mean divergence".
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.sum(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
