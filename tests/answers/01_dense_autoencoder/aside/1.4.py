# %% wrong: "compiled with binary cross-entropy": the squared error
# cause: The loss is the mean squared error; compile with binary_crossentropy.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return model
# %% right: said to be logits, which Keras finds behind the sigmoid: the loss is the same
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    return model
# %% wrong: "binary cross-entropy": the focal one
# cause: The focal cross-entropy weights pixels by how wrong they are; the exercise asks for the plain binary cross-entropy.
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    model.compile(loss="binary_focal_crossentropy", optimizer=keras.optimizers.Adam(rate))
    return model
# %% wrong: "Return a new autoencoder": one for all calls
# cause: Every call returns the same network, trained further each time; call build_autoencoder inside the function.
model = build_autoencoder(32)


def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    rate = training.warmup_cosine(0.006, images=len(x_train), batch_size=BATCH, epochs=EPOCHS)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="binary_crossentropy")
    return model
# %% right: Adadelta with its authors' rate
def compiled_autoencoder():
    """Return a new autoencoder of code size 32.

    It is compiled with binary cross-entropy and an optimiser that learns.
    """
    model = build_autoencoder(32)
    model.compile(
        optimizer=keras.optimizers.Adadelta(learning_rate=1.0), loss="binary_crossentropy"
    )
    return model
