# %% wrong: "The code layer has no activation": the decoder begins with a relu
# cause: A relu at the decoder's beginning cuts the code's negative numbers off, as a relu on the code would; remove it.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.ReLU(),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "The two hidden layers of 8 have a relu": not the decoder's
# cause: The decoder's hidden layer has no activation; give it a relu.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "The two hidden layers of 8 have a relu": not the encoder's
# cause: The encoder's hidden layer has no activation; give it a relu.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "each fed by the one before": dropout behind the hidden layer
# cause: A dropout layer stands behind the decoder's hidden layer; the skeleton has dense layers only: 8, then 784 outputs.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dropout(0.25),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: "the last layer a sigmoid": no activation
# cause: The decoder's last layer has no activation, so that values leave (0, 1); give it a sigmoid.
def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(4),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu"),
            layers.Dense(784),
        ]
    )
    return encoder, decoder
# %% right: a helper makes both
def stack(n_inputs, hidden, n_outputs, last):
    """Return a Sequential of two dense layers."""
    first = layers.Dense(hidden, activation="relu")
    return keras.Sequential(
        [layers.InputLayer(shape=(n_inputs,)), first, layers.Dense(n_outputs, activation=last)]
    )


def build_skeleton():
    """Return (encoder, decoder): (n, 784) → (n, 4) and (n, 4) → (n, 784) with values in (0, 1)."""
    return stack(784, 8, 4, None), stack(4, 8, 784, "sigmoid")
