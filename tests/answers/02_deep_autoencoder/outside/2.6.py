# %% wrong: decoder's first layer linear
# cause: The decoder's layer of 20 outputs has no relu.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: noise on the two numbers
# cause: The encoder adds noise to its code in training; the code is the output of a Dense(2) without anything after it.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(2),
            layers.GaussianNoise(0.5),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: functional models
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    x = images = keras.Input((784,))
    for width in (100, 20):
        x = layers.Dense(width, activation="relu")(x)
    encoder = keras.Model(images, layers.Dense(2)(x))
    x = codes = keras.Input((2,))
    for width in (20, 100):
        x = layers.Dense(width, activation="relu")(x)
    decoder = keras.Model(codes, layers.Dense(784, activation="sigmoid")(x))
    return encoder, decoder
# %% wrong: relu at the two numbers
# cause: The code has a relu; it has no activation, so that it may take any value.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(2, activation="relu"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: tanh at the two numbers
# cause: The code has a tanh, which holds the points inside a square; leave the activation away.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(2, activation="tanh"),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: no sigmoid in the map
# cause: The decoder's last layer has no activation; give it a sigmoid.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(784),
        ]
    )
    return encoder, decoder
# %% right: relu as layers of their own
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100),
            layers.ReLU(),
            layers.Dense(20),
            layers.ReLU(),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20),
            layers.ReLU(),
            layers.Dense(100),
            layers.ReLU(),
            layers.Dense(784),
            layers.Activation("sigmoid"),
        ]
    )
    return encoder, decoder
# %% right: add in loops
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder, decoder = keras.Sequential(name="to_plane"), keras.Sequential(name="from_plane")
    encoder.add(keras.Input((784,)))
    for width, activation in zip((100, 20, 2), ("relu", "relu", None)):
        encoder.add(layers.Dense(width, activation=activation))
    decoder.add(keras.Input((2,)))
    for width, activation in zip((20, 100, 784), ("relu", "relu", "sigmoid")):
        decoder.add(layers.Dense(width, activation=activation))
    return encoder, decoder
# %% right: helper and initialisers
def chain(size, *rows):
    """Return a Sequential model of dense layers."""
    stack = [layers.Dense(n, name, kernel_initializer="he_normal") for n, name in rows]
    return keras.Sequential([keras.Input((size,)), *stack])


def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    return chain(784, (100, "relu"), (20, "relu"), (2, "linear")), chain(
        2, (20, "relu"), (100, "relu"), (784, "sigmoid")
    )
