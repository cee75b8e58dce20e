# %% wrong: relu at the code
# cause: The code has a relu; it has no activation here.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size, activation="relu"),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: trained on the test images
# cause: The network is trained on the test images that it is measured on: train it on x_train.
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
    training.fit(model, x_test, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: Adam at its own rate
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
    model.compile(optimizer="adam", loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: a constant peak rate
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
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: hidden layers with tanh
# cause: The layers of 128 have tanh; use relu.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="tanh"),
            layers.Dense(code_size),
            layers.Dense(128, activation="tanh"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: sweep with narrow layers
# cause: The layers beside the code have 64 outputs; they have 128.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(64, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: never trained
# cause: The network is returned untrained: call training.fit on x_train before you return it.
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
    model.summary()
    return model
# %% right: functional, loss and optimiser as objects
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    inputs = keras.Input((784,))
    x = layers.Dense(128, activation="relu")(inputs)
    code = layers.Dense(code_size, activation=None)(x)
    x = layers.ReLU()(layers.Dense(128)(code))
    model = keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
    model.compile(
        loss=keras.losses.BinaryCrossentropy(),
        optimizer=keras.optimizers.Adam(learning_rate=SWEEP_RATE),
    )
    training.fit(model, x_train, x_train, batch_size=256, epochs=SWEEP_EPOCHS)
    return model
# %% right: two halves joined
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    encoder = keras.Sequential(
        [keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(code_size)]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model = keras.Sequential([keras.Input((784,)), encoder, decoder])
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: helper builds, function trains
def dense_chain(widths, activations):
    """Return dense layers one after the other."""
    model = keras.Sequential([keras.Input((784,))])
    for width, activation in zip(widths, activations):
        model.add(layers.Dense(width, activation, kernel_initializer="he_uniform"))
    return model


def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = dense_chain([128, code_size, 128, 784], ["relu", "linear", "relu", "sigmoid"])
    model.compile(keras.optimizers.Adam(SWEEP_RATE), "binary_crossentropy", metrics=["mse"])
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: functional subclass
class Autoencoder(keras.Model):
    """An autoencoder with one layer of 128 on each side of the code."""

    def __init__(self, size):
        inputs = keras.Input((784,))
        x = layers.Dense(128, activation="relu")(inputs)
        x = layers.Dense(size)(x)
        x = layers.Dense(128, activation="relu")(x)
        super().__init__(inputs=inputs, outputs=layers.Dense(784, activation="sigmoid")(x))


def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784), trained on x_train.

    Its code has no activation, and this size.
    """
    model = Autoencoder(code_size)
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: relu at the code
# cause: The code has a relu; it has no activation here.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="relu")
# %% wrong: sigmoid at the code
# cause: The code has a sigmoid; it has no activation here.
# replace: layers.Dense(code_size)
# by: layers.Dense(code_size, activation="sigmoid")
# %% wrong: 32 in place of code_size
# cause: The code has 32 numbers whatever is asked for; use code_size.
# replace: layers.Dense(code_size)
# by: layers.Dense(32)
# %% wrong: never trained
# cause: The network is returned untrained: call training.fit on x_train before you return it.
# replace: training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
# by: pass
# %% wrong: trained on the test images
# cause: The network is trained on the test images that it is measured on: train it on x_train.
# replace: training.fit(model, x_train,
# by: training.fit(model, x_test,
# %% wrong: trained on the validation images
# cause: The network is trained on the validation images: train it on x_train.
# replace: training.fit(model, x_train,
# by: training.fit(model, x_validation,
# %% right: mean squared error as loss
# replace: loss="binary_crossentropy"
# by: loss="mse"
# %% right: Nadam, as in the section before
# replace: keras.optimizers.Adam(SWEEP_RATE)
# by: keras.optimizers.Nadam(SWEEP_RATE)
# %% right: Adam at its default rate
# replace: keras.optimizers.Adam(SWEEP_RATE)
# by: "adam"
# %% wrong: plain SGD at the given rate
# cause: SGD at this rate hardly moves; take Adam at SWEEP_RATE.
# replace: keras.optimizers.Adam(SWEEP_RATE)
# by: keras.optimizers.SGD(SWEEP_RATE)
# %% right: Keras' fit with its default batches of 32
# replace: training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
# by: model.fit(x_train, x_train, epochs=SWEEP_EPOCHS, verbose=0)
# %% right: batches of 128
# replace: batch_size=256
# by: batch_size=128
# %% wrong: one epoch
# cause: The network is trained for one epoch; train it for SWEEP_EPOCHS.
# replace: epochs=SWEEP_EPOCHS
# by: epochs=1
# %% right: the epochs of section 1
# replace: epochs=SWEEP_EPOCHS
# by: epochs=epochs
# %% wrong: returns the history
# cause: The history of the training is returned; return the model.
# replace: training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
# by: return training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
# %% wrong: hidden layers of 64
# cause: The layers beside the code have 64 outputs; they have 128.
# replace: 128
# by: 64
# %% wrong: hidden layers without activation
# cause: The layers of 128 have no activation; give them a relu.
# replace: layers.Dense(128, activation="relu")
# by: layers.Dense(128)
# %% wrong: no activation in the decoder's hidden layer
# cause: The second layer of 128 has no activation; give it a relu.
# replace: layers.Dense(128, activation="relu")(code)
# by: layers.Dense(128)(code)
# %% wrong: relu at the end
# cause: The last layer has a relu; give it a sigmoid.
# replace: activation="sigmoid"
# by: activation="relu"
# %% wrong: blocks with dropout, as in section 2
# cause: The network has dropout; it has dense layers only.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784) with a linear code of this size, trained on x_train."""
    model = keras.Sequential(
        [
            keras.Input((784,)),
            *block(128),
            layers.Dense(code_size),
            *block(128),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% wrong: the deep network of Exercise 2.1
# cause: This is the network of Exercise 2.1; the one here has layers of 128, code_size, 128 and 784 outputs.
def trained_with(code_size):
    """Return an autoencoder for vectors (n, 784) with a linear code of this size, trained on x_train."""
    model = build_deep(code_size)
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
# %% right: Keras' own fit, Sequential
def trained_with(code_size):
    model = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(128, activation="relu"),
            layers.Dense(code_size),
            layers.Dense(128, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    model.compile(loss=keras.losses.BinaryCrossentropy(), optimizer=keras.optimizers.Adam(learning_rate=SWEEP_RATE))
    model.fit(x_train, x_train, batch_size=256, epochs=SWEEP_EPOCHS, verbose=0)
    return model
# %% right: encoder and decoder apart, joined, targets given
def trained_with(code_size: int) -> keras.Model:
    encoder = keras.Sequential([keras.Input((784,)), layers.Dense(128), layers.ReLU(), layers.Dense(code_size)])
    decoder = keras.Sequential(
        [keras.Input((code_size,)), layers.Dense(128), layers.ReLU(), layers.Dense(784), layers.Activation("sigmoid")]
    )
    pixels = keras.Input((784,))
    model = keras.Model(pixels, decoder(encoder(pixels)))
    model.compile(keras.optimizers.Adam(SWEEP_RATE), "bce")
    training.fit(model, x_train, x_train, epochs=SWEEP_EPOCHS, batch_size=256, validation=(x_validation, x_validation))
    return model
# %% right: a loop over layers, activations as functions, a helper
def mirrored(code_size):
    plan = [(128, "relu"), (code_size, None), (128, keras.activations.relu), (784, keras.activations.sigmoid)]
    inputs = x = keras.layers.Input(shape=(784,))
    for units, activation in plan:
        x = layers.Dense(units, activation=activation)(x)
    return keras.Model(inputs, x, name=f"code_of_{code_size}")


def trained_with(code_size):
    model = mirrored(code_size)
    adam = keras.optimizers.Adam(SWEEP_RATE)
    model.compile(optimizer=adam, loss=keras.losses.binary_crossentropy, metrics=["mse"])
    history = training.fit(model, x_train, batch_size=256, epochs=SWEEP_EPOCHS)
    print(code_size, history.history["loss"][-1])
    return model
# %% right: a class of the learner's own
class Narrow(keras.Model):
    def __init__(self, code_size):
        super().__init__()
        self.wide_in = layers.Dense(128, activation="relu")
        self.code = layers.Dense(code_size)
        self.wide_out = layers.Dense(128, activation="relu")
        self.pixels = layers.Dense(784, activation="sigmoid")

    def call(self, x):
        return self.pixels(self.wide_out(self.code(self.wide_in(x))))


def trained_with(code_size):
    model = Narrow(code_size)
    model.compile(optimizer=keras.optimizers.Adam(SWEEP_RATE), loss="binary_crossentropy")
    training.fit(model, x_train, epochs=SWEEP_EPOCHS, batch_size=256)
    return model
