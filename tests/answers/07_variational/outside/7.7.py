# %% wrong: the model comes compiled
# cause: build_vae compiles the model; it should return "(vae, encoder, decoder), not compiled".
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
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    vae = keras.Model(images, decoder(code))
    vae.compile(optimizer="adam", loss=reconstruction_loss)
    return vae, encoder, decoder
# %% wrong: the divergence is left out of the validation loss
# cause: Nothing is added when training is False, so the validation loss lacks the divergence; KLTerm "adds the batch's mean divergence to the model's loss" at every call.
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var, training=None):
        if training is not False:
            self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: a lower limit to the divergence
# cause: A mean divergence below 1 counts as 1; the layer adds "the batch's mean divergence" as it is.
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.maximum(ops.mean(kl_divergence(mean, log_var)), 1.0))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: a divergence that trains nothing
# cause: ops.stop_gradient makes the added number a constant for the training; the mean divergence is a term of the loss to be minimised.
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.stop_gradient(ops.mean(kl_divergence(mean, log_var))))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: all models share encoder and decoder
# cause: Encoder and decoder are made once, outside of build_vae, so that every model has the same weights; "build_vae returns the whole model ... and its encoder and decoder": make them inside.
ENCODER, DECODER = build_encoder(), build_decoder()


class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = ENCODER, DECODER
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: the plain autoencoder's decoder
# cause: The decoder is the trained one of the plain autoencoder, which is then changed; the VAE has a decoder of its own, "its encoder and decoder": call build_decoder().
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), plain_decoder
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: dropout on the code
# cause: Numbers of the code are dropped in training; the model is "encoder, KLTerm, Sampling, decoder", with nothing between.
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
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(layers.Dropout(0.05)(code))), encoder, decoder
# %% wrong: the encoder that is returned is another one
# cause: The returned encoder is new and is never trained; return the one that the model contains, "its encoder and decoder".
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
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), build_encoder(), decoder
# %% wrong: the mean is passed on without a gradient
# cause: The mean leaves KLTerm through ops.stop_gradient, so the reconstruction cannot train it; KLTerm "passes the mean on unchanged".
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return ops.stop_gradient(mean)


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: the mean is decoded
# cause: The decoder gets the mean and no draw; the model is "encoder, KLTerm, Sampling, decoder".
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
    code = KLTerm()(mean, log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: divided by the size of the training batches
# cause: The sum is divided by BATCH, which is not the number of images of a smaller batch; add the mean over the images that are there.
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.sum(kl_divergence(mean, log_var)) / BATCH)
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = encoder(images)
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), encoder, decoder
# %% wrong: the parts in another order
# cause: The decoder is returned before the encoder; "Return (vae, encoder, decoder)".
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
    code = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return keras.Model(images, decoder(code)), decoder, encoder
# %% right: sum over number of images, symbolic outputs of the encoder
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        divergences = kl_divergence(mean, log_var)
        count = ops.cast(ops.shape(divergences)[0], divergences.dtype)
        self.add_loss(ops.sum(divergences) / count)
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    decoder, encoder = build_decoder(), build_encoder()
    images = keras.Input(shape=(28, 28, 1), name="images")
    outputs = encoder(images)
    priced = KLTerm(name="kl")(mean=outputs[0], log_var=outputs[1])
    drawn = Sampling(name="draw")(priced, outputs[1])
    vae = keras.Model(inputs=images, outputs=decoder(drawn), name="vae")
    return vae, encoder, decoder
# %% right: subclassed model of four parts
class FourParts(keras.Model):
    """Encoder, price, draw, decoder."""

    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.price, self.draw = KLTerm(), Sampling(seed=3)

    def call(self, images):
        mean, log_var = self.encoder(images)
        return self.decoder(self.draw(self.price(mean, log_var), log_var))


class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    return FourParts(encoder, decoder), encoder, decoder
# %% right: the two middle layers on a list
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        batch = ops.mean(kl_divergence(mean=mean, log_var=log_var), axis=0)
        self.add_loss(batch)
        return ops.add(mean, 0.0)


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    parts = {"encoder": build_encoder(), "decoder": build_decoder()}
    images = keras.layers.Input((28, 28, 1), dtype="float32")
    both = list(parts["encoder"](images))
    both[0] = KLTerm()(*both)
    vae = keras.models.Model(images, parts["decoder"](Sampling()(*both)))
    return [vae, parts["encoder"], parts["decoder"]]
# %% wrong: the sum over the batch
# cause: KLTerm adds the sum over the batch; add the mean.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(ops.sum(kl_divergence(mean, log_var)))
# %% wrong: the sum over the constant batch size
# cause: The sum is divided by BATCH; add the mean over the images that are there.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(ops.sum(kl_divergence(mean, log_var)) / BATCH)
# %% wrong: the mean over the numbers of a code too
# cause: The divergence is divided by the 2 numbers of a code too; average over the images only.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(ops.mean(kl_divergence(mean, log_var)) / 2)
# %% wrong: the vector is added
# cause: A number for each image is added; add one, their mean.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(kl_divergence(mean, log_var))
# %% wrong: minus the divergence
# cause: The divergence is subtracted; the loss is minus the bound, so add it.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(-ops.mean(kl_divergence(mean, log_var)))
# %% wrong: KLTerm's result goes nowhere
# cause: KLTerm's result goes nowhere, so it is left out of the model; give it to Sampling.
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
    codes = Sampling(seed=7)(mean, log_var)
    return keras.Model(images, decoder(codes)), encoder, decoder


