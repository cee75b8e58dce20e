# %% wrong: "binary cross-entropy": with smoothed targets
# cause: Label smoothing pulls the targets towards 0.5, so that this is no longer the cross-entropy with the image; leave it out.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.1)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    return model
# %% wrong: "Return a new autoencoder": the one that crawled
# cause: The network that Adadelta trained is compiled again and keeps its weights; build a fresh one inside the function.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    crawling.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return crawling
# %% wrong: "Return a new autoencoder": its optimiser is not new
# cause: All models share one optimiser, which keeps the state of the first; make the optimiser inside the function.
optimizer = keras.optimizers.Adam(0.001)


def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile(optimizer=optimizer, loss="binary_crossentropy")
    return model
# %% wrong: "Build a fresh autoencoder": it has been trained already
# cause: The function trains the network too; return it fresh, since the cell after the hints trains it.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    model.fit(x_train, x_train, epochs=2, batch_size=256, verbose=0)
    return model
# %% wrong: "compiled": never
# cause: The model is returned without having been compiled; call model.compile with the loss and an optimiser.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    return build_autoencoder(32)
# %% wrong: "an optimiser that learns": Adadelta as before
# cause: Adadelta at Keras' rate of 0.001 hardly moves; take Adam, or another rate.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile(optimizer="adadelta", loss="binary_crossentropy")
    return model
# %% wrong: "an optimiser that learns": a rate a thousand times too small
# cause: At a rate of 0.000001 the weights stay where they are; Adam's default is 0.001.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile(optimizer=keras.optimizers.Adam(1e-6), loss="binary_crossentropy")
    return model
# %% wrong: "code size 32": 64 numbers
# cause: The code has 64 numbers; the exercise asks for 32.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(64)
    model.compile(optimizer=keras.optimizers.Adam(0.001), loss="binary_crossentropy")
    return model
# %% right: Adam at its own rate
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile("adam", "binary_crossentropy")
    return model
# %% right: Nadam with the schedule, the loss as an object
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(code_size=32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    loss = keras.losses.BinaryCrossentropy()
    model.compile(loss=loss, optimizer=keras.optimizers.Nadam(learning_rate=rate))
    return model
# %% right: RMSprop and the loss as a function
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile(
        optimizer=keras.optimizers.RMSprop(0.001),
        loss=keras.losses.binary_crossentropy,
        metrics=["mae"],
    )
    return model
# %% right: a loss written out
def cross_entropy(x, x_hat):
    """Return the binary cross-entropy of each image."""
    x_hat = keras.ops.clip(x_hat, 1e-7, 1 - 1e-7)
    each = x * keras.ops.log(x_hat) + (1 - x) * keras.ops.log(1 - x_hat)
    return -keras.ops.mean(each, axis=-1)


def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=cross_entropy)
    return model
