# %% wrong: hidden layers tanh in the map
# cause: The hidden layers have tanh; use relu.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="tanh"),
            layers.Dense(20, activation="tanh"),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="tanh"),
            layers.Dense(100, activation="tanh"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: layer of 20 linear in the encoder
# cause: The encoder's layer of 20 outputs has no activation; all hidden layers have relu.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dense(20),
            layers.Dense(2),
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
# %% wrong: dropout in the map
# cause: There is Dropout in the two models; the exercise asks for three dense layers each.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(20, activation="relu"),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: negative codes cut off by the decoder
# cause: The decoder begins with a ReLU, so that negative codes all look alike to it; the code may take any value.
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
            layers.ReLU(),
            layers.Dense(20, activation="relu"),
            layers.Dense(100, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: elu for relu
# cause: The hidden layers have elu; use relu.
def build_map():
    """Return (encoder, decoder): (n, 784) → (n, 2) and (n, 2) → (n, 784)."""
    encoder = keras.Sequential(
        [
            keras.Input((784,)),
            layers.Dense(100, activation="elu"),
            layers.Dense(20, activation="elu"),
            layers.Dense(2),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(20, activation="elu"),
            layers.Dense(100, activation="elu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: decoder widths not mirrored
# cause: The decoder's layers have 100 and then 20 outputs; it goes 2 → 20 → 100 → 784.
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
            layers.Dense(100, activation="relu"),
            layers.Dense(20, activation="relu"),
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return encoder, decoder
# %% wrong: pair swapped
# cause: The decoder is returned first; return (encoder, decoder).
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
            layers.Dense(784, activation="sigmoid"),
        ]
    )
    return decoder, encoder
