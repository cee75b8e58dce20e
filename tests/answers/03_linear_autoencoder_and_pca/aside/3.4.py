# %% wrong: tanh on the faces
# cause: The decoder's dense layer has a tanh; no activation anywhere.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3, activation="tanh"),
            layers.Reshape((32, 32, 3)),
        ]
    )
    return encoder, decoder
# %% wrong: relu on the faces
# cause: The decoder ends in a relu and can draw nothing below 0; no activation anywhere.
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    encoder = keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Flatten(),
            layers.Dense(code_size),
        ]
    )
    decoder = keras.Sequential(
        [
            keras.Input((code_size,)),
            layers.Dense(32 * 32 * 3),
            layers.Reshape((32, 32, 3)),
            layers.ReLU(),
        ]
    )
    return encoder, decoder
# %% right: linear by name, orthogonal start
def build_linear(code_size):
    """Return (encoder, decoder).

    encoder: images (n, 32, 32, 3) → codes (n, code_size); decoder: codes → images.
    """
    start = keras.initializers.Orthogonal(seed=7)
    encoder = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten()])
    encoder.add(layers.Dense(code_size, activation="linear", kernel_initializer=start))
    decoder = keras.Sequential(name="decoder")
    decoder.add(keras.Input((code_size,)))
    decoder.add(layers.Dense(3 * 32**2, activation=keras.activations.linear))
    decoder.add(layers.Reshape((32, 32, -1)))
    return encoder, decoder
