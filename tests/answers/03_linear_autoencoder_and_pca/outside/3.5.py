# %% wrong: Adam for Adamax
# cause: The optimiser is Adam; compile with Adamax.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE), loss="mse")
    return autoencoder
# %% wrong: Adamax at its default rate
# cause: Adamax runs at its default rate; its rate follows RATE.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer="adamax", loss="mse")
    return autoencoder
# %% wrong: peak as a constant rate
# cause: The rate stays at PEAK for the whole training; pass the schedule RATE.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(PEAK), loss="mse")
    return autoencoder
# %% wrong: absolute error
# cause: The loss is the mean absolute error; compile with the mean squared error.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mae")
    return autoencoder
# %% wrong: huber loss
# cause: The loss is Huber's; compile with the mean squared error.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="huber")
    return autoencoder
# %% wrong: dropout between the two
# cause: There is a Dropout between encoder and decoder; the autoencoder is made of these two and nothing else.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, layers.Dropout(0.1), decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
    return autoencoder
# %% wrong: noise put on the images
# cause: There is a layer of noise before the encoder; the autoencoder is made of encoder and decoder and nothing else.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([layers.GaussianNoise(0.1), encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
    return autoencoder
# %% wrong: schedule for another batch size
# cause: The rate follows a schedule made for batches of 64, not RATE.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    schedule = training.warmup_cosine(PEAK, images=len(train), batch_size=64, epochs=EPOCHS)
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(schedule), loss="mse")
    return autoencoder
# %% wrong: Nadam at the rate RATE
# cause: The optimiser is Nadam; compile with Adamax.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Nadam(RATE), loss="mse")
    return autoencoder
# %% wrong: copies compiled
# cause: The autoencoder holds copies, so training leaves `encoder` and `decoder` as they were: join the given models.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    copies = []
    for part in (encoder, decoder):
        copy = keras.models.clone_model(part)
        copy.set_weights(part.get_weights())
        copies.append(copy)
    autoencoder = keras.Sequential(copies)
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
    return autoencoder
# %% wrong: stochastic gradient descent
# cause: The optimiser is SGD; compile with Adamax.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.SGD(RATE), loss="mse")
    return autoencoder
# %% right: layers of both in one Sequential
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([keras.Input((32, 32, 3))] + encoder.layers + decoder.layers)
    autoencoder.compile(keras.optimizers.Adamax(RATE), "mean_squared_error", metrics=["mae"])
    return autoencoder
# %% wrong: Adam in place of Adamax
# cause: The optimiser is Adam; compile with Adamax.
# replace: keras.optimizers.Adamax(RATE)
# by: keras.optimizers.Adam(RATE)
# %% wrong: AdamW in place of Adamax
# cause: The optimiser is AdamW; compile with Adamax.
# replace: keras.optimizers.Adamax(RATE)
# by: keras.optimizers.AdamW(RATE)
# %% wrong: Adamax at its default rate
# cause: Adamax runs at its default rate; its rate follows RATE.
# replace: optimizer=keras.optimizers.Adamax(RATE)
# by: optimizer="adamax"
# %% wrong: a constant rate, the schedule's peak
# cause: The rate stays at PEAK for the whole training; pass the schedule RATE.
# replace: keras.optimizers.Adamax(RATE)
# by: keras.optimizers.Adamax(PEAK)
# %% wrong: mean absolute error
# cause: The loss is the mean absolute error; compile with the mean squared error.
# replace: loss="mse"
# by: loss="mae"
# %% wrong: Huber loss
# cause: The loss is Huber's; compile with the mean squared error.
# replace: loss="mse"
# by: loss=keras.losses.Huber()
# %% wrong: squared error summed over the batch, not its mean
# cause: The squared errors of a batch are added up; take their mean.
# replace: loss="mse"
# by: loss=keras.losses.MeanSquaredError(reduction="sum")
# %% wrong: binary cross-entropy, as in the notebooks before
# cause: The loss is the binary cross-entropy, but the targets have either sign; compile with the mean squared error.
# replace: loss="mse"
# by: loss="binary_crossentropy"
# %% wrong: builds two new models in place of the given ones
# cause: Two new models are joined; join the given ones.
# replace: autoencoder = keras.Sequential([encoder, decoder])
# by: autoencoder = keras.Sequential(list(build_linear(CODE_SIZE)))
# %% wrong: a copy of the encoder
# cause: The autoencoder holds a copy of the encoder, so that training leaves `encoder` as it was: join the given models.
# replace: autoencoder = keras.Sequential([encoder, decoder])
# by: autoencoder = keras.Sequential([keras.models.clone_model(encoder), decoder])
# %% wrong: a sigmoid after the decoder
# cause: A sigmoid follows the decoder; the autoencoder is made of the two and nothing else.
# replace: autoencoder = keras.Sequential([encoder, decoder])
# by: autoencoder = keras.Sequential([encoder, decoder, layers.Activation("sigmoid")])
# %% wrong: returns what compile returns, None
# cause: None is returned; return the autoencoder.
# replace: return autoencoder
# by: return None
# %% wrong: does not compile
# cause: The model is not compiled.
# replace: autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
# by: pass
# %% right: functional API and classes for the loss
def compiled(encoder, decoder):
    """Return the autoencoder made of both, compiled with Adamax, at the rate RATE, and the mean squared error."""
    image = keras.Input((32, 32, 3))
    joined = keras.Model(image, decoder(encoder(image)), name="linear_autoencoder")
    joined.compile(loss=keras.losses.MeanSquaredError(), optimizer=keras.optimizers.Adamax(learning_rate=RATE))
    return joined
# %% right: a loss function of one's own, and another metric
def compiled(encoder, decoder):
    """Return the autoencoder made of both, compiled with Adamax, at the rate RATE, and the mean squared error."""

    def squared(true, found):
        return keras.ops.mean(keras.ops.square(true - found))

    network = keras.Sequential()
    network.add(encoder)
    network.add(decoder)
    network.compile(keras.optimizers.Adamax(RATE), squared, metrics=["mae"])
    return network
# %% right: subclass of Model
class Joined(keras.Model):
    def __init__(self, first, second):
        super().__init__()
        self.first, self.second = first, second

    def call(self, images):
        return self.second(self.first(images))


def compiled(encoder, decoder):
    """Return the autoencoder made of both, compiled with Adamax, at the rate RATE, and the mean squared error."""
    both = Joined(encoder, decoder)
    both.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mean_squared_error")
    return both
