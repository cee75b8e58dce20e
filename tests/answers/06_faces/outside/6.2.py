# %% wrong: mean absolute error
# cause: "Compiled with the mean squared error"; your loss is the mean absolute error.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mae")
    return autoencoder
# %% wrong: Huber's loss
# cause: "Compiled with the mean squared error"; Huber's loss is half of it for small errors and linear beyond.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss=keras.losses.Huber(0.1))
    return autoencoder
# %% wrong: a constant rate
# cause: "An optimiser that takes RATE": yours takes the number 0.002, and the rate neither climbs nor falls.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(0.002, beta_2=0.98), loss="mse")
    return autoencoder
# %% wrong: a schedule of its own
# cause: "The rate RATE": yours makes another schedule, with its own peak and counted on all training images; pass RATE.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    rate = training.warmup_cosine(0.003, images=len(train), batch_size=BATCH, epochs=EPOCHS)
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(rate, beta_2=0.98), loss="mse")
    return autoencoder
# %% wrong: the rate of the time of the definition
# cause: "The rate RATE" is the one when the function is called; yours keeps the schedule that stood there when the cell ran, and the later networks are compiled with it.
FIXED = RATE


def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(FIXED, beta_2=0.98), loss="mse")
    return autoencoder
# %% wrong: one optimiser for all
# cause: Each autoencoder needs an optimiser of its own; yours is made once outside and shared by every model that is compiled.
OPTIMIZER = keras.optimizers.Adam(RATE, beta_2=0.98)


def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=OPTIMIZER, loss="mse")
    return autoencoder
# %% wrong: copies of the models
# cause: "The autoencoder made of both models": yours trains clones, so the encoder and decoder that were given learn nothing.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([keras.models.clone_model(encoder), keras.models.clone_model(decoder)])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mse")
    return autoencoder
# %% right: functional
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    images = keras.Input(encoder.input_shape[1:])
    model = keras.Model(inputs=images, outputs=decoder(encoder(images)))
    adam = keras.optimizers.Adam(learning_rate=RATE, beta_2=0.98)
    model.compile(loss=keras.losses.MeanSquaredError(), optimizer=adam)
    return model
# %% right: own formula, added one by one
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    def error(target, output):
        return keras.ops.mean((target - output) ** 2)

    whole = keras.Sequential(name="whole")
    whole.add(keras.Input(encoder.input_shape[1:]))
    for part in (encoder, decoder):
        whole.add(part)
    whole.compile(keras.optimizers.Adam(RATE, 0.9, 0.98), error)
    return whole
# %% right: subclass of Model
class Pair(keras.Model):
    """An encoder and a decoder, one after the other."""

    def __init__(self, encoder, decoder):
        super().__init__()
        self.encoder, self.decoder = encoder, decoder

    def call(self, images):
        return self.decoder(self.encoder(images))


def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    pair = Pair(encoder, decoder)
    pair(np.zeros((1, *encoder.input_shape[1:]), dtype="float32"))
    pair.compile(loss="mean_squared_error", optimizer=keras.optimizers.Adam(RATE, beta_2=0.98))
    return pair
# %% right: a metric beside the loss
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mse", metrics=["mae"])
    return autoencoder
