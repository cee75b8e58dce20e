# %% wrong: the squared error is summed
# cause: The MEAN squared error: yours is summed over the images of the batch, with reduction="sum".
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss=keras.losses.MeanSquaredError(reduction="sum"))
    return autoencoder
# %% wrong: the default rate
# cause: "An optimiser that takes RATE": your Adam keeps its default of 0.001; pass RATE first.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(beta_2=0.98), loss="mse")
    return autoencoder
# %% wrong: noise between the two
# cause: "The autoencoder made of both models": a GaussianNoise layer lies between them; join encoder and decoder alone.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([encoder, layers.GaussianNoise(0.05), decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mse")
    return autoencoder
# %% wrong: dropout in front
# cause: "The autoencoder made of both models": nothing else belongs in it, but yours drops pixels in training.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    autoencoder = keras.Sequential([layers.Dropout(0.02), encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mse")
    return autoencoder
# %% wrong: the encoder is frozen
# cause: Both models are to be trained; yours freezes the encoder before compiling.
def compiled(encoder, decoder):
    """Return the autoencoder of both, compiled with the mean squared error and the rate RATE."""
    encoder.trainable = False
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adam(RATE, beta_2=0.98), loss="mse")
    return autoencoder
