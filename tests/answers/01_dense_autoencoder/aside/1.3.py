# %% wrong: "with relu": cut off at 6
# cause: relu6 is cut off at 6; relu lets every positive number through.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu6")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "with relu": before the dense layer instead of after it
# cause: The relu acts on the pixels, before the code layer, and the code itself has none; put it behind the dense layer.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    positive = layers.Activation("relu")(inputs)
    code = layers.Dense(code_size)(positive)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, outputs)
# %% wrong: "with a sigmoid": twice
# cause: The sigmoid is applied twice, which leaves values between 0.5 and 0.73 only; once is asked for.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    outputs = layers.Activation("sigmoid")(outputs)
    return keras.Model(inputs, outputs)
# %% wrong: "Return the model": the code comes out
# cause: The model ends at the code; its second end is the reconstruction.
def build_autoencoder(code_size):
    """Return an autoencoder for vectors.

    (n, 784) → codes (n, code_size) → reconstructions (n, 784) in (0, 1)
    """
    inputs = keras.Input((784,))
    code = layers.Dense(code_size, activation="relu")(inputs)
    outputs = layers.Dense(784, activation="sigmoid")(code)
    return keras.Model(inputs, code)
