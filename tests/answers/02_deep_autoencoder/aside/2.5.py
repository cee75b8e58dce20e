# %% wrong: validation images added
# cause: The network is trained on x_train and x_validation together; train it on x_train.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    everything = np.concatenate([x_train, x_validation])
    training.fit(model, everything, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: squared error as the loss, as the recipe is the reader's
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="mse")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: batches of 128, as the recipe is the reader's
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=128)
    return model
# %% right: Nadam, as the recipe is the reader's
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Nadam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: ten epochs always, as the recipe is the reader's
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=10, batch_size=256)
    return model
# %% wrong: second hidden layer linear
# cause: The layer of 128 after the code has no relu; both layers of 128 have one.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: trained twice, as the recipe is the reader's
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    for _ in range(2):
        training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: code of 32 in every network
# cause: The code has 32 numbers in every network; it has `code_size`.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(32),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
