# %% wrong: sum of the squared errors
# cause: The loss adds the errors of a batch up; it is their mean.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss=keras.losses.MeanSquaredError(reduction="sum"))
    return autoencoder
# %% wrong: root of the mean squared error
# cause: The loss is the root of the mean squared error; use the mean squared error itself.
def root_mean_square(target, output):
    """Return the root of the mean squared error."""
    return keras.ops.sqrt(keras.ops.mean(keras.ops.square(target - output)))


def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss=root_mean_square)
    return autoencoder
# %% wrong: new models compiled
# cause: The function builds two new models; join the two that are given.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    first, second = build_linear(CODE_SIZE)
    autoencoder = keras.Sequential([first, second])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="mse")
    return autoencoder
# %% wrong: binary cross-entropy on centred faces
# cause: The loss is the binary cross-entropy, which is none for targets below 0; use the mean squared error.
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    autoencoder = keras.Sequential([encoder, decoder])
    autoencoder.compile(optimizer=keras.optimizers.Adamax(RATE), loss="binary_crossentropy")
    return autoencoder
# %% right: functional join
def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    images = keras.Input((32, 32, 3))
    autoencoder = keras.Model(images, decoder(encoder(images)))
    autoencoder.compile(
        loss=keras.losses.MeanSquaredError(), optimizer=keras.optimizers.Adamax(learning_rate=RATE)
    )
    return autoencoder
# %% right: loss written out
def squared(target, output):
    """Return the mean squared error of each image."""
    return keras.ops.mean((target - output) ** 2, axis=(1, 2, 3))


def compiled(encoder, decoder):
    """Return the autoencoder made of both.

    It is compiled with Adamax, at the rate RATE, and the mean squared error.
    """
    optimizer = keras.optimizers.Adamax(learning_rate=RATE, name="adamax")
    autoencoder = keras.Sequential()
    for part in (encoder, decoder):
        autoencoder.add(part)
    autoencoder.compile(optimizer=optimizer, loss=squared)
    return autoencoder