# %% wrong: KLTerm returns both, not the mean as it is
# cause: KLTerm returns two things; it passes on the mean alone.
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var)))
        return mean, log_var


def build_vae():
    """Return (vae, encoder, decoder), not compiled."""
    encoder, decoder = build_encoder(), build_decoder()
    images = keras.Input((28, 28, 1))
    mean, log_var = KLTerm()(*encoder(images))
    return keras.Model(images, decoder(Sampling(seed=7)(mean, log_var))), encoder, decoder


# %% wrong: compiled inside
# cause: build_vae compiles the model; return it uncompiled.
def _compile(model):
    model.compile(optimizer="adam", loss=reconstruction_loss)
    return model


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
    codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
    return _compile(keras.Model(images, decoder(codes))), encoder, decoder


# %% wrong: mean and log-variance exchanged for Sampling
# cause: Sampling gets the mean first, then the log-variance.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = Sampling(seed=7)(log_var, KLTerm()(mean, log_var))
# %% wrong: mean and log-variance exchanged for KLTerm
# cause: KLTerm gets the mean first, then the log-variance.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = Sampling(seed=7)(KLTerm()(log_var, mean), log_var)
# %% wrong: no sampling, the mean is decoded
# cause: The mean is decoded; decode what Sampling draws.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = KLTerm()(mean, log_var)
# %% wrong: the plain autoencoder's decoder in place of a new one
# cause: The decoder is the plain autoencoder's; call build_decoder().
# replace: encoder, decoder = build_encoder(), build_decoder()
# by: encoder, decoder = build_encoder(), plain_decoder
# %% wrong: another encoder is returned
# cause: The encoder that is returned is not the model's.
# replace: return keras.Model(images, decoder(codes)), encoder, decoder
# by: return keras.Model(images, decoder(codes)), build_encoder(), decoder
# %% wrong: another decoder is returned
# cause: The decoder that is returned is not the model's.
# replace: return keras.Model(images, decoder(codes)), encoder, decoder
# by: return keras.Model(images, decoder(codes)), encoder, build_decoder()
# %% wrong: order of what is returned
# cause: The decoder comes before the encoder; return (vae, encoder, decoder).
# replace: return keras.Model(images, decoder(codes)), encoder, decoder
# by: return keras.Model(images, decoder(codes)), decoder, encoder
# %% wrong: a weight of a half, out of habit
# cause: The divergence is halved once more; kl_divergence has the 1/2 already.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(0.5 * ops.mean(kl_divergence(mean, log_var)))
# %% wrong: the divergence is weighted by the number of pixels
# cause: The divergence is divided by 784; add it as it is.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(ops.mean(kl_divergence(mean, log_var)) / 784)
# %% wrong: the loss is a Python float
# cause: float() cannot be taken of a symbolic tensor; add the tensor itself.
# replace: self.add_loss(ops.mean(kl_divergence(mean, log_var)))
# by: self.add_loss(float(ops.mean(kl_divergence(mean, log_var))))
# %% wrong: KLTerm behind Sampling, on the drawn code
# cause: KLTerm gets the drawn code; it needs the mean, and stands before Sampling.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = KLTerm()(Sampling(seed=7)(mean, log_var), log_var)
# %% wrong: KLTerm twice
# cause: The model contains KLTerm twice, so the divergence counts twice.
# replace: codes = Sampling(seed=7)(KLTerm()(mean, log_var), log_var)
# by: codes = Sampling(seed=7)(KLTerm()(KLTerm()(mean, log_var), log_var), log_var)
# %% right: a subclass of Model
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        self.add_loss(ops.mean(kl_divergence(mean, log_var), axis=0))
        return mean


class VAE(keras.Model):
    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder
        self.kl, self.sampling = KLTerm(), Sampling(seed=11)

    def call(self, images):
        mean, log_var = self.encoder(images)
        return self.decoder(self.sampling(self.kl(mean, log_var), log_var))


def build_vae():
    encoder, decoder = build_encoder(), build_decoder()
    return VAE(encoder, decoder), encoder, decoder


# %% right: sum over the batch's own size
class KLTerm(keras.layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        each = kl_divergence(mean, log_var)
        n = ops.cast(ops.shape(each)[0], each.dtype)
        self.add_loss(ops.sum(each) / n)
        return mean


def build_vae():
    enc = build_encoder()
    dec = build_decoder()
    x = keras.Input(shape=(28, 28, 1), name="x")
    outputs = enc(x)
    kl = KLTerm(name="kl")
    draw = Sampling(name="draw")
    z = draw(kl(outputs[0], outputs[1]), outputs[1])
    return keras.Model(inputs=x, outputs=dec(z), name="vae"), enc, dec


# %% right: on the encoder's own tensors, a list returned
class KLTerm(layers.Layer):
    """Return the means as they are, and add the mean divergence from the prior to the loss."""

    def call(self, mean, log_var):
        kl = kl_divergence(mean, log_var)  # (n,)
        self.add_loss(ops.average(kl))
        return mean


def build_vae():
    encoder = build_encoder()
    decoder = build_decoder()
    mean, log_var = encoder.outputs
    mean = KLTerm()(mean, log_var)
    vae = keras.Model(encoder.inputs[0], decoder(Sampling(7)(mean, log_var)))
    print("parameters", vae.count_params())
    return [vae, encoder, decoder]
